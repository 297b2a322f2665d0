"""Random theories: indicators of every measure, summary, behaviour and convention."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from itertools import product
from random import Random
from typing import Any

from toc_core.theory import (
    CROSS,
    At,
    Behaviour,
    Category,
    Conventions,
    Count,
    Countable,
    Dated,
    Direction,
    Disaggregation,
    Element,
    Formula,
    Gap,
    Indicator,
    Level,
    Measure,
    Moment,
    Observed,
    Overall,
    Programme,
    Progress,
    Quantity,
    Recorded,
    Role,
    Scored,
    Stage,
    Summary,
    ValueKind,
)

PROGRAMMES = ("alpha", "beta")
Member = tuple[Programme, Indicator]
TALKS, LESSONS, MONEY, COACH = "talks", "lessons", "money", "coach"
UNKNOWN = "unknown"
CODES = tuple(f"i{number:02}" for number in range(12))
IMPLIED = "extra"  # an output without an indicator of its own
MEETING_KINDS = ("core", "project")
COUNTED_FROM = ("2023-2024", "2023-2024.T2", "2024", "2023.Q4")
# Two programmes never share an axis: a person has one category per axis, of one programme.
AXES = {"alpha": ("kind", "gender"), "beta": ("sort", "sex")}
CATEGORIES = ("a", "b")
DELIVERED = (Countable.DELIVERIES, Countable.PARTICIPANTS)
RUN = (Countable.TRAJECTORIES, Countable.GROUPS)
VALUES = (
    Summary.SUM,
    Summary.MEAN,
    Summary.MEDIAN,
    Summary.MINIMUM,
    Summary.MAXIMUM,
    Summary.LATEST,
    Summary.SHARE,
)
# What holds on a day, and what has a school year.
LASTING = (Countable.SCHOOLS, Countable.CAMPUSES, *RUN)
ATTENDED = (Countable.PARTICIPANTS, Countable.STORIES)
PASSING = (Behaviour.FLOW, Behaviour.CUMULATIVE, Behaviour.DISTINCT)
IN_TIME = (Behaviour.FLOW, Behaviour.STOCK, Behaviour.CUMULATIVE)


def cells_of(programme: str) -> Iterator[tuple[str, str]]:
    """Yield every axis and category that facts of a programme may refer to."""
    first, second = AXES[programme]
    labels = (*CATEGORIES, UNKNOWN)
    for axis in (first, f"{first}.2", second):
        yield from ((axis, label) for label in labels)
    for axis in (first, f"{first}.2"):
        for pair in product(labels, labels):
            yield f"{axis}{CROSS}{second}", CROSS.join(pair)


def random_programme(dice: Random, code: str, indicators: int = 6) -> Programme:
    """Return a theory with some indicators, drawn from all that the product can measure."""
    drawn: list[Indicator] = []
    for name in sorted(dice.sample(CODES, indicators)):
        drawn.append(_indicator(dice, code, name, drawn))
    categories = tuple(Category(c, c.upper()) for c in CATEGORIES)
    first, second = AXES[code]
    return Programme(
        code,
        code.title(),
        "1",
        levels=(Level("pupils", "Leerlingen"), Level("class", "Klas")),
        elements=(
            Element(TALKS, Stage.INTERVENTION, "Gesprekken", level="pupils"),
            Element(LESSONS, Stage.INTERVENTION, "Lessen", level="class"),
            Element(MONEY, Stage.INPUT, "Middelen"),
            Element(COACH, Stage.INPUT, "Begeleiding"),
            Element("result", Stage.OUTPUT, "Resultaat"),
            Element(IMPLIED, Stage.OUTPUT, "Resultaat zonder indicator"),
        ),
        indicators=tuple(drawn),
        disaggregations=(
            Disaggregation(first, "Soort", categories, version=dice.choice((1, 1, 2))),
            Disaggregation(second, "Geslacht", categories),
        ),
        meeting_kinds=tuple(Category(kind, kind) for kind in MEETING_KINDS),
    )


def _indicator(dice: Random, programme: str, code: str, earlier: list[Indicator]) -> Indicator:
    makers = (_count, _count, _count, _people, _observed, _observed, _scored, _recorded, _formula)
    measure, behaviour = dice.choice(makers)(dice, earlier)
    made = Indicator(
        code,
        "result",
        measure,
        direction=dice.choice(tuple(Direction)),
        behaviour=behaviour,
        disaggregations=_axes(dice, programme) if _splits(measure) else (),
        conventions=_conventions(dice, measure, behaviour),
    )
    if isinstance(measure, Count) and dice.random() < 0.4:
        return replace(made, counted_from=dice.choice(COUNTED_FROM))
    return made


def _splits(measure: Measure) -> bool:
    if isinstance(measure, Count):
        return measure.of is Countable.PARTICIPANTS
    return isinstance(measure, Observed | Scored)


def _axes(dice: Random, programme: str) -> tuple[str, ...]:
    first, second = AXES[programme]
    names = (first, second, f"{first}{CROSS}{second}")
    return tuple(dice.sample(names, dice.randint(0, 3)))


def _conventions(dice: Random, measure: Measure, behaviour: Behaviour) -> Conventions:
    carried = behaviour is Behaviour.STOCK and isinstance(measure, Observed)
    by_year = isinstance(measure, Scored) or (isinstance(measure, Count) and measure.of in ATTENDED)
    return Conventions(
        gap=dice.choice(tuple(Gap)) if carried else Gap.BLANK,
        progress=dice.choice((Progress.BY_DIRECTION, *Progress)),
        on_track=dice.choice((85, 85, 70, 100)),
        overall=dice.choice(tuple(Overall)),
        dated=dice.choice((Dated.DAY, Dated.SCHOOL_YEAR)) if by_year else Dated.DAY,
    )


def _some(dice: Random, *values: Any) -> tuple[Any, ...]:
    return tuple(dice.sample(values, dice.choice((0, 0, 1, len(values)))))


def _count(dice: Random, _earlier: Any, of: Countable | None = None) -> tuple[Count, Behaviour]:
    of = of or dice.choice(tuple(Countable))
    made = Count(
        of,
        interventions=_some(dice, TALKS, LESSONS) if of in DELIVERED else (),
        roles=_some(dice, Role.PUPIL, Role.TEACHER) if of in ATTENDED else (),
        kinds=_some(dice, *MEETING_KINDS) if of is Countable.MEETINGS else (),
        at=dice.choice(tuple(At)) if of in RUN else At.START,
        held_only=dice.random() < 0.7 or of not in (*DELIVERED, *RUN),
    )
    if of in DELIVERED and not made.interventions and dice.random() < 0.3:
        made = replace(made, level=dice.choice(("pupils", "class")))
    return made, dice.choice(tuple(Behaviour) if of in LASTING else PASSING)


def random_members(dice: Random, programmes: tuple[Programme, ...]) -> list[Member]:
    """Return counts of one kind of thing, of which the union can be asked."""
    measure, _behaviour = _count(dice, [])
    behaviour = dice.choice((Behaviour.FLOW, Behaviour.DISTINCT, Behaviour.CUMULATIVE))
    conventions = _conventions(dice, measure, behaviour)
    members: list[Member] = []
    for code in CODES[: dice.choice((2, 2, 3))]:
        programme = dice.choice(programmes)
        other, _behaviour = _count(dice, [], measure.of)
        other = replace(other, roles=measure.roles)
        indicator = Indicator(
            f"{code}u", "result", other, behaviour=behaviour, conventions=conventions
        )
        members.append((programme, indicator))
    return members


def _people(dice: Random, earlier: Any) -> tuple[Count, Behaviour]:
    return _count(dice, earlier, Countable.PARTICIPANTS)


def _observed(dice: Random, _earlier: Any) -> tuple[Observed, Behaviour]:
    kind = dice.choice((ValueKind.NUMBER, *ValueKind))
    behaviour = dice.choice(IN_TIME)
    if kind is ValueKind.RATIO:
        return Observed(kind, share=dice.random() < 0.6), behaviour
    if kind is ValueKind.TEXT:
        return Observed(kind), behaviour
    if kind is ValueKind.RATING:
        summary = dice.choice((*VALUES[1:], Summary.DISTRIBUTION))
        threshold = _threshold(dice, summary)
        least, most = Decimal(1), Decimal(5)
        made = Observed(kind, summary=summary, threshold=threshold, lowest=least, highest=most)
        return made, behaviour
    summary = dice.choice((Summary.SUM, Summary.SUM, *VALUES))
    if summary is Summary.SUM:
        behaviour = dice.choice(tuple(Behaviour))
    return Observed(kind, summary=summary, threshold=_threshold(dice, summary)), behaviour


def _threshold(dice: Random, summary: Summary) -> Decimal | None:
    return Decimal(dice.choice(("2", "3", "3.5", "10"))) if summary is Summary.SHARE else None


def _scored(dice: Random, _earlier: Any) -> tuple[Scored, Behaviour]:
    summary = dice.choice((*VALUES, Summary.DISTRIBUTION, Summary.CHANGE, Summary.CHANGE))
    if summary is Summary.CHANGE:
        after = dice.choice((Moment.AFTER, Moment.AFTER, Moment.FOLLOW_UP))
        return Scored(summary, (Moment.BEFORE, after)), dice.choice(tuple(Behaviour))
    behaviour = dice.choice(IN_TIME if summary is Summary.SUM else tuple(Behaviour))
    return Scored(summary, _some(dice, *Moment), threshold=_threshold(dice, summary)), behaviour


def _recorded(dice: Random, _earlier: Any) -> tuple[Recorded, Behaviour]:
    of, summary = dice.choice(tuple(Quantity)), dice.choice((Summary.SUM, *VALUES))
    minutes = of is Quantity.MINUTES
    elements = _some(dice, *((TALKS, LESSONS) if minutes else (MONEY, COACH)))
    level = dice.choice((None, "pupils")) if minutes and not elements else None
    threshold = _threshold(dice, summary)
    return Recorded(of, summary, elements, level, threshold=threshold), (
        dice.choice((Behaviour.FLOW, Behaviour.FLOW, Behaviour.CUMULATIVE))
    )


def _formula(dice: Random, earlier: list[Indicator]) -> tuple[Formula | Observed, Behaviour]:
    operands = [i.code for i in earlier if _is_number(i.measure)]
    if not operands:
        return _observed(dice, earlier)
    first, second = dice.choice(operands), dice.choice([*operands[1:], "4"])
    if first == second:
        second = "3"
    shape = dice.choice(
        ("{} / {}", "{} + {}", "({} - {}) * 2", "{} / ({} + 1)", "100 * {} / {}", "{} * {} - 0.5")
    )
    return Formula(shape.format(first, second), share=dice.random() < 0.2), Behaviour.FLOW


def _is_number(measure: Measure) -> bool:
    """Return whether a figure is one plain number: no percentage, distribution or text."""
    if isinstance(measure, Observed):
        plain = measure.kind in (ValueKind.NUMBER, ValueKind.RATING)
        plain = plain or (measure.kind is ValueKind.RATIO and not measure.share)
    else:
        plain = not isinstance(measure, Formula)
    return plain and getattr(measure, "summary", None) not in (
        Summary.SHARE,
        Summary.DISTRIBUTION,
    )
