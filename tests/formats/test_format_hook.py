"""A plugin can bring a format of its own, and no name is taken twice."""

from __future__ import annotations

import importlib
import io
from collections.abc import Callable
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest

from toc_core.plugins import load_plugins

from .by_hand import figure, report_of

FORMAT = """
from toc_core import hookimpl
from toc_core.formats import ReportFormat

def shout(report, file):
    file.write(report.title.upper().encode())

@hookimpl
def toc_report_formats():
    yield ReportFormat("{name}", "luid", ".txt", "text/plain", shout)
"""
Write = Callable[[str, str], EntryPoint]


@pytest.fixture
def write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Write:
    """Write a plugin with one format; return its entry point."""
    monkeypatch.syspath_prepend(tmp_path)

    def one(plugin: str, name: str) -> EntryPoint:
        (tmp_path / f"sample_{plugin}.py").write_text(FORMAT.format(name=name), encoding="utf-8")
        importlib.invalidate_caches()
        return EntryPoint(plugin, f"sample_{plugin}", "toc")

    return one


def test_a_plugins_format_stands_beside_the_built_in_ones(write: Write) -> None:
    host = load_plugins(found=[write("a", "loud")])
    assert list(host.formats) == ["terminal", "csv", "xlsx", "json", "html", "pdf", "loud"]
    file = io.BytesIO()
    host.formats["loud"].write(report_of(figure("1")), file)
    assert file.getvalue() == b"INDICATOREN VAN LEESBUURT"


@pytest.mark.parametrize(("first", "owner"), [("csv", "core"), ("loud", "a")])
def test_a_name_used_twice_is_refused_naming_both(write: Write, first: str, owner: str) -> None:
    host = load_plugins(found=[write("a", "loud"), write("b", first)])
    (broken,) = host.broken
    assert broken.name == "b"
    assert f"formaat '{first}' bestaat al in plugin '{owner}'" in broken.reason
    assert [plugin.name for plugin in host.plugins] == ["a"]


def test_no_plugin_can_take_the_name_of_the_core(write: Write) -> None:
    host = load_plugins(found=[write("core", "loud")])
    assert [broken.name for broken in host.broken] == ["core"]
    assert "csv" in host.formats
