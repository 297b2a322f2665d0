"""A random small city: a theory with one indicator of every kind, and records as plain rows.

The rows are kept as simple tuples beside the database, so that an oracle can count them without
any code of the engine.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, NamedTuple

from toc_core.access import SYSTEM
from toc_core.db.measures import Observation, ObservationCaveat
from toc_core.db.people import (
    Characteristic,
    Enrolment,
    Group,
    Participant,
    Site,
    SiteKind,
)
from toc_core.db.records import (
    Attendance,
    Consent,
    Delivery,
    DeliveryStatus,
    HeadCount,
    Meeting,
    Participation,
    Story,
)
from toc_core.db.store import Store
from toc_core.db.theory import Cell, ElementRow, IndicatorRow, ProgrammeRow
from toc_core.db.trajectories import Trajectory, TrajectoryStatus
from toc_core.figures import CaveatKind
from toc_core.periods import parse_period, school_year_of
from toc_core.theory import (
    At,
    Behaviour,
    Category,
    Count,
    Countable,
    Disaggregation,
    Element,
    Indicator,
    Level,
    Observed,
    Programme,
    Role,
    Stage,
    ValueKind,
)

FIRST, LAST = date(2022, 9, 1), date(2025, 8, 31)
YEARS = ("2022-2023", "2023-2024", "2024-2025")
TALKS, LESSONS = "talks", "lessons"


def _count(code: str, of: Countable, **filters: Any) -> Indicator:
    behaviour = Behaviour.DISTINCT if of is Countable.PARTICIPANTS else Behaviour.FLOW
    return Indicator(code, "result", Count(of, **filters), behaviour=behaviour)


def _observed(code: str, kind: ValueKind, behaviour: Behaviour) -> Indicator:
    return Indicator(code, "result", Observed(kind), behaviour=behaviour)


INDICATORS = (
    _count("schools", Countable.SCHOOLS),
    _count("campuses", Countable.CAMPUSES),
    _count("started", Countable.TRAJECTORIES, at=At.START),
    _count("ended", Countable.TRAJECTORIES, at=At.END),
    _count("running", Countable.TRAJECTORIES, at=At.OVERLAP, held_only=False),
    _count("groups", Countable.GROUPS),
    _count("all_deliveries", Countable.DELIVERIES),
    _count("pupil_deliveries", Countable.DELIVERIES, level="pupils"),
    _count("planned_talks", Countable.DELIVERIES, interventions=(TALKS,), held_only=False),
    Indicator(
        "pupils",
        "result",
        Count(Countable.PARTICIPANTS, roles=(Role.PUPIL,)),
        behaviour=Behaviour.DISTINCT,
        disaggregations=("kind",),
    ),
    _count("people_in_lessons", Countable.PARTICIPANTS, interventions=(LESSONS,)),
    _count("core_meetings", Countable.MEETINGS, kinds=("core",)),
    _count("meetings", Countable.MEETINGS),
    _count("stories", Countable.STORIES),
    _count("pupil_stories", Countable.STORIES, roles=(Role.PUPIL,)),
    _observed("hours", ValueKind.NUMBER, Behaviour.FLOW),
    _observed("level_on_a_day", ValueKind.NUMBER, Behaviour.STOCK),
    _observed("share", ValueKind.RATIO, Behaviour.FLOW),
    _observed("unique", ValueKind.NUMBER, Behaviour.DISTINCT),
)
THEORY = Programme(
    "oefen",
    "Oefenprogramma",
    "1",
    levels=(Level("pupils", "Leerlingen"), Level("class", "Klas")),
    elements=(
        Element(TALKS, Stage.INTERVENTION, "Gesprekken", level="pupils"),
        Element(LESSONS, Stage.INTERVENTION, "Lessen", level="class"),
        Element("result", Stage.OUTPUT, "Resultaat"),
    ),
    indicators=INDICATORS,
    disaggregations=(Disaggregation("kind", "Soort", (Category("a", "A"), Category("b", "B"))),),
)


class DeliveryFact(NamedTuple):
    """A delivery as the oracle sees it."""

    id: int
    site: int
    element: str
    day: date
    status: str
    unit: int | None
    present: tuple[tuple[int, str], ...]  # participant, role
    heads: tuple[tuple[str, int], ...]  # role, people


@dataclass
class City:
    """The rows of a random city, and the ids the database gave."""

    school_of: dict[int, int] = field(default_factory=dict)
    fictitious: dict[int, bool] = field(default_factory=dict)
    codes: dict[int, str] = field(default_factory=dict)
    participations: list[tuple[int, str]] = field(default_factory=list)
    trajectories: list[tuple[int, int, int | None, date, date | None, str]] = field(
        default_factory=list
    )
    deliveries: list[DeliveryFact] = field(default_factory=list)
    kinds: dict[tuple[int, int, str], str] = field(default_factory=dict)
    meetings: list[tuple[int, date, str]] = field(default_factory=list)
    stories: list[tuple[int, date, str, str]] = field(default_factory=list)
    observations: list[tuple[str, int, str, Any]] = field(default_factory=list)


class _Maker:
    """Makes one city; every choice comes from one seeded generator."""

    def __init__(self, session: Any, seed: int) -> None:
        self.session, self.dice, self.city = session, random.Random(seed), City()

    def make(self) -> City:
        self._identities()
        self._sites()
        for site in [s for s in self.city.school_of if s]:
            self._participations(site)
            for year in YEARS:
                self._year(site, year)
        for site in self.city.school_of:
            self._meetings_and_stories(site)
            self._observations(site)
        return self.city

    def _add(self, *rows: Any) -> None:
        self.session.add_all(rows)
        self.session.flush()

    def _identities(self) -> None:
        self.programme = ProgrammeRow(code=THEORY.code, label=THEORY.label)
        self._add(self.programme)
        own = {"programme_id": self.programme.id}
        elements = {
            e.code: ElementRow(**own, code=e.code, label=e.label, stage=e.stage)
            for e in THEORY.elements
        }
        indicators = {i.code: IndicatorRow(**own, code=i.code, label=i.code) for i in INDICATORS}
        self.cells = {
            c: Cell(**own, axis="kind", category=c, label=c) for c in ("a", "b", "unknown")
        }
        total = Cell(id=0, axis="", category="", label="Totaal")
        self._add(*elements.values(), *indicators.values(), total, *self.cells.values())
        self.elements = {code: row.id for code, row in elements.items()}
        self.indicators = {code: row.id for code, row in indicators.items()}

    def _sites(self) -> None:
        self._add(Site(id=0, code="city", label="Hele stad", kind=SiteKind.CITY))
        self._remember(0, 0, "city", False)
        for number in range(self.dice.randint(1, 3)):
            fictitious = self.dice.random() < 0.3
            school = Site(
                code=f"s{number}", label=f"S{number}", kind=SiteKind.SCHOOL, fictitious=fictitious
            )
            self._add(school)
            self._remember(school.id, school.id, school.code, fictitious)
            if self.dice.random() < 0.4:
                campus = Site(
                    code=f"c{number}",
                    label=f"C{number}",
                    kind=SiteKind.CAMPUS,
                    school_id=school.id,
                    fictitious=fictitious,
                )
                self._add(campus)
                self._remember(campus.id, school.id, campus.code, fictitious)

    def _remember(self, site: int, school: int, code: str, fictitious: bool) -> None:
        self.city.school_of[site] = school
        self.city.codes[site] = code
        self.city.fictitious[site] = fictitious

    def _participations(self, site: int) -> None:
        for year in YEARS:
            if self.dice.random() < 0.6:
                self._add(
                    Participation(programme_id=self.programme.id, site_id=site, school_year=year)
                )
                self.city.participations.append((site, year))

    def _year(self, site: int, year: str) -> None:
        at = {"site_id": site, "school_year": year}
        group = Group(**at, label="3A")
        people = [
            Participant(code=f"{site:02}{year[2:4]}{n:03}", role=role)
            for n, role in enumerate(self.dice.choices([Role.PUPIL, Role.TEACHER], k=3))
        ]
        self._add(group, *people)
        self._add(*(Enrolment(**at, participant_id=p.id, group_id=group.id) for p in people))
        for person in people:
            if self.dice.random() < 0.6:
                kind = self.dice.choice("ab")
                trait = Characteristic(
                    **at, participant_id=person.id, axis="kind", cell_id=self.cells[kind].id
                )
                self._add(trait)
                self.city.kinds[person.id, site, year] = kind
        trajectories = [self._trajectory(site, year, group) for _n in range(2)]
        for _n in range(self.dice.randint(0, 4)):
            self._delivery(site, year, people, self.dice.choice([None, *trajectories]))

    def _day(self, year: str) -> date:
        start = parse_period(year).start
        return start + timedelta(
            days=self.dice.choice([0, 121, 122, 364, self.dice.randint(0, 364)])
        )

    def _trajectory(self, site: int, year: str, group: Group) -> Trajectory:
        start = parse_period(year).start
        row = Trajectory(
            programme_id=self.programme.id,
            site_id=site,
            group=group if self.dice.random() < 0.7 else None,
            start=start,
            end=self.dice.choice([None, parse_period(year).end, LAST]),
            status=self.dice.choice(list(TrajectoryStatus)),
        )
        self._add(row)
        fact = (row.id, site, row.group.id if row.group else None, row.start, row.end, row.status)
        self.city.trajectories.append(fact)
        return row

    def _delivery(self, site: int, year: str, people: list[Any], within: Any) -> None:
        coded = self.dice.random() < 0.5
        present = self.dice.sample(people, self.dice.randint(0, 3)) if coded else []
        heads = [] if coded else [(r, self.dice.randint(0, 20)) for r in (Role.PUPIL, Role.TEACHER)]
        row = Delivery(
            programme_id=self.programme.id,
            site_id=site,
            element_id=self.elements[self.dice.choice([TALKS, LESSONS])],
            trajectory=within,
            day=self._day(year),
            status=self.dice.choice(list(DeliveryStatus)),
            head_counts=[HeadCount(role=r, people=n) for r, n in heads],
            attendances=[Attendance(participant_id=p.id, school_year=year) for p in present],
        )
        self._add(row)
        unit = None
        if within is not None:
            unit = within.group.id if within.group else -within.id
        element = next(c for c, number in self.elements.items() if number == row.element_id)
        seen = tuple((p.id, p.role.value) for p in present)
        fact = DeliveryFact(
            row.id, site, element, row.day, row.status.value, unit, seen,
            tuple((r.value, n) for r, n in heads),
        )  # fmt: skip
        self.city.deliveries.append(fact)

    def _meetings_and_stories(self, site: int) -> None:
        own = {"programme_id": self.programme.id, "site_id": site}
        for _n in range(self.dice.randint(0, 3)):
            day, kind = self._day(self.dice.choice(YEARS)), self.dice.choice(["core", "project"])
            self._add(Meeting(**own, day=day, kind=kind))
            self.city.meetings.append((site, day, kind))
        for _n in range(self.dice.randint(0, 3)):
            day = self._day(self.dice.choice(YEARS))
            role = self.dice.choice([Role.PUPIL, Role.TEACHER])
            consent = self.dice.choice(list(Consent))
            year = school_year_of(day).code
            self._add(
                Story(**own, school_year=year, day=day, teller_role=role, consent=consent, text="x")
            )
            self.city.stories.append((site, day, role.value, consent.value))

    def _observations(self, site: int) -> None:
        periods = ["2022-2023", "2023-2024", "2023-2024.T1", "2023-2024.T2", "2023", "2024.Q1"]
        for code in ("hours", "level_on_a_day", "share", "unique"):
            for period in self.dice.sample(periods, self.dice.randint(0, 4)):
                self._observation(site, code, period)

    def _observation(self, site: int, code: str, period: str) -> None:
        answer: dict[str, Any]
        if self.dice.random() < 0.2:
            answer = {"absence": "niet gemeten"}
        elif code == "share":
            below = self.dice.randint(0, 9)
            answer = {"numerator": self.dice.randint(0, below), "denominator": below}
        else:
            answer = {"value": Decimal(self.dice.randint(-5, 50)) / 2}
        self._add(
            Observation(
                programme_id=self.programme.id,
                indicator_id=self.indicators[code],
                site_id=site,
                period=period,
                caveats=[ObservationCaveat(kind=CaveatKind.PARTIAL, note=f"{site}")],
                **answer,
            )
        )
        self.city.observations.append((code, site, period, answer))


def random_city(store: Store, seed: int) -> City:
    """Fill an empty store with a random city and return its rows."""
    with store.changing(SYSTEM, "willekeurige stad") as session:
        return _Maker(session, seed).make()
