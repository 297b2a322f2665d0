"""The programme Campus Talent, held against the poster it came from."""

from __future__ import annotations

import re
import subprocess
import sys
from collections import Counter

import pytest
from sources import collapsed, source_text
from toc_campus_talent import toc_programmes
from toc_campus_talent.theory import CAMPUS_TALENT

from toc_core import Behaviour, Countable, Horizon, Indicator, PremiseKind, Role, Stage
from toc_core.checks import check, is_sound
from toc_core.theory import Count, Element, Premise
from toc_core.weeks import usual_weeks

POSTER, SECOND_READING, WEB_PAGE = "000_", "001_", "002_"
LEVEL_CODES = ("cooperation", "pupils", "class", "teachers")
BOXES: list[Element | Premise] = [*CAMPUS_TALENT.elements, *CAMPUS_TALENT.premises]


@pytest.fixture(scope="module")
def sources() -> dict[str, str]:
    return {prefix: source_text(prefix) for prefix in (POSTER, SECOND_READING, WEB_PAGE)}


def count_of(code: str) -> Count:
    measure = indicator(code).measure
    assert isinstance(measure, Count)
    return measure


def indicator(code: str) -> Indicator:
    (found,) = (i for i in CAMPUS_TALENT.indicators if i.code == code)
    return found


def successors() -> dict[str, set[str]]:
    effects: dict[str, set[str]] = {}
    for link in CAMPUS_TALENT.links:
        for cause in link.causes:
            effects.setdefault(cause, set()).add(link.effect)
    return effects


def reached_from(code: str) -> set[str]:
    effects, seen, todo = successors(), set[str](), [code]
    while todo:
        for effect in effects.get(todo.pop(), set()) - seen:
            seen.add(effect)
            todo.append(effect)
    return seen


def test_the_plugin_offers_one_programme() -> None:
    assert toc_programmes() == [CAMPUS_TALENT]
    assert CAMPUS_TALENT.code == "campus_talent"


def test_loading_the_plugin_does_not_load_the_theory() -> None:
    program = "import sys, toc_campus_talent; sys.exit('toc_campus_talent.theory' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


def test_the_tally_is_that_of_the_poster() -> None:
    assert Counter(e.stage for e in CAMPUS_TALENT.elements) == {
        Stage.PROBLEM: 2,
        Stage.TARGET_GROUP: 2,
        Stage.INPUT: 3,
        Stage.INTERVENTION: 8,
        Stage.OUTPUT: 11,
        Stage.OUTCOME: 26,
        Stage.IMPACT: 3,
    }
    assert Counter(p.kind for p in CAMPUS_TALENT.premises) == {
        PremiseKind.INGREDIENT: 6,
        PremiseKind.ASSUMPTION: 2,
        PremiseKind.PRECONDITION: 7,
    }


def test_the_outcomes_per_horizon_and_level_are_those_of_the_poster() -> None:
    outcomes = CAMPUS_TALENT.of_stage(Stage.OUTCOME)
    per_cell = Counter((e.horizon, e.level) for e in outcomes)
    expected = {Horizon.SHORT: (3, 5, 1, 6), Horizon.MEDIUM: (2, 2, 1, 2), Horizon.LONG: (1,) * 4}
    assert per_cell == {
        (horizon, level): number
        for horizon, numbers in expected.items()
        for level, number in zip(LEVEL_CODES, numbers, strict=True)
    }
    assert [len(CAMPUS_TALENT.of_stage(Stage.OUTCOME, h)) for h in expected] == [15, 7, 4]


def test_the_interventions_and_outputs_per_level_are_those_of_the_poster() -> None:
    def per_level(stage: Stage) -> list[int]:
        levels = [e.level for e in CAMPUS_TALENT.of_stage(stage)]
        return [levels.count(level) for level in (*LEVEL_CODES, None)]

    assert tuple(level.code for level in CAMPUS_TALENT.levels) == LEVEL_CODES
    assert per_level(Stage.INTERVENTION) == [1, 2, 2, 2, 1]
    assert per_level(Stage.OUTPUT) == [4, 2, 2, 2, 1]


def test_what_stands_outside_the_rows_has_no_level() -> None:
    unlevelled = {e.code for e in CAMPUS_TALENT.elements if e.level is None}
    no_rows = (Stage.PROBLEM, Stage.TARGET_GROUP, Stage.INPUT, Stage.IMPACT)
    expected = {e.code for e in CAMPUS_TALENT.elements if e.stage in no_rows}
    assert unlevelled == expected | {"action_research", "research_conversations"}


def test_only_outcomes_have_a_horizon() -> None:
    for element in CAMPUS_TALENT.elements:
        assert (element.horizon is not None) == (element.stage is Stage.OUTCOME), element.code


