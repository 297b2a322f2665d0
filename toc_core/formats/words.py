"""The words that stand beside a figure, the same in every format for people."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Protocol

from toc_core.figures import THIN_SPACE, Caveat, Change, Figure, Origin, Status, display
from toc_core.i18n import _
from toc_core.periods import Period, PeriodKind, parse_period

if TYPE_CHECKING:
    from datetime import datetime


class Headed(Protocol):
    """What stands above the tables of any report."""

    @property
    def title(self) -> str:
        """Return what the report is about."""

    @property
    def notices(self) -> tuple[str, ...]:
        """Return what must stand above the tables."""

    @property
    def made_at(self) -> datetime:
        """Return when it was made."""

    @property
    def as_known(self) -> datetime | None:
        """Return the earlier moment it is about; none for now."""

    @property
    def product(self) -> str:
        """Return the version of toc-core that made it."""


def status_words() -> dict[Status, str]:
    """Return what a reader sees for each status; nothing without a target."""
    return {
        Status.REACHED: _("bereikt"),
        Status.ALMOST: _("bijna"),
        Status.UNDERWAY: _("onderweg"),
        Status.BEHIND: _("achter"),
        Status.UNCERTAIN: _("niet zeker"),
        Status.NO_TARGET: "",
        Status.NO_FIGURE: _("nog geen cijfer"),
    }


def status_text(figure: Figure) -> str:
    """Return how a figure stands against its target; in an open period, how much is left to do."""
    if figure.status is Status.UNDERWAY and figure.target is not None and figure.value is not None:
        left = display(figure.target - figure.value, figure.decimals)
        return _("nog {number} te gaan").format(number=left)
    return status_words()[figure.status]


def target_text(figure: Figure) -> str:
    """Return the target and how the figure stands against it; empty without a target."""
    if figure.target is None:
        return ""
    target = display(figure.target, figure.decimals)
    status = status_text(figure)
    return _("doel {target}: {status}").format(target=target, status=status)


def absence_text(figure: Figure) -> str:
    """Return why a figure has no answer; empty when it has one."""
    return figure.absence or (_("niets geregistreerd") if figure.origin is Origin.ABSENT else "")


def ratio_text(figure: Figure) -> str:
    """Return the pair of numbers behind a percentage; empty when there is none."""
    if figure.numerator is None or figure.denominator is None:
        return ""
    return _("{part} van {whole}").format(
        part=display(figure.numerator), whole=display(figure.denominator)
    )


def n_text(figure: Figure) -> str:
    """Return how many values or pairs a summary is made of; empty for a count or a sum of one."""
    if figure.n is None or figure.denominator is not None:
        return ""
    if figure.unmatched is not None:
        return _("{n} met een meting voor en na").format(n=display(figure.n))
    return _("n = {n}").format(n=display(figure.n)) if figure.n > 1 else ""


def told_change(figure: Figure) -> Change | None:
    """Return the step that is worth telling: not that of a series that only begins here."""
    change = figure.change
    if change is None or figure.value is None:
        return None
    begins = _("geen cijfer voor {period}").format(period=parse_period(change.previous).label)
    return None if change.refused == begins else change


def change_text(figure: Figure) -> str:
    """Return the step from the period before, or that there is none; empty without one.

    A percentage goes up by percentage points; a growth of one would say another percentage.
    """
    change = told_change(figure)
    if change is None:
        return ""
    if change.difference is None:
        before = period_text(parse_period(change.previous))
        return _("niet vergeleken met {period}").format(period=before)
    if change.difference == 0:
        return _("gelijk gebleven")
    step = _signed(display(change.difference, figure.decimals), change.difference)
    if figure.percent:
        return _("{step} procentpunt").format(step=step)
    if change.growth is None:
        return step
    return f"{step} ({growth_text(change.growth)})"


def growth_text(growth: Decimal) -> str:
    """Return a growth rate in percent, with its sign."""
    return _signed(display(growth * 100, 1), growth) + THIN_SPACE + "%"


def _signed(shown: str, number: Decimal) -> str:
    return f"+{shown}" if number > 0 else shown


def change_note(figure: Figure) -> str:
    """Return why a step is refused, in one sentence; empty when it is not."""
    change = told_change(figure)
    if change is None or not change.refused:
        return ""
    return _("Niet vergeleken met {period}, want {reason}.").format(
        period=parse_period(change.previous).label, reason=change.refused.rstrip(".")
    )


def step_caveats(figure: Figure) -> tuple[Caveat, ...]:
    """Return the caveats that a step brings besides those of the figure itself."""
    change = told_change(figure)
    with_step = change.caveats if change is not None else ()
    return tuple(caveat for caveat in with_step if caveat not in figure.caveats)


def period_text(period: Period) -> str:
    """Return the short name of a period, as a column carries it; 2024.Q1 is no word, so in full."""
    if period.kind is PeriodKind.QUARTER:
        return period.label
    return period.code.replace("..", _(" t/m "))


def made_text(report: Headed) -> str:
    """Return when the report was made, and by which version of the product."""
    made = f"{report.made_at:%d/%m/%Y %H:%M}"
    return _("Gemaakt op {made} met toc-core {product}").format(made=made, product=report.product)


def known_text(report: Headed) -> str:
    """Return that the figures are those known at an earlier moment; empty when they are not."""
    if report.as_known is None:
        return ""
    return _("Zoals gekend op {day}").format(day=f"{report.as_known:%d/%m/%Y %H:%M}")
