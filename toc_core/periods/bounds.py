"""Where the periods of each kind begin and end: arithmetic on months, for ``toc_core.periods``."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from enum import StrEnum

FIRST_YEAR = 1990
LAST_YEAR = 2100
POLICY_START = 2020  # any first year of a council term; the others follow every six years
POLICY_YEARS = 6


class PeriodKind(StrEnum):
    """How long a period is and in which tree it stands; a span runs over several periods."""

    TERM = "term"
    SCHOOL_YEAR = "school_year"
    QUARTER = "quarter"
    CALENDAR_YEAR = "calendar_year"
    POLICY_PERIOD = "policy_period"
    SPAN = "span"


_SINGLE_KINDS = tuple(kind for kind in PeriodKind if kind is not PeriodKind.SPAN)
# A span is written in the first of these kinds that fits both its ends.
_SPAN_STEPS = (
    PeriodKind.SCHOOL_YEAR,
    PeriodKind.CALENDAR_YEAR,
    PeriodKind.TERM,
    PeriodKind.QUARTER,
)


def _months(year: int, month: int, count: int) -> tuple[date, date]:
    """Return the first and last day of ``count`` months from this one on."""
    end_year, end_month = divmod(year * 12 + month - 1 + count - 1, 12)
    return date(year, month, 1), date(
        end_year, end_month + 1, monthrange(end_year, end_month + 1)[1]
    )


def bounds_of(day: date, kind: PeriodKind) -> tuple[date, date]:
    """Return the first and last day of the period of a single kind that holds the day."""
    match kind:
        case PeriodKind.TERM if day.month >= 9:
            return _months(day.year, 9, 4)
        case PeriodKind.TERM:
            return _months(day.year, 1, 3) if day.month <= 3 else _months(day.year, 4, 5)
        case PeriodKind.SCHOOL_YEAR:
            return _months(day.year - (day.month < 9), 9, 12)
        case PeriodKind.QUARTER:
            return _months(day.year, day.month - (day.month - 1) % 3, 3)
        case PeriodKind.CALENDAR_YEAR:
            return _months(day.year, 1, 12)
        case _:
            first = day.year - (day.year - POLICY_START) % POLICY_YEARS
            return _months(first, 1, 12 * POLICY_YEARS)


def is_generated(start: date, end: date, kind: PeriodKind) -> bool:
    """Return whether the calendar has this period and all years its code names are known."""
    if not (FIRST_YEAR <= start.year <= LAST_YEAR and start <= end and end.year <= LAST_YEAR):
        return False
    if kind is PeriodKind.SPAN:
        single = any(is_generated(start, end, each) for each in _SINGLE_KINDS)
        return not single and span_step(start, end) is not None
    parent = PeriodKind.SCHOOL_YEAR
    if kind is PeriodKind.TERM and not is_generated(*bounds_of(start, parent), parent):
        return False
    return bounds_of(start, kind) == (start, end)


def span_step(start: date, end: date) -> PeriodKind | None:
    """Return the kind in which a span is written, if its ends fit one."""
    for kind in _SPAN_STEPS:
        first, last = bounds_of(start, kind), bounds_of(end, kind)
        fits = first[0] == start and last[1] == end
        if fits and is_generated(*first, kind) and is_generated(*last, kind):
            return kind
    return None
