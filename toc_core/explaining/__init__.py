"""Explains one figure: the rule in words, the records behind it, its targets, what is left out.

``explain`` gathers what is known; ``answers`` has the sentences that stand under the number, the
same on the command line and in the admin.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, tzinfo

from toc_core.db.door import ScopedSession
from toc_core.db.measures import TOTAL
from toc_core.db.measuring import By, Question, figures
from toc_core.db.measuring.fetching import Run, ask
from toc_core.db.measuring.not_counted import not_counted
from toc_core.db.measuring.rows import rows_behind
from toc_core.errors import unknown
from toc_core.explaining.answers import answers, caveats, left_out
from toc_core.explaining.behind import late_words, noted_behind, readable
from toc_core.explaining.bounds import Heads
from toc_core.explaining.conventions import convention_words
from toc_core.explaining.explanation import Explanation
from toc_core.explaining.rule import rule_of, window_words
from toc_core.explaining.targets import targets_of
from toc_core.explaining.wider import schools_by_name, wider_figures
from toc_core.figures import Figure, Origin
from toc_core.i18n import _
from toc_core.periods import Period, PeriodKind, periods_between
from toc_core.theory import Countable

__all__ = ["Explanation", "answers", "caveats", "explain", "left_out"]


def explain(
    session: ScopedSession, question: Question, code: str, *, zone: tzinfo = UTC
) -> Explanation:
    """Return the explanation of one indicator in the question's one programme and period.

    Days of entry are those of the ``zone``. ``UsageError`` names the nearest indicator when the
    code is unknown.
    """
    (programme,), (period,) = question.programmes, question.periods
    indicators = {i.code: i for i in programme.all_indicators()}
    if code not in indicators:
        raise unknown(_("Indicator"), code, indicators)
    indicator = indicators[code]
    question = replace(question, by=By.SITE)
    found = figures(session, question)
    own = [f for f in found if f.indicator == code]
    whole = _for_reader(session, next(f for f in own if not f.site), own)
    others = [f for f in found if f.indicator in indicator.apart_from and not f.site]
    run = Run(session, ask(session, question))
    run.fetched.slots = [s for s in run.fetched.slots if s.indicator.code == code]
    number = run.fetched.indicator_id(run.fetched.slots[0])
    absent = whole.origin is Origin.ABSENT
    rows = tuple(readable(rows_behind(session, question, code), programme))
    return Explanation(
        programme,
        indicator,
        whole,
        window_words(period, to_date=question.to_date),
        rule_of(programme, indicator, whole.origin),
        convention_words(indicator, period, whole.origin, has_target=whole.target is not None),
        rows,
        late_words(rows, period, zone),
        noted_behind(session, rows, question.at),
        tuple(_heads(run)),
        tuple(f for f in others if f.origin is not Origin.ABSENT),
        wider_figures(session, question, number, code) if absent else (),
        schools_by_name(session, question, programme.code, indicator),
        tuple(f for f in own if f.site),
        tuple(_years(session, question, period, code)),
        (*whole.left_out, *not_counted(run)),
        targets_of(run, number, indicator, whole, zone),
    )


def _for_reader(session: ScopedSession, whole: Figure, own: Sequence[Figure]) -> Figure:
    """Return the figure as its reader is to be held to it: one school by its own target."""
    at_school = next((f for f in own if f.site), None)
    one_school = session.principal.is_of_one_school
    if whole.target is not None or at_school is None or not one_school:
        return whole
    return whole.held_against(at_school)


def _years(
    session: ScopedSession, question: Question, period: Period, code: str
) -> Iterator[Figure]:
    """Yield the figure of each school year in a longer period, to set beside the whole."""
    years = periods_between(period.start, period.end, PeriodKind.SCHOOL_YEAR)
    if len(years) < 2 or period.kind is PeriodKind.CALENDAR_YEAR:
        return
    for figure in figures(session, replace(question, periods=years, by=By.TOTAL)):
        if figure.indicator == code and not figure.site:
            yield figure


def _heads(run: Run) -> Iterator[Heads]:
    """Yield the head counts of each school of the first period, beside its people with a code."""
    fetched = run.fetched
    run.count(Countable.PARTICIPANTS)
    units: dict[int, list[int]] = {}
    for heads, _records in fetched.heads.get((0, 0), ()):
        units.setdefault(heads.site, []).append(heads.people)
    for site, people in units.items():
        bounds, _rows = fetched.counts.get((0, 0, TOTAL, 0, site), (None, 0))
        with_code = bounds.upper if bounds else 0
        yield Heads(fetched.sites[site].code, with_code, tuple(sorted(people, reverse=True)))
