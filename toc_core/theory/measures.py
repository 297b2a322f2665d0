"""Measures: how an indicator gets its figures, as plain data.

``toc_core.db.measuring`` compiles each kind to SQL; ``docs/figures.md`` says what each means.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from toc_core.theory.words import (
    At,
    Countable,
    Dated,
    Gap,
    Moment,
    Overall,
    Progress,
    Quantity,
    Role,
    Summary,
    ValueKind,
)

ON_TRACK = 85  # percent of the way to a target from which a figure is "bijna"


@dataclass(frozen=True)
class Count:
    """How many different things the records hold: schools, people, deliveries, …

    ``interventions``, ``level``, ``roles`` and ``kinds`` (of meetings) narrow what is counted;
    ``at`` decides the period of a trajectory; planned and cancelled deliveries count only when
    ``held_only`` is false.
    """

    of: Countable
    interventions: tuple[str, ...] = ()
    level: str | None = None
    roles: tuple[Role, ...] = ()
    kinds: tuple[str, ...] = ()
    at: At = At.START
    held_only: bool = True


@dataclass(frozen=True)
class Observed:
    """What somebody notes down per school and period: one answer, or why there is none.

    ``summary`` says how the answers of several schools or periods become one. A ratio with
    ``share`` has a numerator that is part of its denominator and is shown as a percentage.
    ``lowest`` and ``highest`` bound a rating.
    """

    kind: ValueKind = ValueKind.NUMBER
    decimals: int = 0
    summary: Summary = Summary.SUM
    threshold: Decimal | None = None
    share: bool = True
    lowest: Decimal | None = None
    highest: Decimal | None = None


@dataclass(frozen=True)
class Scored:
    """What people scored, each by code, at some ``moments`` (none named: at any moment).

    With ``Summary.CHANGE`` each person's first score at ``moments[0]`` is set against the last at
    ``moments[1]``.
    """

    summary: Summary = Summary.MEAN
    moments: tuple[Moment, ...] = ()
    decimals: int = 1
    threshold: Decimal | None = None
    lowest: Decimal | None = None
    highest: Decimal | None = None


@dataclass(frozen=True)
class Recorded:
    """A number that stands in the records, summarised: minutes of deliveries, euros of inputs.

    ``elements`` names the interventions (minutes) or inputs (amount, hours) that it is about;
    none named means all.
    """

    of: Quantity
    summary: Summary = Summary.SUM
    elements: tuple[str, ...] = ()
    level: str | None = None
    decimals: int = 0
    threshold: Decimal | None = None


@dataclass(frozen=True)
class Formula:
    """Arithmetic on other indicators of the programme, by code: ``"amount / pupils"``.

    Only ``+ - * /``, parentheses and numbers. With ``share`` the result is shown as a percentage.
    """

    expression: str
    decimals: int = 1
    share: bool = False


@dataclass(frozen=True)
class Option:
    """One word that a plugin's own measure is given."""

    name: str
    value: str


@dataclass(frozen=True)
class Custom:
    """A measure that a plugin brings (hook ``toc_measures``), by its name.

    Without a ``summary`` different things are counted, as by ``Count``; with one, the values of
    the plugin's rows are summarised.
    """

    name: str
    summary: Summary | None = None
    options: tuple[Option, ...] = ()
    decimals: int = 0
    threshold: Decimal | None = None


Measure = Count | Observed | Scored | Recorded | Formula | Custom


@dataclass(frozen=True)
class Conventions:
    """How figures are read where reporting systems disagree; ``docs/conventions.md`` says why.

    ``on_track`` is the percentage of the way to the target from which a figure is "bijna".
    """

    gap: Gap = Gap.BLANK
    progress: Progress = Progress.BY_DIRECTION
    on_track: int = ON_TRACK
    overall: Overall = Overall.STORED
    dated: Dated = Dated.DAY
