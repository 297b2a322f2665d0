"""The theory of change of Buddy: a buddy beside a pupil, so that more pupils leave qualified.

The slides give a goal, target groups, figures and ambitions, but no drawing: every link, and
whatever else the shape of a theory asks for, is ``derived`` and kept to the least that is needed.
"""

from __future__ import annotations

from toc_core import (
    Behaviour,
    Category,
    CausalLink,
    Count,
    Countable,
    Direction,
    Disaggregation,
    Element,
    Horizon,
    Indicator,
    Observed,
    Part,
    Programme,
    Role,
    Stage,
    ValueKind,
)

SELECTION_CRITERIA = (
    Part("Motivatie om geholpen te worden", "Motivatie om geholpen te worden"),
    Part("Geen grote leerachterstand", "Geen grote leerachterstand hebben"),
    Part(
        "Weinig of geen ondersteuning van de ouders",
        "Weinig of geen ondersteuning van de ouders",
    ),
    Part("Nood aan een extra duwtje in de rug", "Nood aan een extra duwtje in de rug"),
)

KIND = Disaggregation(
    code="kind",
    label="Soort buddy",
    categories=(
        Category("volunteer", "Vrijwilliger", "vrijwilligers"),
        Category("student", "Student", "Studenten"),
        Category("corona", "Corona-Buddy", "Corona-Buddy's"),
        # Ambitions of the slides; the elements role_models and mentors say they are planned.
        Category("role_model", "Rolmodel", "rolmodellen"),
        Category("mentor", "Mentor", "Een buddy is dan een mentor"),
    ),
)

_PROBLEM_AND_TARGET_GROUPS = (
    Element(
        "not_easy_at_school",
        Stage.PROBLEM,
        "Niet alle kinderen hebben het makkelijk op school",
        source_text="Niet alle kinderen hebben het makkelijk op school.",
    ),
    Element(
        "primary_pupils",
        Stage.TARGET_GROUP,
        "Leerlingen basisonderwijs",
        parts=SELECTION_CRITERIA,
        source_text="Leerlingen basisonderwijs",
    ),
    Element(
        "secondary_pupils",
        Stage.TARGET_GROUP,
        "Leerlingen 1ste graad secundair",
        parts=SELECTION_CRITERIA,
        source_text="Leerlingen 1^{ste} graad secundair",
    ),
    Element(
        "waterfall_pupils",
        Stage.TARGET_GROUP,
        "Bijvoorbeeld jongeren met migratieroots die in het watervalstelsel terechtkomen",
        parts=(
            Part(
                "Focus op 2de en 3de graad, waar het watervalstelsel zich het sterkst manifesteert",
                "Focus op 2^e en 3^e graad waar watervalstelsel zich het sterkst manifesteert",
            ),
        ),
        source_text="bv. jongeren met migratieroots die in watervalstelsel terecht komen",
        planned=True,
    ),
    Element(
        "pupils_with_a_dream",
        Stage.TARGET_GROUP,
        "Bijvoorbeeld jongeren met een specifieke droom, "
        "die we indien nodig ook ondersteunen met een beurs",
        parts=(
            Part(
                "Focus ook op oudere leerlingen uit beroeps- en technisch onderwijs",
                "Focus ook op oudere leerlingen uit beroeps en technisch onderwijs",
            ),
        ),
        source_text="bv. Jongeren met een specifieke droom, "
        "die we indien nodig ook ondersteunen met een beurs",
        planned=True,
    ),
)

_INPUTS_AND_INTERVENTIONS = (
    Element("volunteers", Stage.INPUT, "Vrijwilligers", source_text="vrijwilligers"),
    Element(
        "students",
        Stage.INPUT,
        "Studenten",
        source_text="Studenten:",
        providers=(
            "Thomas More Mechelen",
            "Karel de Grote Hogeschool",
            "Antwerp School of Education (UA)",
            "KU Leuven",
            "AP Hogeschool",
        ),
    ),
    Element(
        "buddy",
        Stage.INTERVENTION,
        "Een buddy voor de leerling",
        source_text="Maar als buddy kan je het verschil maken!",
        derived=True,
    ),
    Element(
        "role_models",
        Stage.INTERVENTION,
        "Sterker inzetten op rolmodellen",
        parts=(
            Part(
                "Een buddy is dan jonger, heeft zelf ook moeten opboksen, "
                "had geen evidente schoolloopbaan",
                "Een buddy is dan jonger, heeft zelf ook moeten opboksen, "
                "geen evidente schoolloopbaan...",
            ),
        ),
        source_text="Sterker inzetten op rolmodellen",
        planned=True,
    ),
    Element(
        "mentors",
        Stage.INTERVENTION,
        "Sterker inzetten op beroep, oriëntering, talent en dromen",
        parts=(
            Part(
                "Een buddy is dan een mentor (uit de sector of het bedrijfsleven)",
                "Een buddy is dan een mentor (uit de sector of het bedrijfsleven)",
            ),
        ),
        source_text="Sterker inzetten op beroep, oriëntering, talent en dromen.",
        planned=True,
    ),
)

