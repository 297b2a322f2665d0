"""Practice records of one programme: what its theory counts decides what is made."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import select

from toc_core.db.measures import Agreed, AgreedKind
from toc_core.db.records import Consent, Meeting, Participation, Story
from toc_core.db.theory import Cell, ElementRow, IndicatorRow, ProgrammeRow
from toc_core.practice import texts
from toc_core.practice.making import Maker
from toc_core.practice.runs import add_loose_deliveries, add_trajectories
from toc_core.practice.schools import SchoolYear
from toc_core.practice.years import monthly_days, school_day
from toc_core.theory import Count, Countable, Element, Indicator, Programme, Role, Stage

# What a school might aim at in a year; the others (schools, class groups) have no aim of a school.
_TARGETS = {
    Countable.TRAJECTORIES: 2,
    Countable.PARTICIPANTS: 8,
    Countable.DELIVERIES: 25,
    Countable.MEETINGS: 4,
}


@dataclass(frozen=True)
class Stored:
    """A programme with the database ids of what its records refer to."""

    programme: Programme
    id: int
    elements: dict[str, int]
    indicators: dict[str, int]
    cells: dict[str, list[int]]

    @property
    def interventions(self) -> list[Element]:
        """Return the interventions that are in effect."""
        return [e for e in self.programme.of_stage(Stage.INTERVENTION) if not e.planned]

    @property
    def counts(self) -> list[tuple[Indicator, Count]]:
        """Return the indicators that are counted, with what they count."""
        indicators = self.programme.all_indicators()
        return [(i, i.measure) for i in indicators if isinstance(i.measure, Count)]

    def asks_for(self, *countables: Countable) -> bool:
        """Return whether an indicator counts one of these."""
        return any(count.of in countables for _indicator, count in self.counts)

    def role_of(self, intervention: Element) -> Role | None:
        """Return whom an intervention reaches: the role counted on its level, if any."""
        for _indicator, count in self.counts:
            if count.of is Countable.PARTICIPANTS and count.level == intervention.level:
                return count.roles[0] if count.roles else None
        return None

    def axes_of(self, role: Role) -> list[str]:
        """Return the axes by which people of a role are counted apart."""
        return [
            axis
            for indicator, count in self.counts
            if count.of is Countable.PARTICIPANTS and role in count.roles
            for axis in indicator.disaggregations
        ]


def add_programme(maker: Maker, programme: Programme, schools: Sequence[SchoolYear]) -> None:
    """Add the practice records of one programme at every practice school.

    Of a programme that counts nothing there is nothing to practise.
    """
    stored = _stored(maker, programme)
    if not stored.counts:
        return
    for at in schools:
        _add_participation(maker, stored, at)
        _add_targets(maker, stored, at)
        if stored.asks_for(Countable.MEETINGS):
            _add_meetings(maker, stored, at)
        if stored.asks_for(Countable.STORIES):
            _add_stories(maker, stored, at)
    if stored.asks_for(Countable.TRAJECTORIES, Countable.GROUPS):
        add_trajectories(maker, stored, schools)
    else:
        add_loose_deliveries(maker, stored, schools)
    maker.flush()


def _stored(maker: Maker, programme: Programme) -> Stored:
    session = maker.session
    row = session.scalars(select(ProgrammeRow).where(ProgrammeRow.code == programme.code)).one()
    elements = session.scalars(select(ElementRow).where(ElementRow.programme_id == row.id))
    indicators = session.scalars(select(IndicatorRow).where(IndicatorRow.programme_id == row.id))
    cells: dict[str, list[int]] = {}
    for cell in session.scalars(select(Cell).where(Cell.programme_id == row.id).order_by(Cell.id)):
        cells.setdefault(cell.axis, []).append(cell.id)
    return Stored(
        programme,
        row.id,
        {e.code: e.id for e in elements},
        {i.code: i.id for i in indicators},
        cells,
    )


def _add_participation(maker: Maker, stored: Stored, at: SchoolYear) -> None:
    joined = at.year.code == at.school.joined
    maker.row(
        Participation,
        **at.place_and_year,
        programme_id=stored.id,
        since=at.year.start if joined else None,
        contact=texts.CONTACT,
        pioneer=at.school.joined == maker.years[0].code,
        source=texts.SOURCE,
    )


def _add_targets(maker: Maker, stored: Stored, at: SchoolYear) -> None:
    """Add what a practice school aims at; the whole city has no target in any source."""
    for indicator, count in stored.counts:
        if count.of not in _TARGETS:
            continue
        maker.row(
            Agreed,
            **at.place,
            programme_id=stored.id,
            indicator_id=stored.indicators[indicator.code],
            kind=AgreedKind.TARGET,
            period=at.year.code,
            value=Decimal(_TARGETS[count.of]),
            agreed_on=at.year.start,
            reason=texts.SOURCE,
        )


def _add_meetings(maker: Maker, stored: Stored, at: SchoolYear) -> None:
    """Add meetings of each kind, the first kind every month and the others each other month."""
    for number, kind in enumerate(stored.programme.meeting_kinds):
        for monday in _past(maker, monthly_days(at.year)[:: 1 if number == 0 else 2]):
            maker.row(
                Meeting,
                **at.place,
                programme_id=stored.id,
                day=school_day(monday, 1 + number),
                kind=kind.code,
                present=maker.one_of(texts.PRESENT),
                agreements=maker.one_of(texts.AGREEMENTS),
            )


def _add_stories(maker: Maker, stored: Stored, at: SchoolYear) -> None:
    """Add a few stories; who tells one always chose what may be done with it."""
    choices = (Consent.SHARE, Consent.TEAM_ONLY, Consent.SHARE, Consent.WITHDRAWN)
    roles = (Role.PUPIL, Role.TEACHER, Role.PUPIL, Role.TEACHER)
    days = _past(maker, [school_day(monday, 3) for monday in monthly_days(at.year)[2:]])
    for day, consent, role in zip(days, choices, roles, strict=False):
        text = maker.one_of(texts.STORIES[role])
        maker.row(
            Story,
            **at.place_and_year,
            programme_id=stored.id,
            day=day,
            teller_role=role,
            consent=consent,
            text=text,
            message=texts.MESSAGE,
        )


def _past(maker: Maker, days: Iterable[date]) -> list[date]:
    """Return the days, at least a week ago: what is still to come has not been noted down."""
    return [day for day in days if (maker.today - day).days >= 7]
