"""Starting a trajectory from its request, and finding those that somebody started without one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select

from toc_core.db.base import Record
from toc_core.db.door import ScopedSession
from toc_core.db.theory import ProgrammeRow
from toc_core.db.trajectories import Trajectory, TrajectoryMember, TrajectoryStatus
from toc_core.errors import DataProblems, UsageError
from toc_core.i18n import _
from toc_flexible_trajectories.models import TrajectoryRequest
from toc_flexible_trajectories.rules import start_problems, trajectory_problems

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
    trajectory = begin(session, request, day)
    join_pupil(session, request)
    return trajectory


def begin(session: ScopedSession, request: TrajectoryRequest, day: date) -> Trajectory:
    """Tie a new trajectory to a request and return it; nothing is written yet."""
    with session.no_autoflush:
        programme = session.scalar(select(ProgrammeRow).where(ProgrammeRow.code == PROGRAMME))
    if programme is None:
        raise UsageError(_("Het programma is nog niet bewaard. Doe: toc sync"))
    trajectory = Trajectory(
        programme_id=programme.id,
        site_id=request.site_id,
        start=day,
        status=TrajectoryStatus.RUNNING,
    )
    request.trajectory = trajectory
    return trajectory


def join_pupil(session: ScopedSession, request: TrajectoryRequest) -> None:
    """Write the trajectory that a request began, with its pupil."""
    session.flush()
    assert request.trajectory is not None
    member = TrajectoryMember(
        trajectory_id=request.trajectory.id,
        site_id=request.site_id,
        participant_id=request.participant_id,
        school_year=request.school_year,
    )
    session.add(member)
    session.flush()


def take_away(session: ScopedSession, request: TrajectoryRequest) -> None:
    """Remove the trajectory of a request with its pupil: without the request it has no ground."""
    trajectory = request.trajectory
    if trajectory is None:
        return
    request.trajectory = None
    members = select(TrajectoryMember).where(TrajectoryMember.trajectory_id == trajectory.id)
    for member in session.scalars(members):
        session.delete(member)
    session.flush()
    session.delete(trajectory)


def refused_start(session: ScopedSession, record: Record) -> list[str]:
    """Return why a record may not be stored: a trajectory that starts around its request."""
    if not isinstance(record, Trajectory):
        return []
    asked = select(TrajectoryRequest).where(TrajectoryRequest.trajectory_id == record.id)
    request = session.scalar(asked) if record.id is not None else None
    return trajectory_problems(request, record)


def started_without_request(session: ScopedSession) -> Sequence[Trajectory]:
    """Return the trajectories of this programme that no approved request stands behind.

    The forms refuse one; this names those that came in another way.
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
