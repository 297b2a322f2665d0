"""What the plugin keeps: to which school a case went, and when. SPDX-License-Identifier: 0BSD"""

from __future__ import annotations

from datetime import date

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from toc_core.db.base import TEN_YEARS, Base, PerSite, Record
from toc_core.db.people import Site
from toc_core.db.theory import ProgrammeRow


class Loan(PerSite, Record, Base):
    """A case of books was lent to a school; the note may say something about a person."""

    __tablename__ = "leeskoffer_loan"
    __personal__ = ("note",)
    __retention__ = TEN_YEARS
    programme_id: Mapped[int] = mapped_column(ForeignKey("programme.id"))
    site_id: Mapped[int] = mapped_column(ForeignKey("site.id"), index=True)
    lent_on: Mapped[date]
    returned_on: Mapped[date | None]
    books: Mapped[int]
    note: Mapped[str] = mapped_column(String(500), default="")
    programme: Mapped[ProgrammeRow] = relationship()
    site: Mapped[Site] = relationship()
