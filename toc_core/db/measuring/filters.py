"""Filters: the rows in which each slot says which records it wants, and of which days.

A slot has the cross product of the interventions, roles and kinds that it counts as rows, each of
them once for every period asked for.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import product
from operator import itemgetter

from sqlalchemy import CTE, BigInteger, Date, String, select

from toc_core.db.measuring.given import Columns, given_rows, given_table
from toc_core.db.measuring.slots import Identities, Slot, first_counted, in_micro
from toc_core.db.measuring.windows import EARLIEST, Span, Window, window_of
from toc_core.periods import school_year_of
from toc_core.theory import (
    Count,
    Countable,
    Programme,
    Recorded,
    Role,
    Scored,
    Stage,
    Summary,
)

DAYS = ("first", "end", "whole_from", "whole_to")  # of a window
_COLUMNS: Columns = (
    ("slot", BigInteger),
    ("programme_id", BigInteger),
    ("element_id", BigInteger),
    ("role", String),
    ("kind", String),
    ("at", String),
    ("held_only", BigInteger),
    ("axis", String),
    ("cross", String),
    ("unknown", BigInteger),
    ("unknown_cross", BigInteger),
    ("indicator_id", BigInteger),
    ("threshold", BigInteger),
    ("span", BigInteger),
    ("start", Date),
    ("end", Date),
    ("first", Date),  # day that counts: the start, or where counting begins
    ("whole_from", String),
    ("whole_to", String),
    ("touch_from", String),
    ("touch_to", String),
    ("read", BigInteger),  # one number for all filters that read the same deliveries
)


_NAMES = [name for name, _kind in _COLUMNS]
_OF_DELIVERIES = itemgetter(
    *(_NAMES.index(name) for name in (*("programme_id", "element_id", "held_only", "span"), *DAYS))
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
    threshold: Decimal | None = None

    @property
    def _values(self) -> tuple[object, ...]:
        axis, cross = (*self.axis, "", "")[:2]
        unknown, unknown_cross = (*self.unknown, 0, 0)[:2]
        return (
            self.slot, self.programme_id, self.element_id, self.role, self.kind, self.at,
            self.held_only, axis, cross, unknown, unknown_cross, self.indicator_id,
            in_micro(self.threshold),
        )  # fmt: skip

    @property
    def _first_year(self) -> str:
        """Return the first school year that counts: it starts when counting begins, or later."""
        if self.first == EARLIEST:
            return ""
        year = school_year_of(self.first)
        return year.code if year.start >= self.first else f"{year.end.year}-{year.end.year + 1}"

    def asked(self, spans: Iterable[Span]) -> Iterator[tuple[object, ...]]:
        """Yield the filters with the days of each span, in the order of the columns."""
        values, year = self._values, self._first_year
        for s in spans:
            yield (
                *values,
                *(s.span, s.start, s.end, max(s.start, self.first)),
                *(max(s.whole_from, year), s.whole_to, max(s.touch_from, year), s.touch_to),
            )


ASKED = given_table("asked", _COLUMNS)


def asked_rows(rows: Iterable[SlotRow], spans: Mapping[Window, Sequence[Span]]) -> str:
    """Return what slots ask for in each span of their windows; nothing is asked twice."""
    asked = dict.fromkeys(one for row in rows for one in row.asked(spans[row.window]))
    reads: dict[object, int] = {}
    return given_rows((*one, reads.setdefault(_OF_DELIVERIES(one), len(reads))) for one in asked)


def reads_table(asked: CTE) -> CTE:
    """Return each set of deliveries that filters read, once; ``read`` leads back to the filters."""
    names = ("read", "programme_id", "element_id", "held_only", *DAYS)
    return select(*(asked.c[name] for name in names)).distinct().cte("reads")


def rows_of(number: int, slot: Slot, ids: Identities, *, to_date: bool) -> Iterator[SlotRow]:
    """Yield the rows of filters of a counting slot, those of united indicators too."""
    for programme, indicator in slot.members:
        count = indicator.measure
        own = ids.programmes.get(programme.code)
        if own is None or not isinstance(count, Count):  # not synchronised yet: nothing recorded
            continue
        window = window_of(indicator, to_date=to_date)
        for element, role, kind in product(
            _interventions(programme, count, ids),
            _roles(count),
            (count.kinds if count.of in _BY_KIND else ()) or ("",),
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
_BY_KIND = frozenset({Countable.MEETINGS})


def _roles(count: Count) -> Sequence[str]:
    """Return the roles counted: people are looked up by role, so that each is named."""
    if count.of is Countable.PARTICIPANTS:
        return count.roles or tuple(Role)
    return (count.roles if count.of is Countable.STORIES else ()) or ("",)


def _interventions(programme: Programme, count: Count, ids: Identities) -> Sequence[int]:
    """Return the ids of the interventions counted; one 0 where it does not matter which."""
    if count.of in _BY_ELEMENT or count.interventions or count.level is not None:
        chosen = chosen_elements(programme, count.interventions, count.level, ids)
        return chosen if count.of in _BY_ELEMENT else (0,) * bool(chosen)
    return (0,)


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
        first = measure.moments[0] if measure.summary is Summary.CHANGE else ""
        yield SlotRow(
            **common,  # type: ignore[arg-type]
            indicator_id=ids.indicators.get((slot.programme.code, indicator.code), 0),
            kind=" ".join(measure.moments),
            role=str(first),
        )
    else:
        yield SlotRow(**common)  # type: ignore[arg-type]
