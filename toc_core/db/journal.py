"""The journal: one row per transaction, who, when, why and which rows; never changed."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from toc_core.db.base import TEN_YEARS, Base, CityOnly
from toc_core.db.columns import BigId, Instant, new_ref


class Entry(CityOnly, Base):
    """One transaction that changed something."""

    __tablename__ = "journal"
    __writers__ = frozenset()
    __personal__ = ("who",)
    __retention__ = TEN_YEARS
    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    ref: Mapped[str] = mapped_column(String(10), unique=True, default=new_ref)
    at: Mapped[datetime] = mapped_column(Instant, index=True)
    who: Mapped[str] = mapped_column(String(120))
    why: Mapped[str] = mapped_column(String(500))
    changes: Mapped[list[ChangedRow]] = relationship(back_populates="entry")


class ChangedRow(CityOnly, Base):
    """One row that a transaction made, changed or removed; its content is in the history twin."""

    __tablename__ = "journal_row"
    __table_args__ = (UniqueConstraint("entry_id", "table_name", "row_id"),)
    __writers__ = frozenset()
    __personal__ = ()
    __retention__ = TEN_YEARS
    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    entry_id: Mapped[int] = mapped_column(ForeignKey("journal.id"))
    table_name: Mapped[str] = mapped_column(String(60))
    row_id: Mapped[int] = mapped_column(index=True)
    action: Mapped[str] = mapped_column(String(10))
    entry: Mapped[Entry] = relationship(back_populates="changes")
