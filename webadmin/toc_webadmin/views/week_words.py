"""What a person reads about the weeks of a trajectory: which holidays were passed over."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from toc_core.holidays import holiday_on
from toc_core.i18n import _
from toc_core.weeks import Week
from toc_webadmin.views.words import day_and_month, school_day_spoken

LONG = 12  # weeks; more than this is asked about, and never refused


def said_of(weeks: Iterable[Week]) -> Iterator[str]:
    """Yield a sentence for each week that moved on, and for each day that is a holiday."""
    for week in weeks:
        if week.passed:
            words = _("Week {number} valt in de {names}: opgeschoven naar {day}.")
            day = day_and_month(week.monday)
            yield words.format(number=week.number, names=_names(week), day=day)
        if week.instead_of:
            words = _("{wanted} is het {holiday}: week {number} is gepland op {day}.")
            said = words.format(
                wanted=school_day_spoken(week.instead_of),
                holiday=_day_off(week),
                number=week.number,
                day=school_day_spoken(week.day),
            )
            yield said[:1].upper() + said[1:]


def why_moved(week: Week) -> str:
    """Return in a few words why a week is not where one expects it; empty when it is."""
    said = [_("na de {names}").format(names=_names(week))] if week.passed else []
    if week.instead_of:
        words = _("{wanted} is het {holiday}")
        wanted = school_day_spoken(week.instead_of)
        said.append(words.format(wanted=wanted, holiday=_day_off(week)))
    return ", ".join(said)


def _names(week: Week) -> str:
    return _(" en de ").join(holiday.label for holiday in week.passed)


def _day_off(week: Week) -> str:
    holiday = holiday_on(week.instead_of) if week.instead_of else None
    return holiday.label if holiday else ""


def counted_weeks(number: int) -> str:
    """Return ``1 week`` or ``6 weken``."""
    return _("1 week") if number == 1 else _("{n} weken").format(n=number)


def counted_sessions(number: int) -> str:
    """Return ``1 sessie`` or ``12 sessies``."""
    return _("1 sessie") if number == 1 else _("{n} sessies").format(n=number)


def is_it_right(number: int) -> Iterator[str]:
    """Yield a question about many weeks."""
    if number > LONG:
        yield _("Klopt {weeks}? Zo niet: maak het ongedaan.").format(weeks=counted_weeks(number))
