"""The plugin's views in the admin; the admin itself knows how to try them.

A package with an entry point in the group ``toc.contract`` adds a trial: a function that gets the
plugin's name, the store and the host, and returns a sentence for everything that is wrong.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib.metadata import entry_points
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from toc_core.i18n import _
from toc_core.testing.part import fail_with
from toc_core.testing.reports import ReportsPart

if TYPE_CHECKING:
    from toc_core.db.store import Store
    from toc_core.plugins import Host

GROUP = "toc.contract"
Trial = Callable[[str, "Store", "Host"], list[str]]


class AdminPart(ReportsPart):
    """What a plugin shows in the admin."""

    def test_its_admin_views_keep_strangers_out(self, tmp_path: Path) -> None:
        """Who is not signed in, or is of another school, sees none of its rows."""
        host = self.host()
        module = host.manager.get_plugin(self.plugin)
        trials = entry_points(group=GROUP)
        if not hasattr(module, "toc_admin_views") or not trials:
            pytest.skip("no hook toc_admin_views, or the admin is not installed")
        with self.store(tmp_path, host) as store:
            self._seed(store, host)
            problems: list[str] = []
            for entry in trials:
                trial: Trial = entry.load()
                problems += trial(self.plugin, store, host)
        fail_with(_("De schermen van de plugin zijn niet veilig:"), problems)
        self.refuse_broken(host)
