"""Makes a mismatch small enough to read: drops facts as long as it stays."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from proofs.figures import facts
from proofs.figures.facts import Fact, Version

MOST_TRIES = 400
PARENTS: dict[str, type] = {
    "site": facts.Site,
    "school": facts.Site,
    "group": facts.Group,
    "person": facts.Person,
    "trajectory": facts.Trajectory,
    "delivery": facts.Delivery,
    "observation": facts.Observation,
}
Check = Callable[[list[Version]], bool]


def shrunk(versions: list[Version], still_wrong: Check) -> list[Version]:
    """Return the facts without those that the mismatch does not need."""
    tries, size = 0, max(1, len(versions) // 2)
    while tries < MOST_TRIES:
        start, dropped = 0, False
        while start < len(versions) and tries < MOST_TRIES:
            fewer = versions[:start] + versions[start + size :]
            tries += 1
            if hangs_together(fewer) and _holds(fewer, still_wrong):
                versions, dropped = fewer, True
            else:
                start += size
        if size == 1 and not dropped:
            break
        size = max(1, size // 2)
    return versions


def _holds(versions: list[Version], still_wrong: Check) -> bool:
    """Return whether the mismatch stays."""
    try:
        return still_wrong(versions)
    except KeyError:  # at that moment a fact refers to one that was not known
        return False


def hangs_together(versions: list[Version]) -> bool:
    """Return whether what is still known refers to what is still known, and the past to any."""
    for facts_then in (
        [version.fact for version in versions if version.until is None],
        [version.fact for version in versions],
    ):
        there = {key for fact in facts_then for key in _keys(fact)}
        if not all(key in there for fact in facts_then for key in _references(fact)):
            return False
    return True


def _keys(fact: Fact) -> Iterator[tuple[Any, ...]]:
    yield type(fact), fact.id
    if isinstance(fact, facts.Enrolment):
        yield facts.Enrolment, fact.person, fact.site, fact.year


def _references(fact: Fact) -> Iterator[tuple[Any, ...]]:
    for name, kind in PARENTS.items():
        number = getattr(fact, name, None)
        if number is not None:
            yield kind, number
    if isinstance(fact, facts.Trait | facts.Attendance | facts.Score):
        yield facts.Enrolment, fact.person, fact.site, fact.year
