"""The theory of change of Campus Talent: six weeks on talents, for one class and its teachers.

The whole poster "Veranderingstheorie Campus Talent". Texts are quoted (see ``SOURCES.md``); what
is marked ``derived`` is our reading and waits for the team. The poster dates no version, names no
target and no indicator for any outcome: none is made up here.
"""

from __future__ import annotations

from toc_campus_talent.elements import ELEMENTS, LEVELS
from toc_campus_talent.impacts import IMPACTS
from toc_campus_talent.indicators import INDICATORS, MEETING_KINDS
from toc_campus_talent.links import LINKS
from toc_campus_talent.outcomes import OUTCOMES
from toc_campus_talent.premises import PREMISES
from toc_core import Programme

CAMPUS_TALENT = Programme(
    code="campus_talent",
    label="Campus Talent",
    version="1",
    goal=(
        "Binnen de schoolstructuur en het schoolsysteem ademruimte en nieuwe kansen creëren "
        "voor leerlingen én leerkrachten"
    ),
    goal_source_text=(
        "binnen de schoolstructuur en het schoolsysteem ademruimte en nieuwe kansen creëert "
        "voor leerlingen én leerkrachten"
    ),
    levels=LEVELS,
    elements=ELEMENTS + OUTCOMES + IMPACTS,
    links=LINKS,
    premises=PREMISES,
    indicators=INDICATORS,
    meeting_kinds=MEETING_KINDS,
)
