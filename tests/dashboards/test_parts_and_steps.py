"""What figures are made of, and how far trajectories come."""

from __future__ import annotations

from decimal import Decimal

from toc_core.dashboards import funnel, own_steps
from toc_core.dashboards.parts import parts
from toc_core.figures import Figure, Mismatch

from .by_hand import CATEGORIES, READING, column, drawn, figure


def of_kind(category: str, value: int | None, indicator: str = "pairs", **more: int) -> Figure:
    return figure(value, indicator, axis="kind", category=category, **more)


def test_the_parts_fill_the_bar_and_unknown_comes_last() -> None:
    cells = [of_kind("student", 1), of_kind("volunteer", 2), of_kind("unknown", 1)]
    (picture,) = parts(READING, [figure(4), *cells])
    assert picture.section.title == "Opgesplitst: Soort"
    assert column(picture, "Procent") == [25, 50, 25]
    assert column(picture, "Deel")[-1] == "onbekend"
    assert column(picture, "Samen")[0] == "4 samen"
    svg = drawn(picture)
    assert svg.index(">Volunteer<") < svg.index(">Student<") < svg.index(">onbekend<")
    assert 'fill="var(--part-unknown)"' in svg


def test_more_parts_than_five_are_merged_and_unknown_never() -> None:
    cells = [of_kind(category, 9 - n) for n, category in enumerate(CATEGORIES)]
    (picture,) = parts(READING, [figure(39), *cells, of_kind("unknown", 4)])
    shown = ["Volunteer", "Student", "Parent", "de andere samen", "onbekend"]
    assert column(picture, "Deel") == shown
    assert column(picture, "Aantal") == [9, 8, 7, 6 + 5, 4]


def test_a_blank_part_is_no_zero_and_a_zero_takes_no_room() -> None:
    cells = [of_kind("student", 3), of_kind("parent", 0), of_kind("unknown", None)]
    (picture,) = parts(READING, [figure(3), *cells])
    assert column(picture, "Deel") == ["Student", "onbekend"]
    assert column(picture, "Aantal") == [3, None]


def test_what_cannot_be_added_is_not_stacked() -> None:
    mean = of_kind("student", 3, "joy")
    between = figure(None, axis="kind", category="parent", lower=1, upper=4)
    assert list(parts(READING, [figure(3, "joy"), mean])) == []
    assert list(parts(READING, [figure(9), of_kind("student", 3), between])) == []
    assert list(parts(READING, [figure(0), of_kind("student", 0)])) == []


def test_parts_that_hold_somebody_twice_say_so() -> None:
    text = "Per deel (Soort) samen 5, in totaal 4."
    whole = figure(4).but(mismatches=(Mismatch(text, Decimal(5), Decimal(4), overlap=True),))
    (picture,) = parts(READING, [whole, of_kind("student", 3), of_kind("parent", 2)])
    assert picture.section.note == text


def test_a_funnel_tells_each_step_as_a_part_of_the_one_before() -> None:
    picture = funnel(planned=8, started=6, finished=3, stopped=1)
    assert column(picture, "Aantal trajecten") == [8, 6, 3]
    assert column(picture, "Procent van de vorige stap") == [None, 75, 50]
    assert picture is not None
    assert picture.section.note == "2 lopen nog · 1 gestopt"
    assert drawn(picture).count('fill="var(--accent)"') == 3
    assert funnel(planned=0, started=0, finished=0, stopped=0) is None


def test_of_no_start_there_is_no_percentage() -> None:
    picture = funnel(planned=2, started=0, finished=0, stopped=0)
    assert column(picture, "Procent van de vorige stap") == [None, 0, None]
    assert column(picture, "In woorden") == ["2", "0", "0"]  # nothing yet is no verdict of 0 %


def test_steps_are_set_against_the_trajectories_that_started() -> None:
    picture = own_steps(4, {"Kennismaken": 4, "Terugkijken <b>": 1})
    assert column(picture, "Procent van de gestarte") == [None, 100, 25]
    assert "Terugkijken &lt;b&gt;" in drawn(picture)
    assert own_steps(0, {"Kennismaken": 1}) is None
    assert own_steps(4, {}) is None
