"""Which stored categories of observations each slot reads, and what it can be derived from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from toc_core.db.measures import TOTAL
from toc_core.db.measuring.fetched import Fetched
from toc_core.db.measuring.observed import Wanted
from toc_core.db.measuring.slots import Slot, axis_keys, first_counted, in_micro
from toc_core.db.measuring.windows import Window, window_of
from toc_core.theory import (
    CROSS,
    Behaviour,
    Count,
    Custom,
    Indicator,
    Observed,
    Summary,
    ValueKind,
)

_FAR = date(9999, 12, 31)


def wanted_by(fetched: Fetched) -> Iterator[Wanted]:
    """Yield what the observed slots read, and what counted slots read of before they counted."""
    for number, slot in enumerate(fetched.slots):
        for programme, indicator in slot.members:
            if isinstance(indicator.measure, Observed) or has_typed_totals(indicator):
                stored = fetched.ids.indicators.get((programme.code, indicator.code), 0)
                yield from _read_by(fetched, number, slot, indicator, stored)


def has_typed_totals(indicator: Indicator) -> bool:
    """Return whether totals were typed before the indicator was counted."""
    return isinstance(indicator.measure, Count | Custom) and bool(indicator.counted_from)


def _read_by(
    fetched: Fetched, number: int, slot: Slot, indicator: Indicator, stored: int
) -> Iterator[Wanted]:
    """Yield which stored categories a slot reads: its own, then what they can be derived from."""
    measure = indicator.measure
    window = window_of(indicator, to_date=fetched.question.to_date)
    usual = Window.TO_DATE if fetched.question.to_date else Window.PERIOD
    threshold = getattr(measure, "threshold", None)
    common = Wanted(
        number,
        stored,
        TOTAL,
        TOTAL,
        0,
        usual if window is Window.LAST_DAY else window,
        indicator.behaviour in (Behaviour.STOCK, Behaviour.CUMULATIVE),
        first_counted(indicator) if not isinstance(measure, Observed) else _FAR,
        in_micro(threshold),
    )
    code = slot.programme.code
    own = fetched.ids.cells_of(code, slot.axis) if slot.axis else []
    yield from (replace(common, stored=cell.id, cell=cell.id) for cell in own)
    if not slot.axis:
        yield common
    if not _can_be_derived(slot):
        return
    keys = [
        key
        for name in indicator.disaggregations
        for key in axis_keys(slot.programme, name, fetched.ids)
    ]
    for rank, key in enumerate(keys, 1):
        for cell in fetched.ids.cells_of(code, key):
            place = _place_in(fetched, slot, key, cell.category)
            if place is not None:
                yield replace(common, stored=cell.id, cell=place, rank=rank)


def _place_in(fetched: Fetched, slot: Slot, key: str, category: str) -> int | None:
    """Return the cell of a slot that a stored category is a part of; none when it is not."""
    if not slot.axis:
        return TOTAL
    parts = dict(zip(key.split(CROSS), category.split(CROSS), strict=False))
    if len(parts) < 2 or slot.axis not in parts:
        return None
    return fetched.ids.cell_of(slot.programme.code, slot.axis, parts[slot.axis])


def _can_be_derived(slot: Slot) -> bool:
    """Return whether categories add up to a whole: pairs, and sums of different things."""
    measure = slot.indicator.measure
    if isinstance(measure, Observed) and measure.kind is ValueKind.RATIO:
        return True
    if slot.behaviour is Behaviour.DISTINCT:
        return False
    is_sum = isinstance(measure, Observed) and measure.summary is Summary.SUM
    return not isinstance(measure, Observed) or (is_sum and measure.kind is ValueKind.NUMBER)
