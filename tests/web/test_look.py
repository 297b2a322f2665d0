"""How the record views look and behave in a real browser: axe, requests, console, phone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from itertools import cycle

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select

from toc_core.access import SYSTEM
from toc_core.db.codes import new_code
from toc_core.db.people import Enrolment, Group, Participant, Site
from toc_core.db.records import Delivery, DeliveryStatus, HeadCount
from toc_core.db.store import Store
from toc_core.db.theory import ElementRow, ProgrammeRow
from toc_core.db.trajectories import Trajectory, TrajectoryStatus
from toc_core.theory import Role, Stage

pytestmark = pytest.mark.browser
OpenPage = Callable[..., Page]
CAMPUS = "/programma/campus_talent"
CLASSES = ("3 Haarzorg", "4 Zorg en welzijn", "5 Logistiek")
STATES = (TrajectoryStatus.FINISHED, TrajectoryStatus.RUNNING, TrajectoryStatus.PLANNED)


@pytest.fixture
def filled(store: Store) -> dict[str, str]:
    """Some practice records; returns the reference of one of each."""
    with store.changing(SYSTEM, "oefenrijen") as session:
        programme = session.scalars(
            select(ProgrammeRow).where(ProgrammeRow.code == "campus_talent")
        ).one()
        sites = session.scalars(select(Site).where(Site.id != 0).order_by(Site.code)).all()
        sites = [site for site in sites if site.fictitious]
        groups = [
            Group(site_id=site.id, school_year="2024-2025", label=label)
            for site in sites
            for label in CLASSES
        ]
        people = [Participant(code=new_code(), role=Role.PUPIL) for _n in range(8)]
        session.add_all([*groups, *people])
        session.flush()
        session.add_all(
            Enrolment(
                participant_id=p.id,
                site_id=sites[0].id,
                school_year="2024-2025",
                group_id=groups[n % 2].id,
            )
            for n, p in enumerate(people)
        )
        runs = _runs(programme, groups)
        element = session.scalars(
            select(ElementRow).where(
                ElementRow.programme_id == programme.id, ElementRow.stage == Stage.INTERVENTION
            )
        ).first()
        assert element
        delivery = Delivery(
            programme_id=programme.id,
            site_id=sites[0].id,
            element_id=element.id,
            trajectory=runs[0],
            day=date(2025, 5, 12),
            minutes=50,
            status=DeliveryStatus.HELD,
        )
        delivery.head_counts.append(HeadCount(site_id=sites[0].id, role=Role.PUPIL, people=14))
        session.add_all([*runs, delivery])
        session.flush()
        return {"trajectory": runs[0].ref, "delivery": delivery.ref, "site": sites[0].ref}


def _runs(programme: ProgrammeRow, groups: list[Group]) -> list[Trajectory]:
    return [
        Trajectory(
            programme_id=programme.id,
            site_id=g.site_id,
            group_id=g.id,
            start=date(2024, 9, 9) + timedelta(weeks=6 * n),
            status=s,
        )
        for n, (g, s) in enumerate(zip(groups, cycle(STATES), strict=False))
    ]


def pages(filled: dict[str, str]) -> dict[str, str]:
    return {
        "list": f"{CAMPUS}/trajecten/",
        "empty": f"{CAMPUS}/verhalen/",
        "form": f"{CAMPUS}/activiteiten/edit/?id={filled['delivery']}",
        "details": f"{CAMPUS}/trajecten/details/?id={filled['trajectory']}",
        "story": f"{CAMPUS}/verhalen/new/",
        "choose": f"{CAMPUS}/trajecten/new/",
        "new trajectory": f"{CAMPUS}/trajecten/new/?school={filled['site']}",
        "weeks": f"{CAMPUS}/trajecten/weken/?id={filled['trajectory']}",
        "note": f"{CAMPUS}/activiteiten/edit/?id={filled['delivery']}&noteer=1",
    }


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390, 320])
def test_axe_finds_nothing_and_nothing_sticks_out(
    browser_page: OpenPage,
    filled: dict[str, str],
    axe_violations: Callable[[Page], list[str]],
    width: int,
    scheme: str,
) -> None:
    page = browser_page("stad", width=width, scheme=scheme)
    for name, path in pages(filled).items():
        page.goto(path)
        assert axe_violations(page) == [], name
        sideways = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        assert page.evaluate(sideways) == 0, name


def test_pages_ask_little_and_nothing_from_outside(
    browser_page: OpenPage, filled: dict[str, str], served: str
) -> None:
    page = browser_page("stad")
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    for name, path in pages(filled).items():
        asked.clear()
        page.goto(path)
        assert len(asked) <= 8, name
        assert all(url.startswith((served, "data:")) for url in asked), asked
    assert said == []


def test_a_school_notes_a_session_on_a_phone(
    browser_page: OpenPage, filled: dict[str, str], store: Store
) -> None:
    page = browser_page("an", f"{CAMPUS}/activiteiten/new/", width=390)
    page.get_by_label("Activiteit").select_option(index=1)
    page.get_by_label("Datum").fill("2025-05-13")
    page.get_by_label("Leerlingen").fill("12")
    page.get_by_role("button", name="Bewaar").click()
    assert page.get_by_text("Activiteit bewaard.").is_visible()
    assert page.get_by_role("button", name="Ongedaan maken").is_visible()
    with store.session_for(SYSTEM, "kijken") as session:
        newest = session.scalars(select(Delivery).order_by(Delivery.id.desc())).first()
        assert newest is not None
        assert [(c.role, c.people) for c in newest.head_counts] == [(Role.PUPIL, 12)]


def test_the_first_wrong_field_has_the_focus(
    browser_page: OpenPage, filled: dict[str, str]
) -> None:
    page = browser_page("an", f"{CAMPUS}/verhalen/new/")
    page.get_by_label("Datum").fill("2025-05-13")
    page.get_by_role("button", name="Bewaar").click()
    expect(page.get_by_label("Wie vertelt?")).to_be_focused()
    assert page.get_by_role("alert").get_by_role("link").count() == 3
    assert page.get_by_label("Datum").input_value() == "2025-05-13"


def test_targets_are_big_enough_for_a_thumb(browser_page: OpenPage, filled: dict[str, str]) -> None:
    page = browser_page("stad", width=390)
    small = """() => [...document.querySelectorAll('a.button, button, select, input')]
        .filter(e => e.type !== 'hidden')
        .filter(e => e.offsetParent && e.type !== 'checkbox')
        .filter(e => e.getBoundingClientRect().height < 40).map(e => e.outerHTML.slice(0, 80))"""
    for name, path in pages(filled).items():
        page.goto(path)
        assert page.evaluate(small) == [], name


def test_the_keyboard_reaches_the_content_first(
    browser_page: OpenPage, filled: dict[str, str]
) -> None:
    page = browser_page("stad", f"{CAMPUS}/trajecten/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    expect(page.locator("#inhoud")).to_be_focused()


def test_the_menu_of_a_phone_opens_below_the_title(
    browser_page: OpenPage,
    filled: dict[str, str],
    axe_violations: Callable[[Page], list[str]],
) -> None:
    page = browser_page("an", f"{CAMPUS}/trajecten/", width=320)
    menu = page.get_by_role("navigation", name="Menu")
    assert menu.count() == 0
    page.locator(".phone-menu > summary").click()
    title, current = page.locator(".product"), menu.locator("[aria-current]")
    assert current.inner_text() == "Trajecten"
    title_box, menu_box = title.bounding_box(), menu.bounding_box()
    assert title_box
    assert menu_box
    assert title_box["y"] + title_box["height"] <= menu_box["y"]
    assert axe_violations(page) == []
