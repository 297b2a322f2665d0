"""What the documents say is what the product does."""

from __future__ import annotations

import ast
import importlib.util
import inspect
import re
from dataclasses import fields
from importlib.metadata import entry_points
from pathlib import Path

import pytest
from toc_webadmin.views.deliveries import DeliveryView
from toc_webadmin.views.people import SiteView

from toc_core import hookspecs
from toc_core.cli import run
from toc_core.drawing import poster_svg
from toc_core.plugins import load_plugins
from toc_core.scaffold import Names, filled
from toc_core.settings import Settings
from toc_core.source_data import FILES
from toc_core.theory import PremiseKind, Stage

ROOT = Path(__file__).parents[1]


def hooks() -> list[str]:
    return sorted(name for name in vars(hookspecs) if name.startswith("toc_"))


def test_every_hook_stands_in_the_docs_with_its_exact_arguments() -> None:
    page = (ROOT / "docs" / "hooks.md").read_text("utf-8")
    for name in hooks():
        arguments = ", ".join(inspect.signature(getattr(hookspecs, name)).parameters)
        assert f"### `{name}({arguments})`" in page


def test_every_hook_stands_in_the_docs_with_its_exact_signature() -> None:
    page = (ROOT / "docs" / "hooks.md").read_text("utf-8")
    blocks = "".join(re.findall(r"```python\n(def toc_.*?)```", page, re.S))
    written = {node.name: ast.unparse(node) for node in ast.parse(blocks).body}  # type: ignore[attr-defined]
    source = ast.parse(Path(hookspecs.__file__).read_text("utf-8"))
    declared = {}
    for node in source.body:
        if isinstance(node, ast.FunctionDef) and node.name.startswith("toc_"):
            node.decorator_list, node.body = [], [ast.Expr(ast.Constant(...))]
            declared[node.name] = ast.unparse(node)
    assert written == declared


def test_the_contract_in_the_docs_and_the_examples_is_what_the_kit_writes() -> None:
    page = (ROOT / "docs" / "hooks.md").read_text("utf-8")
    text = (ROOT / "examples/plugin_minimal/tests/test_leesclub.py").read_text("utf-8")
    assert text.partition("\n\n")[2] in page
    assert text == filled("test.py", Names("Leesclub", "leesclub"), "theory.toml")


def test_what_is_public_exists() -> None:
    page = (ROOT / "docs" / "compatibility.md").read_text("utf-8")
    named = re.findall(r"`(toc_(?:core|webadmin)(?:\.\w+)*)`", page)
    assert len(named) > 12
    assert [name for name in named if not _exists(name)] == []


def _exists(name: str) -> bool:
    module, _dot, last = name.rpartition(".")
    if last[:1].isupper():
        return hasattr(importlib.import_module(module), last)
    return importlib.util.find_spec(name) is not None


def test_the_docs_name_no_hook_that_does_not_exist() -> None:
    page = (ROOT / "docs" / "hooks.md").read_text("utf-8")
    assert sorted(re.findall(r"^### `(\w+)\(", page, re.M)) == hooks()


def test_the_files_of_the_data_folder_stand_in_the_docs_with_their_columns() -> None:
    page = (ROOT / "docs" / "hooks.md").read_text("utf-8")
    for name, columns in FILES.items():
        needed, optional = (", ".join(f"`{c}`" for c in some) for some in columns)
        assert f"| `{name}.csv` | {needed} | {optional} |" in page


def test_the_tutorial_names_lists_and_buttons_that_the_admin_has() -> None:
    views = [DeliveryView, SiteView]
    there = {words for view in views for words in (view.title, view.new_label)}
    page = (ROOT / "docs" / "tutorial.md").read_text("utf-8").replace("\n", " ")
    _before, _head, recording = page.partition("## 8. Record what is done")
    assert set(re.findall(r"\*([^*]+)\*", recording)) == there


def test_the_docs_link_only_to_what_a_reader_of_the_docs_has() -> None:
    pages = ["tutorial", "hooks", "compatibility", "theory-file", "glossary"]
    for name in pages:
        text = (ROOT / "docs" / f"{name}.md").read_text("utf-8")
        for target in re.findall(r"\]\(([^)#]+)[^)]*\)", text):
            assert (ROOT / "docs" / target).exists() or "://" in target, f"{name}: {target}"
            assert not target.startswith(".."), f"{name}: {target}"


def test_every_setting_stands_in_the_docs() -> None:
    page = (ROOT / "docs" / "deploy.md").read_text("utf-8")
    table = "\n".join(line.split("|")[1] for line in page.splitlines() if line.startswith("| `"))
    documented = sorted(re.findall(r"`(\w+)`", table))
    assert documented == sorted(f.name for f in fields(Settings) if f.name != "home")


def test_the_poster_in_the_readme_is_the_one_the_product_draws() -> None:
    stored = (ROOT / "docs" / "pictures" / "poster.svg").read_text("utf-8")
    drawn = poster_svg(load_plugins().programme("campus_talent"))
    again = "toc poster campus_talent --format svg -o docs/pictures/poster.svg"
    assert stored == drawn, f"draw it again: {again}"


def test_every_decision_stands_in_the_list_of_decisions() -> None:
    folder = ROOT / "docs" / "decisions"
    listed = re.findall(r"^- \[(.+)\]\((.+)\)$", (folder / "README.md").read_text("utf-8"), re.M)
    titles = {f.name: f.read_text("utf-8").splitlines()[0] for f in folder.glob("0*.md")}
    assert {name: f"# {title}" for title, name in listed} == titles


def test_the_changelog_names_every_command() -> None:
    text = (ROOT / "CHANGELOG.md").read_text("utf-8")
    commands = [entry.name for entry in entry_points(group="toc.commands")]
    assert [name for name in commands if f"`toc {name}`" not in text] == []


def test_every_stage_and_premise_stands_in_the_glossary() -> None:
    words = set(
        re.findall(r"\*\*([a-z ]+)\*\*", (ROOT / "docs" / "glossary.md").read_text("utf-8"))
    )
    declared = [*Stage, *PremiseKind]
    assert [w.value for w in declared if w.value.replace("_", " ") not in words] == []


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
