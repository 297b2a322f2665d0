"""Buddy says what the slides say, and nothing more."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest
import toc_buddy
from sources import collapsed, source_text
from toc_buddy.theory import BUDDY, KIND, SELECTION_CRITERIA

from toc_core import Behaviour, Count, Countable, Direction, Observed, Role, Stage, ValueKind
from toc_core.checks import check, is_sound

PLUGIN = Path(toc_buddy.__file__).parent.parent
DATA = PLUGIN / "toc_buddy" / "data"
CAVEAT_KINDS = {
    "provisional",
    "partial",
    "separate_category",
    "not_comparable",
    "definition_changed",
    "fictitious",
}


@pytest.fixture(scope="module")
def slides() -> str:
    return source_text("004_")


def source_texts() -> Iterator[str]:
    yield BUDDY.goal_source_text
    for element in BUDDY.elements:
        yield element.source_text
        yield from (part.source_text for part in element.parts)
        yield from element.providers
    for axis in BUDDY.disaggregations:
        yield from (category.source_text for category in axis.categories)


def rows(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def observation(indicator: str, period: str) -> dict[str, str]:
    (row,) = (
        r for r in rows("observations.csv") if (r["indicator"], r["period"]) == (indicator, period)
    )
    return row


def caveat_kinds(row: dict[str, str]) -> set[str]:
    return {caveat.split(":")[0] for caveat in row["caveats"].split("|") if caveat}


def reached_from(code: str) -> set[str]:
    found, waiting = set(), [code]
    while waiting:
        current = waiting.pop()
        for link in BUDDY.links:
            if current in link.causes and link.effect not in found:
                found.add(link.effect)
                waiting.append(link.effect)
    return found


def test_the_plugin_offers_one_programme() -> None:
    assert toc_buddy.toc_programmes() == [BUDDY]
    assert (BUDDY.code, BUDDY.label) == ("buddy", "Buddy")
    assert BUDDY.goal == "Grotere gekwalificeerde uitstroom"


def test_every_source_text_is_in_the_slides(slides: str) -> None:
    absent = [text for text in source_texts() if collapsed(text) not in slides]
    assert absent == []


def test_every_element_part_and_category_quotes_a_source() -> None:
    assert all(source_texts())


def test_the_ambition_without_a_number_is_quoted_from_the_slides(slides: str) -> None:
    (buddies,) = BUDDY.indicators_of("buddies")
    ambition = "Aantal buddy's laten groeien!"
    assert ambition in slides
    assert ambition in buddies.definition
    assert buddies.direction is Direction.INCREASE


def test_the_elements_per_stage_are_those_of_the_slides() -> None:
    assert {stage.value: len(BUDDY.of_stage(stage)) for stage in Stage} == {
        "problem": 1,
        "target_group": 4,
        "input": 2,
        "intervention": 3,
        "output": 3,
        "outcome": 2,
        "impact": 1,
    }


def test_codes_are_unique() -> None:
    codes = [e.code for e in BUDDY.elements]
    assert len(set(codes)) == len(codes)
    links = [link.code for link in BUDDY.links]
    assert len(set(links)) == len(links)


def test_both_present_target_groups_share_the_four_selection_criteria() -> None:
    present = [e for e in BUDDY.of_stage(Stage.TARGET_GROUP) if not e.planned]
    assert [e.code for e in present] == ["primary_pupils", "secondary_pupils"]
    assert all(e.parts is SELECTION_CRITERIA for e in present)
    assert len(SELECTION_CRITERIA) == 4


def test_the_wider_target_groups_and_their_buddies_are_planned() -> None:
    assert {e.code for e in BUDDY.elements if e.planned} == {
        "waterfall_pupils",
        "pupils_with_a_dream",
        "role_models",
        "mentors",
    }


def test_what_the_slides_do_not_say_is_marked_as_our_reading() -> None:
    # The wording of the intervention, the horizons of both outcomes, and every link.
    derived = [e.code for e in BUDDY.elements if e.derived]
    assert derived == ["buddy", "wellbeing", "dropout_prevented"]
    assert all(e.derived for e in BUDDY.elements if e.horizon)
    assert all(link.derived and link.rationale for link in BUDDY.links)


def test_the_five_institutions_provide_the_students_as_the_slides_write_them() -> None:
    organisations = rows("organisations.csv")
    assert BUDDY.element("students").providers == tuple(o["label"] for o in organisations)
    assert len(organisations) == 5
    assert {o["kind"] for o in organisations} == {"college"}
    assert len({o["code"] for o in organisations}) == 5


def test_the_theory_is_sound_and_its_only_gaps_are_outcomes_without_an_indicator() -> None:
    problems = check(BUDDY)
    assert is_sound(problems), [str(problem) for problem in problems]
    gaps = {problem.code for problem in problems}
    assert len(problems) == len(BUDDY.of_stage(Stage.OUTCOME)) == 2
    assert len(gaps) == 1
    assert all(BUDDY.indicators_of(e.code) == () for e in BUDDY.of_stage(Stage.OUTCOME))


def test_links_go_from_one_stage_to_the_next() -> None:
    steps = {
        (BUDDY.element(cause).stage, BUDDY.element(link.effect).stage)
        for link in BUDDY.links
        for cause in link.causes
    }
    assert steps == {
        (Stage.INPUT, Stage.INTERVENTION),
        (Stage.INTERVENTION, Stage.OUTPUT),
        (Stage.OUTPUT, Stage.OUTCOME),
        (Stage.OUTCOME, Stage.OUTCOME),
        (Stage.OUTCOME, Stage.IMPACT),
    }


@pytest.mark.parametrize("start", ["volunteers", "students", "role_models", "mentors"])
def test_the_impact_is_reached(start: str) -> None:
    assert "qualified" in reached_from(start)


def test_every_indicator_is_the_output_of_its_own_code() -> None:
    assert [(i.code, i.element) for i in BUDDY.all_indicators()] == [
        ("buddies", "buddies"),
        ("corona_buddies", "corona_buddies"),
        ("schools", "schools"),
    ]
    assert BUDDY.indicator_label(BUDDY.indicators[0]) == "Aantal buddy's"


def test_buddies_and_schools_are_counted_once_each_from_2021_2022() -> None:
    (buddies,) = BUDDY.indicators_of("buddies")
    (schools,) = BUDDY.indicators_of("schools")
    assert buddies.measure == Count(of=Countable.PARTICIPANTS, roles=(Role.BUDDY,))
    assert schools.measure == Count(of=Countable.SCHOOLS)
    for indicator in (buddies, schools):
        assert indicator.behaviour is Behaviour.DISTINCT
        assert indicator.counted_from == "2021-2022"


def test_corona_buddies_are_observed_apart() -> None:
    (corona,) = BUDDY.indicators_of("corona_buddies")
    assert corona.measure == Observed(ValueKind.NUMBER)
    assert corona.counted_from is None
    assert corona.disaggregations == ()


def test_buddies_are_split_by_the_five_kinds() -> None:
    assert BUDDY.disaggregations == (KIND,)
    assert BUDDY.indicators_of("buddies")[0].disaggregations == ("kind",)
    codes = [category.code for category in KIND.categories]
    assert codes == ["volunteer", "student", "corona", "role_model", "mentor"]


def test_the_historical_figures_are_exactly_those_of_the_slides() -> None:
    found = [(r["period"], r["indicator"], r["value"]) for r in rows("observations.csv")]
    assert found == [
        ("2018-2019", "buddies", "44"),
        ("2018-2019", "schools", "16"),
        ("2019-2020", "buddies", "70"),
        ("2019-2020", "corona_buddies", "101"),
        ("2019-2020", "schools", "23"),
        ("2020-2021", "buddies", "46"),
        ("2020-2021", "schools", "25"),
    ]


@pytest.mark.parametrize(
    "phrase",
    [
        "2018-2019 44 Buddy's In 16 scholen",
        "2019-2020 70 Buddy's + 101 Corona-Buddy's In 23 scholen",
        "2020-2021 Gestart met 46 vrijwilligers (nog geen studenten) In 25 scholen",
    ],
)
def test_the_slides_print_the_figures_per_school_year(phrase: str, slides: str) -> None:
    assert phrase in slides


def test_the_figures_are_totals_of_the_whole_city_with_a_source() -> None:
    for row in rows("observations.csv"):
        assert list(row) == [
            "indicator",
            "period",
            "site",
            "value",
            "numerator",
            "denominator",
            "text",
            "absence",
            "caveats",
            "source",
        ]
        assert row["source"]
        others = ("site", "numerator", "denominator", "text", "absence")
        assert [row[name] for name in others] == [""] * 5


def test_every_figure_belongs_to_an_indicator_and_every_caveat_to_a_known_kind() -> None:
    for row in rows("observations.csv"):
        assert row["indicator"] in {i.code for i in BUDDY.indicators}
        assert caveat_kinds(row) <= CAVEAT_KINDS
        assert all(": " in caveat for caveat in row["caveats"].split("|") if caveat)


def test_typed_totals_stand_only_before_the_counting_starts() -> None:
    for row in rows("observations.csv"):
        (indicator,) = BUDDY.indicators_of(row["indicator"])
        assert indicator.counted_from is None or row["period"] < indicator.counted_from


def test_the_growth_from_44_to_70_may_be_told_with_the_corona_caveat() -> None:
    assert caveat_kinds(observation("buddies", "2018-2019")) == set()
    seventy = observation("buddies", "2019-2020")
    assert caveat_kinds(seventy) == {"separate_category"}
    assert "101 Corona-Buddy's; wij lezen dat als twee soorten (onze lezing)" in seventy["caveats"]


def test_the_46_at_the_start_may_not_be_compared_with_the_70() -> None:
    kinds = caveat_kinds(observation("buddies", "2020-2021"))
    assert kinds == {"provisional", "partial", "not_comparable"}


def test_the_school_figures_carry_their_caveats() -> None:
    assert caveat_kinds(observation("schools", "2018-2019")) == set()
    assert caveat_kinds(observation("schools", "2019-2020")) == {"separate_category"}
    assert caveat_kinds(observation("schools", "2020-2021")) == {"provisional"}


def test_buddies_and_corona_buddies_are_added_up_nowhere() -> None:
    forbidden = str(70 + 101)
    files = [p for p in PLUGIN.rglob("*") if p.suffix in {".py", ".csv", ".md", ".toml"}]
    assert len(files) >= 6
    assert [p.name for p in files if forbidden in p.read_text(encoding="utf-8")] == []


def test_the_sources_are_named() -> None:
    assert "`004_`" in (PLUGIN / "SOURCES.md").read_text(encoding="utf-8")
