"""The contract catches each planted mistake, with a sentence that tells the remedy."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from planted import INIT, SOUND, Planted

from toc_core.testing import PluginContract

ROOT = Path(__file__).resolve().parent.parent
FULL = ROOT / "examples" / "plugin_full" / "toc_leeskoffer"


class Reading(PluginContract):
    """The contract as a plugin's own test file writes it; not collected by itself."""

    plugin = "reading"


def told(test: str, folder: Path) -> str:
    """Return what a test of the contract says; empty when it passes or does not apply."""
    method = getattr(Reading(), test)
    try:
        method(*([folder] if "tmp_path" in method.__code__.co_varnames[:2] else []))
    except pytest.fail.Exception as failure:
        return str(failure)
    except pytest.skip.Exception:
        return ""
    return ""


def sentences() -> list[str]:
    return [name for name in dir(PluginContract) if name.startswith("test_")]


def test_a_sound_plugin_keeps_every_sentence_of_the_contract(
    planted: Planted, tmp_path: Path
) -> None:
    data = "indicator,period,value\nseen,2023-2024,3\n"
    planted.lay("reading", {"data/observations.csv": data})
    problems = {}
    for name in sentences():
        place = tmp_path / name
        place.mkdir()
        problems[name] = told(name, place)
    assert {name: said for name, said in problems.items() if said} == {}
    assert len(problems) >= 15


SECTIONS = (
    INIT
    + """
@hookimpl
def toc_report_sections(programme, period, session):
    from toc_core.formats.sections import ReportSection
    return [ReportSection("Meer", ("Naam", "Deel"), (("a", {cell}),))]
"""
)
# What is planted (the files of the package, or what is told of it), which sentence of the contract
# is broken by it, and words of the remedy.
MISTAKES: dict[str, tuple[dict[str, str], str, str]] = {
    "missing label": (
        {"theory": SOUND.replace('label = "Wat jullie doen"', 'label = ""')},
        "test_its_theory_is_sound",
        "Vul een label in.",
    ),
    "unknown level": (
        {"theory": SOUND.replace('"intervention"', '"intervention", level = "klas"')},
        "test_its_theory_is_sound",
        "Verbeter de code of voeg toe wat ontbreekt.",
    ),
    "duplicate code": (
        {"theory": SOUND.replace('code = "activities"', 'code = "activity"')},
        "test_its_theory_is_sound",
        "Geef elk een eigen code.",
    ),
    "misspelt hook": (
        {"init": INIT.replace("toc_programmes", "toc_programs")},
        "test_its_theory_is_sound",
        "(bedoelde je 'toc_programmes'?)",
    ),
    "import of Flask at load": (
        {"init": "import flask\n" + INIT},
        "test_it_loads_without_flask_and_without_a_database",
        "Zet zulke imports in de hook die ze nodig heeft",
    ),
    "import of a database at load": (
        {"init": INIT + "from toc_core.db import people\n"},
        "test_it_loads_without_flask_and_without_a_database",
        "Zet zulke imports in de hook die ze nodig heeft",
    ),
    "changed code": (
        {"codes.txt": "reading element activity\nreading element old\n"},
        "test_it_keeps_the_codes_of_its_last_release",
        "codes.txt:2: 'reading element old' hoort bij de laatste release en is weg",
    ),
    "renamed to nothing": (
        {"codes.txt": "reading element old renamed activiti\n"},
        "test_it_keeps_the_codes_of_its_last_release",
        "(bedoelde je 'reading element activit",
    ),
    "missing translation": (
        {"translations/en.toml": '[reading.programme]\nlabel = "Reading"\n'},
        "test_every_label_is_there_in_every_language_it_declares",
        "translations/en.toml: [reading.element] activity ontbreekt; vertaal 'Wat jullie doen'.",
    ),
    "translation of what is gone": (
        {"translations/fr.toml": '[reading.element]\nold = "Ancien"\n'},
        "test_every_label_is_there_in_every_language_it_declares",
        "[reading.element] old bestaat niet (meer); haal het weg.",
    ),
    "no bound on toc-core": (
        {"needs": "toc-core>=0.1"},
        "test_it_says_for_which_toc_core_it_was_made",
        'dependencies = ["toc-core>=0.1,<0.2"]',
    ),
    "another version of toc-core": (
        {"needs": "toc-core>=2,<3"},
        "test_it_gets_on_with_the_plugins_beside_it",
        "installeer een versie van toc-reading die daarbij past",
    ),
    "a section that is not exact": (
        {"init": SECTIONS.replace("{cell}", "0.1")},
        "test_a_report_with_records_comes_out_in_every_format",
        "een cel is tekst, int, Decimal of None, geen float",
    ),
    "a figure that the theory refuses": (
        {"data/observations.csv": "indicator,period,value\nseen,2023-2024,3.5\n"},
        "test_its_figures_from_the_sources_are_taken",
        "heeft te veel cijfers na de komma",
    ),
    "a report that raises": (
        {"init": SECTIONS.replace("{cell}", "1 / 0")},
        "test_an_empty_report_comes_out_in_every_format",
        "toc_report_sections() gaf een fout: ZeroDivisionError",
    ),
}


