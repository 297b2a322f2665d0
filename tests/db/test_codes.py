"""The codes of people: readable aloud, and a typing error shows."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toc_core.db.codes import (
    ALPHABET,
    LENGTH,
    check_character,
    is_code,
    new_code,
    read_code,
)
from toc_core.errors import StoreError, UsageError

bodies = st.text(alphabet=ALPHABET, min_size=LENGTH - 1, max_size=LENGTH - 1)
characters = st.sampled_from(ALPHABET)


def test_the_alphabet_has_no_characters_that_look_alike_and_no_vowels() -> None:
    assert len(set(ALPHABET)) == len(ALPHABET) == 24
    assert not set("01OIL5S8BUAE") & set(ALPHABET)
    assert len(ALPHABET) % 2 == 0  # else doubling would map two characters on one


def test_a_new_code_is_right_and_not_taken() -> None:
    taken = {new_code() for _ in range(200)}
    code = new_code(taken)
    assert is_code(code)
    assert code not in taken


def test_the_check_character_is_what_pencil_and_paper_give() -> None:
    # Values 0,0,0,0,0,1 from left to right: the last is doubled to 2, so 24 - 2 = 22 → 'Y'.
    assert check_character("222223") == ALPHABET[22]
    # Values 0,0,0,0,1,0: the one before is not doubled, so 24 - 1 = 23 → 'Z'.
    assert check_character("222232") == ALPHABET[23]


@given(bodies, st.integers(0, LENGTH - 1), characters)
def test_one_wrong_character_always_shows(body: str, place: int, other: str) -> None:
    code = body + check_character(body)
    wrong = code[:place] + other + code[place + 1 :]
    assert is_code(wrong) == (wrong == code)


@given(bodies, st.integers(0, LENGTH - 2))
def test_swapped_neighbours_show_except_for_the_first_and_last_of_the_alphabet(
    body: str, place: int
) -> None:
    code = body + check_character(body)
    a, b = code[place], code[place + 1]
    swapped = code[:place] + b + a + code[place + 2 :]
    blind = {a, b} == {ALPHABET[0], ALPHABET[-1]}
    assert is_code(swapped) == (a == b or blind)


def test_a_code_is_read_in_small_letters_with_spaces_and_hyphens() -> None:
    code = new_code()
    assert read_code(f" {code[:3].lower()}-{code[3:]} ") == code


@pytest.mark.parametrize("text", ["", "ABC", "2222222222", "000000O", "222222é"])
def test_what_is_no_code_is_refused_with_a_sentence(text: str) -> None:
    with pytest.raises(UsageError, match="geen juiste code"):
        read_code(text)


def test_when_every_try_is_taken_it_says_so() -> None:
    class Everything(list[str]):
        def __contains__(self, item: object) -> bool:
            return True

    with pytest.raises(StoreError, match="geen vrije code"):
        new_code(Everything())
