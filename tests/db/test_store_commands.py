"""The commands around the database: what they print where, and their exit codes."""

from __future__ import annotations

import importlib
import re
import sys
from importlib.metadata import EntryPoint
from pathlib import Path
from typing import NamedTuple

import pytest

from toc_core.cli import run
from toc_core.db.failures import failure
from toc_core.plugins import load_plugins

from .installed import lay_package

PLUGIN = """
from toc_core import CausalLink, Element, Horizon, Programme, Stage, hookimpl

@hookimpl
def toc_programmes():
    elements = (
        Element("talks", Stage.INTERVENTION, "Gesprekken"),
        Element("pairs", Stage.OUTPUT, "Duo's"),
        Element("courage", Stage.OUTCOME, "Durf", horizon=Horizon.SHORT),
        Element("readers", Stage.IMPACT, "Lezers"),
    )
    pairs = (("talks", "pairs"), ("pairs", "courage"), ("courage", "readers"))
    links = tuple(CausalLink((cause,), effect) for cause, effect in pairs)
    yield Programme("reading", "Leesbuurt", "1", goal="Lezen", elements=elements, links=links)
"""
ORGANISATIONS = "code,label,kind,note\npartner,Partner,partner,\n"


class Said(NamedTuple):
    code: int
    out: str
    err: str


class Toc:
    """Runs ``toc`` with one plugin, in a home of its own."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self._capsys = capsys

    def __call__(self, *arguments: str) -> Said:
        code = run(list(arguments))
        return Said(code, *self._capsys.readouterr())


@pytest.fixture
def toc(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Toc:
    packages = tmp_path / "packages"
    files = {"__init__.py": PLUGIN, "data/organisations.csv": ORGANISATIONS}
    lay_package(packages, "toc_reading", files)
    monkeypatch.syspath_prepend(packages)
    monkeypatch.setenv("TOC_HOME", str(tmp_path / "home"))
    entry = EntryPoint("reading", "toc_reading", "toc")
    monkeypatch.setattr(
        "toc_core.cli.store.loaded_host", lambda: load_plugins(found=[entry])
    )  # only this plugin, whatever is installed
    return Toc(capsys)


def test_sync_without_a_database_names_the_command(toc: Toc) -> None:
    said = toc("sync")
    assert said.code == 1
    assert "toc migrate" in said.err


def test_the_database_is_made_filled_copied_and_put_back(toc: Toc, tmp_path: Path) -> None:
    assert toc("migrate").code == 0
    said = toc("sync", "--data", "--verbose")
    assert said.code == 0
    assert "reading + bouwsteen courage" in said.out.splitlines()
    assert "organisation: 1 toegevoegd, 0 stonden er al." in said.err
    copy = str(tmp_path / "copy.sqlite")
    assert toc("backup", "-o", copy).code == 0
    said = toc("restore", copy)
    assert (said.code, said.out) == (0, "")
    assert "is bewaard in" in said.err
    again = toc("sync", "--data")
    assert (again.code, again.out) == (0, "")
    assert "0 toegevoegd, 1 stonden er al." in again.err


def test_a_dry_run_shows_the_changes_and_stores_nothing(toc: Toc) -> None:
    toc("migrate")
    first, second = toc("sync", "--dry-run"), toc("sync", "--dry-run")
    assert first.out == second.out != ""


def test_a_new_programme_takes_one_line_and_one_change_is_no_plural(
    toc: Toc, tmp_path: Path
) -> None:
    toc("migrate")
    said = toc("sync")
    assert (said.code, said.out) == (0, "")
    assert re.fullmatch(r"reading 1: nieuw, \d+ onderdelen\.\n", said.err)
    plugin = tmp_path / "packages" / "toc_reading" / "__init__.py"
    plugin.write_text(PLUGIN.replace('"Durf"', '"Meer durf"'), encoding="utf-8")
    sys.modules.pop("toc_reading")
    importlib.invalidate_caches()
    again = toc("sync")
    assert again.err == "reading 1: 1 wijziging.\n"
    assert len(again.out.splitlines()) == 1


def test_a_dry_run_with_data_says_what_would_be_corrected_and_corrects_nothing(
    toc: Toc, tmp_path: Path
) -> None:
    toc("migrate")
    said = toc("sync", "--data", "--dry-run")
    assert "organisation: 1 toegevoegd, 0 stonden er al." in said.err
    toc("sync", "--data")
    data = tmp_path / "packages" / "toc_reading" / "data" / "organisations.csv"
    data.write_text(ORGANISATIONS.replace(",Partner,", ",De partner,"), encoding="utf-8")
    correction = "toc_reading/data/organisations.csv:2:label: Partner → De partner\n"
    said = toc("sync", "--data", "--dry-run")
    assert (said.code, said.out) == (0, correction)
    assert "organisation: 0 toegevoegd, 1 verbeterd, 0 stonden er al." in said.err
    assert toc("sync", "--data").out == correction
    assert toc("sync", "--data").out == ""


def test_a_code_that_is_renamed_is_said_and_one_that_goes_without_a_word_too(
    toc: Toc, tmp_path: Path
) -> None:
    package = tmp_path / "packages" / "toc_reading"
    figures = "indicator,period,value\npairs,2020-2021,7\n"
    (package / "data" / "observations.csv").write_text(figures, encoding="utf-8")
    toc("migrate")
    toc("sync", "--data")
    (package / "__init__.py").write_text(PLUGIN.replace('"pairs"', '"duos"'), encoding="utf-8")
    sys.modules.pop("toc_reading")
    importlib.invalidate_caches()
    assert "reading indicator pairs staat niet meer in de theorie" in toc("sync").err
    (package / "codes.txt").write_text("reading indicator pairs renamed duos\n", encoding="utf-8")
    said = "reading indicator pairs heet nu duos; wat eraan vasthangt, gaat mee.\n"
    assert toc("sync", "--dry-run").out == toc("sync").out == said
    assert toc("sync").out == ""


def test_data_with_problems_ends_with_three(toc: Toc, tmp_path: Path) -> None:
    toc("migrate")
    data = tmp_path / "packages" / "toc_reading" / "data" / "organisations.csv"
    data.write_text("code,label,kind\nx,X,kasteel\n", encoding="utf-8")
    said = toc("sync", "--data")
    assert said.code == 3
    assert "toc_reading/data/organisations.csv:2:kind" in said.err


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("oracle-of-delphi://x", "kan niet gebruikt worden"),
        ("geen adres", "kan niet gebruikt worden"),
        ("mysql://x@localhost/x", "Schrijf postgresql+psycopg://gebruiker:wachtwoord@host/"),
        ("postgresql+psycopg://x@127.0.0.1:1/x", "niet te bereiken"),
    ],
)
def test_an_address_that_cannot_be_used_is_said(toc: Toc, url: str, reason: str) -> None:
    said = toc("migrate", "--database", url)
    assert said.code == 1
    assert reason in said.err


def test_a_database_file_that_may_only_be_read_says_nothing_about_postgresql() -> None:
    said = failure("toc.sqlite", "attempt to write a readonly database")
    assert "rechten van de map" in said
    assert "PostgreSQL" not in said
    assert "--database" not in said
    assert "--database" in failure("postgresql://x", "permission denied for table x", "42501")
