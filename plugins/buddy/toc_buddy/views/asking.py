"""Whether a page of matching is about practice schools."""

from __future__ import annotations

from toc_webadmin.pages.asking import is_practice
from toc_webadmin.sessions import current_session, current_store


def practice_asked() -> bool:
    """Return whether practice was asked for; in a practice database there is nothing else."""
    return current_store().is_practice or is_practice(current_session())
