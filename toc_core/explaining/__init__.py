"""Explains one figure: the rule in words, the records behind it, its targets, what is left out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from toc_core.db.door import ScopedSession
from toc_core.db.measures import TOTAL
from toc_core.db.measuring import By, Question, RecordRow, figures
from toc_core.db.measuring.fetching import Run, ask
from toc_core.db.measuring.not_counted import not_counted
from toc_core.db.measuring.rows import rows_behind
from toc_core.db.measuring.targets import Revision, fetch_agreements
from toc_core.db.people import CITY_SITE
from toc_core.errors import unknown
from toc_core.explaining.conventions import convention_words
from toc_core.explaining.rule import rule_of, window_words
from toc_core.figures import Figure, display
from toc_core.i18n import _
from toc_core.periods import Period, PeriodKind, periods_between
from toc_core.theory import Indicator, Programme

__all__ = ["Agreement", "Explanation", "explain"]


@dataclass(frozen=True)
class Agreement:
    """One revision of a target or baseline, and whether it is the one that speaks."""

    revision: Revision
    site: str
    speaks: bool


@dataclass(frozen=True)
class Explanation:
    """Everything about one figure that a reader may ask."""

    programme: Programme
    indicator: Indicator
    figure: Figure
    window: str
    rule: tuple[str, ...]
    conventions: tuple[tuple[str, str], ...]
    rows: tuple[RecordRow, ...]
    apart: tuple[Figure, ...]
    parts: tuple[Figure, ...]
    years: tuple[Figure, ...]
    left_out: tuple[str, ...]
    agreements: tuple[Agreement, ...]

    @property
    def late(self) -> int:
        """Return how many of the rows were entered after the period had ended."""
        return sum(row.late for row in self.rows)

    def together(self) -> Decimal | None:
        """Return what the figure and those apart from it would add up to; none when unsure."""
        values = [self.figure.value, *(figure.value for figure in self.apart)]
        given = [value for value in values if value is not None]
        return sum(given, Decimal(0)) if len(given) == len(values) > 1 else None


def explain(session: ScopedSession, question: Question, code: str) -> Explanation:
    """Return the explanation of one indicator in the question's one programme and period.

    ``UsageError`` names the nearest indicator when the code is unknown.
    """
    (programme,), (period,) = question.programmes, question.periods
    indicators = {i.code: i for i in programme.all_indicators()}
    if code not in indicators:
        raise unknown(_("Indicator"), code, indicators)
    indicator = indicators[code]
    question = replace(question, by=By.SITE)
    found = figures(session, question)
    own = [f for f in found if f.indicator == code]
    whole = next(f for f in own if not f.site)
    named = {f.indicator: f for f in found if not f.site}
    run = Run(session, ask(session, question))
    run.fetched.slots = [s for s in run.fetched.slots if s.indicator.code == code]
    return Explanation(
        programme,
        indicator,
        whole,
        window_words(period, to_date=question.to_date),
        rule_of(programme, indicator, whole.origin),
        convention_words(indicator),
        tuple(rows_behind(session, question, code)),
        tuple(named[other] for other in indicator.apart_from if other in named),
        tuple(f for f in own if f.site),
        tuple(_years(session, question, period, code)),
        (*whole.left_out, *not_counted(run)),
        tuple(_agreements(run)),
    )


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


def _agreements(run: Run) -> Iterator[Agreement]:
    """Yield every agreement on the indicator, the newest first."""
    fetched = run.fetched
    ids = [fetched.indicator_id(slot) for slot in fetched.slots[:1]]
    found = fetch_agreements(run.session, ids, fetched.question, fetched.practice_sites)
    revisions: Sequence[Revision] = [r for own in found.revisions.values() for r in own]
    last = {(r.kind, r.period, r.site, r.cell): r for r in revisions}
    for one in reversed(revisions):
        if one.cell != TOTAL:
            continue
        site = fetched.sites.get(one.site)
        name = _("Hele stad") if one.site == CITY_SITE or site is None else site.label
        speaks = last[one.kind, one.period, one.site, one.cell] is one
        yield Agreement(one, name, speaks)


def shown(value: Decimal | None, indicator: Indicator) -> str:
    """Return an agreed value in words: a direction is one without a number."""
    return _("alleen een richting") if value is None else display(value, indicator.decimals)
