"""How one thing leads to another: our reading of a poster that draws no arrows.

Every link is ``derived`` and waits for the team. Where the team's web page says something about a
link, its rationale quotes it with «…»; the others follow the rows and columns of the poster.
"""

from __future__ import annotations

from toc_core import CausalLink


def _ours(causes: tuple[str, ...], effect: str, rationale: str) -> CausalLink:
    """Return a link as we read it, to be confirmed by the team."""
    return CausalLink(causes, effect, rationale, derived=True)


_PIONEERS = ("internal_pioneer", "external_pioneer")
_PUPIL_OUTPUTS = ("pupils_supported", "pupil_interventions")
_CLASS_OUTPUTS = ("class_groups", "class_interventions")
_TEACHER_OUTPUTS = ("teachers_trained", "teacher_interventions")

_TOGETHER = (
    "De poster zet een + tussen beide pioniers; «schoolinterne medewerker en schoolexterne "
    "expertise partner voeren samen uit»."
)
_COUNTED = "De output telt wat deze interventie doet, op hetzelfde niveau van de poster."
_REACHED = (
    "De leerlingen moeten bereikt worden én genoeg interventies krijgen; zelfde niveau van de "
    "poster."
)
_TRAINED = (
    "De leerkrachten moeten bereikt worden én genoeg interventies krijgen; zelfde niveau van de "
    "poster."
)
_SAME_ROW = "Volgende stap in dezelfde rij van de poster."
_HEARD = "«Leerlingen en leerkrachten gezien en gehoord», ook in het onderzoeksgesprek."

FROM_INPUT = (
    _ours(
        ("coordination",),
        "six_week_programme",
        "De stad faciliteert «het samenwerkingsproces en de evaluatie».",
    ),
    _ours(
        ("coordination",),
        "action_research",
        "De stad faciliteert «het samenwerkingsproces en de evaluatie».",
    ),
    _ours(_PIONEERS, "six_week_programme", _TOGETHER),
    _ours(_PIONEERS, "pupil_talent_interviews", _TOGETHER),
    _ours(_PIONEERS, "coaching", _TOGETHER),
    _ours(_PIONEERS, "class_observations", _TOGETHER),
    _ours(_PIONEERS, "class_workshops", _TOGETHER),
    _ours(_PIONEERS, "teacher_talent_interviews", _TOGETHER),
    _ours(_PIONEERS, "teacher_training", _TOGETHER),
)

TO_OUTPUT = (
    _ours(("six_week_programme",), "schools", _COUNTED),
    _ours(("six_week_programme",), "trajectories", _COUNTED),
    _ours(("six_week_programme",), "project_team_meetings", _COUNTED),
    _ours(("six_week_programme",), "core_team_meetings", _COUNTED),
    _ours(("pupil_talent_interviews",), "pupils_supported", _COUNTED),
    _ours(("pupil_talent_interviews",), "pupil_interventions", _COUNTED),
    _ours(("coaching",), "pupils_supported", _COUNTED),
    _ours(("coaching",), "pupil_interventions", _COUNTED),
    _ours(("class_observations",), "class_groups", _COUNTED),
    _ours(("class_observations",), "class_interventions", _COUNTED),
    _ours(("class_workshops",), "class_interventions", _COUNTED),
    _ours(("class_workshops",), "class_groups", _COUNTED),
    _ours(("teacher_talent_interviews",), "teachers_trained", _COUNTED),
    _ours(("teacher_talent_interviews",), "teacher_interventions", _COUNTED),
    _ours(("teacher_training",), "teachers_trained", _COUNTED),
    _ours(("teacher_training",), "teacher_interventions", _COUNTED),
    _ours(("action_research",), "research_conversations", "De gesprekken zijn het onderzoek."),
)

