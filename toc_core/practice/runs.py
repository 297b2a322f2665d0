"""Practice trajectories and deliveries, with attendance lists or head counts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from toc_core.db.people import Characteristic, Participant
from toc_core.db.records import Attendance, Delivery, DeliveryStatus, HeadCount
from toc_core.db.trajectories import (
    StepKind,
    Trajectory,
    TrajectoryMember,
    TrajectoryStatus,
    TrajectoryStep,
)
from toc_core.practice import texts
from toc_core.practice.making import Maker
from toc_core.practice.schools import Classroom, SchoolYear, enrol
from toc_core.practice.years import TRAJECTORY, monthly_days, school_day, trajectory_starts
from toc_core.theory import Element, Role

if TYPE_CHECKING:
    from toc_core.practice.programmes import Stored

_FRIENDS = 6  # people who come from outside the school, per school and year


@dataclass(frozen=True)
class _Run:
    """A trajectory of one class at one school."""

    at: SchoolYear
    classroom: Classroom
    row: Trajectory


@dataclass(frozen=True)
class _Session:
    """One delivery to be made, with who was there: people by code, or a number of a role."""

    intervention: Element
    day: date
    minutes: int
    people: tuple[Participant, ...] = ()
    heads: tuple[tuple[Role, int], ...] = ()


def add_trajectories(maker: Maker, stored: Stored, schools: Sequence[SchoolYear]) -> None:
    """Add a trajectory of six weeks per class group, with everything delivered in it."""
    runs = [run for at in schools for run in _start_runs(maker, stored, at)]
    maker.flush()
    held: list[tuple[Delivery, _Session, SchoolYear]] = []
    for run in runs:
        _add_steps(maker, run)
        for session in _sessions(maker, stored, run):
            held.append((_deliver(maker, stored, run.at, session, run.row), session, run.at))
    maker.flush()
    _note_presence(maker, held)


def add_loose_deliveries(maker: Maker, stored: Stored, schools: Sequence[SchoolYear]) -> None:
    """Add deliveries through the school year, person by person, outside any trajectory."""
    roles = {e.code: stored.role_of(e) or Role.PUPIL for e in stored.interventions}
    present = _people_of(maker, schools, set(roles.values()))
    held: list[tuple[Delivery, _Session, SchoolYear]] = []
    for (number, role), people in present.items():
        at = schools[number]
        _describe(maker, stored, at, role, people)
        for intervention in (e for e in stored.interventions if roles[e.code] is role):
            for session in _monthly(maker, intervention, at, people):
                held.append((_deliver(maker, stored, at, session, None), session, at))
    maker.flush()
    _note_presence(maker, held)


def _start_runs(maker: Maker, stored: Stored, at: SchoolYear) -> Iterator[_Run]:
    for classroom, start in zip(at.classes, trajectory_starts(at.year), strict=False):
        end = start + TRAJECTORY
        status = TrajectoryStatus.RUNNING
        if start > maker.today:
            status = TrajectoryStatus.PLANNED
        elif end < maker.today:
            status = TrajectoryStatus.FINISHED
        row = maker.row(
            Trajectory,
            **at.place,
            programme_id=stored.id,
            group_id=classroom.group.id,
            start=start,
            end=end,
            status=status,
            note=texts.NOTE,
        )
        yield _Run(at, classroom, row)


def _add_steps(maker: Maker, run: _Run) -> None:
    """Add the steps and decisions so far, and who is followed on their own."""
    for kind, label, days in (
        (StepKind.STEP, texts.FIRST_STEP, 0),
        (StepKind.STEP, texts.MIDDLE_STEP, 12),
        (StepKind.DECISION, texts.LAST_DECISION, 29),
    ):
        day = school_day(run.row.start, days)
        if day <= maker.today:
            maker.row(
                TrajectoryStep,
                **run.at.place,
                trajectory_id=run.row.id,
                kind=kind,
                label=label,
                day=day,
            )
    for pupil in run.classroom.pupils[:2]:
        maker.row(
            TrajectoryMember,
            **run.at.place_and_year,
            trajectory_id=run.row.id,
            participant_id=pupil.id,
        )


def _sessions(maker: Maker, stored: Stored, run: _Run) -> Iterator[_Session]:
    """Yield what is done in a trajectory, intervention by intervention.

    The first intervention for a role reaches everyone of it, person by person. Another one for
    pupils comes back for some of them; another one for other people brings them together.
    """
    seen: set[Role | None] = set()
    for intervention in stored.interventions:
        role = stored.role_of(intervention)
        if role is None:
            yield from _with_class(maker, intervention, run)
        elif role not in seen:
            yield from _one_by_one(intervention, run, _members(run, role), first=2)
        elif role is Role.PUPIL:
            chosen = maker.some_of(_members(run, role), 3)
            yield from _one_by_one(intervention, run, [*chosen, *chosen], first=12)
        else:
            yield from _with_team(maker, intervention, run, role)
        seen.add(role)


def _members(run: _Run, role: Role) -> tuple[Participant, ...]:
    """Return the people of a role in a trajectory: the class, or its part of the team."""
    if role is Role.PUPIL:
        return run.classroom.pupils
    place = run.at.classes.index(run.classroom)
    return tuple(run.at.team[place :: len(run.at.classes)])


def _one_by_one(
    intervention: Element, run: _Run, people: Sequence[Participant], *, first: int
) -> Iterator[_Session]:
    for number, person in enumerate(people):
        day = school_day(run.row.start, min(first + number, 29))
        yield _Session(intervention, day, 40, people=(person,))


def _with_class(maker: Maker, intervention: Element, run: _Run) -> Iterator[_Session]:
    """Yield two sessions with the whole class, of which only the number is known."""
    for days in (1, 16):
        day = school_day(run.row.start, days)
        heads = ((Role.PUPIL, len(run.classroom.pupils) + maker.between(4, 9)), (Role.TEACHER, 2))
        yield _Session(intervention, day, maker.one_of((50, 100)), heads=heads)


def _with_team(maker: Maker, intervention: Element, run: _Run, role: Role) -> Iterator[_Session]:
    """Yield two sessions of the team: by code, or as a number where the school counts heads."""
    team = run.at.team if role is Role.TEACHER else ()
    for days in (8, 23):
        day = school_day(run.row.start, days)
        people = tuple(maker.most_of(team))
        if run.at.school.heads_only:
            yield _Session(intervention, day, 90, heads=((role, len(people)),))
        else:
            yield _Session(intervention, day, 90, people=people)


def _people_of(
    maker: Maker, schools: Sequence[SchoolYear], roles: Iterable[Role]
) -> dict[tuple[int, Role], tuple[Participant, ...]]:
    """Return who a loose programme meets, per school year and role; outsiders are added."""
    found: dict[tuple[int, Role], tuple[Participant, ...]] = {}
    outside: list[tuple[int, Role]] = []
    for number, at in enumerate(schools):
        for role in sorted(roles):
            if role is Role.PUPIL:
                found[number, role] = tuple(p for room in at.classes for p in room.pupils[:3])
            elif role is Role.TEACHER:
                found[number, role] = at.team
            else:
                outside.append((number, role))
    for number, role in outside:
        before = found.get((number - 1, role), ())
        same = number > 0 and schools[number - 1].site is schools[number].site
        stay = before[2:] if same else ()
        found[number, role] = (*stay, *maker.people(role, _FRIENDS - len(stay)))
    maker.flush()
    for number, role in outside:
        enrol(maker, schools[number], found[number, role])
    maker.flush()
    return found


def _describe(
    maker: Maker, stored: Stored, at: SchoolYear, role: Role, people: Sequence[Participant]
) -> None:
    """Give people one of the first two categories of each axis; of the last one it is unknown."""
    for axis in stored.axes_of(role):
        cells = stored.cells.get(axis, [])[:2]
        for person in people[:-1]:
            maker.row(
                Characteristic,
                **at.place_and_year,
                participant_id=person.id,
                axis=axis,
                cell_id=cells[person.id % len(cells)],
            )


def _monthly(
    maker: Maker, intervention: Element, at: SchoolYear, people: Sequence[Participant]
) -> Iterator[_Session]:
    for monday in monthly_days(at.year):
        for number, person in enumerate(maker.most_of(people)):
            yield _Session(intervention, school_day(monday, number), 60, people=(person,))


def _deliver(
    maker: Maker, stored: Stored, at: SchoolYear, session: _Session, run: Trajectory | None
) -> Delivery:
    status = DeliveryStatus.HELD
    if session.day >= maker.this_week:
        status = DeliveryStatus.PLANNED
    elif maker.between(1, 20) == 1:
        status = DeliveryStatus.CANCELLED
    return maker.row(
        Delivery,
        **at.place,
        programme_id=stored.id,
        element_id=stored.elements[session.intervention.code],
        trajectory_id=run.id if run else None,
        day=session.day,
        minutes=session.minutes,
        delivered_by=maker.one_of(texts.DELIVERED_BY),
        status=status,
    )


def _note_presence(maker: Maker, held: Iterable[tuple[Delivery, _Session, SchoolYear]]) -> None:
    """Add who was there, of what was held."""
    for delivery, session, at in held:
        if delivery.status is not DeliveryStatus.HELD:
            continue
        for person in session.people:
            maker.row(
                Attendance,
                **at.place_and_year,
                delivery_id=delivery.id,
                participant_id=person.id,
            )
        for role, people in session.heads:
            maker.row(HeadCount, **at.place, delivery_id=delivery.id, role=role, people=people)
