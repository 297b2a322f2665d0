"""Activities: who was there, changed, removed and undone; and hostile input."""

from __future__ import annotations

import re
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import event, select
from toc_webadmin.views import indicators

from toc_core.access import SYSTEM
from toc_core.db.people import Enrolment, Group, Participant
from toc_core.db.records import Attendance, Delivery, HeadCount, Story
from toc_core.db.store import Store
from toc_core.db.trajectories import Trajectory, TrajectoryStatus

from .conftest import csrf_of
from .views_world import (
    CAMPUS,
    ClientFor,
    add_trajectory,
    count,
    hidden,
    interventions,
    only,
    save,
    site,
)

NEW = f"{CAMPUS}/activiteiten/new/"
TWO_PEOPLE = {"role": "pupil", "school_year": "2024-2025", "number": "2"}


def activity(store: Store, **more: Any) -> dict[str, Any]:
    typed = {"element": interventions(store)[0], "day": "12/05/2025", "status": "held"}
    return typed | more


def people(store: Store) -> list[Participant]:
    with store.session_for(SYSTEM, "kijken") as session:
        return list(session.scalars(select(Participant).order_by(Participant.id)))


def test_attendance_is_changed_into_head_counts_and_back(
    client_for: ClientFor, store: Store
) -> None:
    client = client_for("an")
    save(client, "/deelnemers/new/", **TWO_PEOPLE)
    refs = [person.ref for person in people(store)]
    save(client, NEW, **activity(store, attendances=refs))
    kept = count(store, Attendance)
    edit = f"{CAMPUS}/activiteiten/edit/?id={only(store, Delivery).ref}"
    assert client.get(edit).text.count(" checked") == kept == 2
    save(client, edit, **activity(store, **{"head_counts-pupil": "0", "head_counts-teacher": "3"}))
    assert (count(store, Attendance), count(store, HeadCount)) == (0, 2)
    save(client, edit, **activity(store, attendances=refs[:1]))
    assert (count(store, Attendance), count(store, HeadCount)) == (1, 0)


def test_a_removed_activity_comes_back_with_everybody_who_was_there(
    client_for: ClientFor, store: Store
) -> None:
    client = client_for("an")
    save(client, "/deelnemers/new/", **TWO_PEOPLE)
    save(client, NEW, **activity(store, attendances=[p.ref for p in people(store)]))
    ref = only(store, Delivery).ref
    page = client.get(f"{CAMPUS}/activiteiten/details/?id={ref}").text
    token = re.search(r'name="csrf_token" value="([^"]+)"', page)
    assert token
    form = {"id": ref, "csrf_token": token[1]}
    answer = client.post(f"{CAMPUS}/activiteiten/delete/", data=form, follow_redirects=True)
    assert count(store, Attendance) == 0
    undo = re.search(r'action="(/ongedaan/\w+)"', answer.text)
    assert undo
    client.post(undo[1], data={"csrf_token": token[1]})
    assert only(store, Delivery).ref == ref
    assert count(store, Attendance) == 2


def test_a_day_in_another_year_asks_for_the_codes_of_that_year(
    client_for: ClientFor, store: Store
) -> None:
    client = client_for("an")
    save(client, "/deelnemers/new/", **TWO_PEOPLE)
    refs = [person.ref for person in people(store)]
    answer = save(client, NEW, **activity(store, day="12/05/2024", attendances=refs))
    assert "Op deze dag geldt schooljaar 2023-2024." in answer.text
    assert count(store, Delivery) == 0


def test_who_was_there_may_stay_open_and_is_not_a_zero(client_for: ClientFor, store: Store) -> None:
    client = client_for("an")
    answer = save(client, NEW, **activity(store))
    page = client.get(answer.location).text
    assert "Er staat nog niet bij wie er was" in page
    assert "niet geteld" in page
    assert (count(store, Delivery), count(store, HeadCount)) == (1, 0)


def test_a_whole_class_is_ticked_with_one_box(client_for: ClientFor, store: Store) -> None:
    add_trajectory(store)
    group = only(store, Group)
    client = client_for("an")
    save(client, "/deelnemers/new/", **TWO_PEOPLE, group=group.ref)
    save(client, NEW, **activity(store, attendances=f"klas-{group.ref}"))
    assert count(store, Attendance) == 2
    answer = save(client, NEW, **activity(store, attendances="klas-zzzzzzzzzz"))
    assert answer.status_code == 422


@pytest.mark.parametrize(
    ("day", "sentence"),
    [
        ("01/06/2018", "Dit ligt voor schooljaar 2018-2019. Kijk het jaartal na."),
        ("12/05/2090", "Deze dag moet nog komen."),
    ],
)
def test_a_year_typed_wrong_is_asked_again(
    client_for: ClientFor, store: Store, day: str, sentence: str
) -> None:
    answer = save(client_for("an"), NEW, **activity(store, day=day))
    assert sentence in answer.text
    assert count(store, Delivery) == 0


