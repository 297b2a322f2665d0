"""Schools beside each other and years after each other, without a ranking or a false line."""

from __future__ import annotations

from decimal import Decimal

from toc_core.dashboards import MOST_SCHOOLS, dashboard
from toc_core.dashboards.schools import schools, share_of_target
from toc_core.dashboards.years import years_of_indicators, years_of_schools
from toc_core.figures import Change
from toc_core.periods import parse_period
from toc_core.theory import Direction

from .by_hand import PLACES, READING, YEAR, at, column, drawn, figure

PERIOD = parse_period(YEAR)
STEP, BROKEN = Change("2023-2024", Decimal(1)), Change("2023-2024", refused="andere telling")


def test_schools_stand_in_the_order_of_the_alphabet_whatever_their_figures() -> None:
    found = [at("b", 9), at("a", 1), at("b", 3, "sessions")]
    picture = schools(READING, found, PLACES)
    assert column(picture, "School") == ["Oefenschool A", "Oefenschool B"] * 2
    assert column(picture, "Cijfer") == ["1", "9", "–", "3"]


def test_a_cell_without_data_is_a_dashed_dash_and_one_without_a_target_has_no_colour() -> None:
    found = [at("a", 2, target=8), at("b", 3, "sessions")]
    picture = schools(READING, found, PLACES)
    assert column(picture, "Procent van eigen doel") == [25, None, None, None]
    svg = drawn(picture)
    assert svg.count("fill-opacity") == 1
    assert svg.count('stroke-dasharray="3,3"') == 2
    assert "var(--wrong)" not in svg
    assert picture is not None
    assert "zonder kleur: geen doel of geen vast cijfer" in picture.section.note
    everywhere = schools(READING, [at("a", 2, target=8), at("b", 3, target=8)], PLACES)
    assert everywhere is not None
    assert "zonder kleur" not in everywhere.section.note


def test_a_share_of_a_target_is_only_told_where_it_says_something() -> None:
    assert share_of_target(figure(199, target=200)) == 99  # rounded down: not yet reached
    assert share_of_target(figure(None, lower=1, upper=2, target=4)) is None
    assert share_of_target(figure(3, target=4, direction=Direction.DECREASE)) is None
    assert share_of_target(figure(3, target=0)) is None


def test_a_line_runs_only_between_years_that_are_compared() -> None:
    found = [
        at("a", 1, year="2021-2022"),
        at("a", 2, year="2022-2023", change=STEP),
        at("a", 3, year="2023-2024", change=BROKEN),
        at("a", None, year="2024-2025"),
    ]
    picture = years_of_schools(READING, "pairs", found, PLACES)
    assert column(picture, "Doorlopende lijn") == [1, 1, 2, 3]
    assert column(picture, "Cijfer") == ["1", "2", "3 ¹", "–"]
    assert picture is not None
    assert "Niet vergeleken met schooljaar 2023-2024, want andere telling." in picture.section.note
    svg = drawn(picture)
    assert svg.count("<path") - svg.count('d="M0,0h') >= 3  # a point per year that has a figure
    assert ">1<" in svg
    assert ">2<" not in svg  # only the first and the last are in words


def test_bounds_in_a_year_are_an_upright_range() -> None:
    found = [at("a", 5, year="2023-2024"), at("a", None, lower=4, upper=9)]
    picture = years_of_schools(READING, "pairs", found, PLACES)
    assert column(picture, "Hoogstens") == [5, 9]
    assert 'stroke-width="7"' in drawn(picture)


def test_a_year_in_which_nobody_has_a_figure_keeps_its_place() -> None:
    years = ("2021-2022", "2022-2023", "2023-2024")
    found = [at("a", None if year == years[1] else 2, year=year) for year in years]
    svg = drawn(years_of_schools(READING, "pairs", found, PLACES))
    assert ">22-23<" in svg


def test_one_year_makes_no_picture_of_years() -> None:
    assert years_of_indicators(READING, [figure(3), figure(None, year="2023-2024")]) is None


def test_the_city_sees_schools_in_groups_of_twelve() -> None:
    codes = [f"s{number:02}" for number in range(MOST_SCHOOLS + 1)]
    found = [at(code, 1) for code in reversed(codes)]
    told = dashboard(READING, found, PERIOD, side_by_side=True)
    assert told.groups == (("s00", "s11"), ("s12", "s12"))
    assert column(told.pictures[-1], "School") == codes[:MOST_SCHOOLS]
    last = dashboard(READING, found, PERIOD, side_by_side=True, group=1)
    assert column(last.pictures[-1], "School") == ["s12"]
    beyond = dashboard(READING, found, PERIOD, side_by_side=True, group=9)
    assert beyond.pictures == told.pictures


def test_a_school_sees_itself_against_its_own_target_and_is_not_counted_as_one() -> None:
    found = [figure(6), at("a", 6, target=8), figure(1, "schools")]
    told = dashboard(READING, found, PERIOD, side_by_side=False)
    assert [picture.code for picture in told.pictures] == ["stand"]
    assert column(told.pictures[0], "Stand") == ["6, doel 8: nog 2 te gaan"]


def test_the_years_of_a_chosen_indicator_are_shown_and_of_another_the_first() -> None:
    found = [
        one
        for code in ("pairs", "sessions")
        for year in ("2023-2024", YEAR)
        for one in (figure(1, code, year=year), at("a", 1, code, year=year))
    ]
    asked = dashboard(READING, found, PERIOD, side_by_side=True, series="sessions")
    assert (asked.series, asked.shown_series) == (("pairs", "sessions"), "sessions")
    strange = dashboard(READING, found, PERIOD, side_by_side=True, series="niets")
    assert strange.shown_series == "pairs"


def test_nothing_makes_no_picture() -> None:
    assert dashboard(READING, [], PERIOD, side_by_side=True).pictures == ()
