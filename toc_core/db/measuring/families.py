"""What each family of counts reads: one mapped SELECT of matching rows, for all its slots at once.

Every family yields the same columns: slot, span, site, cell, cross (the cell on a second axis),
``thing`` (what is counted once) and ``record`` (the row behind it), so that one statement counts
any of them and another lists the rows behind a figure. Only mapped attributes are used: the scope
of the session holds.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import CTE, Date, Result, Select, and_, case, func, literal, or_, select, true

from toc_core.db.door import ScopedSession
from toc_core.db.history import known
from toc_core.db.measuring.filters import reads_table
from toc_core.db.people import Characteristic, Participant
from toc_core.db.records import (
    Attendance,
    Consent,
    Delivery,
    DeliveryStatus,
    Meeting,
    Participation,
    Story,
)
from toc_core.db.trajectories import Trajectory, TrajectoryStatus
from toc_core.theory import At, Countable

FAR = date(9999, 12, 31)


# A statement is built once for each shape, for building takes longer than a small database does.
built = lru_cache(256)


@dataclass(frozen=True)
class Tables:
    """What the slots of a family ask for, and how its records are read: the shape of a statement.

    ``asked`` has a row for every filter of a slot in every period; ``rows`` are these rows, which
    travel along when a statement runs. ``attributed`` says that school years decide and not days;
    ``crossed`` that some slot has two axes; ``once`` that a record matches a slot in a period
    once; ``practice_sites`` are the ids of the practice schools.
    """

    asked: CTE
    rows: str = field(compare=False)
    practice: bool
    practice_sites: tuple[int, ...]
    at: datetime | None
    by_site: bool = False
    attributed: bool = False
    split: bool = False
    crossed: bool = False
    once: bool = False

    def run(self, session: ScopedSession, statement: Any) -> Result[*tuple[Any, ...]]:
        """Run a statement that was built for these tables."""
        return session.execute(statement, {self.asked.name: self.rows})

    def here(self, record: Any) -> Any:
        """Return whether a record belongs to the reality that is asked for."""
        if self.practice:
            return record.site_id.in_(self.practice_sites)
        return record.site_id.not_in(self.practice_sites) if self.practice_sites else true()


@dataclass(frozen=True)
class Family:
    """A kind of count: the class of the records behind it, and how they are matched.

    ``own`` says that each record is a thing of its own.
    """

    model: type[Any]
    matching: Callable[[Tables], Select[Any]]
    own: bool = False


def matching(t: Tables, record: Any, thing: Any, cells: tuple[Any, Any] | None = None) -> Any:
    """Return the start of a SELECT of matching rows, with the columns that all families share."""
    cell, cross = cells or (literal(0), literal(0))
    return (
        select(
            t.asked.c.slot,
            t.asked.c.span,
            record.site_id.label("site"),
            cell.label("cell"),
            cross.label("cross"),
            thing.label("thing"),
            record.id.label("record"),
        )
        .select_from(record)
        .where(t.here(record))
    )


def any_or(filter_column: Any, empty: Any, value: Any) -> Any:
    """Return a condition that holds when the slot asks for anything, or for this value."""
    return or_(filter_column == empty, filter_column == value)


def inside(t: Tables, day: Any, school_year: Any = None) -> Any:
    """Return whether a record falls in the window, and not before the slot counts.

    Its day decides, or its school year where the slots attribute records to school years.
    """
    ask = t.asked.c
    if t.attributed and school_year is not None:
        return and_(school_year >= ask.whole_from, school_year <= ask.whole_to)
    return and_(day >= ask.first, day <= ask.end)


def delivery_slots(t: Tables, delivery: Any) -> Any:
    """Return whether a slot asks for this delivery."""
    ask = t.asked.c
    return and_(
        delivery.programme_id == ask.programme_id,
        delivery.element_id == ask.element_id,
        case(
            (ask.held_only == 1, delivery.status == DeliveryStatus.HELD),
            else_=delivery.status != DeliveryStatus.CANCELLED,
        ),
    )


def deliveries(t: Tables) -> Select[Any]:
    """Match each delivery of the slot's interventions on its day."""
    delivery = known(Delivery, t.at)
    found: Select[Any] = matching(t, delivery, delivery.id).join(
        t.asked, and_(delivery_slots(t, delivery), inside(t, delivery.day))
    )
    return found


def traits(t: Tables, statement: Any, record: Any) -> tuple[Any, tuple[Any, Any]]:
    """Return the statement with a person's categories on the slot's axes, and the two cells.

    Without a characteristic for the record's school and school year it is *unknown*.
    """
    if not t.split:
        return statement, (literal(0), literal(0))
    ask = t.asked.c
    cells: list[Any] = [literal(0), literal(0)]
    wanted = [(ask.axis, ask.unknown), (ask.cross, ask.unknown_cross)]
    for place, (axis, unknown) in enumerate(wanted[: 2 if t.crossed else 1]):
        trait = known(Characteristic, t.at, f"trait_{place}")
        on_axis = and_(
            trait.participant_id == record.participant_id,
            trait.site_id == record.site_id,
            trait.school_year == record.school_year,
            trait.axis == axis,
        )
        statement = statement.outerjoin(trait, on_axis)
        cells[place] = case((axis == "", 0), else_=func.coalesce(trait.cell_id, unknown))
    return statement, (cells[0], cells[1])


