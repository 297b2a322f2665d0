"""The views of the records in the admin; imported only when the admin asks for them."""

from __future__ import annotations

from typing import Any

from toc_flexible_trajectories.theory import FLEXIBLE_TRAJECTORIES
from toc_flexible_trajectories.views.below import MonitoringView, PackageView
from toc_flexible_trajectories.views.notes import NotesAllowedView, NoteView
from toc_flexible_trajectories.views.requests import RequestView

VIEWS = (RequestView, PackageView, MonitoringView, NoteView, NotesAllowedView)


def views(db: Any) -> list[Any]:
    """Return the views in the order of the menu."""
    return [view(db, programme=FLEXIBLE_TRAJECTORIES) for view in VIEWS]
