"""The programmes of a portfolio beside each other: a row each, nothing ranked and nothing added.

What several programmes count together is counted once; the rest stands beside each other, with
what differs in words.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from textwrap import shorten

from sqlalchemy import func, select

from toc_core.dashboards import Picture, dashboard
from toc_core.dashboards.picture import section
from toc_core.db.door import ScopedSession
from toc_core.db.history import known
from toc_core.db.measuring import By, Question, figures
from toc_core.db.people import Site
from toc_core.db.records import Consent, Story
from toc_core.db.theory import ProgrammeRow
from toc_core.figures import Figure, Origin
from toc_core.formats.sections import Cell, ReportSection
from toc_core.formats.words import absence_text
from toc_core.i18n import _
from toc_core.periods import Period
from toc_core.portfolio import Asked, Compared, PortfolioReport, SharedReach, portfolio_report
from toc_core.portfolio.comparing import differences
from toc_core.reports import notices_of
from toc_core.theory import Programme, Stage
from toc_core.theory.portfolio import Goal, Portfolio, SharedIndicator

_LONGEST_HEAD = 48  # of a column; the goal stands in full where its differences do


@dataclass(frozen=True)
class SharedOutcome:
    """A goal as a column: what each programme measures of the outcomes that stand in it.

    ``differences`` say why its figures may not be compared; empty when fewer than two have one.
    """

    goal: Goal
    members: tuple[Compared, ...]
    differences: tuple[str, ...]

    def of(self, programme: Programme) -> list[Compared]:
        """Return what one programme measures of it."""
        return [member for member in self.members if member.programme.code == programme.code]


@dataclass(frozen=True)
class Beside:
    """One programme beside the others: what lacks an indicator, its stories and its pictures."""

    programme: Programme
    gaps: tuple[str, ...]
    stories: int
    pictures: tuple[Picture, ...]


@dataclass(frozen=True)
class Overview:
    """The programmes of a portfolio in one period, in the order of the portfolio."""

    report: PortfolioReport
    period: Period
    rows: tuple[Beside, ...]
    outcomes: tuple[SharedOutcome, ...]

    @property
    def practice(self) -> bool:
        """Return whether it is about practice data."""
        return self.report.practice

    @property
    def of_practice_database(self) -> bool:
        """Return whether it comes from a practice database."""
        return self.report.of_practice_database

    @property
    def is_internal(self) -> bool:
        """Return whether a figure about people is answered: it stays inside."""
        drawn = (f for row in self.rows for picture in row.pictures for f in picture.figures if f)
        answered = any(f.sensitive and f.origin is not Origin.ABSENT for f in drawn)
        return answered or self.report.is_internal

    @property
    def notices(self) -> tuple[str, ...]:
        """Return what must stand with the pictures."""
        return notices_of(self)


def overview(
    session: ScopedSession,
    portfolio: Portfolio,
    programmes: Mapping[str, Programme],
    asked: Asked,
    before: Sequence[Period] = (),
) -> Overview:
    """Return the programmes beside each other in the one period asked for.

    ``before`` are the school years that lead to it. The number of statements depends on what the
    portfolio shares, and on no record. A session of a school gives what that school sees.
    """
    (period,) = asked.periods
    report = portfolio_report(session, portfolio, programmes, asked)
    one_school = session.principal.is_of_one_school
    question = Question(
        report.programmes,
        tuple(dict.fromkeys([*before, period])),
        report.made_at.date(),
        by=By.SITE if one_school else By.TOTAL,
        practice=asked.practice,
        at=asked.as_known,
        measures=asked.measures,
    )
    found = figures(session, question) if report.programmes else ()
    stories = _stories(session, question, period)
    rows = [
        Beside(
            programme,
            tuple(_gaps(programme)),
            stories.get(programme.code, 0),
            dashboard(
                programme,
                [f for f in found if f.programme == programme.code],
                period,
                side_by_side=not one_school,
            ).pictures,
        )
        for programme in report.programmes
    ]
    now = [f for f in found if f.period == period and not f.site]
    outcomes = tuple(_shared_outcome(goal, portfolio, report, now) for goal in portfolio.goals)
    return Overview(report, period, tuple(rows), outcomes)


def _gaps(programme: Programme) -> Iterator[str]:
    for element in programme.of_stage(Stage.OUTCOME):
        if not programme.indicators_of(element.code):
            yield element.label


def _stories(session: ScopedSession, question: Question, period: Period) -> dict[str, int]:
    """Return how many stories of each programme were told in a period: one statement."""
    row = known(Story, question.at)
    statement = (
        select(ProgrammeRow.code, func.count(row.id))
        .join(row, ProgrammeRow.id == row.programme_id)
        .join(Site, Site.id == row.site_id)
        .where(
            ProgrammeRow.code.in_([p.code for p in question.programmes]),
            Site.fictitious.is_(question.practice),
            row.consent != Consent.WITHDRAWN,
            row.day >= period.start,
            row.day <= period.end,
        )
        .group_by(ProgrammeRow.code)
    )
    return {code: int(number) for code, number in session.execute(statement)}


def _shared_outcome(
    goal: Goal, portfolio: Portfolio, report: PortfolioReport, now: Sequence[Figure]
) -> SharedOutcome:
    by_code = {programme.code: programme for programme in report.programmes}
    members = []
    for name in goal.elements:
        code, _point, element = name.partition(".")
        if code not in by_code:
            continue
        for indicator in by_code[code].indicators_of(element):
            own = (f for f in now if (f.programme, f.indicator) == (code, indicator.code))
            members.append(Compared(by_code[code], indicator, tuple(own)))
    several = len({member.programme.code for member in members}) > 1
    told = differences(_one_for(members, portfolio), members) if several else ()
    return SharedOutcome(goal, tuple(members), tuple(told))


def _one_for(members: Sequence[Compared], portfolio: Portfolio) -> SharedIndicator | None:
    """Return the shared indicator that says that all of these count the same thing."""
    names = {f"{m.programme.code}.{m.indicator.code}" for m in members}
    return next((s for s in portfolio.shared_indicators if names <= set(s.members)), None)


def overview_table(told: Overview) -> ReportSection:
    """Return a row per programme and, where something is counted once, a row for all together."""
    report = told.report
    columns = [
        _("Programma"),
        *(_("{what} (elk één keer)").format(what=one.shared.label) for one in report.reaches),
        _("Outcomes zonder indicator"),
        _("Verhalen"),
        *(shorten(o.goal.label, _LONGEST_HEAD, placeholder=" …") for o in told.outcomes),
    ]
    rows: list[tuple[Cell, ...]] = [
        (
            row.programme.label,
            *(_part(report, one, row.programme) for one in report.reaches),
            len(row.gaps) if row.programme.of_stage(Stage.OUTCOME) else None,
            row.stories,
            *(outcome_text(outcome, row.programme) for outcome in told.outcomes),
        )
        for row in told.rows
    ]
    if len(rows) > 1 and report.reaches:
        blank = (None, None, *("–" for _outcome in told.outcomes))
        united = (one.reaches[0].union.shown if one.reaches else "–" for one in report.reaches)
        rows.append((_("Alle samen, elk één keer"), *united, *blank))
    note = _("Geen rangorde: programma's staan in de volgorde van de portfolio.")
    return section(_("Een rij per programma"), columns, rows, note)


def _part(report: PortfolioReport, one: SharedReach, programme: Programme) -> str:
    """Return what a programme reaches of it; what is known only as a total says so."""
    codes = [each.code for each in one.programmes]
    if programme.code in codes and one.reaches:
        return one.reaches[0].parts[codes.index(programme.code)].shown
    apart = (m for m in report.apart(one) if m.programme.code == programme.code)
    totals = [figure.shown for member in apart for figure in member.figures]
    return _("{number}, alleen als totaal").format(number=totals[-1]) if totals else "–"


def outcome_text(outcome: SharedOutcome, programme: Programme) -> str:
    """Return what a programme measures of a goal, or why there is nothing to show."""
    if programme.code not in outcome.goal.programmes:
        return _("staat niet bij dit doel")
    told = [
        f"{member.label}: {figure.shown}"
        if figure.origin is not Origin.ABSENT
        else f"{member.label}: {absence_text(figure)}"
        for member in outcome.of(programme)
        for figure in member.figures
    ]
    return "; ".join(told) or _("nog geen indicator")


def chosen_only(portfolio: Portfolio, codes: Sequence[str]) -> Portfolio:
    """Return the portfolio with some of its programmes; with all of them when none is named."""
    chosen = tuple(code for code in portfolio.programmes if code in codes)
    return replace(portfolio, programmes=chosen or portfolio.programmes)
