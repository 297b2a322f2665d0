"""Sections that plugins add to a report: the same table in every format that people read."""

from __future__ import annotations

import io
import json
from decimal import Decimal
from typing import Any

import pytest
from openpyxl import load_workbook

from toc_core.errors import PluginError
from toc_core.formats.sections import PlacedSection, ReportSection, cell_text

from .by_hand import NEW, figure, report_of, written

HOSTILE = "<script>alert(1)</script>"
LOANS = ReportSection(
    "Koffers",
    ("School", "Boeken", "Gemiddeld"),
    (("Oefenschool A", 1200, Decimal("7.5")), (HOSTILE, None, Decimal("-1"))),
    note="Geteld op de dag van uitlenen.",
)
REPORT = report_of(figure("50"), sections=(PlacedSection("reading", NEW, "leeskoffer", LOANS),))


def test_the_page_has_the_table_with_every_cell_escaped() -> None:
    page = written("html", REPORT).decode()
    assert "Koffers (2024-2025)</h2>" in page
    assert '<th scope="row">Oefenschool A</th><td>1\u202f200</td><td>7,5</td>' in page
    assert HOSTILE not in page
    assert "<td>–</td><td>-1</td>" in page
    assert "Geteld op de dag van uitlenen." in page


def test_the_screen_has_the_table_in_columns() -> None:
    lines = written("terminal", REPORT).decode().splitlines()
    start = lines.index("Koffers (2024-2025)")
    assert lines[start + 1].split() == ["School", "Boeken", "Gemiddeld"]
    assert lines[start + 2].split(maxsplit=2)[:2] == ["Oefenschool", "A"]
    assert "1\u202f200" in lines[start + 2]
    assert lines[start + 2].endswith("7,5")


def test_the_workbook_has_a_sheet_with_real_numbers_and_text_as_text() -> None:
    sheet = load_workbook(io.BytesIO(written("xlsx", REPORT)))["Meer"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(max_col=3)]
    assert rows[0][0] == "Koffers (2024-2025)"
    assert rows[1:3] == [["School", "Boeken", "Gemiddeld"], ["Oefenschool A", 1200, 7.5]]
    assert rows[3] == [HOSTILE, None, -1]


def test_json_says_which_plugin_it_is_of_and_keeps_numbers_exact() -> None:
    (section,) = json.loads(written("json", REPORT))["sections"]
    assert (section["plugin"], section["programme"]) == ("leeskoffer", "reading")
    assert section["rows"] == [["Oefenschool A", 1200, "7.5"], [HOSTILE, None, "-1"]]


def test_a_report_without_sections_is_written_as_before() -> None:
    assert b"sections" not in written("json", report_of(figure("50")))
    book = load_workbook(io.BytesIO(written("xlsx", report_of(figure("50")))))
    assert book.sheetnames == ["Rapport", "Gegevens", "Toelichting"]


def test_a_report_with_a_section_stays_inside() -> None:
    assert not report_of(figure("50")).is_internal
    assert REPORT.notices == ("intern: bevat kleine aantallen",)


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ((("a",),), "rij 1: 1 cellen voor 2 kolommen"),
        ((("a", 0.1),), "rij 1: een cel is tekst, int, Decimal of None, geen float"),
        ((("a", 1), ("b", True)), "rij 2: een cel is tekst, int, Decimal of None, geen bool"),
        ((("a", 1),) * 1001, "heeft 1001 rijen; hoogstens 1000"),
    ],
)
def test_a_section_that_is_no_table_is_refused(rows: Any, told: str) -> None:
    with pytest.raises(PluginError, match="sectie 'Meer'") as caught:
        ReportSection("Meer", ("Naam", "Deel"), rows)
    assert told in str(caught.value)


def test_a_blank_is_never_a_zero() -> None:
    assert (cell_text(None), cell_text(0), cell_text(Decimal("0.50"))) == ("–", "0", "0,50")
