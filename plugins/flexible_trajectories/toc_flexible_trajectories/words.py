"""The lists that the document gives: who asks, indications, what a package holds, monitoring.

A record of a trajectory names only the codes of these lists. They say what a school does and asks,
and nothing of what a doctor or a counsellor told.
"""

from __future__ import annotations

from toc_core import Category, Part

ASKED_BY = (
    Category("parents_and_pupil", "Ouders en leerling", "een vraag van ouders en leerling"),
    Category("class_council", "Klassenraad", "een vraag vanuit de klassenraad"),
    Category("pupil_guidance", "Leerlingbegeleiding", "de klassenraad of leerlingbegeleiding"),
)

INDICATIONS = (
    Category(
        "absences",
        "Afwezigheden die doen vermoeden dat de leerling moeite heeft om naar school te willen, "
        "durven of kunnen komen",
        "Afwezigheden die doen vermoeden dat de leerling moeite heeft om naar school te willen, "
        "durven of kunnen komen (los van evidente redenen van afwezigheid).",
    ),
    Category(
        "school_fatigue",
        "Een sterke schoolmoeheid en/of algemene demotivatie",
        "Een sterke schoolmoeheid en/of algemene demotivatie ervaren door de leerling.",
    ),
    Category(
        "empty_toolbox",
        "Faalangst en ‘lege toolbox’",
        "Faalangst en ‘lege toolbox’: vanuit het gevoel de verwachtingen niet te kunnen inlossen, "
        "niet weten hoe bepaalde vakken of hun studies aan te pakken.",
    ),
    Category(
        "perfectionism",
        "Faalangst en perfectionisme",
        "Faalangst en perfectionisme: als een leerling de lat erg hoog legt voor zichzelf en last "
        "heeft van zelfkritisch perfectionisme (overdreven zorg om het maken van fouten).",
    ),
)

# What stands under "Dit heeft als resultaat" is part of the reduced package, not beside it.
PACKAGE = (
    Category(
        "general_help",
        "Algemeen: helpen met cursusmateriaal, inhalen van evaluaties, communicatie met leraren en "
        "vragen van leraren en medeleerlingen",
        "De leerling helpen met: cursusmateriaal verzamelen, inhalen evaluaties, communicatie met "
        "leraren",
    ),
    Category(
        "reduced_package",
        "Verminderd pakket: evaluaties of vakonderdelen schrappen",
        "Evaluaties of vakonderdelen schrappen",
    ),
    Category(
        "exemption",
        "Verminderd pakket: (gedeeltelijke) vrijstelling bij vakvoorsprong",
        "een (gedeeltelijke) vrijstelling verlenen bij vakvoorsprong",
    ),
    Category(
        "adapted_timetable",
        "Verminderd pakket: een aangepast lesrooster",
        "Een aangepast lesrooster: minder lesuren deelname klassikaal les, meer zelfstandig werken "
        "(op school of thuis) of meer rust (thuis).",
    ),
    Category(
        "adapted_exams",
        "Verminderd pakket: een aangepast examenrooster",
        "Een aangepast examenrooster: minder examens, anders gespreid.",
    ),
    Category(
        "time_out",
        "Verminderd pakket: een (gedeeltelijke) ‘time-out’ van school",
        "Een (gedeeltelijke) ‘time-out’ van school: een tijdje de lessen van thuis volgen "
        "(afstandsonderwijs en/of zelfstandige studie) of een tijdje niet met schoolwerk bezig "
        "zijn",
    ),
    Category(
        "progressive_return",
        "Verminderd pakket: bij terugkeer ‘progressieve werkhervatting’",
        "Bij terugkeer ‘progressieve werkhervatting’: terug aanwezig op school, maar nog geen "
        "evaluaties afleggen (een paar dagen tot paar weken)",
    ),
    Category(
        "freed_time_rest",
        "Vrijgekomen tijd: rust inbouwen",
        "rust inbouwen, ruimte om stress te doen dalen, werken aan draagkracht",
    ),
    Category(
        "freed_time_remedial",
        "Vrijgekomen tijd: remediëren",
        "tijd om te remediéren",
    ),
    Category(
        "freed_time_independent",
        "Vrijgekomen tijd: zelfstandig werken",
        "tijd om zelfstandig te werken",
    ),
    Category(
        "subject_focus",
        "Vakgebonden: meer tijd voor vakken met achterstand of problemen",
        "Vakgebonden: de focus ligt dan op meer tijd voor vakken waar de leerling achterstand "
        "heeft of problemen om te studeren en/of begrijpen.",
    ),
    Category(
        "broader_focus",
        "Breder: studeren, zelfregulerende vaardigheden of het psycho-sociale",
        "Breder: werkpunten op vlak van studeren, zelfregulerende vaardigheden of binnen het "
        "domein van het psycho-sociale.",
    ),
)

MONITORING = (
    Category(
        "mentor_feedback",
        "De mentor vraagt op gezette tijden feedback aan de betrokkenen",
        "vraagt op gezette tijden expliciet feedback aan de betrokkenen",
    ),
    Category(
        "board_check",
        "De directie doet dit tussentijds via klassenraden, vakleraren, leerlingen en ouders",
        "De directie doet dit tussentijds ook via de klassenraden, individuele besprekingen met "
        "vakleraren en contacten met leerlingen en ouders.",
    ),
    Category(
        "external_feedback",
        "Externe hulpverleners geven feedback over het effect van de interventies",
        "Externe hulpverleners wordt ook gevraagd feedback te geven over het effect van de "
        "interventies en gesprekken op school.",
    ),
    Category(
        "satisfaction_talks",
        "Gesprekken over tevredenheid met leerlingen en ouders",
        "De tevredenheid van leerlingen wordt gepeild via gesprekken, evenals die van ouders over "
        "de impact van het traject.",
    ),
    Category(
        "appwell",
        "Vragenlijst over welbevinden op school in de app van PXL, Appwell (vanaf januari 2021)",
        "Vanaf januari 2021 konden we explicieter een aantal zaken meten, via een app die "
        "ontwikkeld werd door PXL (hogeschool Limburg) waarin leerlingen een vragenlijst kunnen "
        "invullen rond welbevinden op school.",
    ),
)


def as_parts(categories: tuple[Category, ...]) -> tuple[Part, ...]:
    """Return a list as the sub-points of an element."""
    return tuple(Part(category.label, category.source_text) for category in categories)
