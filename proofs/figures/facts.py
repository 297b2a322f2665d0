"""The facts of a small random city as plain tuples, with when each version of them was known.

Nothing here knows the database: ``loading`` writes these rows, the oracle counts them.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from typing import NamedTuple, TypeVar

from toc_core.periods import Period, parse_period

CITY = 0  # the site that is the whole city
NONE = "none"  # an observation without a perspective


class Site(NamedTuple):
    """A school, a campus (``school`` is then another site) or the whole city."""

    id: int
    code: str
    label: str
    school: int
    fictitious: bool


class Alias(NamedTuple):
    """Another name of a site."""

    id: int
    site: int
    alias: str
    confirmed: bool


class Group(NamedTuple):
    """A class group of a site in a school year."""

    id: int
    site: int
    year: str
    label: str


class Person(NamedTuple):
    """Somebody known by a code."""

    id: int
    role: str


class Enrolment(NamedTuple):
    """A person at a site in a school year."""

    id: int
    person: int
    site: int
    year: str


class Trait(NamedTuple):
    """The category of an enrolled person on one axis."""

    id: int
    programme: str
    person: int
    site: int
    year: str
    axis: str
    category: str


class Participation(NamedTuple):
    """A site that takes part in a school year."""

    id: int
    programme: str
    site: int
    year: str


class Trajectory(NamedTuple):
    """One run of a programme at a site."""

    id: int
    programme: str
    site: int
    group: int | None
    start: date
    end: date | None
    status: str


class Delivery(NamedTuple):
    """One intervention delivered."""

    id: int
    programme: str
    site: int
    element: str
    trajectory: int | None
    day: date
    minutes: int | None
    status: str


class Attendance(NamedTuple):
    """A person who was present at a delivery."""

    id: int
    delivery: int
    site: int
    person: int
    year: str


class HeadCount(NamedTuple):
    """How many of a role were present at a delivery."""

    id: int
    delivery: int
    site: int
    role: str
    people: int


class Meeting(NamedTuple):
    """A meeting of a kind."""

    id: int
    programme: str
    site: int
    day: date
    kind: str


class Story(NamedTuple):
    """A story that was told."""

    id: int
    programme: str
    site: int
    year: str
    day: date
    role: str
    consent: str


class Observation(NamedTuple):
    """What was noted down; exactly one of value, ratio, text and absence."""

    id: int
    programme: str
    indicator: str
    site: int
    axis: str
    category: str
    perspective: str
    period: str
    value: Decimal | None = None
    numerator: int | None = None
    denominator: int | None = None
    text: str = ""
    absence: str = ""


class Reservation(NamedTuple):
    """A caveat on one observation."""

    id: int
    observation: int
    site: int
    kind: str


class Score(NamedTuple):
    """What one person scored on a day."""

    id: int
    programme: str
    indicator: str
    site: int
    person: int
    year: str
    day: date
    moment: str
    value: Decimal


class Resource(NamedTuple):
    """Money or hours given to an element."""

    id: int
    programme: str
    element: str
    start: date
    end: date
    amount: Decimal | None
    hours: Decimal | None


class Agreement(NamedTuple):
    """A target or a baseline."""

    id: int
    programme: str
    indicator: str
    kind: str
    site: int
    axis: str
    category: str
    period: str
    value: Decimal | None
    agreed_on: date


Fact = (
    Site
    | Alias
    | Group
    | Person
    | Enrolment
    | Trait
    | Participation
    | Trajectory
    | Delivery
    | Attendance
    | HeadCount
    | Meeting
    | Story
    | Observation
    | Reservation
    | Score
    | Resource
    | Agreement
)
F = TypeVar("F")


@cache
def period_of(code: str) -> Period:
    """Return the period of a code; read once, for the oracle asks for it all the time."""
    return parse_period(code)


class Version(NamedTuple):
    """One version of a fact: known from a moment on, until it was replaced or removed."""

    fact: Fact
    since: datetime
    until: datetime | None = None

    def known(self, at: datetime | None) -> bool:
        """Return whether this version was known at a moment; without one, whether it still is."""
        if at is None:
            return self.until is None
        return self.since <= at and (self.until is None or at < self.until)


TODAYS = (Site, Alias, Group)  # names and schools are always those of today


class Known:
    """The facts as known at one moment."""

    def __init__(self, versions: list[Version], at: datetime | None) -> None:
        self._facts: dict[type, list[Fact]] = defaultdict(list)
        for version in versions:
            then = None if isinstance(version.fact, TODAYS) else at
            if version.known(then):
                self._facts[type(version.fact)].append(version.fact)
        for facts in self._facts.values():
            facts.sort(key=lambda fact: fact.id)
        self.sites = {site.id: site for site in self.all(Site)}
        self.people = {person.id: person for person in self.all(Person)}
        self.deliveries = {delivery.id: delivery for delivery in self.all(Delivery)}
        self.trajectories = {each.id: each for each in self.all(Trajectory)}
        self.observations: dict[tuple[str, str, int], list[Observation]] = defaultdict(list)
        for row in self.all(Observation):
            self.observations[row.programme, row.indicator, row.site].append(row)
        self.traits = {
            (t.programme, t.person, t.site, t.year, t.axis): t.category for t in self.all(Trait)
        }

    def all(self, kind: type[F]) -> list[F]:
        """Return the facts of a kind, in the order in which they were entered."""
        return self._facts[kind]  # type: ignore[return-value]
