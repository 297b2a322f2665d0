"""Flexible trajectories says what the document says, and tells claim from reading."""

from __future__ import annotations

import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
import toc_flexible_trajectories
from sources import collapsed, source_text
from toc_flexible_trajectories import toc_programmes
from toc_flexible_trajectories.elements import STEPS
from toc_flexible_trajectories.literature import LITERATURE, MISSING, sources_in, with_sources
from toc_flexible_trajectories.premises import INGREDIENTS
from toc_flexible_trajectories.theory import FLEXIBLE_TRAJECTORIES
from toc_flexible_trajectories.words import ASKED_BY, INDICATIONS, MONITORING, PACKAGE

from toc_core import PremiseKind, Stage
from toc_core.checks import check, is_sound

PLUGIN = Path(toc_flexible_trajectories.__file__).parent.parent
LISTS = {"asked": ASKED_BY, "indication": INDICATIONS, "package": PACKAGE, "monitor": MONITORING}


@pytest.fixture(scope="module")
def document() -> str:
    return source_text("003_")


def source_texts() -> Iterator[tuple[str, str]]:
    yield "goal", FLEXIBLE_TRAJECTORIES.goal_source_text
    for level in FLEXIBLE_TRAJECTORIES.levels:
        yield f"level {level.code}", level.source_text
    for box in (*FLEXIBLE_TRAJECTORIES.elements, *FLEXIBLE_TRAJECTORIES.premises):
        yield box.code, box.source_text
        for number, part in enumerate(box.parts, 1):
            yield f"{box.code} part {number}", part.source_text
    for name, categories in LISTS.items():
        for category in categories:
            yield f"{name} {category.code}", category.source_text


def reached_from(code: str) -> set[str]:
    found, waiting = set[str](), [code]
    while waiting:
        current = waiting.pop()
        for link in FLEXIBLE_TRAJECTORIES.links:
            if current in link.causes and link.effect not in found:
                found.add(link.effect)
                waiting.append(link.effect)
    return found


def test_the_plugin_offers_one_programme_that_is_still_to_be_confirmed() -> None:
    assert toc_programmes() == [FLEXIBLE_TRAJECTORIES]
    label = "Flexibele trajecten: voorbeeldpraktijk (school), nog te bevestigen"
    assert FLEXIBLE_TRAJECTORIES.label == label


def test_no_school_takes_part_until_somebody_says_which() -> None:
    assert not (PLUGIN / "toc_flexible_trajectories" / "data").exists()


