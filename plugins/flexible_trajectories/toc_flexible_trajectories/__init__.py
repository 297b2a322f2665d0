"""Flexible trajectories, as a plugin of toc-core: the practice of one school, to be confirmed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from toc_core import hookimpl

if TYPE_CHECKING:
    from toc_core import Programme
    from toc_core.db.base import Record
    from toc_core.db.door import ScopedSession


@hookimpl
def toc_programmes() -> list[Programme]:
    """Return the one programme; the theory is imported only when it is asked for."""
    from toc_flexible_trajectories.theory import FLEXIBLE_TRAJECTORIES

    return [FLEXIBLE_TRAJECTORIES]


@hookimpl
def toc_admin_views(db: Any) -> list[Any]:
    """Return the views of requests and what hangs under them; only the admin asks for them."""
    from toc_flexible_trajectories.views import views

    return views(db)


@hookimpl
def toc_check_record(record: Record, programme: Programme, session: ScopedSession) -> list[str]:
    """Refuse a trajectory of this programme that starts around its request."""
    from toc_flexible_trajectories.running import PROGRAMME, refused_start

    return refused_start(session, record) if programme.code == PROGRAMME else []
