"""Windows: which days a figure of a period looks at (``docs/figures.md`` §1)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

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


@dataclass(frozen=True)
class Span:
    """The days of a window in one period, as they go to the database.

    Beside its days stand the codes of the first and last school year that it holds as a whole
    (``whole_from``, ``whole_to``) and that it touches; codes sort as the years do.
    """

    span: int
    start: date
    end: date
    whole_from: str
    whole_to: str
    touch_from: str
    touch_to: str


def spans_of(periods: Sequence[Period], today: date) -> Mapping[Window, Sequence[Span]]:
    """Return each window in every period; one without any day is left out."""
    found: dict[Window, list[Span]] = {window: [] for window in Window}
    for number, period in enumerate(periods):
        for window, span in _windows(number, period, today):
            found[window].append(span)
    return found


def _windows(number: int, period: Period, today: date) -> Iterator[tuple[Window, Span]]:
    touched = school_years_of(period)
    if not touched:  # at the edge of the years that are known
        return
    start, end = period.start, period.end
    whole = [year.code for year in touched if start <= year.start and year.end <= end]
    ended = [year.code for year in touched if year.end <= end]
    first, last = touched[0], touched[-1]
    inside = (whole[0], whole[-1]) if whole else _NEVER
    yield Window.PERIOD, Span(number, start, end, *inside, first.code, last.code)
    before = f"{first.start.year - 1}-{first.start.year}"
    until = ended[-1] if ended else before
    yield Window.TO_DATE, Span(number, EARLIEST, end, "", until, "", last.code)
    day = min(end, today)
    if day >= start:
        year = next(year.code for year in touched if year.contains(day))
        yield Window.LAST_DAY, Span(number, day, day, *_NEVER, year, year)
