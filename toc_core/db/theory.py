"""Theories as stored: one row of canonical JSON per version, and identities to refer to.

The identity tables (element, link, premise, indicator, category) exist so that facts have foreign
keys; what they mean stands in the theory's JSON.
"""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from toc_core.db.base import Base, Shared
from toc_core.db.columns import BigId, Instant, new_ref, word
from toc_core.theory import Stage

KEPT = "as long as the programme's data"


class TheoryState(StrEnum):
    """Draft (klad), in use (in gebruik) or archived."""

    DRAFT = "draft"
    PUBLISHED = "published"
    ARCHIVED = "archived"


class TheoryOrigin(StrEnum):
    """Who wrote the theory: a plugin, or the team in the admin."""

    PLUGIN = "plugin"
    TEAM = "team"


class ProgrammeRow(Shared, Base):
    """A programme that has, or had, data."""

    __tablename__ = "programme"
    __personal__ = ()
    __retention__ = KEPT
    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    code: Mapped[str] = mapped_column(String(60), unique=True)
    label: Mapped[str] = mapped_column(String(200))

    def __str__(self) -> str:
        return self.label


class TheoryRow(Shared, Base):
    """One version of a programme's theory."""

    __tablename__ = "theory"
    __table_args__ = (
        Index(
            "uq_theory_published",  # at most one theory of a programme is in use
            "programme_id",
            unique=True,
            sqlite_where=text("state = 'published'"),
            postgresql_where=text("state = 'published'"),
        ),
    )
    __personal__ = ()
    __retention__ = KEPT
    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    ref: Mapped[str] = mapped_column(String(10), unique=True, default=new_ref)
    programme_id: Mapped[int] = mapped_column(ForeignKey("programme.id"), index=True)
    version: Mapped[str] = mapped_column(String(40))
    origin: Mapped[TheoryOrigin] = mapped_column(word(TheoryOrigin))
    state: Mapped[TheoryState] = mapped_column(word(TheoryState))
    content: Mapped[str] = mapped_column(Text)
    hash: Mapped[str] = mapped_column(String(64))
    valid_from: Mapped[datetime] = mapped_column(Instant)
    author: Mapped[str] = mapped_column(String(120))
    reason: Mapped[str] = mapped_column(String(500), default="")
    programme: Mapped[ProgrammeRow] = relationship()


class ElementRow(Shared, Base):
    """The identity of an element: facts refer to it across theory versions."""

    __tablename__ = "element"
    __table_args__ = (
        UniqueConstraint("programme_id", "code"),
        UniqueConstraint("id", "programme_id"),
    )
    __personal__ = ()
    __retention__ = KEPT
    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    programme_id: Mapped[int] = mapped_column(ForeignKey("programme.id"))
    code: Mapped[str] = mapped_column(String(60))
    label: Mapped[str] = mapped_column(String(500))
    stage: Mapped[Stage] = mapped_column(word(Stage))
    programme: Mapped[ProgrammeRow] = relationship()

    def __str__(self) -> str:
        return self.label


class LinkRow(Shared, Base):
    """The identity of a causal link."""

    __tablename__ = "causal_link"
    __table_args__ = (UniqueConstraint("programme_id", "code"),)
    __personal__ = ()
    __retention__ = KEPT
    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    programme_id: Mapped[int] = mapped_column(ForeignKey("programme.id"))
    code: Mapped[str] = mapped_column(String(1000))


class PremiseRow(Shared, Base):
    """The identity of an assumption, precondition or ingredient."""

    __tablename__ = "premise"
    __table_args__ = (UniqueConstraint("programme_id", "code"),)
    __personal__ = ()
    __retention__ = KEPT
    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    programme_id: Mapped[int] = mapped_column(ForeignKey("programme.id"))
    code: Mapped[str] = mapped_column(String(60))


class IndicatorRow(Shared, Base):
    """The identity of an indicator."""

    __tablename__ = "indicator"
    __table_args__ = (
        UniqueConstraint("programme_id", "code"),
        UniqueConstraint("id", "programme_id"),
    )
    __personal__ = ()
    __retention__ = KEPT
    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    programme_id: Mapped[int] = mapped_column(ForeignKey("programme.id"))
    code: Mapped[str] = mapped_column(String(60))
    label: Mapped[str] = mapped_column(String(500))
    programme: Mapped[ProgrammeRow] = relationship()

    def __str__(self) -> str:
        return self.label


class Cell(Shared, Base):
    """One category of a disaggregation; cell 0 is the total, never NULL in a natural key."""

    __tablename__ = "cell"
    __table_args__ = (UniqueConstraint("programme_id", "axis", "category"),)
    __personal__ = ()
    __retention__ = KEPT
    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    programme_id: Mapped[int | None] = mapped_column(ForeignKey("programme.id"))
    axis: Mapped[str] = mapped_column(String(60))
    category: Mapped[str] = mapped_column(String(60))
    label: Mapped[str] = mapped_column(String(200))

    def __str__(self) -> str:
        return self.label
