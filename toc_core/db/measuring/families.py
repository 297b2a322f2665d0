"""What each family of counts reads: one mapped SELECT of matching rows, for all its slots at once.

Every family yields the same columns: slot, span, site, cell, ``thing`` (what is counted once) and
``record`` (the row behind it), so that one statement counts any of them and another lists the
rows behind a figure. Only mapped attributes are used: the scope of the session holds.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import CTE, Date, Select, and_, case, func, literal, or_, select

from toc_core.db.history import known
from toc_core.db.people import Characteristic, Participant, Site
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
    """The VALUES tables of a question, and how its records are read."""

    slots: CTE
    spans: CTE
    years: CTE
    practice: bool
    at: datetime | None


@dataclass(frozen=True)
class Family:
    """A kind of count: the class of the records behind it, and how they are matched."""

    model: type[Any]
    matching: Callable[[Tables], Select[Any]]


def from_record(t: Tables, record: Any, *columns: Any) -> Select[Any]:
    """Return a SELECT from a record and its site, which decides between real and practice."""
    here = and_(Site.id == record.site_id, Site.fictitious.is_(t.practice))
    return select(*columns).select_from(record).join(Site, here)


def _matching(t: Tables, record: Any, thing: Any, cell: Any = None) -> Select[Any]:
    """Return the start of a family's SELECT, with the columns that all families share."""
    return from_record(
        t,
        record,
        t.slots.c.slot,
        t.spans.c.span,
        record.site_id.label("site"),
        (literal(0) if cell is None else cell).label("cell"),
        thing.label("thing"),
        record.id.label("record"),
    )


def any_or(filter_column: Any, empty: Any, value: Any) -> Any:
    """Return a condition that holds when the slot asks for anything, or for this value."""
    return or_(filter_column == empty, filter_column == value)


def inside(t: Tables, day: Any) -> Any:
    """Return whether a day falls in the period, and not before the slot counts."""
    return and_(day >= t.spans.c.start, day <= t.spans.c.end, day >= t.slots.c.first)


def delivery_slots(t: Tables, delivery: Any) -> Any:
    """Return whether a slot asks for this delivery."""
    slots = t.slots.c
    return and_(
        slots.programme_id == delivery.programme_id,
        any_or(slots.element_id, 0, delivery.element_id),
        case(
            (slots.held_only == 1, delivery.status == DeliveryStatus.HELD),
            else_=delivery.status != DeliveryStatus.CANCELLED,
        ),
    )


def deliveries(t: Tables) -> Select[Any]:
    """Match each delivery of the slot's interventions on its day."""
    delivery = known(Delivery, t.at)
    return (
        _matching(t, delivery, delivery.id)
        .join(t.slots, delivery_slots(t, delivery))
        .join(t.spans, inside(t, delivery.day))
    )


def participants(t: Tables) -> Select[Any]:
    """Match each person present, by code; their category on the slot's axis, or unknown."""
    delivery, attendance = known(Delivery, t.at), known(Attendance, t.at)
    person, trait = known(Participant, t.at), known(Characteristic, t.at)
    cell = case(
        (t.slots.c.axis == "", 0), else_=func.coalesce(trait.cell_id, t.slots.c.unknown_cell)
    )
    return (
        _matching(t, attendance, attendance.participant_id, cell)
        .join(delivery, delivery.id == attendance.delivery_id)
        .join(person, person.id == attendance.participant_id)
        .join(
            t.slots,
            and_(delivery_slots(t, delivery), any_or(t.slots.c.role, "", person.role)),
        )
        .join(t.spans, inside(t, delivery.day))
        .outerjoin(
            trait,
            and_(
                trait.participant_id == attendance.participant_id,
                trait.site_id == attendance.site_id,
                trait.school_year == attendance.school_year,
                trait.axis == t.slots.c.axis,
            ),
        )
    )


