"""What Buddy keeps beside the core: what a pupil asks, what a buddy offers, and who are matched.

Codes, days and words of a list only. A match is a trajectory of the core with two members; its
days and status are the trajectory's own. That a match could be made is computed, never stored.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    String,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, foreign, mapped_column, relationship

from toc_buddy.columns import ReasonList, WordSet
from toc_buddy.lists import Afternoon, Help, Kind, Language, Level, StopReason
from toc_buddy.matching import Reasons
from toc_buddy.rules import FieldProblem, offer_problems, request_problems
from toc_buddy.sets import Words
from toc_core.db.base import CITY, Base, CityOnly, PerSite, Record
from toc_core.db.columns import word
from toc_core.db.people import Participant, Site
from toc_core.db.trajectories import Trajectory

AS_THE_PARTICIPANT = "as the participant"
MOST_PUPILS = 3  # of one buddy in a school year
_OF_ENROLMENT = ["enrolment.participant_id", "enrolment.site_id", "enrolment.school_year"]


class Request(PerSite, Record, Base):
    """What a pupil asks of a buddy in a school year."""

    __tablename__ = "buddy_request"
    __table_args__ = (
        UniqueConstraint("participant_id", "school_year"),
        ForeignKeyConstraint(["participant_id", "site_id", "school_year"], _OF_ENROLMENT),
        CheckConstraint("language IS NOT NULL OR NOT must_speak", name="which_language"),
        Index("ix_buddy_request_year", "school_year", "site_id"),
    )
    __personal__ = ("participant_id", "level", "free", "help", "language", "must_speak")
    __retention__ = AS_THE_PARTICIPANT
    site_id: Mapped[int] = mapped_column(ForeignKey(Site.id))
    participant_id: Mapped[int] = mapped_column()
    school_year: Mapped[str] = mapped_column(String(9))
    asked_on: Mapped[date]
    level: Mapped[Level] = mapped_column(word(Level))
    free: Mapped[Words[Afternoon]] = mapped_column(WordSet(Afternoon), default=Words)
    help: Mapped[Words[Help]] = mapped_column(WordSet(Help), default=Words)
    language: Mapped[Language | None] = mapped_column(word(Language))
    must_speak: Mapped[bool] = mapped_column(default=False)
    participant: Mapped[Participant] = relationship(
        primaryjoin=foreign(participant_id) == Participant.id, viewonly=True
    )
    site: Mapped[Site] = relationship(viewonly=True)

    def __str__(self) -> str:
        return str(self.participant)

    def problems(self) -> list[FieldProblem]:
        """Return what keeps this request from being stored; every door asks it."""
        return request_problems(self)


class Offer(CityOnly, Record, Base):
    """What a buddy offers in a school year; for the city alone, until there is a match."""

    __tablename__ = "buddy_offer"
    __table_args__ = (
        UniqueConstraint("participant_id", "school_year"),
        CheckConstraint(f"most BETWEEN 1 AND {MOST_PUPILS}", name="most_pupils"),
        Index("ix_buddy_offer_year", "school_year"),
    )
    __personal__ = ("participant_id", "kind", "level", "free", "help", "languages")
    __retention__ = "until 31 August of the school year after"
    participant_id: Mapped[int] = mapped_column(ForeignKey(Participant.id))
    school_year: Mapped[str] = mapped_column(String(9))
    offered_on: Mapped[date]
    kind: Mapped[Kind] = mapped_column(word(Kind))
    free: Mapped[Words[Afternoon]] = mapped_column(WordSet(Afternoon), default=Words)
    level: Mapped[Level | None] = mapped_column(word(Level))
    help: Mapped[Words[Help]] = mapped_column(WordSet(Help), default=Words)
    languages: Mapped[Words[Language]] = mapped_column(WordSet(Language), default=Words)
    most: Mapped[int] = mapped_column(default=1)
    fictitious: Mapped[bool] = mapped_column(default=False)
    participant: Mapped[Participant] = relationship()

    def __str__(self) -> str:
        return str(self.participant)

    def problems(self) -> list[FieldProblem]:
        """Return what keeps this offer from being stored; every door asks it."""
        return offer_problems(self, MOST_PUPILS)


class Match(PerSite, Record, Base):
    """A pupil and a buddy, brought together by the city; ``place`` numbers the pupils of a buddy.

    The two unique indexes hold while the match runs: one buddy per pupil, one pupil per place.
    Two coordinators who press at once cannot pass them.
    """

    __tablename__ = "buddy_match"
    __writers__ = CITY
    __table_args__ = (
        UniqueConstraint("trajectory_id"),
        ForeignKeyConstraint(["pupil_id", "site_id", "school_year"], _OF_ENROLMENT),
        ForeignKeyConstraint(["buddy_id", "site_id", "school_year"], _OF_ENROLMENT),
        ForeignKeyConstraint(["trajectory_id", "site_id"], ["trajectory.id", "trajectory.site_id"]),
        CheckConstraint(f"place BETWEEN 1 AND {MOST_PUPILS}", name="place"),
    )
    __personal__ = ("pupil_id", "buddy_id", "reasons", "stopped_because")
    __retention__ = AS_THE_PARTICIPANT
    site_id: Mapped[int] = mapped_column(ForeignKey(Site.id))
    school_year: Mapped[str] = mapped_column(String(9))
    pupil_id: Mapped[int] = mapped_column()
    buddy_id: Mapped[int] = mapped_column()
    place: Mapped[int]
    trajectory_id: Mapped[int] = mapped_column()
    reasons: Mapped[Reasons] = mapped_column(ReasonList, default=Reasons)
    stopped_because: Mapped[StopReason | None] = mapped_column(word(StopReason))
    site: Mapped[Site] = relationship(viewonly=True)
    pupil: Mapped[Participant] = relationship(
        primaryjoin=foreign(pupil_id) == Participant.id, viewonly=True
    )
    buddy: Mapped[Participant] = relationship(
        primaryjoin=foreign(buddy_id) == Participant.id, viewonly=True
    )
    # Only trajectory_id: taking the trajectory away must not empty the site.
    trajectory: Mapped[Trajectory] = relationship(
        primaryjoin=foreign(trajectory_id) == Trajectory.id
    )

    def __str__(self) -> str:
        return f"{self.pupil} – {self.buddy}"


def _one_at_a_time(name: str, *columns: Any) -> None:
    """Let a row through once, as long as the match runs."""
    runs = Match.stopped_because.is_(None)
    named = f"uq_buddy_match_{name}"
    Index(named, *columns, unique=True, sqlite_where=runs, postgresql_where=runs)


_one_at_a_time("pupil", Match.pupil_id, Match.school_year)
_one_at_a_time("buddy", Match.buddy_id, Match.school_year, Match.place)
