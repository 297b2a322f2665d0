"""Filters: the rows of a VALUES table in which each slot says which records it wants.

A slot has the cross product of the interventions, roles and kinds that it counts as rows.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import product

from sqlalchemy import CTE, BigInteger, Date, String, column, values

from toc_core.db.measuring.slots import Identities, Slot, first_counted, in_micro
from toc_core.db.measuring.windows import EARLIEST, Window, window_of
from toc_core.periods import school_year_of
from toc_core.theory import (
    Behaviour,
    Count,
    Countable,
    Programme,
    Recorded,
    Scored,
    Stage,
    Summary,
)

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
            in_micro(self.threshold),
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
