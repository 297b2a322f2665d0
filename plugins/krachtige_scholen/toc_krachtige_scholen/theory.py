"""The theory of change of Krachtige Scholen: a network, a trajectory per school, an assistant.

Everything is quoted from the slides of team Leerrecht en GOK (see ``SOURCES.md``). They name no
indicator and no target for what should change, and no school year for their three counts.
"""

from __future__ import annotations

from toc_core import (
    Behaviour,
    Count,
    Countable,
    Indicator,
    Observed,
    Programme,
    ValueKind,
)
from toc_krachtige_scholen.elements import ELEMENTS, LEVELS
from toc_krachtige_scholen.links import LINKS, PREMISES

_INDICATORS = (
    Indicator(
        "schools",
        "schools",
        Count(of=Countable.SCHOOLS),
        unit="school",
        behaviour=Behaviour.DISTINCT,
        counted_from="2021-2022",
        definition="Elke school die in de periode deelneemt telt één keer (onze lezing); dat we "
        "vanaf 2021-2022 tellen, is onze keuze: de slides spreken niet over dat schooljaar.",
    ),
    Indicator(
        "trajectories",
        "trajectories",
        Count(of=Countable.TRAJECTORIES),
        unit="traject",
        counted_from="2021-2022",
        definition="Elk traject van een school telt in de periode waarin het start (onze lezing; "
        "de slides zeggen niet wanneer een traject begint of eindigt).",
    ),
    Indicator(
        "assistants",
        "assistants",
        Observed(ValueKind.NUMBER),
        unit="onderwijsassistent",
        behaviour=Behaviour.STOCK,
        definition="Het aantal onderwijsassistenten dat in het project werkt (onze lezing: "
        "personen, geen voltijdse equivalenten; de slides noemen geen richting en geen doel).",
    ),
)

KRACHTIGE_SCHOLEN = Programme(
    code="krachtige_scholen",
    label="Krachtige Scholen",
    version="1",
    goal=(
        "Jongeren voelen zich positief verbonden met de samenleving en zien hoe ze in die "
        "samenleving een zinvolle rol kunnen opnemen"
    ),
    goal_source_text=(
        "Jongeren voelen zich positief verbonden met de samenleving en zien hoe ze in die "
        "samenleving een zinvolle rol kunnen opnemen"
    ),
    levels=LEVELS,
    elements=ELEMENTS,
    links=LINKS,
    premises=PREMISES,
    indicators=_INDICATORS,
)