TO_SHORT_TERM = (
    _ours(("schools",), "wider_support", "Het draagvlak groeit «bij de deelnemende scholen»."),
    _ours(
        ("trajectories", "project_team_meetings"),
        "cocreation_experience",
        "Ervaring met co-creatie vraagt een traject en overleg om het samen te maken.",
    ),
    _ours(
        ("core_team_meetings",),
        "school_ownership",
        "Wie mee overlegt, blijft mee eigenaar.",
    ),
    _ours(_PUPIL_OUTPUTS, "pupil_development", _REACHED),
    _ours(_PUPIL_OUTPUTS, "pupil_belonging", _REACHED),
    _ours(_PUPIL_OUTPUTS, "pupil_resilience", _REACHED),
    _ours(_PUPIL_OUTPUTS, "pupil_behaviour", _REACHED),
    _ours(
        ("pupil_behaviour",),
        "exclusion_avoided",
        "Wie minder escaleert, loopt minder risico op uitsluiting.",
    ),
    _ours(
        _CLASS_OUTPUTS,
        "class_system_insight",
        "De sessie Groepsgeluk maakt «dynamiek en processen in de groep» zichtbaar.",
    ),
    _ours(_TEACHER_OUTPUTS, "teacher_development", _TRAINED),
    _ours(_TEACHER_OUTPUTS, "teacher_belonging", _TRAINED),
    _ours(_TEACHER_OUTPUTS, "teacher_resilience", _TRAINED),
    _ours(_TEACHER_OUTPUTS, "teacher_behaviour", _TRAINED),
    _ours(
        _TEACHER_OUTPUTS,
        "positive_communication",
        "De talenttaal geeft «een manier van het benoemen van sterktes».",
    ),
    _ours(
        ("positive_communication",),
        "positive_interaction",
        "«Anders denken over, anders spreken over en vervolgens heeft het impact op het handelen».",
    ),
    _ours(
        ("teacher_behaviour",),
        "positive_interaction",
        "Een leerkracht die minder escaleert, maakt ruimte voor positief contact.",
    ),
    _ours(("research_conversations",), "pupil_belonging", _HEARD),
    _ours(("research_conversations",), "teacher_belonging", _HEARD),
    _ours(
        ("research_conversations",),
        "positive_communication",
        "«Dit (storyweaving)gesprek werkt activerend»: een leerkracht blijft talenten benoemen.",
    ),
)

TO_MEDIUM_TERM = (
    _ours(
        ("wider_support",),
        "city_wide_support",
        "Van de deelnemende scholen naar alle Mechelse secundaire scholen.",
    ),
    _ours(("cocreation_experience",), "equal_partnerships", _SAME_ROW),
    _ours(("school_ownership",), "equal_partnerships", "De school houdt het eigenaarschap."),
    _ours(
        ("exclusion_avoided",), "fewer_exclusions", "Elke vermeden uitsluiting is er één minder."
    ),
    _ours(
        ("pupil_belonging",),
        "fewer_exclusions",
        "Verbinding is «een beschermende factor» tegen schooluitval.",
    ),
    _ours(
        ("positive_interaction",),
        "fewer_exclusions",
        "Verbinding «tussen leerlingen en leerkrachten» beschermt ook.",
    ),
    _ours(("pupil_development",), "pupils_use_talents", _SAME_ROW),
    _ours(("pupil_resilience",), "pupils_use_talents", _SAME_ROW),
    _ours(("class_system_insight",), "class_contribution", _SAME_ROW),
    _ours(("teacher_development",), "teachers_use_talents", _SAME_ROW),
    _ours(
        ("positive_communication",),
        "teachers_use_talents",
        "Wie positief over leerlingen spreekt, leert hun talenten kennen.",
    ),
    _ours(("teacher_belonging",), "teachers_supported", _SAME_ROW),
    _ours(("teacher_resilience",), "teachers_supported", _SAME_ROW),
)

TO_LONG_TERM = (
    _ours(("city_wide_support",), "structural_prevention", _SAME_ROW),
    _ours(("equal_partnerships",), "structural_prevention", _SAME_ROW),
    _ours(("fewer_exclusions",), "lasting_change", _SAME_ROW),
    _ours(("pupils_use_talents",), "lasting_change", _SAME_ROW),
    _ours(("class_contribution",), "class_dynamics", _SAME_ROW),
    _ours(("teachers_use_talents",), "structural_professionalisation", _SAME_ROW),
    _ours(("teachers_supported",), "structural_professionalisation", _SAME_ROW),
)

TO_IMPACT = (
    _ours(
        ("lasting_change",),
        "positive_learning_careers",
        "Wat voor een leerling blijvend verandert, wordt de leerloopbaan van alle leerlingen.",
    ),
    _ours(
        ("class_dynamics",),
        "positive_learning_careers",
        "Een positieve klas draagt de leerloopbaan van haar leerlingen.",
    ),
    _ours(
        ("structural_professionalisation",),
        "teachers_resilient",
        "Structurele ondersteuning bereikt alle leerkrachten.",
    ),
    _ours(
        ("structural_prevention",),
        "system_without_exclusions",
        "Een preventieaanpak over netten en sectoren heen verandert het onderwijssysteem.",
    ),
)

LINKS = FROM_INPUT + TO_OUTPUT + TO_SHORT_TERM + TO_MEDIUM_TERM + TO_LONG_TERM + TO_IMPACT
