"""How far the trajectories of a programme are: two statements, whatever there is.

They count rows for a picture of the work itself; no indicator is computed here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select

from toc_core.db.door import ScopedSession
from toc_core.db.people import Site
from toc_core.db.theory import ProgrammeRow
from toc_core.db.trajectories import Trajectory, TrajectoryStatus, TrajectoryStep
from toc_core.periods import Period

MOST_STEPS = 8


@dataclass(frozen=True)
class TrajectoryProgress:
    """How many trajectories have which status, and at how many started ones a step was taken."""

    statuses: Mapping[TrajectoryStatus, int]
    steps: Mapping[str, int]

    def number(self, *statuses: TrajectoryStatus) -> int:
        """Return how many trajectories have one of these; of none named, of any."""
        return sum(n for s, n in self.statuses.items() if s in statuses or not statuses)

    @property
    def started(self) -> int:
        """Return how many trajectories got further than a plan."""
        return self.number() - self.number(TrajectoryStatus.PLANNED)


def trajectory_progress(
    session: ScopedSession, programme: str, period: Period, *, practice: bool
) -> TrajectoryProgress:
    """Return the progress of the trajectories that begin in a period, as the session may see."""

    def chosen(statement: Any) -> Any:
        return (
            statement.join(ProgrammeRow, ProgrammeRow.id == Trajectory.programme_id)
            .join(Site, Site.id == Trajectory.site_id)
            .where(
                ProgrammeRow.code == programme,
                Site.fictitious.is_(practice),
                Trajectory.start.between(period.start, period.end),
            )
        )

    by_status = chosen(select(Trajectory.status, func.count(Trajectory.id)))
    number = func.count(TrajectoryStep.trajectory_id.distinct())
    taken = chosen(
        select(TrajectoryStep.label, number)
        .select_from(TrajectoryStep)
        .join(Trajectory, Trajectory.id == TrajectoryStep.trajectory_id)
    ).where(Trajectory.status != TrajectoryStatus.PLANNED)
    ordered = taken.order_by(number.desc(), func.min(TrajectoryStep.day), TrajectoryStep.label)
    grouped = ordered.group_by(TrajectoryStep.label).limit(MOST_STEPS)
    statuses = session.execute(by_status.group_by(Trajectory.status)).all()
    return TrajectoryProgress(dict(statuses), dict(session.execute(grouped).all()))
