"""What may be said about figures, held against exact fractions."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from math import floor

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toc_core.figures import (
    THIN_SPACE,
    Caveat,
    CaveatKind,
    Figure,
    Goal,
    Status,
    change_between,
    display,
    merged_caveats,
    status_of,
)
from toc_core.periods import parse_period
from toc_core.theory import Direction

quick = settings(deadline=None, derandomize=True)
numbers = st.decimals(
    min_value=-(10**12), max_value=10**12, allow_nan=False, allow_infinity=False, places=6
)


def figure(value: Decimal | int | None, year: str = "2023-2024", *kinds: CaveatKind) -> Figure:
    return Figure(
        programme="oefen",
        indicator="aantal",
        label="Aantal",
        period=parse_period(year),
        value=None if value is None else Decimal(value),
        caveats=tuple(Caveat(kind) for kind in kinds),
    )


def half_up(number: Fraction, decimals: int) -> Fraction:
    """Round half away from zero, as people do on paper."""
    size = Fraction(floor(abs(number) * 10**decimals + Fraction(1, 2)), 10**decimals)
    return size if number >= 0 else -size


@pytest.mark.parametrize(
    ("number", "decimals", "expected"),
    [
        ("0", 0, "0"),
        ("-0.4", 0, "0"),
        ("0.5", 0, "1"),
        ("-0.5", 0, "-1"),
        ("2.5", 0, "3"),
        ("1234.5", 1, f"1{THIN_SPACE}234,5"),
        ("-1234567.894", 2, f"-1{THIN_SPACE}234{THIN_SPACE}567,89"),
        ("999.95", 1, f"1{THIN_SPACE}000,0"),
        ("1E+3", 0, f"1{THIN_SPACE}000"),
        ("0.000001", 6, "0,000001"),
    ],
)
def test_a_number_reads_as_in_belgium(number: str, decimals: int, expected: str) -> None:
    assert display(Decimal(number), decimals) == expected


@quick
@given(numbers, st.integers(0, 6))
def test_what_is_shown_is_rounded_half_up(number: Decimal, decimals: int) -> None:
    shown = display(number, decimals).replace(THIN_SPACE, "").replace(",", ".")
    assert Fraction(shown) == half_up(Fraction(number), decimals)


@pytest.mark.parametrize(
    ("value", "target", "direction", "expected"),
    [
        (100, 100, Direction.INCREASE, Status.REACHED),
        (85, 100, Direction.INCREASE, Status.ALMOST),
        ("84.999999", 100, Direction.INCREASE, Status.BEHIND),
        (0, 0, Direction.INCREASE, Status.REACHED),
        (85, 85, Direction.DECREASE, Status.REACHED),
        (100, 85, Direction.DECREASE, Status.ALMOST),
        ("100.000001", 85, Direction.DECREASE, Status.BEHIND),
        (1, 0, Direction.DECREASE, Status.BEHIND),
        (5, 5, Direction.MAINTAIN, Status.REACHED),
        (6, 5, Direction.MAINTAIN, Status.BEHIND),
    ],
)
def test_the_edge_belongs_to_the_better_side(
    value: int | str, target: int, direction: Direction, expected: Status
) -> None:
    assert status_of(Goal(direction, Decimal(target)), Decimal(value)) is expected


def test_what_must_still_grow_is_not_behind_while_its_period_is_open() -> None:
    def asked(value: int, target: int, direction: Direction) -> Status:
        return status_of(Goal(direction, Decimal(target)), Decimal(value), still_open=True)

    assert asked(20, 25, Direction.INCREASE) is Status.UNDERWAY
    assert asked(22, 25, Direction.INCREASE) is Status.ALMOST
    assert asked(25, 25, Direction.INCREASE) is Status.REACHED
    assert asked(40, 30, Direction.DECREASE) is Status.BEHIND  # waiting does not mend it


def test_without_target_or_figure_there_is_no_verdict() -> None:
    for direction in Direction:
        nowhere, somewhere = Goal(direction, None), Goal(direction, Decimal(1))
        assert status_of(nowhere, Decimal(1)) is Status.NO_TARGET
        assert status_of(nowhere, None) is Status.NO_TARGET
        assert status_of(somewhere, None) is Status.NO_FIGURE
        assert status_of(somewhere, None, still_open=True) is Status.NO_FIGURE


@quick
@given(st.decimals(0, 10**12, places=6), st.decimals("0.000001", 10**12, places=6))
def test_the_status_equals_that_of_exact_fractions(value: Decimal, target: Decimal) -> None:
    share = Fraction(value) / Fraction(target)
    limit = Fraction(85, 100)
    more = Status.REACHED if share >= 1 else Status.ALMOST if share >= limit else Status.BEHIND
    less = Status.REACHED if share <= 1 else Status.ALMOST if share * limit <= 1 else Status.BEHIND
    assert status_of(Goal(Direction.INCREASE, target), value) is more
    assert status_of(Goal(Direction.DECREASE, target), value) is less


@quick
@given(numbers, numbers)
def test_a_change_is_exact(before: Decimal, after: Decimal) -> None:
    change = change_between(figure(before), figure(after, "2024-2025"))
    difference = Fraction(after) - Fraction(before)
    assert change.difference is not None
    assert Fraction(change.difference) == difference
    if before <= 0:
        assert change.growth is None
    else:
        assert change.growth is not None
        assert Fraction(change.growth) == half_up(difference / Fraction(before), 3)


def test_a_blank_has_no_change_and_names_its_period() -> None:
    change = change_between(figure(None), figure(5, "2024-2025"))
    assert (change.difference, change.growth) == (None, None)
    assert "2023-2024" in change.refused
    assert "2024-2025" in change_between(figure(5), figure(None, "2024-2025")).refused


@pytest.mark.parametrize("kind", CaveatKind)
@pytest.mark.parametrize("first", [True, False])
def test_only_what_breaks_comparison_refuses_it(kind: CaveatKind, first: bool) -> None:
    before, after = figure(44), figure(70, "2024-2025")
    marked = replace(before if first else after, caveats=(Caveat(kind, "corona"),))
    change = change_between(marked, after) if first else change_between(before, marked)
    if kind in (CaveatKind.NOT_COMPARABLE, CaveatKind.DEFINITION_CHANGED):
        assert "corona" in change.refused
        assert change.difference is None
    else:
        assert (change.difference, change.growth) == (26, Decimal("0.591"))  # 26 / 44 = 0.5909…
        assert change.caveats == (Caveat(kind, "corona"),)


def test_a_figure_shows_a_number_bounds_words_or_a_dash() -> None:
    blank = figure(None)
    assert blank.shown == "–"
    assert figure(0).shown == "0"
    assert replace(blank, text="goed").shown == "goed"
    assert replace(blank, lower=Decimal(3), upper=Decimal(1200)).shown == f"3 tot 1{THIN_SPACE}200"


def test_caveats_are_merged_once_in_a_stable_order() -> None:
    a, b = Caveat(CaveatKind.PARTIAL), Caveat(CaveatKind.FICTITIOUS, "oefening")
    assert merged_caveats([[a, b], [b], []]) == merged_caveats([[b, a]]) == (b, a)
    assert b.text == "fictief (oefengegevens): oefening"


def test_what_was_observed_in_a_part_of_its_period_is_not_compared() -> None:
    whole, part = figure(16), replace(figure(25, "2024-2025"), partly="alleen het eerste trimester")
    assert change_between(whole, part).refused == (
        "schooljaar 2024-2025: alleen het eerste trimester"
    )
    assert change_between(part, whole).difference is None
