"""The conventions of an indicator in words, for those that matter to it."""

from __future__ import annotations

from toc_core.i18n import _
from toc_core.theory import (
    Behaviour,
    Dated,
    Direction,
    Gap,
    Indicator,
    Observed,
    Overall,
    Progress,
)


def convention_words(indicator: Indicator) -> tuple[tuple[str, str], ...]:
    """Return (what is settled, how) for each convention that touches the indicator."""
    conventions = indicator.conventions
    said = [
        (
            _("Bijna"),
            _("vanaf {margin} % van de weg naar het doel").format(margin=conventions.on_track),
        ),
        (_("Vooruitgang"), _progress(indicator)),
        (
            _("Doel over meer jaren"),
            _("alleen wat voor het geheel is afgesproken")
            if conventions.overall is Overall.STORED
            else _("zonder afspraak voor het geheel: de som van de doelen per jaar"),
        ),
        (
            _("Welke periode"),
            _("de dag van de registratie")
            if conventions.dated is Dated.DAY
            else _("het schooljaar waaraan de registratie is toegekend"),
        ),
    ]
    if indicator.behaviour is Behaviour.STOCK and isinstance(indicator.measure, Observed):
        carried = conventions.gap is Gap.CARRIED
        blank = _("leeg, nooit nul")
        words = _("de laatste gekende stand, en dat staat erbij") if carried else blank
        said.append((_("Periode zonder meting"), words))
    return tuple(said)


def _progress(indicator: Indicator) -> str:
    progress = indicator.conventions.progress
    decrease = indicator.direction is Direction.DECREASE
    if progress is Progress.FROM_BASELINE or (progress is Progress.BY_DIRECTION and decrease):
        return _("gemeten vanaf de beginsituatie, als die er is")
    if decrease:
        return _("doel gedeeld door waarde")
    return _("waarde gedeeld door doel")
