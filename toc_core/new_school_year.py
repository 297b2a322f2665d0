"""A new school year: which schools go on, and with which targets, taken over from the year before.

Nothing is copied twice: what stands in the new year already is shown and left alone.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from toc_core.db.door import ScopedSession
from toc_core.db.measures import Agreed, AgreedKind
from toc_core.db.people import CITY_SITE, Site
from toc_core.db.records import Participation
from toc_core.db.theory import ProgrammeRow
from toc_core.errors import UsageError
from toc_core.figures.exact import rounded
from toc_core.i18n import _
from toc_core.periods import Period, PeriodKind, previous
from toc_core.theory import Programme


class Targets(StrEnum):
    """What becomes of the targets of the year before."""

    NONE = "none"
    SAME = "same"
    MORE = "more"  # a tenth more, whole targets rounded to whole


GROWTH = {Targets.SAME: Fraction(1), Targets.MORE: Fraction(11, 10)}


@dataclass(frozen=True)
class School:
    """A school that took part; ``goes_on`` unless it stopped, ``is_there`` in the new year."""

    site: Site
    goes_on: bool
    is_there: bool


@dataclass(frozen=True)
class Plan:
    """What a programme can take over: its schools, and the targets that speak."""

    programme: Programme
    row: ProgrammeRow
    schools: tuple[School, ...]
    targets: tuple[Agreed, ...]
    has_targets: bool  # in the new year already

    @property
    def to_add(self) -> list[School]:
        """Return the schools that can still be added."""
        return [school for school in self.schools if not school.is_there]


@dataclass(frozen=True)
class Made:
    """How much was made."""

    participations: int
    targets: int


def plans_for(
    session: ScopedSession, programmes: Iterable[Programme], year: Period, *, practice: bool
) -> list[Plan]:
    """Return what each programme can take over into a school year; none without a year before."""
    before = _before(year)
    known = {programme.code: programme for programme in programmes}
    rows = session.scalars(select(ProgrammeRow).where(ProgrammeRow.code.in_(known)))
    stored = {row.code: row for row in rows}
    took_part = _participations(session, (before.code, year.code), practice)
    agreed = _agreed(session, (before.code, year.code), practice)
    plans = []
    for code, programme in known.items():
        row = stored.get(code)
        own = [one for one in took_part if row is not None and one.programme_id == row.id]
        if row is None or not any(one.school_year == before.code for one in own):
            continue
        targets = [one for one in agreed if one.programme_id == row.id]
        plans.append(
            Plan(
                programme,
                row,
                _schools(own, before, year),
                tuple(one for one in targets if one.period == before.code),
                any(one.period == year.code for one in targets),
            )
        )
    return plans


def prepare_year(
    session: ScopedSession,
    plans: Sequence[Plan],
    year: Period,
    chosen: Collection[tuple[str, str]],
    targets: Targets,
    today: date,
) -> Made:
    """Add the chosen schools, as (programme code, site ref), and the targets; the caller commits.

    Targets of a school come along only when the school does; those of the whole city always.
    """
    made = targets_made = 0
    for plan in plans:
        code = plan.programme.code
        going = [s for s in plan.to_add if (code, s.site.ref) in chosen]
        there = {s.site.id for s in plan.schools if s.is_there} | {s.site.id for s in going}
        session.add_all(
            Participation(programme_id=plan.row.id, site_id=s.site.id, school_year=year.code)
            for s in going
        )
        made += len(going)
        if targets is not Targets.NONE and not plan.has_targets and there:
            of_plan = [_again(one, year, targets, today) for one in _for(plan.targets, there)]
            session.add_all(of_plan)
            targets_made += len(of_plan)
    return Made(made, targets_made)


def _before(year: Period) -> Period:
    before = previous(year) if year.kind is PeriodKind.SCHOOL_YEAR else None
    if before is None:
        raise UsageError(_("{period} is geen schooljaar.").format(period=year.code))
    return before


def _participations(
    session: ScopedSession, years: Sequence[str], practice: bool
) -> list[Participation]:
    statement = (
        select(Participation)
        .join(Participation.site)
        .options(joinedload(Participation.site))
        .where(Participation.school_year.in_(years), Site.fictitious.is_(practice))
        .order_by(Site.label, Site.id)
    )
    return list(session.scalars(statement))


def _agreed(session: ScopedSession, years: Sequence[str], practice: bool) -> list[Agreed]:
    """Return the targets of these years that speak: of each key the newest."""
    statement = (
        select(Agreed)
        .join(Agreed.site)
        .options(joinedload(Agreed.site))
        .where(
            Agreed.kind == AgreedKind.TARGET,
            Agreed.period.in_(years),
            Site.fictitious.is_(practice),
        )
        .order_by(Agreed.agreed_on, Agreed.id)
    )
    newest = {
        (one.indicator_id, one.site_id, one.cell_id, one.period): one
        for one in session.scalars(statement)
    }
    return list(newest.values())


def _schools(own: Sequence[Participation], before: Period, year: Period) -> tuple[School, ...]:
    there = {one.site_id for one in own if one.school_year == year.code}
    return tuple(
        School(one.site, not one.stopped_because, one.site_id in there)
        for one in own
        if one.school_year == before.code
    )


def _for(targets: Iterable[Agreed], sites: Collection[int]) -> list[Agreed]:
    """Return the targets of these schools and those of the whole city."""
    return [one for one in targets if one.site_id in (CITY_SITE, *sites)]


def _again(target: Agreed, year: Period, targets: Targets, today: date) -> Agreed:
    """Return a target once more, for the new year."""
    words = (
        _("overgenomen van {year}")
        if targets is Targets.SAME
        else _("een tiende meer dan in {year}")
    )
    return Agreed(
        programme_id=target.programme_id,
        indicator_id=target.indicator_id,
        kind=AgreedKind.TARGET,
        site_id=target.site_id,
        cell_id=target.cell_id,
        period=year.code,
        value=_grown(target.value, targets),
        agreed_on=today,
        reason=words.format(year=target.period),
    )


def _grown(value: Decimal | None, targets: Targets) -> Decimal | None:
    """Return the new value; a whole number stays whole, a half rounded up."""
    if value is None:
        return None
    grown = Fraction(value) * GROWTH[targets]
    if value == value.to_integral_value():
        return Decimal(int(grown + Fraction(1, 2)))
    return rounded(grown)
