"""The building blocks that the slides name, from the start question to what should change.

The five levels are those at which the slides describe the onderwijsassistent. The learning
network and the trajectories stand there without a level, so they have none here.
"""

from __future__ import annotations

from toc_core import Element, Horizon, Level, Part, Stage

LEVELS = (
    Level("class", "Klas", source_text="Op **klasniveau**"),
    Level("teacher", "Leerkracht", source_text="Op **leerkrachtniveau**"),
    Level("pupil", "Leerling", source_text="Op **leerlingniveau**"),
    Level("school", "School", source_text="Op **schoolniveau**"),
    Level("beyond_school", "Schooloverstijgend", source_text="**Schooloverstijgend**"),
)

THEMES = (
    Part("Participatie", "participatie"),
    Part("Partnerschap met ouders", "partnerschap met ouders"),
    Part("Samenwerking met de buurt", "samenwerking met de buurt"),
    Part("Herstelgericht werken", "herstelgericht werken"),
)

_PROBLEM_AND_TARGET_GROUPS = (
    Element(
        "start_question",
        Stage.PROBLEM,
        "Startvraag: wat is de link tussen problematische opvoedingssituaties en uitsluitingen "
        "uit het onderwijs?",
        parts=(Part("Heel wat patronen", "Heel wat patronen!"),),
        source_text="*wat is de link tussen problematische opvoedingssituaties en uitsluitingen "
        "uit het onderwijs?*",
    ),
    # The slides have no heading for target groups here: that these are ones is our reading.
    Element(
        "bso_schools",
        Stage.TARGET_GROUP,
        "Mechelse bso-scholen",
        source_text="MECHELSE BSO SCHOLEN",
        derived=True,
    ),
    Element(
        "pupils_and_classes",
        Stage.TARGET_GROUP,
        "Individuele leerlingen en probleemklassen",
        source_text="individuele leerlingen en probleemklassen",
        derived=True,
    ),
)

_INPUTS = (
    Element(
        "plan_of_action",
        Stage.INPUT,
        "Plan van aanpak (juni 2019) om de patronen te doorbreken",
        source_text="Ontwikkeling van een plan van aanpak om dit te doorbreken (juni 2019)",
    ),
    Element(
        "leading_partners",
        Stage.INPUT,
        "Getrokken door Arktos, Pros, Thomas More en stad Mechelen",
        source_text="Getrokken door Arktos, Pros, Thomas More, Stad Mechelen",
        providers=("Arktos", "Pros", "Thomas More", "stad Mechelen"),
    ),
    Element(
        "scientific_support",
        Stage.INPUT,
        "Wetenschappelijk ondersteund door HIVA (KU Leuven)",
        source_text="Wetenschappelijk ondersteund door HIVA (KULeuven)",
        providers=("KU Leuven HIVA",),
    ),
    Element(
        "cofinancing",
        Stage.INPUT,
        "Gecofinancierd door stad, Arktos en scholen",
        source_text="Gecofinancierd door Stad, Arktos en scholen",
        funders=("stad Mechelen", "Arktos", "scholen"),
    ),
    Element(
        "assistant",
        Stage.INPUT,
        "Een onderwijsassistent voor wie wil (ondersteuning van individuele leerlingen en "
        "probleemklassen)",
        source_text="Een **onderwijsassistent** voor wie wil (ondersteuning individuele leerlingen "
        "en probleemklassen)",
    ),
)

