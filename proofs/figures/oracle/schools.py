"""Section 2, schools with more than one name."""

from __future__ import annotations

from collections.abc import Iterable

from proofs.figures.facts import Alias, Known


def count_schools(known: Known, schools: Iterable[int]) -> tuple[int, int]:
    """Return how many schools there are at least and at most."""
    schools = list(schools)
    sure = [pair for pair, confirmed in _same(known) if confirmed]
    maybe = [pair for pair, _confirmed in _same(known)]
    return _different(schools, maybe), _different(schools, sure)


def _same(known: Known) -> list[tuple[tuple[int, int], bool]]:
    """Return which schools are said to be one, and whether that is confirmed."""
    return [
        ((alias.site, other.id), alias.confirmed)
        for alias in known.all(Alias)
        for other in known.sites.values()
        if other.id != alias.site and alias.alias in (other.label, other.code)
    ]


def _different(schools: list[int], same: list[tuple[int, int]]) -> int:
    """Return how many schools are left when those that are the same get one number."""
    number: dict[int, int] = {}
    for one, other in same:
        for school in (one, other):
            number.setdefault(school, school)
        old, new = number[one], number[other]
        number = {school: new if n == old else n for school, n in number.items()}
    return len({number.get(school, school) for school in schools})
