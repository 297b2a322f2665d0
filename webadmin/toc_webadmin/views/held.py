"""What follows when a session was held: its trajectory runs, a very big class is asked about."""

from __future__ import annotations

from collections.abc import Iterator

from toc_core.db.records import Delivery, DeliveryStatus
from toc_core.db.trajectories import TrajectoryStatus
from toc_core.i18n import _
from toc_core.theory import Programme, Role
from toc_webadmin.sessions import current_session
from toc_webadmin.views.indicators import refused_by_programme

MOST_IN_A_CLASS = 35  # more pupils than this in one class group are asked about, never refused


def follow(row: Delivery, programme: Programme | None) -> list[str]:
    """Change what a session that was held brings along, and return what the person reads."""
    if row.status is not DeliveryStatus.HELD:
        return []
    return [*_crowd(row), *(_begin(row, programme) if programme else ())]


def _crowd(row: Delivery) -> Iterator[str]:
    pupils = sum(count.people for count in row.head_counts if count.role is Role.PUPIL)
    if pupils > MOST_IN_A_CLASS and row.trajectory is not None and row.trajectory.group:
        words = _("Klopt {n} leerlingen voor {group}? Zo niet: wijzig het aantal.")
        yield words.format(n=pupils, group=row.trajectory.group.label)


def _begin(row: Delivery, programme: Programme) -> Iterator[str]:
    """Let a planned trajectory run, because a planned one is not counted; a plugin may refuse."""
    trajectory = row.trajectory
    if trajectory is None or trajectory.status is not TrajectoryStatus.PLANNED:
        return
    with current_session().no_autoflush:
        trajectory.status = TrajectoryStatus.RUNNING
        if refused_by_programme(trajectory, programme):
            trajectory.status = TrajectoryStatus.PLANNED
            return
    yield _("Het traject is nu lopend.")