_INTERVENTIONS = (
    Element(
        "learning_network",
        Stage.INTERVENTION,
        "Een lerend netwerk",
        source_text="Een **lerend netwerk**",
    ),
    Element(
        "school_trajectory",
        Stage.INTERVENTION,
        "Een traject per school, op maat",
        parts=THEMES,
        source_text="Een **traject per school**",
    ),
    Element(
        "assistant_class",
        Stage.INTERVENTION,
        "Bijdragen aan een stimulerend, veilig leer- en leefklimaat in de klas",
        level="class",
        source_text="bijdragen aan een stimulerend, veilig leer- en leefklimaat in de klas",
    ),
    Element(
        "assistant_teacher",
        Stage.INTERVENTION,
        "De Ik van de leerkracht in zijn kracht zetten en diens draagkracht vergroten",
        level="teacher",
        source_text="de Ik in zijn kracht zetten en diens draagkracht vergroten",
    ),
    Element(
        "assistant_pupil",
        Stage.INTERVENTION,
        "Individuele leerlingen coachen, ondersteunen en versterken, op allerhande "
        "levensdomeinen, in functie van een sterke band met het schoolleven en een groter "
        "schools engagement",
        level="pupil",
        source_text="coachen, ondersteunen, versterken van individuele lln, op allerhande "
        "levensdomeinen, ifv een sterke band met het schoolleven en een groter schools engagement",
    ),
    Element(
        "assistant_school",
        Stage.INTERVENTION,
        "Constructief bijdragen aan een positief schoolklimaat",
        level="school",
        source_text="constructief bijdragen aan een positief schoolklimaat",
    ),
    Element(
        "assistant_network",
        Stage.INTERVENTION,
        "Bijdragen aan een Mechels krachtig scholennetwerk",
        level="beyond_school",
        source_text="bijdragen aan een Mechels krachtig scholennetwerk",
    ),
)

_OUTPUTS = (
    Element("schools", Stage.OUTPUT, "Aantal scholen", source_text="6 MECHELSE BSO SCHOLEN"),
    Element(
        "trajectories", Stage.OUTPUT, "Aantal trajecten", source_text="6 trajecten **op maat**"
    ),
    Element(
        "assistants",
        Stage.OUTPUT,
        "Aantal onderwijsassistenten",
        source_text="**3 onderwijsassistenten**",
    ),
)

# The slides give what is expected, and no horizon: every horizon is our reading, so is the
# sentence "welbevinden lln en lkn" as two outcomes.
_OUTCOMES = (
    Element(
        "chance_of_change",
        Stage.OUTCOME,
        "De kans op verandering stijgt",
        horizon=Horizon.SHORT,
        source_text="kans op verandering stijgt",
        derived=True,
    ),
    Element(
        "fewer_exclusions",
        Stage.OUTCOME,
        "Vermindering van uitsluitingen en schooluitval",
        horizon=Horizon.MEDIUM,
        source_text="vermindering uitsluitingen en schooluitval",
        derived=True,
    ),
    Element(
        "school_resilience",
        Stage.OUTCOME,
        "De draagkracht van scholen stijgt",
        level="school",
        horizon=Horizon.MEDIUM,
        source_text="draagkracht scholen, welbevinden lln en lkn stijgt",
        derived=True,
    ),
    Element(
        "pupil_wellbeing",
        Stage.OUTCOME,
        "Het welbevinden van leerlingen stijgt",
        level="pupil",
        horizon=Horizon.MEDIUM,
        source_text="welbevinden lln en lkn stijgt",
        derived=True,
    ),
    Element(
        "teacher_wellbeing",
        Stage.OUTCOME,
        "Het welbevinden van leerkrachten stijgt",
        level="teacher",
        horizon=Horizon.MEDIUM,
        source_text="welbevinden lln en lkn stijgt",
        derived=True,
    ),
)

# The slides call this the one central goal of three projects; as an impact it is our reading.
_IMPACT = Element(
    "positive_connection",
    Stage.IMPACT,
    "Jongeren voelen zich positief verbonden met de samenleving en zien hoe ze in die samenleving "
    "een zinvolle rol kunnen opnemen",
    source_text="*Jongeren voelen zich positief verbonden met de samenleving en zien hoe ze in die "
    "samenleving een zinvolle rol kunnen opnemen*",
    derived=True,
)

ELEMENTS = (
    *_PROBLEM_AND_TARGET_GROUPS,
    *_INPUTS,
    *_INTERVENTIONS,
    *_OUTPUTS,
    *_OUTCOMES,
    _IMPACT,
)
