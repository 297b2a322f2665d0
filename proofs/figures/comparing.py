"""Holds a figure of the engine against what the facts give, field by field."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from typing import Any, NamedTuple

from proofs.figures.oracle.asking import Answer
from proofs.figures.oracle.figures import Expected
from toc_core.figures import Figure, Origin
from toc_core.theory import Indicator, Summary

TEXTS_JOINED_BY = " · "
# Caveats that docs/figures.md determines; the others say what the reader can see.
DETERMINED = frozenset(
    {"unconfirmed", "definition_changed", "not_comparable", "separate_category", "fictitious"}
)
MILLION = 10**6


class Difference(NamedTuple):
    """A field that is not what it must be."""

    field: str
    expected: Any
    got: Any


def six(number: Fraction | None) -> Decimal | None:
    """Return a number in millionths, rounded half away from zero."""
    if number is None:
        return None
    twice = abs(number) * 2 * MILLION
    micro = (twice.numerator // twice.denominator + 1) // 2
    return Decimal(micro if number >= 0 else -micro) / MILLION


def differences(indicator: Indicator, right: Expected, figure: Figure) -> list[Difference]:
    """Return every field of a figure that the page determines and that differs."""
    pairs = (
        *_numbers(indicator, right.answer),
        *_words(right.answer, figure),
        *_agreed(right),
    )
    found = [
        Difference(name, value, got)
        for name, value in pairs
        if (got := _got(figure, name)) is not MISSING and got != value
    ]
    return [*found, *_step(right, figure)]


MISSING = object()


def _got(figure: Figure, name: str) -> Any:
    """Return a field of a figure as it is compared."""
    match name:
        case "absent":
            return figure.origin is Origin.ABSENT
        case "text":
            return sorted(figure.text.split(TEXTS_JOINED_BY)) if figure.text else []
        case "left_out":
            return len(figure.left_out)
        case "caveats":
            return sorted({c.kind.value for c in figure.caveats} & DETERMINED)
        case "status":
            return figure.status.value
    return getattr(figure, name, MISSING)


def _numbers(indicator: Indicator, answer: Answer) -> Iterator[tuple[str, Any]]:
    yield "value", six(answer.value)
    yield "lower", six(answer.lower)
    yield "upper", six(answer.upper)
    yield "numerator", answer.numerator
    yield "denominator", answer.denominator
    yield "distribution", tuple((six(value), times) for value, times in answer.distribution)
    yield "unmatched", answer.unmatched
    if answer.value is not None:
        yield "percent", answer.percent
    if answer.n is not None and getattr(indicator.measure, "summary", None) is not Summary.SUM:
        yield "n", answer.n


def _words(answer: Answer, figure: Figure) -> Iterator[tuple[str, Any]]:
    undefined = answer.answered and not (answer.bounds or answer.texts or answer.distribution)
    if not undefined:
        yield "absent", not answer.answered
    if not answer.distribution:
        yield "text", sorted(answer.texts)
    yield "left_out", answer.left_out
    if answer.answered and not undefined:
        yield "caveats", sorted(answer.caveats & DETERMINED)
    if len(answer.absences) == 1:
        yield "absence", next(iter(answer.absences))


def _agreed(right: Expected) -> Iterator[tuple[str, Any]]:
    yield "target", six(right.standing.target)
    yield "baseline", six(right.standing.baseline)
    yield "status", right.standing.status
    if right.answer.value is not None:
        yield "progress", six(right.standing.progress)


def _step(right: Expected, figure: Figure) -> Iterator[Difference]:
    if right.step is None or figure.change is None:
        if (right.step is None) != (figure.change is None):
            yield Difference("change", right.step, figure.change)
        return
    if right.step.refused != bool(figure.change.refused):
        yield Difference("change refused", right.step.refused, figure.change.refused)
    elif not right.step.refused:
        exact, got = six(right.step.difference), figure.change.difference
        if got is None or exact is None or abs(exact - got) > Decimal(1) / MILLION:
            yield Difference("change", exact, got)
