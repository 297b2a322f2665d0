"""What the documents say is what the product does."""

from __future__ import annotations

import inspect
import re
from pathlib import Path

import pytest

from toc_core import hookspecs
from toc_core.cli import run
from toc_core.drawing import poster_svg
from toc_core.plugins import load_plugins

ROOT = Path(__file__).parents[1]


def hooks() -> list[str]:
    return sorted(name for name in vars(hookspecs) if name.startswith("toc_"))


def test_every_hook_stands_in_the_docs_with_its_exact_arguments() -> None:
    page = (ROOT / "docs" / "hooks.md").read_text("utf-8")
    for name in hooks():
        arguments = ", ".join(inspect.signature(getattr(hookspecs, name)).parameters)
        assert f"### `{name}({arguments})`" in page


def test_the_docs_name_no_hook_that_does_not_exist() -> None:
    page = (ROOT / "docs" / "hooks.md").read_text("utf-8")
    assert sorted(re.findall(r"^### `(\w+)\(", page, re.M)) == hooks()


def test_the_poster_in_the_readme_is_the_one_the_product_draws() -> None:
    stored = (ROOT / "docs" / "pictures" / "poster.svg").read_text("utf-8")
    drawn = poster_svg(load_plugins().programme("campus_talent"))
    again = "toc poster campus_talent --format svg -o docs/pictures/poster.svg"
    assert stored == drawn, f"draw it again: {again}"


def test_the_report_from_python_in_the_readme_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("TOC_HOME", str(tmp_path))
    assert run(["migrate"]) == 0
    assert run(["sync", "--data"]) == 0
    capsys.readouterr()
    text = (ROOT / "README.md").read_text("utf-8")
    (example,) = (
        b for b in re.findall(r"```python\n(.*?)```", text, re.S) if "indicator_report" in b
    )
    exec(compile(example, "README.md", "exec"), {})
    printed = capsys.readouterr().out
    assert "Aantal buddy's 2018-2019 44" in printed
    assert "171" not in printed
