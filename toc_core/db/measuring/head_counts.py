"""Head counts as fetched: the largest one of each unit; ``toc_core.figures.heads`` bounds them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from sqlalchemy import Select, String, and_, case, cast, extract, func, literal

from toc_core.db.history import known
from toc_core.db.measuring.families import Tables, built, delivery_slots, inside, matching
from toc_core.db.measuring.filters import reads_table
from toc_core.db.records import Delivery, HeadCount
from toc_core.db.trajectories import Trajectory


def head_count_rows(t: Tables) -> Select[Any]:
    """Match each head count of the slot's interventions and roles."""
    delivery, heads = known(Delivery, t.at), known(HeadCount, t.at)
    return _joined(t, matching(t, heads, heads.id), delivery, heads)


def _joined(t: Tables, statement: Any, delivery: Any, heads: Any) -> Select[Any]:
    reads = replace(t, asked=reads_table(t.asked))
    read = and_(
        delivery_slots(reads, delivery),
        inside(reads, delivery.day, _school_year_code(delivery.day)),
    )
    asked = and_(t.asked.c.read == reads.asked.c.read, t.asked.c.role == heads.role)
    found: Select[Any] = (
        statement.join(delivery, delivery.id == heads.delivery_id)
        .join(reads.asked, read)
        .join(t.asked, asked)
    )
    return found


def _first_year(day: Any) -> Any:
    """Return the calendar year in which the school year of a day starts."""
    return extract("year", day) - case((extract("month", day) < 9, 1), else_=0)


def _school_year_code(day: Any) -> Any:
    first = _first_year(day)
    return cast(first, String) + literal("-") + cast(first + 1, String)


@built
def head_count_statement(t: Tables) -> Select[Any]:
    """Return per slot, span, site, school year, role and unit its largest head count.

    A unit is the group of the trajectory; else the trajectory; else the delivery.
    """
    delivery, heads = known(Delivery, t.at), known(HeadCount, t.at)
    trajectory = known(Trajectory, t.at)
    alone = case((trajectory.group_id.is_(None), func.coalesce(-trajectory.id, delivery.id)))
    year = _first_year(delivery.day)
    rows = _joined(t, matching(t, heads, heads.id), delivery, heads).outerjoin(
        trajectory, trajectory.id == delivery.trajectory_id
    )
    key = (t.asked.c.slot, t.asked.c.span, heads.site_id, year, heads.role, trajectory.group_id)
    columns = (
        t.asked.c.slot,
        t.asked.c.span,
        heads.site_id.label("site"),
        year.label("school_year"),
        heads.role,
        trajectory.group_id.label("group_id"),
        func.max(heads.people).label("people"),
        func.count(heads.id).label("records"),
    )
    found: Select[Any] = rows.with_only_columns(*columns, maintain_column_froms=True)
    return found.group_by(*key, alone)
