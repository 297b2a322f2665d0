"""The theory of change of flexible trajectories: tailor-made schooling instead of dropping out.

A *voorbeeldpraktijk* of one school, which the document does not name; nor does it name a city or
the team. So the label of the programme says that it is to be confirmed. Outcomes are named, and how
they are looked for; no question, scale or result is given, so there is no indicator.
"""

from __future__ import annotations

from toc_core import Programme
from toc_flexible_trajectories.elements import ELEMENTS, LEVELS
from toc_flexible_trajectories.links import LINKS
from toc_flexible_trajectories.outcomes import OUTCOMES
from toc_flexible_trajectories.premises import PREMISES

FLEXIBLE_TRAJECTORIES = Programme(
    code="flexible_trajectories",
    label="Flexibele trajecten: voorbeeldpraktijk (school), nog te bevestigen",
    version="1",
    goal=(
        "Het welbevinden van de leerling verbeteren door stressverlagend te werken, positief "
        "stimulerend en ondersteunend"
    ),
    goal_source_text=(
        "Hoofdbekommernis is het verbeteren van het welbevinden van de leerling door "
        "stress-verlagend te werken, positief stimulerend en ondersteunend."
    ),
    levels=LEVELS,
    elements=ELEMENTS + OUTCOMES,
    links=LINKS,
    premises=PREMISES,
)
