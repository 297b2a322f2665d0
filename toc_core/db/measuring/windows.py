"""Windows: which days a figure of a period looks at (``docs/figures.md`` §1)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from enum import StrEnum
from typing import Any

from sqlalchemy import CTE, BigInteger, Date, String, column, values

from toc_core.periods import Period, school_years_of
from toc_core.theory import Behaviour, Count, Gap, Indicator

EARLIEST = date(1, 1, 1)
_NEVER = ("9999", "0000")  # no school year lies between these


class Window(StrEnum):
    """The days of the period, all days to its end, or its last day."""

    PERIOD = "period"
    TO_DATE = "to_date"
    LAST_DAY = "last_day"


def window_of(indicator: Indicator, *, to_date: bool) -> Window:
    """Return the window that an indicator's behaviour and conventions ask for."""
    behaviour = indicator.behaviour
    if isinstance(indicator.measure, Count) and behaviour is Behaviour.STOCK:
        return Window.LAST_DAY
    carried = behaviour is Behaviour.STOCK and indicator.conventions.gap is Gap.CARRIED
    if to_date or carried or behaviour is Behaviour.CUMULATIVE:
        return Window.TO_DATE
    return Window.PERIOD


def window_table(spans: Sequence[Period], today: date) -> CTE:
    """Return every window of every period as a VALUES table.

    Beside its days stand the codes of the first and last school year that it holds as a whole
    (``whole_from``, ``whole_to``) and that it touches; codes sort as the years do.
    """
    columns: list[Any] = [column("span", BigInteger), column("window", String)]
    columns += [column("start", Date), column("end", Date)]
    columns += [
        column(name, String) for name in ("whole_from", "whole_to", "touch_from", "touch_to")
    ]
    rows = [row for number, span in enumerate(spans) for row in _windows(number, span, today)]
    return values(*columns).data(rows).cte("spans")


def _windows(number: int, span: Period, today: date) -> Iterator[tuple[object, ...]]:
    touched = school_years_of(span)
    if not touched:  # at the edge of the years that are known
        return
    whole = [year.code for year in touched if span.start <= year.start and year.end <= span.end]
    ended = [year.code for year in touched if year.end <= span.end]
    first, last = touched[0], touched[-1]
    inside = (whole[0], whole[-1]) if whole else _NEVER
    yield number, Window.PERIOD.value, span.start, span.end, *inside, first.code, last.code
    before = f"{first.start.year - 1}-{first.start.year}"
    until = ended[-1] if ended else before
    yield number, Window.TO_DATE.value, EARLIEST, span.end, "", until, "", last.code
    day = min(span.end, today)
    if day >= span.start:
        year = next(year.code for year in touched if year.contains(day))
        yield number, Window.LAST_DAY.value, day, day, *_NEVER, year, year
