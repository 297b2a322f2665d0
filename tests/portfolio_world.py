"""A portfolio of two invented programmes, small enough to check by hand."""

from __future__ import annotations

from toc_core.theory import (
    Behaviour,
    Count,
    Countable,
    Element,
    Indicator,
    Part,
    Programme,
    Role,
    Stage,
)
from toc_core.theory.portfolio import (
    Contribution,
    Framework,
    Goal,
    OfferLevel,
    PolicyItem,
    PolicyLevel,
    Portfolio,
    SharedIndicator,
)


def programme(code: str, label: str, *indicators: Indicator) -> Programme:
    """Return a programme with an intervention, an output and an impact."""
    return Programme(
        code,
        label,
        "1",
        elements=(
            Element("evenings", Stage.INTERVENTION, "Avonden"),
            Element("reach", Stage.OUTPUT, "Bereik"),
            Element("future", Stage.IMPACT, "Iedereen leert mee"),
        ),
        indicators=indicators,
    )


def schools(counted_from: str | None = None) -> Indicator:
    """Return the indicator that counts the schools of a programme."""
    return Indicator(
        "schools",
        "reach",
        Count(Countable.SCHOOLS),
        label="Scholen",
        unit="school",
        behaviour=Behaviour.DISTINCT,
        counted_from=counted_from,
    )


PEOPLE = Indicator(
    "people",
    "reach",
    Count(Countable.PARTICIPANTS, roles=(Role.PUPIL,)),
    label="Leerlingen",
    unit="leerling",
    behaviour=Behaviour.DISTINCT,
    sensitive=True,
)
ALSO_PEOPLE = Indicator(
    "people",
    "reach",
    Count(Countable.PARTICIPANTS, roles=(Role.TEACHER,)),
    label="Wie meedoet",
    unit="leerling",
    behaviour=Behaviour.DISTINCT,
    sensitive=True,
)
CLUB = programme("leesclub", "Leesclub", schools(), PEOPLE)
CASE = programme("leeskoffer", "Leeskoffer", schools(), ALSO_PEOPLE)
LOADED = {p.code: p for p in (CLUB, CASE)}
PLAN = (
    PolicyItem("BD-9", "Iedereen leert mee", PolicyLevel.OBJECTIVE),
    PolicyItem("AP-9.1", "Samen naar school", PolicyLevel.PLAN, parent="BD-9"),
    PolicyItem("A-9.1.1", "Leesclubs", PolicyLevel.ACTION, "AP-9.1", ("leesclub",)),
)
REACHED = SharedIndicator(
    "schools_reached",
    "Scholen",
    "Elke school telt één keer.",
    unit="school",
    count=Count(Countable.SCHOOLS),
    members=("leesclub.schools", "leeskoffer.schools"),
)
WHOLE = Portfolio(
    "lezen",
    "Team Lezen",
    ("leesclub", "leeskoffer"),
    mission="Iedereen leest.",
    themes=(Part("Lezen"),),
    offer=(OfferLevel("pupils", "Leerlingen", "Avonden", ("leesclub", "leeskoffer")),),
    frameworks=(Framework("plan", "Leesplan", elements=("leesclub.future",)),),
    goals=(Goal("future", "Iedereen leert mee", ("leesclub", "leeskoffer"), ("leesclub.future",)),),
    contributions=(
        Contribution("leesclub", "future", "Wie leest, leert mee."),
        Contribution("leeskoffer", "future", "=Thuis lezen helpt.", derived=True),
    ),
    shared_indicators=(REACHED,),
    policy_plan=PLAN,
)
