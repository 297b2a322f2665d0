"""Counts different things among matching rows, and the records behind them, in one statement."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sqlalchemy import Select, func, literal, select, union_all

from toc_core.db.measuring.families import Tables, built, participations
from toc_core.db.measuring.valued import ALL_SITES

_PLACE = ("slot", "span")
_CELLS = ("cell", "cross")


@built
def counted(matching: Callable[[Tables], Select[Any]], t: Tables, *, own: bool) -> Any:
    """Return per slot, span, cells and site how many things and records there are.

    ``own`` says that each record is a thing of its own: what is told apart already is not
    compared again. The rows are matched once, also when they are counted both per site and for
    all sites.
    """
    by_site, split, once = t.by_site, t.split, t.once
    rows = matching(t).subquery("matching").c
    cells = _CELLS if split else ()
    place = [rows[name] for name in (*_PLACE, *cells, *(["site"] if by_site else []))]
    if once and own:
        each = select(*place, func.count().label("records")).group_by(*place)
    elif once:
        each = select(*place, rows.thing, func.count().label("records"))
        each = each.group_by(rows.thing, *place)  # few are equal at once: sorted sooner
    else:
        each = select(*place, rows.thing, rows.record).distinct()
    e = each.cte("each").c
    records = func.sum(e.records) if once else func.count(e.record.distinct())
    things = {
        True: records if once and own else func.count(e.thing.distinct()),
        False: records if once and own else func.count(e.thing),
    }
    key = [e[name] for name in (*_PLACE, *cells)]
    shown = [*key, *([] if split else [literal(0), literal(0)])]
    overlapping = by_site or not once  # a thing stands more than once among the rows
    statement: Any = select(*shown, literal(ALL_SITES), things[overlapping], records).group_by(*key)
    if by_site:
        per_site = select(*shown, e.site, things[not once], records).group_by(*key, e.site)
        statement = union_all(statement, per_site)
    return statement


@built
def participants_of_schools(t: Tables) -> Select[Any]:
    """Return how many records there are per slot, span, cells and site of who takes part."""
    rows = participations(t).subquery("matching")
    place = (rows.c.slot, rows.c.span, rows.c.cell, rows.c.cross, rows.c.site)
    return select(*place, func.count(rows.c.record.distinct())).group_by(*place)
