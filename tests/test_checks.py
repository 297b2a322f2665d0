"""The checks of a programme: each problem found, placed, explained; nothing else reported."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from time import perf_counter
from typing import Any

import pytest
from hypothesis import given

from toc_core.checks import CODES, Problem, Severity, check, is_sound
from toc_core.theory import (
    At,
    Category,
    CausalLink,
    Count,
    Countable,
    Disaggregation,
    Element,
    Horizon,
    Indicator,
    Level,
    Observed,
    Part,
    Premise,
    PremiseKind,
    Programme,
    Role,
    Scope,
    Stage,
)

from .strategies import programmes, relaxed

SHORT, MEDIUM, LONG = Horizon.SHORT, Horizon.MEDIUM, Horizon.LONG
TALKS = Element("talks", Stage.INTERVENTION, "Gesprekken", level="pupils")
TALKED = Element("talked", Stage.OUTPUT, "Aantal gesprekken", level="pupils")
CALM = Element("calm", Stage.OUTCOME, "Rust", level="pupils", horizon=SHORT)
TRUST = Element("trust", Stage.OUTCOME, "Vertrouwen", level="pupils", horizon=MEDIUM)
GROWTH = Element("growth", Stage.OUTCOME, "Groei", level="pupils", horizon=LONG)
FUTURE = Element("future", Stage.IMPACT, "Toekomst")
CHAIN = (TALKS, TALKED, CALM, TRUST, GROWTH, FUTURE)
WHOLE = Programme(
    code="match",
    label="Match",
    version="1",
    levels=(Level("pupils", "Leerlingen"),),
    elements=CHAIN,
    links=tuple(CausalLink((one.code,), other.code) for one, other in pairwise(CHAIN)),
    premises=(
        Premise("warmth", PremiseKind.INGREDIENT, "Warmte", Scope(elements=("talks",))),
        Premise("time", PremiseKind.PRECONDITION, "Tijd", Scope(horizon=SHORT)),
        Premise("grows", PremiseKind.ASSUMPTION, "Groeit", Scope(links=("calm->trust",))),
    ),
    indicators=(
        Indicator("calm_rate", "calm", disaggregations=("age",)),
        Indicator("trust_rate", "trust"),
        Indicator("growth_rate", "growth"),
        Indicator(
            "talked", "talked", Count(Countable.DELIVERIES, ("talks",)), counted_from="2024-2025"
        ),
        Indicator("board", "future", Count(Countable.MEETINGS, kinds=("board",))),
    ),
    disaggregations=(Disaggregation("age", "Leeftijd", (Category("young", "Jong"),)),),
    meeting_kinds=(Category("board", "Kernteam"),),
)


def found(programme: Programme) -> list[str]:
    return [problem.code for problem in check(programme)]


def with_elements(*elements: Element) -> Programme:
    return replace(WHOLE, elements=(*WHOLE.elements, *elements))


def with_links(*links: CausalLink) -> Programme:
    return replace(WHOLE, links=(*WHOLE.links, *links))


def with_measure(measure: Count | Observed, **more: Any) -> Programme:
    return replace(WHOLE, indicators=(*WHOLE.indicators, Indicator("x", "calm", measure, **more)))


def with_premise(kind: PremiseKind, scope: Scope, same_as: str | None = None) -> Programme:
    premise = Premise("extra", kind, "Extra", scope, same_as=same_as)
    return replace(WHOLE, premises=(*WHOLE.premises, premise))


def test_a_whole_programme_has_no_problems() -> None:
    assert check(WHOLE) == ()
    assert is_sound(check(WHOLE))


def test_a_gap_leaves_a_programme_sound_and_an_error_does_not() -> None:
    assert is_sound([gap := Problem("a", Severity.GAP, "p", "m")])
    assert not is_sound([gap, replace(gap, severity=Severity.ERROR)])


def test_a_problem_names_thing_place_and_remedy() -> None:
    [problem] = check(with_links(CausalLink(("talks",), "clam")))
    assert str(problem) == (
        "match: verband talks->clam: Het gevolg 'clam' bestaat niet in dit programma "
        "(bedoelde je 'calm'?). Verbeter de code of voeg toe wat ontbreekt."
    )


def test_all_problems_are_reported_at_once_errors_first() -> None:
    programme = replace(WHOLE, version=" ", indicators=(), links=(CausalLink((), "calm"),))
    problems = check(programme)
    assert {"empty-version", "empty-link", "unreachable-impact", "orphan"} <= {
        p.code for p in problems
    }
    severities = [p.severity for p in problems]
    assert severities == sorted(severities)


def test_the_order_of_declaration_does_not_change_the_report() -> None:
    programme = replace(with_elements(replace(CALM, code="Bad"), TALKS), indicators=())
    turned = replace(programme, elements=programme.elements[::-1])
    assert check(programme) == check(turned)


@pytest.mark.parametrize("code", ["Calm", "1st", "", "a__b", "a-b", "é", "_a", "a_", "a\n"])
def test_a_code_is_snake_case(code: str) -> None:
    assert "invalid-code" in found(replace(WHOLE, code=code))


BLANK = Category("blank", " ")
NAMING = [
    ("duplicate-code", with_elements(replace(CALM, label="Nog eens"))),
    ("duplicate-code", with_elements(Element("time", Stage.PROBLEM, "Tijd"))),
    ("duplicate-code", replace(WHOLE, premises=WHOLE.premises + WHOLE.premises[:1])),
    ("duplicate-code", replace(WHOLE, levels=WHOLE.levels * 2)),
    ("duplicate-code", replace(WHOLE, indicators=(*WHOLE.indicators, WHOLE.indicators[0]))),
    ("duplicate-code", replace(WHOLE, disaggregations=WHOLE.disaggregations * 2)),
    ("duplicate-code", replace(WHOLE, meeting_kinds=WHOLE.meeting_kinds * 2)),
    ("empty-label", replace(WHOLE, label="")),
    ("empty-label", with_elements(Element("blank", Stage.PROBLEM, "\t"))),
    ("empty-label", with_elements(Element("parts", Stage.PROBLEM, "Delen", parts=(Part(""),)))),
    ("empty-label", replace(WHOLE, meeting_kinds=(*WHOLE.meeting_kinds, BLANK))),
    ("empty-version", replace(WHOLE, version="")),
    ("invalid-language", replace(WHOLE, language="")),
    ("invalid-language", replace(WHOLE, language="Nederlands")),
    ("same-as-itself", with_elements(Element("me", Stage.PROBLEM, "Ik", same_as="me"))),
    ("unknown-code", with_elements(Element("me", Stage.PROBLEM, "Ik", same_as="you"))),
    ("unknown-code", with_elements(Element("me", Stage.PROBLEM, "Ik", level="pupil"))),
    ("unknown-code", with_premise(PremiseKind.ASSUMPTION, Scope(elements=("clam",)))),
    ("unknown-code", with_premise(PremiseKind.ASSUMPTION, Scope(links=("calm->growth",)))),
    ("unknown-code", with_premise(PremiseKind.ASSUMPTION, Scope(horizon=LONG), same_as="you")),
    ("unknown-code", with_measure(Observed(), disaggregations=("sex",))),
    ("unknown-code", with_measure(Count(Countable.DELIVERIES, ("talk",)))),
    ("unknown-code", with_measure(Count(Countable.DELIVERIES, level="pupil"))),
    ("unknown-code", with_measure(Count(Countable.MEETINGS, kinds=("bord",)))),
    ("unknown-code", replace(WHOLE, indicators=(*WHOLE.indicators, Indicator("x", "clam")))),
]


@pytest.mark.parametrize(("code", "programme"), NAMING)
def test_a_name_that_is_wrong_is_the_only_problem(code: str, programme: Programme) -> None:
    assert found(programme) == [code]


def test_an_axis_lists_categories_but_never_unknown() -> None:
    unknown = Disaggregation("sex", "Geslacht", (Category("unknown", "Onbekend"),))
    empty = Disaggregation("size", "Grootte", ())
    twice = Disaggregation("years", "Jaren", (Category("one", "1"), Category("one", "2")))
    programme = replace(WHOLE, disaggregations=(*WHOLE.disaggregations, unknown, empty, twice))
    assert found(programme) == ["duplicate-code", "empty-disaggregation", "reserved-code"]


def test_an_output_without_indicator_keeps_its_own_code_among_indicators() -> None:
    output = Element("heard", Stage.OUTPUT, "Gehoord")
    linked = CausalLink(("heard",), "calm")
    programme = replace(with_elements(output), links=(*WHOLE.links, linked))
    assert found(programme) == []
    taken = (*WHOLE.indicators, Indicator("heard", "calm"))
    assert found(replace(programme, indicators=taken)) == ["duplicate-code"]


def test_hostile_text_stays_text() -> None:
    [problem, *_] = check(replace(WHOLE, code="{code} %s <b>"))
    assert "'{code} %s <b>'" in problem.message


def test_a_very_long_code_is_cut_in_the_report() -> None:
    problems = check(with_links(CausalLink(("x" * 5000,), "calm")))
    assert [p.code for p in problems] == ["unknown-code"]
    assert len(str(problems[0])) < 700


ELEMENTS = [
    ("missing-horizon", replace(CALM, code="when", horizon=None)),
    ("needless-horizon", Element("when", Stage.PROBLEM, "Nu", horizon=SHORT)),
    ("orphan", Element("alone", Stage.INPUT, "Geld")),
    ("unreachable-impact", Element("other", Stage.IMPACT, "Andere")),
    ("outcome-without-indicator", replace(CALM, code="when")),
]


@pytest.mark.parametrize(("code", "element"), ELEMENTS)
def test_an_element_that_is_not_complete_is_reported(code: str, element: Element) -> None:
    assert code in found(with_elements(element))


def test_problems_and_target_groups_need_no_link() -> None:
    problem = Element("pressure", Stage.PROBLEM, "Druk")
    assert found(with_elements(problem, Element("all", Stage.TARGET_GROUP, "Iedereen"))) == []


def test_a_programme_without_impact_has_a_gap_and_is_sound() -> None:
    programme = Programme("p", "P", "1", elements=(TALKS,), levels=WHOLE.levels)
    assert found(programme) == [*["level-gap"] * 3, "no-impact", "no-links"]
    assert is_sound(check(programme))


LINKS = [
    ("empty-link", CausalLink((), "calm")),
    ("repeated-cause", CausalLink(("talks", "talks"), "calm")),
    ("duplicate-link", CausalLink(("talks",), "talked")),
    ("leap-to-impact", CausalLink(("talked",), "future")),
    ("leap-to-impact", CausalLink(("growth", "talks"), "future")),
    ("feedback-without-loop", CausalLink(("talks",), "growth", feedback=True)),
]


@pytest.mark.parametrize(("code", "link"), LINKS)
def test_a_link_that_cannot_be_meant_is_the_only_problem(code: str, link: CausalLink) -> None:
    assert found(with_links(link)) == [code]


def test_links_with_the_same_causes_in_another_order_are_one_link() -> None:
    one = CausalLink(("talks", "talked"), "calm")
    assert found(with_links(one, CausalLink(("talked", "talks"), "calm"))) == ["duplicate-link"]


@pytest.mark.parametrize(("cause", "effect"), [("growth", "calm"), ("calm", "talks")])
def test_a_link_backwards_must_be_declared_as_feedback(cause: str, effect: str) -> None:
    link = CausalLink((cause,), effect)
    assert found(with_links(link)) == ["link-backwards", "undeclared-cycle"]
    assert found(with_links(replace(link, feedback=True))) == []


def test_an_undeclared_loop_is_shown_whole() -> None:
    other = replace(CALM, code="rest")
    programme = replace(
        with_elements(other),
        links=(*WHOLE.links, CausalLink(("calm",), "rest"), CausalLink(("rest",), "calm")),
        indicators=(*WHOLE.indicators, Indicator("rest_rate", "rest")),
    )
    [problem] = check(programme)
    assert problem.code == "undeclared-cycle"
    assert "calm -> rest -> calm" in problem.message


def test_an_element_that_causes_itself_is_a_loop() -> None:
    [problem] = check(with_links(CausalLink(("calm",), "calm")))
    assert "calm -> calm" in problem.message
    assert found(with_links(CausalLink(("calm",), "calm", feedback=True))) == []


def test_feedback_to_an_unknown_element_is_reported_once() -> None:
    assert found(with_links(CausalLink(("calm",), "nowhere", feedback=True))) == ["unknown-code"]


def test_feedback_is_no_way_to_an_impact() -> None:
    links = (*WHOLE.links[:-1], CausalLink(("growth",), "future", feedback=True))
    assert found(replace(WHOLE, links=links)) == ["feedback-without-loop", "unreachable-impact"]


def test_a_level_lacks_the_horizons_it_has_no_outcome_for() -> None:
    programme = replace(
        WHOLE,
        elements=(TALKS, TALKED, CALM, GROWTH, FUTURE),
        links=(CausalLink(("talks",), "calm"), CausalLink(("calm",), "growth")),
        premises=(),
        indicators=(),
    )
    [gap] = [p for p in check(programme) if p.code == "level-gap"]
    assert gap.place == "match: niveau pupils"
    assert "middellange termijn" in gap.message


def test_a_level_whose_outcomes_no_intervention_reaches_is_broken() -> None:
    links = tuple(link for link in WHOLE.links if link.effect != "trust")
    breaks = [p for p in check(replace(WHOLE, links=links)) if p.code == "level-break"]
    assert len(breaks) == 2  # the medium and, behind it, the long term
    assert {p.severity for p in breaks} == {Severity.GAP}


def test_a_level_without_interventions_is_left_alone() -> None:
    assert found(replace(WHOLE, levels=(*WHOLE.levels, Level("city", "Stad")))) == []


PREMISES = [
    ("ingredient-without-intervention", PremiseKind.INGREDIENT, Scope(elements=("calm",))),
    ("ingredient-without-intervention", PremiseKind.INGREDIENT, Scope(links=("calm->trust",))),
    ("precondition-without-scope", PremiseKind.PRECONDITION, Scope()),
    ("assumption-without-scope", PremiseKind.ASSUMPTION, Scope(derived=True)),
]


@pytest.mark.parametrize(("code", "kind", "scope"), PREMISES)
def test_a_premise_says_what_it_is_about(code: str, kind: PremiseKind, scope: Scope) -> None:
    assert found(with_premise(kind, scope)) == [code]


def test_an_ingredient_may_lie_in_a_link_or_be_an_intervention_itself() -> None:
    kind = PremiseKind.INGREDIENT
    assert found(with_premise(kind, Scope(links=("talks->talked",)))) == []
    assert found(with_premise(kind, Scope(), same_as="talks")) == []
    twin = replace(TALKS, same_as="extra")
    programme = with_premise(kind, Scope())
    assert found(replace(programme, elements=(twin, *CHAIN[1:]))) == []


MEASURES = [
    ("senseless-filter", Count(Countable.SCHOOLS, interventions=("talks",))),
    ("senseless-filter", Count(Countable.MEETINGS, level="pupils")),
    ("senseless-filter", Count(Countable.TRAJECTORIES, roles=(Role.PUPIL,))),
    ("senseless-filter", Count(Countable.DELIVERIES, kinds=("board",))),
    ("senseless-filter", Count(Countable.DELIVERIES, at=At.END)),
    ("senseless-filter", Count(Countable.STORIES, held_only=False)),
    ("wrong-stage", Count(Countable.DELIVERIES, interventions=("calm",))),
    ("invalid-decimals", Observed(decimals=7)),
    ("invalid-decimals", Observed(decimals=-1)),
]


@pytest.mark.parametrize(("code", "measure"), MEASURES)
def test_a_measure_that_cannot_be_taken_is_reported(code: str, measure: Count | Observed) -> None:
    assert found(with_measure(measure)) == [code]


def test_a_count_whose_interventions_are_of_another_level_counts_nothing() -> None:
    measure = Count(Countable.DELIVERIES, interventions=("talks",), level="city")
    programme = replace(with_measure(measure), levels=(*WHOLE.levels, Level("city", "Stad")))
    assert found(programme) == ["empty-filter"]


@pytest.mark.parametrize("period", ["2024-2025", "2024-2025.T3", "2025", "2025.Q4"])
def test_a_count_may_start_in_a_period(period: str) -> None:
    assert found(with_measure(Count(Countable.STORIES), counted_from=period)) == []


@pytest.mark.parametrize("period", ["", "vorig jaar", "23/24", "2024-09", "2024.Q5", "٢٠٢٤"])
def test_a_period_that_is_none_is_reported(period: str) -> None:
    assert found(with_measure(Count(Countable.STORIES), counted_from=period)) == ["invalid-period"]


def test_only_a_count_is_counted_from_a_period() -> None:
    assert found(with_measure(Observed(), counted_from="2025")) == ["needless-counted-from"]


def long_theory(size: int) -> Programme:
    elements = [replace(CALM, code=f"o{n}", level=None) for n in range(size)]
    links = [CausalLink((one.code,), other.code) for one, other in pairwise(elements)]
    links.append(CausalLink((elements[-1].code,), "o0"))
    return Programme("long", "Lang", "1", elements=tuple(elements), links=tuple(links))


def test_ten_thousand_elements_in_one_loop_are_checked_at_once() -> None:
    started = perf_counter()
    problems = check(long_theory(10_000))
    assert perf_counter() - started < 5
    [loop] = [p for p in problems if p.code == "undeclared-cycle"]
    assert "o0 -> o1 -> o2 -> o3 -> o4 -> o5 -> o6 -> o7 -> … -> o0" in loop.message


def test_thousands_of_unknown_codes_do_not_take_forever() -> None:
    programme = long_theory(3_000)
    wrong = tuple(replace(link, effect=f"x{link.effect}") for link in programme.links)
    started = perf_counter()
    assert found(replace(programme, links=wrong)).count("unknown-code") == 3_000
    assert perf_counter() - started < 5


@relaxed
@given(programmes)
def test_any_programme_can_be_checked(programme: Programme) -> None:
    for problem in check(programme):
        assert problem.severity is CODES[problem.code].severity
        assert problem.message


def test_the_documentation_lists_every_code() -> None:
    page = (Path(__file__).parent.parent / "docs" / "checks.md").read_text(encoding="utf-8")
    listed = re.findall(r"^\| `(.+?)` \| (.+?) \| (.+?) \| (.+?) \|$", page, re.MULTILINE)
    assert listed == [(code, *rule) for code, rule in CODES.items()]


def test_every_code_is_reported_by_some_check() -> None:
    package = Path(__file__).parent.parent / "toc_core" / "checks"
    texts = [p.read_text("utf-8") for p in package.glob("*.py") if p.name != "problems.py"]
    scopes = {"precondition-without-scope", "assumption-without-scope"}  # put together
    assert [c for c in CODES if c not in scopes and not any(f'"{c}"' in t for t in texts)] == []
