"""Targets and baselines as agreed: every revision is kept, the newest of each key speaks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property

from sqlalchemy import select

from toc_core.db.door import ScopedSession
from toc_core.db.history import known
from toc_core.db.measures import Agreed, AgreedKind
from toc_core.db.measuring.question import Question
from toc_core.db.people import CITY_SITE
from toc_core.periods import Period, PeriodKind, contains, parse_period


@dataclass(frozen=True)
class Revision:
    """One agreement; an empty value is a direction without a number."""

    kind: AgreedKind
    indicator: int
    period: Period
    site: int
    cell: int
    value: Decimal | None
    agreed_on: date
    reason: str
    author: str


@dataclass
class Agreements:
    """The agreements on the indicators of a question, the oldest first."""

    revisions: dict[tuple[int, int], list[Revision]] = field(
        default_factory=lambda: defaultdict(list)
    )  # by indicator and cell

    @cached_property
    def _spoken(self) -> Mapping[tuple[AgreedKind, int, int, int], dict[Period, Revision]]:
        """Return the newest of each period by kind, indicator, cell and site."""
        found: dict[tuple[AgreedKind, int, int, int], dict[Period, Revision]] = defaultdict(dict)
        for (indicator, cell), revisions in self.revisions.items():
            for r in revisions:
                found[r.kind, indicator, cell, r.site][r.period] = r
        return dict(found)

    @cached_property
    def _sites(self) -> Mapping[tuple[int, int], set[int]]:
        found: dict[tuple[int, int], set[int]] = defaultdict(set)
        for _kind, indicator, cell, site in self._spoken:
            found[indicator, cell].add(site)
        return found

    def sites(self, indicator: int, cell: int) -> set[int]:
        """Return the sites that have an agreement of their own."""
        return self._sites.get((indicator, cell), set())

    def _targets(self, indicator: int, cell: int, site: int) -> Mapping[Period, Revision]:
        return self._spoken.get((AgreedKind.TARGET, indicator, cell, site), {})

    def target(self, indicator: int, cell: int, site: int, period: Period) -> Decimal | None:
        """Return the target that was agreed for exactly this period."""
        found = self._targets(indicator, cell, site).get(period)
        return found.value if found else None

    def has_target(self, indicator: int, cell: int, site: int, period: Period) -> bool:
        """Return whether a target was agreed for exactly this period, be it only a direction."""
        return period in self._targets(indicator, cell, site)

    def baseline(self, indicator: int, cell: int, site: int, period: Period) -> Decimal | None:
        """Return the baseline with the latest end that is not after the period's."""
        own = self._spoken.get((AgreedKind.BASELINE, indicator, cell, site), {})
        found = [r for p, r in own.items() if p.end <= period.end]
        if not found:
            return None
        return max(found, key=lambda r: (r.period.end, r.period.start)).value

    def sum_of_parts(self, indicator: int, cell: int, site: int, period: Period) -> Decimal | None:
        """Return the sum of the targets of the school years in a period, else of its years."""
        own = self._targets(indicator, cell, site)
        for kind in (PeriodKind.SCHOOL_YEAR, PeriodKind.CALENDAR_YEAR):
            values = [
                r.value
                for p, r in own.items()
                if p.kind is kind and p != period and contains(period, p)
                if r.value is not None
            ]
            if values:
                return sum(values, Decimal(0))
        return None

    def sum_of_sites(self, indicator: int, cell: int, period: Period) -> Decimal | None:
        """Return the sum of what the schools agreed for a period."""
        schools = self.sites(indicator, cell) - {CITY_SITE}
        agreed = (self.target(indicator, cell, site, period) for site in schools)
        values = [value for value in agreed if value is not None]
        return sum(values, Decimal(0)) if values else None


def fetch_agreements(
    session: ScopedSession,
    indicators: Iterable[int],
    question: Question,
    practice_sites: Collection[int],
) -> Agreements:
    """Return every revision of the targets and baselines of the indicators: one statement.

    What was agreed with practice schools belongs to practice figures only, and the reverse.
    """
    row = known(Agreed, question.at)
    found = Agreements()
    for r in session.execute(
        select(
            *(row.kind, row.indicator_id, row.period, row.site_id, row.cell_id, row.value),
            *(row.agreed_on, row.reason, row.known_by),
        )
        .where(row.indicator_id.in_(list(indicators)))
        .order_by(row.agreed_on, row.id)
    ):
        kind, indicator, period, site, cell, *rest = r
        if question.practice is not (site in practice_sites):
            continue
        revision = Revision(kind, indicator, parse_period(period), site, cell, *rest)
        found.revisions[indicator, cell].append(revision)
    return found
