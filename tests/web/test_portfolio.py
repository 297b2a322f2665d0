"""The portfolio page, with the real records that the plugins quote from their sources."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from playwright.sync_api import Page
from sqlalchemy import select

from toc_core.access import SYSTEM
from toc_core.db.journal import Entry
from toc_core.db.people import Site, SiteAlias
from toc_core.db.store import Store
from toc_core.plugins import Host
from toc_core.source_data import load_source_data, sources_of

from .conftest import ClientFor, csrf_of
from .pages_world import TickingClock

PAGE = "/portfolio"
TWO_NAMES = "UM en Ursulinen Mechelen"


@pytest.fixture
def real(store: Store, host: Host) -> Store:
    """The store with the schools, participations and totals of the sources."""
    store.clock = TickingClock()
    with store.changing(SYSTEM, "toc sync --data") as session:
        load_source_data(session, sources_of(session, host))
    return store


def words(page: str) -> str:
    """Return what a reader sees of a page, without its tags."""
    return " ".join(re.sub("<[^>]+>", " ", page).split())


def alias(store: Store) -> SiteAlias | None:
    with store.session_for(SYSTEM, "kijken") as session:
        return session.scalar(select(SiteAlias).where(SiteAlias.alias == "Ursulinen Mechelen"))


def ref_of(store: Store, code: str) -> str:
    with store.session_for(SYSTEM, "kijken") as session:
        return session.scalars(select(Site.ref).where(Site.code == code)).one()


def decide(client: FlaskClient, store: Store, decision: str, **more: str) -> str:
    """Answer the question on the page whether two schools are one; return the page after."""
    row = alias(store)
    assert row is not None
    form = {"id": row.ref, "besluit": decision, "naar": "portfolio", **more}
    form["csrf_token"] = csrf_of(client.get(PAGE).text)
    answer = client.post("/andere-namen/beslis/", data=form, follow_redirects=True)
    assert answer.status_code == 200
    return answer.text


def test_we_reach_6_or_7_schools_and_not_10(client_for: ClientFor, real: Store) -> None:
    said = words(client_for("stad").get(PAGE).text)
    assert "6 of 7 scholen" in said
    assert "6 of 7 scholen kennen we bij naam. Buddy bereikte in 2020-2021 25 scholen" in said
    assert "Hoeveel het er samen zijn, weten we niet. Opgeteld zijn het er 10, maar" in said
    assert "maar 3 of 4 scholen zitten in twee programma" in said
    assert "dan wordt 6 of 7 gewoon 6. Zijn het er twee, dan wordt het 7." in said
    assert "Campus Talent en Krachtige Scholen: 3 of 4 in beide" in said
    assert f"Nog te bevestigen: of {TWO_NAMES} dezelfde school zijn." in said
    totals = "16 scholen in 2018-2019, 23 in 2019-2020, 25 in 2020-2021"
    assert f"Buddy: alleen totalen zonder namen: {totals}." in said


def test_the_city_confirms_that_two_names_are_one_school(
    client_for: ClientFor, real: Store
) -> None:
    client = client_for("stad")
    text = decide(client, real, "dezelfde")
    assert f"{TWO_NAMES} zijn dezelfde school." in text
    assert "6 scholen" in words(text)
    assert "UM / Ursulinen Mechelen" in text
    assert "Ja, het is dezelfde school" not in text


def test_the_city_denies_it_and_may_take_that_back(client_for: ClientFor, real: Store) -> None:
    client = client_for("stad")
    text = decide(client, real, "verschillend")
    assert f"{TWO_NAMES} zijn twee scholen." in text
    assert "7 scholen" in words(text)
    assert alias(real) is None
    undo = re.search(r'action="(/ongedaan/\w+)"', text)
    assert undo
    back = client.post(undo[1], data={"csrf_token": csrf_of(text)}, headers={"Referer": PAGE})
    assert back.status_code == 302
    assert "6 of 7 scholen" in words(client.get(PAGE).text)
    with real.session_for(SYSTEM, "kijken") as session:
        newest = session.scalars(select(Entry.why).order_by(Entry.id)).all()[-2:]
    assert newest == [
        f"{TWO_NAMES} zijn twee scholen",
        f"Ongedaan gemaakt: {TWO_NAMES} zijn twee scholen",
    ]


def test_another_answer_than_the_two_changes_nothing(client_for: ClientFor, real: Store) -> None:
    client = client_for("stad")
    row = alias(real)
    assert row is not None
    form = {"id": row.ref, "besluit": "misschien", "csrf_token": csrf_of(client.get(PAGE).text)}
    assert client.post("/andere-namen/beslis/", data=form).status_code == 400
    assert (again := alias(real)) is not None
    assert not again.confirmed


def test_other_names_have_a_list_that_the_start_page_leads_to(
    client_for: ClientFor, real: Store
) -> None:
    client = client_for("stad")
    assert 'href="/andere-namen/"' in client.get("/").text
    said = words(client.get("/andere-namen/").text)
    assert "Ursulinen Mechelen UM nog te bevestigen" in said


def test_the_question_on_the_start_page_is_answered_where_it_leads(
    client_for: ClientFor, real: Store
) -> None:
    client = client_for("stad")
    address = re.search(r'href="(/andere-namen/details/[^"]+)">Zijn', client.get("/").text)
    assert address is not None
    page = client.get(address[1]).text
    assert "Ja, dezelfde school" in page
    assert "Nee, twee scholen" in page


def test_a_school_year_shows_who_is_reached_in_that_year(
    client_for: ClientFor, real: Store
) -> None:
    said = words(client_for("stad").get(f"{PAGE}?schooljaar=2020-2021").text)
    assert "6 scholen, schooljaar 2020-2021" in said
    assert "Van de scholen die we bij naam kennen, zit er geen in twee programma" in said
    assert "Zijn UM" not in said


def test_a_school_shows_in_which_programmes_it_is(client_for: ClientFor, real: Store) -> None:
    client = client_for("stad")
    said = words(client.get(f"{PAGE}?school={ref_of(real, 'pts')}").text)
    assert "In welke programma's zit PTS?" in said.replace("&#39;", "'")
    assert "2023-2024, 2024-2025 Krachtige Scholen : 2020-2021 Scholen die we bereiken" in said
    said = words(client.get(f"{PAGE}?school={ref_of(real, 'um')}").text)
    assert f"{TWO_NAMES} zijn misschien dezelfde school. Kijk dus ook bij de andere." in said
    unknown = client.get(f"{PAGE}?school=zzzzzzzzzz")
    assert (unknown.status_code, "Deze school is niet gekend" in unknown.text) == (400, True)


def test_the_page_claims_nothing_that_no_source_says(client_for: ClientFor, real: Store) -> None:
    text = client_for("stad").get(PAGE).text
    said = words(text)
    assert said.count("hoe het bijdraagt, staat in geen bron") == 3
    assert said.count("nog niet bekend") == 5
    assert "Nog niet gekoppeld. Geen bron noemt de codes van het beleidsplan" in said
    assert "Campus Talent (onze lezing)" in said
    assert said.count("niet vergelijkbaar") >= 2
    assert " style=" not in text


def test_practice_schools_are_never_counted_with_real_ones(
    client_for: ClientFor, real: Store
) -> None:
    said = words(client_for("stad").get(f"{PAGE}?oefen=1").text)
    assert "Oefengegevens: fictief" in said
    assert "UM" not in said
    assert "Oefenschool" not in words(client_for("stad").get(f"{PAGE}?oefen=0").text)


@pytest.mark.parametrize("fmt", ["csv", "json", "html", "xlsx"])
def test_the_portfolio_can_be_taken_along(client_for: ClientFor, real: Store, fmt: str) -> None:
    answer = client_for("stad").get(f"{PAGE}.{fmt}")
    assert answer.status_code == 200
    assert answer.headers["Content-Disposition"].endswith(f'portfolio-leerrecht_gok.{fmt}"')
    if fmt != "xlsx":
        assert "6 of 7" in answer.text


def test_an_unknown_format_is_named(client_for: ClientFor, real: Store) -> None:
    answer = client_for("stad").get(f"{PAGE}.pdf")
    assert (answer.status_code, "niet gekend" in answer.text) == (404, True)


def test_only_the_city_has_a_portfolio_in_its_menu(client_for: ClientFor, real: Store) -> None:
    assert 'href="/portfolio"' in client_for("stad").get("/").text
    assert 'href="/portfolio"' not in client_for("an").get("/").text
    assert client_for("an").get(PAGE).status_code == 403


@pytest.mark.browser
@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark"), (320, "light")])
def test_axe_finds_nothing_and_nothing_sticks_out(
    browser_page: Callable[..., Page],
    real: Store,
    axe_violations: Callable[[Page], list[str]],
    width: int,
    scheme: str,
) -> None:
    page = browser_page("stad", PAGE, width=width, scheme=scheme)
    assert axe_violations(page) == []
    sideways = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert page.evaluate(sideways) == 0
