"""Figures: exact arithmetic on fetched values, and what may be said about them.

Values are ``Decimal`` with at most six decimals (stored as integer micro-units), ratios are
integer pairs. Nothing here reads a database.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from typing import TYPE_CHECKING

from toc_core.i18n import _
from toc_core.theory import Direction

if TYPE_CHECKING:
    from toc_core.periods import Period

ALMOST_PERCENT = 85  # from this share of the target on, a figure is "bijna"
THIN_SPACE = "\u202f"


class CaveatKind(StrEnum):
    """Why a figure may not be read at face value."""

    PROVISIONAL = "provisional"
    PARTIAL = "partial"
    SEPARATE_CATEGORY = "separate_category"
    NOT_COMPARABLE = "not_comparable"
    DEFINITION_CHANGED = "definition_changed"
    FICTITIOUS = "fictitious"


# A figure with one of these may not be set against another period.
BREAKS_COMPARISON = frozenset({CaveatKind.NOT_COMPARABLE, CaveatKind.DEFINITION_CHANGED})


@dataclass(frozen=True, order=True)
class Caveat:
    """One reservation: its kind and, if the recorder gave one, the reason in words."""

    kind: CaveatKind
    note: str = ""

    @property
    def text(self) -> str:
        """Return the reservation in one Dutch phrase."""
        word = caveat_words()[self.kind]
        return f"{word}: {self.note}" if self.note else word


def caveat_words() -> dict[CaveatKind, str]:
    """Return the word a reader sees for each kind."""
    return {
        CaveatKind.PROVISIONAL: _("voorlopig"),
        CaveatKind.PARTIAL: _("onvolledig"),
        CaveatKind.SEPARATE_CATEGORY: _("aparte categorie"),
        CaveatKind.NOT_COMPARABLE: _("niet vergelijkbaar"),
        CaveatKind.DEFINITION_CHANGED: _("definitie gewijzigd"),
        CaveatKind.FICTITIOUS: _("fictief (oefengegevens)"),
    }


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
class Figure:
    """One computed answer: an indicator in a period, for a site or cell or as a whole.

    ``lower`` and ``upper`` bound a value that head counts alone cannot settle (``value`` is then
    empty); ``rows`` is the number of records behind it; ``left_out`` says what does not count.
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
    numerator: int | None = None
    denominator: int | None = None
    lower: Decimal | None = None
    upper: Decimal | None = None
    text: str = ""
    absence: str = ""
    rows: int = 0
    direction: Direction = Direction.INCREASE
    target: Decimal | None = None
    status: Status = Status.NO_TARGET
    caveats: tuple[Caveat, ...] = ()
    change: Change | None = None
    left_out: tuple[str, ...] = ()
    sensitive: bool = False
    decimals: int = 0

    @property
    def shown(self) -> str:
        """Return the value as a reader sees it: a number, bounds, words, or a dash."""
        if self.value is not None:
            return display(self.value, self.decimals)
        if self.lower is not None and self.upper is not None:
            return _("{lower} tot {upper}").format(
                lower=display(self.lower), upper=display(self.upper)
            )
        return self.text or "–"


def display(value: Decimal | int, decimals: int = 0) -> str:
    """Return a number in Belgian style, rounded half up: ``1 234,5`` (thin space, comma)."""
    step = Decimal(1).scaleb(-decimals)
    rounded = Decimal(value).quantize(step, ROUND_HALF_UP)
    whole, _point, rest = f"{abs(rounded):f}".partition(".")
    groups = f"{int(whole):,}".replace(",", THIN_SPACE)
    sign = "-" if rounded < 0 else ""
    return f"{sign}{groups},{rest}" if rest else f"{sign}{groups}"


def status_of(
    value: Decimal | None,
    target: Decimal | None,
    direction: Direction,
    *,
    still_open: bool = False,
) -> Status:
    """Compare a value with its target; a value exactly at the target has reached it.

    "Almost" is from 85 % of the target on (increase), or up to the target's excess by the same
    share (decrease): compared by multiplication, never by division. What still has to grow is
    not behind as long as its period is ``still_open``.
    """
    if target is None:
        return Status.NO_TARGET
    if value is None:
        return Status.NO_FIGURE
    if direction is Direction.DECREASE:
        reached, almost = value <= target, value * ALMOST_PERCENT <= target * 100
    elif direction is Direction.MAINTAIN:
        reached, almost = value == target, False
    else:
        reached, almost = value >= target, value * 100 >= target * ALMOST_PERCENT
    if reached:
        return Status.REACHED
    if almost:
        return Status.ALMOST
    growing = still_open and direction is Direction.INCREASE
    return Status.UNDERWAY if growing else Status.BEHIND


def change_between(previous: Figure, current: Figure, *, still_open: bool = False) -> Change:
    """Return the step between two figures of one indicator, or the reason it is refused.

    A period that is ``still_open`` is not set against a whole one.
    """
    period = previous.period.code
    if still_open and current.value is not None:
        return Change(period, refused=_("{period} loopt nog").format(period=current.period.label))
    if previous.value is None or current.value is None:
        missing = previous if previous.value is None else current
        reason = _("geen cijfer voor {period}").format(period=missing.period.label)
        return Change(period, refused=reason)
    broken = _breaks(previous) + _breaks(current)
    if broken:
        return Change(period, refused=" · ".join(dict.fromkeys(broken)))
    caveats = tuple(dict.fromkeys(previous.caveats + current.caveats))
    difference = current.value - previous.value
    return Change(period, difference, _growth(difference, previous.value), caveats=caveats)


def _breaks(figure: Figure) -> list[str]:
    """Return the reasons why a figure cannot be compared, all its caveats in words."""
    if not any(caveat.kind in BREAKS_COMPARISON for caveat in figure.caveats):
        return []
    reasons = "; ".join(caveat.text for caveat in figure.caveats)
    return [f"{figure.period.label}: {reasons}"]


def _growth(difference: Decimal, previous: Decimal) -> Decimal | None:
    if previous <= 0:  # a share of nothing, or of less, says nothing
        return None
    return (difference / previous).quantize(Decimal("0.001"), ROUND_HALF_UP)


def merged_caveats(groups: Iterable[Iterable[Caveat]]) -> tuple[Caveat, ...]:
    """Return all caveats of several figures, each once, in a stable order."""
    return tuple(sorted({caveat for group in groups for caveat in group}))
