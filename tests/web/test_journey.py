"""The journey that the product is for: a school notes an activity, and every figure moves at once.

Each step is a press on a real page; the number of presses is a ceiling that may only go down.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path

import pytest
from office import sheet_of
from playwright.sync_api import Page
from sqlalchemy import select

from toc_core.db.people import Enrolment, Group
from toc_core.db.store import Store

from .ceilings import NOTE_ACTIVITY
from .hand import Hand
from .pages_world import COORDINATOR, POSTER, REPORT, YEAR, Pages, TickingClock, build_pages

pytestmark = pytest.mark.browser

PHONE = 390
SUPPORTED = "Aantal leerlingen (ondersteuning)"


@pytest.fixture
def pages(store: Store) -> Pages:
    """The hand-made world: two of the three pupils of school A were supported."""
    store.clock = TickingClock()
    return build_pages(store)


def note_an_activity(hand: Hand, who: str) -> None:
    """From the start page to a saved activity of today."""
    card = hand.page.locator('section[aria-labelledby="kaart-campus_talent"]')
    hand.press(card.get_by_role("link", name="Nieuwe activiteit"))
    hand.choose("Activiteit (verplicht)", "Talentinterviews (Leerlingen)")
    hand.press(hand.page.get_by_label(who, exact=True))
    hand.press(hand.page.get_by_role("button", name="Bewaar"))


def on_poster(page: Page) -> str:
    page.goto(POSTER)
    return " ".join(page.locator('[data-code="pupils_supported"]').inner_text().split())


def in_report(page: Page) -> dict[str, str]:
    """Return every figure of the report page by its label."""
    page.goto(f"{REPORT}?periode={YEAR}")
    rows = page.locator(".report tbody tr:not(.level)")
    return {
        row.locator("th").inner_text(): row.locator(".value").inner_text() for row in rows.all()
    }


def in_csv(page: Page) -> dict[str, str]:
    text = page.request.get(f"{REPORT}.csv?periode={YEAR}").text()
    return {row["indicator"]: row["shown"] for row in csv.DictReader(io.StringIO(text))}


def test_an_activity_moves_every_figure_at_once_and_undo_moves_it_back(
    browser_page: Callable[..., Page], pages: Pages
) -> None:
    page = browser_page("an", width=PHONE)
    assert "2 / 4" in on_poster(page)
    page.goto("/")
    hand = Hand(page)
    note_an_activity(hand, "K7M2P9C")
    assert hand.presses <= NOTE_ACTIVITY
    saved = page.url
    assert "3 / 4" in on_poster(page)
    assert (in_report(page)[SUPPORTED], in_csv(page)["pupils_supported"]) == ("3", "3")
    page.goto(saved)
    hand.press(page.get_by_role("link", name="Geschiedenis"))
    hand.press(page.get_by_role("button", name="Maak ongedaan"))
    assert page.get_by_role("status").inner_text().startswith("Ongedaan gemaakt.")
    assert page.get_by_role("heading", level=1).inner_text() == "Overzicht"
    assert "2 / 4" in on_poster(page)
    assert (in_report(page)[SUPPORTED], in_csv(page)["pupils_supported"]) == ("2", "2")


def test_undo_stands_beside_the_sentence_that_it_was_saved(
    browser_page: Callable[..., Page], pages: Pages
) -> None:
    page = browser_page("an", width=PHONE)
    hand = Hand(page)
    note_an_activity(hand, "K7M2P9C")
    hand.press(page.get_by_role("button", name="Ongedaan maken"))
    assert hand.presses == NOTE_ACTIVITY + 1
    assert "2 / 4" in on_poster(page)


def test_a_whole_class_is_one_press(
    browser_page: Callable[..., Page], pages: Pages, store: Store
) -> None:
    with store.changing(COORDINATOR, "Klas gemaakt") as session:
        group = Group(site_id=pages.a, school_year=YEAR, label="Oefenklas")
        session.add(group)
        session.flush()
        for enrolment in session.scalars(select(Enrolment).where(Enrolment.site_id == pages.a)):
            enrolment.group_id = group.id
    page = browser_page("an", width=PHONE)
    hand = Hand(page)
    note_an_activity(hand, "De hele klas (3)")
    assert hand.presses <= NOTE_ACTIVITY
    assert "3 met code" in page.locator(".details").inner_text()
    assert "3 / 4" in on_poster(page)


def test_the_workbook_in_libreoffice_says_what_the_page_says(
    browser_page: Callable[..., Page], pages: Pages, tmp_path: Path
) -> None:
    page = browser_page("an", width=PHONE)
    shown = in_report(page)
    with page.expect_download() as download:
        page.get_by_role("link", name="XLSX").click()
    workbook = tmp_path / "rapport.xlsx"
    download.value.save_as(workbook)
    rows = [row for row in sheet_of(workbook, "Rapport") if row[0] in shown]
    assert len(rows) == 11  # the eleven outputs of the poster
    assert [row[2] for row in rows] == list(_all_values(page))


def _all_values(page: Page) -> list[str]:
    return page.locator(".report .value").all_inner_texts()
