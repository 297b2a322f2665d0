"""The weeks of a trajectory: noted in one go, nothing typed is lost, nobody's change is lost."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from toc_core.access import SYSTEM
from toc_core.db.journal import Entry
from toc_core.db.people import Enrolment, Participant
from toc_core.db.records import Attendance, Delivery, DeliveryStatus, HeadCount
from toc_core.db.store import Store
from toc_core.db.trajectories import Trajectory, TrajectoryStatus
from toc_core.theory import Role

from .attacks import NUMBERS, TEXTS
from .conftest import ClientFor
from .pages_world import TickingClock
from .views_world import CAMPUS, count, interventions, only, save, site

NEW = f"{CAMPUS}/trajecten/new/"


@pytest.fixture
def sessions(store: Store, client_for: ClientFor) -> list[str]:
    """A trajectory of two weeks in the past and one to come; the references of its sessions."""
    store.clock = TickingClock()  # Thursday 15 January 2026
    form = {"class_group": "3 Haarzorg", "start": "2026-01-05", "weeks": "3"}
    more = {"weekly": interventions(store)[4:5], "status": "planned"}
    assert save(client_for("an"), NEW, **form | more).status_code == 302
    with store.session_for(SYSTEM, "kijken") as session:
        return list(session.scalars(select(Delivery.ref).order_by(Delivery.day)))


def address(store: Store) -> str:
    return f"{CAMPUS}/trajecten/weken/?id={only(store, Trajectory).ref}"


def opened(client: FlaskClient, path: str) -> dict[str, str]:
    """Return every field of the table as a browser would send it."""
    page = client.get(path).text
    form = page[page.index('class="weeks-page"') :].partition("</main>")[0]
    hidden = re.findall(r'<input type="hidden" name="([\w-]+)" value="([^"]*)"', form)
    numbers = re.findall(r'<input inputmode="numeric" value="([^"]*)"[^>]* name="([\w-]+)"', form)
    notes = re.findall(r'<textarea[^>]* name="([\w-]+)"[^>]*>([^<]*)</textarea>', form)
    lists = re.findall(r'<select[^>]* name="([\w-]+)".*?value="(\w+)" selected', form)
    return {**dict(hidden), **{name: value for value, name in numbers}, **dict(notes + lists)}


def row(store: Store, ref: str) -> Delivery:
    with store.session_for(SYSTEM, "kijken") as session:
        found = session.scalars(select(Delivery).where(Delivery.ref == ref)).one()
        assert len(found.head_counts) <= 2  # loaded, to be looked at later
        return found


def test_the_page_leads_to_the_week_of_today(
    client_for: ClientFor, store: Store, sessions: list[str]
) -> None:
    page = client_for("an").get(address(store)).text
    before, _tag, after = page.partition('<tbody id="deze-week">')  # Thursday 15 January 2026
    assert '<a href="#deze-week">Ga naar deze week</a>' in before
    assert ("vanaf 5 januari" in before, "vanaf 12 januari" in before) == (True, False)
    assert "vanaf 12 januari" in after


def people(store: Store, ref: str) -> dict[Role, int]:
    return {count.role: count.people for count in row(store, ref).head_counts}


def test_the_weeks_are_noted_in_one_go_and_undone_in_one_go(
    client_for: ClientFor, store: Store, sessions: list[str]
) -> None:
    client, path = client_for("an"), address(store)
    first, second, later = sessions
    typed = opened(client, path)
    typed |= {f"status-{first}": "held", f"people-{first}": "14", f"note-{first}": "Ging goed"}
    typed |= {f"status-{second}": "cancelled"}
    page = client.post(path, data=typed, follow_redirects=True).text
    assert "2 sessies bewaard. Het traject is nu lopend." in page
    assert (row(store, first).status, people(store, first)) == (
        DeliveryStatus.HELD,
        {Role.PUPIL: 14},
    )
    assert row(store, first).note == "Ging goed"
    assert row(store, second).status is DeliveryStatus.CANCELLED
    assert row(store, later).row_version == 1  # nobody touched it
    assert only(store, Trajectory).status is TrajectoryStatus.RUNNING
    undo = re.search(r'action="(/ongedaan/\w+)"', page)
    assert undo
    client.post(undo[1], data=typed)
    assert {row(store, ref).status for ref in sessions} == {DeliveryStatus.PLANNED}
    assert (count(store, HeadCount), row(store, first).note) == (0, "")
    assert only(store, Trajectory).status is TrajectoryStatus.PLANNED


def test_a_table_that_was_not_changed_writes_nothing(
    client_for: ClientFor, store: Store, sessions: list[str]
) -> None:
    client, path = client_for("an"), address(store)
    typed = opened(client, path)
    assert len(typed) == 1 + 4 * 3
    assert "Er was niets te wijzigen." in client.post(path, data=typed, follow_redirects=True).text
    with store.session_for(SYSTEM, "kijken") as session:
        newest = session.scalars(select(Entry.why).order_by(Entry.id.desc())).first()
    assert newest == "Traject toegevoegd"


@pytest.mark.parametrize(
    ("which", "cell", "more", "sentence"),
    [
        (0, "people", {"status": "held", "people": "veel"}, "Schrijf een aantal met cijfers"),
        (0, "people", {"status": "held", "people": "99999"}, "Geef een aantal van 0 tot 10000."),
        (0, "status", {"people": "12"}, "Kies &#39;gedaan&#39;, of maak het aantal leeg."),
        (0, "status", {"status": "misschien"}, "Kies een van de woorden uit de lijst."),
        (2, "status", {"status": "held"}, "Deze dag moet nog komen."),
        (0, "note", {"note": "x" * 2001}, "Dit is 2001 tekens; hoogstens 2000."),
        (0, "note", {"note": "a\x00b"}, "teken dat niet te lezen is"),
    ],
)
def test_a_problem_stands_in_its_cell_and_nothing_typed_is_lost(
    client_for: ClientFor, store: Store, sessions: list[str],
    which: int, cell: str, more: dict[str, str], sentence: str,
) -> None:  # fmt: skip
    client, path = client_for("an"), address(store)
    ref = sessions[which]
    typed = opened(client, path) | {f"note-{sessions[1]}": "elders getypt"}
    answer = client.post(path, data=typed | {f"{k}-{ref}": v for k, v in more.items()})
    assert answer.status_code == 422
    wrong = re.search(rf'id="{cell}-{ref}-wrong">([^<]*)<', answer.text)
    assert wrong
    assert sentence in wrong[1]
    assert f'<a href="#{cell}-{ref}">' in answer.text
    assert "elders getypt" in answer.text
    assert all(v in answer.text for v in more.values() if v.isalnum() and v != "misschien")
    assert row(store, sessions[1]).note == ""


def test_what_somebody_else_changed_is_told_and_then_the_last_one_counts(
    client_for: ClientFor, store: Store, sessions: list[str]
) -> None:
    path, ref = address(store), sessions[0]
    mine, theirs = client_for("an"), client_for("stad")
    before = opened(mine, path)
    held = {f"status-{ref}": "held", f"people-{ref}": "12"}
    theirs.post(path, data=opened(theirs, path) | held)
    answer = mine.post(path, data=before | {f"status-{ref}": "cancelled"})
    assert answer.status_code == 422
    said = "Terwijl jij typte, wijzigde stad dit. Er staat nu: gedaan, 12."
    assert said in " ".join(answer.text.split())
    assert people(store, ref) == {Role.PUPIL: 12}
    shown = re.search(rf'name="was-{ref}" value="(\w+)"', answer.text)
    assert shown
    again = before | {f"status-{ref}": "cancelled", f"was-{ref}": shown[1]}
    assert mine.post(path, data=again).status_code == 302
    assert (row(store, ref).status, people(store, ref)) == (DeliveryStatus.CANCELLED, {})


def test_a_line_that_one_left_alone_keeps_what_another_wrote(
    client_for: ClientFor, store: Store, sessions: list[str]
) -> None:
    path, (first, second, _later) = address(store), sessions
    mine, theirs = client_for("an"), client_for("stad")
    before = opened(mine, path)
    theirs.post(path, data=opened(theirs, path) | {f"note-{first}": "van de stad"})
    answer = mine.post(path, data=before | {f"note-{second}": "van mij"})
    assert answer.status_code == 302
    assert (row(store, first).note, row(store, second).note) == ("van de stad", "van mij")


@pytest.mark.parametrize("cell", ["people", "note", "status", "was"])
def test_no_hostile_text_in_a_cell_breaks_the_table(
    client_for: ClientFor, store: Store, sessions: list[str], cell: str
) -> None:
    client, path = client_for("an"), address(store)
    typed = opened(client, path) | {f"status-{sessions[0]}": "held"}
    for value in (v.encode("utf-8", "replace").decode() for v in (*TEXTS, *NUMBERS)):
        answer = client.post(path, data=typed | {f"{cell}-{sessions[0]}": value})
        assert answer.status_code in (302, 422), value[:30]


def test_a_class_of_forty_five_is_asked_about_and_stored(
    client_for: ClientFor, store: Store, sessions: list[str]
) -> None:
    client, path = client_for("an"), address(store)
    held = {f"status-{sessions[0]}": "held", f"people-{sessions[0]}": "45"}
    page = client.post(path, data=opened(client, path) | held, follow_redirects=True).text
    assert "Klopt 45 leerlingen voor 3 Haarzorg?" in page
    assert people(store, sessions[0]) == {Role.PUPIL: 45}


def test_who_was_there_by_code_and_other_counts_are_left_as_they_are(
    client_for: ClientFor, store: Store, sessions: list[str]
) -> None:
    first, second, _later = sessions
    with store.changing(SYSTEM, "opzetten") as session:
        school = site(store).id
        by_ref = {one.ref: one for one in session.scalars(select(Delivery))}
        person = Participant(code="K7M2P9A", role=Role.PUPIL)
        session.add(person)
        session.flush()
        enrolled = {"participant_id": person.id, "site_id": school, "school_year": "2025-2026"}
        session.add(Enrolment(**enrolled))
        session.flush()
        session.add(Attendance(delivery_id=by_ref[first].id, **enrolled))
        counts = [(Role.TEACHER, 2), (Role.PUPIL, 9)]
        session.add_all(
            HeadCount(delivery_id=by_ref[second].id, site_id=school, role=role, people=n)
            for role, n in counts
        )
    client, path = client_for("an"), address(store)
    typed = opened(client, path)
    assert f"people-{first}" not in typed
    assert "1 met code" in client.get(path).text
    assert "en 2 leerkrachten" in client.get(path).text
    for ref in (first, second):
        typed |= {f"status-{ref}": "held"}
    client.post(path, data=typed | {f"people-{first}": "7", f"people-{second}": "11"})
    assert (people(store, first), count(store, Attendance)) == ({}, 1)
    assert people(store, second) == {Role.TEACHER: 2, Role.PUPIL: 11}


def test_a_trajectory_without_sessions_says_what_to_do(client_for: ClientFor, store: Store) -> None:
    client = client_for("an")
    save(client, NEW, start="2026-02-02", weeks="6")
    assert "Nog geen sessies" in client.get(address(store)).text
    details = client.get(address(store).replace("weken", "details")).text
    assert "Weken en sessies" in details


def test_a_week_is_named_by_its_number_and_its_monday(
    client_for: ClientFor, store: Store, sessions: list[str]
) -> None:
    page = client_for("an").get(address(store)).text
    assert re.findall(r'scope="rowgroup">([^<]*)<', page) == [
        "Week 1, vanaf 5 januari",
        "Week 2, vanaf 12 januari",
        "Week 3, vanaf 19 januari",
    ]
    assert row(store, sessions[0]).day == date(2026, 1, 5)


def test_a_school_sees_no_weeks_of_another(
    client_for: ClientFor, store: Store, sessions: list[str]
) -> None:
    other: Any = client_for("bo")
    assert other.get(address(store)).status_code == 404
    assert other.post(address(store), data={}).status_code in (400, 404)
