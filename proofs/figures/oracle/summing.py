"""Section 4, how several values become one figure; also of scores and recorded numbers."""

from __future__ import annotations

from collections import Counter
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from proofs.figures.oracle.asking import Answer, between
from toc_core.theory import Behaviour, Summary


class Value(NamedTuple):
    """One value and the last day that it is about."""

    number: Fraction
    day: date


def summarised(
    values: list[Value], summary: Summary, behaviour: Behaviour, threshold: Decimal | None
) -> Answer:
    """Return one figure of several values."""
    numbers = sorted(value.number for value in values)
    if not numbers:
        return Answer()
    match summary:
        case Summary.SUM if behaviour is Behaviour.DISTINCT:
            return between(max(numbers), sum(numbers))
        case Summary.LATEST:
            return _latest(values)
        case Summary.SHARE:
            assert threshold is not None
            return _share(numbers, Fraction(threshold))
        case Summary.DISTRIBUTION:
            counts = tuple(sorted(Counter(numbers).items()))
            return Answer(answered=True, distribution=counts, n=len(numbers))
    number = {
        Summary.SUM: sum(numbers, Fraction(0)),
        Summary.MEAN: sum(numbers, Fraction(0)) / len(numbers),
        Summary.MEDIAN: (numbers[(len(numbers) - 1) // 2] + numbers[len(numbers) // 2]) / 2,
        Summary.MINIMUM: numbers[0],
        Summary.MAXIMUM: numbers[-1],
    }[summary]
    return Answer(answered=True, value=number, n=len(numbers))


def _latest(values: list[Value]) -> Answer:
    last = max(value.day for value in values)
    latest = [value.number for value in values if value.day == last]
    return between(min(latest), max(latest))


def _share(numbers: list[Fraction], threshold: Fraction) -> Answer:
    """A value exactly at the threshold is inside."""
    at_least, all_of_them = sum(number >= threshold for number in numbers), len(numbers)
    return Answer(
        answered=True,
        value=Fraction(100 * at_least, all_of_them),
        numerator=at_least,
        denominator=all_of_them,
        percent=True,
        n=all_of_them,
    )
