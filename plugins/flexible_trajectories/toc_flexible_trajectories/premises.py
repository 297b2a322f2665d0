"""What the practice leans on: what must be met, what makes it work, and what it assumes.

The preconditions stand in the document under *Uitvoering*: that they are about its four steps is
our reading. So is which of the interventions an active ingredient belongs to.
"""

from __future__ import annotations

from toc_core import Premise, PremiseKind, Scope
from toc_flexible_trajectories.elements import STEPS

_START = Scope(elements=("start",))
_CARRYING_OUT = Scope(elements=STEPS, derived=True)
_MENTOR = Scope(elements=("mentoring",), derived=True)
_TEACHERS = Scope(elements=("consultation",), derived=True)


def _condition(code: str, label: str, source_text: str, scope: Scope = _CARRYING_OUT) -> Premise:
    """Return a precondition in the words of the document."""
    return Premise(code, PremiseKind.PRECONDITION, label, scope=scope, source_text=source_text)


def _ingredient(code: str, label: str, source_text: str, scope: Scope) -> Premise:
    """Return an active ingredient in the words of the document's own summary."""
    return Premise(code, PremiseKind.INGREDIENT, label, scope=scope, source_text=source_text)


_BEFORE_THE_START = (
    _condition(
        "approval",
        "De klassenraad heeft het traject goedgekeurd",
        "De trajecten starten op na goedkeuring van de klassenraad.",
        _START,
    ),
    _condition(
        "willingness",
        "De leerling heeft zelf aangegeven bereid te zijn zich te kunnen en willen inzetten voor "
        "dit traject",
        "dient de leerling zelf ook aan te geven bereid te zijn zich te kunnen en willen inzetten "
        "voor dit traject.",
        _START,
    ),
    _condition(
        "confirmed_need",
        "Hulpverlening, huisarts of CLB bevestigt dat er nood is aan een aangepast flexibel "
        "traject",
        "Vanuit hulpverlening, huisarts, het CLB, .. dienen de aanwijzingen bekrachtigd te worden "
        "en bevestigd te worden dat er nood is aan een aangepast flexibel traject.",
        Scope(elements=("signals",)),
    ),
)

_IN_THE_SCHOOL = (
    _condition(
        "time_for_guidance",
        "Tijd: leerlingbegeleiding op dit niveau is zeer tijdsintensief",
        "LLB op dit niveau is zeer tijdsintensief: communicatie en opvolging leerling",
    ),
    _condition(
        "communication",
        "Goed communiceren met alle betrokkenen en overzicht bewaren",
        "Goed communiceren met alle betrokkenen en overzicht bewaren",
    ),
    _condition(
        "external_care",
        "De school volgt advies en dringt aan op goede zorgverlening extern",
        "School volgt advies en dringt aan op goede zorgverlening extern!",
    ),
    _condition(
        "part_of_the_class",
        "De aansluiting van de leerling in de klas wordt bewaakt (in zoverre mogelijk)",
        "Bewaken van aansluiting leerling in de klas (inzoverre mogelijk)",
    ),
    _condition(
        "clb_involved",
        "Het CLB-anker wordt betrokken",
        "Het CLB-anker wordt betrokken in overleg rond onderwijsbehoeften en handelingsgericht "
        "werken met alle betrokkenen.",
    ),
    _condition(
        "vision",
        "Duidelijk omschreven visie, kader structureel uitgewerkt",
        "Duidelijk omschreven visie, kader structureel uitwerken",
    ),
    _condition(
        "time_to_reflect",
        "Zorgklassenraden met tijd voor reflectie en afstemming",
        "Zorgklassenraden: tijd uittrekken voor reflectie en afstemming",
    ),
    _condition(
        "follow_up",
        "Studiemeesters en opvoeders volgen het zelfstandig werken op",
        "Opvolging zelfstandig werken bij aangepast lesrooster en afwezigheden: inschakelen "
        "studiemeesters en opvoeders",
    ),
    _condition(
        "essential_goals",
        "Een overzicht per vak van essentiële leerplandoelstellingen, en tijd voor een aangepast "
        "examen of toets",
        "een overzicht per vak opstellen van essentiéle leerplandoelstellingen, leraren de tijd "
        "geven een aangepast examen of toets georganiseerd te krijgen",
    ),
    _condition(
        "enough_hours",
        "Voldoende uren kunnen vrijmaken voor zorg/leerlingbegeleiding",
        "voldoende uren kunnen vrijmaken voor zorg/leerlingbegeleiding",
    ),
)

