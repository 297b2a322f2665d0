"""The step from one period to the next, or the reason why none may be told."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

from toc_core.figures.caveats import BREAKS_COMPARISON
from toc_core.figures.figure import Change
from toc_core.i18n import _

if TYPE_CHECKING:
    from toc_core.figures.figure import Figure


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
    """Return the reasons why a figure cannot be compared, in words."""
    breaks = any(caveat.kind in BREAKS_COMPARISON for caveat in figure.caveats)
    reasons = [caveat.text for caveat in figure.caveats] if breaks else []
    if figure.partly:
        reasons.append(figure.partly)
    return [f"{figure.period.label}: {'; '.join(reasons)}"] if reasons else []


def _growth(difference: Decimal, previous: Decimal) -> Decimal | None:
    if previous <= 0:  # a share of nothing, or of less, says nothing
        return None
    return (difference / previous).quantize(Decimal("0.001"), ROUND_HALF_UP)
