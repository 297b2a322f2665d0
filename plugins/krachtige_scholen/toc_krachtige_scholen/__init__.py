"""Krachtige Scholen, as a plugin of toc-core."""

from __future__ import annotations

from typing import TYPE_CHECKING

from toc_core import hookimpl

if TYPE_CHECKING:
    from toc_core import Programme


@hookimpl
def toc_programmes() -> list[Programme]:
    """Return Krachtige Scholen; the theory is imported only when it is asked for."""
    from toc_krachtige_scholen.theory import KRACHTIGE_SCHOLEN

    return [KRACHTIGE_SCHOLEN]
