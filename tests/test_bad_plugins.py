"""Plugins that break a rule: each is named and refused with a remedy, and the rest goes on."""

from __future__ import annotations

from pathlib import Path

import pytest
from planted import INIT, SOUND, Planted

from toc_core.cli import run
from toc_core.plugins import Host, load_plugins


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TOC_HOME", str(tmp_path / "home"))


def refused(host: Host) -> str:
    (broken,) = host.broken
    assert "buddy" in host.programmes  # what was installed before goes on
    return str(broken)


@pytest.mark.parametrize("needs", ["toc-core>=1,<2", "toc-core<0.1", "Toc_Core==7.*"])
def test_a_plugin_for_another_major_version_is_refused_before_it_runs(
    planted: Planted, needs: str
) -> None:
    planted.lay("reading", init="raise RuntimeError('it ran')", needs=needs)
    said = refused(load_plugins())
    assert said.startswith("plugin reading: gemaakt voor toc-core ")
    assert "maar dit is toc-core 0.1.0; installeer een versie van toc-reading" in said


def test_a_plugin_that_says_nothing_about_toc_core_loads(planted: Planted) -> None:
    planted.lay("reading", needs="")
    planted.lay("clay", needs="toc-core>=9; extra == 'later'")
    host = load_plugins()
    assert host.broken == []
    assert {"reading", "clay"} <= set(host.programmes)


def test_two_plugins_with_one_code_are_both_left_out_until_one_is_off(planted: Planted) -> None:
    planted.lay("a_first", theory=SOUND.replace("{code}", "reading"))
    planted.lay("b_second", theory=SOUND.replace("{code}", "reading"))
    host = load_plugins()
    assert [broken.name for broken in host.broken] == ["a_first", "b_second"]
    assert 'plugins_off = ["b_second"]' in host.broken[0].reason
    assert "buddy" in host.programmes
    assert "reading" not in host.programmes
    assert "reading" in load_plugins(off=["b_second"]).programmes


def test_two_plugins_with_one_table_prefix_leave_the_first_and_name_the_second(
    planted: Planted,
) -> None:
    planted.lay("reading")
    planted.lay("reading_too", package="reading", init=INIT)
    host = load_plugins()
    said = refused(host)
    assert said.startswith("plugin reading_too: de tabellen zouden met 'reading_' beginnen")
    assert "plugin 'reading'" in said
    assert "reading" in host.programmes


def test_the_prefix_of_the_core_is_nobody_elses(planted: Planted) -> None:
    planted.lay("core_too", package="core")
    assert "tabellen mogen niet met 'core_' beginnen" in refused(load_plugins())


@pytest.mark.parametrize(
    "line",
    [
        "import toc_buddy.theory",
        "from toc_buddy import theory",
        "import importlib\nimportlib.import_module('toc_buddy.theory')",
        "def late():\n    from toc_buddy.theory import BUDDY\n    return BUDDY",
    ],
)
def test_a_plugin_that_reads_from_another_is_refused_with_the_line(
    planted: Planted, line: str
) -> None:
    planted.lay("reading", {"report.py": line})
    said = refused(load_plugins())
    assert said.startswith("plugin reading: gebruikt 'toc_buddy")
    assert "van plugin 'buddy' (toc_reading/report.py, regel " in said


def test_naming_another_plugin_in_words_is_no_reading_from_it(planted: Planted) -> None:
    planted.lay("reading", {"report.py": '"""Not like toc_buddy."""\nNAME = "toc_buddy"\n'})
    assert load_plugins().broken == []


BAD_THEORIES = {
    "unknown stage": (SOUND.replace('"intervention"', '"interventon"'), "is geen stap (bedoelde"),
    "missing label": (SOUND.replace('label = "Leesbuurt"', ""), "label: ontbreekt; vul dit in"),
    "hostile text": (SOUND.replace("Leesbuurt", "Lees\\u0007buurt"), "stuurteken (U+0007)"),
    "no TOML": (SOUND + "[[[", "geen geldige TOML op regel"),
    "ten thousand": (
        SOUND.replace("links = [", "links = [" + '{causes = ["a"], effect = "b"},' * 10_000),
        "heeft 10003 onderdelen; hoogstens 2000",
    ),
    "deep": (SOUND + "deep = " + "[" * 5_000 + "]" * 5_000, "te diep genest"),
}


@pytest.mark.parametrize("case", BAD_THEORIES)
def test_a_bad_theory_file_is_refused_with_its_place(planted: Planted, case: str) -> None:
    theory, told = BAD_THEORIES[case]
    planted.lay("reading", theory=theory)
    said = refused(load_plugins())
    assert said.startswith("plugin reading: toc_programmes() gaf een fout:\n  theory.toml: ")
    assert told in said


def test_every_problem_of_a_theory_file_is_told_at_once(planted: Planted) -> None:
    theory = SOUND.replace('"intervention"', '"x"').replace('"impact"', '"y"')
    planted.lay("reading", theory=theory.replace('version = "1"', ""))
    problems = refused(load_plugins()).splitlines()[1:]
    places = {problem.strip().split(": ")[1] for problem in problems}
    assert places == {"elements[1, activity].stage", "elements[4, lasting].stage", "version"}


@pytest.mark.parametrize("command", [("check", "reading"), ("poster", "reading", "-o", "-")])
def test_a_programme_of_a_plugin_that_does_not_work_is_not_simply_unknown(
    planted: Planted, capsys: pytest.CaptureFixture[str], command: tuple[str, ...]
) -> None:
    assert run(command) == 2
    assert "Is zijn plugin geïnstalleerd? Kijk met: toc plugins" in capsys.readouterr().err
    planted.lay("reading", theory=SOUND.replace('"impact"', '"impct"'))
    assert run(command) == 2
    assert "Niet elke plugin werkt: waarom, staat hierboven." in capsys.readouterr().err


def test_a_loop_and_a_missing_language_are_shown_by_check_and_not_stored(
    planted: Planted, capsys: pytest.CaptureFixture[str]
) -> None:
    loop = SOUND.replace(
        "links = [", 'language = ""\nlinks = [\n{causes = ["change"], effect = "activities"},'
    )
    planted.lay("reading", theory=loop)
    assert run(["check", "reading"]) == 3
    said = capsys.readouterr().out
    assert "invalid-language" in said
    assert "activities -> change -> activities" in said
    assert run(["migrate"]) == 0
    assert run(["sync"]) == 3
    said = capsys.readouterr().err
    assert "reading 1: niet bewaard, de theorie heeft fouten" in said
    assert "buddy" in said


def test_a_theory_file_can_be_checked_before_there_is_a_plugin(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "theory.json"
    file.write_text('{"code": "a", "code": "b", "label": 3}', "utf-8")
    assert run(["check", str(file)]) == 3
    assert 'theory.json: de sleutel "code" staat twee keer' in capsys.readouterr().err
