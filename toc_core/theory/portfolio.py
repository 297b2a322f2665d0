"""The portfolio of a team as plain data: what holds several programmes together.

Frozen dataclasses like those of a theory. ``source_text`` is verbatim; ``derived`` marks our
reading, to be confirmed by the team. A programme is named by its code and may be absent, because
its plugin is; an outcome or indicator of a programme is named ``programme.code``.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from toc_core.theory import Count, Part


@dataclass(frozen=True)
class OfferLevel:
    """One kind of offer of the team: whom it is for, what it is, and its programmes."""

    code: str
    label: str
    kind: str = ""
    programmes: tuple[str, ...] = ()
    source_text: str = ""
    kind_source_text: str = ""
    derived: bool = False


@dataclass(frozen=True)
class Framework:
    """A plan or agreement that steers the team, and which programmes and outcomes serve it."""

    code: str
    label: str
    programmes: tuple[str, ...] = ()
    elements: tuple[str, ...] = ()
    source_text: str = ""
    derived: bool = False


@dataclass(frozen=True)
class Goal:
    """What several programmes contribute to; ``elements`` are the outcomes or impacts in it."""

    code: str
    label: str
    programmes: tuple[str, ...] = ()
    elements: tuple[str, ...] = ()
    source_text: str = ""
    derived: bool = False


@dataclass(frozen=True)
class Contribution:
    """How a programme says that it contributes to a goal."""

    programme: str
    goal: str
    statement: str
    source_text: str = ""
    derived: bool = False


@dataclass(frozen=True)
class SharedIndicator:
    """One definition that several programmes share.

    ``members`` (``programme.indicator``) are set side by side and never added. With a ``count``
    the records of every programme of the portfolio are counted together as well, everything once.
    """

    code: str
    label: str
    definition: str
    unit: str = ""
    count: Count | None = None
    members: tuple[str, ...] = ()
    derived: bool = False


class PolicyLevel(StrEnum):
    """The three levels of a Flemish city's policy plan (BBC), from the top down."""

    OBJECTIVE = "beleidsdoelstelling"
    PLAN = "actieplan"
    ACTION = "actie"


@dataclass(frozen=True)
class PolicyItem:
    """One code of the city's policy plan, under its parent, and the programmes that stand at it."""

    code: str
    label: str
    level: PolicyLevel
    parent: str = ""
    programmes: tuple[str, ...] = ()
    source_text: str = ""


@dataclass(frozen=True)
class Portfolio:
    """What a team does and is for: its programmes and all that stands above them.

    ``read_in`` names the programmes of which no source says that they belong here.
    """

    code: str
    label: str
    programmes: tuple[str, ...]
    mission: str = ""
    mission_source_text: str = ""
    themes: tuple[Part, ...] = ()
    offer: tuple[OfferLevel, ...] = ()
    frameworks: tuple[Framework, ...] = ()
    goals: tuple[Goal, ...] = ()
    contributions: tuple[Contribution, ...] = ()
    shared_indicators: tuple[SharedIndicator, ...] = ()
    policy_plan: tuple[PolicyItem, ...] = ()
    read_in: tuple[str, ...] = ()

    def goals_of(self, programme: str) -> tuple[Goal, ...]:
        """Return the goals that a programme stands at."""
        return tuple(goal for goal in self.goals if programme in goal.programmes)

    def contribution(self, programme: str, goal: str) -> Contribution | None:
        """Return how a programme says that it contributes to a goal; none when it does not."""
        found = (c for c in self.contributions if (c.programme, c.goal) == (programme, goal))
        return next(found, None)
