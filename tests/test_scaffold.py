"""A new plugin: the names that follow from a label, and every refusal with what to do."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import pytest

from toc_core.cli import run
from toc_core.errors import DataProblems, UsageError
from toc_core.plugins import load_plugins
from toc_core.scaffold import example_theory, exported, names_of, theory_from, write_plugin
from toc_core.schemas import read_programme

LICENCE = "SPDX-License-Identifier: 0BSD"


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TOC_HOME", str(tmp_path / "home"))


@pytest.mark.parametrize(
    ("label", "code", "distribution"),
    [
        ("Leerwinkel", "leerwinkel", "toc-leerwinkel"),
        ("Open blik-avonden", "open_blik_avonden", "toc-open-blik-avonden"),
        ("  Eén école ", "een_ecole", "toc-een-ecole"),
        ("Foto's 2024", "fotos_2024", "toc-fotos-2024"),
        ("3 Haarzorg", "haarzorg", "toc-haarzorg"),
        ('Naam "met" $tekens & {haken}', "naam_met_tekens_haken", "toc-naam-met-tekens-haken"),
    ],
)
def test_names_follow_from_a_label(
    tmp_path: Path, label: str, code: str, distribution: str
) -> None:
    names = names_of(label)
    assert (names.code, names.package, names.distribution) == (code, f"toc_{code}", distribution)
    folder = write_plugin(tmp_path, names, example_theory(names))
    project = tomllib.loads((folder / "pyproject.toml").read_text("utf-8"))["project"]
    assert project["entry-points"]["toc"] == {code: f"toc_{code}"}
    assert project["dependencies"] == ["toc-core>=0.1,<0.2"]
    assert project["license"] == "0BSD"
    assert read_programme(folder / names.package / "theory.toml").label == label.strip()


@pytest.mark.parametrize("label", ["", "  ", "123", "!?", "日本", "a\x1b[2J", "x" * 41])
def test_a_label_that_gives_no_code_is_refused(label: str) -> None:
    with pytest.raises(UsageError, match=r"Neem een naam|te lang"):
        names_of(label)


@pytest.mark.parametrize("label", ["Buddy", "buddy", "Core", "Webadmin", "Campus Talent"])
def test_a_name_that_is_taken_is_refused_with_a_remedy(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], label: str
) -> None:
    assert run(["new-plugin", label, "-o", str(tmp_path)]) == 2
    said = capsys.readouterr().err
    assert "bestaat al" in said
    assert "Kies een andere naam" in said
    assert [path for path in tmp_path.iterdir() if path.name != "home"] == []


def test_nothing_that_exists_is_touched(tmp_path: Path) -> None:
    (tmp_path / "leesclub").mkdir()
    names = names_of("Leesclub")
    with pytest.raises(UsageError, match=r"bestaat al\. Kies een andere naam, of een andere map"):
        write_plugin(tmp_path, names, example_theory(names))
    assert list((tmp_path / "leesclub").iterdir()) == []


def test_every_generated_file_that_can_say_so_says_it_is_free(tmp_path: Path) -> None:
    names = names_of("Leesclub")
    folder = write_plugin(tmp_path, names, example_theory(names))
    free = {p.name for p in folder.rglob("*") if p.is_file() and LICENCE in p.read_text("utf-8")}
    assert free == {
        "pyproject.toml",
        "SOURCES.md",
        "test_leesclub.py",
        "__init__.py",
        "theory.toml",
    }


def test_the_plugin_is_eight_lines_of_python(tmp_path: Path) -> None:
    names = names_of("Leesclub")
    folder = write_plugin(tmp_path, names, example_theory(names))
    text = (folder / "toc_leesclub" / "__init__.py").read_text("utf-8")
    assert len([line for line in text.splitlines() if line.strip()]) <= 8


@pytest.mark.parametrize("code", ["buddy", "campus_talent"])
def test_a_known_programme_comes_out_as_it_is(tmp_path: Path, code: str) -> None:
    programme = load_plugins().programme(code)
    assert run(["new-plugin", programme.label, "--from", code, "-o", str(tmp_path)]) == 0
    package = tmp_path / code / f"toc_{code}"
    assert read_programme(package / "theory.json") == programme
    assert f"{code} element {programme.elements[0].code}\n" in (package / "codes.txt").read_text()


def test_a_programme_the_team_changed_comes_out_as_it_is_in_use(tmp_path: Path) -> None:
    from toc_core.access import SYSTEM
    from toc_core.db.store import Store
    from toc_core.db.theory import TheoryOrigin
    from toc_core.schemas import load_programme
    from toc_core.settings import read_settings
    from toc_core.sync import publish

    assert run(["migrate"]) == 0
    ours = json.loads(exported(load_plugins().programme("buddy")).text)
    changed = load_programme(ours | {"label": "Buddy van het team", "version": "9"})
    store = Store(read_settings().database_url)
    with store.changing(SYSTEM, "team") as session:
        publish(session, changed, TheoryOrigin.TEAM, reason="team")
    store.close()
    assert run(["new-plugin", "Buddy", "--from", "buddy", "-o", str(tmp_path)]) == 0
    assert read_programme(tmp_path / "buddy" / "toc_buddy" / "theory.json") == changed


def test_a_theory_file_is_refused_with_all_that_is_wrong(tmp_path: Path) -> None:
    file = tmp_path / "theory.toml"
    elements = 'elements = [{code = "A", stage = "impact", label = ""}]'
    file.write_text(f'code = "buddy"\nlabel = "B"\nversion = ""\n{elements}\n', "utf-8")
    with pytest.raises(DataProblems) as caught:
        theory_from(file, load_plugins().programmes)
    told = "\n".join(caught.value.problems)
    assert all(line.startswith("theory.toml: ") for line in caught.value.problems)
    for part in ("De code 'A'", "Er staat geen tekst", "geen versie", "'buddy' bestaat al"):
        assert part in told


def test_codes_of_an_unknown_plugin_are_asked_again(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["codes", "budy"]) == 2
    assert "bedoelde je 'buddy'" in capsys.readouterr().err
    assert run(["codes", "buddy"]) == 0
    assert "buddy element buddies\n" in capsys.readouterr().out
