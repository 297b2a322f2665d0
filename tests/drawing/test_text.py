"""Measuring, hyphenating and wrapping text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toc_core.drawing.hyphen import SOFT_HYPHEN, break_points, with_soft_hyphens
from toc_core.drawing.measure import BOLD, clean, text_width
from toc_core.drawing.wrap import Chip, soften, wrap


def test_width_is_the_sum_of_the_glyphs_and_grows_with_size() -> None:
    assert text_width("ii", 10) == pytest.approx(2 * 2.46)  # i is 246 thousandths
    assert text_width("ii", 20) == 2 * text_width("ii", 10)
    assert text_width("Talent", 10, BOLD) > text_width("Talent", 10)


def test_a_character_the_font_lacks_is_measured_wide() -> None:
    assert text_width("語", 10) > text_width("W", 10)
    assert text_width("🎈", 10) >= 14


def test_clean_removes_what_turns_text_around_or_breaks_xml() -> None:
    assert clean("a\u202eb\x00c\n d\ud800") == "abc d"


@pytest.mark.parametrize(
    ("word", "broken"),
    [
        ("leerkrachtenteams", "leer-krachten-teams"),
        ("sectoroverschrijdende", "sector-over-schrij-dende"),
        ("talent", "talent"),
    ],
)
def test_compounds_break_between_their_parts(word: str, broken: str) -> None:
    assert with_soft_hyphens(word).replace(SOFT_HYPHEN, "-") == broken


@given(st.text(max_size=40))
def test_break_points_leave_four_letters_at_both_ends(word: str) -> None:
    assert all(4 <= point <= len(word) - 4 for point in break_points(word))


def test_short_words_are_never_softened() -> None:
    assert soften("een korte zin") == "een korte zin"


_TEXTS = st.text(st.characters(exclude_categories=("Cs",)), max_size=120).map(clean)


@given(_TEXTS, st.floats(30, 300), st.floats(8, 14))
def test_no_line_is_wider_than_its_box_and_no_letter_is_lost(
    text: str, width: float, size: float
) -> None:
    lines = wrap(soften(text), width, size)
    assert all(line.width <= width for line in lines)
    joined = "".join(line.text for line in lines).replace(" ", "").replace("-", "")
    assert joined == text.replace(SOFT_HYPHEN, "").replace(" ", "").replace("-", "")


def test_a_word_of_ten_thousand_letters_is_cut_to_fit() -> None:
    lines = wrap(soften("x" * 10_000), 100, 10)
    assert len(lines) > 100
    assert max(line.width for line in lines) <= 100


def test_a_chip_stays_on_the_line_where_there_is_room_and_else_takes_its_own() -> None:
    chip = Chip("lacune", 1.5)
    assert len(wrap("kort", 200, 10, chips=(chip,))) == 1
    tight = text_width("kort", 10) + 8
    assert [len(line.chips) for line in wrap("kort", tight, 10, chips=(chip,))] == [0, 1]
