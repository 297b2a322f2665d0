"""The answers and targets that two ways of computing must agree on, to the last millionth."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from toc_core.errors import TocError
from toc_core.figures import Figure
from toc_core.figures.exact import quotient
from toc_core.i18n import _

Where = tuple[str, str, str]  # programme, indicator, period
Answer = tuple[Decimal | None, Decimal | None]  # lower and upper, the same when it is exact
Answers = dict[Where, tuple[Answer, Decimal | None]]  # with the target


def answers_of(figures: Iterable[Figure]) -> Answers:
    """Return what figures say of the whole."""
    found: Answers = {}
    for figure in figures:
        exact = figure.value is not None
        ends = (figure.value, figure.value) if exact else (figure.lower, figure.upper)
        found[figure.programme, figure.indicator, figure.period.code] = (ends, figure.target)
    return found


def demand_equal(ours: Answers, other: Answers, name: str) -> None:
    """Raise ``TocError``, naming the first difference, unless both say the same."""
    for where in sorted({*ours, *other}):
        one, two = ours.get(where), other.get(where)
        if one != two:
            raise TocError(
                _(
                    "{name} geeft een ander cijfer voor {where}: {other} in plaats van {ours}."
                ).format(name=name, where=" ".join(where), other=two, ours=one)
            )


def count(things: int) -> Answer:
    """Return a count; without any record there is no figure."""
    return between(things, things) if things else (None, None)


def between(least: int, most: int) -> Answer:
    """Return the bounds of a number."""
    return Decimal(least), Decimal(most)


def exact(value: Decimal | None) -> Answer:
    """Return one number, or none."""
    return value, value


def people_of(units: Iterable[int]) -> Answer:
    """Return the bounds of how many parents there are, from the largest head count of each unit."""
    found = [people for people in units if people]
    return between(max(found), sum(found)) if found else (None, None)


Scored = tuple[int, str, object, int, Decimal]  # person, moment, day, id, value


def mean_of(scores: Iterable[Scored]) -> Answer:
    """Return the mean of all scores."""
    values = [value for *_rest, value in scores]
    return exact(quotient(sum(values, Decimal(0)), len(values)))


def share_of(scores: Iterable[Scored], threshold: int) -> Answer:
    """Return which part of the people scored enough, each at their last score after."""
    last = {
        person: value
        for person, moment, _day, _id, value in sorted(scores, key=lambda s: (s[2], s[3]))
        if moment == "after"
    }
    enough = sum(value >= threshold for value in last.values())
    return exact(quotient(enough, len(last), percent=True))


def change_of(scores: Iterable[Scored]) -> Answer:
    """Return the mean step from each person's first score before to the last after."""
    first: dict[int, Scored] = {}
    last: dict[int, Scored] = {}
    for score in sorted(scores, key=lambda s: (s[2], s[3])):
        if score[1] == "before":
            first.setdefault(score[0], score)
        elif score[1] == "after":
            last[score[0]] = score
    steps = [
        last[person][4] - before[4]
        for person, before in first.items()
        if person in last and last[person][2] >= before[2]  # type: ignore[operator]
    ]
    return exact(quotient(sum(steps, Decimal(0)), len(steps)))
