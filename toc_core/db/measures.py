"""What is observed, scored, agreed and written of figures.

Observations, scores of people, baselines and targets, and the commentary of the city team.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from enum import StrEnum

from sqlalchemy import (
    CheckConstraint,
    ColumnElement,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    String,
    Text,
    UniqueConstraint,
    and_,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from toc_core.db.base import CITY, TEN_YEARS, Base, PerSite, Record, Shared
from toc_core.db.columns import Micro, word
from toc_core.db.people import Participant, Site
from toc_core.db.theory import Cell, IndicatorRow, ProgrammeRow
from toc_core.figures import CaveatKind
from toc_core.i18n import _
from toc_core.theory import Moment

TOTAL = 0  # the cell of an undivided figure


class AgreedKind(StrEnum):
    """A baseline (beginsituatie) or a target (doel)."""

    BASELINE = "baseline"
    TARGET = "target"


class Observation(PerSite, Record, Base):
    """One value of an indicator for a period, site and cell, or the reason why there is none.

    ``period_start`` and ``period_end`` are the days of ``period``, so that figures compare dates.
    """

    __tablename__ = "observation"
    __table_args__ = (
        UniqueConstraint("indicator_id", "site_id", "cell_id", "perspective", "period"),
        UniqueConstraint("id", "site_id"),
        ForeignKeyConstraint(
            ["indicator_id", "programme_id"], ["indicator.id", "indicator.programme_id"]
        ),
        CheckConstraint(
            "(CASE WHEN value IS NULL THEN 0 ELSE 1 END)"
            " + (CASE WHEN numerator IS NULL THEN 0 ELSE 1 END)"
            " + (CASE WHEN text = '' THEN 0 ELSE 1 END)"
            " + (CASE WHEN absence = '' THEN 0 ELSE 1 END) = 1",
            name="one_kind_of_answer",
        ),
        CheckConstraint("(numerator IS NULL) = (denominator IS NULL)", name="ratio_is_a_pair"),
        Index(
            "ix_observation_measure",
            "indicator_id",
            "cell_id",
            "period_start",
            "period_end",
            "site_id",
        ),
        # Whether an observation is replaced is looked up within its series.
        Index(
            "ix_observation_series",
            *("indicator_id", "cell_id", "site_id", "period_start", "period_end"),
            *("perspective", "absence"),
        ),
    )
    __personal__ = ("text",)
    __retention__ = TEN_YEARS
    programme_id: Mapped[int] = mapped_column(ForeignKey("programme.id"))
    indicator_id: Mapped[int]
    site_id: Mapped[int] = mapped_column(ForeignKey("site.id"), index=True)
    cell_id: Mapped[int] = mapped_column(ForeignKey("cell.id"), default=TOTAL)
    perspective: Mapped[str] = mapped_column(String(60), default="none")
    period: Mapped[str] = mapped_column(String(40))
    period_start: Mapped[date]
    period_end: Mapped[date]
    value: Mapped[Decimal | None] = mapped_column(Micro)
    numerator: Mapped[int | None]
    denominator: Mapped[int | None]
    text: Mapped[str] = mapped_column(Text, default="")
    absence: Mapped[str] = mapped_column(String(500), default="")
    source: Mapped[str] = mapped_column(String(200), default="")
    programme: Mapped[ProgrammeRow] = relationship()
    indicator: Mapped[IndicatorRow] = relationship(overlaps="programme")
    site: Mapped[Site] = relationship()
    cell: Mapped[Cell] = relationship()
    caveats: Mapped[list[ObservationCaveat]] = relationship(
        back_populates="observation", cascade="all, delete-orphan"
    )

    @classmethod
    def unexplained(cls) -> ColumnElement[bool]:
        """Return the condition of having an answer, but no source and no caveat to check it by."""
        return and_(cls.source == "", cls.absence == "", ~cls.caveats.any())

    def __str__(self) -> str:
        pair = None if self.numerator is None else f"{self.numerator}/{self.denominator}"
        number = None if self.value is None else f"{self.value.normalize():f}"
        said = number or pair or self.text or self.absence
        source = _(" (bron: {source})").format(source=self.source) if self.source else ""
        period = self.period.replace("..", _(" tot en met "))
        return _("{said} over {period}").format(said=said, period=period) + source


class ObservationCaveat(PerSite, Record, Base):
    """A reservation about one observation."""

    __tablename__ = "observation_caveat"
    __table_args__ = (
        ForeignKeyConstraint(
            ["observation_id", "site_id"], ["observation.id", "observation.site_id"]
        ),
    )
    __personal__ = ()
    __retention__ = TEN_YEARS
    observation_id: Mapped[int] = mapped_column(index=True)
    site_id: Mapped[int]
    kind: Mapped[CaveatKind] = mapped_column(word(CaveatKind))
    note: Mapped[str] = mapped_column(String(500), default="")
    observation: Mapped[Observation] = relationship(back_populates="caveats")


class Score(PerSite, Record, Base):
    """What one person, known by code, scored on an indicator on a day.

    The school year is that of the enrolment; a questionnaire of September may be about the year
    before. ``moment`` is relative to a trajectory: a change is measured from before to after.
    """

    __tablename__ = "score"
    __table_args__ = (
        UniqueConstraint("indicator_id", "participant_id", "site_id", "moment", "day"),
        ForeignKeyConstraint(
            ["indicator_id", "programme_id"], ["indicator.id", "indicator.programme_id"]
        ),
        ForeignKeyConstraint(
            ["participant_id", "site_id", "school_year"],
            ["enrolment.participant_id", "enrolment.site_id", "enrolment.school_year"],
        ),
        # Covering: figures read this index and never the table.
        Index(
            "ix_score_measure",
            *("indicator_id", "day", "site_id", "participant_id"),
            *("moment", "school_year", "value", "id"),
        ),
        Index("ix_score_participant", "participant_id", "site_id", "school_year"),
    )
    __personal__ = ("participant_id", "value")
    __retention__ = "as the participant"
    programme_id: Mapped[int] = mapped_column(ForeignKey("programme.id"))
    indicator_id: Mapped[int]
    site_id: Mapped[int] = mapped_column(ForeignKey("site.id"), index=True)
    participant_id: Mapped[int] = mapped_column(ForeignKey("participant.id"))
    school_year: Mapped[str] = mapped_column(String(9))
    day: Mapped[date]
    moment: Mapped[Moment] = mapped_column(word(Moment))
    value: Mapped[Decimal] = mapped_column(Micro)
    programme: Mapped[ProgrammeRow] = relationship()
    indicator: Mapped[IndicatorRow] = relationship(overlaps="programme")
    site: Mapped[Site] = relationship()
    participant: Mapped[Participant] = relationship()

    def __str__(self) -> str:
        return f"{self.participant}, {self.day:%d/%m/%Y}"


class Agreed(PerSite, Record, Base):
    """A baseline or target: append-only, the newest for its key speaks.

    An empty value is a direction without a number.
    """

    __tablename__ = "agreed"
    __table_args__ = (
        ForeignKeyConstraint(
            ["indicator_id", "programme_id"], ["indicator.id", "indicator.programme_id"]
        ),
        Index("ix_agreed_key", "indicator_id", "kind", "period", "site_id", "cell_id"),
    )
    __writers__ = CITY
    __personal__ = ()
    __retention__ = TEN_YEARS
    programme_id: Mapped[int] = mapped_column(ForeignKey("programme.id"))
    indicator_id: Mapped[int]
    kind: Mapped[AgreedKind] = mapped_column(word(AgreedKind))
    site_id: Mapped[int] = mapped_column(ForeignKey("site.id"), index=True)
    cell_id: Mapped[int] = mapped_column(ForeignKey("cell.id"), default=TOTAL)
    period: Mapped[str] = mapped_column(String(40))
    value: Mapped[Decimal | None] = mapped_column(Micro)
    agreed_on: Mapped[date]
    reason: Mapped[str] = mapped_column(String(500), default="")
    programme: Mapped[ProgrammeRow] = relationship()
    indicator: Mapped[IndicatorRow] = relationship(overlaps="programme")
    site: Mapped[Site] = relationship()


class CommentaryRow(Shared, Record, Base):
    """What the city team writes beside the figures of a programme in a period.

    Whoever may read the report reads it. ``fictitious`` keeps what is written of practice data
    apart; a period has one of each.
    """

    __tablename__ = "commentary"
    __table_args__ = (UniqueConstraint("programme_id", "period", "fictitious"),)
    __personal__ = ("striking", "meaning", "next_steps")
    __retention__ = TEN_YEARS
    programme_id: Mapped[int] = mapped_column(ForeignKey("programme.id"))
    period: Mapped[str] = mapped_column(String(40))
    fictitious: Mapped[bool] = mapped_column(default=False)
    striking: Mapped[str] = mapped_column(Text, default="")
    meaning: Mapped[str] = mapped_column(Text, default="")
    next_steps: Mapped[str] = mapped_column(Text, default="")
    programme: Mapped[ProgrammeRow] = relationship()

    def __str__(self) -> str:
        return _("duiding bij {period}").format(period=self.period)  # never its words
