"""The house style as far as a program can check it: sizes, names, imports and forbidden calls."""

from __future__ import annotations

import ast
import re
import statistics
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path
from typing import TypeGuard

import grimp
import pytest

ROOT = Path(__file__).parents[1]
PROGRAMMES = (
    "toc_buddy",
    "toc_campus_talent",
    "toc_krachtige_scholen",
    "toc_leerrecht_gok",
    "toc_flexible_trajectories",
)
PACKAGES = ("toc_core", "toc_webadmin", *PROGRAMMES)
MOST_LINES, MOST_TEST_LINES, MOST_FUNCTION_LINES = 300, 400, 45
VAGUE = re.compile(r"(^|_)(utils?|helpers?|managers?|services?|base|info)(_|$)")
# Named so in the design: the base of all tables, and the one compulsory base of all views.
NAMED_IN_THE_DESIGN = {"toc_core/db/base.py", "webadmin/toc_webadmin/views/base.py"}
# Calls that need a reason, and the files that have one.
ALLOWED = {
    "Markup": {
        "webadmin/toc_webadmin/views/words.py",  # a template whose values are escaped
        "webadmin/toc_webadmin/pages/poster.py",  # escaped where it is drawn
        "webadmin/toc_webadmin/pages/panel.py",  # a sparkline, escaped where it is drawn
        "webadmin/toc_webadmin/pages/help.py",  # a link around a word, the rest escaped
        "webadmin/toc_webadmin/pages/pictures.py",  # drawn and checked by toc_core.charts
    },
    "text": {
        "toc_core/db/migrate.py",  # the lock, outside the door
        "toc_core/db/theory.py",  # the condition of an index
    },
    "print": {
        "start.py",  # runs before anything is installed
        "webadmin/toc_webadmin/wsgi.py",  # the process of the server has no click
    },
    "eval": set(),
    "exec": set(),
    "compile": set(),
    "__import__": set(),
}
UNTRUSTED = {"pickle", "shelve", "marshal"}


@dataclass(frozen=True)
class Source:
    """One Python file of the repository: its place from the root, text and tree."""

    place: str
    text: str
    tree: ast.Module

    @property
    def is_test(self) -> bool:
        return "tests" in Path(self.place).parts or Path(self.place).name == "conftest.py"

    @property
    def lines(self) -> int:
        return len(self.text.splitlines())


@cache
def sources() -> tuple[Source, ...]:
    """Every Python file that is in git or would be added to it."""
    asked = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "*.py"]
    listed = subprocess.run(asked, cwd=ROOT, capture_output=True, text=True, check=False)
    if listed.returncode:
        pytest.skip("no git checkout: only there is known which files are ours")
    places = [place for place in listed.stdout.splitlines() if (ROOT / place).exists()]
    texts = {place: (ROOT / place).read_text("utf-8") for place in places}
    return tuple(Source(place, text, ast.parse(text)) for place, text in texts.items())


def product() -> list[Source]:
    return [source for source in sources() if not source.is_test]


def functions(source: Source) -> Iterator[tuple[str, int]]:
    """Yield the place and length of every function, with its signature and docstring."""
    for node in ast.walk(source.tree):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            yield f"{source.place}:{node.lineno} {node.name}", length


def called(source: Source) -> Iterator[tuple[str, int]]:
    """Yield the plain name and line of every call."""
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            yield node.func.id, node.lineno


def imported(source: Source) -> Iterator[str]:
    """Yield every module that is imported by its full name, wherever in the file."""
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level:
            yield node.module or ""


def test_no_file_is_long() -> None:
    allowed = {True: MOST_TEST_LINES, False: MOST_LINES}
    assert [(s.place, s.lines) for s in sources() if s.lines > allowed[s.is_test]] == []


def test_no_function_is_long() -> None:
    found = [each for source in sources() for each in functions(source)]
    assert [(place, length) for place, length in found if length > MOST_FUNCTION_LINES] == []


