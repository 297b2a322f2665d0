"""Figures in pictures: each from its table, for whom it may be seen, in one question."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest
from flask.testing import FlaskClient
from toc_webadmin.pages import dashboard as page

from toc_core.access import SYSTEM
from toc_core.bench.capture import captured
from toc_core.db.people import Site, SiteKind
from toc_core.db.records import Participation
from toc_core.db.store import Store
from toc_core.db.trajectories import StepKind, Trajectory, TrajectoryStatus, TrajectoryStep
from toc_core.theory import Programme

from .conftest import ClientFor
from .pages_world import YEAR, Pages, TickingClock, add_activity, build_pages

DASHBOARD = "/programma/campus_talent/beeld"
PRACTICE = f"{DASHBOARD}?oefen=1&periode={YEAR}"
HOSTILE = '"><script>x</script> style="x" href=\'x\' {{7*7}}'


@pytest.fixture
def pages(store: Store) -> Pages:
    """The hand-made world."""
    store.clock = TickingClock()
    return build_pages(store)


def titles(text: str) -> list[str]:
    """Return the titles of the pictures."""
    found = re.findall(r'<h2 id="beeld-[^"]*">([^<]*)</h2>', text)
    return [title.replace("&#39;", "'") for title in found]


def test_the_city_sees_schools_side_by_side_and_a_school_only_itself(
    client_for: ClientFor, pages: Pages
) -> None:
    city = client_for("stad").get(PRACTICE).text
    assert "Scholen naast elkaar" in titles(city)
    assert "Oefenschool A" in city
    assert "Oefenschool B" in city
    school = client_for("bo").get(f"{DASHBOARD}?periode={YEAR}").text
    assert "Scholen naast elkaar" not in titles(school)
    assert "Cijfers van jouw school: Oefenschool B." in school
    assert "Oefenschool A" not in school


def test_a_school_reads_what_is_left_to_its_own_target(client_for: ClientFor, pages: Pages) -> None:
    text = client_for("an").get(f"{DASHBOARD}?periode={YEAR}").text
    assert "2, doel 4: nog 2 te gaan" in text
    assert "achter" not in re.sub(r"<[^>]*>", "", text)


def test_every_figure_leads_to_its_explanation(client_for: ClientFor, pages: Pages) -> None:
    client = client_for("stad")
    links = re.findall(r'class="explain" href="([^"]+)"', client.get(PRACTICE).text)
    assert links
    for link in set(links):
        assert client.get(link.replace("&amp;", "&")).status_code == 200


def test_a_figure_of_one_school_is_explained_for_that_school(
    client_for: ClientFor, pages: Pages
) -> None:
    own = client_for("an").get(f"{DASHBOARD}?periode={YEAR}").text
    links = re.findall(r'class="explain" href="([^"]+)"', own)
    assert links
    assert all(f"school={pages.ref_of_site(pages.a)}" in link for link in links)
    city = client_for("stad")
    asked = f"school={pages.ref_of_site(pages.b)}"
    links = re.findall(r'class="explain" href="([^"]+)"', city.get(PRACTICE).text)
    link = next(link for link in links if asked in link).replace("&amp;", "&")
    told = city.get(link).text
    assert "Cijfers van Oefenschool B." in told
    assert "Oefenschool A" not in told
    assert client_for("an").get(link).status_code == 404


def test_real_figures_hold_nothing_of_practice(client_for: ClientFor, pages: Pages) -> None:
    text = client_for("stad").get(f"{DASHBOARD}?periode={YEAR}").text
    assert "Oefenschool" not in text
    assert "Nog niets te tonen" in text
    assert "Toon oefengegevens" in text


def test_a_period_that_is_not_understood_is_named(client_for: ClientFor, pages: Pages) -> None:
    answer = client_for("stad").get(f"{DASHBOARD}?periode=2024-26")
    assert answer.status_code == 400
    assert "bedoelde je" in answer.text


def add_trajectory(session: object, pages: Pages, site: int, status: TrajectoryStatus) -> None:
    """Add a trajectory of the year with one step."""
    row = Trajectory(
        programme_id=pages.programme, site_id=site, start=date(2025, 11, 3), status=status
    )
    step = TrajectoryStep(
        site_id=site, kind=StepKind.STEP, label="Kennismaken", day=date(2025, 11, 3)
    )
    row.steps = [step]
    session.add(row)  # type: ignore[attr-defined]


def test_trajectories_are_followed_from_plan_to_end_within_their_year(
    client_for: ClientFor, pages: Pages, store: Store
) -> None:
    status = TrajectoryStatus
    with store.changing(SYSTEM, "trajecten") as session:
        for each in (status.PLANNED, status.RUNNING, status.STOPPED, status.FINISHED):
            add_trajectory(session, pages, pages.a, each)
        add_trajectory(session, pages, pages.b, status.FINISHED)
    city = client_for("stad").get(PRACTICE).text
    assert "4 · 80\u202f% van de vorige stap" in city  # 4 of 5 started
    assert "2 · 50\u202f% van de vorige stap" in city  # 2 of 4 finished
    assert "4 · 100\u202f% van de gestarte trajecten" in city  # no step of what is only planned
    school = client_for("bo").get(f"{DASHBOARD}?periode={YEAR}").text
    assert "1 · 100\u202f% van de vorige stap" in school
    before = client_for("stad").get(f"{DASHBOARD}?oefen=1&periode=2024-2025").text
    assert "Van gepland tot afgerond traject" not in titles(before)


def test_hostile_names_are_only_words(client_for: ClientFor, pages: Pages, store: Store) -> None:
    with store.changing(SYSTEM, "namen") as session:
        site = session.get(Site, pages.a)
        assert site is not None
        site.label = HOSTILE
    answer = client_for("stad").get(PRACTICE)
    assert answer.status_code == 200
    assert "<script>x" not in answer.text
    assert "{{7*7}}" in answer.text


def statements(client: FlaskClient, store: Store, path: str = PRACTICE) -> int:
    """Return how many statements a page takes, besides what is asked once."""
    client.get(path)
    with captured(store.engine) as found:
        assert client.get(path).status_code == 200
    return len(found)


def test_the_number_of_statements_does_not_depend_on_schools_years_or_indicators(
    client_for: ClientFor, pages: Pages, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = client_for("stad")
    with store.changing(SYSTEM, "een vorig schooljaar") as session:  # so that years are shown
        add_activity(session, pages, pages.a, ()).day = date(2023, 10, 6)
    before = statements(client, store)
    with store.changing(SYSTEM, "meer scholen") as session:
        for number in range(15):
            site = Site(code=f"o{number}", label=f"Oefenschool {number}", kind=SiteKind.SCHOOL)
            site.fictitious = True
            session.add(site)
            session.flush()
            add_activity(session, pages, site.id, ())
            add_activity(session, pages, site.id, ()).day = date(2023, 10, 6)
            places = {"programme_id": pages.programme, "site_id": site.id}
            session.add(Participation(**places, school_year=YEAR))
    assert statements(client, store) == before
    monkeypatch.setattr(page, "programme_named", _with_more_indicators(page.programme_named))
    assert statements(client, store) == before
    assert "Oefenschool 7" in client.get(f"{PRACTICE}&scholen=1").text


def _with_more_indicators(named: object) -> object:
    def more(session: object, code: str) -> Programme:
        found: Programme = named(session, code)  # type: ignore[operator]
        copies = (
            replace(found.indicators[0], code=f"more_{n}", label=f"Meer {n}") for n in range(9)
        )
        return replace(found, indicators=(*found.indicators, *copies))

    return more
