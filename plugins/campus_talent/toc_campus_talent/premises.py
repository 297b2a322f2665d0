"""What the theory leans on: active ingredients, assumptions and preconditions.

The poster scopes the preconditions itself (KT outcome, LT outcome). Which elements an ingredient
or assumption is about is our reading, hence ``derived``.
"""

from __future__ import annotations

from toc_core import Horizon, Part, Premise, PremiseKind, Scope

_SHORT_TERM = Scope(horizon=Horizon.SHORT)
_LONG_TERM = Scope(horizon=Horizon.LONG)


def _ours(*elements: str) -> Scope:
    """Return the scope we read into the poster, to be confirmed by the team."""
    return Scope(elements=elements, derived=True)


INGREDIENTS = (
    Premise(
        "talent_frame",
        PremiseKind.INGREDIENT,
        "Kader van Talent",
        scope=_ours(
            "pupil_talent_interviews",
            "coaching",
            "class_workshops",
            "teacher_talent_interviews",
            "teacher_training",
        ),
        parts=(
            Part("Geen focus op problemen", source_text="Geen focus op problemen"),
            Part(
                "Geen focus op veranderen maar op het inzetten van het eigen “ik”, de eigen "
                "talenten",
                source_text="Geen focus op veranderen maar op het inzetten van het eigen “ik”, "
                "de eigen talenten",
            ),
            Part(
                "Gemeenschappelijke positieve taal",
                source_text="Gemeenschappelijke positieve taal",
            ),
        ),
        source_text="Kader van Talent",
        source_ref="ct.wb.1",
    ),
    Premise(
        "own_experience",
        PremiseKind.INGREDIENT,
        "Zelf ervaren + psycho-educatie",
        scope=_ours(
            "pupil_talent_interviews",
            "class_workshops",
            "teacher_talent_interviews",
            "teacher_training",
        ),
        source_text="Zelf ervaren + psycho-educatie",
        source_ref="ct.wb.2",
    ),
    Premise(
        "equal_partners",
        PremiseKind.INGREDIENT,
        "Gelijkwaardigheid in het partnerschap met eigenaarschap bij de school: samen een nieuw "
        "verhaal in verbinding (i.p.v. externe komt probleem oplossen)",
        scope=_ours("six_week_programme"),
        source_text="Gelijkwaardigheid in het partnerschap met eigenaarschap bij de school: samen "
        "een nieuw verhaal in verbinding (i.p.v. externe komt probleem oplossen.)",
        source_ref="ct.wb.3",
    ),
    Premise(
        "flexible_expertise",
        PremiseKind.INGREDIENT,
        "Flexibele inzet van externe en interne expertise binnen de schoolstructuur",
        scope=_ours(
            "six_week_programme",
            "coaching",
            "class_observations",
            "class_workshops",
            "teacher_training",
        ),
        source_text="Flexibele inzet van externe en interne expertise binnen de schoolstructuur",
        source_ref="ct.wb.4",
    ),
    Premise(
        "partnership_coordination",
        PremiseKind.INGREDIENT,
        "Coördinatie van het partnerschap: facilitatie van de samenwerking, project en "
        "gelijkwaardigheid partners bewaken, evaluatie",
        scope=_ours("coordination", "six_week_programme"),
        source_text="Coördinatie van het partnerschap: facilitatie van de samenwerking, project "
        "en gelijkwaardigheid partners bewaken, evaluatie",
        source_ref="ct.wb.5",
    ),
    Premise(
        "research_through_stories",
        PremiseKind.INGREDIENT,
        "Actieonderzoek via verhalen: naast evaluatie via kruising van kennis ook een call to "
        "action, als een versterkende interventie binnen het programma",
        scope=_ours("action_research"),
        source_text="Actieonderzoek via verhalen: naast evaluatie via kruising van kennis ook een "
        "call to action, als een versterkende interventie binnen het programma",
        source_ref="ct.wb.6",
        same_as="action_research",
    ),
)

