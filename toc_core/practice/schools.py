"""The four practice schools with their class groups, pupils and teachers, by code only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from toc_core.db.people import Enrolment, Group, Participant, Site, SiteKind
from toc_core.periods import Period
from toc_core.practice.making import Maker
from toc_core.theory import Role

# Stored text, in the language of the city, so not translated.
_NOTE = "Verzonnen school om mee te oefenen; niets hiervan is echt gebeurd."
_GROUPS = ("3A", "4B", "5C")


@dataclass(frozen=True)
class School:
    """How one practice school differs from the others.

    ``classes`` is how many class groups follow a trajectory each school year; ``heads_only`` says
    that the school counts heads where others note who was there.
    """

    code: str
    label: str
    joined: str
    classes: int
    teachers: int
    heads_only: bool = False


SCHOOLS = (
    School("oefenschool_a", "Oefenschool A", joined="2024-2025", classes=3, teachers=7),
    School("oefenschool_b", "Oefenschool B", joined="2024-2025", classes=2, teachers=5),
    School(
        "oefenschool_c",
        "Oefenschool C",
        joined="2024-2025",
        classes=2,
        teachers=5,
        heads_only=True,
    ),
    School("oefenschool_d", "Oefenschool D", joined="2025-2026", classes=1, teachers=4),
)


@dataclass(frozen=True)
class Classroom:
    """A class group with the pupils who are known by code."""

    group: Group
    pupils: tuple[Participant, ...]


@dataclass(frozen=True)
class SchoolYear:
    """A practice school in one school year: who is there."""

    school: School
    site: Site
    year: Period
    classes: tuple[Classroom, ...]
    team: tuple[Participant, ...]

    @property
    def place(self) -> dict[str, int]:
        """Return the columns that every row of the site has."""
        return {"site_id": self.site.id}

    @property
    def place_and_year(self) -> dict[str, int | str]:
        """Return the columns that every row of the site and school year has."""
        return {"site_id": self.site.id, "school_year": self.year.code}


def add_schools(maker: Maker) -> list[SchoolYear]:
    """Add the practice schools and return them year by year."""
    sites = [
        maker.row(
            Site,
            code=school.code,
            label=school.label,
            kind=SiteKind.SCHOOL,
            fictitious=True,
            note=_NOTE,
        )
        for school in SCHOOLS
    ]
    maker.flush()
    found = [
        year
        for school, site in zip(SCHOOLS, sites, strict=True)
        for year in _open(maker, school, site)
    ]
    maker.flush()
    for year in found:
        _enrol_all(maker, year)
    maker.flush()
    return found


def enrol(maker: Maker, at: SchoolYear, people: Sequence[Participant]) -> None:
    """Enrol people at a school for a school year, outside any class group."""
    for person in people:
        maker.row(Enrolment, **at.place_and_year, participant_id=person.id)


def _open(maker: Maker, school: School, site: Site) -> list[SchoolYear]:
    """Add what a school has each year; its teachers stay, with one more every year."""
    years = [year for year in maker.years if year.code >= school.joined]
    team = maker.people(Role.TEACHER, school.teachers)
    found: list[SchoolYear] = []
    for year in years:
        classes = tuple(_classroom(maker, site, year, label) for label in _GROUPS[: school.classes])
        found.append(SchoolYear(school, site, year, classes, tuple(team)))
        team = [*team[1:], *maker.people(Role.TEACHER, 2)]
    return found


def _classroom(maker: Maker, site: Site, year: Period, label: str) -> Classroom:
    group = maker.row(Group, site_id=site.id, school_year=year.code, label=f"Oefenklas {label}")
    return Classroom(group, tuple(maker.people(Role.PUPIL, maker.between(6, 9))))


def _enrol_all(maker: Maker, at: SchoolYear) -> None:
    enrol(maker, at, at.team)
    for classroom in at.classes:
        for pupil in classroom.pupils:
            maker.row(
                Enrolment,
                **at.place_and_year,
                participant_id=pupil.id,
                group_id=classroom.group.id,
            )
