"""People known only by head counts: what they settle, and the bounds where they do not.

Groups of one site and school year are disjoint and meet again and again, so the largest head
count of each group adds up exactly. Head counts without a group may be the same people: within a
site and year, and over years, only bounds can be given (design, rule 6).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, and_, case, func

from toc_core.db.history import known
from toc_core.db.measuring.families import Tables, any_or, delivery_slots, from_record, inside
from toc_core.db.records import Delivery, HeadCount
from toc_core.db.trajectories import Trajectory


@dataclass(frozen=True)
class Heads:
    """The largest head count of one unit: a group (``unit``) or, without one, one delivery."""

    site: int
    school_year: str
    unit: int | None
    people: int


@dataclass(frozen=True)
class Bounds:
    """At least and at most how many people."""

    lower: int = 0
    upper: int = 0

    @property
    def exact(self) -> bool:
        """Return whether the bounds leave one number."""
        return self.lower == self.upper


def bounds_of(heads: Iterable[Heads]) -> Bounds:
    """Return the bounds of the number of different people behind head counts.

    Within a site and school year: the sum over groups, plus deliveries without a group that may
    be anybody. Over years of a site the same people may come back. Sites are disjoint.
    """
    years: dict[tuple[int, str], list[Heads]] = defaultdict(list)
    for one in heads:
        years[one.site, one.school_year].append(one)
    sites: dict[int, list[Bounds]] = defaultdict(list)
    for (site, _year), found in years.items():
        sites[site].append(_within_year(found))
    return Bounds(
        sum(max(b.lower for b in bounds) for bounds in sites.values()),
        sum(sum(b.upper for b in bounds) for bounds in sites.values()),
    )


def _within_year(found: list[Heads]) -> Bounds:
    groups: dict[int, int] = {}
    loose: list[int] = []
    for one in found:
        if one.unit is None:
            loose.append(one.people)
        else:
            groups[one.unit] = max(one.people, groups.get(one.unit, 0))
    together = sum(groups.values())
    return Bounds(max(together, *loose, 0), together + sum(loose))


def with_known(known_people: int, heads: Bounds) -> Bounds:
    """Return the bounds when some are known by code: heads may be the same people or others."""
    return Bounds(max(known_people, heads.lower), known_people + heads.upper)


def head_count_statement(t: Tables) -> Select[Any]:
    """Return the largest head count per slot, span, site, school year and group or delivery."""
    delivery, heads = known(Delivery, t.at), known(HeadCount, t.at)
    trajectory = known(Trajectory, t.at)
    # A group's own trajectories share its people; a trajectory without a group stands alone.
    unit = func.coalesce(trajectory.group_id, -trajectory.id)
    loose = case((unit.is_(None), delivery.id))
    rows = (
        from_record(
            t,
            heads,
            t.slots.c.slot,
            t.spans.c.span,
            heads.site_id.label("site"),
            t.years.c.school_year,
            unit.label("unit"),
            loose.label("loose"),
            func.max(heads.people).label("people"),
            func.count(heads.id).label("records"),
        )
        .join(delivery, delivery.id == heads.delivery_id)
        .outerjoin(trajectory, trajectory.id == delivery.trajectory_id)
        .join(
            t.slots,
            and_(delivery_slots(t, delivery), any_or(t.slots.c.role, "", heads.role)),
        )
        .join(t.spans, inside(t, delivery.day))
        .join(t.years, and_(delivery.day >= t.years.c.start, delivery.day <= t.years.c.end))
        .where(heads.people > 0)
    )
    return rows.group_by(
        t.slots.c.slot, t.spans.c.span, heads.site_id, t.years.c.school_year, unit, loose
    )
