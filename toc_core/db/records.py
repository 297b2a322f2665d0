"""What is done: participations, deliveries, meetings, resources and stories.

Every record carries its programme and site; composite foreign keys carry them on, so no row of
one school can hang under a row of another. Trajectories stand in a module of their own.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from enum import StrEnum

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    String,
    Text,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, foreign, mapped_column, relationship

from toc_core.db.base import CITY, TEN_YEARS, Base, CityOnly, PerSite, Record
from toc_core.db.columns import Micro, word
from toc_core.db.people import Enrolment, Organisation, Participant, Site
from toc_core.db.theory import ElementRow, ProgrammeRow
from toc_core.db.trajectories import Trajectory
from toc_core.i18n import _
from toc_core.theory import Role


class DeliveryStatus(StrEnum):
    """Whether an intervention was delivered."""

    PLANNED = "planned"
    HELD = "held"
    CANCELLED = "cancelled"


class Consent(StrEnum):
    """What the teller of a story agreed to; there is no default."""

    SHARE = "share"
    TEAM_ONLY = "team_only"
    WITHDRAWN = "withdrawn"


class Participation(PerSite, Record, Base):
    """A site takes part in a programme in a school year; "aantal scholen" counts these."""

    __tablename__ = "participation"
    __table_args__ = (UniqueConstraint("programme_id", "site_id", "school_year"),)
    __writers__ = CITY
    __personal__ = ()
    __retention__ = TEN_YEARS
    programme_id: Mapped[int] = mapped_column(ForeignKey("programme.id"))
    site_id: Mapped[int] = mapped_column(ForeignKey("site.id"), index=True)
    school_year: Mapped[str] = mapped_column(String(9))
    since: Mapped[date | None]
    contact: Mapped[str] = mapped_column(String(120), default="")
    pioneer: Mapped[bool] = mapped_column(default=False)
    stopped_because: Mapped[str] = mapped_column(String(500), default="")
    source: Mapped[str] = mapped_column(String(200), default="")
    programme: Mapped[ProgrammeRow] = relationship()
    site: Mapped[Site] = relationship()

    def __str__(self) -> str:
        source = _(" (bron: {source})").format(source=self.source) if self.source else ""
        return _("deelname in {year}").format(year=self.school_year) + source


class Delivery(PerSite, Record, Base):
    """One intervention delivered, with an attendance list or head counts per role."""

    __tablename__ = "delivery"
    __table_args__ = (
        UniqueConstraint("id", "site_id"),
        ForeignKeyConstraint(
            ["element_id", "programme_id"], ["element.id", "element.programme_id"]
        ),
        ForeignKeyConstraint(
            ["trajectory_id", "programme_id", "site_id"],
            ["trajectory.id", "trajectory.programme_id", "trajectory.site_id"],
        ),
        CheckConstraint("minutes IS NULL OR minutes > 0", name="minutes_positive"),
        # Covering, as all of these are: figures read this index and never the table.
        Index(
            "ix_delivery_measure",
            *("programme_id", "element_id", "day", "status", "site_id", "id"),
            *("trajectory_id", "minutes"),
        ),
    )
    __personal__ = ("note",)
    __retention__ = TEN_YEARS
    programme_id: Mapped[int] = mapped_column(ForeignKey("programme.id"))
    site_id: Mapped[int] = mapped_column(ForeignKey("site.id"), index=True)
    element_id: Mapped[int]
    trajectory_id: Mapped[int | None] = mapped_column(index=True)
    day: Mapped[date]
    minutes: Mapped[int | None]
    delivered_by: Mapped[str] = mapped_column(String(120), default="")
    status: Mapped[DeliveryStatus] = mapped_column(word(DeliveryStatus))
    note: Mapped[str] = mapped_column(String(2000), default="")
    programme: Mapped[ProgrammeRow] = relationship()
    site: Mapped[Site] = relationship()
    element: Mapped[ElementRow] = relationship(overlaps="programme")
    # Only trajectory_id: choosing no trajectory must not empty the site and programme.
    trajectory: Mapped[Trajectory | None] = relationship(
        primaryjoin=foreign(trajectory_id) == Trajectory.id
    )
    attendances: Mapped[list[Attendance]] = relationship(
        back_populates="delivery", cascade="all, delete-orphan"
    )
    head_counts: Mapped[list[HeadCount]] = relationship(
        back_populates="delivery", cascade="all, delete-orphan"
    )

    def __str__(self) -> str:
        return f"{self.element}, {self.day:%d/%m/%Y}"


class Attendance(PerSite, Record, Base):
    """A participant who was present at a delivery; enrolled at the same site that year."""

    __tablename__ = "attendance"
    __table_args__ = (
        UniqueConstraint("delivery_id", "participant_id"),
        ForeignKeyConstraint(["delivery_id", "site_id"], ["delivery.id", "delivery.site_id"]),
        ForeignKeyConstraint(
            ["participant_id", "site_id", "school_year"],
            ["enrolment.participant_id", "enrolment.site_id", "enrolment.school_year"],
        ),
        Index("ix_attendance_participant", "participant_id"),
        # Both columns of the reference: with the school alone every row of it would be read.
        Index("ix_attendance_site", "site_id", "delivery_id"),
        Index(
            "ix_attendance_measure",
            *("delivery_id", "participant_id", "site_id", "school_year", "id"),
        ),
    )
    __personal__ = ("participant_id",)
    __retention__ = "as the participant"
    delivery_id: Mapped[int]
    site_id: Mapped[int]
    participant_id: Mapped[int] = mapped_column(ForeignKey("participant.id"))
    school_year: Mapped[str] = mapped_column(String(9))
    delivery: Mapped[Delivery] = relationship(back_populates="attendances")
    participant: Mapped[Participant] = relationship(overlaps="enrolment")
    enrolment: Mapped[Enrolment] = relationship(overlaps="participant,attendances,delivery")

    def __str__(self) -> str:
        return f"{self.participant}: {self.delivery}"


class HeadCount(PerSite, Record, Base):
    """How many people of a role were present at a delivery, without codes."""

    __tablename__ = "head_count"
    __table_args__ = (
        UniqueConstraint("delivery_id", "role"),
        ForeignKeyConstraint(["delivery_id", "site_id"], ["delivery.id", "delivery.site_id"]),
        CheckConstraint("people >= 0", name="people_not_negative"),
        Index("ix_head_count_site", "site_id", "delivery_id"),
    )
    __personal__ = ()
    __retention__ = TEN_YEARS
    delivery_id: Mapped[int]
    site_id: Mapped[int]
    role: Mapped[Role] = mapped_column(word(Role))
    people: Mapped[int]
    delivery: Mapped[Delivery] = relationship(back_populates="head_counts")

    def __str__(self) -> str:
        words = _("{people} aanwezigen zonder code: {delivery}")
        return words.format(people=self.people, delivery=self.delivery)


class Meeting(PerSite, Record, Base):
    """A meeting of a kind the programme declares (projectteam, kernteam, …)."""

    __tablename__ = "meeting"
    __table_args__ = (Index("ix_meeting_measure", "programme_id", "day", "kind", "site_id", "id"),)
    __personal__ = ("present", "agreements")
    __retention__ = TEN_YEARS
    programme_id: Mapped[int] = mapped_column(ForeignKey("programme.id"))
    site_id: Mapped[int] = mapped_column(ForeignKey("site.id"), index=True)
    day: Mapped[date]
    kind: Mapped[str] = mapped_column(String(60))
    present: Mapped[str] = mapped_column(String(500), default="")
    agreements: Mapped[str] = mapped_column(Text, default="")
    programme: Mapped[ProgrammeRow] = relationship()
    site: Mapped[Site] = relationship()

    def __str__(self) -> str:
        return _("overleg {kind}, {day}").format(kind=self.kind, day=f"{self.day:%d/%m/%Y}")


class Resource(CityOnly, Record, Base):
    """An input given: money or hours, by a funder, over a time, against a budget."""

    __tablename__ = "resource"
    __table_args__ = (
        ForeignKeyConstraint(
            ["element_id", "programme_id"], ["element.id", "element.programme_id"]
        ),
    )
    __personal__ = ()
    __retention__ = TEN_YEARS
    programme_id: Mapped[int] = mapped_column(ForeignKey("programme.id"))
    element_id: Mapped[int]
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    start: Mapped[date]
    end: Mapped[date]
    amount: Mapped[Decimal | None] = mapped_column(Micro)
    hours: Mapped[Decimal | None] = mapped_column(Micro)
    budget: Mapped[Decimal | None] = mapped_column(Micro)
    note: Mapped[str] = mapped_column(String(500), default="")
    programme: Mapped[ProgrammeRow] = relationship()
    element: Mapped[ElementRow] = relationship(overlaps="programme")
    funder: Mapped[Organisation] = relationship()

    def __str__(self) -> str:
        return f"{self.element}, {self.start:%d/%m/%Y} – {self.end:%d/%m/%Y}"


class Story(PerSite, Record, Base):
    """A story told by a pupil, teacher or partner; never a name."""

    __tablename__ = "story"
    __table_args__ = (
        Index(
            "ix_story_measure",
            *("programme_id", "day", "site_id", "teller_role", "consent", "school_year", "id"),
        ),
    )
    __personal__ = ("text", "message")
    __retention__ = "as the consent says, at most ten school years"
    programme_id: Mapped[int] = mapped_column(ForeignKey("programme.id"))
    site_id: Mapped[int] = mapped_column(ForeignKey("site.id"), index=True)
    school_year: Mapped[str] = mapped_column(String(9))
    day: Mapped[date]
    teller_role: Mapped[Role] = mapped_column(word(Role))
    consent: Mapped[Consent] = mapped_column(word(Consent))
    text: Mapped[str] = mapped_column(Text)
    message: Mapped[str] = mapped_column(Text, default="")
    programme: Mapped[ProgrammeRow] = relationship()
    site: Mapped[Site] = relationship()

    def __str__(self) -> str:
        return _("verhaal van {day}").format(day=f"{self.day:%d/%m/%Y}")  # never its words
