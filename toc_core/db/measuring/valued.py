"""Values in the records: scores of people, minutes of deliveries, euros and hours of resources.

Each family yields matching rows with a ``value``, its ``day`` and the ``threshold`` of its slot;
``tallies`` adds them up in one statement, and counts each value in one more where that is needed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy import Select, String, and_, case, func, literal, or_, select, type_coerce

from toc_core.db.columns import MICRO, Micro
from toc_core.db.door import ScopedSession
from toc_core.db.history import known
from toc_core.db.measures import Score
from toc_core.db.measuring.families import (
    Tables,
    built,
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
    """Match each score at the moments that the slot asks for, with the person's categories."""
    score = known(Score, t.at)
    moments = t.asked.c.kind
    asked = and_(
        score.indicator_id == t.asked.c.indicator_id,
        or_(moments == "", moments.contains(type_coerce(score.moment, String))),
        inside(t, score.day, score.school_year),
    )
    joined = (
        matching(t, score, score.participant_id)
        .add_columns(score.value, score.day, t.asked.c.threshold)
        .add_columns(case((score.moment == t.asked.c.role, 1), else_=0).label("is_first"))
        .join(t.asked, asked)
    )
    statement, cells = traits(t, joined, score)
    return with_cells(statement, cells)


def latest_scores(t: Tables) -> Select[Any]:
    """Match each person's latest score: of the whole, and of each site if asked.

    Who changes school or category is in both parts, with the latest score there.
    """
    g = _placed(scores(t), by_site=t.by_site)
    cells = (g.c.cell, g.c.cross) if t.split else ()
    sites = (g.c.site,) if t.by_site else ()
    person = (g.c.thing, g.c.slot, g.c.span, *cells, *sites)  # thing first: sorted sooner
    newest = (g.c.day.desc(), g.c.record.desc())
    place = func.row_number().over(partition_by=person, order_by=newest).label("place")
    ranked = select(*g.c, place).subquery("ranked")
    return select(*ranked.c).where(ranked.c.place == 1)


def _placed(rows: Select[Any], *, by_site: bool) -> Any:
    """Return rows once for the whole and, if asked, once more for their site."""
    r = rows.cte("scores")  # matched once, also when they are used twice
    columns = [c for c in r.c if c.name != "site"]
    placed: Any = select(*columns, literal(ALL_SITES).label("site"))
    if by_site:
        placed = placed.union_all(select(*columns, r.c.site))
    return placed.subquery("placed")


def as_value(number: Any) -> Any:
    """Return a whole number in the records as the value of a row."""
    return type_coerce(number * MICRO, Micro).label("value")


def minutes(t: Tables) -> Select[Any]:
    """Match each delivery of the slot's interventions, with its minutes if they are known."""
    delivery = known(Delivery, t.at)
    found: Select[Any] = (
        matching(t, delivery, delivery.id)
        .add_columns(as_value(delivery.minutes), delivery.day, t.asked.c.threshold)
        .join(t.asked, and_(delivery_slots(t, delivery), inside(t, delivery.day)))
    )
    return found


