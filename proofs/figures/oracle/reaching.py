"""Section 8: the same thing counted once over several indicators."""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple

from proofs.figures.oracle.asking import Answer, Asked
from proofs.figures.oracle.counting import Evidence, answer_of, evidence_of
from toc_core.theory import Count, Countable


class Reach(NamedTuple):
    """The sum of the parts, the union, and how much of the sum was in more than one part."""

    parts: tuple[Answer, ...]
    total: tuple[Fraction, Fraction]
    union: Answer
    overlap: tuple[Fraction, Fraction]


def reached(askeds: list[Asked]) -> Reach:
    """Return the unduplicated reach of several counts of one kind of thing."""
    known, of = askeds[0].known, _of(askeds[0])
    found = [evidence_of(asked, _count(asked)) for asked in askeds]
    parts = tuple(answer_of(known, of, each) for each in found)
    together = Evidence(
        frozenset[int]().union(*(each.things for each in found)),
        tuple(heads for each in found for heads in each.heads),
        any(each.recorded for each in found),
    )
    union = answer_of(known, of, together)
    bounds = [part.bounds or (Fraction(0), Fraction(0)) for part in parts]
    total = sum(b[0] for b in bounds) + Fraction(0), sum(b[1] for b in bounds) + Fraction(0)
    least, most = union.bounds or (Fraction(0), Fraction(0))
    return Reach(parts, total, union, (total[0] - most, total[1] - least))


def _count(asked: Asked) -> Count:
    measure = asked.indicator.measure
    assert isinstance(measure, Count)
    return measure


def _of(asked: Asked) -> Countable:
    return _count(asked).of
