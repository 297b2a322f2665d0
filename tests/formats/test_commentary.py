"""What the city team wrote goes along in the formats for people, as words and nothing else."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from typing import BinaryIO

from openpyxl import load_workbook

from toc_core.formats import html, terminal, xlsx
from toc_core.formats import json as as_json
from toc_core.formats.commentary import Commentary
from toc_core.reports import Report

from .by_hand import NEW, figure, report_of

HOSTILE = '=HYPERLINK("http://x")<script>x</script>\nTweede regel'
WRITTEN = Commentary("reading", NEW, "Meer duo's.", HOSTILE, "", "stad")
REPORT = report_of(figure("70"), commentaries=(WRITTEN,))


def written(write: Callable[[Report, BinaryIO], None], report: Report = REPORT) -> bytes:
    file = io.BytesIO()
    write(report, file)
    return file.getvalue()


def test_a_question_without_an_answer_is_left_out() -> None:
    assert [question for question, _text in WRITTEN.answers] == [
        "Wat valt op?",
        "Wat betekent dit?",
    ]


def test_the_page_holds_the_words_and_no_script() -> None:
    page = written(html.write).decode()
    assert '<h2 id="c0">Duiding (2024-2025)</h2>' in page
    assert "<script>x" not in page
    assert "<p>Tweede regel</p>" in page


def test_the_workbook_holds_text_and_no_formula() -> None:
    sheet = load_workbook(io.BytesIO(written(xlsx.write)))["Rapport"]
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value == HOSTILE]
    assert [cell.data_type for cell in cells] == ["s"]


def test_the_file_for_programs_keeps_each_text_by_name() -> None:
    found = json.loads(written(as_json.write))["commentaries"]
    assert found == [
        {
            "programme": "reading",
            "period": "2024-2025",
            "striking": "Meer duo's.",
            "meaning": HOSTILE,
            "next_steps": "",
        }
    ]
    assert "commentaries" not in json.loads(written(as_json.write, report_of(figure("1"))))


def test_a_terminal_shows_every_line() -> None:
    text = written(terminal.write).decode()
    assert "Duiding (2024-2025)\n  Wat valt op?\n    Meer duo's." in text
    assert "    Tweede regel" in text
