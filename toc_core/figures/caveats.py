"""Caveats: why a figure may not be read at face value; they travel with it everywhere."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from toc_core.i18n import _


class CaveatKind(StrEnum):
    """Why a figure may not be read at face value."""

    PROVISIONAL = "provisional"
    PARTIAL = "partial"
    SEPARATE_CATEGORY = "separate_category"
    NOT_COMPARABLE = "not_comparable"
    DEFINITION_CHANGED = "definition_changed"
    UNCONFIRMED = "unconfirmed"  # waits for the team, for example whether two schools are one
    CARRIED = "carried"  # the last known level, of an earlier period
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
        CaveatKind.UNCONFIRMED: _("nog te bevestigen"),
        CaveatKind.CARRIED: _("doorgetrokken"),
        CaveatKind.FICTITIOUS: _("fictief (oefengegevens)"),
    }


def merged_caveats(groups: Iterable[Iterable[Caveat]]) -> tuple[Caveat, ...]:
    """Return all caveats of several figures, each once, in a stable order."""
    return tuple(sorted({caveat for group in groups for caveat in group}))
