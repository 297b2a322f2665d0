"""How one thing leads to another: what the document claims, and what we read between its lines.

A link that the document itself states, in words that its rationale quotes («…»), is not
``derived``; every other one is, and waits for whoever knows the practice.
"""

from __future__ import annotations

from toc_core import CausalLink
from toc_flexible_trajectories.literature import MISSING, with_sources


def _said(cause: str, effect: str, rationale: str, *sources: str) -> CausalLink:
    """Return a link that the document states, with the publications it cites for it."""
    return CausalLink((cause,), effect, with_sources(rationale, *sources))


def _ours(cause: str, effect: str, rationale: str, *sources: str) -> CausalLink:
    """Return a link as we read it, to be confirmed."""
    return CausalLink((cause,), effect, with_sources(rationale, *sources), derived=True)


_INPUTS = (
    _ours("mentor", "mentoring", "De mentor voert de begeleiding uit."),
    _ours("guidance_hours", "mentoring", "«Die uren dienen voor het gehele takenpakket»."),
    _ours("training", "mentoring", "De mentor «volgde nascholingen en studiedagen»."),
    _ours("equipment", "information", "Boeken, bundels en kopijen dragen de informatie."),
    _ours("legal_frame", "start", "De trajecten «kaderen binnen de regelgeving»."),
    _ours("pupil_file", "start", "«Het aangepaste traject zelf in het mapje ‘zorg’»."),
)

_CHRONOLOGY = "Volgende stap in de chronologie van het document."

_STEPS = (
    _ours(
        "signals",
        "tailoring",
        f"{_CHRONOLOGY} «We pikken signalen, zoals onderpresteren, slechte resultaten, "
        "afwezigheden en storend gedrag zo snel mogelijk op en nemen die ernstig».",
        "Renzulli & Park 2002",
        "Landis & Reschly 2013",
        "Sypré e.a. 2021",
        "Reis & McCoach 2020",
        "Lavrijsen e.a. 2020",
    ),
    _ours("tailoring", "start", _CHRONOLOGY),
    _ours("start", "package", _CHRONOLOGY),
    _ours("package", "monitoring", "«Er evaluatie en bijsturing ingebouwd is»."),
    CausalLink(
        ("monitoring",),
        "package",
        "«Trajecten kunnen ook in overleg worden bijgestuurd.»",
        feedback=True,
    ),
    _ours(
        "tailoring",
        "network",
        "De mentor brengt «de ondersteunende en belemmerende externe factoren» in kaart.",
    ),
    _said(
        "tailoring",
        "grip",
        "«Er wordt concreet gewerkt aan het behoud van de connectie met school en tegelijk de "
        "stress te verlagen».",
    ),
    _ours(
        "package",
        "grip",
        "«De drempel om naar school te komen dient zo laag mogelijk te zijn».",
    ),
)

_MENTORING = (
    _said(
        "mentoring",
        "protective_factors",
        "«Via mentorschap kan je aldus werken aan beschermende factoren tegen uitval».",
        "Anderson e.a. 2004",
    ),
    _ours(
        "mentoring",
        "bond",
        "Er is «geregeld sprake van negatieve relaties», en «toch hechten deze leerlingen geregeld "
        "veel waarde aan een hechte band»; het contact «komt tegemoet aan de persoonlijke "
        "aandacht».",
        "Renzulli & Park 2002",
        "Kanevsky & Kayleigh 2003",
        "Snyder 2003",
    ),
    _ours(
        "mentoring",
        "no_disengagement",
        "Een mentor «is effectief ter preventie van uitval»; dat dit loopt over het loskoppelen "
        "van school, is onze lezing.",
        "Landis & Reschly 2013",
        "Christenson & Thurlow 2004",
        "Kortering & Braziel 1999",
    ),
    _ours(
        "mentoring",
        "results",
        "Mentorschap is een strategie «om onderpresteren tegen te gaan of te verminderen»; dat "
        "dit betere prestaties geeft, is onze lezing.",
        "Sahin 2014",
    ),
    _said(
        "mentoring",
        "ambitions",
        "«De mentor werkt aan een de onderwijsambities».",
        "Lavrijsen e.a. 2021",
    ),
    _said(
        "mentoring",
        "self_concept",
        "De mentor werkt aan «het versterken van het academisch zelfconcept».",
        "Lavrijsen e.a. 2021",
    ),
    _said(
        "mentoring",
        "basic_needs",
        "«We ondersteunen de leerling in diens autonomie, verbondenheid en competentie».",
        "Ryan & Deci 2017",
    ),
    _ours(
        "mentoring",
        "own_influence",
        "De mentor gaat in gesprek «over hoe de leerling de volgende stappen zelf ziet» en «biedt "
        "structuur».",
        "Kortering & Braziel 1999",
        "Hornstra e.a. 2020",
    ),
    _said(
        "mentoring",
        "engagement",
        "De mentor luistert, «met een positief effect op diens motivatie, betrokkenheid en "
        "deelname aan school».",
    ),
    _said(
        "mentoring",
        "perfectionism_insight",
        "«De mentor werkt richting inzicht hierin en manieren om deze aan te pakken».",
        "Lavrijsen e.a. 2020",
    ),
)

