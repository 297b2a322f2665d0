"""What holds for every format: the same figures, the same bytes, the same warnings."""

from __future__ import annotations

import csv
import io
import json
import re
from decimal import Decimal

import openpyxl
import pytest

from toc_core.formats.words import change_text, period_text
from toc_core.periods import parse_period
from toc_core.plugins import load_plugins

from .by_hand import compared, figure, pdf_text, report_of, rich_report, written

NAMES = ["terminal", "csv", "xlsx", "json", "html", "pdf"]
FORMULAS = ["=1+1", "+1+cmd", "-2+3", "@SUM(A1)", "\t=1", "\r=1"]


def as_text(name: str, data: bytes) -> str:
    """Return everything a reader of the format can see."""
    if name == "pdf":
        return pdf_text(data)
    if name != "xlsx":
        return data.decode()
    book = openpyxl.load_workbook(io.BytesIO(data))
    cells = (cell.value for sheet in book for row in sheet.iter_rows() for cell in row)
    return "\n".join(str(value) for value in cells if value is not None)


def test_the_built_in_formats_come_through_the_hook() -> None:
    assert list(load_plugins(found=[]).formats) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_the_same_report_gives_the_same_bytes(name: str) -> None:
    assert written(name, rich_report()) == written(name, rich_report())


@pytest.mark.parametrize("name", NAMES)
def test_practice_data_carry_a_banner_in_every_format(name: str) -> None:
    assert "Oefengegevens: fictief" in as_text(name, written(name, rich_report(practice=True)))
    assert "Oefengegevens" not in as_text(name, written(name, rich_report()))


@pytest.mark.parametrize("name", NAMES)
def test_small_numbers_of_people_are_marked_as_internal_in_every_format(name: str) -> None:
    assert "intern: bevat kleine aantallen" in as_text(name, written(name, rich_report()))
    without = report_of(figure("3"), figure(sensitive=True))
    assert "intern" not in as_text(name, written(name, without))


@pytest.mark.parametrize("name", ["terminal", "xlsx", "html", "pdf"])
def test_outcomes_without_an_indicator_are_listed_for_people(name: str) -> None:
    text = as_text(name, written(name, rich_report()))
    assert "Ontbreekt nog" in text
    assert "Leerlingen: Durf" in text


@pytest.mark.parametrize("name", NAMES)
def test_a_figure_without_an_answer_is_a_dash_that_says_why(name: str) -> None:
    text = as_text(name, written(name, report_of(figure())))
    assert "–" in text
    assert "niets geregistreerd" in text


@pytest.mark.parametrize("name", NAMES)
def test_a_report_without_figures_can_still_be_written(name: str) -> None:
    assert "Indicatoren" in as_text(name, written(name, report_of())) or name == "csv"


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("text", FORMULAS)
def test_text_that_looks_like_a_formula_stays_text(name: str, text: str) -> None:
    data = written(name, report_of(figure(label=text, site_label=text, site="a")))
    if name == "csv":
        (row,) = csv.DictReader(io.StringIO(data.decode(), newline=""))
        assert row["label"] == row["site_label"] == "'" + text
    if name == "xlsx":
        book = openpyxl.load_workbook(io.BytesIO(data))
        kinds = {c.data_type for s in book for row in s.iter_rows() for c in row}
        assert "f" not in kinds


def test_all_formats_show_the_same_numbers() -> None:
    report = rich_report()
    shown = [f.shown for f in report.figures]
    assert shown == ["40", "50", "33,3", "12,0 tot 1\u202f900,0", "Goed begonnen", "–"]
    rows = list(csv.DictReader(io.StringIO(written("csv", report).decode(), newline="")))
    assert [row["shown"] for row in rows] == shown
    assert [row["value"] for row in rows] == ["40", "50", "33.333333", "", "", ""]
    found = json.loads(written("json", report))["figures"]
    assert [row["shown"] for row in found] == shown
    assert [row["value"] for row in found] == ["40", "50", "33.333333", None, None, None]
    page = re.findall(r'<span class="value">([^<]*)<', written("html", report).decode())
    assert sorted(page) == sorted(shown)
    text = written("terminal", report).decode()
    assert all(words in text for words in shown)
    book = openpyxl.load_workbook(io.BytesIO(written("xlsx", report)))
    cells = [c.value for row in book["Rapport"].iter_rows() for c in row]
    assert all(value in cells for value in (40, 50, 33.3, "12,0 tot 1\u202f900,0", "Goed begonnen"))


@pytest.mark.parametrize("name", ["csv", "json"])
def test_numbers_are_exact_for_other_programs(name: str) -> None:
    value = "123456789.123456"
    assert value in written(name, report_of(figure(value))).decode()
    assert '"1000"' in written("json", report_of(figure("1000.000000"))).decode()


def test_a_target_tells_its_status_in_words() -> None:
    for value, words in (("60", "bereikt"), ("51", "bijna"), ("50", "achter")):
        report = report_of(figure(value, target=Decimal(60)))
        assert f"doel 60: {words}" in written("terminal", report).decode()
        assert f"doel 60: {words}" in written("html", report).decode()


def test_parts_stand_under_their_indicator_with_readable_names() -> None:
    figures = [figure("9"), figure("4", axis="age", category="young")]
    figures += [figure("5", axis="age", category="unknown"), figure("2", site="a", site_label="A")]
    text = written("terminal", report_of(*figures)).decode()
    labels = ["Aantal duo's", "Leeftijd: Jong", "Leeftijd: onbekend", "A"]
    places = [text.index(f"  {label} ") for label in labels]
    assert places == sorted(places)


def test_a_format_knows_whether_a_screen_can_show_it() -> None:
    formats = load_plugins(found=[]).formats
    assert [name for name, one in formats.items() if not one.is_text] == ["xlsx", "pdf"]


def test_signs_that_steer_a_terminal_are_not_written() -> None:
    text = written("terminal", report_of(figure("1", label="Rood\x1b[31m"))).decode()
    assert "\x1b" not in text


def test_a_percentage_changes_by_percentage_points_and_a_number_by_its_growth() -> None:
    points = {"percent": True, "decimals": 1}
    _old, share = compared(figure("62", **points), figure("74.5", **points))
    assert change_text(share) == "+12,5 procentpunt"
    _old, number = compared(figure("62"), figure("74"))
    assert change_text(number) == "+12 (+19,4\u202f%)"


def test_a_column_names_a_quarter_in_words_and_a_year_by_its_numbers() -> None:
    codes = ("2026.Q3", "2024-2025", "2023-2024..2024-2025")
    told = ["kwartaal 3 van 2026", "2024-2025", "2023-2024 t/m 2024-2025"]
    assert [period_text(parse_period(code)) for code in codes] == told
