"""A school plans a trajectory of six weeks, and notes its session of this week on a phone.

The ceilings may only go down: the plan for this product allows six presses and three.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from playwright.sync_api import Locator, Page, expect
from sqlalchemy import select

from toc_core.access import SYSTEM
from toc_core.db.records import Delivery, DeliveryStatus
from toc_core.db.store import Store
from toc_core.db.trajectories import Trajectory, TrajectoryStatus
from toc_core.theory import Role

from .ceilings import NOTE_SESSION, PLAN_AND_LOOK, PLAN_TRAJECTORY
from .hand import Hand, Keys
from .pages_world import COORDINATOR, Pages, TickingClock, build_pages

pytestmark = pytest.mark.browser
OpenPage = Callable[..., Page]

PHONE = 390
THUMB = 44  # pixels
FIRST, SECOND = "Coachinggesprekken", "Klasworkshops"


@pytest.fixture
def pages(store: Store) -> Pages:
    """The hand-made world; it is Thursday 15 January 2026."""
    store.clock = TickingClock()
    return build_pages(store)


@pytest.fixture
def planned(store: Store, pages: Pages) -> str:
    """A planned session of yesterday in a trajectory of school A; its reference."""
    yesterday = date(2026, 1, 14)
    with store.changing(COORDINATOR, "Gepland") as session:
        place = {"programme_id": pages.programme, "site_id": pages.a}
        run = Trajectory(
            **place, start=yesterday - timedelta(days=9), status=TrajectoryStatus.PLANNED
        )
        row = Delivery(
            **place,
            element_id=pages.interview,
            trajectory=run,
            day=yesterday,
            status=DeliveryStatus.PLANNED,
        )
        session.add_all([run, row])
        session.flush()
        return row.ref


def sessions(store: Store) -> list[Delivery]:
    """Return the sessions that belong to a trajectory."""
    with store.session_for(SYSTEM, "kijken") as session:
        found = select(Delivery).where(Delivery.trajectory_id.is_not(None))
        return list(session.scalars(found.order_by(Delivery.day)))


def open_form(hand: Hand) -> None:
    card = hand.page.locator('section[aria-labelledby="kaart-campus_talent"]')
    hand.press(card.get_by_role("link", name="Nieuw traject"))
    hand.page.get_by_label("Klasgroep").fill("3 Haarzorg")
    for name in (FIRST, SECOND):
        hand.press(hand.page.get_by_label(name))


def in_view(thing: Locator) -> bool:
    """Return whether something is wholly on the screen, without scrolling."""
    box = thing.bounding_box()
    return bool(box) and box["y"] >= 0 and box["y"] + box["height"] <= 800


@pytest.mark.parametrize("width", [1280, PHONE])
def test_six_weeks_with_two_sessions_each_are_planned_and_undone(
    browser_page: OpenPage, pages: Pages, store: Store, width: int
) -> None:
    page = browser_page("an", width=width)
    hand = Hand(page)
    open_form(hand)
    hand.press(page.get_by_role("button", name="Bewaar"))
    assert hand.presses <= PLAN_TRAJECTORY
    expect(page.get_by_role("status")).to_contain_text("6 weken, 12 sessies gepland.")
    expect(page.get_by_role("status")).to_contain_text("Week 5 valt in de krokusvakantie")
    assert [one.day for one in sessions(store)][8:10] == [date(2026, 2, 23)] * 2
    hand.press(page.get_by_role("button", name="Ongedaan maken"))
    assert page.get_by_role("heading", level=1).inner_text() == "Trajecten"
    assert sessions(store) == []


def test_the_weeks_can_be_looked_at_first(
    browser_page: OpenPage, pages: Pages, store: Store, axe_violations: Callable[[Page], list[str]]
) -> None:
    page = browser_page("an", java_script_enabled=False)
    hand = Hand(page)
    open_form(hand)
    hand.press(page.get_by_role("button", name="Bekijk eerst de weken"))
    shown = page.get_by_role("region", name="Zo liggen de weken")
    expect(shown).to_contain_text("Week 5: maandag 23 februari 2026, na de krokusvakantie")
    assert sessions(store) == []
    hand.press(shown.get_by_role("button", name="Bewaar"))
    assert hand.presses <= PLAN_AND_LOOK
    assert len(sessions(store)) == 12


def test_a_keyboard_alone_plans_the_six_weeks_and_notes_one(
    browser_page: OpenPage, pages: Pages, store: Store, axe_violations: Callable[[Page], list[str]]
) -> None:
    page = browser_page("an")
    keys = Keys(page)
    keys.press("Enter", "Nieuw traject")
    keys.write("Klasgroep", "3 Haarzorg")
    keys.press("Space", FIRST)
    keys.press("Space", SECOND)
    keys.press("Enter", "Bekijk eerst de weken")
    assert keys.here() == "Bewaar"  # beside the weeks, ready to be pressed
    assert axe_violations(page) == []
    keys.press("Enter", "Bewaar")
    assert keys.presses <= PLAN_AND_LOOK
    assert len(sessions(store)) == 12
    keys.write("Opmerking bij Coachinggesprekken, 19 januari", "Afgesproken met de klas")
    keys.press("Enter", "Bewaar")
    assert "1 sessie bewaard." in page.get_by_role("status").inner_text()
    assert "Afgesproken met de klas" in {one.note for one in sessions(store)}


def test_the_session_of_this_week_is_noted_on_a_phone(
    browser_page: OpenPage, pages: Pages, planned: str, store: Store
) -> None:
    page = browser_page("an", width=PHONE)
    hand = Hand(page)
    hand.press(page.get_by_role("link", name="Noteer Talentinterviews").first)
    status, pupils = page.get_by_label("Status"), page.get_by_label("Leerlingen", exact=True)
    save = page.get_by_role("button", name="Bewaar")
    for thing in (status, pupils, save):
        assert in_view(thing)
        assert (thing.bounding_box() or {"height": 0})["height"] >= THUMB
    expect(page.get_by_label("Datum")).to_be_hidden()
    expect(status).to_have_value("held")
    pupils.fill("12")
    hand.press(save)
    assert hand.presses <= NOTE_SESSION
    assert page.get_by_role("heading", level=1).inner_text() == "Overzicht"
    expect(page.get_by_role("status")).to_contain_text("Activiteit bewaard.")
    (row,) = sessions(store)
    assert row.status is DeliveryStatus.HELD
    with store.session_for(SYSTEM, "kijken") as session:
        counts = session.get_one(Delivery, row.id).head_counts
        assert {count.role: count.people for count in counts} == {Role.PUPIL: 12}
    hand.press(page.get_by_role("button", name="Ongedaan maken"))
    assert page.get_by_role("link", name="Noteer Talentinterviews").count() == 1


def test_the_rest_of_the_session_is_folded_and_opens_where_something_is_wrong(
    browser_page: OpenPage, pages: Pages, planned: str
) -> None:
    page = browser_page("an", width=PHONE)
    page.get_by_role("link", name="Noteer Talentinterviews").first.click()
    page.get_by_text("Meer", exact=True).click()
    page.get_by_label("Duur in minuten").fill("5o")
    page.get_by_role("button", name="Bewaar").click()
    expect(page.get_by_label("Duur in minuten")).to_be_focused()
    expect(page.get_by_label("Duur in minuten")).to_have_value("5o")
