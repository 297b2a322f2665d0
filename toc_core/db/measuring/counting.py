"""Counts different things among matching rows, and the records behind them, in one statement."""

from __future__ import annotations

from typing import Any

from sqlalchemy import func, literal, select, union_all

from toc_core.db.measuring.valued import ALL_SITES

_PLACE = ("slot", "span")
_CELLS = ("cell", "cross")


def counted(matching: Any, *, by_site: bool, split: bool, once: bool, own: bool) -> Any:
    """Return per slot, span, cells and site how many things and records there are.

    ``split`` says that the slots look at categories, ``once`` that no record matches the same
    place twice, ``own`` that each record is a thing of its own: what is told apart already is not
    compared again. The rows are matched once, also when they are counted both per site and for
    all sites.
    """
    rows = matching.subquery("matching").c
    cells = _CELLS if split else ()
    place = [rows[name] for name in (*_PLACE, *cells, *(["site"] if by_site else []))]
    if once and own:
        each = select(*place, func.count().label("records")).group_by(*place)
    elif once:
        each = select(*place, rows.thing, func.count().label("records"))
        each = each.group_by(*place, rows.thing)
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
