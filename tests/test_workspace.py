"""The workspace around the code: start.py, what may be committed, and what the papers promise."""

from __future__ import annotations

import ast
import dataclasses
import enum
import importlib.util
import inspect
import os
import re
import shutil
import signal
import subprocess
import sys
import tomllib
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from servers import missing

import toc_core.theory
from toc_core.checks import check, is_sound

ROOT = Path(__file__).resolve().parent.parent
START = ROOT / "start.py"

# Put together here, so that this file does not hold what it looks for.
FORBIDDEN = [
    "".join(parts)
    for parts in (
        ("py", "pi.org"),
        ("files.python", "hosted"),
        ("registry.", "npmjs"),
        ("index", "-url"),
        ("/wo", "rk/"),
    )
]


@pytest.fixture
def start(tmp_path: Path) -> ModuleType:
    """start.py in a folder of its own, with requirements but without a venv."""
    shutil.copy(START, tmp_path)
    shutil.copytree(ROOT / "requirements", tmp_path / "requirements")
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    spec = importlib.util.spec_from_file_location("start_of_test", tmp_path / "start.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def pretend_installed(start: ModuleType, which: str) -> None:
    start.BIN.mkdir(parents=True, exist_ok=True)
    start.python_path().unlink(missing_ok=True)
    start.python_path().symlink_to(sys.executable)
    stamp = start.place_stamp() + "\n" + start.wanted_stamp()
    start.stamp_file(which).write_text(stamp, "utf-8")


def run_start(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(START), *arguments], capture_output=True, text=True, check=False
    )


