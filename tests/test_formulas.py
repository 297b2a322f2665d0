"""Formulas are read safely and evaluated exactly, with bounds carried through."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toc_core.errors import UsageError
from toc_core.figures.formulas import Interval, read_formula

F = Fraction


def exactly(number: int) -> Interval:
    return F(number), F(number)


def test_a_formula_names_its_indicators_once_in_order() -> None:
    assert read_formula("(b - a) / b").names == ("b", "a")


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("a / b", F(1, 3)),
        ("a - b * 2", F(-5)),
        ("(a - b) * 2", F(-4)),
        ("0.1 + 0.2", F(3, 10)),  # not 0.30000000000000004
        ("a / 3 * 3", F(1)),
    ],
)
def test_it_is_calculated_exactly(text: str, result: Fraction) -> None:
    values = {"a": exactly(1), "b": exactly(3)}
    assert read_formula(text).evaluate(values) == (result, result)


def test_dividing_by_what_may_be_zero_gives_nothing() -> None:
    assert read_formula("a / b").evaluate({"a": exactly(1), "b": exactly(0)}) is None
    assert read_formula("a / b").evaluate({"a": exactly(1), "b": (F(-1), F(2))}) is None


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a +",
        "a ** 2",
        "a // b",
        "f(a)",
        "a.b",
        "a[0]",
        "'a'",
        "a < b",
        "True",
        "-a",
        "a;b",
        "\x00",
    ],
)
def test_anything_else_is_refused(text: str) -> None:
    with pytest.raises(UsageError):
        read_formula(text)


NUMBERS = st.integers(-50, 50)


@settings(deadline=None, derandomize=True)
@given(NUMBERS, NUMBERS, NUMBERS, NUMBERS, st.sampled_from("+-*/"))
def test_bounds_hold_every_value_between_their_ends(
    a: int, b: int, c: int, d: int, sign: str
) -> None:
    (low, high), (least, most) = sorted((a, b)), sorted((c, d))
    bounds = {"x": (F(low), F(high)), "y": (F(least), F(most))}
    found = read_formula(f"x {sign} y").evaluate(bounds)
    for one in {low, (low + high) // 2, high}:
        for other in {least, (least + most) // 2, most}:
            exact = read_formula(f"x {sign} y").evaluate({"x": exactly(one), "y": exactly(other)})
            if found is None:
                assert sign == "/"
            else:
                assert exact is not None
                assert found[0] <= exact[0] <= found[1]
