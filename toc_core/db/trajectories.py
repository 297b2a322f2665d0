"""Runs of a programme: trajectories with their steps, decisions and members."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    String,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, foreign, mapped_column, relationship

from toc_core.db.base import TEN_YEARS, Base, PerSite, Record
from toc_core.db.columns import word
from toc_core.db.people import Group, Site
from toc_core.db.theory import ProgrammeRow
from toc_core.i18n import _


class TrajectoryStatus(StrEnum):
    """How far a trajectory is."""

    PLANNED = "planned"
    RUNNING = "running"
    FINISHED = "finished"
    STOPPED = "stopped"


class StepKind(StrEnum):
    """A step taken, or a decision made, in a trajectory."""

    STEP = "step"
    DECISION = "decision"


class Trajectory(PerSite, Record, Base):
    """One run of a programme at a site, with a group and/or single participants."""

    __tablename__ = "trajectory"
    __table_args__ = (
        UniqueConstraint("id", "programme_id", "site_id"),
        UniqueConstraint("id", "site_id"),
        ForeignKeyConstraint(["group_id", "site_id"], ["class_group.id", "class_group.site_id"]),
        CheckConstraint('"end" IS NULL OR "end" >= start', name="start_before_end"),
        Index(
            "ix_trajectory_measure",
            *("programme_id", "start", "end", "site_id", "group_id", "status", "id"),
        ),
    )
    __personal__ = ("note",)
    __retention__ = TEN_YEARS
    programme_id: Mapped[int] = mapped_column(ForeignKey("programme.id"))
    site_id: Mapped[int] = mapped_column(ForeignKey("site.id"))
    group_id: Mapped[int | None] = mapped_column()
    start: Mapped[date]
    end: Mapped[date | None]
    status: Mapped[TrajectoryStatus] = mapped_column(word(TrajectoryStatus))
    note: Mapped[str] = mapped_column(String(2000), default="")
    programme: Mapped[ProgrammeRow] = relationship()
    site: Mapped[Site] = relationship()
    # Only group_id: choosing no group must not empty the site.
    group: Mapped[Group | None] = relationship(primaryjoin=foreign(group_id) == Group.id)
    steps: Mapped[list[TrajectoryStep]] = relationship(
        back_populates="trajectory", cascade="all, delete-orphan"
    )

    def __str__(self) -> str:
        name = self.group.label if self.group else str(self.site)
        return _("{name}, vanaf {day}").format(name=name, day=f"{self.start:%d/%m/%Y}")


class TrajectoryStep(PerSite, Record, Base):
    """A step or decision in a trajectory, with its day."""

    __tablename__ = "trajectory_step"
    __table_args__ = (
        ForeignKeyConstraint(["trajectory_id", "site_id"], ["trajectory.id", "trajectory.site_id"]),
    )
    __personal__ = ("note",)
    __retention__ = TEN_YEARS
    trajectory_id: Mapped[int] = mapped_column(index=True)
    site_id: Mapped[int]
    kind: Mapped[StepKind] = mapped_column(word(StepKind))
    label: Mapped[str] = mapped_column(String(200))
    day: Mapped[date]
    note: Mapped[str] = mapped_column(String(500), default="")
    trajectory: Mapped[Trajectory] = relationship(back_populates="steps")


class TrajectoryMember(PerSite, Record, Base):
    """A participant who follows a trajectory on their own or within a group."""

    __tablename__ = "trajectory_member"
    __table_args__ = (
        UniqueConstraint("trajectory_id", "participant_id"),
        ForeignKeyConstraint(["trajectory_id", "site_id"], ["trajectory.id", "trajectory.site_id"]),
        ForeignKeyConstraint(
            ["participant_id", "site_id", "school_year"],
            ["enrolment.participant_id", "enrolment.site_id", "enrolment.school_year"],
        ),
    )
    __personal__ = ("participant_id",)
    __retention__ = "as the participant"
    trajectory_id: Mapped[int]
    site_id: Mapped[int]
    participant_id: Mapped[int]
    school_year: Mapped[str] = mapped_column(String(9))
