"""One school year of matching, read in three statements: who asks, who offers, who are matched."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from toc_buddy.matching import Buddy, Pupil, longest_first
from toc_buddy.models import Match, Offer, Request
from toc_core.db.door import ScopedSession
from toc_core.db.people import Site


@dataclass
class Round:
    """The pupils and buddies of a school year, of real schools or of practice schools alone.

    ``people`` gives the participant behind a code; ``buddy_of`` the buddy's code by pupil's ref.
    """

    school_year: str
    waiting: list[Pupil] = field(default_factory=list)
    buddies: list[Buddy] = field(default_factory=list)
    buddy_of: dict[str, str] = field(default_factory=dict)
    people: dict[str, int] = field(default_factory=dict)
    places: dict[str, set[int]] = field(default_factory=dict)

    @property
    def number(self) -> int:
        """Return how many pupils asked for a buddy."""
        return len(self.waiting) + len(self.buddy_of)

    def is_matched(self, pupil: str, buddy: str) -> bool:
        """Return whether these two, by reference, are matched already."""
        code = self.buddy_of.get(pupil)
        return code is not None and (buddy, code) in {(one.ref, one.code) for one in self.buddies}

    def free_place(self, buddy: Buddy) -> int:
        """Return the first place that a buddy has left."""
        taken = self.places.get(buddy.code, set())
        return next(n for n in range(1, buddy.most + len(taken) + 1) if n not in taken)


def read_round(session: ScopedSession, school_year: str, *, practice: bool) -> Round:
    """Return the matching of a school year; practice and real schools never meet in one."""
    found = Round(school_year)
    matches = _matches(session, school_year)
    at: dict[int, list[int]] = defaultdict(list)
    for match in matches:
        at[match.buddy_id].append(match.site_id)
        found.places.setdefault(match.buddy.code, set()).add(match.place)
    buddy_of = {match.pupil_id: match.buddy.code for match in matches}
    for request in _requests(session, school_year, practice=practice):
        found.people[request.participant.code] = request.participant_id
        if request.participant_id in buddy_of:
            found.buddy_of[request.ref] = buddy_of[request.participant_id]
        else:
            found.waiting.append(_pupil(request))
    found.waiting = longest_first(found.waiting)
    for offer in _offers(session, school_year, practice=practice):
        found.people[offer.participant.code] = offer.participant_id
        found.buddies.append(_buddy(offer, tuple(at[offer.participant_id])))
    return found


def _requests(session: ScopedSession, school_year: str, *, practice: bool) -> list[Request]:
    wanted = (
        select(Request)
        .join(Site, Site.id == Request.site_id)
        .where(Request.school_year == school_year, Site.fictitious == practice)
        .options(joinedload(Request.participant), joinedload(Request.site))
    )
    return list(session.scalars(wanted))


def _offers(session: ScopedSession, school_year: str, *, practice: bool) -> list[Offer]:
    wanted = (
        select(Offer)
        .where(Offer.school_year == school_year, Offer.fictitious == practice)
        .options(joinedload(Offer.participant))
    )
    return list(session.scalars(wanted))


def _matches(session: ScopedSession, school_year: str) -> list[Match]:
    wanted = (
        select(Match)
        .where(Match.school_year == school_year, Match.stopped_because.is_(None))
        .options(joinedload(Match.buddy))
    )
    return list(session.scalars(wanted))


def _pupil(request: Request) -> Pupil:
    return Pupil(
        ref=request.ref,
        code=request.participant.code,
        site_id=request.site_id,
        school=request.site.label,
        asked_on=request.asked_on,
        level=request.level,
        free=request.free,
        help=request.help,
        language=request.language,
        must_speak=request.must_speak,
    )


def _buddy(offer: Offer, at: tuple[int, ...]) -> Buddy:
    return Buddy(
        ref=offer.ref,
        code=offer.participant.code,
        kind=offer.kind,
        offered_on=offer.offered_on,
        free=offer.free,
        level=offer.level,
        help=offer.help,
        languages=offer.languages,
        most=offer.most,
        at=at,
    )
