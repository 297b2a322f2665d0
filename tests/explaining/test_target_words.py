"""How a figure stands against its target, as a sum that a reader can do again."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from toc_core.explaining.target import percent, target_words, without_target
from toc_core.figures import Figure, Goal, Origin, status_of
from toc_core.periods import parse_period
from toc_core.theory import Conventions, Direction, Indicator, Progress

from .by_hand import JUNE, entered

YEAR = parse_period("2020-2021")


def told(
    value: int | None,
    target: int | None,
    *,
    baseline: int | None = None,
    bounds: tuple[int, int] | None = None,
    still_open: bool = False,
    direction: Direction = Direction.INCREASE,
    progress: Progress = Progress.BY_DIRECTION,
) -> str:
    """Return what is said of a figure, with the progress and status that it would have."""
    numbers = [None if n is None else Decimal(n) for n in (value, target, baseline)]
    ends = (Decimal(bounds[0]), Decimal(bounds[1])) if bounds else None
    conventions = Conventions(progress=progress)
    goal = Goal(direction, numbers[1], numbers[2], conventions)
    figure = Figure(
        "club",
        "one",
        "Een",
        YEAR,
        origin=Origin.COUNTED,
        value=numbers[0],
        lower=ends[0] if ends else None,
        upper=ends[1] if ends else None,
        direction=direction,
        target=numbers[1],
        baseline=numbers[2],
        progress=goal.progress_of(numbers[0]),
        status=status_of(goal, numbers[0], ends, still_open=still_open),
    )
    indicator = Indicator("one", "x", direction=direction, conventions=conventions)
    return " ".join(target_words(figure, indicator)).replace("\u202f", " ")


def test_70_of_80_is_almost_because_of_the_margin() -> None:
    assert told(70, 80) == "Het doel is 80. 70 van de 80 is 87,5 %. Vanaf 85 % zeggen we 'bijna'."


def test_a_baseline_that_does_not_count_is_named() -> None:
    assert told(25, 30, baseline=16) == (
        "Het doel is 30. 25 van de 30 is 83,3 %. Onder 85 % zeggen we 'achter'. "
        "De beginsituatie (16) telt niet mee in dit percentage."
    )


def test_a_baseline_that_counts_stands_in_the_sum() -> None:
    said = told(25, 30, baseline=16, progress=Progress.FROM_BASELINE)
    assert "Van 16 tot 25 is 64,3 % van de weg van 16 naar 30." in said
    assert "telt niet mee" not in said


def test_where_less_is_better_the_target_is_divided_by_the_value() -> None:
    less = Direction.DECREASE
    assert "8 gedeeld door 10 is 80 %. Onder 85 %" in told(10, 8, direction=less)
    said = told(10, 8, baseline=20, direction=less)
    assert "Van 20 tot 10 is 83,3 % van de weg van 20 naar 8." in said


def test_a_year_that_still_runs_says_how_much_is_left() -> None:
    assert told(20, 80, still_open=True).endswith("De periode loopt nog: nog 60 te gaan.")


@pytest.mark.parametrize(
    ("bounds", "words"),
    [
        ((30, 34), "Ook met 30 is het doel bereikt."),
        ((23, 34), "Met 34 is het doel bereikt, met 23 niet. Daarom is het niet zeker."),
        ((10, 12), "Ook met 12 is het doel niet bereikt."),
    ],
)
def test_bounds_say_what_is_certain(bounds: tuple[int, int], words: str) -> None:
    assert told(None, 30, bounds=bounds).startswith(f"Het doel is 30. {words}")


def test_staying_the_same_knows_no_percentage() -> None:
    keep = Direction.MAINTAIN
    assert told(5, 5, direction=keep) == "Het doel is 5. Het doel is bereikt."
    assert told(6, 5, direction=keep).endswith("Daarom zeggen we 'achter'.")


def test_without_a_target_or_a_figure_there_is_no_sum() -> None:
    assert told(70, None) == ""
    assert told(None, 80) == "Het doel is 80."


@pytest.mark.parametrize(
    ("progress", "shown"),
    [("87.5", "87,5"), ("80", "80"), ("84.96", "84,96"), ("99.9999", "99,9999"), ("66.67", "66,7")],
)
def test_rounding_never_passes_the_margin_or_the_target(progress: str, shown: str) -> None:
    assert percent(Decimal(progress), 85) == f"{shown}\u202f%"


COUNTED = Figure("club", "one", "Een", YEAR, origin=Origin.COUNTED, value=Decimal(24))


def test_with_targets_of_schools_alone_nothing_is_said_of_the_city() -> None:
    school = replace(entered(1, 8, JUNE), site=3)
    assert without_target(Indicator("one", "x"), COUNTED, [school]) == (
        "Er is alleen een doel per school, niet voor de hele stad. Daarom zeggen we niet of 24 "
        "genoeg is."
    )


def test_a_direction_that_nobody_agreed_is_our_reading() -> None:
    less = Indicator("one", "x", direction=Direction.DECREASE)
    assert without_target(Indicator("one", "x"), COUNTED, []) == (
        "Er is geen doel afgesproken. Meer is beter (onze lezing)."
    )
    assert without_target(less, COUNTED, []).endswith("Minder is beter (onze lezing).")
    context = Indicator("one", "x", context=True)
    assert without_target(context, COUNTED, []) == "Er is geen doel afgesproken."


def test_a_direction_that_was_agreed_is_said_as_agreed() -> None:
    said = without_target(Indicator("one", "x"), COUNTED, [entered(1, None, JUNE)])
    assert said == "Er is geen getal afgesproken, alleen een richting: meer."
