"""Unduplicated reach over the programmes of a portfolio, and which schools are in which.

What is counted are the records of every programme, by one definition: not the programmes' own
indicators, which may hold typed totals without names. Those cannot be united and stand apart.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations

from sqlalchemy import select

from toc_core.db.door import ScopedSession
from toc_core.db.history import known
from toc_core.db.measuring import By, Question
from toc_core.db.measuring.same_schools import SameSchools
from toc_core.db.measuring.unions import Member, Reach, reach
from toc_core.db.people import Site, SiteAlias
from toc_core.db.records import Participation
from toc_core.db.theory import ProgrammeRow
from toc_core.figures.heads import Bounds
from toc_core.i18n import _
from toc_core.periods import Period, contains, parse_period
from toc_core.theory import Behaviour, Countable, Element, Indicator, Programme, Stage
from toc_core.theory.portfolio import SharedIndicator

_PLACES = (Countable.SCHOOLS, Countable.CAMPUSES)
_PEOPLE = (Countable.PARTICIPANTS, Countable.STORIES)


@dataclass(frozen=True)
class SharedReach:
    """What the programmes reach together, in each period: all that is counted, once.

    ``programmes`` are those that have records, in the order of the parts of each reach; of the
    ``silent`` ones nothing is recorded.
    """

    shared: SharedIndicator
    programmes: tuple[Programme, ...]
    reaches: tuple[Reach, ...]
    silent: tuple[Programme, ...] = ()

    def overlaps(self, one: Reach) -> list[tuple[Programme, Programme, Bounds]]:
        """Return how many each pair of programmes has in common."""
        pairs = combinations(self.programmes, 2)
        return [(a, b, pair.shared) for (a, b), pair in zip(pairs, one.pairs, strict=True)]


@dataclass(frozen=True)
class SchoolRow:
    """One school and the school years in which it takes part, by programme.

    Sites that the team confirmed to be one school, and campuses of one, are one row.
    """

    label: str
    refs: tuple[str, ...]
    years: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class Doubt:
    """Two schools that may be one, because of another name that nobody confirmed."""

    one: str
    other: str
    alias: str
    alias_ref: str


def shared_reach(
    session: ScopedSession,
    question: Question,
    shared: SharedIndicator,
    programmes: Sequence[Programme],
    active: Iterable[str],
) -> SharedReach | None:
    """Return the unduplicated count of a shared indicator; none when it has nothing to count.

    ``active`` names the programmes in which schools take part: only these count schools.
    """
    if shared.count is None:
        return None
    chosen = list(programmes)
    if shared.count.of in _PLACES:
        with_schools = set(active)
        chosen = [p for p in programmes if p.code in with_schools]
    silent = tuple(p for p in programmes if p not in chosen)
    if not chosen:
        return SharedReach(shared, (), (), silent)
    asked = replace(question, programmes=(), by=By.TOTAL)
    members = [_member(programme, shared) for programme in chosen]
    found = reach(session, asked, members, label=shared.label)
    return SharedReach(shared, tuple(chosen), tuple(found), silent)


def _member(programme: Programme, shared: SharedIndicator) -> Member:
    """Return an indicator for this reach alone, on an output for this reach alone."""
    assert shared.count is not None
    code = shared.code
    output = Element(code, Stage.OUTPUT, shared.label)
    indicator = Indicator(
        code,
        code,
        shared.count,
        unit=shared.unit,
        behaviour=Behaviour.DISTINCT,
        sensitive=shared.count.of in _PEOPLE,
        definition=shared.definition,
    )
    others = tuple(element for element in programme.elements if element.code != code)
    return replace(programme, elements=(*others, output)), indicator


def school_rows(
    session: ScopedSession, question: Question, codes: Sequence[str], same: SameSchools
) -> list[SchoolRow]:
    """Return every school that takes part in one of the programmes, by name: one statement."""
    row = known(Participation, question.at)
    statement = (
        select(row.site_id, ProgrammeRow.code, row.school_year)
        .join(ProgrammeRow, ProgrammeRow.id == row.programme_id)
        .join(Site, Site.id == row.site_id)
        .where(ProgrammeRow.code.in_(codes), Site.fictitious.is_(question.practice))
        .order_by(Site.label, row.school_year)
    )
    found: dict[int, dict[str, list[str]]] = {}
    for site, code, year in session.execute(statement):
        if _within(question.periods, year):
            found.setdefault(site, {}).setdefault(code, []).append(year)
    rows = [_row(group, found, same, codes) for group in _grouped(found, same)]
    return sorted(rows, key=lambda one: one.label.casefold())


def _within(periods: Sequence[Period], year: str) -> bool:
    period = parse_period(year)
    return not periods or any(contains(p, period) or contains(period, p) for p in periods)


def _grouped(sites: Iterable[int], same: SameSchools) -> list[list[int]]:
    """Return the sites in groups that are surely one school."""
    groups: list[list[int]] = []
    for site in sites:
        own = next((g for g in groups if same.schools([g[0], site]).upper == 1), None)
        if own is None:
            groups.append([site])
        else:
            own.append(site)
    return groups


def _row(
    group: Sequence[int],
    found: Mapping[int, Mapping[str, Sequence[str]]],
    same: SameSchools,
    codes: Sequence[str],
) -> SchoolRow:
    years = {
        code: sorted({year for site in group for year in found[site].get(code, ())})
        for code in codes
    }
    sites = [same.sites[site] for site in group]
    return SchoolRow(
        " / ".join(site.label for site in sites),
        tuple(site.ref for site in sites),
        {code: tuple(own) for code, own in years.items() if own},
    )


def doubts(session: ScopedSession, rows: Iterable[SchoolRow], same: SameSchools) -> list[Doubt]:
    """Return the pairs among the schools of which nobody confirmed that they are one."""
    refs = {ref for row in rows for ref in row.refs}
    sites = [number for number, site in same.sites.items() if site.ref in refs]
    aliases = session.scalars(
        select(SiteAlias).where(SiteAlias.confirmed.is_(False)).order_by(SiteAlias.id)
    ).all()
    return [
        Doubt(one.label, other.label, alias.alias, alias.ref)
        for one, other in same.doubtful(sites)
        for alias in aliases
        if alias.site_id == one.id
        and alias.alias.casefold() in (other.label.casefold(), other.code.casefold())
    ]


def bounds_text(bounds: Bounds) -> str:
    """Return a number, or the two between which it lies."""
    if bounds.lower == bounds.upper:
        return str(bounds.lower)
    one_apart = bounds.upper - bounds.lower == 1
    words = _("{lower} of {upper}") if one_apart else _("{lower} tot {upper}")
    return words.format(lower=bounds.lower, upper=bounds.upper)
