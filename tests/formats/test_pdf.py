"""A report as a PDF: tagged, the same bytes twice, and hostile words are only words."""

from __future__ import annotations

import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from toc_core.formats.commentary import Commentary
from toc_core.formats.pdf import as_data
from toc_core.periods import parse_period
from toc_core.plugins import load_plugins
from toc_core.reports import Report

from .by_hand import NEW, OLD, figure, pdf_text, report_of, rich_report, written

HOSTILE = '#panic("x") $x$ *vet* #import "@preview/x:1.0.0" <script> [a] = kop \\ //'


def pdf(report: Report) -> bytes:
    """Return the report through the format as it is registered."""
    return written("pdf", report)


def asked(tool: str, file: Path, *more: str) -> str:
    command = [tool, str(file), *more]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def said(report: Report) -> str:
    """Return the words on the pages."""
    return pdf_text(pdf(report))


def with_words(text: str) -> Report:
    return replace(rich_report(), commentaries=(Commentary("reading", NEW, text, "", "", "stad"),))


def test_it_holds_what_the_other_formats_hold() -> None:
    words = said(with_words("Meer duo's."))
    for part in (
        "Indicatoren van Leesbuurt",
        "intern: bevat kleine aantallen",
        "Duiding (2024-2025)",
        "Meer duo's.",
        "Ontbreekt nog in schooljaar 2024-2025",
        "Wat veranderde sinds schooljaar 2023-2024?",
        "doel 60: achter",
        "Elk duo telt één keer.",
        "Noten",
    ):
        assert part in words.replace("’", "'"), part


@pytest.mark.skipif(shutil.which("pdfinfo") is None, reason="needs poppler (pdfinfo)")
def test_it_is_tagged_with_a_title_and_made_when_the_report_was(tmp_path: Path) -> None:
    file = tmp_path / "report.pdf"
    file.write_bytes(pdf(rich_report()))
    told = asked("pdfinfo", file)
    assert "Tagged:          yes" in told
    assert "Title:           Indicatoren van Leesbuurt" in told
    assert "A4" in told
    assert b"pdfuaid" in file.read_bytes()
    assert str(rich_report().made_at.year) in told


def test_the_same_report_gives_the_same_bytes() -> None:
    assert pdf(rich_report()) == pdf(rich_report())


def test_words_that_look_like_markup_stay_words() -> None:
    words = said(with_words(HOSTILE))
    straight = words.replace("“", '"').replace("”", '"')
    assert '#panic("x") $x$ *vet* #import "@preview/x:1.0.0" <script> [a] = kop' in straight


@pytest.mark.parametrize("text", ["😀 feest", "日本", "עברית", "\u202eomgekeerd", "x" * 3000])
def test_a_sign_without_a_letter_does_not_stop_a_report(text: str) -> None:
    assert pdf(with_words(text)).startswith(b"%PDF-1.7")


def test_the_template_imports_and_reads_nothing_but_its_data() -> None:
    template = Path(sys.modules["toc_core.formats.pdf"].__file__ or "").with_name("report.typ")
    code = template.read_text("utf-8")
    assert not [
        word for word in ("#import", "#include", "read(", "image(", "eval(") if word in code
    ]


def test_many_periods_turn_the_page() -> None:
    few = report_of(figure("1"), replace(figure("1"), period=OLD))
    assert not as_data(few)["wide"]
    years = [figure("1", period=parse_period(f"{y}-{y + 1}")) for y in range(2019, 2024)]
    many = report_of(*years, periods=tuple(f.period for f in years))
    assert as_data(many)["wide"]


def test_listing_the_formats_does_not_load_it() -> None:
    code = "import sys; from toc_core.plugins import load_plugins; f = load_plugins().formats; "
    code += "assert 'pdf' in f; assert 'typst' not in sys.modules"
    subprocess.run([sys.executable, "-c", code], check=True)
    assert load_plugins().formats["pdf"].is_text is False
