"""Making and ending a match: the core's trajectory with its two members, and what ties them.

The buddy is enrolled at the school of the pupil, so that the school sees this code and no other.
A match counts nowhere by itself: who was there is counted from activities, as everywhere.
"""

from __future__ import annotations

from datetime import date

from sqlalchemy import select

from toc_buddy.lists import Kind, StopReason
from toc_buddy.matching import Buddy, Pupil, Suggestion, weigh
from toc_buddy.models import Match
from toc_buddy.rounds import Round
from toc_buddy.theory import BUDDY, KIND
from toc_core.db.base import Record
from toc_core.db.door import ScopedSession
from toc_core.db.people import Characteristic, Enrolment
from toc_core.db.theory import Cell, ProgrammeRow
from toc_core.db.trajectories import Trajectory, TrajectoryMember, TrajectoryStatus
from toc_core.errors import UsageError
from toc_core.i18n import _
from toc_core.periods import Period, parse_period

ENDED = frozenset({TrajectoryStatus.FINISHED, TrajectoryStatus.STOPPED})


def accept(session: ScopedSession, round_: Round, pupil: str, buddy: str, day: date) -> Match:
    """Match a pupil with a buddy, each by its reference, and return the match.

    ``UsageError`` with a sentence when the pupil has a buddy by now, or nothing fits any more. The
    caller commits; ``IntegrityError`` then means that somebody was first.
    """
    chosen = _chosen(round_, pupil, buddy)
    asker = next(one for one in round_.waiting if one.ref == pupil)
    _enrol(session, round_, asker, chosen.buddy)
    match = Match(
        site_id=asker.site_id,
        school_year=round_.school_year,
        pupil_id=round_.people[asker.code],
        buddy_id=round_.people[chosen.buddy.code],
        place=round_.free_place(chosen.buddy),
        reasons=chosen.reasons,
        trajectory=_trajectory(session, asker, parse_period(round_.school_year), day),
    )
    session.add(match)
    session.flush()
    for person in (match.pupil_id, match.buddy_id):
        session.add(
            TrajectoryMember(
                trajectory_id=match.trajectory_id,
                site_id=match.site_id,
                participant_id=person,
                school_year=match.school_year,
            )
        )
    session.flush()
    return match


def stop(match: Match, because: StopReason, day: date) -> None:
    """End a match on a day; its trajectory ends along."""
    match.stopped_because = because
    is_over = because is StopReason.YEAR_OVER
    match.trajectory.status = TrajectoryStatus.FINISHED if is_over else TrajectoryStatus.STOPPED
    match.trajectory.end = day


def refused_change(session: ScopedSession, record: Record) -> list[str]:
    """Return why a trajectory may not be stored: it says something else than its match."""
    if not isinstance(record, Trajectory) or record.id is None:
        return []
    match = session.scalar(select(Match).where(Match.trajectory_id == record.id))
    has_ended = record.status in ENDED or record.end is not None
    if match is None or has_ended == (match.stopped_because is not None):
        return []
    return [_("Dit traject hoort bij een match. Open die bij Matches en stop ze daar.")]


def _chosen(round_: Round, pupil: str, buddy: str) -> Suggestion:
    if pupil in round_.buddy_of:
        said = _("Deze leerling heeft ondertussen al een buddy: {code}. Er is niets gewijzigd.")
        raise UsageError(said.format(code=round_.buddy_of[pupil]))
    asker = next((one for one in round_.waiting if one.ref == pupil), None)
    offer = next((one for one in round_.buddies if one.ref == buddy), None)
    if asker is None or offer is None:
        raise UsageError(_("Deze leerling of buddy staat niet (meer) in de lijst van dit jaar."))
    found = weigh(asker, offer)
    if not found.is_possible:
        said = _("Buddy {code} kan niet meer: {why}. Kies een andere.")
        raise UsageError(said.format(code=offer.code, why=found.blocks))
    return found


def _trajectory(session: ScopedSession, pupil: Pupil, year: Period, day: date) -> Trajectory:
    """Return a trajectory that starts within its school year: in August not before September."""
    start = min(max(day, year.start), year.end)
    runs = TrajectoryStatus.RUNNING if start <= day else TrajectoryStatus.PLANNED
    place = {"programme_id": _programme(session), "site_id": pupil.site_id}
    return Trajectory(**place, start=start, status=runs)


def _programme(session: ScopedSession) -> int:
    with session.no_autoflush:
        found = session.scalar(select(ProgrammeRow.id).where(ProgrammeRow.code == BUDDY.code))
    if found is None:
        raise UsageError(_("Het programma is nog niet bewaard. Doe: toc sync"))
    return found


def _enrol(session: ScopedSession, round_: Round, pupil: Pupil, buddy: Buddy) -> None:
    """Enrol a buddy at the school of a pupil, with the kind by which buddies are counted apart."""
    here = {
        "participant_id": round_.people[buddy.code],
        "site_id": pupil.site_id,
        "school_year": round_.school_year,
    }
    if session.scalar(select(Enrolment.id).filter_by(**here)) is None:
        session.add(Enrolment(**here))
        session.flush()
    known = select(Characteristic.id).filter_by(**here, axis=KIND.code)
    cell = _cell(session, buddy.kind)
    if cell is not None and session.scalar(known) is None:
        session.add(Characteristic(**here, axis=KIND.code, cell_id=cell))


def _cell(session: ScopedSession, kind: Kind) -> int | None:
    """Return the category of a kind of buddy in the theory in use; none when it has gone."""
    wanted = select(Cell.id).where(
        Cell.programme_id == _programme(session),
        Cell.axis == KIND.code,
        Cell.category == kind.value,
    )
    return session.scalar(wanted)
