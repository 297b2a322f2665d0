"""The smaller programmes of team Leerrecht en GOK (Mechelen), as a plugin of toc-core."""

from __future__ import annotations

from typing import TYPE_CHECKING

from toc_core import hookimpl

if TYPE_CHECKING:
    from toc_core import Programme


@hookimpl
def toc_programmes() -> list[Programme]:
    """Return the eight programmes; they are imported only when they are asked for."""
    from toc_leerrecht_gok.programmes import PROGRAMMES

    return list(PROGRAMMES)
