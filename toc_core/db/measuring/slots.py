"""Slots: every counted indicator as rows of filters, so that one statement answers them all.

A slot is an indicator, or an indicator on one axis. Its rows hold the cross product of the
interventions, roles and kinds that it counts; an empty word means any.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import product

from sqlalchemy import CTE, BigInteger, Date, String, column, select, values

from toc_core.db.door import ScopedSession
from toc_core.db.measuring.question import By, Question
from toc_core.db.theory import Cell, ElementRow, IndicatorRow, ProgrammeRow
from toc_core.periods import Period, parse_period, school_years_of
from toc_core.theory import Count, Countable, Indicator, Programme, Stage

FIRST_DAY = date(1, 1, 1)


@dataclass(frozen=True)
class Slot:
    """One thing to measure; ``axis`` is empty for the total."""

    programme: Programme
    indicator: Indicator
    axis: str = ""

    @property
    def count(self) -> Count | None:
        """Return the measure when it is a count."""
        return self.indicator.measure if isinstance(self.indicator.measure, Count) else None

    @property
    def counted_from(self) -> date:
        """Return the first day that is counted from records."""
        start = self.indicator.counted_from
        return parse_period(start).start if start else FIRST_DAY


@dataclass(frozen=True)
class Identities:
    """Database ids of the codes that a question names."""

    programmes: dict[str, int]
    elements: dict[tuple[str, str], int]
    indicators: dict[tuple[str, str], int]
    cells: dict[int, Cell]

    def unknown_cell(self, programme: str, axis: str) -> int:
        """Return the id of the category *unknown* of an axis; 0 when the axis is not stored."""
        own = self.programmes.get(programme)
        for cell in self.cells.values():
            if (cell.programme_id, cell.axis, cell.category) == (own, axis, "unknown"):
                return cell.id
        return 0


def identities(session: ScopedSession, question: Question) -> Identities:
    """Return the ids of the programmes asked for, by three small statements."""
    codes = [p.code for p in question.programmes]
    programmes = {
        row.code: row.id
        for row in session.scalars(select(ProgrammeRow).where(ProgrammeRow.code.in_(codes)))
    }
    names = {number: code for code, number in programmes.items()}
    elements = session.scalars(select(ElementRow).where(ElementRow.programme_id.in_(names)))
    indicators = session.scalars(select(IndicatorRow).where(IndicatorRow.programme_id.in_(names)))
    cells = session.scalars(select(Cell).where(Cell.programme_id.in_(names)))
    return Identities(
        programmes,
        {(names[e.programme_id], e.code): e.id for e in elements},
        {(names[i.programme_id], i.code): i.id for i in indicators},
        {cell.id: cell for cell in cells},
    )


def slots_of(question: Question) -> list[Slot]:
    """Return the slots of a question: one per indicator, and per axis when split by cell."""
    slots = [Slot(p, i) for p in question.programmes for i in p.all_indicators()]
    if question.by is By.CELL:
        slots += [
            Slot(s.programme, s.indicator, a) for s in slots for a in s.indicator.disaggregations
        ]
    return slots


def slot_table(
    slots: Sequence[Slot], countables: Iterable[Countable], ids: Identities
) -> CTE | None:
    """Return the filters of the slots of a family as a VALUES table; none when there are none."""
    wanted = set(countables)
    rows = [
        (number, *row)
        for number, slot in enumerate(slots)
        if slot.count is not None and slot.count.of in wanted
        for row in _rows(slot, slot.count, ids)
    ]
    if not rows:
        return None
    return (
        values(
            column("slot", BigInteger),
            column("programme_id", BigInteger),
            column("element_id", BigInteger),
            column("role", String),
            column("kind", String),
            column("at", String),
            column("held_only", BigInteger),
            column("first", Date),
            column("axis", String),
            column("unknown_cell", BigInteger),
        )
        .data(rows)
        .cte("slots")
    )


def _rows(slot: Slot, count: Count, ids: Identities) -> Iterable[tuple[object, ...]]:
    programme = ids.programmes.get(slot.programme.code)
    if programme is None:  # not synchronised yet: nothing can have been recorded
        return
    unknown = ids.unknown_cell(slot.programme.code, slot.axis) if slot.axis else 0
    for element, role, kind in product(
        _elements(slot, count, ids), count.roles or ("",), count.kinds or ("",)
    ):
        yield (
            programme,
            element,
            str(role),
            kind,
            str(count.at),
            int(count.held_only),
            slot.counted_from,
            slot.axis,
            unknown,
        )


def _elements(slot: Slot, count: Count, ids: Identities) -> Sequence[int]:
    """Return the ids of the interventions counted; 0 means any."""
    if not count.interventions and count.level is None:
        return (0,)
    chosen = [
        e.code
        for e in slot.programme.of_stage(Stage.INTERVENTION)
        if (not count.interventions or e.code in count.interventions)
        and (count.level is None or e.level == count.level)
    ]
    found = [ids.elements.get((slot.programme.code, code)) for code in chosen]
    return [number for number in found if number is not None]


def span_table(spans: Sequence[Period]) -> CTE:
    """Return the periods as a VALUES table of first and last days."""
    rows = [(number, span.start, span.end) for number, span in enumerate(spans)]
    return (
        values(column("span", BigInteger), column("start", Date), column("end", Date))
        .data(rows)
        .cte("spans")
    )


def year_table(spans: Sequence[Period]) -> CTE:
    """Return the school years that touch the periods, as they are written in records."""
    years = sorted({year for span in spans for year in school_years_of(span)})
    return (
        values(column("school_year", String), column("start", Date), column("end", Date))
        .data([(year.code, year.start, year.end) for year in years])
        .cte("years")
    )
