"""What is asked of the facts, and what is answered: exact fractions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from proofs.figures.facts import Known
from toc_core.periods import Period
from toc_core.theory import Indicator, Programme


class Part(NamedTuple):
    """Which part of the whole: a site, a category, both or neither."""

    site: int | None = None
    axis: str = ""
    category: str = ""


class Asked(NamedTuple):
    """One figure that is asked for."""

    known: Known
    programme: Programme
    indicator: Indicator
    period: Period
    today: date
    part: Part = Part()
    practice: bool = False
    to_date: bool = False

    def here(self, site: int) -> bool:
        """Return whether a site is in the part asked for, and as real as what is asked."""
        if self.known.sites[site].fictitious is not self.practice:
            return False
        return self.part.site is None or site == self.part.site


@dataclass(frozen=True)
class Answer:
    """What the facts say; not ``answered`` is a blank, answered without numbers is undefined."""

    answered: bool = False
    value: Fraction | None = None
    lower: Fraction | None = None
    upper: Fraction | None = None
    numerator: int | None = None
    denominator: int | None = None
    percent: bool = False
    n: int | None = None
    distribution: tuple[tuple[Fraction, int], ...] = ()
    unmatched: tuple[int, int] | None = None
    texts: tuple[str, ...] = ()
    absences: frozenset[str] = frozenset()
    caveats: frozenset[str] = frozenset()
    left_out: int = 0
    partly: bool = False  # observed, and not for the whole period

    @property
    def bounds(self) -> tuple[Fraction, Fraction] | None:
        """Return the number as bounds that meet, or the bounds; none when there is no number."""
        if self.value is not None:
            return self.value, self.value
        if self.lower is not None and self.upper is not None:
            return self.lower, self.upper
        return None


def between(lower: Fraction | int, upper: Fraction | int) -> Answer:
    """Return an answer between two bounds; bounds that meet are one number."""
    if lower == upper:
        return Answer(answered=True, value=Fraction(lower))
    return Answer(answered=True, lower=Fraction(lower), upper=Fraction(upper))