def test_loading_the_plugin_needs_no_theory_and_the_theory_no_database() -> None:
    program = (
        "import sys, toc_flexible_trajectories as p; early = p.__name__ + '.theory' in sys.modules;"
        "p.toc_programmes(); sys.exit(early or 'sqlalchemy' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


@pytest.mark.parametrize(("thing", "text"), [*source_texts()])
def test_every_source_text_stands_verbatim_in_the_document(
    document: str, thing: str, text: str
) -> None:
    assert text, f"{thing} has no source text"
    assert collapsed(text) in document


def test_what_a_rationale_quotes_stands_in_the_document(document: str) -> None:
    links = FLEXIBLE_TRAJECTORIES.links
    quotes = {quote for link in links for quote in re.findall("«(.+?)»", link.rationale)}
    assert len(quotes) >= 40
    assert [q for q in sorted(quotes) if q.casefold() not in document.casefold()] == []


def test_a_link_that_is_not_our_reading_quotes_the_document() -> None:
    said = [link for link in FLEXIBLE_TRAJECTORIES.links if not link.derived]
    assert len(said) == 19
    assert [link.code for link in said if "«" not in link.rationale] == []


def test_every_publication_is_printed_in_the_document(document: str) -> None:
    assert [name for name, printed in LITERATURE.items() if printed not in document] == []


def test_every_citation_of_the_document_is_on_a_link(document: str) -> None:
    named = {name for link in FLEXIBLE_TRAJECTORIES.links for name in sources_in(link.rationale)}
    assert named == set(LITERATURE)
    # Every year between brackets that the document prints belongs to one of ours.
    years = set(re.findall(r"(?:19|20)\d\d", " ".join(re.findall(r"\([^()]*\d{4}b?\)", document))))
    ours = set(re.findall(r"\d{4}", " ".join(LITERATURE.values())))
    assert years <= ours


def test_the_one_empty_citation_is_said_on_its_link() -> None:
    missing = [link.code for link in FLEXIBLE_TRAJECTORIES.links if MISSING in link.rationale]
    assert missing == ["ambitions->no_dropout"]


def test_the_papers_list_the_literature_in_one_spelling() -> None:
    papers = (PLUGIN / "SOURCES.md").read_text(encoding="utf-8")
    listed = re.findall(r"^\| (?:\*\*)?(.+?)(?:\*\*)? \| (.+) \|$", papers, re.M)
    assert set(LITERATURE.items()) <= set(listed)


def test_sources_are_written_and_read_back_in_one_form() -> None:
    assert with_sources("Zo is het.", "A 2000", MISSING) == (f"Zo is het. Bron: A 2000; {MISSING}.")
    assert sources_in("Zo is het. Bron: A 2000; B 2001.") == ["A 2000", "B 2001"]
    assert with_sources("Zo is het.") == "Zo is het."
    assert sources_in("Zo is het.") == []


def test_the_elements_per_stage() -> None:
    assert Counter(e.stage for e in FLEXIBLE_TRAJECTORIES.elements) == {
        Stage.PROBLEM: 1,
        Stage.TARGET_GROUP: 1 + 3,  # the pupils, and three intermediate groups
        Stage.INPUT: 6,
        Stage.INTERVENTION: 4 + 6,  # four steps, and what is done along the way
        Stage.OUTCOME: 7 + 7 + 4 + 1,
        Stage.IMPACT: 1,
    }


def test_the_four_steps_follow_one_another() -> None:
    links = {link.code for link in FLEXIBLE_TRAJECTORIES.links}
    pairs = pairwise(STEPS)
    assert {f"{one}->{next_one}" for one, next_one in pairs} <= links
    labels = [FLEXIBLE_TRAJECTORIES.element(code).label for code in STEPS]
    assert [label[:6] for label in labels] == ["Stap 1", "Stap 2", "Stap 3", "Stap 4"]


def test_monitoring_leads_back_to_the_package() -> None:
    feedback = [link.code for link in FLEXIBLE_TRAJECTORIES.links if link.feedback]
    assert feedback == ["monitoring->package"]


def test_lists_and_the_parts_of_their_elements_are_the_same() -> None:
    for code, categories in (
        ("signals", INDICATIONS),
        ("package", PACKAGE),
        ("monitoring", MONITORING),
    ):
        parts = FLEXIBLE_TRAJECTORIES.element(code).parts
        assert [part.label for part in parts] == [category.label for category in categories]
    assert [len(categories) for categories in LISTS.values()] == [3, 4, 12, 5]


def test_six_ingredients_are_of_the_mentor_and_two_of_teachers_and_board() -> None:
    assert FLEXIBLE_TRAJECTORIES.premises_of(PremiseKind.INGREDIENT) == INGREDIENTS
    scopes = Counter(premise.scope.elements for premise in INGREDIENTS)
    assert scopes == {("mentoring",): 6, ("consultation",): 2}


def test_approval_and_willingness_are_preconditions_of_the_start() -> None:
    of_the_start = [
        premise.code
        for premise in FLEXIBLE_TRAJECTORIES.premises_of(PremiseKind.PRECONDITION)
        if premise.scope.elements == ("start",) and not premise.scope.derived
    ]
    assert of_the_start == ["approval", "willingness"]


def test_every_input_and_intervention_leads_to_the_impact() -> None:
    for stage in (Stage.INPUT, Stage.INTERVENTION):
        for element in FLEXIBLE_TRAJECTORIES.of_stage(stage):
            assert "no_dropout" in reached_from(element.code), element.code


def test_the_theory_is_sound_and_its_gaps_are_those_of_the_document() -> None:
    problems = check(FLEXIBLE_TRAJECTORIES)
    assert is_sound(problems), [str(problem) for problem in problems]
    assert Counter(problem.code for problem in problems) == {
        "outcome-without-indicator": 19,
        "level-gap": 2 * 2,  # parents and teachers, medium and long term
    }
