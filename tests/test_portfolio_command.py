"""``toc report portfolio`` and ``toc check`` on the portfolio of the team."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from toc_core.cli import run
from toc_core.formats.sections import ReportSection
from toc_core.portfolio.writing import table_text


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home with a database and the figures of the sources."""
    monkeypatch.setenv("TOC_HOME", str(tmp_path))
    assert run(["migrate"]) == 0
    assert run(["sync", "--data"]) == 0
    return tmp_path


@pytest.mark.parametrize("name", ["portfolio", "leerrecht_gok"])
def test_the_report_says_whom_we_reach(
    installed: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    capsys.readouterr()
    assert run(["report", name]) == 0
    said = capsys.readouterr().out
    assert "Portfolio van Team Leerrecht en GOK, stad Mechelen" in said
    assert "2018-2019 t/m 2024-2025  6 of 7        10        3 of 4  4              6" in said
    flat = " ".join(said.split())
    assert (
        "6 of 7 scholen kennen we bij naam. Buddy bereikte in 2020-2021 25 scholen, maar daarvan "
        "hebben we geen namen. Hoeveel het er samen zijn, weten we niet. Opgeteld zijn het er 10, "
        "maar 3 of 4 scholen zitten in twee programma's en tellen één keer."
    ) in flat
    assert flat.count("Vergelijk die niet met de jaren erna.") == 2  # once in each table


def test_a_table_that_is_too_wide_for_a_screen_becomes_a_block_per_row() -> None:
    columns = ("School", *(f"Programma {n}" for n in range(12)))
    row = ("Oefenschool A", *["2024-2025, 2025-2026"] * 12)
    lines = list(table_text(ReportSection("Scholen", columns, (row,), "")))
    assert max(map(len, lines)) < 100
    assert lines[:2] == ["  Oefenschool A", "    Programma 0   2024-2025, 2025-2026"]


def test_the_file_decides_the_format(installed: Path) -> None:
    target = installed / "portfolio.json"
    assert run(["report", "portfolio", "--period", "2020-2021", "-o", str(target)]) == 0
    written = json.loads(target.read_text("utf-8"))
    assert written["periods"] == ["2020-2021"]
    assert written["portfolio"]["code"] == "leerrecht_gok"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["portfolio", "buddy"], "laat de andere codes weg (buddy)"),
        (["portfolio", "--by", "site"], "laat --by weg"),
        (["portfolio", "--overall"], "laat --overall weg"),
    ],
)
def test_what_makes_no_sense_is_refused_with_the_remedy(
    installed: Path, capsys: pytest.CaptureFixture[str], words: list[str], told: str
) -> None:
    assert run(["report", *words]) == 2
    assert told in capsys.readouterr().err


def test_check_names_the_gaps_of_a_portfolio(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check", "leerrecht_gok", "--json"]) == 0
    problems = json.loads(capsys.readouterr().out)
    assert {"lacune"} == {problem["severity"] for problem in problems}
    assert "no-policy-plan" in {problem["code"] for problem in problems}
