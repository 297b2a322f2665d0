"""What is said of a broken plugin: the file and line of its own code, and the hook it meant."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest

from toc_core.plugins import load_plugins

HOOK = "from toc_core import hookimpl\n\n\n@hookimpl\n"
Reason = Callable[..., str]


@pytest.fixture
def reason(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Reason:
    """Lay package ``sample_club`` on the path and return why it does not work."""
    monkeypatch.syspath_prepend(tmp_path)
    folder = tmp_path / "sample_club"
    folder.mkdir()

    def ask(source: str, theory: str = "") -> str:
        (folder / "__init__.py").write_text(source, encoding="utf-8")
        (folder / "theory.py").write_text(theory, encoding="utf-8")
        importlib.invalidate_caches()
        [broken] = load_plugins(found=[EntryPoint("club", "sample_club", "toc")]).broken
        return broken.reason

    return ask


def test_an_error_while_loading_names_the_deepest_own_file_and_line(reason: Reason) -> None:
    said = reason("from sample_club import theory\n", "\nint('acht')\n")
    assert said.startswith("laden mislukt: ValueError: ")
    assert said.endswith(" (sample_club/theory.py, regel 2)")


def test_a_file_that_is_no_python_is_named_with_its_line(reason: Reason) -> None:
    said = reason("import sample_club.theory\n", "a = 1\ndef (:\n")
    assert said == "laden mislukt: SyntaxError: invalid syntax (sample_club/theory.py, regel 2)"


def test_an_error_in_the_code_of_another_is_placed_where_it_was_called(reason: Reason) -> None:
    source = HOOK + "def toc_programmes():\n    import json\n    return json.loads('{')\n"
    assert reason(source).endswith(" (sample_club/__init__.py, regel 7)")


def test_what_fails_outside_the_plugin_has_no_place(reason: Reason) -> None:
    said = reason(HOOK + "def toc_programmes():\n    return 3\n")
    assert said.endswith("is not iterable")


def test_a_misspelt_hook_gets_the_nearest_one(reason: Reason) -> None:
    said = reason(HOOK + "def toc_programs():\n    return []\n")
    assert said.startswith(
        "hook 'toc_programs' bestaat niet (bedoelde je 'toc_programmes'?). Gekend: toc_programmes,"
    )
