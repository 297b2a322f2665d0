"""What is asked of a plugin before its module runs: the right core, its own tables, its own code.

Everything here is read from what is installed; nothing of the plugin is imported.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Mapping
from importlib.metadata import EntryPoint, version
from importlib.util import find_spec
from pathlib import Path

from packaging.requirements import InvalidRequirement, Requirement
from packaging.utils import canonicalize_name

from toc_core.errors import PluginError
from toc_core.i18n import _

CORE_DISTRIBUTION = "toc-core"
# What every plugin may stand on, though it is installed as a plugin itself.
FOUNDATIONS = frozenset({"toc_core", "toc_webadmin"})
_IMPORTERS = frozenset({"import_module", "__import__"})


def package_in(module: str) -> str:
    """Return the package of a module, or of what an entry point names."""
    return module.partition(":")[0].partition(".")[0]


def package_of(entry: EntryPoint) -> str:
    """Return the name of the package of a plugin."""
    return package_in(entry.module)


def prefix_of_tables(module: str) -> str:
    """Return what the names of a plugin's tables start with: its package without ``toc_``."""
    return package_in(module).removeprefix("toc_")


def core_requirements(entry: EntryPoint) -> list[Requirement]:
    """Return what the distribution of a plugin asks of toc-core."""
    written = (entry.dist.requires if entry.dist else None) or ()
    return [r for r in _parsed(written) if canonicalize_name(r.name) == CORE_DISTRIBUTION]


def refuse_other_core(entry: EntryPoint) -> None:
    """Raise ``PluginError`` when the plugin was made for another version of toc-core."""
    running = version(CORE_DISTRIBUTION)
    for asked in core_requirements(entry):
        wanted = asked.marker is None or asked.marker.evaluate({"extra": ""})
        if wanted and not asked.specifier.contains(running, prereleases=True):
            raise PluginError(
                _(
                    "gemaakt voor toc-core {asked}, maar dit is toc-core {running}; installeer een "
                    "versie van {name} die daarbij past, of de toc-core waarvoor ze gemaakt is"
                ).format(
                    asked=asked.specifier,
                    running=running,
                    name=entry.dist.name if entry.dist else entry.name,
                )
            )


def refuse_taken_prefix(entry: EntryPoint, loaded: Mapping[str, str]) -> None:
    """Raise ``PluginError`` when tables of this plugin would be named like those of another.

    ``loaded`` holds the module of every plugin that is loaded already, by the plugin's name.
    """
    prefix = prefix_of_tables(entry.module)
    if package_of(entry) not in FOUNDATIONS and prefix in ("core", "webadmin"):
        raise PluginError(
            _("tabellen mogen niet met '{prefix}_' beginnen; geef het pakket een andere naam")
            .format(prefix=prefix)
        )  # fmt: skip
    for name, module in loaded.items():
        if prefix_of_tables(module) == prefix:
            raise PluginError(
                _(
                    "de tabellen zouden met '{prefix}_' beginnen, zoals die van plugin '{other}'; "
                    "geef het pakket een andere naam of zet er een uit (plugins_off in toc.toml)"
                ).format(prefix=prefix, other=name)
            )


def shared_programmes(brought: Mapping[str, Iterable[str]]) -> dict[str, str]:
    """Return by plugin why it is left out: a code of a programme that another brings too.

    Which plugin came first nobody knows, and a stored theory must not change hands by accident.
    """
    owners: dict[str, list[str]] = {}
    for name, codes in brought.items():
        for code in codes:
            owners.setdefault(code, []).append(name)
    message = _(
        "programma '{code}' komt meer dan één keer voor: {names}. Geen van die plugins is geladen, "
        'en wat bewaard is, blijft; zet er een uit in toc.toml: plugins_off = ["{last}"]'
    )
    return {
        name: message.format(code=code, names=", ".join(names), last=names[-1])
        for code, names in owners.items()
        for name in names
        if len(names) > 1
    }


def refuse_foreign_imports(entry: EntryPoint, entries: Iterable[EntryPoint]) -> None:
    """Raise ``PluginError`` when the code of a plugin imports the package of another plugin.

    Whoever imports another's classes reads another's tables, and breaks when that one changes.
    """
    own = package_of(entry)
    others = {package_of(one): one.name for one in entries} | dict.fromkeys(FOUNDATIONS, "")
    others = {package: name for package, name in others.items() if name and package != own}
    for file in _files(own):
        content = file.read_bytes()
        if not any(package.encode() in content for package in others):
            continue
        for module, line in _imported(content):
            package = package_in(module)
            if package in others:
                place = file.name if file.parent.name != own else f"{own}/{file.name}"
                raise PluginError(
                    _(
                        "gebruikt '{module}' van plugin '{other}' ({place}, regel {line}); plugins "
                        "lezen elkaars tabellen en code niet: haal het weg, of vraag het de kern"
                    ).format(module=module, other=others[package], place=place, line=line)
                )


def _parsed(written: Iterable[str]) -> Iterator[Requirement]:
    for text in written:
        try:
            yield Requirement(text)
        except InvalidRequirement:
            continue  # who installed it has said so


def _files(package: str) -> list[Path]:
    """Return the Python files of a package that can be found; else its loading says why not."""
    try:
        spec = find_spec(package)
    except (ImportError, ValueError):
        return []
    if spec is None:
        return []
    if spec.submodule_search_locations is None:
        return [Path(spec.origin)] if spec.origin and spec.origin.endswith(".py") else []
    return sorted(p for place in spec.submodule_search_locations for p in Path(place).rglob("*.py"))


def _imported(content: bytes) -> Iterator[tuple[str, int]]:
    """Yield every module that a file imports, with the line; none of a file that is no Python."""
    try:
        tree = ast.parse(content)
    except (SyntaxError, ValueError):
        return
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((name.name, node.lineno) for name in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level and node.module:
            yield node.module, node.lineno
        elif isinstance(node, ast.Call) and node.args and _name(node.func) in _IMPORTERS:
            first = node.args[0]
            if isinstance(first, ast.Constant) and isinstance(first.value, str):
                yield first.value, node.lineno


def _name(function: ast.expr) -> str:
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""