def test_the_inputs_name_who_pays_and_who_provides() -> None:
    inputs = {e.code: (e.funders, e.providers) for e in CAMPUS_TALENT.of_stage(Stage.INPUT)}
    assert inputs == {
        "coordination": (("stad Mechelen",), ()),
        "internal_pioneer": (("onderwijs",), ()),
        "external_pioneer": (("stad Mechelen",), ("Blij met mij Academie",)),
    }


def test_only_two_boxes_have_parts_and_each_has_three() -> None:
    assert {box.code: len(box.parts) for box in BOXES if box.parts} == {
        "teachers_use_talents": 3,
        "talent_frame": 3,
    }
    assert [e.code for e in CAMPUS_TALENT.elements if e.derived] == ["teachers_use_talents"]


def quoted_texts() -> dict[str, str]:
    """Every verbatim text of the poster, by the thing that carries it."""
    texts = {f"level {level.code}": level.source_text for level in CAMPUS_TALENT.levels}
    texts |= {f"meeting {kind.code}": kind.source_text for kind in CAMPUS_TALENT.meeting_kinds}
    for box in BOXES:
        texts[box.code] = box.source_text
        texts |= {f"{box.code} part {n}": p.source_text for n, p in enumerate(box.parts, 1)}
    return texts


@pytest.mark.parametrize(("thing", "text"), quoted_texts().items())
def test_every_source_text_stands_verbatim_on_the_poster(
    sources: dict[str, str], thing: str, text: str
) -> None:
    assert text, f"{thing} has no source text"
    assert text == collapsed(text)
    assert text in sources[POSTER]


def test_the_goal_stands_verbatim_on_the_web_page(sources: dict[str, str]) -> None:
    assert CAMPUS_TALENT.goal_source_text in sources[WEB_PAGE]


def test_what_a_rationale_quotes_stands_in_the_sources(sources: dict[str, str]) -> None:
    everything = " ".join(sources.values()).casefold()
    quotes = {q for link in CAMPUS_TALENT.links for q in re.findall("«(.+?)»", link.rationale)}
    assert len(quotes) >= 8
    assert [q for q in sorted(quotes) if q.casefold() not in everything] == []


def test_the_second_reading_confirms_the_second_box_for_teachers(sources: dict[str, str]) -> None:
    box = CAMPUS_TALENT.element("teachers_supported")
    assert box.source_text in sources[SECOND_READING]


def test_codes_and_source_keys_are_unique() -> None:
    codes = Counter(box.code for box in BOXES)
    keys = Counter(box.source_ref for box in BOXES)
    links = Counter(link.code for link in CAMPUS_TALENT.links)
    assert max(codes.values()) == max(keys.values()) == max(links.values()) == 1
    assert all(re.fullmatch(r"[a-z][a-z0-9_]*", code) for code in codes)
    assert all(re.fullmatch(r"ct(\.[a-z0-9]+)+", key) for key in keys)


def test_every_reference_names_something_that_exists() -> None:
    codes = {e.code for e in CAMPUS_TALENT.elements}
    named = {code for link in CAMPUS_TALENT.links for code in (*link.causes, link.effect)}
    named |= {code for p in CAMPUS_TALENT.premises for code in p.scope.elements}
    named |= {p.same_as for p in CAMPUS_TALENT.premises if p.same_as}
    named |= {i.element for i in CAMPUS_TALENT.indicators}
    assert named <= codes
    assert {e.level for e in CAMPUS_TALENT.elements} - {None} <= set(LEVEL_CODES)


def test_action_research_is_both_an_intervention_and_an_ingredient() -> None:
    same = {p.code: p.same_as for p in CAMPUS_TALENT.premises if p.same_as}
    assert same == {"research_through_stories": "action_research"}


def test_every_link_is_marked_as_our_reading_and_says_why() -> None:
    assert all(link.derived and link.rationale for link in CAMPUS_TALENT.links)


def test_everything_from_input_to_long_term_leads_to_an_impact() -> None:
    impacts = {e.code for e in CAMPUS_TALENT.of_stage(Stage.IMPACT)}
    no_claim = (Stage.PROBLEM, Stage.TARGET_GROUP, Stage.IMPACT)
    for element in CAMPUS_TALENT.elements:
        if element.stage not in no_claim:
            assert reached_from(element.code) & impacts, f"{element.code} leads nowhere"


def test_everything_after_the_input_has_a_cause() -> None:
    effects = {link.effect for link in CAMPUS_TALENT.links}
    later = (Stage.INTERVENTION, Stage.OUTPUT, Stage.OUTCOME, Stage.IMPACT)
    assert {e.code for e in CAMPUS_TALENT.elements if e.stage in later} == effects


