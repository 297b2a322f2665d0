"""The plugin's own tables: fenced, scoped, made by its migrations and taken back by them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import inspect

from toc_core.errors import TocError
from toc_core.i18n import _
from toc_core.testing.part import Part, fail, fail_with

if TYPE_CHECKING:
    from toc_core.db.histories import History
    from toc_core.plugins import Host


class TablesPart(Part):
    """What a plugin keeps, when it has a module ``models``."""

    def test_its_tables_bear_its_name_and_say_who_sees_them(self) -> None:
        """The names start with the plugin's, and each declares scope, persons and retention."""
        host = self._with_models()
        from toc_core.testing.seeding import models_of

        try:
            found = models_of(self._package(host))
        except TocError as error:
            fail(_("Een tabel houdt zich niet aan de regels:\n  {error}").format(error=error))
        if not found:
            fail(
                _("{module} heeft geen enkele tabel; leid een klasse af van Base of haal het weg.")
                .format(module=self.models_module(host))
            )  # fmt: skip

    def test_its_migrations_make_exactly_its_tables(self, tmp_path: Path) -> None:
        """A new database has what the models ask for, and nothing else."""
        host = self._with_models()
        from toc_core.db.comparing import differences
        from toc_core.testing.seeding import models_of

        models_of(self._package(host))
        history = self._history_of(host)
        with self.store(tmp_path, host) as store, store.engine.connect() as connection:
            found = [str(each) for each in differences(connection, history)]
        fail_with(
            _("De tabellen in models zijn niet die van migrations/versions; voeg een stap toe:"),
            found,
        )

    def test_its_migrations_can_be_taken_back(self, tmp_path: Path) -> None:
        """After downgrade nothing of the plugin is left, and the rest still stands."""
        host = self._with_models()
        from toc_core.db.histories import core_tables, owner_of
        from toc_core.db.migrate import take_back

        history = self._history_of(host)
        with self.store(tmp_path, host) as store:
            take_back(store, history)
            left = set(inspect(store.engine).get_table_names())
        own = sorted(n for n in left if owner_of(n, [history.package]) == history.package)
        fail_with(_("downgrade() laat deze tabellen staan; verwijder ze daar:"), own)
        assert core_tables() <= left

    def _with_models(self) -> Host:
        host = self.host()
        if not self.has_models(host):
            pytest.skip("no module models: the plugin has no tables")
        return host

    def _history_of(self, host: Host) -> History:
        from toc_core.db.histories import histories, prefix_of

        prefix = prefix_of(self.own(host))
        for history in histories(host.plugins):
            if history.package == prefix:
                return history
        fail(
            _(
                "Er is geen map migrations/versions naast {module}; zonder migratie komen de "
                "tabellen er nooit. Een voorbeeld: examples/plugin_full"
            ).format(module=self.models_module(host))
        )
