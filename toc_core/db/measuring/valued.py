"""Values in the records: scores of people, minutes of deliveries, euros and hours of resources.

Each family yields matching rows with a ``value``, its ``day`` and the ``threshold`` of its slot;
``tallies`` adds them up in one statement, and counts each value in one more where that is needed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy import Select, String, and_, case, exists, func, literal, or_, select, type_coerce

from toc_core.db.columns import MICRO, Micro
from toc_core.db.door import ScopedSession
from toc_core.db.history import known
from toc_core.db.measures import Score
from toc_core.db.measuring.families import (
    Tables,
    delivery_slots,
    inside,
    matching,
    traits,
    with_cells,
)
from toc_core.db.people import CITY_SITE
from toc_core.db.records import Delivery, Resource
from toc_core.figures.summaries import Tally
from toc_core.theory import Quantity

ALL_SITES = -1
Key = tuple[int, int, int, int, int]  # slot, span, cell, cross, site


def scores(t: Tables) -> Select[Any]:
    """Match each score at the moments that the slot asks for; of some slots each person's last."""
    score = known(Score, t.at)
    joined = (
        matching(t, score, score.participant_id)
        .add_columns(score.value, score.day, t.slots.c.threshold, score.moment)
        .join(t.slots, _asked(t, score))
        .join(t.spans, inside(t, score.day, score.school_year))
        .where(or_(t.slots.c.latest == 0, ~_replaced(t, score)))
    )
    statement, cells = traits(t, joined, score)
    return with_cells(statement, cells)


def _asked(t: Tables, score: Any) -> Any:
    moments = t.slots.c.kind
    at_moment = or_(moments == "", moments.contains(type_coerce(score.moment, String)))
    return and_(score.indicator_id == t.slots.c.indicator_id, at_moment)


def _replaced(t: Tables, score: Any) -> Any:
    """Return whether the same person scored again later in the window."""
    later = known(Score, t.at, "later")
    return exists(
        select(later.id)
        .where(
            _asked(t, later),
            later.participant_id == score.participant_id,
            t.here(later),
            inside(t, later.day, later.school_year),
            or_(later.day > score.day, and_(later.day == score.day, later.id > score.id)),
        )
        .correlate(t.slots, t.spans, score)
    )


def as_value(number: Any) -> Any:
    """Return a whole number in the records as the value of a row."""
    return type_coerce(number * MICRO, Micro).label("value")


def minutes(t: Tables) -> Select[Any]:
    """Match each delivery of the slot's interventions, with its minutes if they are known."""
    delivery = known(Delivery, t.at)
    found: Select[Any] = (
        matching(t, delivery, delivery.id)
        .add_columns(as_value(delivery.minutes), delivery.day, t.slots.c.threshold)
        .join(t.slots, delivery_slots(t, delivery))
        .join(t.spans, inside(t, delivery.day))
    )
    return found


def _resources(t: Tables, name: str) -> Select[Any]:
    """Match each resource whose own time lies in the window; all of it is of the whole city."""
    resource = known(Resource, t.at)
    slots, spans = t.slots.c, t.spans.c
    asked = and_(
        resource.programme_id == slots.programme_id, resource.element_id == slots.element_id
    )
    fits = and_(
        t.window,
        resource.start >= spans.start,
        resource.end <= spans.end,
        resource.start >= slots.first,
    )
    value = getattr(resource, name)
    return (
        select(
            slots.slot,
            spans.span,
            literal(CITY_SITE).label("site"),
            literal(0).label("cell"),
            literal(0).label("cross"),
            resource.id.label("thing"),
            resource.id.label("record"),
            value.label("value"),
            resource.end.label("day"),
            slots.threshold,
        )
        .select_from(resource)
        .join(t.slots, asked)
        .join(t.spans, fits)
        .where(value.is_not(None))
    )


def amounts(t: Tables) -> Select[Any]:
    """Match each resource with its euros."""
    return _resources(t, "amount")


def hours(t: Tables) -> Select[Any]:
    """Match each resource with its hours."""
    return _resources(t, "hours")


QUANTITIES: Mapping[Quantity, tuple[type[Any], Callable[[Tables], Select[Any]]]] = {
    Quantity.MINUTES: (Delivery, minutes),
    Quantity.AMOUNT: (Resource, amounts),
    Quantity.HOURS: (Resource, hours),
}


