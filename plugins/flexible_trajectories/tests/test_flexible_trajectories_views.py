"""A school registers a request, decides, starts, and follows up; the city reads along."""

from __future__ import annotations

import pytest
from toc_flexible_trajectories.codes import Council, Indication, Listed, MonitoringMeans, NoteClass
from toc_flexible_trajectories.models import (
    IndicationSeen,
    MonitoringMoment,
    PackageItem,
    TrajectoryRequest,
)

from toc_core.db.trajectories import Trajectory, TrajectoryMember, TrajectoryStatus

from .conftest import COORDINATOR, START, Practice
from .screens import BOTH, MONITORING, PACKAGES, PAGES, REQUESTS, Admin, press, save, undo_of


def test_a_school_registers_a_request_with_its_signals(admin: Admin) -> None:
    client = admin.client("a")
    saved = admin.ask(client, indications="absences")
    assert saved.status_code == 302
    (request,) = admin.rows(TrajectoryRequest)
    assert (request.participant_id, request.council) == (admin.practice.a.pupil, None)
    assert [row.indication for row in admin.rows(IndicationSeen)] == [Indication.ABSENCES]
    page = client.get(saved.location).text
    assert "wacht op de klassenraad en de leerling" in page
    assert "Afwezigheden die doen vermoeden" in page


def test_a_school_sees_only_its_own_rows(admin: Admin) -> None:
    admin.ask(admin.client("a"), **BOTH)
    (request,) = admin.rows(TrajectoryRequest)
    other = admin.client("b")
    assert request.ref not in other.get(REQUESTS).text
    assert request.ref not in other.get(f"{PACKAGES}new/").text
    for action in ("details", "edit"):
        assert other.get(f"{REQUESTS}{action}/?id={request.ref}").status_code == 404
    removed = press(other, REQUESTS, f"{REQUESTS}delete/", id=request.ref)
    assert removed.status_code == 404
    taken = save(other, f"{PACKAGES}new/", request=request.ref, part="time_out", start="2024-10-10")
    assert taken.status_code == 422
    assert admin.rows(PackageItem) == []


def test_a_pupil_of_another_school_cannot_be_asked_for(admin: Admin) -> None:
    stranger = admin.pupil_of(admin.practice.b)
    assert admin.ask(admin.client("a"), participant=stranger).status_code == 422
    assert admin.rows(TrajectoryRequest, COORDINATOR) == []


MISSING = {
    "nothing": ({}, ["pas na goedkeuring van de klassenraad", "pas als de leerling bereid is"]),
    "refused": (
        {**BOTH, "council": "refused"},
        ["Beslissing van de klassenraad: Een traject start pas na goedkeuring"],
    ),
    "not willing": (
        {**BOTH, "willing": "no"},
        ["Is de leerling bereid: Een traject start pas als de leerling bereid is"],
    ),
    "too early": (
        {**BOTH, "council_on": "2024-10-11"},
        ["Klassenraad op: De start (10/10/2024) ligt voor deze dag (11/10/2024)"],
    ),
}


@pytest.mark.parametrize("case", MISSING)
def test_a_start_is_refused_with_what_is_missing(admin: Admin, case: str) -> None:
    typed, told = MISSING[case]
    refused = admin.ask(admin.client("a"), start_on="2024-10-10", **typed)
    assert refused.status_code == 422
    assert [sentence for sentence in told if sentence not in refused.text] == []
    assert 'value="2024-10-10"' in refused.text
    assert admin.rows(TrajectoryRequest) == admin.rows(Trajectory) == []


def test_a_trajectory_starts_from_its_request_and_undo_takes_it_back(admin: Admin) -> None:
    client = admin.client("a")
    page = client.get(admin.ask(client, **BOTH).location).text
    assert "kan starten" in page
    (request,) = admin.rows(TrajectoryRequest)
    edit = f"{REQUESTS}edit/?id={request.ref}"
    same = {"participant": admin.pupil_of(admin.practice.a), "school_year": "2024-2025"}
    same |= {"asked_by": "parents_and_pupil", "asked_on": "2024-10-01", **BOTH}
    saved = client.get(save(client, edit, **same, start_on="2024-10-10").location).text
    assert "Aanvraag bewaard. Het traject start op 10/10/2024." in saved
    (trajectory,) = admin.rows(Trajectory)
    assert (trajectory.start, trajectory.status) == (START, TrajectoryStatus.RUNNING)
    (member,) = admin.rows(TrajectoryMember)
    assert member.participant_id == admin.practice.a.pupil
    assert "start_on" not in client.get(edit).text
    assert "Ongedaan gemaakt." in press(client, REQUESTS, undo_of(saved)).text
    assert admin.rows(Trajectory) == admin.rows(TrajectoryMember) == []
    (request,) = admin.rows(TrajectoryRequest)
    assert (request.trajectory_id, request.council) == (None, Council.APPROVED)


def test_an_answer_cannot_be_taken_back_while_the_trajectory_runs(admin: Admin) -> None:
    client = admin.client("a")
    admin.ask(client, **BOTH, start_on="2024-10-10")
    (request,) = admin.rows(TrajectoryRequest)
    same = {"participant": admin.pupil_of(admin.practice.a), "school_year": "2024-2025"}
    same |= {"asked_by": "parents_and_pupil", "asked_on": "2024-10-01", **BOTH, "willing": "no"}
    refused = save(client, f"{REQUESTS}edit/?id={request.ref}", **same)
    assert refused.status_code == 422
    assert "pas als de leerling bereid is" in refused.text


