"""Figures: exact arithmetic on fetched values, and what may be said about them.

Values are ``Decimal`` with at most six decimals (stored as integer micro-units), ratios are
integer pairs. Nothing here reads a database.
"""

from __future__ import annotations

from toc_core.figures.caveats import (
    BREAKS_COMPARISON,
    Caveat,
    CaveatKind,
    caveat_words,
    merged_caveats,
)
from toc_core.figures.comparing import change_between
from toc_core.figures.exact import THIN_SPACE, display, quotient
from toc_core.figures.figure import Change, Figure, Mismatch, Origin, Status, shared_caveats
from toc_core.figures.progress import Goal, status_of

__all__ = [
    "BREAKS_COMPARISON",
    "THIN_SPACE",
    "Caveat",
    "CaveatKind",
    "Change",
    "Figure",
    "Goal",
    "Mismatch",
    "Origin",
    "Status",
    "caveat_words",
    "change_between",
    "display",
    "merged_caveats",
    "quotient",
    "shared_caveats",
    "status_of",
]