def position(code: str) -> int:
    element = CAMPUS_TALENT.element(code)
    steps = [Stage.INPUT, Stage.INTERVENTION, Stage.OUTPUT, *Horizon, Stage.IMPACT]
    return steps.index(element.horizon or element.stage)


def test_no_link_skips_a_column_or_runs_backwards() -> None:
    for link in CAMPUS_TALENT.links:
        steps = {position(link.effect) - position(cause) for cause in link.causes}
        assert steps <= {0, 1}, link.code


def test_the_links_have_no_loop() -> None:
    assert [e.code for e in CAMPUS_TALENT.elements if e.code in reached_from(e.code)] == []


def test_the_poster_scopes_the_preconditions_and_we_the_rest() -> None:
    preconditions = CAMPUS_TALENT.premises_of(PremiseKind.PRECONDITION)
    horizons = [p.scope.horizon for p in preconditions]
    assert horizons == [Horizon.SHORT] * 6 + [Horizon.LONG]
    assert not any(p.scope.derived for p in preconditions)
    others = [p for p in CAMPUS_TALENT.premises if p not in preconditions]
    assert all(p.scope.derived and p.scope.elements for p in others)


def test_every_intervention_has_an_ingredient() -> None:
    ingredients = CAMPUS_TALENT.premises_of(PremiseKind.INGREDIENT)
    covered = {code for p in ingredients for code in p.scope.elements}
    assert {e.code for e in CAMPUS_TALENT.of_stage(Stage.INTERVENTION)} <= covered


def test_each_output_is_its_own_counted_indicator() -> None:
    outputs = {e.code: e.source_ref for e in CAMPUS_TALENT.of_stage(Stage.OUTPUT)}
    assert {i.code: i.source_ref for i in CAMPUS_TALENT.indicators} == outputs
    for found in CAMPUS_TALENT.indicators:
        assert found.element == found.code
        assert isinstance(found.measure, Count)
        assert found.unit
        assert found.definition.endswith(".")
        assert CAMPUS_TALENT.indicator_label(found).startswith("Aantal ")


def test_no_outcome_has_an_indicator_because_no_source_names_one() -> None:
    for outcome in CAMPUS_TALENT.of_stage(Stage.OUTCOME):
        assert CAMPUS_TALENT.indicators_of(outcome.code) == ()


def test_the_only_gaps_are_the_outcomes_without_an_indicator() -> None:
    problems = check(CAMPUS_TALENT)
    assert is_sound(problems)
    outcomes = {e.code for e in CAMPUS_TALENT.of_stage(Stage.OUTCOME)}
    assert len(problems) == len(outcomes)
    assert {problem.place.split()[-1] for problem in problems} == outcomes


def test_the_three_counts_of_interventions_differ_by_level() -> None:
    labels = [(e.label, e.level) for e in CAMPUS_TALENT.of_stage(Stage.OUTPUT)]
    levels = [level for label, level in labels if label == "Aantal interventies"]
    assert levels == ["pupils", "class", "teachers"]
    for code, level in zip(("pupil", "class", "teacher"), levels, strict=True):
        measure = count_of(f"{code}_interventions")
        assert (measure.of, measure.level) == (Countable.DELIVERIES, level)


def test_people_are_counted_once_and_their_counts_are_sensitive() -> None:
    people = {"pupils_supported": Role.PUPIL, "teachers_trained": Role.TEACHER}
    for code, role in people.items():
        assert count_of(code).of is Countable.PARTICIPANTS
        assert count_of(code).roles == (role,)
        assert indicator(code).behaviour is Behaviour.DISTINCT
    sensitive = {i.code for i in CAMPUS_TALENT.indicators if i.sensitive}
    assert sensitive == {*people, "research_conversations"}


def test_the_two_kinds_of_meeting_are_counted_apart() -> None:
    kinds = {kind.code: kind.label for kind in CAMPUS_TALENT.meeting_kinds}
    assert kinds == {"project_team": "Projectteam", "core_team": "Kernteam"}
    for kind in kinds:
        measure = count_of(f"{kind}_meetings")
        assert (measure.of, measure.kinds) == (Countable.MEETINGS, (kind,))


def test_only_the_research_conversations_accept_a_typed_total_from_before() -> None:
    from_when = {i.code: i.counted_from for i in CAMPUS_TALENT.indicators if i.counted_from}
    assert from_when == {"research_conversations": "2025-2026"}


def test_a_trajectory_takes_the_six_weeks_of_its_programme() -> None:
    assert usual_weeks(CAMPUS_TALENT) == 6
