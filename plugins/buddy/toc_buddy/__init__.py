"""Buddy, as a plugin of toc-core."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from toc_core import hookimpl

if TYPE_CHECKING:
    from toc_core import Programme
    from toc_core.db.base import Record
    from toc_core.db.door import ScopedSession


@hookimpl
def toc_programmes() -> list[Programme]:
    """Return the one programme of this plugin."""
    from toc_buddy.theory import BUDDY

    return [BUDDY]


@hookimpl
def toc_admin_views(db: Any) -> list[Any]:
    """Return the views of matching; only the admin asks for them."""
    from toc_buddy.views import views

    return views(db)


@hookimpl
def toc_check_record(record: Record, programme: Programme, session: ScopedSession) -> list[str]:
    """Refuse a trajectory of this programme that says something else than its match."""
    from toc_buddy.running import refused_change
    from toc_buddy.theory import BUDDY

    return refused_change(session, record) if programme.code == BUDDY.code else []
