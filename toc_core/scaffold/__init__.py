"""Makes the folder of a plugin: a theory as data, a few lines of Python, and its test.

Nothing is fetched. What is made passes its own test, ``toc check`` and ``mypy --strict`` as it is.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from string import Template
from unicodedata import category, normalize

from toc_core.checks import Severity, check
from toc_core.errors import DataProblems, TocError, UsageError
from toc_core.i18n import _
from toc_core.release_codes import FILE, kept_codes
from toc_core.schemas import dump_programme, read_programme
from toc_core.theory import Programme

LONGEST_CODE = 40
_TEMPLATE = Path(__file__).parent / "template"
_OBSERVATIONS = "indicator,period,site,value,numerator,denominator,text,absence,caveats,source\n"


@dataclass(frozen=True)
class Names:
    """What a plugin is called: to people, in code, as a package and as a distribution."""

    label: str
    code: str

    @property
    def package(self) -> str:
        """Return the name by which Python imports it."""
        return f"toc_{self.code}"

    @property
    def distribution(self) -> str:
        """Return the name by which it is installed."""
        return f"toc-{self.code.replace('_', '-')}"


@dataclass(frozen=True)
class Theory:
    """The file that holds the theory: its name and what stands in it."""

    name: str
    text: str


def names_of(label: str, taken: Collection[str] = (), *, replacing: str = "") -> Names:
    """Return the names that follow from a label; ``UsageError`` when one is taken already.

    ``replacing`` is the code whose plugin may be taken over.
    """
    label = label.strip()
    code = _code_of(label)
    if not code or any(category(sign) in ("Cc", "Cs") for sign in label):
        raise UsageError(
            _("Van '{label}' kan ik geen code maken. Neem een naam die met een letter begint.")
            .format(label=label[:LONGEST_CODE])
        )  # fmt: skip
    if len(code) > LONGEST_CODE:
        raise UsageError(
            _("De naam is te lang: de code '{code}' heeft {n} tekens, hoogstens {most} kan.")
            .format(code=code[:LONGEST_CODE] + "…", n=len(code), most=LONGEST_CODE)
        )  # fmt: skip
    names = Names(label, code)
    if code != replacing and (code in taken or find_spec(names.package) is not None):
        raise UsageError(
            _(
                "'{code}' bestaat al: er is een plugin, programma of pakket ({package}) met die "
                "naam. Kies een andere naam; wat er is, toont: toc plugins"
            ).format(code=code, package=names.package)
        )
    return names


def example_theory(names: Names) -> Theory:
    """Return a small sound theory to write over."""
    return Theory("theory.toml", filled("theory.toml", names, "theory.toml"))


def theory_from(path: Path, taken: Iterable[str] = ()) -> Theory:
    """Return the theory of a file as it is written; ``DataProblems`` with all that is wrong."""
    programme = read_programme(path)
    found = (p for p in check(programme) if p.severity is Severity.ERROR)
    problems = [f"{path.name}: {problem}" for problem in found]
    if programme.code in taken:
        message = _("{file}: programma '{code}' bestaat al; geef het een andere code.")
        problems.append(message.format(file=path.name, code=programme.code))
    if problems:
        raise DataProblems(problems)
    return Theory(f"theory{path.suffix.lower()}", path.read_text("utf-8-sig"))


def exported(programme: Programme) -> Theory:
    """Return a programme as the file that a plugin reads."""
    content = json.dumps(dump_programme(programme), ensure_ascii=False, indent=2)
    return Theory("theory.json", content + "\n")


def write_plugin(
    parent: Path, names: Names, theory: Theory, *, released: Iterable[Programme] = ()
) -> Path:
    """Write the folder of a plugin and return it; nothing that exists is touched.

    The codes of ``released`` are promised: the plugin's test guards them from the start.
    """
    folder = parent / names.code
    package = folder / names.package
    files = {
        folder / "pyproject.toml": filled("pyproject.toml", names, theory.name),
        folder / "SOURCES.md": filled("SOURCES.md", names, theory.name),
        folder / "tests" / f"test_{names.code}.py": filled("test.py", names, theory.name),
        package / "__init__.py": filled("__init__.py", names, theory.name),
        package / "py.typed": "",
        package / theory.name: theory.text,
        package / "data" / "observations.csv": _OBSERVATIONS,
    }
    if promised := kept_codes("", released):
        files[package / FILE] = promised
    try:
        folder.mkdir(parents=True)
        for path, text in files.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8", newline="\n")
    except FileExistsError as error:
        message = _("De map {folder} bestaat al. Kies een andere naam, of een andere map met -o.")
        raise UsageError(message.format(folder=folder)) from error
    except OSError as error:
        message = _("{folder} kan niet gemaakt worden: {error}. Kies een andere map met -o.")
        raise TocError(message.format(folder=folder, error=error.strerror)) from error
    return folder


def _code_of(label: str) -> str:
    plain = normalize("NFKD", label).encode("ascii", "ignore").decode().casefold()
    words = re.findall(r"[a-z0-9]+", plain.replace("'", ""))
    return re.sub(r"^[0-9_]+", "", "_".join(words))


def filled(name: str, names: Names, theory: str) -> str:
    """Return a file of the template, such as ``pyproject.toml``, with the names filled in."""
    text = (_TEMPLATE / f"{name}.txt").read_text("utf-8")
    about = _("De veranderingstheorie van {label}, als plugin van toc-core.")
    return Template(text).substitute(
        label=names.label,
        quoted=_toml(names.label),
        description=_toml(about.format(label=names.label)),
        code=names.code,
        class_name="".join(word.capitalize() for word in names.code.split("_")),
        package=names.package,
        distribution=names.distribution,
        theory=theory,
        bound=_bound(version("toc-core")),
    )


def _toml(text: str) -> str:
    """Return a text as TOML writes it; for one line without control characters JSON does too."""
    return json.dumps(text, ensure_ascii=False)


def _bound(running: str) -> str:
    """Return the versions of toc-core that keep what this one offers (SemVer)."""
    major, minor = (int(part) for part in running.split(".")[:2])
    most = f"{major + 1}" if major else f"0.{minor + 1}"
    return f">={major}.{minor},<{most}"
