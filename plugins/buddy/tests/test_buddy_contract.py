"""What every plugin promises."""

from __future__ import annotations

from datetime import date

from toc_buddy.lists import Afternoon, Kind, Level
from toc_buddy.matching import Reason, Reasons, Why
from toc_buddy.models import Match, Offer, Request
from toc_buddy.sets import Words

from toc_core.db.codes import new_code
from toc_core.db.door import ScopedSession
from toc_core.db.people import Enrolment, Participant, Site
from toc_core.db.theory import ProgrammeRow
from toc_core.db.trajectories import Trajectory, TrajectoryStatus
from toc_core.testing import PluginContract
from toc_core.testing.seeding import DAY, YEAR
from toc_core.theory import Role


class TestBuddy(PluginContract):
    plugin = "buddy"

    def sample_rows(self, session: ScopedSession, site: Site) -> list[object]:
        """Return a request, an offer and the match of the two; a set of words is not made up."""
        return _rows(session, site, DAY)


def _rows(session: ScopedSession, site: Site, day: date) -> list[object]:
    programme = session.query(ProgrammeRow).filter_by(code="buddy").one()
    pupil, buddy = (Participant(code=new_code(), role=r) for r in (Role.PUPIL, Role.BUDDY))
    here = {"site_id": site.id, "school_year": YEAR}
    session.add_all([Enrolment(participant=person, **here) for person in (pupil, buddy)])
    session.flush()
    free = Words([Afternoon.WEDNESDAY])
    run = Trajectory(
        programme_id=programme.id, site_id=site.id, start=day, status=TrajectoryStatus.RUNNING
    )
    asked = {"asked_on": day, "level": Level.PRIMARY, "free": free}
    offered = {"offered_on": day, "kind": Kind.STUDENT, "free": free, "school_year": YEAR}
    reasons = Reasons([Reason(Why.AFTERNOON, Afternoon.WEDNESDAY)])
    people = {"pupil_id": pupil.id, "buddy_id": buddy.id}
    return [
        Request(participant_id=pupil.id, **here, **asked),
        Offer(participant_id=buddy.id, **offered),
        Match(
            **people,
            **here,
            place=1,
            trajectory=run,
            reasons=reasons,
        ),
    ]
