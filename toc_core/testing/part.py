"""What the parts of the contract share: the plugin they are about, and a database of its own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from importlib.metadata import EntryPoint, entry_points
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, NoReturn

import pytest

from toc_core.entry_rules import FOUNDATIONS, package_of
from toc_core.errors import TocError
from toc_core.i18n import _
from toc_core.plugins import GROUP, Host, Plugin, folder_of, load_plugins

if TYPE_CHECKING:
    from toc_core.db.door import ScopedSession
    from toc_core.db.people import Site
    from toc_core.db.store import Store


def fail(text: str) -> NoReturn:
    """Fail with a sentence that tells the remedy, without the lines of this package."""
    pytest.fail(text, pytrace=False)


def fail_with(head: str, problems: Iterable[str]) -> None:
    """Fail with every problem under one heading; nothing happens when there is none."""
    found = list(problems)
    if found:
        fail("\n  ".join((head, *found)))


class Part:
    """One part of the contract; ``plugin`` is the name of the entry point it is about."""

    plugin: ClassVar[str]

    def entries(self) -> list[EntryPoint]:
        """Return the entry points with the plugin's name."""
        return [entry for entry in entry_points(group=GROUP) if entry.name == self.plugin]

    def host(self) -> Host:
        """Return a host of this plugin alone, with the admin when it is installed."""
        wanted = [
            entry
            for entry in entry_points(group=GROUP)
            if entry.name == self.plugin or package_of(entry) in FOUNDATIONS
        ]
        host = load_plugins(found=wanted)
        if not any(plugin.name == self.plugin for plugin in host.plugins):
            reasons = [str(broken) for broken in host.broken] or [self._not_found()]
            fail("\n".join(reasons))
        return host

    def own(self, host: Host) -> Plugin:
        """Return the plugin of a host."""
        return next(plugin for plugin in host.plugins if plugin.name == self.plugin)

    def folder(self, host: Host) -> Path:
        """Return the folder of the plugin's module."""
        return folder_of(self.own(host))

    def has_models(self, host: Host) -> bool:
        """Return whether the plugin has tables of its own: a module or package ``models``."""
        return find_spec(f"{self._package(host)}.models") is not None

    def models_module(self, host: Host) -> str:
        """Return the name of the module with the plugin's tables."""
        return f"{self._package(host)}.models"

    def refuse_broken(self, host: Host) -> None:
        """Fail when the plugin raised in a hook."""
        fail_with(_("De plugin gaf een fout:"), (str(b) for b in host.broken))

    def sample_rows(self, session: ScopedSession, site: Site) -> list[object]:
        """Return a row for every table of the plugin, at this site, made up from its columns.

        Write it anew for rows that follow rules of their own; fill every personal column with
        ``toc_core.testing.seeding.CANARY``.
        """
        from toc_core.testing.seeding import made_up_rows

        return made_up_rows(session, self._package(self.host()), site)

    @contextmanager
    def store(self, folder: Path, host: Host) -> Iterator[Store]:
        """Open a fresh database that has every table."""
        from toc_core.db.migrate import migrate
        from toc_core.db.store import Store

        store = Store(f"sqlite:///{folder / 'toc.sqlite'}")
        said = ""
        try:
            migrate(store, host)
            yield store
        except TocError as error:
            said = str(error)
        finally:
            store.close()
        if said:
            fail(said)

    def _package(self, host: Host) -> str:
        return self.own(host).module.partition(":")[0].partition(".")[0]

    def _not_found(self) -> str:
        return _(
            "Er is geen plugin '{name}' geïnstalleerd. Schrijf in pyproject.toml onder "
            '[project.entry-points.toc] de regel {name} = "toc_{name}", en installeer de map: '
            "python -m pip install -e ."
        ).format(name=self.plugin)