_RESULTS = (
    Element("buddies", Stage.OUTPUT, "Aantal buddy's", source_text="Aantal buddy's"),
    Element(
        "corona_buddies",
        Stage.OUTPUT,
        "Aantal Corona-Buddy's",
        source_text="101 Corona-Buddy's",
    ),
    Element("schools", Stage.OUTPUT, "Aantal scholen", source_text="In 16 scholen"),
    # The two outcomes are the slides' own; that one comes sooner than the other is our reading.
    Element(
        "wellbeing",
        Stage.OUTCOME,
        "Welbevinden van leerlingen",
        horizon=Horizon.SHORT,
        source_text="Door te richten op het welbevinden",
        derived=True,
    ),
    Element(
        "dropout_prevented",
        Stage.OUTCOME,
        "Schooluitval of een ongekwalificeerde uitstroom voorkomen",
        horizon=Horizon.LONG,
        source_text="Om zo schooluitval of een ongekwalificeerde uitstroom voor te zijn",
        derived=True,
    ),
    Element(
        "qualified",
        Stage.IMPACT,
        "Grotere gekwalificeerde uitstroom",
        source_text="grotere gekwalificeerde uitstroom",
    ),
)

_LINKS = (
    CausalLink(
        ("volunteers",), "buddy", "Een vrijwilliger kan buddy van een leerling zijn.", derived=True
    ),
    CausalLink(
        ("students",), "buddy", "Een student kan buddy van een leerling zijn.", derived=True
    ),
    CausalLink(("buddy",), "buddies", "Wie een leerling begeleidt, telt als buddy.", derived=True),
    CausalLink(
        ("buddy",),
        "corona_buddies",
        "De slides tellen Corona-Buddy's in 2019-2020 apart.",
        derived=True,
    ),
    CausalLink(
        ("buddy",), "schools", "De slides tellen in hoeveel scholen er buddy's zijn.", derived=True
    ),
    CausalLink(
        ("role_models",),
        "buddies",
        "Een rolmodel is een buddy die zelf ook heeft moeten opboksen.",
        derived=True,
    ),
    CausalLink(
        ("mentors",),
        "buddies",
        "Een mentor is een buddy uit de sector of het bedrijfsleven.",
        derived=True,
    ),
    CausalLink(("buddies",), "wellbeing", "Een buddy richt zich op het welbevinden.", derived=True),
    CausalLink(
        ("wellbeing",),
        "dropout_prevented",
        "Welbevinden is de weg om schooluitval voor te zijn, zeggen de slides.",
        derived=True,
    ),
    CausalLink(
        ("dropout_prevented",),
        "qualified",
        "Wie niet uitvalt, kan gekwalificeerd uitstromen.",
        derived=True,
    ),
)

_INDICATORS = (
    Indicator(
        "buddies",
        "buddies",
        Count(of=Countable.PARTICIPANTS, roles=(Role.BUDDY,)),
        unit="buddy",
        direction=Direction.INCREASE,
        behaviour=Behaviour.DISTINCT,
        disaggregations=(KIND.code,),
        counted_from="2021-2022",
        definition='Elke buddy telt één keer; de ambitie is "Aantal buddy\'s laten groeien!", '
        "zonder getal, en dat lezen we als: meer buddy's is de goede richting.",
        apart_from=("corona_buddies",),
    ),
    Indicator(
        "corona_buddies",
        "corona_buddies",
        Observed(ValueKind.NUMBER),
        unit="buddy",
        behaviour=Behaviour.DISTINCT,
        definition="Het aantal Corona-Buddy's dat de slides voor 2019-2020 geven; "
        "we lezen het als een aparte soort en tellen het nooit op bij het aantal buddy's.",
        apart_from=("buddies",),
    ),
    Indicator(
        "schools",
        "schools",
        Count(of=Countable.SCHOOLS),
        unit="school",
        behaviour=Behaviour.DISTINCT,
        counted_from="2021-2022",
        definition="Elke school die in die periode deelneemt telt één keer; "
        "of de slides een school over de jaren heen één keer tellen, weten we niet.",
    ),
)

BUDDY = Programme(
    code="buddy",
    label="Buddy",
    version="2021.1",
    goal="Grotere gekwalificeerde uitstroom",
    goal_source_text="DOEL= grotere gekwalificeerde uitstroom",
    elements=_PROBLEM_AND_TARGET_GROUPS + _INPUTS_AND_INTERVENTIONS + _RESULTS,
    links=_LINKS,
    indicators=_INDICATORS,
    disaggregations=(KIND,),
)
