"""Units in the plural, for those of which the core knows it."""

from __future__ import annotations

from toc_core.i18n import _


def units_of(unit: str, number: str = "") -> str:
    """Return a unit as it stands beside a number; one that is not known here stays as it is."""
    return unit if number == "1" else _several().get(unit, unit)


def _several() -> dict[str, str]:
    return {
        "school": _("scholen"),
        "campus": _("campussen"),
        "klasgroep": _("klasgroepen"),
        "traject": _("trajecten"),
        "activiteit": _("activiteiten"),
        "interventie": _("interventies"),
        "overleg": _("overlegmomenten"),
        "gesprek": _("gesprekken"),
        "verhaal": _("verhalen"),
        "leerling": _("leerlingen"),
        "leerkracht": _("leerkrachten"),
        "buddy": _("buddy's"),
        "ouder": _("ouders"),
    }
