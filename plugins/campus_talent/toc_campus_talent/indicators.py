"""How the eleven outputs are counted: each output of the poster is its own indicator.

The poster gives only the names. What exactly is counted is our reading, written out in each
definition in the words of the team's web page where it has them. Outcomes have no indicator,
because no source names one.
"""

from __future__ import annotations

from toc_core import Behaviour, Category, Count, Countable, Indicator, Role

MEETING_KINDS = (
    Category("project_team", "Projectteam", source_text="projectteam"),
    Category("core_team", "Kernteam", source_text="kernteam"),
)

COOPERATION = (
    Indicator(
        "schools",
        element="schools",
        measure=Count(of=Countable.SCHOOLS),
        unit="school",
        behaviour=Behaviour.DISTINCT,
        definition="Elke school die in de periode deelneemt telt één keer, ook met meer campussen "
        "of trajecten (onze lezing).",
        source_ref="ct.out.sw.1",
    ),
    Indicator(
        "trajectories",
        element="trajectories",
        measure=Count(of=Countable.TRAJECTORIES),
        unit="traject",
        definition="Elk traject (zes weken met één klasgroep en haar leerkrachtenteam) telt in de "
        "periode waarin het start (de startdatum is onze lezing).",
        source_ref="ct.out.sw.2",
    ),
    Indicator(
        "project_team_meetings",
        element="project_team_meetings",
        measure=Count(of=Countable.MEETINGS, kinds=("project_team",)),
        unit="overleg",
        definition="Elk overleg van het projectteam dat doorging (onze lezing; de bron zegt niet "
        "wie in het projectteam zit).",
        source_ref="ct.out.sw.3",
    ),
    Indicator(
        "core_team_meetings",
        element="core_team_meetings",
        measure=Count(of=Countable.MEETINGS, kinds=("core_team",)),
        unit="overleg",
        definition="Elk overleg van het kernteam dat doorging (onze lezing; de bron zegt niet wie "
        "in het kernteam zit).",
        source_ref="ct.out.sw.4",
    ),
)

PUPILS = (
    Indicator(
        "pupils_supported",
        element="pupils_supported",
        measure=Count(of=Countable.PARTICIPANTS, level="pupils", roles=(Role.PUPIL,)),
        unit="leerling",
        behaviour=Behaviour.DISTINCT,
        sensitive=True,
        definition="Elke leerling die bij minstens één talentinterview of coachinggesprek aanwezig "
        "was telt één keer; alleen een klasworkshop telt niet mee (onze lezing).",
        source_ref="ct.out.ll.1",
    ),
    Indicator(
        "pupil_interventions",
        element="pupil_interventions",
        measure=Count(of=Countable.DELIVERIES, level="pupils"),
        unit="interventie",
        definition="Elk talentinterview of coachinggesprek met een leerling dat doorging; een "
        "interview per leerling is één interventie (onze lezing).",
        source_ref="ct.out.ll.2",
    ),
)

CLASS = (
    Indicator(
        "class_groups",
        element="class_groups",
        measure=Count(of=Countable.GROUPS),
        unit="klasgroep",
        behaviour=Behaviour.DISTINCT,
        definition="Elke klasgroep met een traject dat in de periode start telt één keer per "
        "schooljaar (onze lezing).",
        source_ref="ct.out.kl.1",
    ),
    Indicator(
        "class_interventions",
        element="class_interventions",
        measure=Count(of=Countable.DELIVERIES, level="class"),
        unit="interventie",
        definition="Elke observatie in de klas en elke klasworkshop die doorging (onze lezing).",
        source_ref="ct.out.kl.2",
    ),
)

TEACHERS = (
    Indicator(
        "teachers_trained",
        element="teachers_trained",
        measure=Count(of=Countable.PARTICIPANTS, level="teachers", roles=(Role.TEACHER,)),
        unit="leerkracht",
        behaviour=Behaviour.DISTINCT,
        sensitive=True,
        definition="Elke leerkracht die bij minstens één talentinterview of vorming voor "
        "leerkrachten aanwezig was telt één keer (onze lezing).",
        source_ref="ct.out.lk.1",
    ),
    Indicator(
        "teacher_interventions",
        element="teacher_interventions",
        measure=Count(of=Countable.DELIVERIES, level="teachers"),
        unit="interventie",
        definition="Elk talentinterview met een leerkracht en elke vorming van een "
        "leerkrachtenteam die doorging (onze lezing).",
        source_ref="ct.out.lk.2",
    ),
)

RESEARCH = (
    Indicator(
        "research_conversations",
        element="research_conversations",
        measure=Count(of=Countable.STORIES),
        unit="gesprek",
        # The stories of the two pioneer years exist only as one published total.
        counted_from="2025-2026",
        sensitive=True,
        definition="Elk verhaal van een leerling of leerkracht dat in een gesprek beluisterd werd; "
        "dat één verhaal één onderzoeksgesprek is, is onze lezing.",
        source_ref="ct.out.ao",
    ),
)

INDICATORS = COOPERATION + PUPILS + CLASS + TEACHERS + RESEARCH
