"""Records of flexible trajectories: codes and days, and no start without both answers."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any

import pytest
import toc_flexible_trajectories
from alembic.migration import MigrationContext
from alembic.operations import Operations
from sqlalchemy import inspect, select
from sqlalchemy.exc import IntegrityError, StatementError
from toc_flexible_trajectories import codes, models, notes, words
from toc_flexible_trajectories.codes import (
    Council,
    Indication,
    MonitoringMeans,
    NoteClass,
    PackagePart,
)
from toc_flexible_trajectories.models import (
    IndicationSeen,
    MonitoringMoment,
    PackageItem,
    TrajectoryRequest,
)
from toc_flexible_trajectories.notes import Note, write_note
from toc_flexible_trajectories.rules import (
    package_problems,
    request_problems,
    start_problems,
)
from toc_flexible_trajectories.running import start_trajectory, started_without_request

from toc_core import Category
from toc_core.db.base import Base
from toc_core.db.comparing import differences
from toc_core.db.histories import histories
from toc_core.db.history import versions_of
from toc_core.db.theory import ProgrammeRow
from toc_core.db.trajectories import Trajectory, TrajectoryMember, TrajectoryStatus
from toc_core.errors import DataProblems
from toc_core.plugins import Host

from .conftest import ASKED, COORDINATOR, COUNCIL_DAY, START, WILLING_DAY, Databases, Practice

STEPS = Path(toc_flexible_trajectories.__file__).parent / "migrations/versions"
OWN = [
    mapper.class_
    for mapper in Base.registry.mappers
    if mapper.class_.__module__ in (models.__name__, notes.__name__)
]


@pytest.mark.parametrize(
    ("enum", "categories"),
    [
        (codes.AskedBy, words.ASKED_BY),
        (codes.Indication, words.INDICATIONS),
        (codes.PackagePart, words.PACKAGE),
        (codes.MonitoringMeans, words.MONITORING),
    ],
)
def test_the_codes_of_records_are_those_of_the_lists(
    enum: Any, categories: tuple[Category, ...]
) -> None:
    assert [member.value for member in enum] == [category.code for category in categories]


def test_the_migrations_make_exactly_what_the_models_ask_for(
    databases: Databases, host: Host
) -> None:
    (_core, own) = histories(host.plugins)
    with databases.owner.engine.connect() as connection:
        assert differences(connection, own) == []
        tables = set(inspect(connection).get_table_names())
    assert {model.__table__.name for model in OWN} <= tables
    assert len(OWN) == 5 * 2 + 1  # five records with their twins, and the note without


def test_the_migration_can_be_taken_back_whole(databases: Databases) -> None:
    with databases.owner.engine.begin() as connection:
        with Operations.context(MigrationContext.configure(connection)):
            _step("0001_requests").downgrade()
        left = {n for n in inspect(connection).get_table_names() if n.startswith("flexible")}
    assert left == set()


def test_a_note_from_before_the_screens_is_kept_by_the_migration(
    practice: Practice, databases: Databases
) -> None:
    with practice.changing(practice.a) as session:
        practice.let_notes(session, practice.a)
        request = practice.agreed(practice.a)
        session.add(request)
        session.flush()
        said = Note(note_class=NoteClass.CARE, day=ASKED, text="gesproken")
        ref = write_note(session, request, said).ref
    step = _step("0002_notes_on_screen")
    with (
        databases.owner.engine.begin() as connection,
        Operations.context(MigrationContext.configure(connection)),
    ):
        step.downgrade()
        columns = {c["name"] for c in inspect(connection).get_columns(Note.__tablename__)}
        step.upgrade()
    assert "ref" not in columns
    with practice.changing(practice.a) as session:
        (note,) = session.scalars(select(Note))
        assert (note.day, note.text, note.row_version) == (ASKED, "gesproken", 1)
        assert note.ref != ref


def _step(name: str) -> Any:
    spec = spec_from_file_location("step", STEPS / f"{name}.py")
    assert spec
    assert spec.loader
    step = module_from_spec(spec)
    spec.loader.exec_module(step)
    return step


def test_no_column_but_the_note_holds_free_text() -> None:
    names = {
        f"{model.__table__.name}.{column.name}"
        for model in OWN
        for column in model.__table__.c
        if column.type.python_type is str and getattr(column.type, "length", 0) > 32
    }
    assert {name for name in names if "known_by" not in name} == {"flexible_trajectories_note.text"}


def test_a_trajectory_starts_with_both_answers(practice: Practice) -> None:
    with practice.changing(practice.a) as session:
        request = practice.agreed(practice.a)
        session.add(request)
        session.flush()
        started = start_trajectory(session, request, START)
        assert (started.start, started.status) == (START, TrajectoryStatus.RUNNING)
        assert request.trajectory_id == started.id
        member = session.scalars(select(TrajectoryMember)).one()
        assert (member.trajectory_id, member.participant_id) == (started.id, practice.a.pupil)
        assert started_without_request(session) == []


MISSING: dict[str, tuple[dict[str, Any], list[str]]] = {
    "nothing decided": (
        {"council": None, "council_on": None, "willing": None, "willing_on": None},
        ["council", "willing"],
    ),
    "refused": ({"council": Council.REFUSED}, ["council"]),
    "not asked the pupil": ({"willing": None, "willing_on": None}, ["willing"]),
    "the pupil is not willing": ({"willing": False}, ["willing"]),
    "started before the council": ({"council_on": date(2024, 10, 11)}, ["council_on"]),
    "started before the pupil said yes": ({"willing_on": date(2024, 10, 11)}, ["willing_on"]),
}


@pytest.mark.parametrize("answers", MISSING)
def test_without_both_answers_nothing_starts(practice: Practice, answers: str) -> None:
    values, fields = MISSING[answers]
    request = practice.agreed(practice.a, **values)
    assert [field for field, _said in start_problems(request, START)] == fields
    with practice.changing(practice.a) as session:
        session.add(request)
        session.flush()
        with pytest.raises(DataProblems) as caught:
            start_trajectory(session, request, START)
        assert len(caught.value.problems) == len(fields)
        assert session.scalars(select(Trajectory)).all() == []


def test_a_trajectory_starts_once(practice: Practice) -> None:
    with practice.changing(practice.a) as session:
        request = practice.agreed(practice.a)
        session.add(request)
        session.flush()
        start_trajectory(session, request, START)
        with pytest.raises(DataProblems, match="al gestart"):
            start_trajectory(session, request, START)


def _core_trajectory(session: Any, practice: Practice) -> Trajectory:
    programme = session.scalars(select(ProgrammeRow)).one()
    row = Trajectory(
        programme_id=programme.id,
        site_id=practice.a.site,
        start=START,
        status=TrajectoryStatus.RUNNING,
    )
    session.add(row)
    session.flush()
    return row


@pytest.mark.parametrize("by", ["number", "object"])
def test_no_road_around_the_function_ties_a_trajectory_to_an_open_request(
    practice: Practice, by: str
) -> None:
    with practice.store.session_for(practice.a.principal, "toets", writes=True) as session:
        row = _core_trajectory(session, practice)
        tie: dict[str, Any] = {"trajectory_id": row.id} if by == "number" else {"trajectory": row}
        session.add(practice.request(practice.a, **tie))
        with pytest.raises(DataProblems, match="goedkeuring van de klassenraad"):
            session.flush()


def test_the_database_refuses_it_as_well(practice: Practice, databases: Databases) -> None:
    with practice.changing(practice.a) as session:
        request = practice.request(practice.a, willing=True, willing_on=WILLING_DAY)
        session.add(request)
        trajectory = _core_trajectory(session, practice)
        number, other = request.id, trajectory.id
    place = f"flexible_trajectories_request SET trajectory_id = {other} WHERE id = {number}"
    for also in ("", "council = 'refused', council_on = '2024-10-08', "):
        with (
            pytest.raises(IntegrityError, match="approved_and_willing"),
            databases.owner.engine.begin() as connection,
        ):
            connection.exec_driver_sql(f"UPDATE {place.replace('SET ', f'SET {also}')}")


def test_a_trajectory_that_nobody_asked_for_is_named(practice: Practice) -> None:
    with practice.changing(practice.a) as session:
        row = _core_trajectory(session, practice)
        assert started_without_request(session) == [row]


WRONG: dict[str, tuple[dict[str, Any], list[str]]] = {
    "approval without a day": ({"council_on": None}, ["council_on"]),
    "a day without an answer": ({"willing": None}, ["willing_on"]),
    "decided before it was asked": ({"council_on": date(2024, 9, 30)}, ["council_on"]),
}


@pytest.mark.parametrize("what", WRONG)
def test_a_request_that_makes_no_sense_is_refused(practice: Practice, what: str) -> None:
    values, fields = WRONG[what]
    request = practice.agreed(practice.a, **values)
    assert [field for field, _said in request_problems(request)] == fields
    with practice.store.session_for(practice.a.principal, "toets", writes=True) as session:
        session.add(request)
        with pytest.raises(DataProblems, match=f"flexible_trajectories_request.{fields[0]}"):
            session.flush()


def test_a_package_may_change_and_its_parts_have_days(practice: Practice) -> None:
    with practice.store.session_for(practice.a.principal, "toets", writes=True) as session:
        request = practice.agreed(practice.a)
        at = {"site_id": practice.a.site}
        request.package = [
            PackageItem(**at, part=PackagePart.TIME_OUT, start=START, end=date(2024, 11, 10)),
            PackageItem(**at, part=PackagePart.PROGRESSIVE_RETURN, start=date(2024, 11, 11)),
        ]
        request.monitoring = [
            MonitoringMoment(**at, means=MonitoringMeans.MENTOR_FEEDBACK, day=date(2024, 11, 8))
        ]
        session.add(request)
        session.flush()
        assert len(session.scalars(select(PackageItem)).all()) == 2
        request.package[0].end = date(2024, 10, 1)
        assert package_problems(request.package[0]) == [
            ("end", "het einde ligt voor de start (10/10/2024).")
        ]
        with pytest.raises(DataProblems, match=r"package\.end"):
            session.flush()


@pytest.mark.parametrize(
    "make",
    [
        lambda at: IndicationSeen(**at, indication="burn_out"),
        lambda at: PackageItem(**at, part="therapie", start=START),
        lambda at: MonitoringMoment(**at, means="arts", day=START),
    ],
)
def test_only_codes_of_the_lists_are_stored(
    practice: Practice, make: Callable[[dict[str, int]], Any]
) -> None:
    with practice.changing(practice.a) as session:
        request = practice.agreed(practice.a)
        session.add(request)
        session.flush()
        number = request.id
    with practice.store.session_for(practice.a.principal, "toets", writes=True) as session:
        session.add(make({"request_id": number, "site_id": practice.a.site}))
        with pytest.raises(StatementError, match="not among the defined enum values"):
            session.flush()


def test_a_school_sees_its_own_requests_and_the_city_team_all(practice: Practice) -> None:
    for school in (practice.a, practice.b):
        with practice.changing(school) as session:
            session.add(practice.agreed(school))
    for model in (TrajectoryRequest, IndicationSeen):
        with practice.store.session_for(practice.a.principal, "toets") as session:
            rows = session.scalars(select(model)).all()
            assert {row.site_id for row in rows} == {practice.a.site}
        with practice.store.session_for(COORDINATOR, "toets") as session:
            assert len(session.scalars(select(model)).all()) == 2


def test_a_request_keeps_its_earlier_versions(practice: Practice) -> None:
    with practice.changing(practice.a) as session:
        request = practice.request(practice.a)
        session.add(request)
        session.flush()
        number = request.id
    with practice.changing(practice.a) as session:
        found = session.get_one(TrajectoryRequest, number)
        found.council, found.council_on = Council.APPROVED, COUNCIL_DAY
    with practice.store.session_for(practice.a.principal, "toets") as session:
        first, second = versions_of(session, TrajectoryRequest, number)
    assert first.changes["asked_on"] == (None, ASKED)
    assert second.changes["council"] == (None, Council.APPROVED)


def test_taking_a_request_away_takes_its_codes_along(practice: Practice) -> None:
    with practice.changing(practice.a) as session:
        request = practice.agreed(practice.a)
        session.add(request)
        session.flush()
        assert request.indications[0].indication is Indication.ABSENCES
        session.delete(request)
    with practice.store.session_for(practice.a.principal, "toets") as session:
        assert session.scalars(select(IndicationSeen)).all() == []
