"""The school holidays of Flanders, worked out by rule for ordinary schools.

Source: Vlaamse overheid, regels voor schoolvakanties. Days off that a school chooses itself are
not known here.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from toc_core.i18n import _

MONDAY, SATURDAY, SUNDAY = 0, 5, 6
LAST_ORDINARY_EASTER = (4, 15)  # after this day the Easter holidays come before Easter


@dataclass(frozen=True)
class Holiday:
    """Days without school in a row, the first and the last included."""

    code: str
    start: date
    end: date

    @property
    def label(self) -> str:
        """Return its name in the language of the interface."""
        return _labels()[self.code]

    def contains(self, day: date) -> bool:
        """Return whether the day falls in this holiday."""
        return self.start <= day <= self.end

    @property
    def is_long(self) -> bool:
        """Return whether it takes whole weeks."""
        return (self.end - self.start).days >= 6


def _labels() -> dict[str, str]:
    return {
        "autumn": _("herfstvakantie"),
        "christmas": _("kerstvakantie"),
        "spring": _("krokusvakantie"),
        "easter": _("paasvakantie"),
        "summer": _("zomervakantie"),
        "armistice": _("Wapenstilstand"),
        "easter_monday": _("Paasmaandag"),
        "ascension": _("Hemelvaart"),
        "labour_day": _("Dag van de Arbeid"),
        "whit_monday": _("Pinkstermaandag"),
    }


def holiday_on(day: date) -> Holiday | None:
    """Return the holiday that a day falls in; weekends are not one by themselves."""
    first = day.year if (day.month, day.day) >= (9, 1) else day.year - 1
    return next((h for h in school_holidays(first) if h.contains(day)), None)


@lru_cache(maxsize=256)
def school_holidays(first_year: int) -> tuple[Holiday, ...]:
    """Return the holidays of the school year that starts in a year, in order; none overlaps.

    The summer comes last. A single day inside another holiday is not named again, such as
    Easter Monday within the Easter holidays, or a first of May that is Ascension Day.
    """
    found: list[Holiday] = []
    for holiday in (*_long_ones(first_year), *_single_ones(first_year)):
        if not any(other.contains(holiday.start) for other in found):
            found.append(holiday)
    return tuple(sorted(found, key=lambda holiday: holiday.start))


def _long_ones(first_year: int) -> Iterator[Holiday]:
    year = first_year + 1
    all_saints, christmas = date(first_year, 11, 1), date(first_year, 12, 25)
    yield _weeks("autumn", _week_of(all_saints, next_from=SUNDAY), 1)
    yield _weeks("christmas", _week_of(christmas, next_from=SATURDAY), 2)
    yield _weeks("spring", easter(year) - timedelta(days=6 + 6 * 7), 1)
    yield _easter_holidays(year)
    yield Holiday("summer", date(year, 7, 1), date(year, 8, 31))


def _single_ones(first_year: int) -> Iterator[Holiday]:
    year = first_year + 1
    sunday = easter(year)
    armistice, labour = date(first_year, 11, 11), date(year, 5, 1)
    ascension, whit_monday = sunday + timedelta(days=39), sunday + timedelta(days=50)
    easter_monday = sunday + timedelta(days=1)
    yield Holiday("armistice", armistice, armistice)
    yield Holiday("easter_monday", easter_monday, easter_monday)
    yield Holiday("ascension", ascension, ascension + timedelta(days=1))
    yield Holiday("labour_day", labour, labour)
    yield Holiday("whit_monday", whit_monday, whit_monday)


def _weeks(code: str, monday: date, number: int) -> Holiday:
    return Holiday(code, monday, monday + timedelta(weeks=number, days=-1))


def _week_of(day: date, *, next_from: int) -> date:
    """Return the Monday of the week of a day; from that weekday on, the Monday after."""
    monday = day - timedelta(days=day.weekday())
    return monday + timedelta(weeks=1) if day.weekday() >= next_from else monday


def _easter_holidays(year: int) -> Holiday:
    """Return the two weeks around Easter; of a late Easter, with Easter Monday behind them."""
    sunday = easter(year)
    if sunday.month == 3:
        return _weeks("easter", sunday + timedelta(days=1), 2)
    if (sunday.month, sunday.day) > LAST_ORDINARY_EASTER:
        return Holiday("easter", sunday - timedelta(days=13), sunday + timedelta(days=1))
    first = date(year, 4, 1)
    return _weeks("easter", first + timedelta(days=-first.weekday() % 7), 2)


def easter(year: int) -> date:
    """Return Easter Sunday, by the rule for the Gregorian calendar that Butcher published."""
    golden = year % 19
    century, rest = divmod(year, 100)
    leap, left = divmod(century, 4)
    drift = (century - (century + 8) // 25 + 1) // 3
    moon = (19 * golden + century - leap - drift + 15) % 30
    quarter, odd = divmod(rest, 4)
    weekday = (32 + 2 * left + 2 * quarter - moon - odd) % 7
    late = (golden + 11 * moon + 22 * weekday) // 451
    month, day = divmod(moon + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)
