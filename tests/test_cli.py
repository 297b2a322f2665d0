"""The command line: exit codes, what goes to stdout and stderr, and what a mistake says."""

from __future__ import annotations

import importlib
import json
import os
import subprocess
import sys
from collections.abc import Callable
from importlib.metadata import entry_points
from pathlib import Path
from typing import NamedTuple

import pytest

from toc_core.cli import run

PLUGIN = """
from toc_core import CausalLink, Element, Premise, PremiseKind, Programme, Stage, hookimpl

@hookimpl
def toc_programmes():
    elements = (
        Element("talks", Stage.INTERVENTION, "Gesprekken"),
        Element("courage", Stage.OUTCOME, "Durf"),
        Element("trust", Stage.OUTCOME, "Vertrouwen"),
    )
    premises = (Premise("time", PremiseKind.PRECONDITION, "Er is tijd"),)
    yield Programme("reading", "Leesbuurt", "2.1", elements=elements, premises=premises)
"""
EMPTY = "from toc_core import Programme, hookimpl\n"
NO_LINK = "from toc_core import CausalLink, Programme, hookimpl\n" + (
    "@hookimpl\ndef toc_programmes():\n"
    "    return [Programme('loose', 'Los', '1', links=(CausalLink(('a',), 'b'),))]\n"
)
ROOT = Path(__file__).parents[1]


class Said(NamedTuple):
    code: int
    out: str
    err: str


