"""The made-up programmes that the measuring is done on: twelve indicators of every kind each."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from toc_core.theory import (
    At,
    Behaviour,
    Category,
    CausalLink,
    Count,
    Countable,
    Disaggregation,
    Element,
    Horizon,
    Indicator,
    Moment,
    Observed,
    Programme,
    Role,
    Scored,
    Stage,
    Summary,
    ValueKind,
)

PROGRAMMES = 4
CATEGORIES = 11  # with *unknown* twelve cells
INTERVENTIONS = 6
LOWEST, HIGHEST = 1, 10  # of a score
THRESHOLD = 6
YEARS = ("2019-2020", "2020-2021", "2021-2022", "2022-2023", "2023-2024", "2024-2025")
RESULT, GROWTH = "result", "growth"


def axis_of(programme: str) -> str:
    """Return the axis of a programme: a person has one category on each."""
    return f"kind_{programme}"


def programmes() -> list[Programme]:
    """Return the made-up programmes."""
    return [_programme(number) for number in range(1, PROGRAMMES + 1)]


def _programme(number: int) -> Programme:
    code = f"oefening_{number}"
    axis = axis_of(code)
    elements = [
        Element(f"activity_{n}", Stage.INTERVENTION, f"Activiteit {n}")
        for n in range(1, INTERVENTIONS + 1)
    ]
    first, *_rest = elements
    return Programme(
        code,
        f"Oefenprogramma {number}",
        "1",
        goal="Meten hoe snel cijfers er zijn",
        elements=(
            *elements,
            Element(RESULT, Stage.OUTPUT, "Bereik"),
            Element(GROWTH, Stage.OUTCOME, "Groei", horizon=Horizon.SHORT),
            Element("impact", Stage.IMPACT, "Verschil"),
        ),
        links=(
            CausalLink((first.code,), RESULT),
            CausalLink((RESULT,), GROWTH),
            CausalLink((GROWTH,), "impact"),
        ),
        indicators=(*_counted(axis), *_scored(axis), *_observed(axis)),
        disaggregations=(
            Disaggregation(
                axis,
                "Soort",
                tuple(Category(f"k{n}", f"Soort {n}") for n in range(1, CATEGORIES + 1)),
            ),
        ),
    )


def _counted(axis: str) -> Sequence[Indicator]:
    pupils = Count(Countable.PARTICIPANTS, roles=(Role.PUPIL,))
    some = Count(
        Countable.PARTICIPANTS,
        interventions=("activity_1", "activity_2"),
        roles=(Role.PUPIL, Role.TEACHER),
    )
    parents = Count(Countable.PARTICIPANTS, roles=(Role.PARENT,))
    distinct = Behaviour.DISTINCT
    return (
        Indicator("pupils", RESULT, pupils, "Leerlingen", "leerling", behaviour=distinct,
                  disaggregations=(axis,)),
        Indicator("people", RESULT, some, "Mensen", "persoon", behaviour=distinct),
        Indicator("parents", RESULT, parents, "Ouders", "ouder", behaviour=distinct),
        Indicator("sessions", RESULT, Count(Countable.DELIVERIES), "Sessies", "sessie"),
        Indicator("runs", RESULT, Count(Countable.TRAJECTORIES, at=At.START), "Trajecten"),
        Indicator("schools", RESULT, Count(Countable.SCHOOLS), "Scholen", behaviour=distinct),
        Indicator("stories", RESULT, Count(Countable.STORIES), "Verhalen"),
    )  # fmt: skip


def _scored(axis: str) -> Sequence[Indicator]:
    ends = {"lowest": Decimal(LOWEST), "highest": Decimal(HIGHEST)}
    share = Scored(
        Summary.SHARE,
        (Moment.AFTER,),
        threshold=Decimal(THRESHOLD),
        **ends,  # type: ignore[arg-type]
    )
    change = Scored(Summary.CHANGE, (Moment.BEFORE, Moment.AFTER), **ends)  # type: ignore[arg-type]
    return (
        Indicator("mark", GROWTH, Scored(**ends), "Score", disaggregations=(axis,)),  # type: ignore[arg-type]
        Indicator("enough", GROWTH, share, "Voldoende", behaviour=Behaviour.DISTINCT),
        Indicator("change", GROWTH, change, "Verandering"),
    )


def _observed(axis: str) -> Sequence[Indicator]:
    return (
        Indicator("hours", GROWTH, Observed(), "Uren", "uur", disaggregations=(axis,)),
        Indicator("share", GROWTH, Observed(ValueKind.RATIO), "Deel", disaggregations=(axis,)),
    )