def _resources(t: Tables, name: str) -> Select[Any]:
    """Match each resource whose own time lies in the window; all of it is of the whole city."""
    resource = known(Resource, t.at)
    ask = t.asked.c
    fits = and_(
        resource.programme_id == ask.programme_id,
        resource.element_id == ask.element_id,
        resource.start >= ask.first,
        resource.end <= ask.end,
    )
    value = getattr(resource, name)
    return (
        select(
            ask.slot,
            ask.span,
            literal(CITY_SITE).label("site"),
            literal(0).label("cell"),
            literal(0).label("cross"),
            resource.id.label("thing"),
            resource.id.label("record"),
            value.label("value"),
            resource.end.label("day"),
            ask.threshold,
        )
        .select_from(resource)
        .join(t.asked, fits)
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


@built
def resources_left_out(t: Tables) -> Select[Any]:
    """Return per slot and span the times of resources that only overlap with the window."""
    resource = known(Resource, t.at)
    ask = t.asked.c
    partly = and_(
        resource.programme_id == ask.programme_id,
        resource.element_id == ask.element_id,
        resource.start <= ask.end,
        resource.end >= ask.start,
        or_(resource.start < ask.start, resource.end > ask.end),
    )
    return (
        select(ask.slot, ask.span, resource.start, resource.end)
        .select_from(resource)
        .join(t.asked, partly)
        .distinct()
    )


def tallies(
    session: ScopedSession,
    t: Tables,
    matching: Callable[[Tables], Select[Any]],
    *,
    placed: bool,
    each: bool,
) -> Mapping[Key, Tally]:
    """Return a tally per slot, span, cells and site; with ``each``, also of every value.

    ``placed`` says that the rows have the site of their part already.
    """
    found: dict[Key, Tally] = defaultdict(Tally)
    by_site = placed or t.by_site
    for *where, n, records, total, least, most, above in t.run(
        session, _summed(matching, t, by_site)
    ):
        tally = found[tuple(where)]
        tally.n, tally.missing = n, records - n
        if n:
            tally.total, tally.least, tally.most, tally.at_least = total, least, most, int(above)
    if each:
        for *where, number, times, last in t.run(session, _each_value(matching, t, by_site)):
            tally = found[tuple(where)]
            tally.values[number] += times
            tally.last[number] = last
    return found


def _place(r: Any, by_site: bool) -> tuple[Any, ...]:
    return (r.c.slot, r.c.span, r.c.cell, r.c.cross, *([r.c.site] if by_site else []))


def _shown(r: Any, by_site: bool) -> tuple[Any, ...]:
    place = _place(r, by_site)
    return place if by_site else (*place, literal(ALL_SITES))


@built
def _summed(matching: Callable[[Tables], Select[Any]], t: Tables, by_site: bool) -> Select[Any]:
    r = matching(t).subquery("matching")
    at_least = func.sum(case((r.c.value >= r.c.threshold, 1), else_=0))
    summed = (func.count(r.c.value), func.count(), func.sum(r.c.value))
    ends = (func.min(r.c.value), func.max(r.c.value))
    return select(*_shown(r, by_site), *summed, *ends, at_least).group_by(*_place(r, by_site))


@built
def _each_value(matching: Callable[[Tables], Select[Any]], t: Tables, by_site: bool) -> Select[Any]:
    r = matching(t).subquery("matching")
    value = (r.c.value, func.count(), func.max(r.c.day))
    given = select(*_shown(r, by_site), *value).where(r.c.value.is_not(None))
    return given.group_by(*_place(r, by_site), r.c.value)


def changes(session: ScopedSession, t: Tables) -> Mapping[Key, tuple[int, Any, int, int]]:
    """Return pairs, sum of the differences, and who had only a before or only an after.

    A person's first score at the slot's first moment is set against the last at its second.
    """
    return {
        (slot, span, cell, cross, site): (int(pairs), total, int(only_before), int(only_after))
        for slot, span, cell, cross, site, pairs, total, only_before, only_after in t.run(
            session, _changes(t)
        )
    }


@built
def _changes(t: Tables) -> Select[Any]:
    g = _placed(scores(t), by_site=t.by_site)
    cells = (g.c.cell, g.c.cross) if t.split else ()
    sites = (g.c.site,) if t.by_site else ()
    same = (g.c.thing, g.c.slot, g.c.span, *cells, *sites, g.c.is_first)
    # One window for both ends: the first of the one moment, the last of the other.
    first, last = (case((g.c.is_first == end, g.c.day)) for end in (1, 0))
    entered = case((g.c.is_first == 1, g.c.record), else_=-g.c.record)
    place = func.row_number().over(partition_by=same, order_by=(first, last.desc(), entered))
    ranked = select(*g.c, place.label("place")).subquery("ranked")
    return _paired(_per_person(ranked))


def _per_person(ranked: Any) -> Any:
    """Return each person's first before and last after, with their days."""
    c = ranked.c
    key = (c.slot, c.span, c.cell, c.cross, c.site)
    return (
        select(
            *key,
            func.max(case((c.is_first == 1, c.value))).label("before"),
            func.max(case((c.is_first == 1, c.day))).label("before_day"),
            func.max(case((c.is_first == 0, c.value))).label("after"),
            func.max(case((c.is_first == 0, c.day))).label("after_day"),
        )
        .where(c.place == 1)
        .group_by(c.thing, *key)
        .subquery("people")
    )


def _paired(people: Any) -> Select[Any]:
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
    return select(*key, *counted).group_by(*key)
