"""Section 2, people known by head counts only: between at least and at most."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

PUPIL = "pupil"
Bounds = tuple[int, int]


class Heads(NamedTuple):
    """The people of one role counted at one delivery, and of which unit they are."""

    role: str
    site: int
    year: str
    is_group: bool
    unit: tuple[str, int]
    people: int


def bounds_of_people(known: int, heads: Iterable[Heads]) -> Bounds:
    """Return the bounds of people known by code beside heads."""
    heads = list(heads)
    lower = upper = 0
    for role in {h.role for h in heads}:  # different people: they add up
        least, most = _of_role(role, [h for h in heads if h.role == role])
        lower, upper = lower + least, upper + most
    return max(known, lower), known + upper


def _of_role(role: str, heads: list[Heads]) -> Bounds:
    if role == PUPIL:
        return _over_years(heads)
    units = _largest(heads).values()
    return max(units), sum(units)


def _over_years(heads: list[Heads]) -> Bounds:
    """Over years the same pupils may come back."""
    years = [_over_schools([h for h in heads if h.year == y]) for y in {h.year for h in heads}]
    return max(least for least, _most in years), sum(most for _least, most in years)


def _over_schools(heads: list[Heads]) -> Bounds:
    """In one year both bounds add up over schools."""
    schools = [_in_school([h for h in heads if h.site == s]) for s in {h.site for h in heads}]
    return sum(least for least, _most in schools), sum(most for _least, most in schools)


def _in_school(heads: list[Heads]) -> Bounds:
    """The groups of one school and year are different pupils; who has no group may be anybody."""
    groups = sum(_largest([h for h in heads if h.is_group]).values())
    loose = list(_largest([h for h in heads if not h.is_group]).values())
    return max([groups, *loose]), groups + sum(loose)


def _largest(heads: list[Heads]) -> dict[tuple[int, str, tuple[str, int]], int]:
    """Return the largest head count of each unit of a school and year."""
    found: dict[tuple[int, str, tuple[str, int]], int] = defaultdict(int)
    for h in heads:
        key = (h.site, h.year, h.unit)
        found[key] = max(found[key], h.people)
    return found
