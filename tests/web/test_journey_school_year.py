"""Journey 1: the coordinator prepares a school year, from the start page."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page
from sqlalchemy import select

from toc_core.access import SYSTEM
from toc_core.db.records import Participation
from toc_core.db.store import Store

from .ceilings import NEW_SCHOOL_YEAR
from .hand import Hand
from .pages_world import Pages, TickingClock, build_pages

pytestmark = pytest.mark.browser


@pytest.fixture
def pages(store: Store) -> Pages:
    """Two schools that took part in 2025-2026."""
    store.clock = TickingClock()
    return build_pages(store)


def test_a_coordinator_prepares_the_next_year_in_four_presses_and_takes_it_back(
    browser_page: Callable[..., Page], pages: Pages, store: Store
) -> None:
    page = browser_page("stad", "/?oefen=1")
    hand = Hand(page)
    hand.press(page.locator(".wide-menu").get_by_role("link", name="Schooljaar klaarzetten"))
    page.goto("/schooljaar-klaarzetten?oefen=1")  # the practice schools stand for real ones
    hand.press(page.get_by_role("link", name="schooljaar 2026-2027"))
    hand.press(page.get_by_label("Oefenschool B"))
    hand.press(page.get_by_role("button", name="Klaarzetten"))
    assert "1 deelname en 1 doel klaargezet" in page.get_by_role("status").inner_text()
    assert hand.presses <= NEW_SCHOOL_YEAR
    assert going_on(store) == {pages.a}
    hand.press(page.get_by_role("button", name="Ongedaan maken"))
    assert going_on(store) == set()


def going_on(store: Store) -> set[int]:
    with store.session_for(SYSTEM, "test") as session:
        sites = select(Participation.site_id).where(Participation.school_year == "2026-2027")
        return set(session.scalars(sites))
