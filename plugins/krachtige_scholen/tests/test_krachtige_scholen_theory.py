"""Krachtige Scholen says what the slides say, and marks whatever is our reading."""

from __future__ import annotations

import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator

import pytest
from sources import collapsed, source_text
from toc_krachtige_scholen import toc_programmes
from toc_krachtige_scholen.elements import THEMES
from toc_krachtige_scholen.links import ASSISTANT
from toc_krachtige_scholen.theory import KRACHTIGE_SCHOLEN

from toc_core import Behaviour, Count, Countable, Horizon, Observed, PremiseKind, Stage, ValueKind
from toc_core.checks import check, is_sound

LEVELS = ["class", "teacher", "pupil", "school", "beyond_school"]


@pytest.fixture(scope="module")
def slides() -> str:
    return source_text("004_")


def source_texts() -> Iterator[tuple[str, str]]:
    yield "goal", KRACHTIGE_SCHOLEN.goal_source_text
    for level in KRACHTIGE_SCHOLEN.levels:
        yield f"level {level.code}", level.source_text
    for box in (*KRACHTIGE_SCHOLEN.elements, *KRACHTIGE_SCHOLEN.premises):
        yield box.code, box.source_text
        for number, part in enumerate(box.parts, 1):
            yield f"{box.code} part {number}", part.source_text


def reached_from(code: str) -> set[str]:
    found, waiting = set[str](), [code]
    while waiting:
        current = waiting.pop()
        for link in KRACHTIGE_SCHOLEN.links:
            if current in link.causes and link.effect not in found:
                found.add(link.effect)
                waiting.append(link.effect)
    return found


def test_the_plugin_offers_one_programme() -> None:
    assert toc_programmes() == [KRACHTIGE_SCHOLEN]
    assert (KRACHTIGE_SCHOLEN.code, KRACHTIGE_SCHOLEN.label) == (
        "krachtige_scholen",
        "Krachtige Scholen",
    )