ASSUMPTIONS = (
    Premise(
        "talent_awareness",
        PremiseKind.ASSUMPTION,
        "Bewustmaking van talenten bij leerlingen en leerkrachten leidt tot persoonlijke "
        "ontwikkeling en verhoogt de veerkracht",
        scope=_ours(
            "pupil_talent_interviews",
            "teacher_talent_interviews",
            "pupil_development",
            "pupil_resilience",
            "teacher_development",
            "teacher_resilience",
        ),
        source_text="Bewustmaking van talenten bij leerlingen en leerkrachten leidt tot "
        "persoonlijke ontwikkeling en verhoogt de veerkracht.",
        source_ref="ct.aan.1",
    ),
    Premise(
        "talent_in_overdrive",
        PremiseKind.ASSUMPTION,
        "Negatief gedrag erkennen, herkennen en benoemen als een talent in overdrive creëert "
        "ruimte voor positieve verandering bij leerlingen en leerkrachten",
        scope=_ours(
            "coaching",
            "teacher_training",
            "pupil_behaviour",
            "teacher_behaviour",
        ),
        source_text="Negatief gedrag erkennen, herkennen en benoemen als een talent in overdrive "
        "creëert ruimte voor positieve verandering bij leerlingen en leerkrachten.",
        source_ref="ct.aan.2",
    ),
)

PRECONDITIONS = (
    Premise(
        "pupils_and_teachers",
        PremiseKind.PRECONDITION,
        "Interventies bij zowel leerlingen als leerkrachten",
        scope=_SHORT_TERM,
        source_text="Interventies bij zowel leerlingen als leerkrachten",
        source_ref="ct.rv.kt.1",
    ),
    Premise(
        "preventive_selection",
        PremiseKind.PRECONDITION,
        "Preventieve insteek door de selectie van een klasgroep",
        scope=_SHORT_TERM,
        source_text="Preventieve insteek door de selectie van een klasgroep",
        source_ref="ct.rv.kt.2",
    ),
    Premise(
        "recognisable_frame",
        PremiseKind.PRECONDITION,
        "Kader van talent als schooleigen strategie is voldoende herkenbaar",
        scope=_SHORT_TERM,
        source_text="Kader van talent als schooleigen-strategie is voldoende herkenbaar",
        source_ref="ct.rv.kt.3",
    ),
    Premise(
        "time_and_room",
        PremiseKind.PRECONDITION,
        "Tijd en ruimte (voldoende overlegmomenten) om tot co-creatie en gelijkwaardig "
        "partnerschap op school te kunnen en mogen komen",
        scope=_SHORT_TERM,
        source_text="Tijd en ruimte (voldoende overlegmomenten) om tot co-creatie en "
        "gelijkwaardig partnerschap op school te kunnen en mogen komen.",
        source_ref="ct.rv.kt.4",
    ),
    Premise(
        "policy_support",
        PremiseKind.PRECONDITION,
        "Voldoende draagvlak vanuit schoolbeleid op het kader van talent",
        scope=_SHORT_TERM,
        source_text="Voldoende draagvlak vanuit schoolbeleid op het kader van talent",
        source_ref="ct.rv.kt.5",
    ),
    Premise(
        "external_expertise",
        PremiseKind.PRECONDITION,
        "Externe expertise + manier waarop deze wordt ingezet (leiderschap/rollen)",
        scope=_SHORT_TERM,
        source_text="Externe expertise + manier waarop deze wordt ingezet (leiderschap/rollen)",
        source_ref="ct.rv.kt.6",
    ),
    Premise(
        "scalability",
        PremiseKind.PRECONDITION,
        "Schaalbaarheid: als good practice binnen een school verduurzaamd en als good practice "
        "op meer scholen inzetbaar",
        scope=_LONG_TERM,
        source_text="Schaalbaarheid: als good practice binnen een school verduurzaamd en als good "
        "practice op meer scholen inzetbaar",
        source_ref="ct.rv.lt.1",
    ),
)

PREMISES = INGREDIENTS + ASSUMPTIONS + PRECONDITIONS
