"""The smaller programmes say no more than the slides do: a name, and for whom it is meant."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import toc_leerrecht_gok
from sources import source_text
from toc_leerrecht_gok import toc_programmes
from toc_leerrecht_gok.offers import CENTRAL_GOAL
from toc_leerrecht_gok.programmes import PROGRAMMES

from toc_core import Programme, Stage
from toc_core.checks import check, is_sound
from toc_core.drawing.svg import poster_svg

PLUGIN = Path(toc_leerrecht_gok.__file__).parent.parent
EXAMPLES, PROJECTS = PROGRAMMES[:6], PROGRAMMES[6:]
each_programme = pytest.mark.parametrize("programme", PROGRAMMES, ids=lambda p: p.code)


@pytest.fixture(scope="module")
def slides() -> str:
    return source_text("004_")


def source_texts(programme: Programme) -> Iterator[str]:
    for element in programme.elements:
        yield element.source_text
        yield from (part.source_text for part in element.parts)


def test_the_plugin_offers_the_eight_programmes_that_the_slides_only_name() -> None:
    assert toc_programmes() == list(PROGRAMMES)
    assert [programme.label for programme in PROGRAMMES] == [
        "Open blikavonden",
        "Netwerk leerlingbegeleiders",
        "Herstelscholen",
        "School en ouders",
        "Leenlaptops",
        "Talent krijgt zomerkans",
        "Leerwinkel",
        "Bijzondere leerplek",
    ]


def test_loading_the_plugin_does_not_load_the_programmes() -> None:
    program = (
        "import sys, toc_leerrecht_gok; sys.exit('toc_leerrecht_gok.programmes' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


@each_programme
def test_every_source_text_stands_verbatim_on_the_slides(slides: str, programme: Programme) -> None:
    texts = [*source_texts(programme)]
    assert all(texts)
    assert [text for text in texts if text not in slides] == []
    assert programme.goal_source_text in slides


@each_programme
def test_each_programme_is_sound_and_says_what_it_does_not_know(programme: Programme) -> None:
    problems = check(programme)
    assert is_sound(problems), [str(problem) for problem in problems]
    no_impact = [] if programme in PROJECTS else ["no-impact"]
    assert [problem.code for problem in problems] == [*no_impact, "no-links"]


@each_programme
def test_nothing_is_made_up_about_what_a_programme_brings_about(programme: Programme) -> None:
    assert programme.links == programme.premises == programme.indicators == ()
    stages = {element.stage for element in programme.elements}
    assert stages <= {Stage.TARGET_GROUP, Stage.INTERVENTION, Stage.IMPACT}
    assert [e.label for e in programme.of_stage(Stage.INTERVENTION)] == [programme.label]
    assert not (PLUGIN / "toc_leerrecht_gok" / "data").exists()


@each_programme
def test_all_but_the_name_of_a_programme_is_marked_as_our_reading(programme: Programme) -> None:
    given = [element.code for element in programme.elements if not element.derived]
    assert given == ["offer"]


def test_the_three_columns_of_the_offer_say_for_whom_the_examples_are() -> None:
    found = {p.label: e.label for p in EXAMPLES for e in p.of_stage(Stage.TARGET_GROUP)}
    assert found == {
        "Open blikavonden": "Individuele onderwijsprofessionals",
        "Netwerk leerlingbegeleiders": "Individuele onderwijsprofessionals",
        "Herstelscholen": "Scholen als organisatie",
        "School en ouders": "Scholen als organisatie",
        "Leenlaptops": "Maatschappelijk kwetsbare leerlingen",
        "Talent krijgt zomerkans": "Maatschappelijk kwetsbare leerlingen",
    }
    assert all(len(p.element("offer").parts) == 1 for p in EXAMPLES)


def test_no_aim_is_put_into_the_mouth_of_a_programme_of_which_the_slides_give_none() -> None:
    assert [p.of_stage(Stage.IMPACT) for p in EXAMPLES] == [()] * 6
    assert {p.goal for p in EXAMPLES} == {""}


def test_the_central_goal_is_that_of_the_two_projects_the_slides_put_it_over() -> None:
    assert [p.of_stage(Stage.IMPACT) for p in PROJECTS] == [(CENTRAL_GOAL,)] * 2
    assert {p.goal for p in PROJECTS} == {CENTRAL_GOAL.label}


def test_the_slides_set_the_names_under_these_headings(slides: str) -> None:
    for passage in (
        "INDIVIDUELE ONDERWIJSPROFESSIONAL *Bv. open blikavonden, netwerk leerlingbegeleiders...*",
        "SCHOOL ALS ORGANISATIE *Bv. herstelscholen, school en ouders, krachtige scholen...*",
        "SCHOOL ALS TOELEIDER *Bv. buddy, leenlaptops, talent krijgt zomerkans...*",
        "heen: - **Krachtige scholen** - **Leerwinkel** - **Bijzondere leerplek**",
    ):
        assert passage in slides


def test_what_is_kept_for_the_portfolio_is_quoted_verbatim(slides: str) -> None:
    papers = (PLUGIN / "SOURCES.md").read_text(encoding="utf-8")
    table = papers.partition("## The portfolio")[2]
    quotes = re.findall(r'"([^"]+)"', table)
    assert len(quotes) >= 20
    assert [quote for quote in quotes if quote not in slides] == []


@each_programme
def test_the_poster_of_so_small_a_theory_can_be_drawn(programme: Programme) -> None:
    drawn = poster_svg(programme)
    assert programme.label in drawn
