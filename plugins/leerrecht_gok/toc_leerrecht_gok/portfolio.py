"""The portfolio of team Leerrecht en GOK, as its slides tell it (see ``SOURCES.md``).

The slides do not say which framework a programme serves, how a project contributes to the central
goal, or which codes of the city's policy plan (BBC) it stands at: those places are empty.
"""

from __future__ import annotations

from toc_core import (
    Count,
    Countable,
    Framework,
    Goal,
    OfferLevel,
    Part,
    Portfolio,
    SharedIndicator,
)
from toc_leerrecht_gok.offers import CENTRAL_GOAL

_FRAMEWORKS = (
    Framework("child_poverty", "Kinderarmoedeplan", source_text="Kinderarmoedeplan"),
    Framework(
        "education_and_diversity",
        "Actieplan Onderwijs en diversiteit (disco)",
        source_text="Actieplan Onderwijs en diversiteit (disco)",
    ),
    Framework(
        "preventing_exclusion",
        "Plan van aanpak uitsluitingen voorkomen",
        source_text="Plan van aanpak uitsluitingen voorkomen",
    ),
    Framework(
        "against_dropout",
        "Referentiekader Samen tegen schooluitval",
        source_text="Referentiekader Samen tegen schooluitval",
    ),
    Framework(
        "siree_and_vrac",
        "Projectdoelen SIREE en VRAC",
        source_text="Projectdoelen SIREE en VRAC",
    ),
)

# The list of the slides ends in "...": these are examples.
_THEMES = (
    Part("Schooluitval voorkomen", "schooluitval voorkomen"),
    Part("Samenwerken", "samenwerken"),
    Part("Welbevinden", "welbevinden"),
    Part("Armoede- en cultuursensitiviteit", "armoede- en cultuursensitiviteit"),
    Part("Belonging", "belonging"),
    Part("Dialoog", "dialoog"),
    Part("Schoolklimaat", "schoolklimaat"),
    Part("Ontwikkelingskansen", "ontwikkelingskansen"),
)

# The slides name programmes as examples, with "Bv." and "...".
_OFFER = (
    OfferLevel(
        "education_professional",
        "Individuele onderwijsprofessional",
        kind="Netoverschrijdende ontmoetings-, professionaliserings- en netwerkkansen",
        programmes=("open_blikavonden", "netwerk_leerlingbegeleiders"),
        source_text="INDIVIDUELE ONDERWIJSPROFESSIONAL",
        kind_source_text="Netoverschrijdende ontmoetings-, professionaliserings- en netwerkkansen",
    ),
    OfferLevel(
        "school_as_organisation",
        "School als organisatie",
        kind="Structurele veranderingsprocessen in scholen",
        programmes=("herstelscholen", "school_en_ouders", "krachtige_scholen"),
        source_text="SCHOOL ALS ORGANISATIE",
        kind_source_text="Structurele veranderingsprocessen in scholen",
    ),
    OfferLevel(
        "school_as_guide",
        "School als toeleider",
        kind="Extra ondersteuningsaanbod en dienstverlening voor maatschappelijk kwetsbare "
        "leerlingen",
        programmes=("buddy", "leenlaptops", "talent_krijgt_zomerkans"),
        source_text="SCHOOL ALS TOELEIDER",
        kind_source_text="Extra ondersteuningsaanbod en dienstverlening voor maatschappelijk "
        "kwetsbare leerlingen",
    ),
)

_CENTRAL_GOAL = Goal(
    "positive_connection",
    CENTRAL_GOAL.label,
    programmes=("krachtige_scholen", "leerwinkel", "bijzondere_leerplek"),
    # In each of the three theories the goal itself stands as the impact.
    elements=(
        "krachtige_scholen.positive_connection",
        "leerwinkel.positive_connection",
        "bijzondere_leerplek.positive_connection",
    ),
    source_text=CENTRAL_GOAL.source_text,
)

# That these three count the same thing, and this definition, is our reading.
_SCHOOLS_REACHED = SharedIndicator(
    "schools_reached",
    "Scholen die we bereiken",
    definition="Elke school die aan minstens één programma deelneemt telt één keer, in hoeveel "
    "programma's, jaren of campussen ook.",
    unit="school",
    count=Count(of=Countable.SCHOOLS),
    members=("campus_talent.schools", "krachtige_scholen.schools", "buddy.schools"),
    derived=True,
)

PORTFOLIO = Portfolio(
    code="leerrecht_gok",
    label="Team Leerrecht en GOK, stad Mechelen",
    programmes=(
        "campus_talent",
        "buddy",
        "krachtige_scholen",
        "open_blikavonden",
        "netwerk_leerlingbegeleiders",
        "herstelscholen",
        "school_en_ouders",
        "leenlaptops",
        "talent_krijgt_zomerkans",
        "leerwinkel",
        "bijzondere_leerplek",
    ),
    # Later than the slides; its page names the city's Flankerend onderwijsbeleid, not the team.
    read_in=("campus_talent",),
    mission="Bijdragen aan het verzekeren van het recht op leren en het creëren van gelijke, "
    "kwaliteitsvolle onderwijskansen voor alle kinderen, jongeren en volwassenen die leven, leren "
    "en studeren in Mechelen.",
    mission_source_text="bijdragen aan het verzekeren van het **recht op leren en het creëren van "
    "gelijke, kwaliteitsvolle onderwijskansen** voor alle kinderen, jongeren en volwassenen die "
    "leven, leren en studeren in Mechelen.",
    themes=_THEMES,
    offer=_OFFER,
    frameworks=_FRAMEWORKS,
    goals=(_CENTRAL_GOAL,),
    shared_indicators=(_SCHOOLS_REACHED,),
)
