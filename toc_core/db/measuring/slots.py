"""Slots: every thing to measure as rows of filters, so that one statement answers them all.

A slot is an indicator, or an indicator on one axis (or crossed axes). Its rows of
filters (``filters``) hold the cross product of the interventions, roles and kinds that it counts.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property

from sqlalchemy import select

from toc_core.db.columns import Micro
from toc_core.db.door import ScopedSession
from toc_core.db.measuring.question import Question
from toc_core.db.measuring.windows import EARLIEST
from toc_core.db.observations import UNKNOWN
from toc_core.db.theory import Cell, ElementRow, IndicatorRow, ProgrammeRow
from toc_core.errors import UsageError
from toc_core.figures.formulas import read_formula
from toc_core.periods import parse_period
from toc_core.theory import (
    CROSS,
    Behaviour,
    Count,
    Dated,
    Formula,
    Indicator,
    Programme,
)

# No value is as large.
NO_THRESHOLD = 2**63 - 1


def in_micro(threshold: Decimal | None) -> int:
    """Return a threshold as values are stored; without one, a number that none reaches."""
    return NO_THRESHOLD if threshold is None else Micro.in_millionths(threshold)


@dataclass(frozen=True, eq=False)  # a key of many dicts: a whole theory is not compared each time
class Slot:
    """One thing to measure; ``axis`` is the key of an axis or crossed axes, empty for the total.

    ``united`` holds further indicators whose things are counted together with these.
    """

    programme: Programme
    indicator: Indicator
    axis: str = ""
    united: tuple[tuple[Programme, Indicator], ...] = ()

    @property
    def count(self) -> Count | None:
        """Return the measure when it is a count."""
        return self.indicator.measure if isinstance(self.indicator.measure, Count) else None

    @property
    def behaviour(self) -> Behaviour:
        """Return how values combine: of several indicators, the same people may be in each."""
        return Behaviour.DISTINCT if self.united else self.indicator.behaviour

    @property
    def members(self) -> tuple[tuple[Programme, Indicator], ...]:
        """Return the indicator itself and those counted together with it."""
        return ((self.programme, self.indicator), *self.united)

    @property
    def counted_from(self) -> date:
        """Return the first day that is counted from records."""
        return first_counted(self.indicator)

    @property
    def attributed(self) -> bool:
        """Return whether the school year of a record decides, and not its day."""
        return self.indicator.conventions.dated is Dated.SCHOOL_YEAR

    @property
    def axes(self) -> tuple[str, ...]:
        """Return the keys of the axes that are crossed; one, or none for the total."""
        return tuple(self.axis.split(CROSS)) if self.axis else ()


def first_counted(indicator: Indicator) -> date:
    """Return the first day that an indicator counts from records."""
    return parse_period(indicator.counted_from).start if indicator.counted_from else EARLIEST


@dataclass(frozen=True)
class Identities:
    """Database ids of the codes that a question names."""

    programmes: dict[str, int]
    elements: dict[tuple[str, str], int]
    indicators: dict[tuple[str, str], int]
    cells: dict[int, Cell]

    def cells_of(self, programme: str, axis: str) -> list[Cell]:
        """Return the stored categories of an axis, in the order in which they were declared."""
        return self._by_axis.get((self.programmes.get(programme), axis), [])

    @cached_property
    def _by_axis(self) -> Mapping[tuple[int | None, str], list[Cell]]:
        found: dict[tuple[int | None, str], list[Cell]] = defaultdict(list)
        for cell in sorted(self.cells.values(), key=lambda cell: cell.id):
            found[cell.programme_id, cell.axis].append(cell)
        return found

    def cell_of(self, programme: str, axis: str, category: str) -> int:
        """Return the id of a category of an axis; 0 when it is not stored."""
        found = (c.id for c in self.cells_of(programme, axis) if c.category == category)
        return next(found, 0)

    def unknown_cell(self, programme: str, axis: str) -> int:
        """Return the id of the category *unknown* of an axis or crossed axes; 0 when not stored."""
        return self.cell_of(programme, axis, CROSS.join(UNKNOWN for _a in axis.split(CROSS)))


def identities(session: ScopedSession, programmes: Iterable[Programme]) -> Identities:
    """Return the ids of everything in the programmes, by four small statements."""
    codes = list(dict.fromkeys(p.code for p in programmes))
    known = {
        row.code: row.id
        for row in session.scalars(select(ProgrammeRow).where(ProgrammeRow.code.in_(codes)))
    }
    names = {number: code for code, number in known.items()}
    elements = session.scalars(select(ElementRow).where(ElementRow.programme_id.in_(names)))
    indicators = session.scalars(select(IndicatorRow).where(IndicatorRow.programme_id.in_(names)))
    cells = session.scalars(select(Cell).where(Cell.programme_id.in_(names)))
    return Identities(
        known,
        {(names[e.programme_id], e.code): e.id for e in elements},
        {(names[i.programme_id], i.code): i.id for i in indicators},
        {cell.id: cell for cell in cells},
    )


def slots_of(question: Question, ids: Identities) -> list[Slot]:
    """Return the slots of a question: one per indicator, and per axis when split by cell."""
    slots = [Slot(p, i) for p in question.programmes for i in _read(question, p)]
    if question.by.cells:
        slots += [
            Slot(s.programme, s.indicator, axis)
            for s in slots
            for name in s.indicator.disaggregations
            for axis in axis_keys(s.programme, name, ids)
        ]
    return slots


def _read(question: Question, programme: Programme) -> Iterator[Indicator]:
    """Yield the indicators that a question wants, and those that a wanted formula is made of."""
    every, wanted = programme.all_indicators(), question.indicators
    operands = {name for i in every if i.code in wanted for name in _operands(i)}
    return (i for i in every if not wanted or i.code in wanted | operands)


def _operands(indicator: Indicator) -> tuple[str, ...]:
    if not isinstance(indicator.measure, Formula):
        return ()
    try:
        return read_formula(indicator.measure.expression).names
    except UsageError:  # its figure says so
        return ()


def axis_keys(programme: Programme, name: str, ids: Identities) -> Iterator[str]:
    """Yield the stored key of an axis (or of crossed ones), then those of its earlier versions."""
    axes = {axis.code: axis for axis in programme.disaggregations}
    parts = [axes[code] for code in name.split(CROSS) if code in axes]
    if not parts:
        return
    current = CROSS.join(axis.key for axis in parts)
    yield current
    own = ids.programmes.get(programme.code)
    stored = {cell.axis for cell in ids.cells.values() if cell.programme_id == own}
    now = [axis.version for axis in parts]
    earlier = [key for key in stored - {current} if _is_earlier(key, name, now)]
    yield from sorted(earlier, key=_versions, reverse=True)


def _is_earlier(key: str, name: str, now: list[int]) -> bool:
    own, versions = _versions(key)
    return own == name and all(v <= n for v, n in zip(versions, now, strict=True))


def _versions(key: str) -> tuple[str, list[int]]:
    """Return the name of an axis by its key, and the version of each of its parts."""
    parts = [part.partition(".") for part in key.split(CROSS)]
    return CROSS.join(code for code, _point, _v in parts), [int(v or 1) for _c, _p, v in parts]
