"""How one thing leads to another, and what it leans on: our reading of the slides.

The slides write a plus, an equals sign and two arrows; everything else is ours. Every link is
``derived`` and waits for the team. Where its rationale quotes a slide, that stands in «…».
"""

from __future__ import annotations

from toc_core import CausalLink, Premise, PremiseKind, Scope

ASSISTANT = (
    "assistant_class",
    "assistant_teacher",
    "assistant_pupil",
    "assistant_school",
    "assistant_network",
)
_COMBINATION = ("learning_network", "school_trajectory")


def _ours(causes: tuple[str, ...], effect: str, rationale: str) -> CausalLink:
    """Return a link as we read it, to be confirmed by the team."""
    return CausalLink(causes, effect, rationale, derived=True)


_LED = "De partners trekken het project: «Getrokken door Arktos, Pros, Thomas More, Stad Mechelen»."
_PAID = "«Gecofinancierd door Stad, Arktos en scholen»; wie welk onderdeel betaalt, staat er niet."
_RESEARCH = (
    "«Wetenschappelijk ondersteund door HIVA (KULeuven)»; waar die steun op inwerkt, staat er niet."
)
_SUM = (
    "De slides schrijven een som: «6 trajecten», «3 onderwijsassistenten», «met de jongere, in de "
    "school en met de school», «kans op verandering stijgt»."
)
_ARROW = (
    "Op de slide staat een pijl na «kans op verandering stijgt»; dat hij daar begint, is onze "
    "lezing."
)
_CENTRAL = (
    "De slides noemen dit de centrale doelstelling «Over verschillende projecten heen»; hoe deze "
    "uitkomst ertoe leidt, staat er niet."
)

LINKS = (
    *(
        _ours(
            ("plan_of_action",),
            code,
            "Het project voert het plan van aanpak uit: «Ontwikkeling van een plan van aanpak om "
            "dit te doorbreken».",
        )
        for code in _COMBINATION
    ),
    *(_ours(("leading_partners",), code, _LED) for code in _COMBINATION),
    *(_ours(("scientific_support",), code, _RESEARCH) for code in _COMBINATION),
    *(_ours(("cofinancing",), code, _PAID) for code in _COMBINATION),
    *(
        _ours(("assistant",), code, "Dit doet een onderwijsassistent op dit niveau.")
        for code in ASSISTANT
    ),
    _ours(("learning_network",), "schools", "De scholen van het netwerk tellen mee."),
    _ours(("school_trajectory",), "schools", "Elke school heeft een traject."),
    _ours(("school_trajectory",), "trajectories", "De output telt de trajecten."),
    *(
        _ours((code,), "assistants", "De output telt de onderwijsassistenten die dit doen.")
        for code in ASSISTANT
    ),
    _ours(("trajectories", "assistants"), "chance_of_change", _SUM),
    _ours(("chance_of_change",), "fewer_exclusions", _ARROW),
    _ours(("chance_of_change",), "school_resilience", _ARROW),
    _ours(("chance_of_change",), "pupil_wellbeing", _ARROW),
    _ours(("chance_of_change",), "teacher_wellbeing", _ARROW),
    _ours(("fewer_exclusions",), "positive_connection", _CENTRAL),
    _ours(("pupil_wellbeing",), "positive_connection", _CENTRAL),
)

PREMISES = (
    Premise(
        "with_young_people",
        PremiseKind.ASSUMPTION,
        "Werken met de jongere, in de school en met de school doet de kans op verandering stijgen",
        scope=Scope(links=("trajectories+assistants->chance_of_change",), derived=True),
        source_text="= met de jongere, in de school en met de school = kans op verandering stijgt",
        derived=True,
    ),
    Premise(
        "connect_and_strengthen",
        PremiseKind.INGREDIENT,
        "Kern van de onderwijsassistent: verbinden en versterken vanuit meerzijdige partijdigheid",
        scope=Scope(elements=ASSISTANT, derived=True),
        source_text="Kern= Verbinden en versterken vanuit meerzijdige partijdigheid",
        derived=True,
    ),
    Premise(
        "voluntary",
        PremiseKind.INGREDIENT,
        "Een onderwijsassistent is er voor wie wil",
        scope=Scope(elements=ASSISTANT, derived=True),
        source_text="voor wie wil",
        derived=True,
    ),
    Premise(
        "tailor_made",
        PremiseKind.INGREDIENT,
        "Elk traject is op maat",
        scope=Scope(elements=("school_trajectory",), derived=True),
        source_text="trajecten **op maat**",
        derived=True,
    ),
    # About the whole project; which part of it they are about, the slides do not say.
    Premise(
        "theory_of_change",
        PremiseKind.INGREDIENT,
        "Eén leidraad: Theory of Change",
        source_text="1 LEIDRAAD: THEORY OF CHANGE",
        derived=True,
    ),
    Premise(
        "engagement",
        PremiseKind.PRECONDITION,
        "Engagement en goesting",
        source_text="Engagement Goesting",
        derived=True,
    ),
    Premise(
        "what_goes_well",
        PremiseKind.INGREDIENT,
        "Kijken naar wat wel goed gaat (spreuk van Omdenken op de slide)",
        source_text="We zijn zo gewend te onderzoeken wat er niet goed gaat, dat we over het hoofd "
        "zien wat wel goed gaat.",
        derived=True,
    ),
)
