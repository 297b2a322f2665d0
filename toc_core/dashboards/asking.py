"""What a dashboard asks of the records: only the figures that it can show."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from toc_core.dashboards import series_in, shown_of
from toc_core.db.door import ScopedSession
from toc_core.db.measuring import By, Question, figures
from toc_core.figures import Figure


def figures_to_show(
    session: ScopedSession, question: Question, *, side_by_side: bool, series: str = ""
) -> list[Figure]:
    """Return the figures of a dashboard of one programme; see ``dashboard`` for the rest.

    The last period of the question is the one that is shown, those before it are the school years
    that lead to it. Categories and schools are asked for that period alone, and the years of each
    school for the one series that is shown.
    """
    *years, period = question.periods
    (programme,) = question.programmes
    now = replace(question, periods=(period,))
    found = figures(session, replace(now, by=By.CELL))
    found += _at_schools(figures(session, replace(now, by=By.SITE)))
    before = replace(question, periods=tuple(years))
    found += figures(session, replace(before, by=By.TOTAL))
    shown = shown_of(series_in(programme, found), series) if side_by_side else ""
    if shown:
        asked = replace(before, by=By.SITE, indicators=frozenset({shown}))
        found += _at_schools(figures(session, asked))
    return found


def _at_schools(found: Iterable[Figure]) -> list[Figure]:
    return [figure for figure in found if figure.site]
