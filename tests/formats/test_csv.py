"""Tidy CSV is for programs: stable columns, one row per figure, plain numbers."""

from __future__ import annotations

import csv
import io
from decimal import Decimal

import pytest

from toc_core.formats.columns import NAMES, plain
from toc_core.formats.csv import harmless

from .by_hand import PROVISIONAL, compared, figure, report_of, rich_report, written


def rows(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode(), newline="")))


def test_the_columns_are_english_and_stay() -> None:
    expected = (
        "programme indicator label element level unit period period_start period_end axis"
        " category site site_label value lower upper numerator denominator percent n"
        " distribution only_before only_after text origin absence rows direction baseline target"
        " progress_percent status change_from change change_percent change_refused"
        " change_caveats caveats left_out mismatches to_date context sensitive shown notices"
    )
    assert " ".join(NAMES) == expected


def test_there_is_one_row_per_figure_and_no_mark_in_front() -> None:
    data = written("csv", rich_report())
    assert data.startswith(b"programme,indicator,")
    assert data.count(b"\r\n") == 1 + 6
    assert len(rows(data)) == 6


def test_a_step_is_told_with_its_percentage() -> None:
    # 40 to 50: +10 of 40 is 25 %.
    _first, second = rows(written("csv", report_of(*compared(figure("40"), figure("50")))))
    assert (second["change_from"], second["change"], second["change_percent"]) == (
        "2023-2024",
        "10",
        "25",
    )


def test_caveats_are_written_as_source_data_write_them() -> None:
    pair = compared(figure("40", caveats=(PROVISIONAL,)), figure("50"))
    first, second = rows(written("csv", report_of(*pair)))
    assert first["caveats"] == second["change_caveats"] == "provisional: stand bij de start"
    assert second["caveats"] == ""


def test_dates_are_iso_and_answers_are_words() -> None:
    (row,) = rows(written("csv", report_of(figure("1", sensitive=True))))
    assert (row["period_start"], row["period_end"]) == ("2024-09-01", "2025-08-31")
    assert (row["sensitive"], row["origin"]) == ("yes", "counted")


@pytest.mark.parametrize("number", ["-5", "-5.25", "+3", "-1\u202f200,5"])
def test_a_number_with_a_sign_is_no_formula(number: str) -> None:
    assert harmless(number) == number


@pytest.mark.parametrize("text", ["-", "-a", "+32 15 29 79 79", "=A1", "@x", "\tx", "-5)"])
def test_anything_else_with_such_a_sign_gets_an_apostrophe(text: str) -> None:
    assert harmless(text) == "'" + text


def test_a_number_has_no_zeros_at_its_end() -> None:
    numbers = ("1.500000", "100", "0.000001", "-0.5")
    assert [plain(Decimal(n)) for n in numbers] == ["1.5", "100", "0.000001", "-0.5"]