_OF_TEACHERS = (
    _condition(
        "balance",
        "Delicaat evenwicht: noden van de leerling tegenover belasting van leraren",
        "Delicaat evenwicht: noden van leerling vs belasting van leraren",
    ),
    _condition(
        "competences",
        "Passende competenties en professionalisering van leraren",
        "Passende competenties en professionalisering van leraren",
    ),
    _condition(
        "informed",
        "Leraren zijn goed geïnformeerd over de signalen, het kader en de werking",
        "goed geinformeerd te zijn over de signalen, het kader en de werking van flexibele "
        "trajecten",
    ),
    _condition(
        "class_and_teacher",
        "De aansluiting in de klas en de betrokkenheid van de leraar worden bewaakt (in zoverre "
        "mogelijk)",
        "Bewaken van aansluiting leerling in de klas en betrokkenheid leraar (inzoverre mogelijk)",
    ),
)

INGREDIENTS = (
    _ingredient(
        "personal_attention",
        "De mentor geeft persoonlijke aandacht, heeft regelmatige gesprekken, toont betrokkenheid "
        "en begrip, luistert",
        "Geeft persoonlijke aandacht aan de leerling, heeft regelmatige gesprekken, toont "
        "betrokkenheid op de leerling, begrip voor moeilijke situaties, luistert",
        _MENTOR,
    ),
    _ingredient(
        "structure_and_autonomy",
        "De mentor stimuleert ‘locus of control’, autonomie en participatie en begeleidt richting "
        "zelfgekozen doelen: structuur en autonomieondersteuning",
        "stimuleert de ‘locus of control’, autonomie en participatie van de leerling, begeleidt de "
        "leerling richting zelfgekozen doelen: biedt een combinatie van structuur en "
        "autonomieondersteuning",
        _MENTOR,
    ),
    _ingredient(
        "positive_expectations",
        "De mentor uit positieve verwachtingen rond deelname aan school en stimuleert "
        "onderwijsambities",
        "Uit positieve verwachtingen rond deelname aan school en stimuleert onderwijsambities",
        _MENTOR,
    ),
    _ingredient(
        "positive_feedback",
        "De mentor stimuleert de communicatie van alle betrokkenen en positieve feedback",
        "stimuleert de communicatie van alle betrokkenen, bevordert positieve feedback tussen "
        "betrokkenen",
        _MENTOR,
    ),
    _ingredient(
        "nuanced_image",
        "De mentor bevordert de betrokkenheid van het schoolteam, een genuanceerde kijk op de "
        "leerling en aandacht voor diens kwaliteiten",
        "bevordert de betrokkenheid van het schoolteam op de leerling, werkt aan een goede "
        "beeldvorming en een genuanceerde kijk op de leerling en zet diens kwaliteiten ook in de "
        "verf",
        _MENTOR,
    ),
    _ingredient(
        "study_coaching",
        "De mentor werkt aan beschermende factoren, zoals voorbereid naar school komen en huiswerk "
        "afwerken (studiecoaching)",
        "werkt aan beschermende factoren, zoals voorbereid naar school komen, huiswerk afwerken "
        "(studiecoaching)",
        _MENTOR,
    ),
    _ingredient(
        "involved_teachers",
        "Leraren en directie tonen betrokkenheid, uiten positieve verwachtingen, werken aan "
        "beschermende factoren en proberen persoonlijke gesprekken aan te knopen",
        "tonen betrokkenheid op de leerling, uiten positieve verwachtingen, werken aan "
        "beschermende factoren, proberen persoonlijke gesprekken aan te knopen",
        _TEACHERS,
    ),
    _ingredient(
        "informed_follow_up",
        "Leraren en directie proberen de leerling op te volgen, communiceren met de mentor en zijn "
        "op de hoogte van relevante informatie",
        "proberen de leerling op te volgen, communiceren met de mentor en zijn op de hoogte van "
        "relevante informatie die wordt doorgegeven (bv. via het leerlingvolgsysteem)",
        _TEACHERS,
    ),
)

_ASSUMPTION = Premise(
    "risk_rises",
    PremiseKind.ASSUMPTION,
    "Het risico op uitval verhoogt naarmate de leerling in een hoger leerjaar terechtkomt",
    scope=Scope(elements=("no_dropout",), derived=True),
    source_text="Het risico op uitval verhoogt naarmate de leerling in een hoger leerjaar terecht "
    "komt",
    derived=True,
)

PREMISES = (*INGREDIENTS, _ASSUMPTION, *_BEFORE_THE_START, *_IN_THE_SCHOOL, *_OF_TEACHERS)