def test_loading_the_plugin_does_not_load_the_theory() -> None:
    program = (
        "import sys, toc_krachtige_scholen; sys.exit('toc_krachtige_scholen.theory' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


@pytest.mark.parametrize(("thing", "text"), [*source_texts()])
def test_every_source_text_stands_verbatim_on_the_slides(
    slides: str, thing: str, text: str
) -> None:
    assert text, f"{thing} has no source text"
    assert collapsed(text) in slides


def test_what_a_rationale_quotes_stands_on_the_slides(slides: str) -> None:
    links = KRACHTIGE_SCHOLEN.links
    quotes = {quote for link in links for quote in re.findall("«(.+?)»", link.rationale)}
    assert len(quotes) >= 8
    assert [quote for quote in sorted(quotes) if quote not in slides] == []


def test_the_elements_per_stage_are_those_of_the_slides() -> None:
    assert Counter(e.stage for e in KRACHTIGE_SCHOLEN.elements) == {
        Stage.PROBLEM: 1,
        Stage.TARGET_GROUP: 2,
        Stage.INPUT: 5,
        Stage.INTERVENTION: 2 + 5,  # network and trajectory, and the assistant on five levels
        Stage.OUTPUT: 3,
        Stage.OUTCOME: 5,
        Stage.IMPACT: 1,
    }


def test_codes_are_unique() -> None:
    boxes = [*KRACHTIGE_SCHOLEN.elements, *KRACHTIGE_SCHOLEN.premises]
    assert max(Counter(box.code for box in boxes).values()) == 1
    assert max(Counter(link.code for link in KRACHTIGE_SCHOLEN.links).values()) == 1


def test_the_assistant_works_on_the_five_levels_of_the_slides() -> None:
    assert [level.code for level in KRACHTIGE_SCHOLEN.levels] == LEVELS
    assert [KRACHTIGE_SCHOLEN.element(code).level for code in ASSISTANT] == LEVELS
    interventions = KRACHTIGE_SCHOLEN.of_stage(Stage.INTERVENTION)
    unlevelled = [e.code for e in interventions if e.level is None]
    assert unlevelled == ["learning_network", "school_trajectory"]


def test_the_trajectory_names_the_four_themes() -> None:
    assert KRACHTIGE_SCHOLEN.element("school_trajectory").parts is THEMES
    assert [part.label for part in THEMES] == [
        "Participatie",
        "Partnerschap met ouders",
        "Samenwerking met de buurt",
        "Herstelgericht werken",
    ]


def test_the_partners_and_the_three_funders_are_those_of_the_slides() -> None:
    inputs = KRACHTIGE_SCHOLEN.of_stage(Stage.INPUT)
    assert {e.code: e.providers for e in inputs if e.providers} == {
        "leading_partners": ("Arktos", "Pros", "Thomas More", "stad Mechelen"),
        "scientific_support": ("KU Leuven HIVA",),
    }
    assert {e.code: e.funders for e in inputs if e.funders} == {
        "cofinancing": ("stad Mechelen", "Arktos", "scholen")
    }


def test_what_the_slides_do_not_say_is_marked_as_our_reading() -> None:
    for element in KRACHTIGE_SCHOLEN.elements:
        ours = element.stage in (Stage.TARGET_GROUP, Stage.OUTCOME, Stage.IMPACT)
        assert element.derived is ours, element.code
    assert all(link.derived and link.rationale for link in KRACHTIGE_SCHOLEN.links)
    assert all(premise.derived for premise in KRACHTIGE_SCHOLEN.premises)
    for indicator in KRACHTIGE_SCHOLEN.indicators:
        assert "onze lezing" in indicator.definition


def test_no_outcome_is_set_before_another_that_the_slides_set_beside_it() -> None:
    horizons = {e.code: e.horizon for e in KRACHTIGE_SCHOLEN.of_stage(Stage.OUTCOME)}
    assert horizons.pop("chance_of_change") is Horizon.SHORT
    assert set(horizons.values()) == {Horizon.MEDIUM}


def test_everything_from_the_inputs_on_leads_to_the_central_goal() -> None:
    for stage in (Stage.INPUT, Stage.INTERVENTION):
        for element in KRACHTIGE_SCHOLEN.of_stage(stage):
            if element.code != "learning_network":
                assert "positive_connection" in reached_from(element.code), element.code
    # Of the network the slides say only that it is there.
    assert reached_from("learning_network") == {"schools"}
    assert KRACHTIGE_SCHOLEN.goal == KRACHTIGE_SCHOLEN.element("positive_connection").label


def test_links_go_from_one_stage_to_the_next() -> None:
    steps = {
        (KRACHTIGE_SCHOLEN.element(cause).stage, KRACHTIGE_SCHOLEN.element(link.effect).stage)
        for link in KRACHTIGE_SCHOLEN.links
        for cause in link.causes
    }
    assert steps == {
        (Stage.INPUT, Stage.INTERVENTION),
        (Stage.INTERVENTION, Stage.OUTPUT),
        (Stage.OUTPUT, Stage.OUTCOME),
        (Stage.OUTCOME, Stage.OUTCOME),
        (Stage.OUTCOME, Stage.IMPACT),
    }


def test_the_premises_name_what_they_are_about_only_where_the_slides_do() -> None:
    kinds = Counter(premise.kind for premise in KRACHTIGE_SCHOLEN.premises)
    assert kinds == {
        PremiseKind.INGREDIENT: 5,
        PremiseKind.ASSUMPTION: 1,
        PremiseKind.PRECONDITION: 1,
    }
    scopeless = [
        p.code
        for p in KRACHTIGE_SCHOLEN.premises
        if not (p.scope.elements or p.scope.links or p.scope.horizon)
    ]
    assert scopeless == ["theory_of_change", "engagement", "what_goes_well"]


def test_every_output_is_its_own_indicator_and_no_outcome_has_one() -> None:
    assert [(i.code, i.element) for i in KRACHTIGE_SCHOLEN.all_indicators()] == [
        ("schools", "schools"),
        ("trajectories", "trajectories"),
        ("assistants", "assistants"),
    ]


def test_schools_and_trajectories_are_counted_and_assistants_noted_down() -> None:
    schools, trajectories, assistants = KRACHTIGE_SCHOLEN.indicators
    assert schools.measure == Count(of=Countable.SCHOOLS)
    assert schools.behaviour is Behaviour.DISTINCT
    assert trajectories.measure == Count(of=Countable.TRAJECTORIES)
    assert schools.counted_from == trajectories.counted_from == "2021-2022"
    assert assistants.measure == Observed(ValueKind.NUMBER)
    assert assistants.behaviour is Behaviour.STOCK


def test_the_theory_is_sound_and_its_gaps_are_those_of_the_slides() -> None:
    problems = check(KRACHTIGE_SCHOLEN)
    assert is_sound(problems), [str(problem) for problem in problems]
    assert Counter(problem.code for problem in problems) == {
        "outcome-without-indicator": 5,
        "level-gap": 5 * 3 - 3,  # three levels have one outcome each
        "ingredient-without-intervention": 2,
        "precondition-without-scope": 1,
    }
