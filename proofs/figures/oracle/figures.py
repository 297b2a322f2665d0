"""Every figure as it must be, and section 10: the step from the period before."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import NamedTuple

from proofs.figures.oracle.agreeing import Standing, standing
from proofs.figures.oracle.asking import Answer, Asked
from proofs.figures.oracle.counting import counted
from proofs.figures.oracle.formulas import calculated
from proofs.figures.oracle.observing import joined, observed
from proofs.figures.oracle.scoring import recorded, scored
from toc_core.periods import previous
from toc_core.theory import Count, Formula, Observed, Recorded, Scored

BREAKS = frozenset({"not_comparable", "definition_changed"})


class Step(NamedTuple):
    """The step from the period before, or that it is refused."""

    refused: bool
    difference: Fraction | None = None


class Expected(NamedTuple):
    """A figure as it must be."""

    answer: Answer
    standing: Standing
    step: Step | None


def expected(asked: Asked) -> Expected:
    """Return the figure that the facts and docs/figures.md give."""
    answer = answer_of(asked)
    return Expected(answer, standing(asked, answer), _step(asked, answer))


def answer_of(asked: Asked) -> Answer:
    """Return the answer of one indicator."""
    answer = _measured(asked)
    if asked.practice and answer.answered:
        return replace(answer, caveats=answer.caveats | {"fictitious"})
    return answer


def _measured(asked: Asked) -> Answer:
    match asked.indicator.measure:
        case Count() as measure:
            return joined(asked, counted(asked, measure))
        case Observed() as measure:
            return observed(asked, measure)
        case Scored() as measure:
            return scored(asked, measure)
        case Recorded() as measure:
            return recorded(asked, measure)
        case Formula() as measure:
            return calculated(measure, lambda code: _operand(asked, code))
    raise AssertionError(asked.indicator)


def _operand(asked: Asked, code: str) -> Answer:
    found = next(i for i in asked.programme.all_indicators() if i.code == code)
    return answer_of(asked._replace(indicator=found))


def _step(asked: Asked, answer: Answer) -> Step | None:
    before = previous(asked.period)
    if before is None or asked.to_date:  # what runs from the beginning is no step
        return None
    earlier = answer_of(asked._replace(period=before))
    if earlier.value is None or answer.value is None or asked.period.end >= asked.today:
        return Step(refused=True)
    if BREAKS & (earlier.caveats | answer.caveats):
        return Step(refused=True)
    if earlier.partly or answer.partly:
        return Step(refused=True)
    return Step(refused=False, difference=answer.value - earlier.value)
