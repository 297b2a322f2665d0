"""Plugins laid on the path as if they were installed: real distributions, found by the host."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

SOUND = """
code = "{code}"
label = "Leesbuurt"
version = "1"
elements = [
    {code = "activity", stage = "intervention", label = "Wat jullie doen"},
    {code = "activities", stage = "output", label = "Aantal activiteiten"},
    {code = "change", stage = "outcome", horizon = "short", label = "Wat er verandert"},
    {code = "lasting", stage = "impact", label = "Wat er blijft"},
]
links = [
    {causes = ["activity"], effect = "activities"},
    {causes = ["activities"], effect = "change"},
    {causes = ["change"], effect = "lasting"},
]
indicators = [
    {code = "seen", element = "change", label = "Gezien", measure = {observed = {}}},
]
"""
INIT = '''"""A plugin."""
from pathlib import Path
from toc_core import hookimpl

@hookimpl
def toc_programmes():
    from toc_core.schemas import read_programme
    return [read_programme(Path(__file__).with_name("theory.toml"))]
'''


@dataclass
class Planted:
    """A folder on the path in which plugins are laid; ``lay`` adds one."""

    folder: Path

    def lay(
        self,
        name: str,
        files: dict[str, str] | None = None,
        *,
        init: str = INIT,
        theory: str = SOUND,
        needs: str = "toc-core>=0.1,<0.2",
        package: str = "",
    ) -> Path:
        """Lay a plugin and return the folder of its package."""
        package = package or f"toc_{name}"
        info = self.folder / f"{package}-1.0.dist-info"
        folder = self.folder / package
        own = {"__init__.py": init, "theory.toml": theory.replace("{code}", name), **(files or {})}
        for path, text in own.items():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_text(text, encoding="utf-8")
        info.mkdir(exist_ok=True)
        asked = f"Requires-Dist: {needs}\n" if needs else ""
        head = f"Metadata-Version: 2.1\nName: {package.replace('_', '-')}\nVersion: 1.0\n"
        (info / "METADATA").write_text(head + asked)
        (info / "entry_points.txt").write_text(f"[toc]\n{name} = {package}\n")
        importlib.invalidate_caches()
        return folder


@pytest.fixture
def planted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Planted:
    """A folder on the path, empty still."""
    folder = tmp_path / "packages"
    folder.mkdir()
    monkeypatch.syspath_prepend(folder)
    return Planted(folder)


@pytest.fixture(autouse=True)
def no_laid_module_outlives_its_test(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Forget what a test imported from a folder of its own: another lays the same name again."""
    before = set(sys.modules)
    yield
    laid = str(tmp_path_factory.getbasetemp())
    for name in sys.modules.keys() - before:
        if str(getattr(sys.modules[name], "__file__", "")).startswith(laid):
            del sys.modules[name]