def test_two_activities_of_one_name_are_told_apart(client_for: ClientFor) -> None:
    names = re.findall(r"<option[^>]*>(Talentinterviews[^<]*)<", client_for("an").get(NEW).text)
    assert names == ["Talentinterviews (Leerlingen)", "Talentinterviews (Leerkrachten)"]


def test_a_day_outside_its_trajectory_is_told_in_the_field(
    client_for: ClientFor, store: Store
) -> None:
    ref = add_trajectory(store)
    typed = activity(store, trajectory=ref, day="01/09/2024", **{"head_counts-pupil": "5"})
    answer = save(client_for("an"), NEW, **typed)
    assert "Het traject begint pas op 09/09/2024." in answer.text
    assert 'id="day-wrong"' in answer.text


def test_the_school_of_an_activity_cannot_be_slipped_in(
    client_for: ClientFor, store: Store
) -> None:
    other = site(store, "oefenschool_b")
    typed = activity(store, school=other.ref, site=other.ref, site_id=str(other.id))
    answer = save(client_for("an"), NEW, **typed | {"head_counts-pupil": "5"})
    assert answer.status_code == 302, answer.text
    assert only(store, Delivery).site_id == site(store).id


def test_a_school_may_not_give_its_story_to_another_school(
    client_for: ClientFor, store: Store
) -> None:
    typed = {"day": "2025-05-12", "teller_role": "pupil", "consent": "share", "text": "x"}
    other = site(store, "oefenschool_b").ref
    answer = save(client_for("an"), f"{CAMPUS}/verhalen/new/", site=other, **typed)
    assert answer.status_code == 422
    assert count(store, Story) == 0


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("minutes", "-5"),
        ("minutes", "99999999999999999999"),
        ("minutes", "١٢"),
        ("day", "0001-01-01"),
        ("day", "9999-12-31"),
        ("day", "2025-13-45"),
        ("note", "x" * 3000),
        ("note", "a\x00b"),
        ("delivered_by", "y" * 121),
        ("element", "1"),
        ("status", "HELD"),
        ("head_counts-pupil", "1e3"),
        ("head_counts-pupil", "-1"),
        ("head_counts-pupil", "999999"),
    ],
)
def test_what_cannot_be_is_refused_with_a_sentence(
    client_for: ClientFor, store: Store, field: str, value: str
) -> None:
    typed = activity(store, **{"head_counts-pupil": "5"}) | {field: value}
    answer = save(client_for("an"), NEW, **typed)
    assert answer.status_code == 422
    assert "Nog niet bewaard" in answer.text
    assert count(store, Delivery) == 0


@pytest.mark.parametrize("tail", ["details/?id=%00", "edit/?id=", "details/", "edit/?id=1&id=2"])
def test_a_reference_that_is_none_is_not_found(client_for: ClientFor, tail: str) -> None:
    assert client_for("an").get(f"{CAMPUS}/activiteiten/{tail}").status_code == 404


@pytest.mark.parametrize("query", ["search=%00%ED%A0%80", "search=%25_'\"", "_external=1&x=y"])
def test_a_hostile_address_shows_a_list(client_for: ClientFor, query: str) -> None:
    answer = client_for("an").get(f"{CAMPUS}/activiteiten/?{query}&schooljaar=<b>")
    assert answer.status_code == 200
    assert "<b>" not in answer.text


def test_a_reference_made_up_by_the_browser_is_replaced(
    client_for: ClientFor, store: Store
) -> None:
    client = client_for("an")
    typed = hidden(client.get(NEW).text) | activity(store, **{"head_counts-pupil": "5"})
    client.post(NEW, data=typed | {"ref": "../../etc"})
    assert re.fullmatch("[a-z0-9]{10}", only(store, Delivery).ref)


def test_a_list_asks_the_database_no_more_for_more_rows(
    app: Flask, client_for: ClientFor, store: Store
) -> None:
    asked: list[str] = []
    event.listen(
        store.engine, "before_cursor_execute", lambda _c, _u, sql, *_rest: asked.append(sql)
    )
    client, path = client_for("an"), f"{CAMPUS}/activiteiten/"
    numbers = []
    for rows in (1, 5):
        for _row in range(rows):
            save(client, NEW, **activity(store, **{"head_counts-pupil": "5"}))
        client.get(path)  # the line that says it was saved
        asked.clear()
        client.get(path)
        numbers.append(len(asked))
    assert numbers[0] == numbers[1] <= 16