def test_most_functions_and_files_are_short() -> None:
    lengths = sorted(length for source in product() for _place, length in functions(source))
    assert statistics.median(lengths) <= 8
    assert lengths[len(lengths) * 9 // 10] <= 25
    assert statistics.median(s.lines for s in product() if s.lines) <= 120


def test_no_name_is_vague() -> None:
    places = {part for s in product() for part in (s.place, str(Path(s.place).parent))}
    vague = {place for place in places if VAGUE.search(Path(place).stem)}
    assert vague - NAMED_IN_THE_DESIGN == set()


def test_no_class_is_called_a_manager_or_helper() -> None:
    names = re.compile(r"(Manager|Helper|Service|Utils?|Info)$")
    classes = [n for s in product() for n in ast.walk(s.tree) if isinstance(n, ast.ClassDef)]
    assert [node.name for node in classes if names.search(node.name)] == []


def test_every_module_says_in_a_docstring_what_it_is_for() -> None:
    assert [s.place for s in sources() if s.text.strip() and not ast.get_docstring(s.tree)] == []


@pytest.mark.parametrize("name", sorted(ALLOWED))
def test_a_call_that_needs_a_reason_stands_only_where_it_has_one(name: str) -> None:
    found = {s.place for s in product() for call, _line in called(s) if call == name}
    assert found == ALLOWED[name]


def test_nothing_reads_what_could_run_code() -> None:
    found = {(s.place, name) for s in product() for name in imported(s)}
    assert {place for place, name in found if name.partition(".")[0] in UNTRUSTED} == set()


def test_no_template_switches_escaping_off() -> None:
    off = re.compile(r"\|\s*safe\b|autoescape\s+false")
    templates = (ROOT / "webadmin" / "toc_webadmin" / "templates").rglob("*.html")
    assert [str(page) for page in templates if off.search(page.read_text("utf-8"))] == []


def frozen(node: ast.AST, in_function: bool = False) -> Iterator[int]:
    """Yield the line of every ``_()`` that runs when its module is imported."""
    for child in ast.iter_child_nodes(node):
        body = getattr(node, "body", None)
        runs_later = isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)) and (
            child in body if isinstance(body, list) else child is body
        )
        if _translates(child, "_") and not (in_function or runs_later):
            yield child.lineno
        yield from frozen(child, in_function or runs_later)


def _translates(node: ast.AST, *names: str) -> TypeGuard[ast.Call]:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in names


def test_no_text_is_translated_before_there_is_a_reader() -> None:
    # A constant or an attribute of a class says later("…"): its reader is known later.
    assert [f"{s.place}:{line}" for s in product() for line in frozen(s.tree)] == []


def test_a_translator_finds_every_text() -> None:
    unseen = {
        source.place
        for source in product()
        for node in ast.walk(source.tree)
        if _translates(node, "_", "later") and not isinstance(node.args[0], ast.Constant)
    }
    assert unseen == {
        "toc_core/i18n.py",  # translates what was said elsewhere
        "toc_core/checks/problems.py",  # the rules are data, read by proofs.translations too
    }


def test_nothing_is_imported_through_a_project_folder() -> None:
    folders = {"plugins", "webadmin", "tests", "conftest"}
    found = {(s.place, name) for s in sources() for name in imported(s)}
    assert {each for each in found if each[1].partition(".")[0] in folders} == set()


def test_every_error_raised_is_one_of_ours() -> None:
    vague = {"Exception", "BaseException", "RuntimeError"}
    raised = [
        (source.place, node.lineno)
        for source in product()
        for node in ast.walk(source.tree)
        if isinstance(node, ast.Raise)
        and isinstance(node.exc, ast.Call)
        and isinstance(node.exc.func, ast.Name)
        and node.exc.func.id in vague
    ]
    assert raised == []


@pytest.fixture(scope="module")
def imports() -> grimp.ImportGraph:
    return grimp.build_graph(
        *PACKAGES,
        include_external_packages=True,
        exclude_type_checking_imports=True,
        cache_dir=None,
    )


def test_imports_run_in_no_circle(imports: grimp.ImportGraph) -> None:
    below = {
        module: imports.find_modules_directly_imported_by(module) for module in imports.modules
    }
    TopologicalSorter(below).prepare()  # an error of it names the circle


def test_every_package_is_seen_by_the_import_rules(imports: grimp.ImportGraph) -> None:
    # A folder without __init__.py is left out by the tools, in silence.
    # The examples are installed by their own test; the proofs are not installed at all.
    aside = ("start.py", "proofs", "examples")
    ours = {Path(s.place) for s in product() if Path(s.place).parts[0] not in aside}
    folders = {place.parent for place in ours if "versions" not in place.parts}
    modules = {
        ".".join(f.parts[next(i for i, p in enumerate(f.parts) if p in PACKAGES) :])
        for f in folders
    }
    assert modules - imports.modules == set()


def test_programmes_need_neither_the_admin_nor_each_other(imports: grimp.ImportGraph) -> None:
    for programme in PROGRAMMES:
        own = {programme, *imports.find_descendants(programme)}
        views = {name for name in own if name.startswith(f"{programme}.views")}  # for the admin
        asking = own - views
        used = {m for o in asking for m in imports.find_modules_directly_imported_by(o)} - own
        roots = {name.partition(".")[0] for name in used}
        of_tables = {"alembic", "sqlalchemy"}  # for a programme with tables of its own
        assert roots - sys.stdlib_module_names - of_tables == {"toc_core"}


def test_the_oracle_shares_no_code_with_the_engine() -> None:
    used = {
        name
        for source in sources()
        if source.place.startswith("proofs/figures/oracle/")
        for name in imported(source)
        if not name.startswith("proofs.figures.oracle")
    }
    ours = {name for name in used if name.partition(".")[0] not in sys.stdlib_module_names}
    assert ours == {"proofs.figures.facts", "toc_core.periods", "toc_core.theory", "proofs.figures"}
