"""Keeps a row for everything in a theory that facts refer to; a row is never taken away."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import product
from typing import Any

from sqlalchemy import select

from toc_core.db.door import ScopedSession
from toc_core.db.observations import UNKNOWN
from toc_core.db.theory import Cell, ElementRow, IndicatorRow, LinkRow, PremiseRow, ProgrammeRow
from toc_core.i18n import _
from toc_core.theory import CROSS, Disaggregation, Programme

_LABEL = 500  # the whole text stands in the theory; this is what lists show


def store_identities(session: ScopedSession, programme: Programme) -> ProgrammeRow:
    """Add what is new in a theory, refresh the labels, and return the programme's row."""
    row = session.scalar(select(ProgrammeRow).where(ProgrammeRow.code == programme.code))
    if row is None:
        row = ProgrammeRow(code=programme.code)
        session.add(row)
    row.label = programme.label[:200]
    session.flush()
    for model, wanted in _wanted(programme):
        _upsert(session, model, row.id, wanted)
    _upsert_cells(session, programme, row.id)
    session.flush()
    return row


def too_long(programme: Programme) -> list[str]:
    """Return what does not fit in the database: codes, and the version."""
    codes = [element.code for element in programme.elements]
    codes += [premise.code for premise in programme.premises]
    codes += [indicator.code for indicator in programme.all_indicators()]
    codes += [part for name in _cells(programme) for part in name]
    limits = [(programme.code, 60), (programme.version, 40), *((code, 60) for code in codes)]
    limits += [(link.code, 1000) for link in programme.links]
    return [
        _("{programme}: '{text}…' is te lang; hoogstens {most} tekens.").format(
            programme=programme.code[:60], text=text[:40], most=most
        )
        for text, most in limits
        if len(text) > most
    ]


def _wanted(programme: Programme) -> Iterable[tuple[type[Any], dict[str, dict[str, Any]]]]:
    """Return per table the values of each row by code."""
    yield (
        ElementRow,
        {e.code: {"label": e.label[:_LABEL], "stage": e.stage} for e in programme.elements},
    )
    yield LinkRow, {link.code: {} for link in programme.links}
    yield PremiseRow, {premise.code: {} for premise in programme.premises}
    yield (
        IndicatorRow,
        {
            i.code: {"label": programme.indicator_label(i)[:_LABEL]}
            for i in programme.all_indicators()
        },
    )


def _upsert(
    session: ScopedSession,
    model: type[Any],
    programme_id: int,
    wanted: Mapping[str, Mapping[str, Any]],
) -> None:
    stored = session.scalars(select(model).where(model.programme_id == programme_id))
    rows = {row.code: row for row in stored}
    for code, values in wanted.items():
        if code not in rows:
            session.add(model(programme_id=programme_id, code=code, **values))
            continue
        for name, value in values.items():
            setattr(rows[code], name, value)


def _upsert_cells(session: ScopedSession, programme: Programme, programme_id: int) -> None:
    stored = session.scalars(select(Cell).where(Cell.programme_id == programme_id))
    rows = {(row.axis, row.category): row for row in stored}
    for (axis, category), label in _cells(programme).items():
        row = rows.get((axis, category))
        if row is None:
            row = Cell(programme_id=programme_id, axis=axis, category=category)
            session.add(row)
        row.label = label[:200]


def _cells(programme: Programme) -> dict[tuple[str, str], str]:
    """Return the label of each cell of each axis, and of the axes that are crossed."""
    axes = {axis.code: axis for axis in programme.disaggregations}
    found = {
        (axis.key, category): label for axis in axes.values() for category, label in labels_of(axis)
    }
    for name in dict.fromkeys(a for i in programme.indicators for a in i.disaggregations):
        crossed = [axes[code] for code in name.split(CROSS) if code in axes]
        if len(crossed) > 1:
            key = CROSS.join(axis.key for axis in crossed)
            for cells in product(*(labels_of(axis) for axis in crossed)):
                category = CROSS.join(code for code, _label in cells)
                found[key, category] = ", ".join(label for _code, label in cells)
    return found


def labels_of(axis: Disaggregation) -> list[tuple[str, str]]:
    """Return code and label of each category of an axis, *unknown* included."""
    return [*((c.code, c.label) for c in axis.categories), (UNKNOWN, _("onbekend"))]
