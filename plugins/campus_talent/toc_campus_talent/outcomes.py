"""The outcomes of the poster, short, medium and long term, row by row."""

from __future__ import annotations

from toc_core import Element, Horizon, Part, Stage

SHORT_TERM = (
    Element(
        "wider_support",
        Stage.OUTCOME,
        "Breder draagvlak rond talentdenken bij de deelnemende scholen",
        level="cooperation",
        horizon=Horizon.SHORT,
        source_text="Breder draagvlak rond talentdenken bij de deelnemende scholen",
        source_ref="ct.kt.sw.1",
    ),
    Element(
        "cocreation_experience",
        Stage.OUTCOME,
        "Positieve ervaring co-creatie met een externe expertisepartner",
        level="cooperation",
        horizon=Horizon.SHORT,
        source_text="Positieve ervaring co- creatie met een externe expertisepartner",
        source_ref="ct.kt.sw.2",
    ),
    Element(
        "school_ownership",
        Stage.OUTCOME,
        "Behoud eigenaarschap door de school",
        level="cooperation",
        horizon=Horizon.SHORT,
        source_text="behoud eigenaarschap door de school",
        source_ref="ct.kt.sw.3",
    ),
    Element(
        "pupil_development",
        Stage.OUTCOME,
        "Persoonlijke ontwikkeling (eigen talenten)",
        level="pupils",
        horizon=Horizon.SHORT,
        source_text="Persoonlijke ontwikkeling (eigen talenten)",
        source_ref="ct.kt.ll.1",
    ),
    Element(
        "pupil_belonging",
        Stage.OUTCOME,
        "Belonging (gezien en gehoord worden)",
        level="pupils",
        horizon=Horizon.SHORT,
        source_text="Belonging (gezien en gehoord worden)",
        source_ref="ct.kt.ll.2",
    ),
    Element(
        "pupil_resilience",
        Stage.OUTCOME,
        "Veerkracht (minder overlevingsmodus)",
        level="pupils",
        horizon=Horizon.SHORT,
        source_text="Veerkracht (minder overlevingsmodus)",
        source_ref="ct.kt.ll.3",
    ),
    Element(
        "pupil_behaviour",
        Stage.OUTCOME,
        "Gedragsverandering (minder escalatie)",
        level="pupils",
        horizon=Horizon.SHORT,
        source_text="Gedragsverandering (minder escalatie)",
        source_ref="ct.kt.ll.4",
    ),
    Element(
        "exclusion_avoided",
        Stage.OUTCOME,
        "Uitsluiting vermeden",
        level="pupils",
        horizon=Horizon.SHORT,
        source_text="Uitsluiting vermeden",
        source_ref="ct.kt.ll.5",
    ),
    Element(
        "class_system_insight",
        Stage.OUTCOME,
        "Inzicht (deel van en plek in) klassysteem",
        level="class",
        horizon=Horizon.SHORT,
        source_text="Inzicht (deel van en plek in) klassysteem",
        source_ref="ct.kt.kl.1",
    ),
    Element(
        "teacher_development",
        Stage.OUTCOME,
        "Persoonlijke ontwikkeling (eigen talenten)",
        level="teachers",
        horizon=Horizon.SHORT,
        source_text="Persoonlijke ontwikkeling (eigen talenten)",
        source_ref="ct.kt.lk.1",
    ),
    Element(
        "teacher_belonging",
        Stage.OUTCOME,
        "Belonging (gezien en gehoord worden)",
        level="teachers",
        horizon=Horizon.SHORT,
        source_text="Belonging (gezien en gehoord worden)",
        source_ref="ct.kt.lk.2",
    ),
    Element(
        "teacher_resilience",
        Stage.OUTCOME,
        "Veerkracht (minder overlevingsmodus)",
        level="teachers",
        horizon=Horizon.SHORT,
        source_text="Veerkracht (minder overlevingsmodus)",
        source_ref="ct.kt.lk.3",
    ),
    Element(
        "teacher_behaviour",
        Stage.OUTCOME,
        "Gedragsverandering (minder escalatie)",
        level="teachers",
        horizon=Horizon.SHORT,
        source_text="Gedragsverandering (minder escalatie)",
        source_ref="ct.kt.lk.4",
    ),
    Element(
        "positive_communication",
        Stage.OUTCOME,
        "Positieve communicatie over leerlingen",
        level="teachers",
        horizon=Horizon.SHORT,
        source_text="Positieve communicatie over leerlingen",
        source_ref="ct.kt.lk.5",
    ),
    Element(
        "positive_interaction",
        Stage.OUTCOME,
        "Positieve interactie tussen leerkracht en leerling",
        level="teachers",
        horizon=Horizon.SHORT,
        source_text="Positieve interactie tussen leerkracht en leerling",
        source_ref="ct.kt.lk.6",
    ),
)

