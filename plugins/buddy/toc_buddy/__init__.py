"""Buddy, as a plugin of toc-core."""

from __future__ import annotations

from typing import TYPE_CHECKING

from toc_core import hookimpl

if TYPE_CHECKING:
    from toc_core import Programme


@hookimpl
def toc_programmes() -> list[Programme]:
    """Return the one programme of this plugin."""
    from toc_buddy.theory import BUDDY

    return [BUDDY]
