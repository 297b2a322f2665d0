"""Which packages have migrations of their own, and which tables belong to whom.

A plugin has a history when the folder ``migrations/versions`` lies beside its module. Each
history keeps its place in a version table of its own, so that a plugin that is removed never
stands in the way of the others.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from toc_core.db.base import Base
from toc_core.entry_rules import prefix_of_tables
from toc_core.errors import PluginError
from toc_core.i18n import _
from toc_core.plugin_faults import guarded
from toc_core.plugins import Host, Plugin, folder_of

CORE = "core"
MIGRATIONS = Path(__file__).parent / "migrations"
VERSION_TABLE = "alembic_version_"


@dataclass(frozen=True)
class History:
    """The migrations of one package: ``core``, or the prefix of a plugin's tables."""

    package: str
    folder: Path

    @property
    def version_table(self) -> str:
        """Return the table that holds how far this package is."""
        return f"{VERSION_TABLE}{self.package}"


def histories(plugins: Iterable[Plugin]) -> list[History]:
    """Return the core's history and those of the plugins that have one."""
    found = {CORE: History(CORE, MIGRATIONS / "versions")}
    for plugin in plugins:
        folder = folder_of(plugin) / "migrations" / "versions"
        prefix = prefix_of(plugin)
        if prefix not in found and folder.is_dir():
            found[prefix] = History(prefix, folder)
    return list(found.values())


def load_models(host: Host) -> None:
    """Import the module ``models`` of every plugin, so that history and undo know its tables.

    A plugin whose models break is named; the others go on.
    """
    for plugin in host.plugins:
        package = plugin.module.partition(":")[0].partition(".")[0]
        name = f"{package}.models"
        if not hasattr(import_module(package), "__path__") or find_spec(name) is None:
            continue
        try:
            guarded(partial(import_module, name), _("de tabellen laden mislukte"), name)
        except PluginError as error:
            host.leave_out(plugin.name, str(error))


def prefix_of(plugin: Plugin) -> str:
    """Return what the names of a plugin's tables start with: its package without ``toc_``."""
    return prefix_of_tables(plugin.module)


def owner_of(table: str, packages: Iterable[str]) -> str:
    """Return the package of a table: a plugin when its prefix says so, else the core."""
    if table in core_tables():
        return CORE
    own = [package for package in packages if table.startswith(f"{package}_")]
    return max(own, key=len, default=CORE)


def core_tables() -> set[str]:
    """Return the names of the core's own tables."""
    return {cls.__table__.name for cls in _mapped() if prefix_of_tables(cls.__module__) == CORE}


def mapped_packages() -> set[str]:
    """Return the packages other than the core whose models are loaded."""
    return {prefix_of_tables(cls.__module__) for cls in _mapped()} - {CORE}


def _mapped() -> list[type[Any]]:
    return [mapper.class_ for mapper in Base.registry.mappers]
