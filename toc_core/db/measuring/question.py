"""What is asked of the records: programmes, periods, how to split, and which reality."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from toc_core.periods import Period, previous
from toc_core.theory import Programme


class By(StrEnum):
    """How figures are split: not, per level of the theory, per site, or per category."""

    TOTAL = "total"
    LEVEL = "level"
    SITE = "site"
    CELL = "cell"


@dataclass(frozen=True)
class Question:
    """One question to the records.

    ``practice`` asks for fictitious records instead of real ones; the two are never mixed.
    ``at`` asks what was known at a moment; ``today`` decides which periods are still open.
    """

    programmes: tuple[Programme, ...]
    periods: tuple[Period, ...]
    today: date
    by: By = By.TOTAL
    practice: bool = False
    at: datetime | None = None

    @property
    def spans(self) -> tuple[Period, ...]:
        """Return the periods asked for and the ones before them, which changes are set against."""
        before = [p for p in map(previous, self.periods) if p is not None]
        return tuple(dict.fromkeys([*self.periods, *before]))
