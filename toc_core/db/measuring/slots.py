"""Slots: every thing to measure as rows of filters, so that one statement answers them all.

A slot is an indicator, or an indicator on one axis (or crossed axes). Its rows in a VALUES table
hold the cross product of the interventions, roles and kinds that it counts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import product

from sqlalchemy import CTE, BigInteger, Date, String, column, select, values

from toc_core.db.columns import Micro
from toc_core.db.door import ScopedSession
from toc_core.db.measuring.question import Question
from toc_core.db.measuring.windows import EARLIEST, Window, window_of
from toc_core.db.observations import UNKNOWN
from toc_core.db.theory import Cell, ElementRow, IndicatorRow, ProgrammeRow
from toc_core.periods import parse_period, school_year_of
from toc_core.theory import (
    CROSS,
    Behaviour,
    Count,
    Countable,
    Dated,
    Indicator,
    Programme,
    Recorded,
    Scored,
    Stage,
    Summary,
)


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
        own = self.programmes.get(programme)
        found = [c for c in self.cells.values() if c.programme_id == own and c.axis == axis]
        return sorted(found, key=lambda cell: cell.id)

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
    slots = [Slot(p, i) for p in question.programmes for i in p.all_indicators()]
    if question.by.cells:
        slots += [
            Slot(s.programme, s.indicator, axis)
            for s in slots
            for name in s.indicator.disaggregations
            for axis in axis_keys(s.programme, name, ids)
        ]
    return slots


def axis_keys(programme: Programme, name: str, ids: Identities) -> Iterator[str]:
    """Yield the stored key of an axis (or of crossed ones), then those of its earlier versions."""
    axes = {axis.code: axis for axis in programme.disaggregations}
    parts = [axes[code] for code in name.split(CROSS) if code in axes]
    if not parts:
        return
    yield CROSS.join(axis.key for axis in parts)
    own = ids.programmes.get(programme.code)
    stored = {cell.axis for cell in ids.cells.values() if cell.programme_id == own}
    if len(parts) == 1:
        earlier = [f"{name}.{v}" if v > 1 else name for v in range(parts[0].version - 1, 0, -1)]
        yield from (key for key in earlier if key in stored)


_COLUMNS = (
    ("slot", BigInteger),
    ("programme_id", BigInteger),
    ("element_id", BigInteger),
    ("role", String),
    ("kind", String),
    ("at", String),
    ("held_only", BigInteger),
    ("first", Date),
    ("first_year", String),
    ("window", String),
    ("axis", String),
    ("cross", String),
    ("unknown", BigInteger),
    ("unknown_cross", BigInteger),
    ("indicator_id", BigInteger),
    ("latest", BigInteger),
    ("threshold", BigInteger),
)


@dataclass(frozen=True)
class SlotRow:
    """One row of filters, before it goes to the database; zero and empty mean any."""

    slot: int
    programme_id: int
    element_id: int = 0
    role: str = ""
    kind: str = ""
    at: str = ""
    held_only: int = 1
    first: date = EARLIEST
    window: Window = Window.PERIOD
    axis: tuple[str, ...] = ()
    unknown: tuple[int, ...] = ()
    indicator_id: int = 0
    latest: int = 0
    threshold: Decimal | None = None

    @property
    def values(self) -> tuple[object, ...]:
        """Return the values in the order of the columns."""
        axis, cross = (*self.axis, "", "")[:2]
        unknown, unknown_cross = (*self.unknown, 0, 0)[:2]
        # A school year counts when it starts on the first day that counts, or later.
        year = school_year_of(self.first) if self.first > EARLIEST else None
        starts = "" if year is None else year.code
        if year is not None and year.start < self.first:
            starts = f"{year.end.year}-{year.end.year + 1}"
        return (
            self.slot, self.programme_id, self.element_id, self.role, self.kind, self.at,
            self.held_only, self.first, starts, self.window.value, axis, cross,
            unknown, unknown_cross, self.indicator_id, self.latest,
            None if self.threshold is None else Micro.in_millionths(self.threshold),
        )  # fmt: skip


def slot_table(rows: Sequence[SlotRow]) -> CTE:
    """Return rows of filters as a VALUES table."""
    columns = [column(name, kind) for name, kind in _COLUMNS]
    return values(*columns).data([row.values for row in rows]).cte("slots")


def rows_of(number: int, slot: Slot, ids: Identities, *, to_date: bool) -> Iterator[SlotRow]:
    """Yield the rows of filters of a counting slot, those of united indicators too."""
    for programme, indicator in slot.members:
        count = indicator.measure
        own = ids.programmes.get(programme.code)
        if own is None or not isinstance(count, Count):  # not synchronised yet: nothing recorded
            continue
        window = window_of(indicator, to_date=to_date)
        for element, role, kind in product(
            _interventions(programme, count, ids), count.roles or ("",), count.kinds or ("",)
        ):
            yield SlotRow(
                number,
                own,
                element,
                str(role),
                kind,
                "overlap" if window is Window.LAST_DAY else str(count.at),
                int(count.held_only),
                first_counted(indicator),
                window,
                slot.axes,
                tuple(ids.unknown_cell(programme.code, axis) for axis in slot.axes),
            )


_BY_ELEMENT = frozenset({Countable.DELIVERIES, Countable.PARTICIPANTS})


def _interventions(programme: Programme, count: Count, ids: Identities) -> Sequence[int]:
    """Return the ids of the interventions counted; 0 where they do not matter."""
    if count.of not in _BY_ELEMENT and not count.interventions and count.level is None:
        return (0,)
    return chosen_elements(programme, count.interventions, count.level, ids)


def chosen_elements(
    programme: Programme, named: Sequence[str], level: str | None, ids: Identities
) -> Sequence[int]:
    """Return the ids of the elements named or of a level; without either, of every element.

    Elements of earlier versions of the theory count when nothing narrows the choice.
    """
    own = {
        code: number for (owner, code), number in ids.elements.items() if owner == programme.code
    }
    if not named and level is None:
        return tuple(own.values())
    chosen = [
        e.code
        for e in programme.elements
        if e.stage in (Stage.INTERVENTION, Stage.INPUT)
        and (not named or e.code in named)
        and (level is None or e.level == level)
    ]
    return tuple(own[code] for code in chosen if code in own)


def valued_rows(number: int, slot: Slot, ids: Identities, *, to_date: bool) -> Iterator[SlotRow]:
    """Yield the rows of filters of a slot that summarises values: scores or recorded numbers."""
    measure, indicator = slot.indicator.measure, slot.indicator
    own = ids.programmes.get(slot.programme.code)
    if own is None:
        return
    common = {
        "slot": number,
        "programme_id": own,
        "first": slot.counted_from,
        "window": window_of(indicator, to_date=to_date),
        "axis": slot.axes,
        "unknown": tuple(ids.unknown_cell(slot.programme.code, axis) for axis in slot.axes),
        "threshold": getattr(measure, "threshold", None),
    }
    if isinstance(measure, Recorded):
        for element in chosen_elements(slot.programme, measure.elements, measure.level, ids):
            yield SlotRow(**common, element_id=element)  # type: ignore[arg-type]
    elif isinstance(measure, Scored):
        everyone_once = indicator.behaviour in (Behaviour.STOCK, Behaviour.DISTINCT)
        pair = measure.moments if measure.summary is Summary.CHANGE else ("", "")
        yield SlotRow(
            **common,  # type: ignore[arg-type]
            indicator_id=ids.indicators.get((slot.programme.code, indicator.code), 0),
            kind=" ".join(measure.moments),
            role=str(pair[0]),
            at=str(pair[-1]),
            latest=int(everyone_once and measure.summary is not Summary.CHANGE),
        )
    else:
        yield SlotRow(**common)  # type: ignore[arg-type]
