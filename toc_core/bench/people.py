"""Made-up schools, class groups and people, with their years and categories."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import product
from random import Random
from typing import Any, NamedTuple

from toc_core.bench.sizes import Size
from toc_core.bench.theories import PROGRAMMES, YEARS
from toc_core.theory import Role

GROUPS = 4  # of a school in a year
YEARS_OF_A_PERSON = 3
PROGRAMMES_OF_A_PERSON = 2
PRACTICE_SCHOOLS = 2  # their records stay out of real figures


class Enrolled(NamedTuple):
    """A person at a school in a year, and the programmes that reach them."""

    person: int
    site: int
    year: int
    group: int
    programmes: tuple[int, ...]


Place = tuple[int, int, int]  # programme, year, site


@dataclass
class Town:
    """Who lives where; ids are those in the database, years and programmes count from 0 and 1."""

    size: Size
    dice: Random
    roles: dict[int, Role] = field(default_factory=dict)
    enrolled: list[Enrolled] = field(default_factory=list)
    pools: dict[Place, list[int]] = field(default_factory=lambda: defaultdict(list))

    @property
    def sites(self) -> range:
        """Return the ids of the schools."""
        return range(1, self.size.schools + 1)

    @property
    def places(self) -> Iterator[Place]:
        """Yield every programme in every year at every school."""
        yield from product(range(1, PROGRAMMES + 1), range(len(YEARS)), self.sites)


def new_town(size: Size, seed: int) -> Town:
    """Return a town of a size; the same seed gives the same town."""
    dice = Random(seed)  # noqa: S311 - repeatable on purpose
    town = Town(size, dice)
    for person in range(1, size.people + 1):
        town.roles[person] = Role.TEACHER if person % 10 == 0 else Role.PUPIL
        site = dice.choice(town.sites)
        first = dice.randrange(len(YEARS) - YEARS_OF_A_PERSON + 1)
        own = tuple(sorted(dice.sample(range(1, PROGRAMMES + 1), PROGRAMMES_OF_A_PERSON)))
        for year in range(first, first + YEARS_OF_A_PERSON):
            group = group_id(town, site, year, dice.randrange(GROUPS))
            town.enrolled.append(Enrolled(person, site, year, group, own))
            for programme in own:
                town.pools[programme, year, site].append(person)
    return town


def group_id(town: Town, site: int, year: int, number: int) -> int:
    """Return the id of one of the class groups of a school in a year."""
    return ((year * town.size.schools) + site - 1) * GROUPS + number + 1


def site_rows(town: Town) -> Iterator[tuple[Any, ...]]:
    """Yield id, code, label, kind, net, institution_number, fictitious and note of each school."""
    for site in town.sites:
        practice = site > town.size.schools - PRACTICE_SCHOOLS
        yield site, f"oefenschool-{site}", f"Oefenschool {site}", "school", "", "", practice, ""


def group_rows(town: Town) -> Iterator[tuple[Any, ...]]:
    """Yield id, site, school year and label of each class group."""
    for year, site, number in product(range(len(YEARS)), town.sites, range(GROUPS)):
        yield group_id(town, site, year, number), site, YEARS[year], f"Klas {number + 1}"


def participant_rows(town: Town) -> Iterator[tuple[Any, ...]]:
    """Yield id, code and role of each person."""
    for person, role in town.roles.items():
        yield person, f"X{person:06d}", role.value


def enrolment_rows(town: Town) -> Iterator[tuple[Any, ...]]:
    """Yield person, school, school year and group."""
    for one in town.enrolled:
        yield one.person, one.site, YEARS[one.year], one.group


def characteristic_rows(
    town: Town, axes: dict[int, str], cells: dict[int, list[int]]
) -> Iterator[tuple[Any, ...]]:
    """Yield person, school, school year, axis and cell; of one in ten the category is unknown."""
    for one in town.enrolled:
        for programme in one.programmes:
            if town.dice.random() < 0.9:
                cell = town.dice.choice(cells[programme])
                yield one.person, one.site, YEARS[one.year], axes[programme], cell
