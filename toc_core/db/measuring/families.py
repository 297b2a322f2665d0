"""What each family of counts reads: one mapped SELECT of matching rows, for all its slots at once.

Every family yields the same columns: slot, span, site, cell, cross (the cell on a second axis),
``thing`` (what is counted once) and ``record`` (the row behind it), so that one statement counts
any of them and another lists the rows behind a figure. Only mapped attributes are used: the scope
of the session holds.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import CTE, Date, Select, and_, case, func, literal, or_, select, true

from toc_core.db.history import known
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


@dataclass(frozen=True)
class Tables:
    """The VALUES tables of a question, and how its records are read.

    ``attributed`` says that school years decide and not days; ``crossed`` that some slot has two
    axes; ``practice_sites`` are the ids of the practice schools.
    """

    slots: CTE
    spans: CTE
    practice: bool
    practice_sites: tuple[int, ...]
    at: datetime | None
    attributed: bool = False
    split: bool = False
    crossed: bool = False

    @property
    def window(self) -> Any:
        """Return whether a span is the window that the slot asks for."""
        return self.slots.c.window == self.spans.c.window

    def here(self, record: Any) -> Any:
        """Return whether a record belongs to the reality that is asked for."""
        if self.practice:
            return record.site_id.in_(self.practice_sites)
        return record.site_id.not_in(self.practice_sites) if self.practice_sites else true()


@dataclass(frozen=True)
class Family:
    """A kind of count: the class of the records behind it, and how they are matched."""

    model: type[Any]
    matching: Callable[[Tables], Select[Any]]


def matching(t: Tables, record: Any, thing: Any, cells: tuple[Any, Any] | None = None) -> Any:
    """Return the start of a SELECT of matching rows, with the columns that all families share."""
    cell, cross = cells or (literal(0), literal(0))
    return (
        select(
            t.slots.c.slot,
            t.spans.c.span,
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
    slots, spans = t.slots.c, t.spans.c
    if t.attributed and school_year is not None:
        return and_(
            t.window,
            school_year >= spans.whole_from,
            school_year <= spans.whole_to,
            school_year >= slots.first_year,
        )
    return and_(t.window, day >= spans.start, day <= spans.end, day >= slots.first)


def delivery_slots(t: Tables, delivery: Any) -> Any:
    """Return whether a slot asks for this delivery."""
    slots = t.slots.c
    return and_(
        delivery.programme_id == slots.programme_id,
        delivery.element_id == slots.element_id,
        case(
            (slots.held_only == 1, delivery.status == DeliveryStatus.HELD),
            else_=delivery.status != DeliveryStatus.CANCELLED,
        ),
    )


def deliveries(t: Tables) -> Select[Any]:
    """Match each delivery of the slot's interventions on its day."""
    delivery = known(Delivery, t.at)
    found: Select[Any] = (
        matching(t, delivery, delivery.id)
        .join(t.slots, delivery_slots(t, delivery))
        .join(t.spans, inside(t, delivery.day))
    )
    return found


def traits(t: Tables, statement: Any, record: Any) -> tuple[Any, tuple[Any, Any]]:
    """Return the statement with a person's categories on the slot's axes, and the two cells.

    Without a characteristic for the record's school and school year it is *unknown*.
    """
    if not t.split:
        return statement, (literal(0), literal(0))
    slots = t.slots.c
    cells: list[Any] = [literal(0), literal(0)]
    wanted = [(slots.axis, slots.unknown), (slots.cross, slots.unknown_cross)]
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
    joined = (
        matching(t, attendance, attendance.participant_id)
        .join(delivery, delivery.id == attendance.delivery_id)
        .join(person, person.id == attendance.participant_id)
        .join(t.slots, and_(delivery_slots(t, delivery), any_or(t.slots.c.role, "", person.role)))
        .join(t.spans, inside(t, delivery.day, attendance.school_year))
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
    slots, spans = t.slots.c, t.spans.c
    end = func.coalesce(trajectory.end, literal(FAR, Date))
    return and_(
        t.window,
        case(
            (slots.at == At.START.value, inside(t, trajectory.start)),
            (slots.at == At.END.value, inside(t, trajectory.end)),
            else_=and_(trajectory.start <= spans.end, end >= spans.start, end >= slots.first),
        ),
    )


def _trajectories(t: Tables, thing: Callable[[Any], Any]) -> Select[Any]:
    trajectory = known(Trajectory, t.at)
    slots = t.slots.c
    asked = and_(
        slots.programme_id == trajectory.programme_id,
        or_(slots.held_only == 0, trajectory.status != TrajectoryStatus.PLANNED),
    )
    found: Select[Any] = (
        matching(t, trajectory, thing(trajectory))
        .join(t.slots, asked)
        .join(t.spans, _counts_at(t, trajectory))
    )
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
    slots, spans = t.slots.c, t.spans.c
    touches = and_(
        t.window,
        participation.school_year >= spans.touch_from,
        participation.school_year <= spans.touch_to,
        participation.school_year >= slots.first_year,
    )
    found: Select[Any] = (
        matching(t, participation, participation.site_id)
        .join(t.slots, slots.programme_id == participation.programme_id)
        .join(t.spans, touches)
    )
    return found


def meetings(t: Tables) -> Select[Any]:
    """Match each meeting of the slot's kinds on its day."""
    meeting = known(Meeting, t.at)
    slots = t.slots.c
    asked = and_(slots.programme_id == meeting.programme_id, any_or(slots.kind, "", meeting.kind))
    found: Select[Any] = (
        matching(t, meeting, meeting.id).join(t.slots, asked).join(t.spans, inside(t, meeting.day))
    )
    return found


def stories(t: Tables) -> Select[Any]:
    """Match each story that was not withdrawn, on the day it was told."""
    story = known(Story, t.at)
    slots = t.slots.c
    asked = and_(
        slots.programme_id == story.programme_id,
        any_or(slots.role, "", story.teller_role),
        story.consent != Consent.WITHDRAWN,
    )
    found: Select[Any] = (
        matching(t, story, story.id)
        .join(t.slots, asked)
        .join(t.spans, inside(t, story.day, story.school_year))
    )
    return found


FAMILIES: Mapping[Countable, Family] = {
    of: Family(model, rows)
    for of, model, rows in (
        (Countable.SCHOOLS, Participation, participations),
        (Countable.CAMPUSES, Participation, participations),
        (Countable.TRAJECTORIES, Trajectory, trajectories),
        (Countable.GROUPS, Trajectory, groups),
        (Countable.DELIVERIES, Delivery, deliveries),
        (Countable.PARTICIPANTS, Attendance, participants),
        (Countable.MEETINGS, Meeting, meetings),
        (Countable.STORIES, Story, stories),
    )
}
