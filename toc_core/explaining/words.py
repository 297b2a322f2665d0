"""Words for the explanation of a figure."""

from __future__ import annotations

from toc_core.i18n import _
from toc_core.theory import Direction


def direction_words() -> dict[Direction, str]:
    """Return the word for each direction that an indicator should move in."""
    return {
        Direction.INCREASE: _("meer"),
        Direction.DECREASE: _("minder"),
        Direction.MAINTAIN: _("gelijk blijven"),
    }
