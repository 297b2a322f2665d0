"""People known only by head counts: what they settle, and the bounds where they do not.

``docs/figures.md`` §2 says the rules; pupils of different groups differ, other people may not.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from toc_core.theory import Role


@dataclass(frozen=True)
class Heads:
    """The largest head count of one unit: a ``group`` or, without one, whoever was there."""

    site: int
    school_year: int  # the calendar year in which it starts
    role: Role
    group: int | None
    people: int


@dataclass(frozen=True)
class Bounds:
    """At least and at most how many people."""

    lower: int = 0
    upper: int = 0

    @property
    def exact(self) -> bool:
        """Return whether the bounds leave one number."""
        return self.lower == self.upper


def bounds_of(heads: Iterable[Heads]) -> Bounds:
    """Return the bounds of the number of different people behind head counts.

    Roles are different people. ``heads`` holds each unit of a school and year once.
    """
    by_role: dict[Role, list[Heads]] = defaultdict(list)
    for one in heads:
        by_role[one.role].append(one)
    found = [_pupils(own) if role is Role.PUPIL else _others(own) for role, own in by_role.items()]
    return Bounds(sum(b.lower for b in found), sum(b.upper for b in found))


def _others(found: list[Heads]) -> Bounds:
    """One teacher may stand in several groups, schools and years."""
    return Bounds(max(one.people for one in found), sum(one.people for one in found))


def _pupils(found: list[Heads]) -> Bounds:
    """Groups of a school and year are different pupils; so are schools, within one year."""
    places: dict[tuple[int, int], list[Heads]] = defaultdict(list)
    for one in found:
        places[one.school_year, one.site].append(one)
    lower: dict[int, int] = defaultdict(int)
    upper = 0
    for (year, _site), here in places.items():
        grouped = sum(one.people for one in here if one.group is not None)
        loose = [one.people for one in here if one.group is None]
        lower[year] += max(grouped, *loose, 0)
        upper += grouped + sum(loose)
    return Bounds(max(lower.values()), upper)


def with_known(known_people: int, heads: Bounds) -> Bounds:
    """Return the bounds when some are known by code: heads may be the same people or others."""
    return Bounds(max(known_people, heads.lower), known_people + heads.upper)
