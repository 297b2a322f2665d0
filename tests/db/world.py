"""A hand-made world: one programme, two practice schools, and one of every record at each.

Every text of school B holds the word ``SECRET``, so that a test can look for it anywhere.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from toc_core.access import Access, Principal
from toc_core.db.measures import Agreed, AgreedKind, Observation, ObservationCaveat
from toc_core.db.people import (
    Characteristic,
    Enrolment,
    Group,
    Organisation,
    OrganisationKind,
    Participant,
    Site,
    SiteAlias,
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
    Resource,
    Story,
)
from toc_core.db.store import Store
from toc_core.db.theory import (
    Cell,
    ElementRow,
    IndicatorRow,
    ProgrammeRow,
    TheoryOrigin,
    TheoryRow,
    TheoryState,
)
from toc_core.db.trajectories import (
    StepKind,
    Trajectory,
    TrajectoryMember,
    TrajectoryStatus,
    TrajectoryStep,
)
from toc_core.figures import CaveatKind
from toc_core.theory import Role, Stage

SECRET = "zz_geheim"
YEAR = "2024-2025"
DAY = date(2024, 10, 1)
COORDINATOR = Principal("coördinator", Access.COORDINATOR)


@dataclass
class School:
    """One school of the world: its id and the id of one row of every class."""

    id: int
    counted: int = 0  # its delivery with head counts
    participants: list[int] = field(default_factory=list)
    rows: dict[type[Any], int] = field(default_factory=dict)


@dataclass
class World:
    """What ``build_world`` made."""

    programme: int
    element: int
    indicator: int
    cell: int
    funder: int
    a: School
    b: School

    @property
    def school_a(self) -> Principal:
        """The principal of school A."""
        return Principal("school A", Access.SCHOOL, frozenset({self.a.id}))

    @property
    def school_b(self) -> Principal:
        """The principal of school B."""
        return Principal("school B", Access.SCHOOL, frozenset({self.b.id}))

    def delivery(self, school: School, **changes: Any) -> Delivery:
        """Return a new delivery of a school."""
        values = {
            "programme_id": self.programme,
            "site_id": school.id,
            "element_id": self.element,
            "day": DAY,
            "status": DeliveryStatus.HELD,
        }
        return Delivery(**values | changes)

    def observation(self, school: School, **changes: Any) -> Observation:
        """Return a new observation of a school, for another period than the world's own."""
        values = {
            "programme_id": self.programme,
            "indicator_id": self.indicator,
            "site_id": school.id,
            "period": "2023-2024",
            "value": Decimal(5),
        }
        return Observation(**values | changes)

    def story(self, school: School, **changes: Any) -> Story:
        """Return a new story of a school."""
        values = {
            "programme_id": self.programme,
            "site_id": school.id,
            "school_year": YEAR,
            "day": DAY,
            "teller_role": Role.PUPIL,
            "consent": Consent.SHARE,
            "text": "Het ging goed.",
        }
        return Story(**values | changes)


def build_world(store: Store) -> World:
    """Fill an empty store and return what it holds."""
    with store.changing(COORDINATOR, "wereld maken") as session:
        programme = ProgrammeRow(code="oefen", label="Oefenprogramma")
        session.add(programme)
        session.flush()
        element = ElementRow(
            programme=programme, code="talk", label="Gesprek", stage=Stage.INTERVENTION
        )
        means = ElementRow(programme=programme, code="money", label="Geld", stage=Stage.INPUT)
        indicator = IndicatorRow(programme=programme, code="wellbeing", label="Welbevinden")
        cells = [
            Cell(id=0, programme_id=None, axis="", category="", label="Totaal"),
            Cell(programme_id=programme.id, axis="kind", category="student", label="Student"),
        ]
        city = Site(id=0, code="city", label="De stad", kind=SiteKind.CITY)
        funder = Organisation(code="fund", label="Fonds", kind=OrganisationKind.FUNDER)
        session.add_all([element, means, indicator, *cells, city, funder, _theory(programme)])
        session.flush()
        sites = [
            Site(code=f"oefenschool_{letter}", label=label, kind=SiteKind.SCHOOL, fictitious=True)
            for letter, label in (("a", "Oefenschool A"), ("b", f"Oefenschool B {SECRET}"))
        ]
        session.add_all(sites)
        session.flush()
        ids = [row.id for row in (programme, element, indicator, cells[1], funder)]
        world = World(*ids, *(School(site.id) for site in sites))
        resource = Resource(
            programme=programme,
            element=means,
            organisation_id=funder.id,
            start=DAY,
            end=DAY,
            amount=Decimal("1000.50"),
            note=SECRET,
        )
        session.add(resource)
        for school, word in ((world.a, "eigen"), (world.b, SECRET)):
            _fill(session, world, school, word)
    return world


