"""The programmes beside each other: nothing ranked, nothing added, each difference in words."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page
from sqlalchemy import select

from toc_core.access import SYSTEM
from toc_core.bench.capture import captured
from toc_core.db.people import Site, SiteKind
from toc_core.db.records import Participation
from toc_core.db.store import Store
from toc_core.plugins import Host
from toc_core.source_data import load_source_data, sources_of

from .ceilings import COMPARE_PROGRAMMES
from .conftest import ClientFor
from .hand import Hand
from .pages_world import YEAR, Pages, TickingClock, add_activity, build_pages

PAGE = "/portfolio/beeld"
PRACTICE = f"{PAGE}?oefen=1&periode={YEAR}"
MOST_STATEMENTS = 62


@pytest.fixture
def pages(store: Store, host: Host) -> Pages:
    """Two practice schools, beside the real records of the sources."""
    store.clock = TickingClock()
    with store.changing(SYSTEM, "toc sync --data") as session:
        load_source_data(session, sources_of(session, host))
    return build_pages(store)


def words(page: str) -> str:
    """Return what a reader sees of a page, without its tags."""
    return " ".join(re.sub("<[^>]+>", " ", page).replace("&#39;", "'").split())


def test_only_the_city_compares_programmes(client_for: ClientFor, pages: Pages) -> None:
    assert client_for("an").get(PAGE).status_code == 403
    assert f'href="{PAGE}"' not in client_for("an").get("/").text


def test_what_differs_is_said_beside_the_badge(client_for: ClientFor, pages: Pages) -> None:
    said = words(client_for("stad").get(f"{PAGE}?periode=2020-2021").text)
    assert "Buddy 25, alleen als totaal" in said
    assert "Krachtige Scholen 6" in said
    assert "Scholen die we bereiken Niet vergelijkbaar Krachtige Scholen" in said
    assert "Van vroeger hebben we alleen totalen. Vergelijk die niet met de jaren erna." in said
    assert "Geen rangorde" in said


def test_practice_schools_stand_apart(client_for: ClientFor, pages: Pages) -> None:
    real = words(client_for("stad").get(f"{PAGE}?periode={YEAR}").text)
    practice = words(client_for("stad").get(PRACTICE).text)
    assert "Oefenschool" not in real
    assert "Campus Talent 2 26 0" in practice
    assert "Oefengegevens: fictief" in practice


def test_the_address_chooses_programmes_period_and_school(
    client_for: ClientFor, pages: Pages
) -> None:
    school = pages.ref_of_site(pages.a)
    text = client_for("stad").get(f"{PRACTICE}&programma=campus_talent&school={school}").text
    said = words(text)
    assert "Cijfers van Oefenschool A." in said
    assert 'value="campus_talent" checked' in text
    assert 'value="buddy" checked' not in text
    assert "2, doel 4: nog 2 te gaan" in text  # the target of this school
    links = re.findall(r'class="explain" href="([^"]+)"', text)
    assert links
    assert all(f"school={school}" in link for link in links)
    for link in links:
        assert "Cijfers van Oefenschool A." in words(client_for("stad").get(_plain(link)).text)


def _plain(link: str) -> str:
    return link.replace("&amp;", "&")


def test_an_unknown_school_or_period_is_told(client_for: ClientFor, pages: Pages) -> None:
    client = client_for("stad")
    assert client.get(f"{PAGE}?school=zzzzzzzzzz").status_code == 404
    assert client.get(f"{PAGE}?periode=2024-26").status_code == 400
    assert client.get(f"{PAGE}?programma=bestaat_niet").status_code == 200


def test_every_picture_has_a_table_to_copy_and_a_source(
    client_for: ClientFor, pages: Pages
) -> None:
    text = client_for("stad").get(PRACTICE).text
    pictures = len(re.findall('<section class="card picture', text))
    assert pictures >= 3
    assert text.count("data-copy=") == text.count("source-line") == pictures
    assert len(set(re.findall(r'data-copy="([^"]+)"', text))) == pictures
    assert " style=" not in text


def test_the_number_of_statements_is_fixed(
    client_for: ClientFor, pages: Pages, store: Store
) -> None:
    client = client_for("stad")
    before = statements(client, store)
    with store.changing(SYSTEM, "meer scholen") as session:
        for number in range(8):
            site = Site(code=f"o{number}", label=f"Oefenschool {number}", kind=SiteKind.SCHOOL)
            site.fictitious = True
            session.add(site)
            session.flush()
            add_activity(session, pages, site.id, ())
            places = {"programme_id": pages.programme, "site_id": site.id}
            session.add(Participation(**places, school_year=YEAR))
    assert statements(client, store) == before
    assert before <= MOST_STATEMENTS


def statements(client: object, store: Store) -> int:
    client.get(PRACTICE)  # type: ignore[attr-defined]
    with captured(store.engine) as found:
        assert client.get(PRACTICE).status_code == 200  # type: ignore[attr-defined]
    return len(found)


def test_hostile_names_are_only_words(client_for: ClientFor, pages: Pages, store: Store) -> None:
    with store.changing(SYSTEM, "namen") as session:
        site = session.scalars(select(Site).where(Site.id == pages.a)).one()
        site.label = '"><script>x</script>'
    text = client_for("stad").get(f"{PRACTICE}&school={pages.ref_of_site(pages.a)}").text
    assert "<script>x" not in text


@pytest.mark.browser
def test_a_coordinator_compares_programmes_within_two_presses(
    browser_page: Callable[..., Page], pages: Pages
) -> None:
    page = browser_page("stad", "/")
    hand = Hand(page)
    menu = page.locator(".wide-menu")
    hand.press(menu.get_by_role("link", name="Programma's naast elkaar"))
    row = page.get_by_role("row", name=re.compile("Krachtige Scholen"))
    assert row.first.is_visible()
    assert hand.presses <= COMPARE_PROGRAMMES


@pytest.mark.browser
@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark"), (320, "light")])
def test_axe_finds_nothing_and_nothing_sticks_out(
    browser_page: Callable[..., Page],
    pages: Pages,
    axe_violations: Callable[[Page], list[str]],
    width: int,
    scheme: str,
) -> None:
    page = browser_page("stad", "/", width=width, scheme=scheme)
    page.goto(PRACTICE)
    assert axe_violations(page) == []
    sideways = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert page.evaluate(sideways) == 0
