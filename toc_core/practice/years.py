"""The days on which practice records fall: fixed school years, and the current one."""

from __future__ import annotations

from datetime import date, timedelta

from toc_core.periods import Period, parse_period, school_year_of

FIXED = ("2024-2025", "2025-2026")
TRAJECTORY = timedelta(weeks=6) - timedelta(days=3)  # from a Monday to the sixth Friday
_TRAJECTORY_MONTHS = ((11, 3), (1, 8), (4, 21))  # a start after these days crosses few holidays
_MONTHLY = (10, 11, 12, 2, 3, 5)


def practice_years(today: date) -> tuple[Period, ...]:
    """Return the school years that get practice records, the current one last."""
    years = {parse_period(code) for code in FIXED} | {school_year_of(today)}
    return tuple(sorted(year for year in years if year.start <= today))


def trajectory_starts(year: Period) -> tuple[date, ...]:
    """Return the Mondays on which trajectories of a school year start."""
    return tuple(_monday(_in_year(year, month, day)) for month, day in _TRAJECTORY_MONTHS)


def monthly_days(year: Period) -> tuple[date, ...]:
    """Return a Monday in each of the months in which something happens every month."""
    return tuple(_monday(_in_year(year, month, 5)) for month in _MONTHLY)


def school_day(monday: date, days: int) -> date:
    """Return the day so many school days after a Monday; a week has five."""
    return monday + timedelta(weeks=days // 5, days=days % 5)


def _in_year(year: Period, month: int, day: int) -> date:
    return date(year.start.year if month >= year.start.month else year.end.year, month, day)


def _monday(day: date) -> date:
    """Return the first Monday on or after a day."""
    return day + timedelta(days=-day.weekday() % 7)
