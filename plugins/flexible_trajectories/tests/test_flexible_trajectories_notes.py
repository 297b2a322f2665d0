"""A note is off unless a school wants it, and then nobody but that school can read it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import exists, func, inspect, select, text, union_all
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import aliased, make_transient_to_detached
from toc_flexible_trajectories.codes import NoteClass
from toc_flexible_trajectories.models import NotesAllowed, TrajectoryRequest
from toc_flexible_trajectories.notes import Note, notes_of, write_note
from toc_flexible_trajectories.rules import MOST_LETTERS, note_problems

from toc_core.access import SYSTEM, Principal
from toc_core.db.base import Base, Record
from toc_core.db.journal import ChangedRow
from toc_core.errors import AccessDenied, DataProblems

from .conftest import ASKED, COORDINATOR, Practice, School

SECRET = "zz_geheim"
OTHER = aliased(Note)


def a_note(note_class: NoteClass = NoteClass.STAFF, said: str = SECRET) -> Note:
    return Note(note_class=note_class, day=ASKED, text=said)


@pytest.fixture
def written(practice: Practice) -> Practice:
    """Both schools keep notes, and each has one of either class."""
    for school in (practice.a, practice.b):
        with practice.changing(school) as session:
            practice.let_notes(session, school)
            request = practice.agreed(school)
            session.add(request)
            session.flush()
            for note_class in NoteClass:
                write_note(session, request, a_note(note_class, f"{SECRET} {note_class}"))
    return practice


def test_notes_are_off_until_the_school_wants_them(practice: Practice) -> None:
    with practice.changing(practice.a) as session:
        request = practice.agreed(practice.a)
        session.add(request)
        session.flush()
        with pytest.raises(DataProblems, match="notities staan uit"):
            write_note(session, request, a_note())
        practice.let_notes(session, practice.a)
        write_note(session, request, a_note())
        assert [note.text for note in notes_of(session, request)] == [SECRET]


def test_the_database_keeps_no_note_of_a_school_that_wants_none(practice: Practice) -> None:
    with practice.store.session_for(practice.a.principal, "toets", writes=True) as session:
        request = practice.agreed(practice.a)
        session.add(request)
        session.flush()
        note = a_note()
        note.request_id, note.site_id = request.id, practice.a.site
        session.add(note)
        with pytest.raises(IntegrityError):
            session.flush()


def test_notes_can_be_switched_off_only_when_they_are_gone(written: Practice) -> None:
    with written.store.session_for(written.a.principal, "toets", writes=True) as session:
        session.delete(session.scalars(select(NotesAllowed)).one())
        with pytest.raises(IntegrityError):
            session.flush()
    with written.changing(written.a) as session:
        for note in session.scalars(select(Note)):
            session.delete(note)
        session.flush()
        session.delete(session.scalars(select(NotesAllowed)).one())


def test_what_is_wrong_with_a_note_is_said_all_at_once() -> None:
    assert note_problems("Goed gesprek.", allowed=True) == []
    assert [field for field, _said in note_problems(" ", allowed=False)] == ["site_id", "text"]
    (problem,) = note_problems("a" * (MOST_LETTERS + 1), allowed=True)
    assert problem == ("text", "dit is 501 tekens; hoogstens 500.")


def test_pupil_and_parents_see_only_the_class_that_is_meant_for_them(written: Practice) -> None:
    with written.store.session_for(written.a.principal, "toets") as session:
        request = session.scalars(select(TrajectoryRequest)).one()
        assert len(notes_of(session, request)) == 2
        (note,) = notes_of(session, request, NoteClass.CARE)
        assert note.note_class is NoteClass.CARE
    assert {note_class.value for note_class in NoteClass} == {"zorg", "meldingsmap"}


QUESTIONS: dict[str, Callable[[], Any]] = {
    "an entity": lambda: select(Note),
    "a column": lambda: select(Note.text),
    "an aggregate": lambda: select(func.max(Note.text)),
    "how many": lambda: select(func.nullif(func.count(Note.id), 0)),
    "an alias": lambda: select(OTHER.text),
    "a subquery": lambda: select(select(Note.text).subquery()),
    "a common table": lambda: select(select(Note.text).cte().c.text),
    "a union": lambda: union_all(select(Note.text), select(OTHER.text)),
    "beside its request": lambda: (
        select(Note.text)
        .select_from(TrajectoryRequest)
        .join(Note, Note.request_id == TrajectoryRequest.id)
    ),
    "whether there is one": lambda: select(TrajectoryRequest.id).where(
        exists().where(Note.text.contains(SECRET))
    ),
    "a condition": lambda: select(TrajectoryRequest.id).where(Note.text.contains(SECRET)),
}


@pytest.mark.filterwarnings("ignore:SELECT statement has a cartesian product")
@pytest.mark.parametrize("principal", [COORDINATOR, SYSTEM], ids=["coordinator", "system"])
@pytest.mark.parametrize("question", QUESTIONS)
def test_the_city_team_and_the_system_read_no_note(
    written: Practice, question: str, principal: Principal
) -> None:
    with written.store.session_for(principal, "toets") as session:
        found = session.scalars(QUESTIONS[question]()).all()
        assert [row for row in found if row is not None] == []
        assert session.get(Note, 1) is None
        assert len(session.scalars(select(TrajectoryRequest)).all()) == 2


@pytest.mark.parametrize("principal", [COORDINATOR, SYSTEM], ids=["coordinator", "system"])
def test_no_forged_or_loose_road_leads_to_a_note(written: Practice, principal: Principal) -> None:
    with written.store.session_for(principal, "toets") as session:
        forged = Note(id=1)
        make_transient_to_detached(forged)
        session.add(forged)
        with pytest.raises(AccessDenied, match="blijft in de school"):
            _ = forged.text
        with pytest.raises(AccessDenied, match="blijft in de school"):
            session.refresh(forged)
        for loose in (select(Note.__table__), text("SELECT 1 FROM flexible_trajectories_note")):
            with pytest.raises(AccessDenied):
                session.execute(loose)


@pytest.mark.parametrize("principal", [COORDINATOR, SYSTEM], ids=["coordinator", "system"])
def test_nobody_but_the_school_writes_notes_or_switches_them_on(
    written: Practice, principal: Principal
) -> None:
    with written.store.session_for(principal, "toets", writes=True) as session:
        request = session.scalars(select(TrajectoryRequest)).first()
        assert request is not None
        with pytest.raises(AccessDenied):
            write_note(session, request, a_note())
    with written.store.session_for(principal, "toets", writes=True) as session:
        session.add(NotesAllowed(site_id=0, since=ASKED))
        with pytest.raises(AccessDenied):
            session.flush()


def test_a_school_reads_only_its_own_notes(written: Practice) -> None:
    def sites(school: School) -> set[int]:
        with written.store.session_for(school.principal, "toets") as session:
            return {note.site_id for note in session.scalars(select(Note))}

    assert sites(written.a) == {written.a.site}
    assert sites(written.b) == {written.b.site}


def test_a_school_writes_no_note_at_another_school(written: Practice) -> None:
    with written.store.session_for(written.b.principal, "toets") as session:
        other = session.scalars(select(TrajectoryRequest)).one()
    with written.store.session_for(written.a.principal, "toets", writes=True) as session:
        with pytest.raises(DataProblems, match="notities staan uit"):
            write_note(session, other, a_note())
        note = a_note()
        note.request_id, note.site_id = other.id, written.b.site
        session.add(note)
        with pytest.raises(AccessDenied):
            session.flush()


def test_a_note_leaves_nothing_behind_in_history_or_journal(written: Practice) -> None:
    assert not issubclass(Note, Record)
    assert f"{Note.__tablename__}_past" not in Base.metadata.tables
    with written.changing(written.a) as session:
        for note in session.scalars(select(Note)):
            session.delete(note)
    with written.store.session_for(SYSTEM, "toets") as session:
        told = set(session.scalars(select(ChangedRow.table_name)))
    assert "flexible_trajectories_request" in told
    assert Note.__tablename__ not in told


def test_every_text_outside_the_note_is_without_the_secret(written: Practice) -> None:
    with written.store.engine.connect() as connection:
        names = inspect(connection).get_table_names()
        holding = {
            name
            for name in names
            if any(
                SECRET in str(row) for row in connection.execute(text(f'SELECT * FROM "{name}"'))
            )
        }
    assert holding == {Note.__tablename__}
