"""Eight programmes of which the slides give a name, and for six of them the kind of offer.

More is not said, so there is no more here: no outcome, no output, no link, no indicator. What the
team wants to add it adds itself, in the admin or here.
"""

from __future__ import annotations

from toc_core import Element, Programme, Stage
from toc_leerrecht_gok.offers import (
    CENTRAL_GOAL,
    FOR_PROFESSIONALS,
    FOR_PUPILS,
    FOR_SCHOOLS,
    Offer,
)


def _example(code: str, name: str, offer: Offer) -> Programme:
    """Return a programme that the slides name as an example of an offer of the team."""
    return Programme(
        code=code,
        label=name[0].upper() + name[1:],
        version="1",
        elements=(
            offer.addressee,
            Element(
                "offer",
                Stage.INTERVENTION,
                name[0].upper() + name[1:],
                parts=(offer.kind,),
                source_text=name,
            ),
        ),
    )


def _of_the_central_goal(code: str, name: str) -> Programme:
    """Return a project of which the slides give a name and the central goal."""
    return Programme(
        code=code,
        label=name,
        version="1",
        goal=CENTRAL_GOAL.label,
        goal_source_text=CENTRAL_GOAL.source_text,
        elements=(
            Element("offer", Stage.INTERVENTION, name, source_text=name),
            CENTRAL_GOAL,
        ),
    )


PROGRAMMES = (
    _example("open_blikavonden", "open blikavonden", FOR_PROFESSIONALS),
    _example("netwerk_leerlingbegeleiders", "netwerk leerlingbegeleiders", FOR_PROFESSIONALS),
    _example("herstelscholen", "herstelscholen", FOR_SCHOOLS),
    _example("school_en_ouders", "school en ouders", FOR_SCHOOLS),
    _example("leenlaptops", "leenlaptops", FOR_PUPILS),
    _example("talent_krijgt_zomerkans", "talent krijgt zomerkans", FOR_PUPILS),
    _of_the_central_goal("leerwinkel", "Leerwinkel"),
    _of_the_central_goal("bijzondere_leerplek", "Bijzondere leerplek"),
)
