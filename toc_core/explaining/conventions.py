"""The conventions of an indicator in words, for those that matter to its figure."""

from __future__ import annotations

from collections.abc import Iterator

from toc_core.figures import Origin
from toc_core.i18n import _
from toc_core.periods import Period, PeriodKind
from toc_core.theory import (
    Behaviour,
    Count,
    Countable,
    Dated,
    Gap,
    Indicator,
    Observed,
    Overall,
    Scored,
)

# What stands on a day; schools, trajectories and observations are decided by their own rule.
_DATED = (Countable.DELIVERIES, Countable.PARTICIPANTS, Countable.MEETINGS, Countable.STORIES)


def convention_words(
    indicator: Indicator,
    period: Period,
    origin: Origin = Origin.COUNTED,
    *,
    has_target: bool = True,
) -> tuple[tuple[str, str], ...]:
    """Return (what is settled, how) for each convention that touches a figure of this origin.

    How progress is worked out is not among them: the figure itself shows the sum.
    """
    return (
        *(_overall(indicator) if has_target and _is_long(period) else ()),
        *(_dated(indicator) if origin is not Origin.OBSERVED else ()),
        *_gap(indicator),
    )


def _is_long(period: Period) -> bool:
    return period.kind in (PeriodKind.POLICY_PERIOD, PeriodKind.SPAN)


def _overall(indicator: Indicator) -> Iterator[tuple[str, str]]:
    yield (
        _("Doel over meer jaren"),
        _("Alleen wat voor het geheel is afgesproken.")
        if indicator.conventions.overall is Overall.STORED
        else _("Zonder afspraak voor het geheel: de som van de doelen per jaar."),
    )


def _dated(indicator: Indicator) -> Iterator[tuple[str, str]]:
    measure = indicator.measure
    if not isinstance(measure, Scored) and not (
        isinstance(measure, Count) and measure.of in _DATED
    ):
        return
    yield (
        _("Welke periode"),
        _("Telt mee in de periode waarin het gebeurde.")
        if indicator.conventions.dated is Dated.DAY
        else _("Telt mee in het schooljaar waarvoor het geregistreerd is."),
    )


def _gap(indicator: Indicator) -> Iterator[tuple[str, str]]:
    if indicator.behaviour is Behaviour.STOCK and isinstance(indicator.measure, Observed):
        carried = indicator.conventions.gap is Gap.CARRIED
        yield (
            _("Periode zonder meting"),
            _("De laatste gekende stand, en dat staat erbij.")
            if carried
            else _("Leeg, nooit nul."),
        )