def test_a_person_is_enrolled_again_the_next_year(client_for: ClientFor, store: Store) -> None:
    client = client_for("an")
    save(client, "/deelnemers/new/", **TWO_PEOPLE | {"number": "1"})
    person = only(store, Participant)
    path = f"/deelnemers/edit/?id={person.ref}"
    answer = save(client, path, role="teacher", school_year="2025-2026")
    assert answer.status_code == 302, answer.text
    with store.session_for(SYSTEM, "kijken") as session:
        years = set(session.scalars(select(Enrolment.school_year)))
    assert years == {"2024-2025", "2025-2026"}
    assert only(store, Participant).code == person.code


@pytest.mark.parametrize("number", ["0", "61", "x", ""])
def test_codes_are_made_by_the_class_not_by_the_thousand(
    client_for: ClientFor, store: Store, number: str
) -> None:
    answer = save(client_for("an"), "/deelnemers/new/", **TWO_PEOPLE | {"number": number})
    assert answer.status_code == 422
    assert people(store) == []


def remove(client: Any, path: str, ref: str) -> str:
    page = client.get(f"{path}details/?id={ref}").text
    token = re.search(r'name="csrf_token" value="([^"]+)"', page)
    assert token
    form = {"id": ref, "csrf_token": token[1]}
    return str(client.post(f"{path}delete/", data=form, follow_redirects=True).text)


def test_a_code_made_by_mistake_is_removed_but_not_one_that_was_present(
    client_for: ClientFor, store: Store
) -> None:
    client = client_for("an")
    save(client, "/deelnemers/new/", **TWO_PEOPLE)
    first, second = people(store)
    save(client, NEW, **activity(store, attendances=[first.ref]))
    assert "er hangen nog andere gegevens aan vast" in remove(client, "/deelnemers/", first.ref)
    assert "Deelnemer verwijderd." in remove(client, "/deelnemers/", second.ref)
    assert (count(store, Participant), count(store, Enrolment)) == (1, 1)


def test_making_codes_is_undone_at_once(client_for: ClientFor, store: Store) -> None:
    client = client_for("an")
    answer = save(client, "/deelnemers/new/", **TWO_PEOPLE)
    page = client.get(answer.location).text
    assert "2 codes gemaakt." in page
    undo = re.search(r'action="(/ongedaan/\w+)".*?value="([^"]+)"', page, re.DOTALL)
    assert undo
    client.post(undo[1], data={"csrf_token": undo[2]})
    assert (count(store, Participant), count(store, Enrolment)) == (0, 0)


def test_a_class_group_in_use_is_not_removed(client_for: ClientFor, store: Store) -> None:
    add_trajectory(store)
    client = client_for("an")
    ref = re.search(r"/klasgroepen/details/\?id=(\w+)", client.get("/klasgroepen/").text)
    assert ref
    assert "er hangen nog andere gegevens aan vast" in remove(client, "/klasgroepen/", ref[1])


# A session of a trajectory that is noted


def noting(client: Any, store: Store, day: str, **more: Any) -> tuple[str, Any]:
    """Plan a session in a planned trajectory and note it as held; its address and the answer."""
    ref = add_trajectory(store, status=TrajectoryStatus.PLANNED)
    planned = activity(store, trajectory=ref, status="planned", day=day)
    assert save(client, NEW, **planned).status_code == 302
    path = f"{CAMPUS}/activiteiten/edit/?id={only(store, Delivery).ref}&noteer=1"
    return path, save(client, path, **planned | {"status": "held"} | more)


def test_noting_a_session_lets_its_trajectory_run_and_leads_back_to_the_start(
    client_for: ClientFor, store: Store
) -> None:
    client = client_for("an")
    _path, answer = noting(client, store, "12/05/2025", **{"head_counts-pupil": "12"})
    assert (answer.status_code, answer.location) == (302, "/")
    assert only(store, Trajectory).status is TrajectoryStatus.RUNNING
    page = client.get("/").text
    assert "Activiteit bewaard. Het traject is nu lopend." in page
    undo = re.search(r'action="(/ongedaan/\w+)"', page)
    assert undo
    client.post(undo[1], data={"csrf_token": csrf_of(page)})
    assert only(store, Trajectory).status is TrajectoryStatus.PLANNED
    assert count(store, HeadCount) == 0


def test_a_class_of_forty_five_is_asked_about_and_stored(
    client_for: ClientFor, store: Store
) -> None:
    client = client_for("an")
    noting(client, store, "12/05/2025", **{"head_counts-pupil": "45"})
    assert "Klopt 45 leerlingen voor 3 Haarzorg?" in client.get("/").text
    assert count(store, HeadCount) == 1


def test_a_plugin_that_refuses_leaves_a_trajectory_planned(
    client_for: ClientFor, store: Store, app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(_host: Any, row: Any, *_more: Any) -> list[str]:
        return ["nee"] if isinstance(row, Trajectory) else []

    monkeypatch.setattr(indicators, "refused_by_plugins", refused)
    _path, answer = noting(client_for("an"), store, "12/05/2025")
    assert answer.status_code == 302
    assert only(store, Trajectory).status is TrajectoryStatus.PLANNED
