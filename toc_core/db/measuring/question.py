"""What is asked of the records: programmes, periods, how to split, and which reality."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from functools import cached_property
from typing import Any

from toc_core.periods import Period, previous
from toc_core.theory import Programme


class By(StrEnum):
    """How figures are split; a cube is every category of every site."""

    TOTAL = "total"
    LEVEL = "level"
    SITE = "site"
    CELL = "cell"
    CUBE = "cube"

    @property
    def sites(self) -> bool:
        """Return whether each site is a part."""
        return self in (By.SITE, By.CUBE)

    @property
    def cells(self) -> bool:
        """Return whether each category of each axis is a part."""
        return self in (By.CELL, By.CUBE)


@dataclass(frozen=True)
class Question:
    """One question to the records.

    ``practice`` asks for fictitious records instead of real ones; the two are never mixed.
    ``at`` asks what was known at a moment; ``today`` decides which periods are still open;
    ``to_date`` asks for all that lies before the end of each period. ``measures`` are those that
    plugins bring, by name (``Host.measures``). ``indicators`` names the only ones that are wanted;
    none means all.
    """

    programmes: tuple[Programme, ...]
    periods: tuple[Period, ...]
    today: date
    by: By = By.TOTAL
    practice: bool = False
    at: datetime | None = None
    to_date: bool = False
    measures: Mapping[str, Any] = field(default_factory=dict)
    indicators: frozenset[str] = frozenset()

    @cached_property
    def spans(self) -> tuple[Period, ...]:
        """Return the periods asked for and the ones before them, which changes are set against."""
        before = [p for p in map(previous, self.periods) if p is not None]
        return tuple(dict.fromkeys([*self.periods, *before]))
