"""A theory of change as plain data: what a plugin declares and every other part reads.

Frozen dataclasses, so that a programme reads like its poster; ``toc_core.checks`` checks them.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from toc_core.theory.measures import (
    Conventions,
    Count,
    Custom,
    Formula,
    Measure,
    Observed,
    Option,
    Recorded,
    Scored,
)
from toc_core.theory.words import (
    At,
    Behaviour,
    Countable,
    Dated,
    Direction,
    Gap,
    Horizon,
    Moment,
    Overall,
    PremiseKind,
    Progress,
    Quantity,
    Role,
    Stage,
    Summary,
    ValueKind,
)

__all__ = [
    "CROSS",
    "At",
    "Behaviour",
    "Category",
    "CausalLink",
    "Conventions",
    "Count",
    "Countable",
    "Custom",
    "Dated",
    "Direction",
    "Disaggregation",
    "Element",
    "Formula",
    "Gap",
    "Horizon",
    "Indicator",
    "Level",
    "Measure",
    "Moment",
    "Observed",
    "Option",
    "Overall",
    "Part",
    "Premise",
    "PremiseKind",
    "Programme",
    "Progress",
    "Quantity",
    "Recorded",
    "Role",
    "Scope",
    "Scored",
    "Stage",
    "Summary",
    "ValueKind",
]

CROSS = "*"  # joins the codes of crossed axes, and of the categories of a crossed cell


@dataclass(frozen=True)
class Level:
    """Whom or what a row of the poster is about (Samenwerking, Leerlingen, Klas, …)."""

    code: str
    label: str
    source_text: str = ""


@dataclass(frozen=True)
class Category:
    """One value of an axis or list: a kind of buddy, a kind of meeting."""

    code: str
    label: str
    source_text: str = ""


@dataclass(frozen=True)
class Part:
    """A sub-point of an element or premise, as the source prints it."""

    label: str
    source_text: str = ""


@dataclass(frozen=True)
class Element:
    """A building block of the theory: one box of the poster.

    ``label`` is edited, ``source_text`` verbatim (held against the sources by a test),
    ``source_ref`` its key in the source inventory. ``derived`` marks our reading, to be confirmed
    by the team; ``planned`` an ambition; ``same_as`` the same thing in another role.
    """

    code: str
    stage: Stage
    label: str
    level: str | None = None
    horizon: Horizon | None = None
    parts: tuple[Part, ...] = ()
    source_text: str = ""
    source_ref: str = ""
    funders: tuple[str, ...] = ()
    providers: tuple[str, ...] = ()
    same_as: str | None = None
    derived: bool = False
    planned: bool = False


@dataclass(frozen=True)
class CausalLink:
    """One effect and the causes it needs; several causes are needed together.

    ``feedback`` declares that the link closes a loop on purpose. ``derived`` is our reading.
    """

    causes: tuple[str, ...]
    effect: str
    rationale: str = ""
    derived: bool = False
    feedback: bool = False

    @property
    def code(self) -> str:
        """The identity of the link: ``cause+cause->effect``."""
        return f"{'+'.join(self.causes)}->{self.effect}"


@dataclass(frozen=True)
class Scope:
    """What a premise is about: elements, links (by their code) or a whole horizon."""

    elements: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    horizon: Horizon | None = None
    derived: bool = False


@dataclass(frozen=True)
class Premise:
    """An assumption, precondition or active ingredient, with what it is about."""

    code: str
    kind: PremiseKind
    label: str
    scope: Scope = field(default_factory=Scope)
    parts: tuple[Part, ...] = ()
    source_text: str = ""
    source_ref: str = ""
    same_as: str | None = None
    derived: bool = False


@dataclass(frozen=True)
class Indicator:
    """What tells whether an element holds.

    Without a label it takes over that of its element. ``counted_from`` names the first period
    that is counted; only before it, typed totals are accepted. ``sensitive`` figures are about
    pupils, teachers, tellers or answers. ``disaggregations`` names axes, and crossed axes as
    ``"kind*gender"``. ``apart_from`` names indicators that count something beside this one and
    are never added to it. A ``context`` indicator describes the world around the programme.
    """

    code: str
    element: str
    measure: Measure = field(default_factory=Observed)
    label: str = ""
    unit: str = ""
    direction: Direction = Direction.INCREASE
    behaviour: Behaviour = Behaviour.FLOW
    disaggregations: tuple[str, ...] = ()
    counted_from: str | None = None
    sensitive: bool = False
    definition: str = ""
    source_ref: str = ""
    conventions: Conventions = field(default_factory=Conventions)
    apart_from: tuple[str, ...] = ()
    context: bool = False

    @property
    def decimals(self) -> int:
        """Return how many decimals a reader sees; a count has none."""
        return 0 if isinstance(self.measure, Count) else getattr(self.measure, "decimals", 0)


@dataclass(frozen=True)
class Disaggregation:
    """An axis to split figures by; *unknown* is always a category and never listed.

    A higher ``version`` starts the axis anew: what was recorded stays on the axis as it was.
    """

    code: str
    label: str
    categories: tuple[Category, ...]
    version: int = 1

    @property
    def key(self) -> str:
        """The name under which the axis is stored: ``kind``, and ``kind.2`` once it changed."""
        return self.code if self.version == 1 else f"{self.code}.{self.version}"


@dataclass(frozen=True)
class Programme:
    """A programme with its theory of change, as one version.

    ``since`` and ``until`` name its first and last period; what is observed lies between them.
    """

    code: str
    label: str
    version: str
    goal: str = ""
    goal_source_text: str = ""
    language: str = "nl"
    levels: tuple[Level, ...] = ()
    elements: tuple[Element, ...] = ()
    links: tuple[CausalLink, ...] = ()
    premises: tuple[Premise, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    disaggregations: tuple[Disaggregation, ...] = ()
    meeting_kinds: tuple[Category, ...] = ()
    since: str = ""
    until: str = ""

    def element(self, code: str) -> Element:
        """Return the element with this code; ``KeyError`` when there is none."""
        for element in self.elements:
            if element.code == code:
                return element
        raise KeyError(code)

    def level_label(self, code: str | None) -> str:
        """Return the label of a level; empty without one, or when it is not declared."""
        return next((level.label for level in self.levels if level.code == code), "")

    def of_stage(self, stage: Stage, horizon: Horizon | None = None) -> tuple[Element, ...]:
        """Return the elements of a stage, of one horizon if given, in the order declared."""
        return tuple(
            e
            for e in self.elements
            if e.stage is stage and (horizon is None or e.horizon is horizon)
        )

    def premises_of(self, kind: PremiseKind) -> tuple[Premise, ...]:
        """Return the premises of a kind, in the order declared."""
        return tuple(p for p in self.premises if p.kind is kind)

    def all_indicators(self) -> tuple[Indicator, ...]:
        """Return the declared indicators and, for each output without one, the output itself."""
        measured = {i.element for i in self.indicators}
        implied = tuple(
            Indicator(e.code, e.code) for e in self.of_stage(Stage.OUTPUT) if e.code not in measured
        )
        return self.indicators + implied

    def counts_of_schools(self) -> frozenset[str]:
        """Return the codes of the indicators that count schools: a school knows that it is one."""
        return frozenset(
            indicator.code
            for indicator in self.all_indicators()
            if isinstance(indicator.measure, Count)
            and indicator.measure.of in (Countable.SCHOOLS, Countable.CAMPUSES)
        )

    def indicators_of(self, element: str) -> tuple[Indicator, ...]:
        """Return the indicators that measure an element."""
        return tuple(i for i in self.all_indicators() if i.element == element)

    def indicator_label(self, indicator: Indicator) -> str:
        """Return the indicator's label, or the label of the element it measures."""
        return indicator.label or self.element(indicator.element).label
