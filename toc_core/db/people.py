"""Organisations, sites, groups and people known only by a code."""

from __future__ import annotations

from enum import StrEnum

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    ForeignKeyConstraint,
    String,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, foreign, mapped_column, relationship

from toc_core.db.base import CITY, TEN_YEARS, Base, Enrolled, PerSite, Record, Shared, SiteItself
from toc_core.db.columns import word
from toc_core.theory import Role

CITY_SITE = 0  # the whole city, so that no natural key holds a NULL


class SiteKind(StrEnum):
    """School, campus of a school, or the whole city (site 0 only)."""

    SCHOOL = "school"
    CAMPUS = "campus"
    CITY = "city"


class OrganisationKind(StrEnum):
    """What an organisation is to the programmes."""

    PARTNER = "partner"
    FUNDER = "funder"
    COLLEGE = "college"
    RESEARCH = "research"


class Organisation(Shared, Record, Base):
    """A partner, funder, college or research group."""

    __tablename__ = "organisation"
    __personal__ = ()
    __retention__ = "as long as a programme refers to it"
    code: Mapped[str] = mapped_column(String(60), unique=True)
    label: Mapped[str] = mapped_column(String(200))
    kind: Mapped[OrganisationKind] = mapped_column(word(OrganisationKind))
    note: Mapped[str] = mapped_column(String(1000), default="")

    def __str__(self) -> str:
        return self.label


class Site(SiteItself, Record, Base):
    """A school or one campus of it; ``fictitious`` for practice schools only."""

    __tablename__ = "site"
    __table_args__ = (CheckConstraint("(id = 0) = (kind = 'city')", name="city_is_0"),)
    __personal__ = ()
    __retention__ = "as long as a programme refers to it"
    code: Mapped[str] = mapped_column(String(60), unique=True)
    label: Mapped[str] = mapped_column(String(200))
    kind: Mapped[SiteKind] = mapped_column(word(SiteKind))
    school_id: Mapped[int | None] = mapped_column(ForeignKey("site.id"), index=True)
    net: Mapped[str] = mapped_column(String(120), default="")
    institution_number: Mapped[str] = mapped_column(String(20), default="")
    fictitious: Mapped[bool] = mapped_column(default=False)
    note: Mapped[str] = mapped_column(String(1000), default="")
    school: Mapped[Site | None] = relationship(remote_side="Site.id")
    aliases: Mapped[list[SiteAlias]] = relationship(
        back_populates="site", cascade="all, delete-orphan"
    )

    def __str__(self) -> str:
        return self.label


class SiteAlias(PerSite, Record, Base):
    """Another name of a site; ``confirmed`` when the team has said so."""

    __tablename__ = "site_alias"
    __writers__ = CITY
    __table_args__ = (UniqueConstraint("alias"),)
    __personal__ = ()
    __retention__ = "as long as the site"
    site_id: Mapped[int] = mapped_column(ForeignKey("site.id"), index=True)
    alias: Mapped[str] = mapped_column(String(200))
    confirmed: Mapped[bool] = mapped_column(default=False)
    site: Mapped[Site] = relationship(back_populates="aliases")


class Group(PerSite, Record, Base):
    """A class group of a site in a school year; groups of one site and year are disjoint."""

    __tablename__ = "class_group"
    __table_args__ = (
        UniqueConstraint("site_id", "school_year", "label"),
        UniqueConstraint("id", "site_id"),
    )
    __personal__ = ()
    __retention__ = TEN_YEARS
    site_id: Mapped[int] = mapped_column(ForeignKey("site.id"))
    school_year: Mapped[str] = mapped_column(String(9))
    label: Mapped[str] = mapped_column(String(120))
    site: Mapped[Site] = relationship()

    def __str__(self) -> str:
        return f"{self.label} ({self.school_year})"


class Participant(Enrolled, Record, Base):
    """A person, by code and role only; the school keeps the list of names."""

    __tablename__ = "participant"
    __personal__ = ("code",)
    __retention__ = "until 31 August of the school year after the last enrolment"
    code: Mapped[str] = mapped_column(String(7), unique=True)
    role: Mapped[Role] = mapped_column(word(Role))
    enrolments: Mapped[list[Enrolment]] = relationship(back_populates="participant")

    def __str__(self) -> str:
        return self.code


class Enrolment(PerSite, Record, Base):
    """A participant at a site in a school year, in at most one group."""

    __tablename__ = "enrolment"
    __table_args__ = (
        UniqueConstraint("participant_id", "site_id", "school_year"),
        ForeignKeyConstraint(["group_id", "site_id"], ["class_group.id", "class_group.site_id"]),
    )
    __personal__ = ("participant_id",)
    __retention__ = "as the participant"
    participant_id: Mapped[int] = mapped_column(ForeignKey("participant.id"))
    site_id: Mapped[int] = mapped_column(ForeignKey("site.id"), index=True)
    school_year: Mapped[str] = mapped_column(String(9))
    group_id: Mapped[int | None] = mapped_column(index=True)
    participant: Mapped[Participant] = relationship(back_populates="enrolments")
    site: Mapped[Site] = relationship()
    # Only group_id: choosing no group must not empty the site.
    group: Mapped[Group | None] = relationship(primaryjoin=foreign(group_id) == Group.id)


class Characteristic(PerSite, Record, Base):
    """The category of an enrolled participant on one axis of a programme."""

    __tablename__ = "characteristic"
    __table_args__ = (
        UniqueConstraint("participant_id", "site_id", "school_year", "axis"),
        ForeignKeyConstraint(
            ["participant_id", "site_id", "school_year"],
            ["enrolment.participant_id", "enrolment.site_id", "enrolment.school_year"],
        ),
    )
    __personal__ = ("participant_id", "cell_id")
    __retention__ = "as the participant"
    participant_id: Mapped[int] = mapped_column()
    site_id: Mapped[int] = mapped_column()
    school_year: Mapped[str] = mapped_column(String(9))
    axis: Mapped[str] = mapped_column(String(60))
    cell_id: Mapped[int] = mapped_column(ForeignKey("cell.id"))
