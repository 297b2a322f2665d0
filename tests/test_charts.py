"""Charts are drawn on the server from the rows of their table, and reach nowhere else."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

import pytest

from toc_core import charts
from toc_core.charts import chart_svg
from toc_core.errors import PluginError
from toc_core.formats.section_tables import table_html
from toc_core.formats.sections import ReportSection

COLUMNS = ("School", "Boeken")
ROWS = (("Oefenschool A", 1200), ("<Oefenschool B>", Decimal("2300.5")))
X: dict[str, Any] = {"field": "Boeken", "type": "quantitative"}
BARS = {"mark": "bar", "encoding": {"y": {"field": "School", "type": "nominal"}, "x": X}}


def test_a_chart_draws_the_rows_of_its_table_in_the_colours_of_the_page() -> None:
    svg = chart_svg(BARS, COLUMNS, ROWS, "Boeken & co")
    assert "Oefenschool A" in svg
    assert "&lt;Oefenschool B&gt;" in svg
    assert 'aria-label="Grafiek: Boeken &amp; co.' in svg
    assert "var(--accent)" in svg
    assert "1\u202f000" in svg  # Belgian thousands on the axis
    assert not re.search(r"#[0-9a-f]{6}|\sstyle=|href=|<script", svg)


def test_the_picture_stands_above_its_table_and_a_table_without_rows_has_none() -> None:
    page = table_html("s0", "Boeken", ReportSection("Boeken", COLUMNS, ROWS, chart=BARS))
    assert page.index("<svg") < page.index("<table")
    empty = table_html("s0", "Boeken", ReportSection("Boeken", COLUMNS, (), chart=BARS))
    assert "<svg" not in empty
    assert "<table" in empty


def test_without_the_extra_the_table_stands_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(charts, "find_spec", lambda _name: None)
    page = table_html("s0", "Boeken", ReportSection("Boeken", COLUMNS, ROWS, chart=BARS))
    assert "<svg" not in page
    assert "Oefenschool A" in page


@pytest.mark.parametrize(
    ("spec", "words"),
    [
        ({**BARS, "data": {"url": "https://elders.example/x.csv"}}, "'data'"),
        ({"layer": [{"mark": "bar", "data": {"values": []}}]}, "'data'"),
        ({"mark": "image", "encoding": {"x": X, "url": {"value": "https://x.example/"}}}, "'url'"),
        ({"mark": "bar", "encoding": {"x": {**X, "field": "Boekn"}}}, "bedoelde je 'Boeken'"),
    ],
)
def test_a_chart_with_data_of_its_own_or_an_unknown_column_is_refused(
    spec: dict[str, Any], words: str
) -> None:
    with pytest.raises(PluginError, match="sectie 'Boeken'") as refused:
        ReportSection("Boeken", COLUMNS, ROWS, chart=spec)
    assert words in str(refused.value)


def test_a_chart_that_cannot_be_drawn_says_why() -> None:
    with pytest.raises(PluginError, match="kan niet getekend worden"):
        ReportSection("Boeken", COLUMNS, ROWS, chart={"mark": "stompen"})


def test_words_that_look_like_a_tag_are_only_words() -> None:
    words = '" href="x" style=\'x\' onclick=x ><script> &'
    svg = chart_svg(BARS, COLUMNS, ((words, 1),), "Boeken")
    assert "&lt;script&gt;" in svg
    assert "<script" not in svg


def test_a_column_that_the_chart_makes_itself_may_be_drawn() -> None:
    twice = {"calculate": "datum.Boeken * 2", "as": "twice"}
    x = {"field": "twice", "type": "quantitative"}
    ReportSection(
        "Boeken", COLUMNS, ROWS, chart={"mark": "bar", "transform": [twice], "encoding": {"x": x}}
    )
    with pytest.raises(PluginError, match="bedoelde je 'twice'"):
        ReportSection(
            "Boeken",
            COLUMNS,
            ROWS,
            chart={"mark": "bar", "transform": [twice], "encoding": {"x": {**x, "field": "twise"}}},
        )


def test_a_chart_that_would_fetch_something_is_refused() -> None:
    sneaky = {"mark": {"type": "text", "href": "https://x.example/"}, "encoding": {"x": X}}
    with pytest.raises(PluginError, match="naar buiten"):
        chart_svg(sneaky, COLUMNS, ROWS, "Boeken")