@pytest.mark.parametrize("case", MISTAKES)
def test_a_planted_mistake_is_caught_with_its_remedy(
    planted: Planted, tmp_path: Path, case: str
) -> None:
    what, test, remedy = MISTAKES[case]
    known = {key: what[key] for key in ("init", "theory", "needs") if key in what}
    files = {name: text for name, text in what.items() if name not in known}
    planted.lay("reading", files, **known)
    assert remedy in told(test, tmp_path)


def test_a_plugin_that_is_not_installed_hears_how(tmp_path: Path) -> None:
    said = told("test_it_is_found_by_its_entry_point", tmp_path)
    assert '[project.entry-points.toc] de regel reading = "toc_reading"' in said
    assert "pip install -e ." in said


# In a Python of its own, because a table that was declared stays known. What is changed in the
# example (file, old, new), the sentence of the contract that is broken, and words of the remedy.
LOAN = "class Loan(PerSite, Record, Base)"
TABLES, MADE = "its_tables_bear_its_name", "migrations_make_exactly"
VIEWS = "admin_views_keep_strangers_out"
SPY = """    def get_query(self) -> Any:
        from toc_core.access import SYSTEM
        from toc_webadmin.sessions import current_store
        return current_store().session_for(SYSTEM, "x").query(Loan)

    @property
"""
BARE_VIEW = """from flask_admin.contrib.sqla import ModelView
class LoanView(ModelView):
    def __init__(self, db, programme=None):
        super().__init__(Loan, db)
"""
WITH_TABLES: dict[str, tuple[str, str, str, str, str]] = {
    "unprefixed table": (
        *("models.py", '"leeskoffer_loan"', '"loan"'),
        *(TABLES, "its name must start with 'leeskoffer_'"),
    ),
    "undeclared scope": (
        *("models.py", LOAN, "class Loan(Record, Base)"),
        *(TABLES, "declare one scope"),
    ),
    "undeclared personal fields": (
        *("models.py", '    __personal__ = ("note",)\n', ""),
        *(TABLES, "declare __personal__"),
    ),
    "missing migration": (
        *("models.py", "    books:", "    boxes: Mapped[int | None]\n    books:"),
        *(MADE, "voeg een stap toe"),
    ),
    "no migrations at all": (
        *("migrations/versions/k0001_loans.py", "", ""),
        *(MADE, "zonder migratie komen de tabellen er nooit"),
    ),
    "migration that cannot be taken back": (
        *("migrations/versions/k0001_loans.py", 'drop_record("leeskoffer_loan")', "pass"),
        *("can_be_taken_back", "downgrade() laat deze tabellen staan"),
    ),
    "personal field in an export": (
        *("loans.py", "select(Site.label, func", "select(func.min(Loan.note), func"),
        *("no_personal_field", "Een persoonlijk veld (__personal__) staat in een rapport"),
    ),
    "view without permission": (
        *("admin.py", "allowed = EVERY_ROLE", "pass"),
        *(VIEWS, "is voor niemand open"),
    ),
    "view that shows everybody's rows": (
        *("admin.py", "    @property\n", SPY),
        *(VIEWS, "toont school B een rij van school A"),
    ),
    "view of another make": (
        *("admin.py", "class LoanView(TocModelView):", BARE_VIEW),
        *(VIEWS, "leid het af van TocModelView"),
    ),
}


@pytest.mark.parametrize("case", WITH_TABLES)
def test_a_planted_mistake_with_tables_is_caught_with_its_remedy(
    planted: Planted, tmp_path: Path, case: str
) -> None:
    file, old, new, sentence, remedy = WITH_TABLES[case]
    files = {
        path.relative_to(FULL).as_posix(): path.read_text("utf-8")
        for path in FULL.rglob("*")
        if path.suffix in (".py", ".toml", ".csv", ".txt")
    }
    assert old in files[file]
    files[file] = files[file].replace(old, new)
    if not old:
        del files[file]
    kept = {"init": files.pop("__init__.py"), "theory": files.pop("theory.toml")}
    planted.lay("leeskoffer", files, **kept)
    test = tmp_path / "test_leeskoffer.py"
    head = "from toc_core.testing import PluginContract\n"
    test.write_text(f"{head}class TestIt(PluginContract):\n    plugin = 'leeskoffer'\n")
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "-p",
        "no:cacheprovider",
        str(test),
        "-k",
        sentence,
    ]
    done = subprocess.run(
        command,
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(planted.folder), "TOC_HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert remedy in done.stdout
    assert "Traceback" not in done.stdout