def _theory(programme: ProgrammeRow) -> TheoryRow:
    return TheoryRow(
        programme=programme,
        version="1",
        origin=TheoryOrigin.TEAM,
        state=TheoryState.PUBLISHED,
        content="{}",
        hash="0",
        valid_from=datetime(2024, 9, 1, tzinfo=UTC),
        author="team",
    )


def _fill(session: Any, world: World, school: School, word: str) -> None:
    """Give a school its people, and then one of every other record."""
    at = {"site_id": school.id}
    group = Group(**at, school_year=YEAR, label=f"3A {word}")
    codes = ("1", "2") if word == SECRET else ("3", "4")
    people = [Participant(code=f"{word[:6].upper()}{c}", role=Role.PUPIL) for c in codes]
    session.add_all([group, *people])
    session.flush()
    enrolments = [
        Enrolment(**at, participant_id=person.id, school_year=YEAR, group_id=group.id)
        for person in people
    ]
    trajectory = Trajectory(
        **at,
        programme_id=world.programme,
        group_id=group.id,
        start=date(2024, 9, 15),
        status=TrajectoryStatus.RUNNING,
        note=word,
    )
    session.add_all([*enrolments, trajectory])
    session.flush()
    school.participants = [person.id for person in people]
    person = {"participant_id": people[0].id, "school_year": YEAR}
    delivery = world.delivery(school, trajectory_id=trajectory.id, minutes=50, note=word)
    counted = world.delivery(school, day=date(2024, 10, 8), note=word)
    observation = world.observation(school, period=YEAR, value=Decimal("7.25"), source=word)
    session.add_all([delivery, counted, observation])
    session.flush()
    school.counted = counted.id
    rest = [
        Attendance(**at, **person, delivery_id=delivery.id),
        HeadCount(**at, delivery_id=counted.id, role=Role.TEACHER, people=3),
        ObservationCaveat(
            **at, observation_id=observation.id, kind=CaveatKind.PROVISIONAL, note=word
        ),
        Characteristic(**at, **person, axis="kind", cell_id=world.cell),
        TrajectoryMember(**at, **person, trajectory_id=trajectory.id),
        TrajectoryStep(**at, trajectory_id=trajectory.id, kind=StepKind.STEP, label=word, day=DAY),
        *_of_the_school_alone(world, school, word),
    ]
    session.add_all(rest)
    session.flush()
    first = [group, people[0], enrolments[0], trajectory, delivery, observation, *rest]
    school.rows = {type(row): row.id for row in first} | {Site: school.id}


def _of_the_school_alone(world: World, school: School, word: str) -> list[Any]:
    """Return one of every record that hangs under no other record."""
    at = {"site_id": school.id}
    return [
        SiteAlias(**at, alias=f"Alias {word}"),
        Participation(**at, programme_id=world.programme, school_year=YEAR, contact=word),
        Meeting(**at, programme_id=world.programme, day=DAY, kind="kernteam", agreements=word),
        world.story(school, text=f"Een verhaal: {word}"),
        Agreed(
            **at,
            programme_id=world.programme,
            indicator_id=world.indicator,
            kind=AgreedKind.TARGET,
            period=YEAR,
            value=Decimal(8),
            agreed_on=DAY,
            reason=word,
        ),
    ]