def committed_files() -> list[Path]:
    if not (ROOT / ".git").exists():
        missing("this is not a git checkout")
    listing = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(listing, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    paths = [ROOT / name for name in names.split("\0") if name]
    return [path for path in paths if path.is_file()]


def test_no_committed_file_names_a_package_index_or_this_machine() -> None:
    found = [
        f"{path.relative_to(ROOT)}: {word}"
        for path in committed_files()
        for word in FORBIDDEN
        if word.encode() in path.read_bytes()
    ]
    assert found == []


def test_no_lock_file_is_committed() -> None:
    assert {"uv.lock", "pylock.toml"}.isdisjoint(path.name for path in committed_files())


@pytest.mark.parametrize("name", ["all.txt", "dev.txt"])
def test_every_requirement_is_ours_or_pinned(name: str) -> None:
    lines = (ROOT / "requirements" / name).read_text("utf-8").splitlines()
    assert [line for line in lines if not re.match(r"-e \.|[a-z0-9-]+==", line)] == []


def test_development_uses_the_versions_of_the_product() -> None:
    product, development = (
        set((ROOT / "requirements" / name).read_text("utf-8").splitlines())
        for name in ("all.txt", "dev.txt")
    )
    assert product <= development


def test_an_old_python_can_read_start_py_and_so_say_what_is_wrong() -> None:
    ast.parse(START.read_text("utf-8"), feature_version=(3, 7))


def test_start_py_needs_only_the_standard_library() -> None:
    tree = ast.parse(START.read_text("utf-8"))
    names = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import)
             for alias in node.names}  # fmt: skip
    names |= {str(node.module) for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert {name.split(".")[0] for name in names} <= sys.stdlib_module_names


def test_start_py_without_a_command_tells_what_it_can_do() -> None:
    done = run_start()
    assert done.returncode == 2
    assert "python3 start.py demo" in done.stderr
    assert run_start("--help").returncode == 0


def test_nothing_is_installed_in_a_fresh_folder(start: ModuleType) -> None:
    assert not start.is_installed("all")


def test_a_second_start_trusts_the_stamp(start: ModuleType) -> None:
    pretend_installed(start, "all")
    assert start.is_installed("all")
    assert not start.is_installed("dev")


def test_what_developers_have_is_enough_for_the_demo(start: ModuleType) -> None:
    pretend_installed(start, "dev")
    assert start.is_installed("all")


@pytest.mark.parametrize("changed", ["requirements/all.txt", "pyproject.toml"])
def test_a_changed_requirement_asks_for_installing_again(start: ModuleType, changed: str) -> None:
    pretend_installed(start, "all")
    with (start.ROOT / changed).open("a", encoding="utf-8") as file:
        file.write("# changed\n")
    assert not start.is_installed("all")


def test_a_venv_whose_python_is_gone_is_not_trusted(start: ModuleType) -> None:
    pretend_installed(start, "all")
    start.python_path().unlink()
    start.python_path().symlink_to(start.ROOT / "gone")
    assert not start.is_installed("all")
    assert not start.is_usable()


def test_a_venv_that_moved_is_made_anew(start: ModuleType) -> None:
    pretend_installed(start, "all")
    assert start.is_usable()
    elsewhere = start.stamp_file("all").read_text("utf-8").replace(str(start.ROOT), "/elsewhere")
    start.stamp_file("all").write_text(elsewhere, "utf-8")
    assert not start.is_usable()


@pytest.mark.parametrize(
    ("output", "sentence"),
    [
        ("NewConnectionError: Failed to resolve 'host'", "geen verbinding"),
        ("OSError: [Errno 28] No space left on device", "schijf is vol"),
        ("error: Permission denied (os error 13)", "niet schrijven"),
        ("pip's dependency resolver found a conflict", "Installeren is mislukt"),
    ],
)
def test_a_failed_installation_says_what_to_do(
    start: ModuleType, output: str, sentence: str
) -> None:
    assert sentence in start.advice(output)


def test_a_misspelt_part_of_the_tests_is_refused_before_anything_is_installed(
    start: ModuleType, capsys: pytest.CaptureFixture[str]
) -> None:
    assert start.main(["test", "unti"]) == 1
    told = "Deel 'unti' bestaat niet: code, unit, postgresql of browser.\n"
    assert capsys.readouterr().err == told
    place = "requirements/all.txt::test_one"
    assert start.test_steps([place])[-1] == start.tool("pytest", place)


@pytest.mark.skipif(os.name != "posix", reason="Windows has no exec that takes our place")
def test_what_stops_start_py_stops_the_demo(start: ModuleType, tmp_path: Path) -> None:
    pretend_installed(start, "all")
    demo = start.BIN / "toc"
    demo.write_text("#!/bin/sh\necho $$\nexec sleep 60\n", "utf-8")
    demo.chmod(0o755)
    command = [sys.executable, str(tmp_path / "start.py"), "demo"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as running:
        assert running.stdout
        assert int(running.stdout.readline()) == running.pid
        running.terminate()
        assert running.wait(timeout=10) == -signal.SIGTERM


def test_an_option_of_the_tests_goes_to_pytest_as_it_is(start: ModuleType) -> None:
    assert start.test_steps(["-k", "periods"])[-1][1:] == ["-k", "periods"]
    assert start.test_steps(["browser", "-x"]) == [start.tool("pytest", "-m", "browser", "-x")]
    spread = ["-n", "auto", "--dist", "loadfile"]
    assert start.test_steps(["browser"]) == [start.tool("pytest", *spread, "-m", "browser")]
    assert start.test_steps([])[-1] == start.tool("pytest", *spread)
    assert start.code_steps() == start.test_steps(["code"])


def test_every_package_is_in_every_list(start: ModuleType) -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]
    folders = {ROOT, *(path.parent for path in ROOT.glob("plugins/*/pyproject.toml"))}
    folders.add(ROOT / "webadmin")
    assert {ROOT / folder for folder in start.DISTRIBUTIONS.values()} == folders
    packages = set(start.DISTRIBUTIONS)
    assert packages | {"proofs"} == set(settings["mypy"]["packages"])  # typed, not installed
    assert packages == set(settings["coverage"]["run"]["source_pkgs"])
    assert packages == set(settings["importlinter"]["root_packages"])
    editable = {"-e ." if f == "." else f"-e ./{f}" for f in start.DISTRIBUTIONS.values()}
    assert editable <= set((ROOT / "requirements/all.txt").read_text("utf-8").splitlines())


def theory_words() -> list[str]:
    """The names of the theory's dataclasses and of every stage, as words."""
    classes = inspect.getmembers(toc_core.theory, inspect.isclass)
    own = [(name, cls) for name, cls in classes if cls.__module__ == toc_core.theory.__name__]
    words = [name for name, cls in own if dataclasses.is_dataclass(cls)]
    words += [name for name, cls in own if issubclass(cls, enum.Enum) and name == "Stage"]
    spaced = [re.sub(r"(?<=[a-z])(?=[A-Z])", " ", word).lower() for word in words]
    return spaced + [stage.value.replace("_", " ") for stage in toc_core.theory.Stage]


@pytest.mark.parametrize("word", theory_words())
def test_every_word_of_the_theory_is_in_the_glossary(word: str) -> None:
    glossary = (ROOT / "docs" / "glossary.md").read_text("utf-8")
    assert f"**{word}**" in glossary


def test_the_programme_of_the_readme_is_sound() -> None:
    blocks = re.findall(r"```python\n(.*?)```", (ROOT / "README.md").read_text("utf-8"), re.S)
    theory: dict[str, Any] = {}
    exec(compile(blocks[0], "README.md", "exec"), theory)
    assert is_sound(check(theory["LEESCLUB"]))
    compile(blocks[1], "README.md", "exec")


def test_decision_records_are_numbered_and_listed() -> None:
    folder = ROOT / "docs" / "decisions"
    records = sorted(path.name for path in folder.glob("[0-9]*.md"))
    assert [int(name[:4]) for name in records] == list(range(1, len(records) + 1))
    index = (folder / "README.md").read_text("utf-8")
    assert [name for name in records if f"({name})" not in index] == []


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md", "SECURITY.md", "NOTICE.md"])
def test_every_link_in_the_papers_leads_somewhere(name: str) -> None:
    targets = re.findall(r"\]\((?!https?:|#|mailto:)([^)#]+)", (ROOT / name).read_text("utf-8"))
    assert [target for target in targets if not (ROOT / target).exists()] == []
