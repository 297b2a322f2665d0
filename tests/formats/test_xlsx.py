"""The workbook: a sheet for people, real numbers, no formulas, and the same in LibreOffice."""

from __future__ import annotations

import csv
import io
from datetime import datetime
from pathlib import Path
from zipfile import ZipFile

import openpyxl
from office import sheet_of

from toc_core.formats.columns import NAMES

from .by_hand import figure, report_of, rich_report, written


def workbook() -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(written("xlsx", rich_report(practice=True))))


def test_there_are_three_sheets_with_the_one_for_people_first() -> None:
    assert workbook().sheetnames == ["Rapport", "Gegevens", "Toelichting"]


def test_no_cell_is_a_formula_or_a_link() -> None:
    book = workbook()
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n", "d", "inlineStr"}
    assert not any(cell.hyperlink for cell in cells)


def test_the_tidy_sheet_has_real_numbers_and_dates() -> None:
    head, first, *_rest = workbook()["Gegevens"].iter_rows(values_only=True)
    assert head == NAMES
    row = dict(zip(head, first, strict=True))
    assert (row["value"], row["rows"]) == (40, 1)
    assert row["period_start"] == datetime(2023, 9, 1)  # noqa: DTZ001 - a cell has no zone


def test_the_sheet_for_people_has_numbers_and_says_what_goes_with_them() -> None:
    cells = [c.value for row in workbook()["Rapport"].iter_rows() for c in row if c.value]
    assert cells[:2] == ["Indicatoren van Leesbuurt", "Oefengegevens: fictief"]
    # 40 to 50 is +10, a quarter more; 50 of 60 is less than 85 %.
    assert "noot 1\ndoel 60: achter\n+10 (+25,0\u202f%)" in cells
    assert "1. Voorlopig: stand bij de start." in cells
    assert 33.3 in cells


def test_what_a_figure_counts_stands_in_the_explanation() -> None:
    cells = [c.value for row in workbook()["Toelichting"].iter_rows() for c in row]
    assert "Elk duo telt één keer." in cells
    assert "Leerlingen: Durf" in cells


def test_the_file_says_when_the_report_was_made_and_not_when_it_was_written() -> None:
    book = workbook()
    assert book.properties.created == datetime(2025, 9, 30, 8, 15)  # noqa: DTZ001
    with ZipFile(io.BytesIO(written("xlsx", rich_report()))) as parts:
        assert {part.date_time for part in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_libreoffice_reads_the_numbers_of_the_csv(tmp_path: Path) -> None:
    report = rich_report()
    workbook = tmp_path / "report.xlsx"
    workbook.write_bytes(written("xlsx", report))
    head, *rows = sheet_of(workbook, "Gegevens")
    found = [dict(zip(head, row, strict=True)) for row in rows]
    ours = list(csv.DictReader(io.StringIO(written("csv", report).decode(), newline="")))
    for column in ("value", "lower", "upper", "target", "change", "change_percent", "shown"):
        assert [row[column] for row in found] == [row[column] for row in ours], column
    cells = {cell.strip() for row in sheet_of(workbook, "Rapport") for cell in row}
    assert {"40", "50", "33.3", "12,0 tot 1\u202f900,0", "Goed begonnen"} <= cells


def test_a_percentage_is_a_number_with_its_sign() -> None:
    share = figure("33.333333", percent=True, decimals=1, unit="%")
    book = openpyxl.load_workbook(io.BytesIO(written("xlsx", report_of(share))))
    cells = [cell for row in book["Rapport"].iter_rows() for cell in row]
    (cell,) = [cell for cell in cells if cell.value == 33.3]
    assert '" %"' in cell.number_format
