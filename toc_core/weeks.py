"""The weeks of a trajectory: school weeks one after the other, with holidays passed over."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from toc_core.holidays import MONDAY, SATURDAY, Holiday, holiday_on
from toc_core.theory import Programme, Stage

USUAL_WEEKS = 6
SCHOOL_DAYS = 5
_NAMED = re.compile(r"\b(\d{1,2})-? ?weken")


@dataclass(frozen=True)
class Week:
    """One week of a trajectory, from Monday to Friday, and the day of its sessions.

    ``passed`` are the long holidays that came in between. ``instead_of`` is the day that the
    sessions would have had, had it not been a holiday.
    """

    number: int
    monday: date
    day: date
    passed: tuple[Holiday, ...] = ()
    instead_of: date | None = None

    @property
    def first(self) -> date:
        """Return the first day of school of this week."""
        return _school_days(self.monday)[0]

    @property
    def last(self) -> date:
        """Return the last day of school of this week."""
        return _school_days(self.monday)[-1]


def usual_weeks(programme: Programme) -> int:
    """Return how many weeks a trajectory takes: what the name of an intervention says, else six.

    A theory says it in words, such as "Co-creatie van een 6-wekenprogramma".
    """
    said = (_NAMED.search(each.label) for each in programme.of_stage(Stage.INTERVENTION))
    return next((int(match[1]) for match in said if match), USUAL_WEEKS)


def monday_of(day: date) -> date:
    """Return the Monday of the week of a day; of a weekend, the Monday after."""
    monday = day - timedelta(days=day.weekday())
    return monday + timedelta(weeks=1) if day.weekday() >= SATURDAY else monday


def school_weeks(start: date, number: int, weekday: int = MONDAY) -> tuple[Week, ...]:
    """Return the first so many school weeks from the week of a day on, with sessions on a weekday.

    A week without any day of school is passed over. In a week where only that weekday is a
    holiday, the sessions are on the next day of school, or else on the one before.
    """
    return tuple(_numbered(monday_of(start), number, weekday))


def _numbered(monday: date, most: int, weekday: int) -> Iterator[Week]:
    number, passed = 1, dict[Holiday, None]()
    while number <= most:
        days = _school_days(monday)
        if days:
            wanted = monday + timedelta(days=weekday)
            day = next((d for d in days if d >= wanted), days[-1])
            yield Week(number, monday, day, tuple(passed), None if day == wanted else wanted)
            number, passed = number + 1, {}
        elif holiday := holiday_on(monday):
            passed[holiday] = None
        monday += timedelta(weeks=1)


def _school_days(monday: date) -> list[date]:
    days = (monday + timedelta(days=n) for n in range(SCHOOL_DAYS))
    return [day for day in days if holiday_on(day) is None]