def _counts_at(t: Tables, trajectory: Any) -> Any:
    """Return whether a trajectory falls in a period, by the day that the slot names."""
    end = func.coalesce(trajectory.end, literal(FAR, Date))
    return case(
        (t.slots.c.at == At.START.value, inside(t, trajectory.start)),
        (t.slots.c.at == At.END.value, inside(t, trajectory.end)),
        else_=and_(
            trajectory.start <= t.spans.c.end, end >= t.spans.c.start, end >= t.slots.c.first
        ),
    )


def _trajectories(t: Tables, thing: Callable[[Any], Any]) -> Select[Any]:
    trajectory = known(Trajectory, t.at)
    return (
        _matching(t, trajectory, thing(trajectory))
        .join(
            t.slots,
            and_(
                t.slots.c.programme_id == trajectory.programme_id,
                or_(t.slots.c.held_only == 0, trajectory.status != TrajectoryStatus.PLANNED),
            ),
        )
        .join(t.spans, _counts_at(t, trajectory))
    )


def trajectories(t: Tables) -> Select[Any]:
    """Match each trajectory that was not only planned."""
    return _trajectories(t, lambda trajectory: trajectory.id)


def groups(t: Tables) -> Select[Any]:
    """Match each group that follows a trajectory; one without a group has nothing to count."""
    matching = _trajectories(t, lambda trajectory: trajectory.group_id)
    return matching.where(matching.selected_columns.thing.is_not(None))


def _participations(t: Tables, thing: Callable[[Any], Any]) -> Select[Any]:
    """Match participations: one holds for its whole school year, so in each period it touches."""
    participation = known(Participation, t.at)
    return (
        _matching(t, participation, thing(participation))
        .join(t.slots, t.slots.c.programme_id == participation.programme_id)
        .join(t.years, t.years.c.school_year == participation.school_year)
        .join(
            t.spans,
            and_(
                t.years.c.start <= t.spans.c.end,
                t.years.c.end >= t.spans.c.start,
                t.years.c.start >= t.slots.c.first,
            ),
        )
    )


def schools(t: Tables) -> Select[Any]:
    """Match each school that takes part; the campuses of one school are one."""
    return _participations(t, lambda p: func.coalesce(Site.school_id, Site.id))


def campuses(t: Tables) -> Select[Any]:
    """Match each campus that takes part."""
    return _participations(t, lambda p: p.site_id)


def meetings(t: Tables) -> Select[Any]:
    """Match each meeting of the slot's kinds on its day."""
    meeting = known(Meeting, t.at)
    return (
        _matching(t, meeting, meeting.id)
        .join(
            t.slots,
            and_(
                t.slots.c.programme_id == meeting.programme_id,
                any_or(t.slots.c.kind, "", meeting.kind),
            ),
        )
        .join(t.spans, inside(t, meeting.day))
    )


def stories(t: Tables) -> Select[Any]:
    """Match each story that was not withdrawn, on the day it was told."""
    story = known(Story, t.at)
    return (
        _matching(t, story, story.id)
        .join(
            t.slots,
            and_(
                t.slots.c.programme_id == story.programme_id,
                any_or(t.slots.c.role, "", story.teller_role),
                story.consent != Consent.WITHDRAWN,
            ),
        )
        .join(t.spans, inside(t, story.day))
    )


FAMILIES: Mapping[Countable, Family] = {
    of: Family(model, matching)
    for of, model, matching in (
        (Countable.SCHOOLS, Participation, schools),
        (Countable.CAMPUSES, Participation, campuses),
        (Countable.TRAJECTORIES, Trajectory, trajectories),
        (Countable.GROUPS, Trajectory, groups),
        (Countable.DELIVERIES, Delivery, deliveries),
        (Countable.PARTICIPANTS, Attendance, participants),
        (Countable.MEETINGS, Meeting, meetings),
        (Countable.STORIES, Story, stories),
    )
}
