"""The figure itself: one computed answer with everything a reader must know about it."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from toc_core.figures.caveats import Caveat
from toc_core.figures.exact import THIN_SPACE, display
from toc_core.i18n import _
from toc_core.theory import Direction

if TYPE_CHECKING:
    from collections.abc import Iterable

    from toc_core.periods import Period


class Origin(StrEnum):
    """Where a figure comes from."""

    COUNTED = "counted"
    OBSERVED = "observed"
    ABSENT = "absent"  # nothing recorded: a blank, never a zero


class Status(StrEnum):
    """How a figure stands against its target."""

    REACHED = "reached"
    ALMOST = "almost"
    UNDERWAY = "underway"  # not there yet, and the period is still open
    BEHIND = "behind"
    UNCERTAIN = "uncertain"  # its bounds lie on both sides of the target
    NO_TARGET = "no_target"
    NO_FIGURE = "no_figure"


@dataclass(frozen=True)
class Change:
    """The step from the previous period: a difference and growth, or why there is none.

    ``growth`` is a fraction of the previous value, rounded half up to three decimals.
    """

    previous: str
    difference: Decimal | None = None
    growth: Decimal | None = None
    refused: str = ""
    caveats: tuple[Caveat, ...] = ()


@dataclass(frozen=True)
class Mismatch:
    """Numbers that should be one number and are not, in one sentence.

    ``overlap`` says that nothing is wrong: the parts hold the same people more than once.
    """

    text: str
    parts: Decimal
    whole: Decimal
    overlap: bool = False


@dataclass(frozen=True)
class Figure:
    """One computed answer: an indicator in a period, for a site or cell or as a whole.

    ``lower`` and ``upper`` bound a value that the records cannot settle (``value`` is then
    empty); ``percent`` tells that the value is a percentage; ``exact``
    is the value before it was rounded to six decimals; ``n`` is the number of values or
    pairs summarised and ``unmatched`` how many had only a before and only an after; ``rows`` is
    the number of records behind it; ``left_out`` says what does not count, and ``mismatches``
    what does not add up. ``progress`` is the percentage of the way to the target. ``partly`` says
    which part of the period was observed, when that is not all of it.
    """

    programme: str
    indicator: str
    label: str
    period: Period
    element: str = ""
    level: str = ""
    unit: str = ""
    site: str = ""
    site_label: str = ""
    axis: str = ""
    category: str = ""
    origin: Origin = Origin.ABSENT
    value: Decimal | None = None
    exact: Fraction | None = field(default=None, repr=False)
    numerator: int | None = None
    denominator: int | None = None
    percent: bool = False
    lower: Decimal | None = None
    upper: Decimal | None = None
    n: int | None = None
    distribution: tuple[tuple[Decimal, int], ...] = ()
    unmatched: tuple[int, int] | None = None
    text: str = ""
    absence: str = ""
    rows: int = 0
    partly: str = ""
    direction: Direction = Direction.INCREASE
    target: Decimal | None = None
    baseline: Decimal | None = None
    progress: Decimal | None = None
    status: Status = Status.NO_TARGET
    caveats: tuple[Caveat, ...] = ()
    change: Change | None = None
    left_out: tuple[str, ...] = ()
    mismatches: tuple[Mismatch, ...] = ()
    sensitive: bool = False
    context: bool = False
    to_date: bool = False
    decimals: int = 0

    def but(self, **changes: Any) -> Figure:
        """Return the figure with other values for some fields.

        ``dataclasses.replace`` checks and sets each field again, which takes ten times as long.
        """
        other = object.__new__(Figure)
        other.__dict__.update(self.__dict__, **changes)
        return other

    def held_against(self, other: Figure) -> Figure:
        """Return the figure with what was agreed for another one, such as that of its school."""
        return self.but(
            target=other.target,
            baseline=other.baseline,
            progress=other.progress,
            status=other.status,
        )

    def fill(self, **fields: Any) -> Figure:
        """Set fields of a figure that is still being made, so that nobody else holds it yet."""
        self.__dict__.update(fields)
        return self

    @property
    def shown(self) -> str:
        """Return the value as a reader sees it: a number, bounds, words, or a dash."""
        if self.value is not None:
            return display(self.value, self.decimals) + (f"{THIN_SPACE}%" if self.percent else "")
        if self.lower is not None and self.upper is not None:
            one_apart = not self.decimals and self.upper - self.lower == 1
            words = _("{lower} of {upper}") if one_apart else _("{lower} tot {upper}")
            return words.format(
                lower=display(self.lower, self.decimals), upper=display(self.upper, self.decimals)
            )
        return self.text or "–"


def shared_caveats(found: Iterable[Figure]) -> tuple[Caveat, ...]:
    """Return the reservations that every answered figure has: they are said once, for all."""
    answered = [f for f in found if f.origin is not Origin.ABSENT]
    if not answered:
        return ()
    return tuple(c for c in answered[0].caveats if all(c in f.caveats for f in answered))
