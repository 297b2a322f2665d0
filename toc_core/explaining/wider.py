"""What is known about a longer period than the one asked, and schools known by name only."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import select

from toc_core.db.door import ScopedSession
from toc_core.db.history import known
from toc_core.db.measures import TOTAL, Observation
from toc_core.db.measuring import By, Question, figures
from toc_core.db.people import Site
from toc_core.db.records import Participation
from toc_core.db.theory import ProgrammeRow
from toc_core.figures import Figure, Origin
from toc_core.i18n import _
from toc_core.periods import Period, PeriodKind, contains, parse_period, periods_between
from toc_core.theory import Count, Countable, Indicator


def wider_figures(
    session: ScopedSession, question: Question, number: int, code: str
) -> tuple[Figure, ...]:
    """Return the figures of the longer periods for which a value was noted.

    ``number`` and ``code`` are the stored identity of the indicator and its name.
    """
    (asked,) = question.periods
    row = known(Observation, question.at)
    written = session.scalars(
        select(row.period)
        .where(
            row.indicator_id == number,
            row.cell_id == TOTAL,
            row.absence == "",
            row.period_start <= asked.start,
            row.period_end >= asked.end,
        )
        .distinct()
    )
    longer = sorted(p for p in map(parse_period, written) if p != asked and contains(p, asked))
    if not longer:
        return ()
    found = figures(session, replace(question, periods=tuple(longer), by=By.TOTAL))
    return tuple(f for f in found if f.indicator == code and f.origin is not Origin.ABSENT)


def wider_words(asked: Period, wider: Figure) -> str:
    """Return that there is a figure for a longer period only, and that it is not divided."""
    parts = (
        _("We verdelen het niet per schooljaar.")
        if asked.kind is PeriodKind.SCHOOL_YEAR
        else _("We verdelen het niet over kortere periodes.")
    )
    words = _("Geen cijfer voor {asked} apart. Er is alleen een cijfer voor {period}: {value}.")
    said = words.format(asked=asked.label, period=together(wider.period), value=wider.shown)
    return f"{said} {parts}"


def together(period: Period) -> str:
    """Return a longer period as the years it holds: ``2023-2024 en 2024-2025 samen``."""
    years = periods_between(period.start, period.end, PeriodKind.SCHOOL_YEAR)
    if period.kind is not PeriodKind.SPAN or years[0].start != period.start:
        return period.label
    first, last = years[0].code, years[-1].code
    words = (
        _("{first} en {last} samen") if len(years) == 2 else _("{first} tot en met {last} samen")
    )
    return words.format(first=first, last=last)


def schools_by_name(
    session: ScopedSession, question: Question, programme: str, indicator: Indicator
) -> tuple[str, ...]:
    """Return the schools that took part in the period before the indicator counts them."""
    (asked,) = question.periods
    measure, starts = indicator.measure, indicator.counted_from
    if not isinstance(measure, Count) or measure.of is not Countable.SCHOOLS or not starts:
        return ()
    if asked.end >= parse_period(starts).start:
        return ()
    row = known(Participation, question.at)
    found = session.execute(
        select(Site.label, row.school_year)
        .join(row, Site.id == row.site_id)
        .join(ProgrammeRow, ProgrammeRow.id == row.programme_id)
        .where(ProgrammeRow.code == programme, Site.fictitious.is_(question.practice))
        .order_by(Site.label)
    )
    inside = (label for label, year in found if contains(asked, parse_period(year)))
    return tuple(dict.fromkeys(inside))


def names_words(names: tuple[str, ...]) -> str:
    """Return which schools are known by name although they are not counted here."""
    words = (
        _("Van 1 school kennen we de naam: {names}.")
        if len(names) == 1
        else _("Van {n} scholen kennen we de naam: {names}.")
    )
    return words.format(n=len(names), names=", ".join(names))
