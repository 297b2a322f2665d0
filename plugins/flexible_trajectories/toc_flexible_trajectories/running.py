"""Starting a trajectory from its request, and finding those that somebody started without one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select

from toc_core.db.door import ScopedSession
from toc_core.db.theory import ProgrammeRow
from toc_core.db.trajectories import Trajectory, TrajectoryMember, TrajectoryStatus
from toc_core.errors import DataProblems, UsageError
from toc_core.i18n import _
from toc_flexible_trajectories.models import TrajectoryRequest
from toc_flexible_trajectories.rules import start_problems

PROGRAMME = "flexible_trajectories"


def start_trajectory(session: ScopedSession, request: TrajectoryRequest, day: date) -> Trajectory:
    """Make the core's trajectory of a request, with its pupil, and return it.

    ``DataProblems`` without approval of the klassenraad, without the willingness of the pupil, or
    on a day before either. The caller commits.
    """
    problems = start_problems(request, day)
    if problems:
        place = TrajectoryRequest.__tablename__
        raise DataProblems(f"{place}.{field}: {said}" for field, said in problems)
    programme = session.scalar(select(ProgrammeRow).where(ProgrammeRow.code == PROGRAMME))
    if programme is None:
        raise UsageError(_("Het programma is nog niet bewaard. Doe: toc sync"))
    trajectory = Trajectory(
        programme_id=programme.id,
        site_id=request.site_id,
        start=day,
        status=TrajectoryStatus.RUNNING,
    )
    session.add(trajectory)
    session.flush()
    member = TrajectoryMember(
        trajectory_id=trajectory.id,
        site_id=request.site_id,
        participant_id=request.participant_id,
        school_year=request.school_year,
    )
    session.add(member)
    request.trajectory = trajectory
    request.trajectory_id = trajectory.id
    session.flush()
    return trajectory


def started_without_request(session: ScopedSession) -> Sequence[Trajectory]:
    """Return the trajectories of this programme that no approved request stands behind.

    The core lets anybody who fills in trajectories make one; this names those that should not be.
    """
    founded = select(TrajectoryRequest.trajectory_id).where(
        TrajectoryRequest.trajectory_id.is_not(None)
    )
    wanted = (
        select(Trajectory)
        .join(Trajectory.programme)
        .where(ProgrammeRow.code == PROGRAMME)
        .where(Trajectory.status != TrajectoryStatus.PLANNED)
        .where(Trajectory.id.not_in(founded))
        .order_by(Trajectory.id)
    )
    return session.scalars(wanted).all()
