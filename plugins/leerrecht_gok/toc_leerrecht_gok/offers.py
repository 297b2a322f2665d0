"""What the slides say about several programmes at once: the three kinds of offer and the goal.

The slides set the offer of the team in three columns, and put one central goal over three of its
projects. That this goal is the *impact* of one programme is our reading: hence ``derived``.
"""

from __future__ import annotations

from dataclasses import dataclass

from toc_core import Element, Part, Stage


@dataclass(frozen=True)
class Offer:
    """One column of the offer: what kind of offer it is, and whom it addresses."""

    kind: Part
    addressee: Element


FOR_PROFESSIONALS = Offer(
    Part(
        "Een voorbeeld van netoverschrijdende ontmoetings-, professionaliserings- en netwerkkansen",
        "Netoverschrijdende ontmoetings-, professionaliserings- en netwerkkansen",
    ),
    Element(
        "education_professionals",
        Stage.TARGET_GROUP,
        "Individuele onderwijsprofessionals",
        source_text="INDIVIDUELE ONDERWIJSPROFESSIONAL",
        derived=True,
    ),
)
FOR_SCHOOLS = Offer(
    Part(
        "Een voorbeeld van structurele veranderingsprocessen in scholen",
        "Structurele veranderingsprocessen in scholen",
    ),
    Element(
        "schools_as_organisations",
        Stage.TARGET_GROUP,
        "Scholen als organisatie",
        source_text="SCHOOL ALS ORGANISATIE",
        derived=True,
    ),
)
FOR_PUPILS = Offer(
    Part(
        "Een voorbeeld van extra ondersteuningsaanbod en dienstverlening, met de school als "
        "toeleider",
        "Extra ondersteuningsaanbod en dienstverlening",
    ),
    Element(
        "vulnerable_pupils",
        Stage.TARGET_GROUP,
        "Maatschappelijk kwetsbare leerlingen",
        source_text="maatschappelijk kwetsbare leerlingen",
        derived=True,
    ),
)

CENTRAL_GOAL = Element(
    "positive_connection",
    Stage.IMPACT,
    "Jongeren voelen zich positief verbonden met de samenleving en zien hoe ze in die samenleving "
    "een zinvolle rol kunnen opnemen",
    source_text="Jongeren voelen zich positief verbonden met de samenleving en zien hoe ze in die "
    "samenleving een zinvolle rol kunnen opnemen",
    derived=True,
)