MEDIUM_TERM = (
    Element(
        "city_wide_support",
        Stage.OUTCOME,
        "Breed draagvlak rond talentdenken bij Mechelse secundaire scholen",
        level="cooperation",
        horizon=Horizon.MEDIUM,
        source_text="Breed draagvlak rond talentdenken bij Mechelse secundaire scholen.",
        source_ref="ct.mlt.sw.1",
    ),
    Element(
        "equal_partnerships",
        Stage.OUTCOME,
        "Samenwerkingen vanuit een gelijkwaardig partnerschap met externen met behoud van "
        "eigenaarschap door Mechelse scholen",
        level="cooperation",
        horizon=Horizon.MEDIUM,
        source_text="Samenwerkingen vanuit een gelijkwaardig partnerschap met externen met "
        "behoud van eigenaarschap door Mechelse scholen.",
        source_ref="ct.mlt.sw.2",
    ),
    Element(
        "fewer_exclusions",
        Stage.OUTCOME,
        "Minder uitsluitingen",
        level="pupils",
        horizon=Horizon.MEDIUM,
        source_text="Minder uitsluitingen",
        source_ref="ct.mlt.ll.1",
    ),
    Element(
        "pupils_use_talents",
        Stage.OUTCOME,
        "Meer leerlingen ontdekken hun talenten en ervaren hoe ze deze kunnen inzetten in "
        "functie van een positieve leerloopbaan",
        level="pupils",
        horizon=Horizon.MEDIUM,
        source_text="Meer leerlingen ontdekken hun talenten en ervaren hoe ze deze kunnen "
        "inzetten in functie van een positieve leerloopbaan.",
        source_ref="ct.mlt.ll.2",
    ),
    Element(
        "class_contribution",
        Stage.OUTCOME,
        "Leerlingen dragen positief bij aan het klasgebeuren vanuit hun talenten",
        level="class",
        horizon=Horizon.MEDIUM,
        source_text="Leerlingen dragen positief bij aan het klasgebeuren vanuit hun talenten.",
        source_ref="ct.mlt.kl.1",
    ),
    Element(  # two boxes in this cell, the first with three parts: our reading
        "teachers_use_talents",
        Stage.OUTCOME,
        "Leerkrachten kennen hun eigen talenten en zetten deze in",
        level="teachers",
        horizon=Horizon.MEDIUM,
        parts=(
            Part(
                "Leerkrachten kennen hun eigen talenten en zetten deze in",
                source_text="Leerkrachten kennen hun eigen talenten en zetten deze in.",
            ),
            Part(
                "Ze kennen de talenten van hun leerlingen",
                source_text="Ze kennen de talenten van hun leerlingen.",
            ),
            Part(
                "Vanuit de idee van talent in overdrive wordt gekeken naar zichzelf en de leerling",
                source_text="Vanuit de idee van talent in overdrive wordt gekeken naar zichzelf "
                "en de leerling.",
            ),
        ),
        source_text="Leerkrachten kennen hun eigen talenten en zetten deze in. Ze kennen de "
        "talenten van hun leerlingen. Vanuit de idee van talent in overdrive "
        "wordt gekeken naar zichzelf en de leerling.",
        source_ref="ct.mlt.lk.1",
        derived=True,
    ),
    Element(
        "teachers_supported",
        Stage.OUTCOME,
        "Leerkrachten voelen zich ondersteund en beschikken over voldoende veerkracht",
        level="teachers",
        horizon=Horizon.MEDIUM,
        source_text="Leerkrachten voelen zich ondersteunt en beschikken over voldoende veerkracht.",
        source_ref="ct.mlt.lk.2",
    ),
)

LONG_TERM = (
    Element(
        "structural_prevention",
        Stage.OUTCOME,
        "Structureel netoverschrijdende en sectoroverschrijdende preventieaanpak van "
        "schooluitval vanuit positief denkkader",
        level="cooperation",
        horizon=Horizon.LONG,
        source_text="Structureel net- overschrijdend en sector- overschrijdende preventie "
        "aanpak van schooluitval vanuit positief denkkader",
        source_ref="ct.lt.sw.1",
    ),
    Element(
        "lasting_change",
        Stage.OUTCOME,
        "Duurzame positieve verandering op de leerloopbaan",
        level="pupils",
        horizon=Horizon.LONG,
        source_text="Duurzame positieve verandering op de leerloopbaan.",
        source_ref="ct.lt.ll.1",
    ),
    Element(
        "class_dynamics",
        Stage.OUTCOME,
        "Positieve klasdynamiek",
        level="class",
        horizon=Horizon.LONG,
        source_text="Positieve klasdynamiek",
        source_ref="ct.lt.kl.1",
    ),
    Element(
        "structural_professionalisation",
        Stage.OUTCOME,
        "Structurele professionalisering en ondersteuning van leerkrachten",
        level="teachers",
        horizon=Horizon.LONG,
        source_text="Structurele professiona- lisering en ondersteuning van leerkrachten",
        source_ref="ct.lt.lk.1",
    ),
)

OUTCOMES = SHORT_TERM + MEDIUM_TERM + LONG_TERM
