"""A random small city: schools, people and what was done; every choice comes from one seed."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import NamedTuple

from proofs.figures import facts
from proofs.figures.answers import random_answers
from proofs.figures.facts import CITY, Version, period_of
from proofs.figures.ledger import ALWAYS, Ledger, Span
from proofs.figures.theories import (
    AXES,
    CATEGORIES,
    COACH,
    LESSONS,
    MEETING_KINDS,
    MONEY,
    PROGRAMMES,
    TALKS,
    random_programme,
)
from toc_core.periods import school_year_of
from toc_core.theory import Programme

YEARS = ("2022-2023", "2023-2024", "2024-2025")
ROLES = ("pupil", "pupil", "teacher")


class City(NamedTuple):
    """The theories and every version of every fact."""

    programmes: tuple[Programme, ...]
    versions: list[Version]


def random_city(seed: int) -> City:
    """Return the city of a seed: always the same one."""
    dice = Random(seed)  # noqa: S311 - no secret
    names = dice.choice((PROGRAMMES[:1], PROGRAMMES[:1], PROGRAMMES))
    programmes = tuple(random_programme(dice, name, 8 // len(names)) for name in names)
    maker = _Maker(dice, Ledger(dice, dice.choice((0, 0, 0.15, 0.4))))
    maker.make(programmes)
    return City(programmes, maker.ledger.versions)


def random_day(dice: Random, year: str) -> date:
    """Return a day of a school year, often at one of its edges or at the turn of the year."""
    start = period_of(year).start
    last = (period_of(year).end - start).days
    return start + timedelta(days=dice.choice((0, 121, 122, last, dice.randint(0, last))))


class _Maker:
    """Makes one city, parents before children."""

    def __init__(self, dice: Random, ledger: Ledger) -> None:
        self.dice, self.ledger = dice, ledger
        self.years = YEARS[: dice.choice((2, 3))]
        self.sites: list[int] = []
        self.enrolled: list[tuple[facts.Enrolment, Span]] = []
        self.groups: list[facts.Group] = []

    def make(self, programmes: tuple[Programme, ...]) -> None:
        self._schools()
        self._groups()
        self._people()
        for programme in programmes:
            self._traits(programme.code)
            self._participations(programme.code)
            self._work(programme.code)
            for _n in range(self.dice.randint(0, 3)):
                self._meeting(programme.code)
                self._story(programme.code)
            for _n in range(self.dice.randint(0, 4)):
                self._resource(programme.code)
            random_answers(self.ledger, programme, [CITY, *self.sites], self.enrolled)

    def _schools(self) -> None:
        self.ledger.always(facts.Site(CITY, "city", "Hele stad", CITY, False))
        schools = []
        for number in range(1, self.dice.choice((2, 3, 4))):
            practice = self.dice.random() < 0.25
            school = facts.Site(2 * number, f"s{number}", f"School {number}", 2 * number, practice)
            schools.append(school)
            self._site(school)
            if self.dice.random() < 0.4:
                name = f"Campus {number}"
                self._site(facts.Site(2 * number + 1, f"c{number}", name, 2 * number, practice))
        places = [v.fact for v in self.ledger.versions if isinstance(v.fact, facts.Site)][1:]
        for number, school in enumerate(places, 1):
            if self.dice.random() < 0.4:
                other = self.dice.choice(places)
                words = (other.code, other.label, f"vroeger {school.label}")
                alias, sure = self.dice.choice(words), self.dice.random() < 0.5
                # Two schools cannot have the same other name.
                if all(getattr(v.fact, "alias", "") != alias for v in self.ledger.versions):
                    self.ledger.always(facts.Alias(number, school.id, alias, sure))

    def _site(self, site: facts.Site) -> None:
        self.sites.append(site.id)
        self.ledger.always(site)

    def _groups(self) -> None:
        for site in self.sites:
            for year in self.years:
                for label in ("3A", "3B"):
                    number = self.ledger.number("group")
                    group = facts.Group(number, site, year, label)
                    self.groups.append(group)
                    self.ledger.always(group)

    def _people(self) -> None:
        for _n in range(self.dice.randint(1, 6)):
            number = self.ledger.number("person")
            person = facts.Person(number, self.dice.choice(ROLES))
            known = self.ledger.enter(person)
            places = [(site, year) for site in self.sites for year in self.years]
            for site, year in self.dice.sample(places, min(len(places), self.dice.randint(2, 5))):
                row = facts.Enrolment(self.ledger.number("enrolment"), number, site, year)
                self.enrolled.append((row, self.ledger.enter(row, known)))

    def _traits(self, programme: str) -> None:
        first, second = AXES[programme]
        for row, known in self.enrolled:
            for axis in (first, f"{first}.2", second):
                if self.dice.random() < 0.6:
                    trait = facts.Trait(
                        self.ledger.number("trait"),
                        programme,
                        row.person,
                        row.site,
                        row.year,
                        axis,
                        self.dice.choice(CATEGORIES),
                    )
                    self.ledger.enter(trait, known, self._other_trait)

    def _other_trait(self, trait: facts.Trait) -> facts.Trait:
        return trait._replace(category=self.dice.choice(CATEGORIES))

    def _participations(self, programme: str) -> None:
        for site in self.sites:
            for year in self.years:
                if self.dice.random() < 0.5:
                    number = self.ledger.number("participation")
                    self.ledger.enter(facts.Participation(number, programme, site, year))

    def _work(self, programme: str) -> None:
        runs = [self._trajectory(programme) for _n in range(self.dice.randint(0, 4))]
        for _n in range(self.dice.randint(0, 6)):
            self._delivery(programme, runs)

    def _trajectory(self, programme: str) -> tuple[facts.Trajectory, Span]:
        group = self.dice.choice(self.groups)
        start = random_day(self.dice, group.year)
        row = facts.Trajectory(
            self.ledger.number("trajectory"),
            programme,
            group.site,
            group.id if self.dice.random() < 0.7 else None,
            start,
            self.dice.choice((None, start, start + timedelta(days=self.dice.randint(0, 700)))),
            self.dice.choice(("planned", "running", "finished", "stopped")),
        )
        return row, self.ledger.enter(row, ALWAYS, self._other_run)

    def _other_run(self, row: facts.Trajectory) -> facts.Trajectory:
        groups = [g.id for g in self.groups if g.site == row.site]
        return self.dice.choice(
            (
                row._replace(group=self.dice.choice((None, *groups))),
                row._replace(status=self.dice.choice(("planned", "running"))),
                row._replace(end=None),
            )
        )

    def _delivery(self, programme: str, runs: list[tuple[facts.Trajectory, Span]]) -> None:
        run, within = self.dice.choice([*runs, (None, ALWAYS)])
        site = run.site if run else self.dice.choice(self.sites)
        year = self.dice.choice(self.years)
        row = facts.Delivery(
            self.ledger.number("delivery"),
            programme,
            site,
            self.dice.choice((TALKS, LESSONS)),
            run.id if run else None,
            random_day(self.dice, year),
            self.dice.choice((None, 20, 50, 50, 90)),
            self.dice.choice(("held", "held", "held", "planned", "cancelled")),
        )
        known = self.ledger.enter(row, within, self._other_delivery)
        if self.dice.random() < 0.5:
            self._present(row, known)
        else:
            self._heads(row, known)

    def _other_delivery(self, row: facts.Delivery) -> facts.Delivery:
        return self.dice.choice(
            (
                row._replace(day=random_day(self.dice, self.dice.choice(self.years))),
                row._replace(status=self.dice.choice(("held", "planned", "cancelled"))),
                row._replace(minutes=self.dice.choice((None, 10))),
                row._replace(trajectory=None),
            )
        )

    def _present(self, row: facts.Delivery, known: Span) -> None:
        year = school_year_of(row.day).code
        for enrolment, since in self.enrolled:
            here = enrolment.site == row.site and enrolment.year == year
            if here and self.dice.random() < 0.8:
                both = Span(max(known.since, since.since), _earliest(known.until, since.until))
                if both.until is None or both.since < both.until:
                    number = self.ledger.number("attendance")
                    self.ledger.enter(
                        facts.Attendance(number, row.id, row.site, enrolment.person, year), both
                    )

    def _heads(self, row: facts.Delivery, known: Span) -> None:
        for role in self.dice.sample(("pupil", "teacher", "buddy"), self.dice.randint(0, 2)):
            number, people = self.ledger.number("heads"), self.dice.choice((0, 5, 9, 20, 25))
            heads = facts.HeadCount(number, row.id, row.site, role, people)
            self.ledger.enter(heads, known, lambda h: h._replace(people=h.people + 1))

    def _meeting(self, programme: str) -> None:
        day, kind = random_day(self.dice, self.dice.choice(self.years)), MEETING_KINDS
        row = facts.Meeting(
            self.ledger.number("meeting"),
            programme,
            self.dice.choice(self.sites),
            day,
            self.dice.choice(kind),
        )
        self.ledger.enter(row, ALWAYS, lambda r: r._replace(kind=self.dice.choice(kind)))

    def _story(self, programme: str) -> None:
        day = random_day(self.dice, self.dice.choice(self.years))
        row = facts.Story(
            self.ledger.number("story"),
            programme,
            self.dice.choice(self.sites),
            school_year_of(day).code,
            day,
            self.dice.choice(ROLES),
            self.dice.choice(("share", "team_only", "withdrawn")),
        )
        self.ledger.enter(row, ALWAYS, lambda r: r._replace(consent="withdrawn"))

    def _resource(self, programme: str) -> None:
        start = random_day(self.dice, self.dice.choice(self.years))
        amount, hours = self.dice.choice(
            ((Decimal(100), None), (None, Decimal(8)), (Decimal(250), Decimal(4)))
        )
        row = facts.Resource(
            self.ledger.number("resource"),
            programme,
            self.dice.choice((MONEY, COACH)),
            start,
            start + timedelta(days=self.dice.choice((0, 30, 364))),
            amount,
            hours,
        )
        self.ledger.enter(row, ALWAYS, lambda r: r._replace(end=start))


def _earliest(one: int | None, other: int | None) -> int | None:
    return min((moment for moment in (one, other) if moment is not None), default=None)
