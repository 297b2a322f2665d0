"""Sections 5 and 6: scores of people, and numbers that stand in the records."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from proofs.figures.facts import Delivery, Resource, Score
from proofs.figures.oracle.asking import Answer, Asked
from proofs.figures.oracle.counting import is_in_category
from proofs.figures.oracle.summing import Value, summarised
from proofs.figures.oracle.windows import dated_counts, day_counts, lies_within, only_overlaps
from toc_core.theory import Behaviour, Moment, Quantity, Recorded, Scored, Summary


def scored(asked: Asked, measure: Scored) -> Answer:
    """Return what the scores in the window say."""
    rows = [row for row in _scores(asked) if not measure.moments or row.moment in measure.moments]
    if measure.summary is Summary.CHANGE:
        return _change(rows, measure.moments)
    if asked.indicator.behaviour in (Behaviour.STOCK, Behaviour.DISTINCT):
        rows = [_last(each) for each in _by_person(rows).values()]
    values = [Value(Fraction(row.value), row.day) for row in rows]
    return summarised(values, measure.summary, asked.indicator.behaviour, measure.threshold)


def _scores(asked: Asked) -> Iterator[Score]:
    for row in asked.known.all(Score):
        own = (row.programme, row.indicator) == (asked.programme.code, asked.indicator.code)
        here = own and asked.here(row.site) and is_in_category(asked, row)
        if here and dated_counts(asked, row.day, row.year):
            yield row


def _by_person(rows: list[Score]) -> dict[int, list[Score]]:
    return {person: [r for r in rows if r.person == person] for person in {r.person for r in rows}}


def _first(rows: list[Score]) -> Score:
    return min(rows, key=lambda row: (row.day, row.id))


def _last(rows: list[Score]) -> Score:
    return max(rows, key=lambda row: (row.day, row.id))


def _change(rows: list[Score], moments: tuple[Moment, ...]) -> Answer:
    """The mean difference between the first score before and the last after."""
    if not rows:
        return Answer()
    differences: list[Fraction] = []
    only_before = only_after = 0
    for own in _by_person(rows).values():
        before = [row for row in own if row.moment == moments[0]]
        after = [row for row in own if row.moment == moments[1]]
        if before and after and _first(before).day <= _last(after).day:
            differences.append(Fraction(_last(after).value) - Fraction(_first(before).value))
        else:
            only_before, only_after = only_before + bool(before), only_after + bool(after)
    mean = sum(differences, Fraction(0)) / len(differences) if differences else None
    return Answer(
        answered=True, value=mean, n=len(differences), unmatched=(only_before, only_after)
    )


def recorded(asked: Asked, measure: Recorded) -> Answer:
    """Return what the numbers in the records say."""
    if measure.of is Quantity.MINUTES:
        return _of_values(asked, measure, list(_minutes(asked, measure)), 0)
    rows = list(_resources(asked, measure))
    inside = [row for row in rows if lies_within(asked, row.start, row.end)]
    amounts = [(row.amount if measure.of is Quantity.AMOUNT else row.hours, row) for row in inside]
    values = [Value(Fraction(amount), row.end) for amount, row in amounts if amount is not None]
    times = {(row.start, row.end) for row in rows}
    outside = sum(only_overlaps(asked, *time) for time in times)
    return _of_values(asked, measure, values, outside)


def _of_values(asked: Asked, measure: Recorded, values: list[Value], left_out: int) -> Answer:
    behaviour = asked.indicator.behaviour
    answer = summarised(values, measure.summary, behaviour, measure.threshold)
    return replace(answer, left_out=left_out)


def _minutes(asked: Asked, measure: Recorded) -> Iterator[Value]:
    levels = {e.code: e.level for e in asked.programme.elements}
    for row in asked.known.all(Delivery):
        named = not measure.elements or row.element in measure.elements
        asked_for = named and measure.level in (None, levels[row.element])
        own = row.programme == asked.programme.code and asked.here(row.site)
        held = row.status == "held" and day_counts(asked, row.day)
        if asked_for and own and held and row.minutes is not None:
            yield Value(Fraction(row.minutes), row.day)


def _resources(asked: Asked, measure: Recorded) -> Iterator[Resource]:
    """Yield what was given; it belongs to the city: it is real, and not split by school."""
    if asked.practice or asked.part.site is not None:
        return
    for row in asked.known.all(Resource):
        named = not measure.elements or row.element in measure.elements
        if named and row.programme == asked.programme.code:
            yield row
