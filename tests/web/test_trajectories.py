"""A new trajectory: its weeks pass over the holidays, and all of it is one change."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from toc_core.access import SYSTEM
from toc_core.db.journal import Entry
from toc_core.db.people import Group
from toc_core.db.records import Delivery, DeliveryStatus
from toc_core.db.store import Store
from toc_core.db.trajectories import Trajectory, TrajectoryStatus

from .conftest import ClientFor, csrf_of
from .pages_world import TickingClock
from .views_world import CAMPUS, add_trajectory, count, hidden, interventions, only, save, site

NEW = f"{CAMPUS}/trajecten/new/"


@pytest.fixture(autouse=True)
def january(store: Store) -> None:
    """It is Thursday 15 January 2026."""
    store.clock = TickingClock()


def typed(store: Store, **more: Any) -> dict[str, Any]:
    """Six weeks from 6 October 2025, two sessions a week: the fourth week is the autumn holiday."""
    form = {"class_group": "3 Haarzorg", "start": "06/10/2025", "weeks": "6"}
    return form | {"weekly": weekly(store)} | more


def weekly(store: Store) -> list[str]:
    return interventions(store)[2:4]


def sessions(store: Store) -> list[Delivery]:
    with store.session_for(SYSTEM, "kijken") as session:
        return list(session.scalars(select(Delivery).order_by(Delivery.day, Delivery.id)))


def undo(client: FlaskClient, page: str, path: str) -> Any:
    address = re.search(r'action="(/ongedaan/\w+)"', page)
    assert address
    form, came_from = {"csrf_token": csrf_of(page)}, {"Referer": f"http://localhost{path}"}
    return client.post(address[1], data=form, headers=came_from, follow_redirects=True)


def test_six_weeks_are_planned_around_the_autumn_holidays(
    client_for: ClientFor, store: Store
) -> None:
    client = client_for("an")
    answer = save(client, NEW, **typed(store))
    assert answer.status_code == 302, answer.text
    row = only(store, Trajectory)
    assert (row.start, row.end) == (date(2025, 10, 6), date(2025, 11, 21))
    assert row.status is TrajectoryStatus.RUNNING
    assert (only(store, Group).label, only(store, Group).school_year) == ("3 Haarzorg", "2025-2026")
    planned = sessions(store)
    assert [one.day for one in planned[::2]] == [
        date(2025, 10, 6), date(2025, 10, 13), date(2025, 10, 20),
        date(2025, 11, 3), date(2025, 11, 10), date(2025, 11, 17),
    ]  # fmt: skip
    assert len(planned) == 12
    assert {one.status for one in planned} == {DeliveryStatus.PLANNED}
    page = client.get(answer.location).text
    assert "Traject bewaard. 6 weken, 12 sessies gepland." in page
    assert "Week 4 valt in de herfstvakantie: opgeschoven naar 3 november." in page
    assert "Klasgroep 3 Haarzorg is nieuw in 2025-2026." in page


def test_all_of_it_is_one_change_and_one_undo(client_for: ClientFor, store: Store) -> None:
    client = client_for("an")
    with store.session_for(SYSTEM, "tellen") as session:
        before = len(session.scalars(select(Entry)).all())
    weeks = save(client, NEW, **typed(store)).location
    page = client.get(weeks).text
    with store.session_for(SYSTEM, "tellen") as session:
        assert len(session.scalars(select(Entry)).all()) == before + 1
    answer = undo(client, page, weeks)
    assert "Ongedaan gemaakt." in answer.text
    assert answer.request.path == f"{CAMPUS}/trajecten/"
    assert [count(store, model) for model in (Trajectory, Delivery, Group)] == [0, 0, 0]
    undo(client, answer.text, f"{CAMPUS}/trajecten/")  # and back again
    assert [count(store, model) for model in (Trajectory, Delivery, Group)] == [1, 12, 1]


def test_looking_first_shows_the_weeks_and_stores_nothing(
    client_for: ClientFor, store: Store
) -> None:
    client = client_for("an")
    answer = save(client, NEW, **typed(store, bekijk="1"))
    assert answer.status_code == 200
    words = " ".join(re.sub("<[^>]+>", "", answer.text).split())
    assert "Er is nog niets bewaard. 12 sessies." in words
    assert "Week 4: maandag 3 november 2025, na de herfstvakantie" in words
    assert 'value="3 Haarzorg"' in answer.text
    assert answer.text.count(" checked") == 2
    assert [count(store, model) for model in (Trajectory, Delivery, Group)] == [0, 0, 0]
    again = client.post(NEW, data=hidden(answer.text) | typed(store))
    assert again.status_code == 302
    assert count(store, Delivery) == 12


def test_pressing_save_twice_makes_one_trajectory(client_for: ClientFor, store: Store) -> None:
    client = client_for("an")
    form = hidden(client.get(NEW).text) | typed(store)
    client.post(NEW, data=form)
    assert "Dit was al bewaard" in client.post(NEW, data=form, follow_redirects=True).text
    assert (count(store, Trajectory), count(store, Delivery)) == (1, 12)


def test_any_day_becomes_the_monday_of_its_week(client_for: ClientFor, store: Store) -> None:
    save(client_for("an"), NEW, **typed(store, start="2025-10-08", weekday="3", weeks="1"))
    assert only(store, Trajectory).start == date(2025, 10, 6)
    assert {one.day for one in sessions(store)} == {date(2025, 10, 9)}


def test_a_single_day_off_moves_the_sessions_within_their_week(
    client_for: ClientFor, store: Store
) -> None:
    client = client_for("an")
    answer = save(client, NEW, **typed(store, start="2025-11-10", weekday="1", weeks="1"))
    page = client.get(answer.location).text
    words = "Dinsdag 11 november is het Wapenstilstand: week 1 is gepland op woensdag 12 november."
    assert words in page
    assert {one.day for one in sessions(store)} == {date(2025, 11, 12)}


def test_the_form_is_filled_in_with_what_we_know(client_for: ClientFor, store: Store) -> None:
    add_trajectory(store)  # of the class group 3 Haarzorg, in 2024-2025
    page = client_for("an").get(NEW).text
    assert "Oefenschool A</strong>" in page
    assert re.search(r'name="class_group"[^>]*value="3 Haarzorg"', page)
    assert re.search(r'name="start"[^>]*value="2026-01-19"', page)  # the next Monday
    assert re.search(r'name="weeks"[^>]*value="6"', page)
    assert '<option value="3 Haarzorg"></option>' in page
    assert "Talentinterviews (Leerkrachten)" in page


def test_a_class_group_that_has_started_is_not_suggested_again(
    client_for: ClientFor, store: Store
) -> None:
    add_trajectory(store)
    client = client_for("an")
    save(client, NEW, **typed(store, class_group=" 3  haarzorg "))
    page = client.get(NEW).text
    assert re.search(r'name="class_group"[^>]*value=""', page)


def test_a_class_group_of_this_year_is_found_by_its_name(
    client_for: ClientFor, store: Store
) -> None:
    client = client_for("an")
    save(client, NEW, **typed(store, weekly=[]))
    save(client, NEW, **typed(store, weekly=[], class_group=" 3  haarzorg "))
    assert count(store, Group) == 1


def test_a_trajectory_without_weeks_or_class_group_can_be_stored(
    client_for: ClientFor, store: Store
) -> None:
    answer = save(client_for("an"), NEW, start="2026-02-03")
    assert answer.status_code == 302
    row = only(store, Trajectory)
    assert (row.start, row.end, row.group_id) == (date(2026, 2, 3), None, None)
    assert row.status is TrajectoryStatus.PLANNED
    assert "details" in answer.location


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ({"weeks": ""}, "Zonder aantal weken kunnen we geen sessies plannen."),
        ({"weeks": "0"}, "Geef een aantal van 1 tot 40."),
        ({"weeks": "41"}, "Geef een aantal van 1 tot 40."),
        ({"weeks": "zes"}, "&#39;zes&#39; is geen getal."),
        ({"start": "01/06/2026"}, "Week 6 valt na het schooljaar, op 1 september."),
        ({"start": "31/02/2026"}, "is geen datum. Schrijf ze als 12/05/2025."),
        ({"start": ""}, "Vul dit in: het is verplicht."),
        ({"start": "01/06/2018"}, "Dit ligt voor schooljaar 2018-2019."),
        ({"start": "01/06/2095"}, "Dit is geen datum van onze tijd."),
        ({"weekday": "6"}, "Kies een van de woorden uit de lijst."),
        ({"weekly": ["talent"]}, "Kies iets uit de lijst."),
        ({"class_group": "x" * 200}, "Dit is 200 tekens; hoogstens 120."),
    ],
)
def test_what_is_wrong_is_told_and_what_was_typed_stays(
    client_for: ClientFor, store: Store, more: dict[str, Any], sentence: str
) -> None:
    answer = save(client_for("an"), NEW, **typed(store, note="mijn opmerking") | more)
    assert answer.status_code == 422
    assert sentence in answer.text
    assert "mijn opmerking" in answer.text
    assert [count(store, model) for model in (Trajectory, Delivery, Group)] == [0, 0, 0]


def test_many_weeks_are_asked_about_and_not_refused(client_for: ClientFor, store: Store) -> None:
    client = client_for("an")
    answer = save(client, NEW, **typed(store, weeks="20", start="08/09/2025"))
    page = client.get(answer.location).text
    assert "Klopt 20 weken?" in page
    assert count(store, Delivery) == 40


def test_ambitions_of_the_theory_cannot_be_planned(client_for: ClientFor) -> None:
    page = client_for("an").get("/programma/buddy/trajecten/new/").text
    assert "Een buddy voor de leerling" in page
    assert "Sterker inzetten op rolmodellen" not in page


def test_the_school_of_another_cannot_be_slipped_in(client_for: ClientFor, store: Store) -> None:
    other = site(store, "oefenschool_b")
    save(client_for("an"), NEW, **typed(store, school=other.ref, site_id=str(other.id)))
    assert only(store, Trajectory).site_id == site(store).id
    assert {one.site_id for one in sessions(store)} == {site(store).id}


def test_the_start_page_of_a_school_leads_to_a_new_trajectory(client_for: ClientFor) -> None:
    assert f'href="{NEW}"' in client_for("an").get("/").text
    assert "/programma/buddy/trajecten/new/" not in client_for("an").get("/").text
