"""Wheels, and fresh environments in which nothing is installed but what they ask for.

No network: dependencies are linked from the environment of the tests, and only those that the
wheels declare, so that one that was forgotten shows.
"""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from email import message_from_string
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent
# What a plugin's own folder is built with, when it is installed in an environment.
BUILDERS = ("hatchling", "editables")


def build(folder: Path, out: Path) -> Path:
    """Build the wheel of a distribution and return it."""
    before = set(out.glob("*.whl"))
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(out)]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    (made,) = set(out.glob("*.whl")) - before
    return made


@dataclass(frozen=True)
class Environment:
    """A folder with a Python of its own; ``run`` starts one of its commands."""

    folder: Path

    @property
    def bin(self) -> Path:
        return self.folder / ("Scripts" if os.name == "nt" else "bin")

    def run(self, *command: str, cwd: Path, **variables: str) -> subprocess.CompletedProcess[str]:
        """Run a command as somebody would who works in this environment."""
        path = os.pathsep.join([str(self.bin), os.environ["PATH"]])
        kept = {n: v for n, v in os.environ.items() if not n.startswith(("TOC_", "PYTHON", "PIP_"))}
        # Nothing is fetched, not even to build (0 means: without isolation).
        offline = {"PIP_NO_INDEX": "1", "PIP_NO_BUILD_ISOLATION": "0"}
        own = {"PATH": path, "VIRTUAL_ENV": str(self.folder), "TOC_HOME": str(self.folder / "home")}
        return subprocess.run(
            [str(self.bin / command[0]), *command[1:]],
            cwd=cwd,
            env=kept | own | offline | variables,
            capture_output=True,
            text=True,
            check=False,
        )


def fresh_environment(folder: Path, wheels: Sequence[Path], *more: str) -> Environment:
    """Make an environment of the wheels, what they declare, and ``more`` requirements."""
    environment = empty_environment(folder, wheels, *more)
    command = ["python", "-m", "pip", "install", "--no-deps", *map(str, wheels)]
    done = environment.run(*command, cwd=folder)
    assert done.returncode == 0, done.stderr
    return environment


def empty_environment(folder: Path, wheels: Sequence[Path], *more: str) -> Environment:
    """Make an environment that has what the wheels declare and ``more``, but not the wheels."""
    venv.create(folder, with_pip=True, symlinks=os.name != "nt")
    environment = Environment(folder)
    wanted = [*(r for wheel in wheels for r in _declared(wheel)), *map(Requirement, more)]
    packages = Path(sysconfig.get_path("purelib", vars={"base": str(folder)}))
    _link(packages, wanted, {_name_of(wheel): wheel for wheel in wheels})
    return environment


def _name_of(wheel: Path) -> str:
    return canonicalize_name(wheel.name.partition("-")[0])


def _declared(wheel: Path, extras: Iterable[str] = ()) -> list[Requirement]:
    with zipfile.ZipFile(wheel) as archive:
        name = next(n for n in archive.namelist() if n.endswith(".dist-info/METADATA"))
        asked = message_from_string(archive.read(name).decode()).get_all("Requires-Dist") or []
    return [*_applying(asked, extras)]


def _applying(asked: Iterable[str], extras: Iterable[str]) -> Iterator[Requirement]:
    for requirement in map(Requirement, asked):
        chosen = ["", *extras]
        if not requirement.marker or any(requirement.marker.evaluate({"extra": e}) for e in chosen):
            yield requirement


def _link(packages: Path, wanted: list[Requirement], wheels: dict[str, Path]) -> None:
    """Link each wanted distribution, and all it wants, from the environment of the tests."""
    seen: set[tuple[str, frozenset[str]]] = set()
    while wanted:
        requirement = wanted.pop()
        name = canonicalize_name(requirement.name)
        key = (name, frozenset(requirement.extras))
        if key in seen:
            continue
        seen.add(key)
        if name in wheels:
            wanted += _declared(wheels[name], requirement.extras)
            continue
        try:
            found = distribution(name)
        except PackageNotFoundError:
            continue  # of an extra that the tests do not have
        wanted += _applying(found.requires or (), requirement.extras)
        here = Path(str(found.locate_file("")))
        for top in {file.parts[0] for file in found.files or ()} - {"..", "__pycache__"}:
            if not (packages / top).exists():
                (packages / top).symlink_to(here / top)
