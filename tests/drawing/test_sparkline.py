"""A sparkline draws what is known, breaks where nothing may be compared, and never draws a zero."""

from __future__ import annotations

from decimal import Decimal
from xml.etree import ElementTree

from toc_core.drawing.sparkline import Point, sparkline


def year(number: int, value: int | None, *, is_joined: bool = True) -> Point:
    known = None if value is None else Decimal(value)
    shown = "–" if value is None else str(value)
    return Point(f"20{number}-20{number + 1}", shown, known, known, is_joined)


def test_a_line_runs_only_between_years_that_are_compared() -> None:
    drawn = sparkline([year(18, 44, is_joined=False), year(19, 70), year(20, 46, is_joined=False)])
    assert drawn.count('class="spark-line"') == 1
    assert drawn.count("<circle") == 3
    assert ">44</text>" in drawn
    assert ">46</text>" in drawn


def test_a_blank_year_is_a_hole_and_not_a_zero() -> None:
    drawn = sparkline([year(18, 10, is_joined=False), year(19, None), year(20, 30)])
    assert drawn.count("<circle") == 2
    assert "spark-line" not in drawn


def test_bounds_are_a_range_and_one_year_is_no_picture() -> None:
    bounds = Point("2019-2020", "24 tot 31", Decimal(24), Decimal(31))
    assert sparkline([year(18, 10), bounds]).count("spark-range") == 1
    assert sparkline([year(18, 10)]) == ""
    assert sparkline([]) == ""


def test_the_scale_starts_at_zero() -> None:
    drawn = ElementTree.fromstring(sparkline([year(18, 50), year(19, 100)]))
    first, second = (float(c.get("cy", 0)) for c in drawn if c.tag == "circle")
    assert 54 - first == (54 - second) / 2  # 54 is where zero lies


def test_words_are_escaped() -> None:
    drawn = sparkline([year(18, 1), Point("<b>", "<script>", Decimal(1), Decimal(1), True)])
    assert "<script>" not in drawn
    ElementTree.fromstring(drawn)