def participants(t: Tables) -> Select[Any]:
    """Match each person present, by code, with their categories."""
    delivery, attendance = known(Delivery, t.at), known(Attendance, t.at)
    person = known(Participant, t.at)
    reads = replace(t, asked=reads_table(t.asked))  # else each slot would read them all again
    read = and_(
        delivery_slots(reads, delivery), inside(reads, delivery.day, attendance.school_year)
    )
    asked = and_(t.asked.c.read == reads.asked.c.read, t.asked.c.role == person.role)
    joined = (
        matching(t, attendance, attendance.participant_id)
        .join(delivery, delivery.id == attendance.delivery_id)
        .join(person, person.id == attendance.participant_id)
        .join(reads.asked, read)
        .join(t.asked, asked)
    )
    statement, cells = traits(t, joined, attendance)
    return with_cells(statement, cells)


def with_cells(statement: Any, cells: tuple[Any, Any]) -> Select[Any]:
    """Return a SELECT of matching rows with the cells in the place of its own."""
    named = {"cell": cells[0].label("cell"), "cross": cells[1].label("cross")}
    columns = [named.get(c.name, c) for c in statement.selected_columns]
    found: Select[Any] = statement.with_only_columns(*columns, maintain_column_froms=True)
    return found


def _counts_at(t: Tables, trajectory: Any) -> Any:
    """Return whether a trajectory falls in a window, by the day that the slot names."""
    ask = t.asked.c
    end = func.coalesce(trajectory.end, literal(FAR, Date))
    return case(
        (ask.at == At.START.value, inside(t, trajectory.start)),
        (ask.at == At.END.value, inside(t, trajectory.end)),
        else_=and_(trajectory.start <= ask.end, end >= ask.first, ask.end >= ask.first),
    )


def _trajectories(t: Tables, thing: Callable[[Any], Any]) -> Select[Any]:
    trajectory = known(Trajectory, t.at)
    ask = t.asked.c
    asked = and_(
        ask.programme_id == trajectory.programme_id,
        or_(ask.held_only == 0, trajectory.status != TrajectoryStatus.PLANNED),
        _counts_at(t, trajectory),
    )
    found: Select[Any] = matching(t, trajectory, thing(trajectory)).join(t.asked, asked)
    return found


def trajectories(t: Tables) -> Select[Any]:
    """Match each trajectory that was not only planned."""
    return _trajectories(t, lambda trajectory: trajectory.id)


def groups(t: Tables) -> Select[Any]:
    """Match each group that follows a trajectory; one without a group has nothing to count."""
    found = _trajectories(t, lambda trajectory: trajectory.group_id)
    return found.where(found.selected_columns.thing.is_not(None))


def participations(t: Tables) -> Select[Any]:
    """Match participations: one holds for its whole school year, so in each window it touches."""
    participation = known(Participation, t.at)
    ask = t.asked.c
    touches = and_(
        ask.programme_id == participation.programme_id,
        participation.school_year >= ask.touch_from,
        participation.school_year <= ask.touch_to,
    )
    found: Select[Any] = matching(t, participation, participation.site_id).join(t.asked, touches)
    return found


def meetings(t: Tables) -> Select[Any]:
    """Match each meeting of the slot's kinds on its day."""
    meeting = known(Meeting, t.at)
    ask = t.asked.c
    asked = and_(
        ask.programme_id == meeting.programme_id,
        any_or(ask.kind, "", meeting.kind),
        inside(t, meeting.day),
    )
    found: Select[Any] = matching(t, meeting, meeting.id).join(t.asked, asked)
    return found


def stories(t: Tables) -> Select[Any]:
    """Match each story that was not withdrawn, on the day it was told."""
    story = known(Story, t.at)
    ask = t.asked.c
    asked = and_(
        ask.programme_id == story.programme_id,
        any_or(ask.role, "", story.teller_role),
        story.consent != Consent.WITHDRAWN,
        inside(t, story.day, story.school_year),
    )
    found: Select[Any] = matching(t, story, story.id).join(t.asked, asked)
    return found


FAMILIES: Mapping[Countable, Family] = {
    Countable.SCHOOLS: Family(Participation, participations),
    Countable.CAMPUSES: Family(Participation, participations),
    Countable.TRAJECTORIES: Family(Trajectory, trajectories, own=True),
    Countable.GROUPS: Family(Trajectory, groups),
    Countable.DELIVERIES: Family(Delivery, deliveries, own=True),
    Countable.PARTICIPANTS: Family(Attendance, participants),
    Countable.MEETINGS: Family(Meeting, meetings, own=True),
    Countable.STORIES: Family(Story, stories, own=True),
}