def resources_left_out(t: Tables) -> Select[Any]:
    """Return per slot and span the times of resources that only overlap with the window."""
    resource = known(Resource, t.at)
    slots, spans = t.slots.c, t.spans.c
    asked = and_(
        resource.programme_id == slots.programme_id, resource.element_id == slots.element_id
    )
    partly = and_(
        t.window,
        resource.start <= spans.end,
        resource.end >= spans.start,
        or_(resource.start < spans.start, resource.end > spans.end),
    )
    return (
        select(slots.slot, spans.span, resource.start, resource.end)
        .select_from(resource)
        .join(t.slots, asked)
        .join(t.spans, partly)
        .distinct()
    )


def tallies(
    session: ScopedSession, rows: Select[Any], *, by_site: bool, each: bool
) -> Mapping[Key, Tally]:
    """Return a tally per slot, span, cells and site; with ``each``, also of every value."""
    found: dict[Key, Tally] = defaultdict(Tally)
    r = rows.subquery("matching")
    site = r.c.site if by_site else literal(ALL_SITES)
    key = (r.c.slot, r.c.span, r.c.cell, r.c.cross, site)
    group = key if by_site else key[:4]
    at_least = func.sum(case((r.c.value >= r.c.threshold, 1), else_=0))
    summed = (func.count(r.c.value), func.count(), func.sum(r.c.value))
    ends = (func.min(r.c.value), func.max(r.c.value))
    for *where, n, records, total, least, most, above in session.execute(
        select(*key, *summed, *ends, at_least).group_by(*group)
    ):
        tally = found[tuple(where)]
        tally.n, tally.missing = n, records - n
        if n:
            tally.total, tally.least, tally.most, tally.at_least = total, least, most, int(above)
    if each:
        value = (r.c.value, func.count(), func.max(r.c.day))
        given = select(*key, *value).where(r.c.value.is_not(None)).group_by(*group, r.c.value)
        for *where, number, times, last in session.execute(given):
            tally = found[tuple(where)]
            tally.values[number] += times
            tally.last[number] = last
    return found


def changes(
    session: ScopedSession, t: Tables, *, by_site: bool
) -> Mapping[Key, tuple[int, Any, int, int]]:
    """Return pairs, sum of the differences, and who had only a before or only an after.

    A person's first score at the slot's first moment is set against the last at its second.
    """
    r = scores(t).subquery("scores")
    columns = [r.c[name] for name in ("slot", "span", "cell", "cross")]
    rest = [r.c[name] for name in ("thing", "moment", "day", "value", "record")]
    given: Any = select(*columns, literal(ALL_SITES).label("site"), *rest)
    if by_site:
        given = given.union_all(select(*columns, r.c.site, *rest))
    g = given.subquery("given")
    key = (g.c.slot, g.c.span, g.c.cell, g.c.cross, g.c.site)
    same = (*key, g.c.thing, g.c.moment)
    first = func.row_number().over(partition_by=same, order_by=(g.c.day, g.c.record))
    backwards = (g.c.day.desc(), g.c.record.desc())
    last = func.row_number().over(partition_by=same, order_by=backwards)
    ranked = select(*g.c, first.label("first"), last.label("last")).subquery("ranked")
    return _paired(session, _per_person(t, ranked))


def _per_person(t: Tables, ranked: Any) -> Any:
    """Return each person's first before and last after, with their days."""
    asked, c = t.slots.c, ranked.c
    key = (c.slot, c.span, c.cell, c.cross, c.site)
    is_before = and_(c.moment == asked.role, c.first == 1)
    is_after = and_(c.moment == asked.at, c.last == 1)
    return (
        select(
            *key,
            func.max(case((is_before, c.value))).label("before"),
            func.max(case((is_before, c.day))).label("before_day"),
            func.max(case((is_after, c.value))).label("after"),
            func.max(case((is_after, c.day))).label("after_day"),
        )
        .join_from(ranked, t.slots, asked.slot == c.slot)
        .group_by(*key, c.thing)
        .subquery("people")
    )


def _paired(session: ScopedSession, people: Any) -> Mapping[Key, tuple[int, Any, int, int]]:
    c = people.c
    key = (c.slot, c.span, c.cell, c.cross, c.site)
    both = and_(c.before.is_not(None), c.after.is_not(None), c.after_day >= c.before_day)
    pair = case((both, 1), else_=0)
    difference = func.sum(case((both, c.after - c.before), else_=literal(0, Micro)))
    counted = (
        func.sum(pair),
        type_coerce(difference, Micro),
        func.sum(case((and_(pair == 0, c.before.is_not(None)), 1), else_=0)),
        func.sum(case((and_(pair == 0, c.after.is_not(None)), 1), else_=0)),
    )
    return {
        (slot, span, cell, cross, site): (int(pairs), total, int(only_before), int(only_after))
        for slot, span, cell, cross, site, pairs, total, only_before, only_after in session.execute(
            select(*key, *counted).group_by(*key)
        )
    }
