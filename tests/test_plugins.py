"""The plugin host: one broken plugin is named, and the others go on."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from importlib.metadata import EntryPoint, entry_points
from pathlib import Path
from textwrap import dedent

import pytest

from toc_core.errors import UsageError
from toc_core.plugins import Host, load_plugins
from toc_core.theory import Element, Programme

Write = Callable[[str, str], EntryPoint]

HEAD = "from toc_core import Programme, hookimpl\n"
GOOD = """
@hookimpl
def toc_programmes():
    return [Programme("reading", "Leesbuurt", "1")]
"""


def hook(body: str, name: str = "toc_programmes", arguments: str = "") -> str:
    return f"@hookimpl\ndef {name}({arguments}):\n    {body}\n"


@pytest.fixture
def write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Write:
    """Write a plugin module that can really be imported; return its entry point."""
    monkeypatch.syspath_prepend(tmp_path)

    def one(name: str, source: str) -> EntryPoint:
        (tmp_path / f"sample_{name}.py").write_text(HEAD + dedent(source), encoding="utf-8")
        importlib.invalidate_caches()
        return EntryPoint(name, f"sample_{name}", "toc")

    return one


def only_broken(host: Host) -> tuple[str, str]:
    (broken,) = host.broken
    return broken.name, broken.reason


def test_a_good_plugin_brings_its_programmes(write: Write) -> None:
    host = load_plugins(found=[write("good", GOOD)])
    assert host.broken == []
    assert [(p.name, p.module) for p in host.plugins] == [("good", "sample_good")]
    assert list(host.programmes) == ["reading"]


def test_a_plugin_without_any_hook_loads_and_brings_nothing(write: Write) -> None:
    host = load_plugins(found=[write("empty", "")])
    assert (host.broken, dict(host.programmes)) == ([], {})
    assert [p.name for p in host.plugins] == ["empty"]


def test_no_plugins_is_no_error() -> None:
    assert load_plugins(found=[]).plugins == []


@pytest.mark.parametrize(
    ("source", "told"),
    [
        ("raise RuntimeError('geen sleutel')", "laden mislukt: RuntimeError: geen sleutel"),
        ("import a_module_nobody_has", "laden mislukt: ModuleNotFoundError"),
        ("def (:", "laden mislukt: SyntaxError"),
        ("raise SystemExit(9)", "laden mislukt: SystemExit: 9"),
        (hook("raise ValueError('stuk')"), "toc_programmes() gaf een fout: ValueError: stuk"),
        (hook("raise SystemExit(9)"), "toc_programmes() gaf een fout: SystemExit: 9"),
        (hook("return []", "toc_programs"), "'toc_programs'"),
        (
            hook("return []", "toc_check", "program"),
            "toc_check() heeft geen argument 'program' (bedoelde je 'programme'?)",
        ),
        (hook("return []", arguments="code"), "toc_programmes() heeft geen argument 'code'"),
        (hook("return ['reading']"), "toc_programmes() gaf str in plaats van een Programme"),
        (hook("return Programme('a', 'A', '1')"), "'Programme' object is not iterable"),
        (hook("return [Programme]"), "toc_programmes() gaf type in plaats van een Programme"),
        (
            hook("yield Programme('a', 'A', '1')\n    raise ValueError('halfweg')"),
            "toc_programmes() gaf een fout: ValueError: halfweg",
        ),
    ],
)
def test_a_broken_plugin_is_named_with_the_reason_and_the_others_go_on(
    write: Write, source: str, told: str
) -> None:
    after = hook("return [Programme('zebra', 'Zebra', '1')]")
    host = load_plugins(
        found=[write("a_good", GOOD), write("broken", source), write("z_good", after)]
    )
    name, reason = only_broken(host)
    assert name == "broken"
    assert told in reason
    assert [p.name for p in host.plugins] == ["a_good", "z_good"]
    assert list(host.programmes) == ["reading", "zebra"]


def test_an_entry_point_to_a_name_that_is_missing_is_named(write: Write) -> None:
    write("good", GOOD)
    name, reason = only_broken(load_plugins(found=[EntryPoint("x", "sample_good:gone", "toc")]))
    assert name == "x"
    assert "gone" in reason


def test_ctrl_c_while_loading_stops_everything(write: Write) -> None:
    with pytest.raises(KeyboardInterrupt):
        load_plugins(found=[write("slow", "raise KeyboardInterrupt")])


def test_a_generator_is_consumed(write: Write) -> None:
    source = hook("yield Programme('a', 'A', '1'); yield Programme('b', 'B', '1')")
    assert list(load_plugins(found=[write("lazy", source)]).programmes) == ["a", "b"]


def test_a_code_of_two_plugins_leaves_out_both_and_the_others_go_on(write: Write) -> None:
    second = hook("return [Programme('fresh', 'Vers', '1'), Programme('reading', 'Ander', '1')]")
    other = hook("return [Programme('zebra', 'Zebra', '1')]")
    host = load_plugins(
        found=[write("second", second), write("first", GOOD), write("other", other)]
    )
    assert [broken.name for broken in host.broken] == ["first", "second"]
    assert {broken.reason for broken in host.broken} == {
        "programma 'reading' komt meer dan één keer voor: first, second. Geen van die plugins is "
        "geladen, en wat bewaard is, blijft; zet er een uit in toc.toml: plugins_off = "
        '["second"]'
    }
    assert list(host.programmes) == ["zebra"]
    assert not host.manager.has_plugin("first")


def test_a_code_used_twice_inside_one_plugin_is_refused_too(write: Write) -> None:
    twice = hook("return [Programme('a', 'A', '1'), Programme('a', 'B', '1')]")
    name, reason = only_broken(load_plugins(found=[write("twice", twice)]))
    assert name == "twice"
    assert "'a'" in reason


def test_two_packages_with_one_plugin_name_leave_the_first_working(write: Write) -> None:
    first = write("a", GOOD + hook("return programme.levels", "toc_check", "programme"))
    other = write("b", hook("return []"))
    host = load_plugins(found=[first, EntryPoint("a", other.value, "toc")])
    name, reason = only_broken(host)
    assert name == "a"
    assert "al bezet" in reason
    assert host.manager.has_plugin("a")
    assert list(host.programmes) == ["reading"]


def test_one_module_under_two_names_counts_once(write: Write) -> None:
    entry = write("a", GOOD)
    host = load_plugins(found=[entry, EntryPoint("b", entry.value, "toc")])
    assert only_broken(host)[0] == "b"
    assert list(host.programmes) == ["reading"]


def test_plugins_load_sorted_by_name_whatever_order_they_are_found_in(write: Write) -> None:
    found = [
        write(name, hook(f"return [Programme('p_{name}', 'P', '1')]")) for name in ("c", "a", "b")
    ]
    host = load_plugins(found=found)
    assert [p.name for p in host.plugins] == ["a", "b", "c"]
    assert list(host.programmes) == ["p_a", "p_b", "p_c"]
    assert [name for name, _found in host.call("toc_programmes", Programme)] == ["a", "b", "c"]


def test_a_plugin_that_is_switched_off_is_not_even_imported(write: Write) -> None:
    host = load_plugins(off=["loud"], found=[write("loud", "raise RuntimeError"), write("q", GOOD)])
    assert host.broken == []
    assert [p.name for p in host.plugins] == ["q"]


def test_the_allow_list_refuses_and_names_every_other_plugin_without_importing(
    write: Write,
) -> None:
    found = [write("stranger", "raise RuntimeError"), write("good", GOOD)]
    host = load_plugins(allowed=["good"], found=found)
    name, reason = only_broken(host)
    assert name == "stranger"
    assert "plugins_allowed" in reason
    assert [p.name for p in host.plugins] == ["good"]


def test_an_empty_allow_list_allows_nothing(write: Write) -> None:
    host = load_plugins(allowed=[], found=[write("good", GOOD)])
    assert host.plugins == []
    assert only_broken(host)[0] == "good"


def test_off_wins_from_allowed_and_is_silent(write: Write) -> None:
    host = load_plugins(off=["good"], allowed=["good"], found=[write("good", GOOD)])
    assert (host.plugins, host.broken) == ([], [])


def test_call_asks_each_plugin_and_notes_one_that_breaks_once(write: Write) -> None:
    answers = GOOD + hook("yield from programme.elements", "toc_check", "programme")
    found = [
        write("answers", answers),
        write("breaks", hook("raise LookupError('kwijt')", "toc_check", "programme")),
        write("silent", ""),
    ]
    host = load_plugins(found=found)
    problem = Element("e", "output", "E")  # type: ignore[arg-type]
    programme = Programme("p", "P", "1", elements=(problem,))
    for _time in range(2):
        answered = dict(host.call("toc_check", Element, programme=programme))
        assert answered == {"answers": (problem,), "silent": ()}
    told = "toc_check() gaf een fout: LookupError: kwijt (sample_breaks.py, regel 4)"
    assert only_broken(host) == ("breaks", told)


def test_call_refuses_an_answer_of_the_wrong_kind(write: Write) -> None:
    found = [write("odd", hook("return ['te kort']", "toc_check", "programme"))]
    host = load_plugins(found=found)
    assert list(host.call("toc_check", Element, programme=Programme("p", "P", "1"))) == []
    assert only_broken(host)[1] == "toc_check() gaf str in plaats van een Element"


def test_a_broken_plugin_is_never_asked_again(write: Write) -> None:
    source = hook("raise ValueError") + hook("raise LookupError", "toc_check", "programme")
    host = load_plugins(found=[write("broken", source)])
    assert list(host.call("toc_check", Element, programme=Programme("p", "P", "1"))) == []
    assert len(host.broken) == 1


def test_each_host_has_its_own_manager(write: Write) -> None:
    entry = write("good", GOOD)
    one, two = load_plugins(found=[entry]), load_plugins(found=[entry])
    assert one.manager is not two.manager
    assert two.broken == []


def test_an_unknown_programme_gets_the_nearest_code_and_the_list(write: Write) -> None:
    host = load_plugins(found=[write("good", GOOD)])
    assert host.programme("reading").label == "Leesbuurt"
    with pytest.raises(UsageError, match="bedoelde je 'reading'") as caught:
        host.programme("raeding")
    assert "Gekend: reading." in str(caught.value)
    assert caught.value.exit_code == 2


def test_an_unknown_programme_without_any_programme_says_so() -> None:
    with pytest.raises(UsageError, match="Gekend: geen enkel"):
        load_plugins(found=[]).programme("reading")


def test_the_installed_plugins_are_found_and_carry_their_version() -> None:
    host = load_plugins()
    assert host.broken == []
    names = sorted(entry.name for entry in entry_points(group="toc"))
    assert [p.name for p in host.plugins] == names
    assert all(p.version for p in host.plugins)
