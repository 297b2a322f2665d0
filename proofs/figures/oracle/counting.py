"""Sections 2 and 3: things counted once, and the category of a person."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from proofs.figures import facts
from proofs.figures.facts import period_of
from proofs.figures.oracle.asking import Answer, Asked, between
from proofs.figures.oracle.heads import Heads, bounds_of_people
from proofs.figures.oracle.schools import count_schools
from proofs.figures.oracle.windows import (
    any_day_counts,
    counted_from,
    dated_counts,
    day_counts,
    is_level,
)
from toc_core.periods import school_year_of
from toc_core.theory import CROSS, At, Count, Countable

UNKNOWN = "unknown"


class Evidence(NamedTuple):
    """The things found, each once; the heads beside them; and whether there is any record."""

    things: frozenset[int]
    heads: tuple[Heads, ...] = ()
    recorded: bool = False


def counted(asked: Asked, count: Count) -> Answer:
    """Return how many different things the records hold."""
    return answer_of(asked.known, count.of, evidence_of(asked, count))


def answer_of(known: facts.Known, of: Countable, found: Evidence) -> Answer:
    """Return the number of things, or the bounds of it; without a record it is a blank."""
    if not found.recorded:
        return Answer()
    if of in (Countable.SCHOOLS, Countable.CAMPUSES):
        fewest, most = count_schools(known, found.things)
        answer = between(fewest, most)
        return answer if fewest == most else replace(answer, caveats=frozenset({"unconfirmed"}))
    if of is Countable.PARTICIPANTS:
        return between(*bounds_of_people(len(found.things), found.heads))
    return between(len(found.things), len(found.things))


def evidence_of(asked: Asked, count: Count) -> Evidence:
    """Return everything that an indicator counts."""
    match count.of:
        case Countable.SCHOOLS:
            return _of([asked.known.sites[p.site].school for p in _participations(asked)])
        case Countable.CAMPUSES:
            return _of([p.site for p in _participations(asked)])
        case Countable.TRAJECTORIES:
            return _of([t.id for t in _trajectories(asked, count)])
        case Countable.GROUPS:
            return _of([t.group for t in _trajectories(asked, count) if t.group is not None])
        case Countable.DELIVERIES:
            return _of([d.id for d in _deliveries(asked, count) if day_counts(asked, d.day)])
        case Countable.MEETINGS:
            return _of([m.id for m in _meetings(asked, count)])
        case Countable.STORIES:
            return _of([s.id for s in _stories(asked, count)])
    people = [a.person for a in _attendances(asked, count)]
    heads = tuple(_heads(asked, count))
    return Evidence(frozenset(people), heads, bool(people or heads))


def _of(things: list[int]) -> Evidence:
    return Evidence(frozenset(things), recorded=bool(things))


def _participations(asked: Asked) -> Iterator[facts.Participation]:
    for row in asked.known.all(facts.Participation):
        year = period_of(row.year)
        own = row.programme == asked.programme.code and asked.here(row.site)
        since = year.start >= counted_from(asked)
        if own and since and any_day_counts(asked, year.start, year.end):
            yield row


def _trajectories(asked: Asked, count: Count) -> Iterator[facts.Trajectory]:
    for row in asked.known.all(facts.Trajectory):
        if row.programme != asked.programme.code or not asked.here(row.site):
            continue
        if row.status == "planned" and count.held_only:
            continue
        if is_level(asked) or count.at is At.OVERLAP:
            counts = any_day_counts(asked, row.start, row.end)
        else:
            counts = day_counts(asked, row.start if count.at is At.START else row.end)
        if counts:
            yield row


def _deliveries(asked: Asked, count: Count) -> Iterator[facts.Delivery]:
    """Yield the deliveries that are asked for, on whatever day."""
    levels = {e.code: e.level for e in asked.programme.elements}
    statuses = ("held",) if count.held_only else ("held", "planned")
    for row in asked.known.all(facts.Delivery):
        if row.programme != asked.programme.code or not asked.here(row.site):
            continue
        named = not count.interventions or row.element in count.interventions
        if named and count.level in (None, levels[row.element]) and row.status in statuses:
            yield row


def _meetings(asked: Asked, count: Count) -> Iterator[facts.Meeting]:
    for row in asked.known.all(facts.Meeting):
        own = row.programme == asked.programme.code and asked.here(row.site)
        if own and day_counts(asked, row.day) and (not count.kinds or row.kind in count.kinds):
            yield row


def _stories(asked: Asked, count: Count) -> Iterator[facts.Story]:
    for row in asked.known.all(facts.Story):
        own = row.programme == asked.programme.code and asked.here(row.site)
        told = row.consent != "withdrawn" and (not count.roles or row.role in count.roles)
        if own and told and dated_counts(asked, row.day, row.year):
            yield row


def _attendances(asked: Asked, count: Count) -> Iterator[facts.Attendance]:
    held = {d.id: d for d in _deliveries(asked, count)}
    for row in asked.known.all(facts.Attendance):
        if row.delivery not in held or not dated_counts(asked, held[row.delivery].day, row.year):
            continue
        role = asked.known.people[row.person].role
        if (not count.roles or role in count.roles) and is_in_category(asked, row):
            yield row


def is_in_category(asked: Asked, row: facts.Attendance | facts.Score) -> bool:
    """Return whether a person is, at that school in that year, of the category asked for."""
    axis, category = asked.part.axis, asked.part.category
    if not axis:
        return True
    found = [
        asked.known.traits.get((asked.programme.code, row.person, row.site, row.year, one), UNKNOWN)
        for one in axis.split(CROSS)
    ]
    return CROSS.join(found) == category


def _heads(asked: Asked, count: Count) -> Iterator[Heads]:
    """Yield the heads; of a category nothing is known about them."""
    if set(asked.part.category.split(CROSS)) - {"", UNKNOWN}:
        return
    held = {d.id: d for d in _deliveries(asked, count)}
    for row in asked.known.all(facts.HeadCount):
        if row.delivery not in held or (count.roles and row.role not in count.roles):
            continue
        delivery = held[row.delivery]
        year = school_year_of(delivery.day).code
        if dated_counts(asked, delivery.day, year):
            group, unit = unit_of(asked.known, delivery)
            yield Heads(row.role, row.site, year, group, unit, row.people)


def unit_of(known: facts.Known, delivery: facts.Delivery) -> tuple[bool, tuple[str, int]]:
    """Return whose heads were counted, and whether they are those of a group."""
    if delivery.trajectory is None:
        return False, ("delivery", delivery.id)
    group = known.trajectories[delivery.trajectory].group
    if group is None:
        return False, ("trajectory", delivery.trajectory)
    return True, ("group", group)
