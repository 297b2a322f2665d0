"""For whom the practice is, what goes into it, and what the school does.

The document has no drawing. What stands there as a target group, a step or a means is an element
here; that it is a problem, an input or an intervention is our reading where no heading says so.
"""

from __future__ import annotations

from toc_core import Element, Level, Part, Stage
from toc_flexible_trajectories.words import INDICATIONS, MONITORING, PACKAGE, as_parts

LEVELS = (
    Level("pupil", "Leerling", source_text="de leerling:"),
    Level("parents", "Ouders", source_text="de ouders:"),
    Level("teachers", "Leraren", source_text="de leraren:"),
)
STEPS = ("signals", "tailoring", "start", "package")

_PROBLEM_AND_TARGET_GROUPS = (
    Element(
        "reduced_wellbeing",
        Stage.PROBLEM,
        "Sterk verminderd welbevinden en dreigende uitval",
        source_text="sterk verminderd welbevinden en dreigende uitval",
        derived=True,
    ),
    Element(
        "csf_pupils",
        Stage.TARGET_GROUP,
        "CSF-leerlingen die blijk geven van een verminderd welbevinden dat gekoppeld kan worden "
        "aan een combinatie van een onaangepast curriculum en/of onderwijstempo over meerdere "
        "jaren en persoonlijkheids- en sociale factoren",
        level="pupil",
        parts=(
            Part(
                "Voor wie de maatregelen binnen brede basiszorg en verhoogde zorg onvoldoende een "
                "oplossing konden bieden",
                "Leerlingen waarvoor de maatregelen binnen brede basiszorg en verhoogde zorg "
                "onvoldoende een oplossing konden bieden.",
            ),
            Part(
                "Bij wie er sterke aanwijzingen zijn dat slagen in het schooljaar moeilijk kan "
                "worden en de gezondheid aangetast is",
                "En waar er sterke aanwijzingen zijn dat slagen in het schooljaar moeilijk kan "
                "worden en de psychische en/of fysieke (bv. psychosomatische klachten, dreigende "
                "burn-out) gezondheid aangetast is.",
            ),
            Part(
                "Die bovendien moeilijkheden ervaren met motivatie, zelfregulerende vaardigheden "
                "en draagkracht, eventueel gekoppeld aan een tijdelijke context",
                "Leerlingen die bovendien moeilijkheden ervaren met motivatie, zelfregulerende "
                "vaardigheden en draagkracht. Eventueel gekoppeld aan een tijdelijke context (in "
                "omgeving, ziekte, ...).",
            ),
        ),
        source_text="CSF leerlingen die blijk geven van een verminderd welbevinden dat gekoppeld "
        "kan worden aan een combinatie van een onaangepast curriculum en/of onderwijstempo "
        "overheen meerdere jaren en persoonlijkheids- en sociale factoren.",
    ),
    Element(
        "teachers_and_care_team",
        Stage.TARGET_GROUP,
        "Intermediaire doelgroep: leraren en zorgteam (detectie van de ondersteunings- en "
        "onderwijsbehoeften)",
        level="teachers",
        source_text="Leraren en zorgteam: detectie van de ondersteunings- en onderwijsbehoeften "
        "van de leerling.",
    ),
    Element(
        "parents",
        Stage.TARGET_GROUP,
        "Intermediaire doelgroep: ouders (detectie van de noden van hun kind)",
        level="parents",
        source_text="Ouders: detectie van deze noden van hun eigen kind.",
    ),
    Element(
        "clb",
        Stage.TARGET_GROUP,
        "Intermediaire doelgroep: CLB (overleg over onderwijsbehoeften en handelingsgericht "
        "werken)",
        source_text="CLB: Het CLB-anker wordt betrokken in overleg rond onderwijsbehoeften en "
        "handelingsgericht werken met alle betrokkenen.",
    ),
)

