"""Campus Talent, as a plugin of toc-core."""

from __future__ import annotations

from typing import TYPE_CHECKING

from toc_core import hookimpl

if TYPE_CHECKING:
    from toc_core import Programme


@hookimpl
def toc_programmes() -> list[Programme]:
    """Return Campus Talent; the theory is imported only when it is asked for."""
    from toc_campus_talent.theory import CAMPUS_TALENT

    return [CAMPUS_TALENT]