_OTHERS = (
    _ours(
        "information",
        "perfectionism_insight",
        "De informatie gaat onder meer over «faalangst, efficiénte studiemethodieken».",
    ),
    _ours("referral", "wellbeing", "De doorverwijzing gaat naar «verdere hulpverlening»."),
    _ours(
        "parent_talks",
        "parents_influence",
        "Ouders horen «welke realistische verwachtingen we stellen als school».",
        "Lavrijsen e.a. 2020",
    ),
    _ours("consultation", "teachers_room", "Het overleg geeft leraren «ruimte»."),
    _ours("consultation", "teachers_heard", "Het overleg luistert naar «hun input»."),
    _ours(
        "consultation",
        "bond",
        "«De mentor en leraren tonen begrip voor moeilijke omstandigheden».",
        "Landis & Reschly 2013",
    ),
)

_BETWEEN_OUTCOMES = (
    _said(
        "bond",
        "engagement",
        "«Een goede band met een leraar of mentor verhoogt de inzet voor school en het school "
        "volgen van de leerling».",
    ),
    _said(
        "basic_needs",
        "motivation",
        "Wie dit zo ervaart, dat «ook positief samenhangt met de autonome motivatie».",
        "Ryan & Deci 2017",
    ),
    _said(
        "basic_needs",
        "wellbeing",
        "«Om het welbevinden te verbeteren bevorderen we expliciet ook het ervaren van "
        "psychologische behoeftebevrediging».",
    ),
    _said(
        "perfectionism_insight",
        "engagement",
        "Bij zelfkritisch perfectionisme en faalangst geldt dat «de motivatie en betrokkenheid van "
        "een leerling hieronder lijdt».",
        "Lavrijsen e.a. 2020",
    ),
    _ours(
        "grip",
        "no_disengagement",
        "«Behoud van de connectie met school» is het omgekeerde van loskoppelen.",
    ),
    _ours(
        "wellbeing",
        "no_disengagement",
        "Het document noemt «sterk verminderd welbevinden en dreigende uitval» in één adem.",
    ),
    _ours("grip", "attendance", "Lagere drempels maken het makkelijker om naar school te komen."),
    _ours("own_influence", "wellbeing", "Wie zelf invloed heeft, voelt zich beter op school."),
    _ours("network", "wellbeing", "Het netwerk draagt «aan de draagkracht van de leerling» bij."),
    _ours(
        "parents_influence",
        "wellbeing",
        "Ouders leren dat «zij nog een mate van invloed hebben op het welbevinden».",
    ),
    _ours("engagement", "participation", "Wie betrokken is, doet meer mee in de klas."),
    _ours("self_concept", "motivation", "Vertrouwen in eigen kunnen geeft zin om te leren."),
    _said(
        "engagement",
        "no_disengagement",
        "«De aanpak binnen de flexibele trajecten is gericht op het verhogen van betrokkenheid van "
        "de leerling zelf, om het jarenlange proces van zich mentaal loskoppelen en je "
        "terugtrekken van school tegen te gaan».",
        "Archambault e.a. 2009",
        "Finn 1989",
        "Appleton e.a. 2006",
        "Reschly & Christenson 2006b",
        "Reschly & Christenson 2012",
    ),
)

_TO_IMPACT = (
    _said(
        "no_disengagement",
        "no_dropout",
        "Dit proces tegengaan is er «om» het «en uitval in het secundair onderwijs te voorkomen».",
        "Archambault e.a. 2009",
        "Finn 1989",
        "Appleton e.a. 2006",
        "Reschly & Christenson 2006b",
        "Reschly & Christenson 2012",
    ),
    _said(
        "ambitions",
        "no_dropout",
        "«De onderwijsambities van leerlingen hebben een significant effect op het uitvallen op "
        "school»; over lage ambities van sommige begaafde leerlingen verwijst het document naar "
        "een onderzoek dat het niet noemt.",
        MISSING,
        "Renzulli & Park 2000",
    ),
    _said(
        "protective_factors",
        "no_dropout",
        "Het document noemt ze «beschermende factoren tegen uitval».",
        "Anderson e.a. 2004",
    ),
    _said(
        "self_concept",
        "no_dropout",
        "«Een laag academisch zelfbeeld» is een van de schoolfactoren die aan uitval «gekoppeld "
        "kunnen worden».",
        "Suh & Suh 2006",
    ),
    _said(
        "motivation",
        "no_dropout",
        "«Een gebrek aan motivatie» is een van de schoolfactoren die aan uitval «gekoppeld kunnen "
        "worden».",
        "Suh & Suh 2006",
    ),
    _said(
        "results",
        "no_dropout",
        "«Onderpresteren bij CSF leerlingen blijkt een belangrijke voorafgaande predictor van "
        "uitval en vroegtijdig schoolverlaten».",
        "Suh & Suh 2006",
        "Renzulli 2002",
    ),
)

LINKS = (*_INPUTS, *_STEPS, *_MENTORING, *_OTHERS, *_BETWEEN_OUTCOMES, *_TO_IMPACT)