_INPUTS = (
    Element(
        "mentor",
        Stage.INPUT,
        "Mentor CSF: bij voorkeur een leerlingbegeleider die competenties, expertise en ervaring "
        "combineert",
        source_text="is bij voorkeur een leerlingbegeleider die bepaalde competenties, expertise "
        "en ervaring combineert.",
    ),
    Element(
        "guidance_hours",
        Stage.INPUT,
        "Opdracht van de leerlingbegeleiders: 12/20 en 14/20, voor alle leerlingen die begeleiding "
        "nodig hebben in een school van ongeveer 860",
        parts=(
            Part(
                "Ter info: het totaal aantal leerlingen op school is ongeveer 860",
                "Ter info: het totaal aantal leerlingen op school is ongeveer 860.",
            ),
        ),
        source_text="Momenteel hebben de leerlingbegeleiders een opdracht van 12/20 en 14/20 om "
        "alle leerlingen te begeleiden die dit nodig hebben.",
    ),
    Element(
        "equipment",
        Stage.INPUT,
        "Een laptop/pc voor de mentor, eventueel ook voor de leerling, boeken, bundels, kopijen",
        source_text="Een laptop/pc voor de mentor, evt. ook voor de leerling om op te werken, "
        "boeken, bundels, kopijen,",
    ),
    Element("training", Stage.INPUT, "Nascholingen", source_text="Nascholingen"),
    Element(
        "legal_frame",
        Stage.INPUT,
        "Het wettelijk kader voor flexibele trajecten en maatregelen in geval van ziekte",
        source_text="We gebruiken het wettelijk kader voor flexibele trajecten en maatregelen in "
        "geval van ziekte.",
    ),
    Element(
        "pupil_file",
        Stage.INPUT,
        "Leerlingvolgsysteem met een map ‘zorg’ (ook zichtbaar voor ouders en leerling) en een "
        "‘meldingsmap’ (voor personeel)",
        source_text="De nodige info komt in een map ‘zorg’ (invulling traject, ook zichtbaar voor "
        "ouders en leerling zelf) of ‘meldingsmap’ (aanvullende info voor personeel) van het "
        "leerlingvolgsysteem.",
    ),
)

_STEPS = (
    Element(
        "signals",
        Stage.INTERVENTION,
        "Stap 1: signalen oppikken en verkennend spreken",
        level="pupil",
        parts=as_parts(INDICATIONS),
        source_text="Signalen oppikken en verkennend spreken",
    ),
    Element(
        "tailoring",
        Stage.INTERVENTION,
        "Stap 2: “Welke aanpak heeft deze leerling nodig?”: maatwerk",
        level="pupil",
        source_text="“Welke aanpak heeft deze leerling nodig?”: Maatwerk",
    ),
    Element(
        "start",
        Stage.INTERVENTION,
        "Stap 3: opstarten en verloop van het traject",
        level="pupil",
        parts=(
            Part(
                "Aanmelding vanuit een vraag van ouders en leerling, klassenraad of "
                "leerlingbegeleiding",
                "Deze trajecten zijn toegankelijk voor aanmelding vanuit een vraag van ouders en "
                "leerling, een vraag vanuit de klassenraad of leerlingbegeleiding.",
            ),
            Part(
                "Pas na goedkeuring van de klassenraad",
                "De trajecten starten op na goedkeuring van de klassenraad.",
            ),
        ),
        source_text="Opstarten en verloop traject",
    ),
    Element(
        "package",
        Stage.INTERVENTION,
        "Stap 4: mogelijke invullingen, van zeer beperkte aanpassingen tot een erg omvattend "
        "aangepast traject",
        level="pupil",
        parts=as_parts(PACKAGE),
        source_text="Mogelijke invullingen",
    ),
)

_INTERVENTIONS = (
    Element(
        "mentoring",
        Stage.INTERVENTION,
        "Mentorschap: de leerling spendeert geregeld tijd met een mentor die begeleiding biedt",
        level="pupil",
        source_text="Een leerling spendeert geregeld tijd met een mentor die begeleiding biedt",
    ),
    Element(
        "information",
        Stage.INTERVENTION,
        "Informatie op maat voor de leerling",
        level="pupil",
        source_text="Informatie vanuit boeken, websites, artikels die op maat aangereikt en "
        "gebundeld wordt voor leerlingen",
    ),
    Element(
        "referral",
        Stage.INTERVENTION,
        "Doorverwijzing naar verdere hulpverlening indien nodig",
        level="pupil",
        source_text="verwijst door indien nodig naar verdere hulpverlening",
    ),
    Element(
        "parent_talks",
        Stage.INTERVENTION,
        "Gesprekken van de mentor met de ouders",
        level="parents",
        source_text="gesprekken individueel door de mentor met de ouders van de leerling",
    ),
    Element(
        "consultation",
        Stage.INTERVENTION,
        "Bespreking met zorgteam, directie en vakleraren, op de klassenraad en ook ervoor en erna",
        level="teachers",
        source_text="Zo zal ook de mentor dit bespreken met het zorgteam, de directie en "
        "vakleraren op een klassenraad, maar ook geregeld vooraf en nadien, ter opvolging.",
    ),
    Element(
        "monitoring",
        Stage.INTERVENTION,
        "Uitkomstenmonitoring: de vinger aan de pols houden",
        parts=as_parts(MONITORING),
        source_text="De mentor houdt doorheen het proces de vinger aan de pols",
    ),
)

ELEMENTS = _PROBLEM_AND_TARGET_GROUPS + _INPUTS + _STEPS + _INTERVENTIONS
