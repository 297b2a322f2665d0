"""A theory with one indicator of every usual kind, for tests that count by hand."""

from __future__ import annotations

from typing import Any

from toc_core.theory import (
    At,
    Behaviour,
    Category,
    Count,
    Countable,
    Disaggregation,
    Element,
    Indicator,
    Level,
    Observed,
    Programme,
    Role,
    Stage,
    ValueKind,
)

TALKS, LESSONS = "talks", "lessons"


def _count(code: str, of: Countable, **filters: Any) -> Indicator:
    behaviour = Behaviour.DISTINCT if of is Countable.PARTICIPANTS else Behaviour.FLOW
    return Indicator(code, "result", Count(of, **filters), behaviour=behaviour)


def _observed(code: str, kind: ValueKind, behaviour: Behaviour) -> Indicator:
    return Indicator(code, "result", Observed(kind), behaviour=behaviour)


INDICATORS = (
    _count("schools", Countable.SCHOOLS),
    _count("campuses", Countable.CAMPUSES),
    _count("started", Countable.TRAJECTORIES, at=At.START),
    _count("ended", Countable.TRAJECTORIES, at=At.END),
    _count("running", Countable.TRAJECTORIES, at=At.OVERLAP, held_only=False),
    _count("groups", Countable.GROUPS),
    _count("all_deliveries", Countable.DELIVERIES),
    _count("pupil_deliveries", Countable.DELIVERIES, level="pupils"),
    _count("planned_talks", Countable.DELIVERIES, interventions=(TALKS,), held_only=False),
    Indicator(
        "pupils",
        "result",
        Count(Countable.PARTICIPANTS, roles=(Role.PUPIL,)),
        behaviour=Behaviour.DISTINCT,
        disaggregations=("kind",),
    ),
    _count("people_in_lessons", Countable.PARTICIPANTS, interventions=(LESSONS,)),
    _count("core_meetings", Countable.MEETINGS, kinds=("core",)),
    _count("meetings", Countable.MEETINGS),
    _count("stories", Countable.STORIES),
    _count("pupil_stories", Countable.STORIES, roles=(Role.PUPIL,)),
    _observed("hours", ValueKind.NUMBER, Behaviour.FLOW),
    _observed("level_on_a_day", ValueKind.NUMBER, Behaviour.STOCK),
    _observed("share", ValueKind.RATIO, Behaviour.FLOW),
    _observed("unique", ValueKind.NUMBER, Behaviour.DISTINCT),
)
THEORY = Programme(
    "oefen",
    "Oefenprogramma",
    "1",
    levels=(Level("pupils", "Leerlingen"), Level("class", "Klas")),
    elements=(
        Element(TALKS, Stage.INTERVENTION, "Gesprekken", level="pupils"),
        Element(LESSONS, Stage.INTERVENTION, "Lessen", level="class"),
        Element("result", Stage.OUTPUT, "Resultaat"),
    ),
    indicators=INDICATORS,
    disaggregations=(Disaggregation("kind", "Soort", (Category("a", "A"), Category("b", "B"))),),
)
