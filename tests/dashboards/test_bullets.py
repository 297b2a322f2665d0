"""Figures beside their targets: the largest gap first, in words that judge nobody."""

from __future__ import annotations

import pytest

from toc_core.dashboards.bullets import bullets, gap_words, without_target
from toc_core.figures import Caveat, CaveatKind, Figure
from toc_core.theory import Direction

from .by_hand import READING, column, drawn, figure


def test_the_largest_gap_comes_first_and_what_is_reached_comes_last() -> None:
    own = [
        figure(9, "sessions", target=8),
        figure(6, "pairs", target=8),
        figure(1, "lessons", target=4),
        figure(None, "joy", target=5),
    ]
    assert column(bullets(READING, own), "Stand") == [
        "1, doel 4: nog 3 te gaan",
        "6, doel 8: nog 2 te gaan",
        "9, doel 8: bereikt",
        "nog geen cijfer, doel 5",
    ]


@pytest.mark.parametrize(
    ("one", "words"),
    [
        (figure(6, target=8), "nog 2 te gaan"),
        (figure(8, target=8), "bereikt"),
        (figure(40, "late", target=30, direction=Direction.DECREASE), "nog 10 te veel"),
        (figure(7, target=5, direction=Direction.MAINTAIN), "2 verschil"),
        (figure(None, lower=24, upper=31, target=40), "nog 9 tot 16 te gaan"),
        (figure(None, lower=24, upper=31, target=30), "niet zeker of het bereikt is"),
    ],
)
def test_a_gap_is_told_as_what_is_left(one: Figure, words: str) -> None:
    assert gap_words(one) == words


def test_bounds_are_drawn_as_a_range_and_a_blank_as_nothing() -> None:
    own = [figure(None, lower=24, upper=31, target=40), figure(None, "joy", target=5)]
    picture = bullets(READING, own)
    assert (column(picture, "Minstens"), column(picture, "Hoogstens")) == ([24, None], [31, None])
    svg = drawn(picture)
    assert svg.count('opacity="0.4"') == 1  # from 24 to 31
    assert svg.count('fill="var(--accent)"') == 2
    assert svg.count('stroke-width="4"') == 2  # both targets


def test_where_it_began_is_a_dashed_line_and_only_then_explained() -> None:
    with_start = bullets(READING, [figure(6, target=8, baseline=2)])
    assert "stroke-dasharray" in drawn(with_start)
    assert with_start is not None
    assert "beginsituatie" in with_start.section.note
    without = bullets(READING, [figure(6, target=8)])
    assert without is not None
    assert "beginsituatie" not in without.section.note
    assert "stroke-dasharray" not in drawn(without)


def test_without_any_target_there_is_a_table_and_no_picture() -> None:
    own = [figure(6), figure(None, "joy")]
    assert bullets(READING, own) is None
    table = without_target(READING, own)
    assert column(table, "Cijfer") == ["6"]
    assert drawn(table) == ""
    assert without_target(READING, [figure(None)]) is None


def test_a_reservation_is_a_mark_and_one_that_all_share_is_said_once() -> None:
    shared, own = Caveat(CaveatKind.PROVISIONAL), Caveat(CaveatKind.PARTIAL, "zonder klas 3")
    table = without_target(
        READING, [figure(6, caveats=(shared, own)), figure(4, "sessions", caveats=(shared,))]
    )
    assert column(table, "Cijfer") == ["6 ¹", "4"]
    assert table is not None
    assert table.section.note == "¹ onvolledig: zonder klas 3"
    assert table.notes.said == (shared,)


def test_two_indicators_with_one_name_are_told_apart_by_their_level() -> None:
    own = [figure(1, "sessions"), figure(2, "lessons")]
    names = column(without_target(READING, own), "Indicator")
    assert names == ["Aantal sessies (Leerlingen)", "Aantal sessies (Klas)"]
