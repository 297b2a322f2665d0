"""The portfolio of a team as one value: who is reached, what can be compared, what is not known.

``portfolio_report`` computes it; ``toc_core.portfolio.tables`` makes tables of it, which
``toc_core.portfolio.writing`` writes in every built-in format.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, tzinfo
from importlib.metadata import version
from typing import Any

from sqlalchemy import select

from toc_core.checks import Problem, Severity, check_portfolio
from toc_core.db.door import ScopedSession
from toc_core.db.history import known
from toc_core.db.measuring import Question
from toc_core.db.measuring.same_schools import same_schools
from toc_core.db.people import Site
from toc_core.db.records import Participation
from toc_core.db.theory import ProgrammeRow
from toc_core.figures import Figure, Origin
from toc_core.i18n import _
from toc_core.periods import Period, PeriodKind, school_year_of, span
from toc_core.portfolio.comparing import Compared, Comparison, comparisons
from toc_core.portfolio.reaching import (
    Doubt,
    SchoolRow,
    SharedReach,
    bounds_text,
    doubts,
    school_rows,
    shared_reach,
)
from toc_core.reports import notices_of, periods_with_data
from toc_core.theory import Programme
from toc_core.theory.portfolio import Portfolio

__all__ = [
    "Asked",
    "Compared",
    "Comparison",
    "Doubt",
    "PortfolioReport",
    "SchoolRow",
    "SharedReach",
    "bounds_text",
    "portfolio_report",
]


@dataclass(frozen=True)
class Asked:
    """What a portfolio report is asked: when it is made, and of which reality.

    Without ``periods`` it is about every school year with data, and all of them together.
    """

    made_at: datetime
    zone: tzinfo
    periods: tuple[Period, ...] = ()
    practice: bool = False
    as_known: datetime | None = None
    to_date: bool = False
    measures: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class PortfolioReport:
    """A portfolio with its figures and all that a reader must know about them.

    ``programmes`` are those of the portfolio that are known here; ``problems`` the gaps (and
    errors) of the portfolio itself. The first period of a reach is the widest.
    """

    portfolio: Portfolio
    programmes: tuple[Programme, ...]
    periods: tuple[Period, ...]
    reaches: tuple[SharedReach, ...]
    schools: tuple[SchoolRow, ...]
    doubts: tuple[Doubt, ...]
    comparisons: tuple[Comparison, ...]
    problems: tuple[Problem, ...]
    made_at: datetime
    practice: bool
    product: str
    as_known: datetime | None = None
    of_practice_database: bool = False

    @property
    def title(self) -> str:
        """Return what the report is about."""
        return _("Portfolio van {label}").format(label=self.portfolio.label)

    @property
    def is_internal(self) -> bool:
        """Return whether a figure about people is answered: such a report stays inside."""
        united = (r.union for one in self.reaches for r in one.reaches)
        compared = (f for c in self.comparisons for m in c.members for f in m.figures)
        return any(f.sensitive and f.origin is not Origin.ABSENT for f in (*united, *compared))

    @property
    def notices(self) -> tuple[str, ...]:
        """Return what must stand above the tables in every format."""
        return notices_of(self)

    @property
    def gaps(self) -> tuple[Problem, ...]:
        """Return what the sources leave open."""
        return tuple(p for p in self.problems if p.severity is Severity.GAP)

    def apart(self, one: SharedReach) -> list[Compared]:
        """Return what silent programmes know only as a total: it cannot be united."""
        silent = {programme.code for programme in one.silent}
        return [
            replace(member, figures=known_only)
            for comparison in self.comparisons
            if comparison.shared == one.shared
            for member in comparison.members
            if member.programme.code in silent
            and (known_only := tuple(f for f in member.figures if _is_total(f)))
        ]

    def label_of(self, code: str) -> str:
        """Return the name of a programme, or its code when it is not known here."""
        return next((p.label for p in self.programmes if p.code == code), code)


def _is_total(figure: Figure) -> bool:
    """Return whether somebody noted exactly this total; bounds over years are made of others."""
    return figure.origin is Origin.OBSERVED and figure.value is not None


def portfolio_report(
    session: ScopedSession,
    portfolio: Portfolio,
    programmes: Mapping[str, Programme],
    asked: Asked,
) -> PortfolioReport:
    """Return the portfolio with its figures, as the principal of the session may see them.

    ``programmes`` are all that are known here; those outside the portfolio do not count.
    """
    chosen = tuple(programmes[code] for code in portfolio.programmes if code in programmes)
    made = asked.made_at.astimezone(asked.zone)
    united, compared = _periods(session, chosen, asked, made)
    question = Question(
        (),
        united,
        made.date(),
        practice=asked.practice,
        at=asked.as_known,
        to_date=asked.to_date,
        measures=asked.measures,
    )
    codes = [programme.code for programme in chosen]
    same = same_schools(session)
    schools = school_rows(session, question, codes, same)
    active = _active(session, codes, question)
    reaches = (
        shared_reach(session, question, shared, chosen, active)
        for shared in portfolio.shared_indicators
    )
    return PortfolioReport(
        portfolio,
        chosen,
        question.periods,
        tuple(one for one in reaches if one is not None),
        tuple(schools),
        tuple(doubts(session, schools, same)),
        tuple(comparisons(session, replace(question, periods=compared), portfolio, chosen)),
        check_portfolio(portfolio, programmes),
        made,
        asked.practice,
        version("toc-core"),
        asked.as_known.astimezone(asked.zone) if asked.as_known else None,
        session.of_practice,
    )


def _periods(
    session: ScopedSession, programmes: Sequence[Programme], asked: Asked, made: datetime
) -> tuple[tuple[Period, ...], tuple[Period, ...]]:
    """Return the periods to unite over, the widest first, and those to compare in."""
    if asked.periods:
        return asked.periods, asked.periods
    found = periods_with_data(session, programmes, asked.practice, at=asked.as_known)
    each = sorted({period for own in found.values() for period in own})
    years = [period for period in each if period.kind is PeriodKind.SCHOOL_YEAR]
    years = years or [school_year_of(made.date())]
    longer = [period for period in each if period not in years]
    united = dict.fromkeys([span(years[0], years[-1]), *years])
    return tuple(united), tuple(dict.fromkeys([*years, *longer]))


def _active(session: ScopedSession, codes: Sequence[str], question: Question) -> set[str]:
    """Return the programmes in which a school ever took part."""
    row = known(Participation, question.at)
    statement = (
        select(ProgrammeRow.code)
        .join(row, ProgrammeRow.id == row.programme_id)
        .join(Site, Site.id == row.site_id)
        .where(ProgrammeRow.code.in_(codes), Site.fictitious.is_(question.practice))
        .distinct()
    )
    return set(session.scalars(statement))