def test_a_request_that_is_removed_takes_its_trajectory_along_and_can_come_back(
    admin: Admin,
) -> None:
    client = admin.client("a")
    admin.ask(client, **BOTH, indications="perfectionism", start_on="2024-10-10")
    (request,) = admin.rows(TrajectoryRequest)
    gone = press(client, REQUESTS, f"{REQUESTS}delete/", id=request.ref)
    assert admin.rows(TrajectoryRequest) == admin.rows(Trajectory) == []
    assert "Ongedaan gemaakt." in press(client, REQUESTS, undo_of(gone.text)).text
    (back,) = admin.rows(TrajectoryRequest)
    assert back.trajectory_id == admin.rows(Trajectory)[0].id
    assert [row.indication for row in admin.rows(IndicationSeen)] == [Indication.PERFECTIONISM]


def test_a_school_chooses_the_package_and_notes_when_it_looked(admin: Admin) -> None:
    client = admin.client("a")
    asked = admin.ask(client, **BOTH).location
    (request,) = admin.rows(TrajectoryRequest)
    part = {"request": request.ref, "part": "time_out", "start": "2024-10-10"}
    wrong = save(client, f"{PACKAGES}new/", **part, end="2024-10-01")
    assert "Het einde ligt voor de start (10/10/2024)." in wrong.text
    assert save(client, f"{PACKAGES}new/", **part, end="2024-11-10").status_code == 302
    twice = save(client, f"{PACKAGES}new/", **part)
    assert "Dit deel begint op die dag al." in twice.text
    moment = {"request": request.ref, "means": "mentor_feedback", "day": "2024-11-08"}
    assert save(client, f"{MONITORING}new/", **moment).status_code == 302
    (kept,) = admin.rows(MonitoringMoment)
    assert kept.means is MonitoringMeans.MENTOR_FEEDBACK
    page = client.get(asked).text
    assert "time-out" in page
    assert "vanaf 10/10/2024 tot en met 10/11/2024" in page
    assert "08/11/2024: De mentor vraagt" in page


def test_the_city_reads_the_requests_and_what_hangs_under_them(admin: Admin) -> None:
    client = admin.client("a")
    asked = admin.ask(client, **BOTH, indications="absences").location
    (request,) = admin.rows(TrajectoryRequest)
    part = {"request": request.ref, "part": "time_out", "start": "2024-10-10"}
    save(client, f"{PACKAGES}new/", **part)
    city = admin.client("stad")
    for page in (REQUESTS, PACKAGES, asked):
        assert "2345a67" in city.get(page).text
    journal = city.get("/geschiedenis").text
    assert "1 aanvraag toegevoegd" in journal
    assert "1 deel van een pakket toegevoegd" in journal


def test_the_history_of_a_part_is_told_in_words(admin: Admin) -> None:
    client = admin.client("a")
    admin.ask(client)
    (request,) = admin.rows(TrajectoryRequest)
    part = {"request": request.ref, "part": "time_out", "start": "2024-10-10"}
    save(client, f"{PACKAGES}new/", **part)
    (item,) = admin.rows(PackageItem)
    page = client.get(f"/geschiedenis/flexible_trajectories_package/{item.ref}").text
    assert "Geschiedenis: deel van een pakket" in page
    for words in ("Aanvraag", "2345a67, 01/10/2024", "Vanaf", "time-out"):
        assert words in page
    assert "Request" not in page


def test_every_code_of_a_list_has_dutch_words() -> None:
    members = [member for kind in Listed.__subclasses__() for member in kind]
    assert {type(m) for m in members} >= {Council, Indication, MonitoringMeans, NoteClass}
    assert [member for member in members if member.label == member.value] == []


def test_nobody_starts_a_core_trajectory_around_its_request(admin: Admin) -> None:
    city = admin.client("stad")
    path = f"{PAGES}/trajecten/new/?school={_school_ref(admin.practice)}"
    refused = save(city, path, start="2024-10-10", status="running")
    assert refused.status_code == 422
    assert "Open ze bij Aanvragen en vul daar de start in." in refused.text
    assert admin.rows(Trajectory) == []
    assert save(city, path, start="2024-10-10", status="planned").status_code == 302


def test_a_started_trajectory_does_not_move_to_before_its_decisions(admin: Admin) -> None:
    client = admin.client("a")
    admin.ask(client, **BOTH, start_on="2024-10-10")
    (trajectory,) = admin.rows(Trajectory)
    path = f"{PAGES}/trajecten/edit/?id={trajectory.ref}"
    refused = save(client, path, start="2024-10-01", status="running")
    assert "De start (01/10/2024) ligt voor de dag van de laatste beslissing" in refused.text
    assert save(client, path, start="2024-10-11", status="finished").status_code == 302


def _school_ref(practice: Practice) -> str:
    from toc_core.db.people import Site

    with practice.store.session_for(practice.a.principal, "kijken") as session:
        return str(session.get_one(Site, practice.a.site).ref)
