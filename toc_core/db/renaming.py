"""Lets records follow a code that got another name: the stored row stays, and so does its number.

A row is only renamed when something hangs on it. When the new code has a row of its own already,
because the theory was stored before the rename was declared, the two change places; when records
hang on both, nothing is joined.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Table, inspect, select

from toc_core.db.base import Base
from toc_core.db.door import ScopedSession
from toc_core.db.theory import Cell, ElementRow, IndicatorRow, PremiseRow
from toc_core.theory import CROSS

Renames = Mapping[tuple[str, str], str]  # the new code by kind and old code
MODELS: Mapping[str, type[Any]] = {
    "element": ElementRow,
    "premise": PremiseRow,
    "indicator": IndicatorRow,
}


@dataclass(frozen=True)
class Rename:
    """One stored row that gets another code; ``blocked`` when records hang on both codes."""

    kind: str
    old: str
    new: str
    row: Any
    other: Any = None
    blocked: bool = False


def pending_renames(session: ScopedSession, programme_id: int, renames: Renames) -> list[Rename]:
    """Return what is still to be renamed in the rows of a programme."""
    found = [*_pairs(session, programme_id, renames), *_cells(session, programme_id, renames)]
    return [
        Rename(kind, old, new, row, other, other is not None and hangs_on(session, other))
        for kind, old, new, row, other in found
        if hangs_on(session, row)
    ]


def rename(session: ScopedSession, one: Rename) -> None:
    """Give a row its new code; a row that has it already gets the old one."""
    column = "category" if isinstance(one.row, Cell) else "code"
    old, new = getattr(one.row, column), one.new
    if one.other is not None:
        setattr(one.other, column, "")  # the two may never have the same code
        session.flush()
    setattr(one.row, column, new)
    session.flush()
    if one.other is not None:
        setattr(one.other, column, old)
        session.flush()


def hangs_on(session: ScopedSession, row: Any) -> bool:
    """Return whether any record refers to a row."""
    target = inspect(type(row)).local_table
    there = set(inspect(session.bare_connection()).get_table_names())
    for mapper in Base.registry.mappers:
        table = mapper.local_table
        assert isinstance(table, Table)
        for key in table.foreign_keys if table.name in there else ():
            if key.column.table is target and key.column.name == "id":
                column = getattr(mapper.class_, mapper.get_property_by_column(key.parent).key)
                if session.scalar(select(column).where(column == row.id).limit(1)) is not None:
                    return True
    return False


_Found = tuple[str, str, str, Any, Any]


def _pairs(session: ScopedSession, programme_id: int, renames: Renames) -> Iterator[_Found]:
    for (kind, old), new in renames.items():
        if kind in MODELS:
            model = MODELS[kind]
            wanted = select(model).where(
                model.programme_id == programme_id, model.code.in_([old, new])
            )
            rows = {row.code: row for row in session.scalars(wanted)}
            if old in rows:
                yield kind, old, new, rows[old], rows.get(new)


def _cells(session: ScopedSession, programme_id: int, renames: Renames) -> Iterator[_Found]:
    """Yield the cells with a category that got another code, those of crossed axes too."""
    stored = session.scalars(select(Cell).where(Cell.programme_id == programme_id))
    rows = {(row.axis, row.category): row for row in stored}
    for (axis, category), row in rows.items():
        parts = zip(axis.split(CROSS), category.split(CROSS), strict=False)
        new = CROSS.join(_renamed(one, word, renames) for one, word in parts)
        if new != category:
            yield "category", category, new, row, rows.get((axis, new))


def _renamed(axis: str, category: str, renames: Renames) -> str:
    """Return the category of now; what was recorded on an earlier version of an axis stays."""
    axis_now, _point, code = renames.get(("category", f"{axis}.{category}"), "").rpartition(".")
    return code if axis_now == axis else category
