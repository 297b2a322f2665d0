"""What a programme answers about its own theory."""

from __future__ import annotations

import pytest

from toc_core import (
    CausalLink,
    Element,
    Horizon,
    Indicator,
    Level,
    Premise,
    PremiseKind,
    Programme,
    Stage,
)

MATCH = Element("match", Stage.INTERVENTION, "Een buddy begeleidt een leerling")
BUDDIES = Element("buddies", Stage.OUTPUT, "Actieve buddy's")
SCHOOLS = Element("schools", Stage.OUTPUT, "Deelnemende scholen")
WELLBEING = Element("wellbeing", Stage.OUTCOME, "Hoger welbevinden", horizon=Horizon.SHORT)
STAYING = Element("staying", Stage.OUTCOME, "Minder schooluitval", horizon=Horizon.LONG)
COUNTED = Indicator("active_buddies", "buddies", label="Aantal buddy's")
FELT = Indicator("felt", "wellbeing")
WANTED = Premise("wanted", PremiseKind.PRECONDITION, "De leerling wil geholpen worden")
TRIED = Premise("tried", PremiseKind.ASSUMPTION, "Een buddy helpt")
PROGRAMME = Programme(
    "oefen",
    "Oefenprogramma",
    "1",
    levels=(Level("pupils", "Leerlingen"),),
    elements=(MATCH, STAYING, BUDDIES, SCHOOLS, WELLBEING),
    premises=(WANTED, TRIED),
    indicators=(COUNTED, FELT),
)


def test_an_element_is_found_by_its_code() -> None:
    assert PROGRAMME.element("schools") is SCHOOLS


def test_an_unknown_element_is_a_key_error_that_names_it() -> None:
    with pytest.raises(KeyError, match="scholen"):
        PROGRAMME.element("scholen")


def test_a_level_has_a_label_and_no_level_has_none() -> None:
    assert PROGRAMME.level_label("pupils") == "Leerlingen"
    assert PROGRAMME.level_label(None) == PROGRAMME.level_label("klas") == ""


def test_the_elements_of_a_stage_keep_their_order() -> None:
    assert PROGRAMME.of_stage(Stage.OUTCOME) == (STAYING, WELLBEING)
    assert PROGRAMME.of_stage(Stage.OUTCOME, Horizon.SHORT) == (WELLBEING,)
    assert PROGRAMME.of_stage(Stage.IMPACT) == ()


def test_premises_are_asked_by_kind() -> None:
    assert PROGRAMME.premises_of(PremiseKind.ASSUMPTION) == (TRIED,)
    assert PROGRAMME.premises_of(PremiseKind.INGREDIENT) == ()


def test_an_output_without_an_indicator_is_its_own() -> None:
    # buddies has an indicator, schools has none; an outcome never measures itself
    assert PROGRAMME.all_indicators() == (COUNTED, FELT, Indicator("schools", "schools"))


def test_the_indicators_of_an_element_include_the_implied_one() -> None:
    assert [i.code for i in PROGRAMME.indicators_of("schools")] == ["schools"]
    assert PROGRAMME.indicators_of("buddies") == (COUNTED,)
    assert PROGRAMME.indicators_of("staying") == ()


def test_an_indicator_without_a_label_takes_that_of_its_element() -> None:
    assert PROGRAMME.indicator_label(COUNTED) == "Aantal buddy's"
    assert PROGRAMME.indicator_label(FELT) == "Hoger welbevinden"


def test_a_link_is_known_by_all_its_causes_and_its_effect() -> None:
    assert CausalLink(("match", "buddies"), "wellbeing").code == "match+buddies->wellbeing"
