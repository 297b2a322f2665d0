"""Flexible trajectories, as a plugin of toc-core: the practice of one school, to be confirmed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from toc_core import hookimpl

if TYPE_CHECKING:
    from toc_core import Programme


@hookimpl
def toc_programmes() -> list[Programme]:
    """Return the one programme; the theory is imported only when it is asked for."""
    from toc_flexible_trajectories.theory import FLEXIBLE_TRAJECTORIES

    return [FLEXIBLE_TRAJECTORIES]
