"""The left half of the poster: levels, problems, target groups, inputs, interventions, outputs."""

from __future__ import annotations

from toc_core import Element, Level, Stage

LEVELS = (
    Level("cooperation", "Samenwerking", source_text="Samenwerking"),
    Level("pupils", "Leerlingen", source_text="Leerlingen"),
    Level("class", "Klas", source_text="Klas"),
    Level("teachers", "Leerkrachten", source_text="Leerkrachten"),
)

PROBLEMS = (
    Element(
        "exclusions",
        Stage.PROBLEM,
        "Uitsluitingen in onderwijs",
        source_text="Uitsluitingen in onderwijs",
        source_ref="ct.probleem.1",
    ),
    Element(
        "need_for_support",
        Stage.PROBLEM,
        "Nood aan ondersteuning van leerkrachtenteams op de schoolwerkvloer",
        source_text="Nood aan ondersteuning van leerkrachtenteams op de schoolwerkvloer",
        source_ref="ct.probleem.2",
    ),
)

TARGET_GROUPS = (
    Element(
        "pupils_at_risk",
        Stage.TARGET_GROUP,
        "Leerlingen secundair onderwijs met slaagkansen waarbij het gedrag negatief escaleert "
        "waardoor het risico op uitsluiting toeneemt",
        source_text="Leerlingen secundair onderwijs met slaagkansen waarbij het gedrag negatief "
        "escaleert waardoor het risico op uitsluiting toeneemt.",
        source_ref="ct.doelgroep.ll",
    ),
    Element(
        "strained_teams",
        Stage.TARGET_GROUP,
        "Leerkrachtenteams waarbij de draagkracht afneemt",
        source_text="Leerkrachtenteams waarbij de draagkracht afneemt.",
        source_ref="ct.doelgroep.lkt",
    ),
)

INPUTS = (
    Element(
        "coordination",
        Stage.INPUT,
        "Coördinatie",
        source_text="Coördinatie (financiering vanuit stad Mechelen)",
        source_ref="ct.input.coord",
        funders=("stad Mechelen",),
    ),
    Element(
        "internal_pioneer",
        Stage.INPUT,
        "Schoolinterne pionier per deelnemende school",
        source_text="Schoolinterne pionier per deelnemende school (financiering vanuit onderwijs)",
        source_ref="ct.input.intern",
        funders=("onderwijs",),
    ),
    Element(
        "external_pioneer",
        Stage.INPUT,
        "Schoolexterne pionier (Blij met mij Academie)",
        source_text="Schoolexterne pionier (Blij met mij Academie - financiering vanuit stad "
        "Mechelen)",
        source_ref="ct.input.extern",
        funders=("stad Mechelen",),
        providers=("Blij met mij Academie",),
    ),
)

INTERVENTIONS = (
    Element(
        "six_week_programme",
        Stage.INTERVENTION,
        "Co-creatie van een 6-wekenprogramma",
        level="cooperation",
        source_text="Co-creatie van een 6- wekenprogramma",
        source_ref="ct.int.sw.1",
    ),
    Element(
        "pupil_talent_interviews",
        Stage.INTERVENTION,
        "Talentinterviews",
        level="pupils",
        source_text="Talentintervieuws",
        source_ref="ct.int.ll.1",
    ),
    Element(
        "coaching",
        Stage.INTERVENTION,
        "Coachinggesprekken",
        level="pupils",
        source_text="Coaching gesprekken",
        source_ref="ct.int.ll.2",
    ),
    Element(
        "class_observations",
        Stage.INTERVENTION,
        "Observaties in de klas",
        level="class",
        source_text="Observaties in de klas",
        source_ref="ct.int.kl.1",
    ),
    Element(
        "class_workshops",
        Stage.INTERVENTION,
        "Klasworkshops",
        level="class",
        source_text="Klasworkshops",
        source_ref="ct.int.kl.2",
    ),
    Element(
        "teacher_talent_interviews",
        Stage.INTERVENTION,
        "Talentinterviews",
        level="teachers",
        source_text="Talentinterviews",
        source_ref="ct.int.lk.1",
    ),
    Element(
        "teacher_training",
        Stage.INTERVENTION,
        "Vorming leerkrachtenteams",
        level="teachers",
        source_text="Vorming leerkrachtenteams",
        source_ref="ct.int.lk.2",
    ),
    Element(  # the poster prints it apart, under no level
        "action_research",
        Stage.INTERVENTION,
        "Actieonderzoek",
        source_text="Actieonderzoek",
        source_ref="ct.int.ao",
    ),
)

OUTPUTS = (
    Element(
        "schools",
        Stage.OUTPUT,
        "Aantal scholen",
        level="cooperation",
        source_text="aantal scholen",
        source_ref="ct.out.sw.1",
    ),
    Element(
        "trajectories",
        Stage.OUTPUT,
        "Aantal trajecten",
        level="cooperation",
        source_text="aantal trajecten",
        source_ref="ct.out.sw.2",
    ),
    Element(
        "project_team_meetings",
        Stage.OUTPUT,
        "Aantal overleg projectteam",
        level="cooperation",
        source_text="aantal overleg projectteam",
        source_ref="ct.out.sw.3",
    ),
    Element(
        "core_team_meetings",
        Stage.OUTPUT,
        "Aantal overleg kernteam",
        level="cooperation",
        source_text="aantal overleg kernteam",
        source_ref="ct.out.sw.4",
    ),
    Element(
        "pupils_supported",
        Stage.OUTPUT,
        "Aantal leerlingen (ondersteuning)",
        level="pupils",
        source_text="aantal leerlingen (ondersteuning)",
        source_ref="ct.out.ll.1",
    ),
    Element(
        "pupil_interventions",
        Stage.OUTPUT,
        "Aantal interventies",
        level="pupils",
        source_text="aantal interventies",
        source_ref="ct.out.ll.2",
    ),
    Element(
        "class_groups",
        Stage.OUTPUT,
        "Aantal klasgroepen",
        level="class",
        source_text="aantal klasgroepen",
        source_ref="ct.out.kl.1",
    ),
    Element(
        "class_interventions",
        Stage.OUTPUT,
        "Aantal interventies",
        level="class",
        source_text="aantal interventies",
        source_ref="ct.out.kl.2",
    ),
    Element(
        "teachers_trained",
        Stage.OUTPUT,
        "Aantal leerkrachten (professionalisering)",
        level="teachers",
        source_text="aantal leerkrachten (professionalisering)",
        source_ref="ct.out.lk.1",
    ),
    Element(
        "teacher_interventions",
        Stage.OUTPUT,
        "Aantal interventies",
        level="teachers",
        source_text="aantal interventies",
        source_ref="ct.out.lk.2",
    ),
    Element(  # the output of the action research: no level either
        "research_conversations",
        Stage.OUTPUT,
        "Aantal onderzoeksgesprekken",
        source_text="Aantal onderzoeksgesprekken",
        source_ref="ct.out.ao",
    ),
)

ELEMENTS = PROBLEMS + TARGET_GROUPS + INPUTS + INTERVENTIONS + OUTPUTS
