"""The kit as a stranger has it: built wheels in a fresh environment, without this checkout."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from wheels import BUILDERS, Environment, build, empty_environment, fresh_environment

ROOT = Path(__file__).resolve().parent.parent
EXAMPLES = ROOT / "examples"
TUTORIAL = ROOT / "docs" / "tutorial.md"
MOST_LINES_WRITTEN = 60
REMEMBERED = ("export ", "cd ")  # what a terminal still knows at the next step
# A step of the tutorial: a file to write, commands to give, or what they must say.
STEP = re.compile(r"(?:In `(?P<path>[^`]+)`:\n\n)?```(?P<kind>\w+)\n(?P<body>.*?)```", re.S)


@pytest.fixture(scope="module")
def wheels(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    out = tmp_path_factory.mktemp("wheels")
    folders = {"core": ROOT, "webadmin": ROOT / "webadmin"}
    folders |= {name: EXAMPLES / name for name in ("plugin_minimal", "plugin_full")}
    return {name: build(folder, out) for name, folder in folders.items()}


@pytest.fixture(scope="module")
def bare(wheels: dict[str, Path], tmp_path_factory: pytest.TempPathFactory) -> Environment:
    """The core and a plugin, without the admin."""
    folder = tmp_path_factory.mktemp("bare") / "venv"
    own = [wheels["core"], wheels["plugin_minimal"]]
    return fresh_environment(folder, own, "toc-core[testing]", *BUILDERS)


def contract(environment: Environment, folder: Path, place: Path) -> str:
    """Run the tests of a plugin away from its code, so that the wheel is what is tested."""
    tests = shutil.copytree(folder / "tests", place / "tests")
    done = environment.run("python", "-m", "pytest", "-rs", cwd=tests)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_the_smallest_plugin_keeps_the_contract_without_a_web(
    bare: Environment, tmp_path: Path
) -> None:
    assert "passed" in contract(bare, EXAMPLES / "plugin_minimal", tmp_path)
    assert bare.run("python", "-c", "import flask", cwd=tmp_path).returncode == 1


def test_the_plugin_with_everything_keeps_the_whole_contract(
    wheels: dict[str, Path], tmp_path: Path
) -> None:
    own = [wheels[name] for name in ("core", "webadmin", "plugin_full")]
    environment = fresh_environment(tmp_path / "venv", own, "toc-core[testing]")
    said = contract(environment, EXAMPLES / "plugin_full", tmp_path)
    assert "skipped" not in said
    assert typed(environment, EXAMPLES / "plugin_full") == ""


def typed(environment: Environment, folder: Path) -> str:
    """Return what mypy --strict says of a plugin; empty when it says nothing."""
    (package,) = (path.name for path in folder.glob("toc_*") if path.is_dir())
    command = [sys.executable, "-m", "mypy", "--strict", "--no-error-summary", package, "tests"]
    command += ["--cache-dir", str(ROOT / ".mypy_cache" / "kit")]
    command += ["--python-executable", str(environment.bin / "python")]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    return done.stdout + done.stderr


@pytest.mark.parametrize("source", ["", "theory.json"], ids=["from nothing", "from a file"])
def test_a_new_plugin_passes_its_test_the_check_and_the_types_as_it_is(
    bare: Environment, tmp_path: Path, source: str
) -> None:
    label = "Leesclub Zuid & co" if source else "Buurt 'De Brug'"
    code = "leesclub_zuid_co" if source else "buurt_de_brug"
    programme = code
    options: list[str] = []
    if source:
        programme = "elders"
        (tmp_path / source).write_text(_theory(programme), "utf-8")
        options = ["--from", source]
    for command in (
        ["toc", "new-plugin", label, *options],
        ["python", "-m", "pip", "install", "-e", code],
        ["toc", "check", programme],
    ):
        done = bare.run(*command, cwd=tmp_path)
        assert done.returncode == 0, done.stdout + done.stderr
    assert "fouten: 0" in done.stderr
    folder = tmp_path / code
    done = bare.run("python", "-m", "pytest", cwd=folder)
    assert done.returncode == 0, done.stdout
    assert typed(bare, folder) == ""
    assert bare.run("python", "-m", "pip", "uninstall", "-y", f"toc-{code}", cwd=folder)


def _theory(code: str) -> str:
    impact = '{"code": "better", "stage": "impact", "label": "Beter"}'
    outcome = '{"code": "more", "stage": "outcome", "horizon": "long", "label": "Meer"}'
    do = '{"code": "do", "stage": "intervention", "label": "Doen"}'
    links = '{"causes": ["do"], "effect": "more"}, {"causes": ["more"], "effect": "better"}'
    return (
        f'{{"code": "{code}", "label": "Elders", "version": "1", '
        f'"elements": [{do}, {outcome}, {impact}], "links": [{links}]}}'
    )


def steps() -> Iterator[tuple[str, str, str]]:
    for found in STEP.finditer(TUTORIAL.read_text("utf-8")):
        yield found["path"] or "", found["kind"], found["body"]


def test_the_tutorial_asks_at_most_sixty_lines() -> None:
    written = [body for path, kind, body in steps() if path or kind == "sh"]
    assert sum(len(body.splitlines()) for body in written) <= MOST_LINES_WRITTEN


def test_the_tutorial_works_as_it_stands(wheels: dict[str, Path], tmp_path: Path) -> None:
    venv = tmp_path / "venv"
    own = [wheels["core"], wheels["webadmin"]]
    stranger = empty_environment(venv, own, "toc-core[testing]", *BUILDERS)
    shutil.copytree(wheels["core"].parent, tmp_path / "wheels")
    said, before = "", "cd ."
    for path, kind, body in steps():
        if path:
            (tmp_path / path).write_text(body, "utf-8")
        elif kind == "sh":
            # One shell after the other remembers what is set and where it stands.
            script = tmp_path / "step.sh"
            script.write_text(f"set -eu\n{before}\n{body}", "utf-8")
            done = _shell(stranger, script, tmp_path)
            said = done.stdout + done.stderr
            assert done.returncode == 0, f"{body}\n{said}"
            before += "".join(f"\n{x}" for x in body.splitlines() if x.startswith(REMEMBERED))
        else:
            assert [line for line in body.splitlines() if line not in said] == []
    assert (tmp_path / "fietsbieb.xlsx").read_bytes().startswith(b"PK")
    assert (tmp_path / "toc_fietsbieb-0.1.0-py3-none-any.whl").exists()
    assert "fietsbieb indicator to_school" in (
        tmp_path / "fietsbieb/toc_fietsbieb/codes.txt"
    ).read_text("utf-8")


def _shell(environment: Environment, script: Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    runner = "import subprocess, sys; sys.exit(subprocess.call(['bash', sys.argv[1]]))"
    return environment.run("python", "-c", runner, str(script), cwd=cwd)