Install = Callable[..., None]
Toc = Callable[..., Said]


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Install:
    """Lay a real distribution on the path, with one entry point; only such plugins are on."""
    ours = ",".join(entry.name for entry in entry_points(group="toc"))
    packages = tmp_path / "packages"
    packages.mkdir()
    for name in [name for name in os.environ if name.startswith("TOC_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("TOC_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("TOC_PLUGINS_OFF", ours)
    monkeypatch.syspath_prepend(packages)

    def one(name: str, source: str, group: str = "toc", attribute: str = "") -> None:
        info = packages / f"sample_{name}-1.5.dist-info"
        info.mkdir()
        (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: sample_{name}\nVersion: 1.5")
        (info / "entry_points.txt").write_text(f"[{group}]\n{name} = sample_{name}{attribute}\n")
        (packages / f"sample_{name}.py").write_text(source, encoding="utf-8")
        importlib.invalidate_caches()

    return one


@pytest.fixture
def toc(install: Install, capsys: pytest.CaptureFixture[str]) -> Toc:
    def ask(*arguments: str) -> Said:
        code = run(list(arguments))
        return Said(code, *capsys.readouterr())

    return ask


def command(body: str) -> str:
    return f"import click\n@click.command()\ndef main() -> None:\n    {body}\n"


def test_programmes_shows_what_each_theory_holds(install: Install, toc: Toc) -> None:
    install("good", PLUGIN)
    said = toc("programmes")
    assert (said.code, said.err) == (0, "")
    first, elements, premises = said.out.splitlines()
    assert first == "reading  Leesbuurt  2.1"
    assert "intervention 1 · output 0 · outcome 2" in elements
    assert premises == "  assumption 0 · precondition 1 · ingredient 0"


def test_programmes_as_json_has_a_count_per_stage_and_kind(install: Install, toc: Toc) -> None:
    install("good", PLUGIN)
    elements = {"problem": 0, "target_group": 0, "input": 0, "intervention": 1, "output": 0}
    assert json.loads(toc("programmes", "--json").out) == [
        {
            "code": "reading",
            "label": "Leesbuurt",
            "version": "2.1",
            "elements": elements | {"outcome": 2, "impact": 0},
            "premises": {"assumption": 0, "precondition": 1, "ingredient": 0},
        }
    ]


def test_without_programmes_stdout_stays_empty_and_stderr_says_what_to_do(toc: Toc) -> None:
    said = toc("programmes")
    assert (said.code, said.out) == (0, "")
    assert "Installeer een plugin" in said.err
    assert toc("programmes", "--json") == Said(0, "[]\n", "")


def test_a_broken_plugin_is_named_on_stderr_and_the_rest_is_shown(
    install: Install, toc: Toc
) -> None:
    install("good", PLUGIN)
    install("bad", "raise RuntimeError('geen sleutel')")
    said = toc("programmes", "--json")
    assert [row["code"] for row in json.loads(said.out)] == ["reading"]
    assert (
        said.err
        == "plugin bad: laden mislukt: RuntimeError: geen sleutel (sample_bad.py, regel 1)\n"
    )
    assert said.code == 0


def test_plugins_shows_version_and_programmes(install: Install, toc: Toc) -> None:
    install("good", PLUGIN)
    assert toc("plugins") == Said(0, "good  1.5  reading\n", "")


def test_plugins_as_json_lists_the_broken_too_and_ends_with_3(install: Install, toc: Toc) -> None:
    install("good", PLUGIN)
    install("bad", "raise RuntimeError('stuk')")
    said = toc("plugins", "--json")
    good, bad = json.loads(said.out)
    assert good == {"name": "good", "version": "1.5", "programmes": ["reading"], "problem": None}
    assert bad == {
        "name": "bad",
        "version": None,
        "programmes": [],
        "problem": "laden mislukt: RuntimeError: stuk (sample_bad.py, regel 1)",
    }
    assert said.code == toc("plugins").code == 3


def test_a_wrong_setting_stops_with_1_and_its_place(
    toc: Toc, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TOC_PORTT", "1")
    said = toc("programmes")
    assert (said.code, said.out) == (1, "")
    assert said.err.startswith("TOC_PORTT: ")
    assert "bedoelde je 'port'" in said.err


def test_gaps_alone_are_shown_and_end_with_0(install: Install, toc: Toc) -> None:
    install(
        "strict",
        "from toc_core import Element, Programme, Stage, hookimpl\n"
        "from toc_core.checks import Problem, Severity\n"
        "@hookimpl\ndef toc_check(programme):\n"
        "    yield Problem('no-story', Severity.GAP, programme.code, 'Nog geen verhaal.')\n"
        "@hookimpl\ndef toc_programmes():\n"
        "    dream = Element('dream', Stage.IMPACT, 'Iedereen leest')\n"
        "    return [Programme('a', 'A', '1', elements=(dream,))]\n",
    )
    said = toc("check")
    assert "a: Nog geen verhaal." in said.out
    assert said.err.startswith("fouten: 0, ")
    assert said.code == 0


def test_nothing_to_check_ends_with_0(install: Install, toc: Toc) -> None:
    install("good", EMPTY + "@hookimpl\ndef toc_programmes():\n    return []\n")
    assert toc("check") == Said(0, "", "fouten: 0, lacunes: 0, programma's: 0\n")


def test_check_names_the_programme_of_each_problem_and_ends_with_3(
    install: Install, toc: Toc
) -> None:
    install("bad", NO_LINK)
    said = toc("check", "loose", "loose")
    assert said.code == 3
    assert all(line.startswith(("fout", "lacune")) for line in said.out.splitlines())
    assert all("loose: " in line for line in said.out.splitlines())
    assert said.err.endswith("programma's: 1\n")


def test_check_as_json_has_code_severity_place_and_message(install: Install, toc: Toc) -> None:
    install("bad", NO_LINK)
    said = toc("check", "--json")
    rows = json.loads(said.out)
    assert (said.code, said.err) == (3, "")
    assert {tuple(row) for row in rows} == {("code", "severity", "place", "message")}
    assert {row["severity"] for row in rows} <= {"fout", "lacune"}


def test_check_takes_in_the_problems_of_plugins(install: Install, toc: Toc) -> None:
    install("good", PLUGIN)
    before = {row["code"] for row in json.loads(toc("check", "--json").out)}
    install(
        "strict",
        "from toc_core import hookimpl\nfrom toc_core.checks import Problem, Severity\n"
        "@hookimpl\ndef toc_check(programme):\n"
        "    yield Problem('too-short', Severity.ERROR, programme.code, 'Te kort.')\n",
    )
    said = toc("check", "reading", "--json")
    assert {row["code"] for row in json.loads(said.out)} - before == {"too-short"}
    assert said.code == 3


@pytest.mark.parametrize("body", ["raise LookupError('kwijt')", "return ['te kort']"])
def test_a_plugin_that_breaks_while_checking_is_named_once(
    install: Install, toc: Toc, body: str
) -> None:
    install("one", EMPTY + "@hookimpl\ndef toc_programmes():\n"
            "    return [Programme('a', 'A', '1'), Programme('b', 'B', '1')]\n")  # fmt: skip
    install("bad", EMPTY + f"@hookimpl\ndef toc_check(programme):\n    {body}\n")
    said = toc("check")
    assert said.code == 3
    assert said.err.count("plugin bad: toc_check() ga") == 1


@pytest.mark.parametrize("name", ["check", "poster"])
def test_an_unknown_programme_ends_with_2_and_the_nearest_name(
    install: Install, toc: Toc, name: str
) -> None:
    install("good", PLUGIN)
    said = toc(name, "raeding")
    assert (said.code, said.out) == (2, "")
    assert "(bedoelde je 'reading'?)" in said.err


@pytest.mark.parametrize(("fmt", "sign"), [("html", "<!doctype html"), ("svg", "<svg")])
def test_a_poster_goes_to_stdout_or_into_a_file(
    install: Install, toc: Toc, tmp_path: Path, fmt: str, sign: str
) -> None:
    install("good", PLUGIN)
    said = toc("poster", "reading", "--format", fmt)
    assert (said.code, said.err) == (0, "")
    assert sign in said.out.lower()
    assert "Vertrouwen" in said.out
    assert toc("poster", "reading", "--format", fmt, "-o", "-") == said
    path = tmp_path / "poster"
    assert toc("poster", "reading", "--format", fmt, "-o", str(path)) == Said(
        0, "", f"Geschreven: {path}\n"
    )
    assert path.read_text(encoding="utf-8") == said.out


def test_a_file_that_cannot_be_written_ends_with_1_and_its_path(
    install: Install, toc: Toc, tmp_path: Path
) -> None:
    install("good", PLUGIN)
    path = tmp_path / "not there" / "poster.html"
    said = toc("poster", "reading", "-o", str(path))
    assert (said.code, said.out) == (1, "")
    assert said.err.startswith(f"{path} kan niet geschreven worden: ")


def test_a_folder_as_file_is_wrong_use(install: Install, toc: Toc, tmp_path: Path) -> None:
    install("good", PLUGIN)
    said = toc("poster", "reading", "-o", str(tmp_path))
    assert (said.code, said.out) == (2, "")
    assert str(tmp_path) in said.err


@pytest.mark.parametrize(
    "arguments",
    [["poster"], ["programmes", "--nope"], ["poster", "reading", "--format", "gif"], ["--nope"]],
)
def test_wrong_use_ends_with_2_and_says_so_on_stderr(toc: Toc, arguments: list[str]) -> None:
    said = toc(*arguments)
    assert (said.code, said.out) == (2, "")
    assert said.err


def test_an_unknown_command_ends_with_2_and_the_nearest_name(toc: Toc) -> None:
    said = toc("programs")
    assert (said.code, said.out) == (2, "")
    assert said.err.startswith("Opdracht 'programs' bestaat niet (bedoelde je 'programmes'?)")
    assert "bedoelde je" not in toc("zzz").err


def test_an_interrupted_command_ends_with_130(install: Install, toc: Toc) -> None:
    install("slow", command("raise KeyboardInterrupt"), "toc.commands", ":main")
    said = toc("slow")
    assert (said.code, said.out) == (130, "")
    assert "Onderbroken" in said.err


@pytest.mark.parametrize(
    ("left", "code", "err"), [("", 0, ""), ("3", 3, ""), ("'stop hier'", 1, "stop hier\n")]
)
def test_a_command_that_leaves_by_itself_keeps_its_code(
    install: Install, toc: Toc, left: str, code: int, err: str
) -> None:
    install("leaves", command(f"raise SystemExit({left})"), "toc.commands", ":main")
    assert toc("leaves") == Said(code, "", err)


def test_an_unexpected_error_ends_with_1_and_without_traceback(install: Install, toc: Toc) -> None:
    install("oops", command("raise ZeroDivisionError('nul')"), "toc.commands", ":main")
    said = toc("oops")
    assert (said.code, said.out) == (1, "")
    assert said.err.startswith("Onverwachte fout: ZeroDivisionError: nul")
    assert "Traceback" not in said.err


@pytest.mark.parametrize("arguments", [["oops"], ["check", "raeding"]])
def test_debug_shows_where_with_the_same_exit_code(
    install: Install, toc: Toc, arguments: list[str]
) -> None:
    install("oops", command("raise ZeroDivisionError('nul')"), "toc.commands", ":main")
    said = toc("--debug", *arguments)
    assert "Traceback" in said.err
    assert (said.code, said.out) == (toc(*arguments).code, "")


@pytest.mark.parametrize(
    "source", ["raise ImportError('geen flask')", "raise SystemExit(4)", "main = 3"]
)
def test_a_broken_command_is_shown_in_the_help_and_refuses_when_called(
    install: Install, toc: Toc, source: str
) -> None:
    install("wreck", source, "toc.commands", ":main")
    shown = toc("--help")
    assert shown.code == 0
    assert "programmes" in shown.out
    assert "(kan niet geladen worden" in shown.out
    said = toc("wreck")
    assert (said.code, said.out) == (1, "")
    assert said.err.startswith("toc wreck: (kan niet geladen worden")


def test_the_version_is_told(toc: Toc) -> None:
    assert toc("--version").out.startswith("toc, version ")


def test_the_help_fits_a_small_screen(toc: Toc) -> None:
    said = toc("--help")
    assert (said.code, said.err) == (0, "")
    assert len(said.out.splitlines()) <= 25


@pytest.mark.parametrize("name", ["programmes", "plugins", "check", "poster"])
def test_each_command_has_an_example(toc: Toc, name: str) -> None:
    assert f"Voorbeeld: toc {name}" in toc(name, "--help").out


def in_a_shell(command: str, tmp_path: Path) -> subprocess.CompletedProcess[str]:
    env = {k: v for k, v in os.environ.items() if not k.startswith("TOC_")}
    env |= {"TOC_HOME": str(tmp_path), "PATH": f"{Path(sys.executable).parent}:{env['PATH']}"}
    return subprocess.run(
        ["bash", "-c", command], env=env, cwd=tmp_path, text=True, capture_output=True, check=False
    )


@pytest.mark.parametrize("command", ["--help", "programmes"])
def test_flask_and_sqlalchemy_are_not_imported(tmp_path: Path, command: str) -> None:
    heavy = "{'flask', 'sqlalchemy', 'flask_admin', 'alembic'}"
    code = f"import sys; from toc_core.cli import run; run(['{command}']); print({heavy} & set(sys.modules), file=sys.stderr)"  # noqa: E501
    assert in_a_shell(f'python -c "{code}"', tmp_path).stderr.splitlines()[-1] == "set()"


@pytest.mark.parametrize("command", ["toc programmes", "toc poster buddy", "toc --help"])
def test_a_reader_that_stops_early_is_no_failure(tmp_path: Path, command: str) -> None:
    done = in_a_shell(f"{command} | true; exit ${{PIPESTATUS[0]}}", tmp_path)
    assert (done.returncode, done.stderr) == (0, "")


def test_the_installed_command_ends_with_the_code_of_its_answer(tmp_path: Path) -> None:
    done = in_a_shell("toc check nowhere", tmp_path)
    assert (done.returncode, done.stdout) == (2, "")


def test_completion_of_a_half_typed_command_does_not_complain(tmp_path: Path) -> None:
    asked = "COMP_WORDS='toc nope ' COMP_CWORD=2 _TOC_COMPLETE=bash_complete toc"
    assert in_a_shell(asked, tmp_path).stderr == ""
    asked = "COMP_WORDS='toc pro' COMP_CWORD=1 _TOC_COMPLETE=bash_complete toc"
    assert in_a_shell(asked, tmp_path).stdout == "plain,programmes\n"
