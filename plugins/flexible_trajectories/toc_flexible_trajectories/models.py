"""What a flexible trajectory has beside the core's: its request, decisions, package, monitoring.

Codes, days and decisions only. A request comes first; the core's ``Trajectory`` is made when the
trajectory starts, and the database refuses that before the klassenraad approved and the pupil is
willing. The core keeps the steps along the way. Free notes are in ``notes``, behind their own door.
"""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, String, UniqueConstraint
from sqlalchemy.orm import Mapped, declared_attr, foreign, mapped_column, relationship

from toc_core.access import Access
from toc_core.db.base import Base, PerSite, Record
from toc_core.db.columns import word
from toc_core.db.people import Participant, Site
from toc_core.db.trajectories import Trajectory
from toc_flexible_trajectories.codes import (
    AskedBy,
    Council,
    Indication,
    MonitoringMeans,
    PackagePart,
)
from toc_flexible_trajectories.rules import FieldProblem, package_problems, request_problems

SCHOOL_ALONE = frozenset({Access.SCHOOL})
AS_THE_PARTICIPANT = "as the participant"
_OF_REQUEST = (
    ["request_id", "site_id"],
    ["flexible_trajectories_request.id", "flexible_trajectories_request.site_id"],
)


class AtSchool(PerSite):
    """Rows of one school, which they know by name."""

    @declared_attr
    def site(cls) -> Mapped[Site]:
        """Return the school; the key itself goes through the pupil or the request."""
        own: Any = cls
        return relationship(primaryjoin=lambda: foreign(own.site_id) == Site.id, viewonly=True)


class TrajectoryRequest(AtSchool, Record, Base):
    """A request for one pupil: who asked, what was decided, and the trajectory once it started."""

    __tablename__ = "flexible_trajectories_request"
    __table_args__ = (
        UniqueConstraint("id", "site_id"),
        UniqueConstraint("trajectory_id"),
        ForeignKeyConstraint(
            ["participant_id", "site_id", "school_year"],
            ["enrolment.participant_id", "enrolment.site_id", "enrolment.school_year"],
        ),
        ForeignKeyConstraint(["trajectory_id", "site_id"], ["trajectory.id", "trajectory.site_id"]),
        CheckConstraint("(council IS NULL) = (council_on IS NULL)", name="council_has_a_day"),
        CheckConstraint("(willing IS NULL) = (willing_on IS NULL)", name="willing_has_a_day"),
        # A comparison with NULL is no answer, and a CHECK lets that pass: so ask for a value too.
        CheckConstraint(
            "trajectory_id IS NULL OR (council IS NOT NULL AND council = 'approved' "
            "AND willing IS NOT NULL AND willing)",
            name="approved_and_willing",
        ),
    )
    __personal__ = ("participant_id", "asked_by", "council", "willing")
    __retention__ = AS_THE_PARTICIPANT
    site_id: Mapped[int]
    participant_id: Mapped[int] = mapped_column()
    school_year: Mapped[str] = mapped_column(String(9))
    asked_by: Mapped[AskedBy] = mapped_column(word(AskedBy))
    asked_on: Mapped[date]
    council: Mapped[Council | None] = mapped_column(word(Council))
    council_on: Mapped[date | None]
    willing: Mapped[bool | None]
    willing_on: Mapped[date | None]
    trajectory_id: Mapped[int | None] = mapped_column()
    participant: Mapped[Participant] = relationship(
        primaryjoin=foreign(participant_id) == Participant.id, viewonly=True
    )
    # Only trajectory_id: taking the trajectory away must not empty the site.
    trajectory: Mapped[Trajectory | None] = relationship(
        primaryjoin=foreign(trajectory_id) == Trajectory.id
    )
    indications: Mapped[list[IndicationSeen]] = relationship(
        back_populates="request", cascade="all, delete-orphan"
    )
    package: Mapped[list[PackageItem]] = relationship(
        back_populates="request", cascade="all, delete-orphan"
    )
    monitoring: Mapped[list[MonitoringMoment]] = relationship(
        back_populates="request", cascade="all, delete-orphan"
    )

    def __str__(self) -> str:
        return f"{self.participant}, {self.asked_on:%d/%m/%Y}"

    def problems(self) -> list[FieldProblem]:
        """Return what keeps this request from being stored; every door asks it."""
        return request_problems(self)


class IndicationSeen(AtSchool, Record, Base):
    """An indication that was the reason for a request, by its code alone."""

    __tablename__ = "flexible_trajectories_indication"
    __table_args__ = (
        UniqueConstraint("request_id", "indication"),
        ForeignKeyConstraint(*_OF_REQUEST),
    )
    __personal__ = ("indication",)
    __retention__ = AS_THE_PARTICIPANT
    request_id: Mapped[int]
    site_id: Mapped[int]
    indication: Mapped[Indication] = mapped_column(word(Indication))
    request: Mapped[TrajectoryRequest] = relationship(back_populates="indications")


class PackageItem(AtSchool, Record, Base):
    """A part of the package, from a day and perhaps until one: so adjustments can be read."""

    __tablename__ = "flexible_trajectories_package"
    __table_args__ = (
        UniqueConstraint("request_id", "part", "start"),
        ForeignKeyConstraint(*_OF_REQUEST),
        CheckConstraint('"end" IS NULL OR "end" >= start', name="start_before_end"),
    )
    __personal__ = ("part",)
    __retention__ = AS_THE_PARTICIPANT
    request_id: Mapped[int]
    site_id: Mapped[int]
    part: Mapped[PackagePart] = mapped_column(word(PackagePart))
    start: Mapped[date]
    end: Mapped[date | None]
    request: Mapped[TrajectoryRequest] = relationship(back_populates="package")

    def __str__(self) -> str:
        return self.part.label

    def problems(self) -> list[FieldProblem]:
        """Return what keeps this part from being stored; every door asks it."""
        return package_problems(self)


class MonitoringMoment(AtSchool, Record, Base):
    """A day on which the school looked how it goes, and by which means; never what was said."""

    __tablename__ = "flexible_trajectories_monitoring"
    __table_args__ = (
        UniqueConstraint("request_id", "means", "day"),
        ForeignKeyConstraint(*_OF_REQUEST),
    )
    __personal__ = ("means",)
    __retention__ = AS_THE_PARTICIPANT
    request_id: Mapped[int]
    site_id: Mapped[int]
    means: Mapped[MonitoringMeans] = mapped_column(word(MonitoringMeans))
    day: Mapped[date]
    request: Mapped[TrajectoryRequest] = relationship(back_populates="monitoring")

    def __str__(self) -> str:
        return f"{self.day:%d/%m/%Y}"


class NotesAllowed(AtSchool, Record, Base):
    """A school keeps notes, since a day; without this row they are off.

    Notes refer to it, so it can only be taken away once they are gone.
    """

    __tablename__ = "flexible_trajectories_notes_allowed"
    __writers__: ClassVar[frozenset[Access]] = SCHOOL_ALONE
    __personal__ = ()
    __retention__ = "as long as the school keeps notes"
    site_id: Mapped[int] = mapped_column(ForeignKey(Site.id), unique=True)
    since: Mapped[date]
