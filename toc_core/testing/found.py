"""The plugin is found, loads by itself, and gets on with the others."""

from __future__ import annotations

import os
import subprocess
import sys

from toc_core.entry_rules import core_requirements
from toc_core.i18n import _
from toc_core.plugins import load_plugins
from toc_core.testing.part import Part, fail, fail_with

# What a host without a web and without a database does not have.
_WITHOUT = ("flask", "flask_admin", "toc_webadmin", "sqlalchemy", "alembic")
_LOAD = """
import sys
from importlib.metadata import entry_points

class Refuse:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in {without!r}:
            raise ImportError(name)

sys.meta_path.insert(0, Refuse())
from toc_core.plugins import load_plugins
host = load_plugins(found=[e for e in entry_points(group="toc") if e.name == {plugin!r}])
print(*host.broken, sep="\\n")
"""


class FoundPart(Part):
    """How a plugin comes into the product."""

    def test_it_is_found_by_its_entry_point(self) -> None:
        """One installed distribution offers it."""
        entries = self.entries()
        if not entries:
            fail(self._not_found())
        if len(entries) > 1:
            names = ", ".join(sorted(e.dist.name for e in entries if e.dist))
            fail(
                _("Meer dan één pakket heet plugin '{name}': {names}. Verwijder er een.").format(
                    name=self.plugin, names=names
                )
            )

    def test_it_says_for_which_toc_core_it_was_made(self) -> None:
        """Its requirement has an upper bound, so that a next major version refuses it by name."""
        asked = [r for entry in self.entries() for r in core_requirements(entry)]
        bounded = any(
            s.operator in ("<", "<=", "==", "~=") for requirement in asked
            for s in requirement.specifier
        )  # fmt: skip
        if not bounded:
            fail(
                _(
                    "pyproject.toml zegt niet voor welke toc-core deze plugin gemaakt is. Schrijf "
                    'onder [project]: dependencies = ["toc-core>=0.1,<0.2"]'
                )
            )

    def test_it_loads_without_flask_and_without_a_database(self) -> None:
        """A host without a web or database can ask it for its programmes."""
        code = _LOAD.format(without=_WITHOUT, plugin=self.plugin)
        done = subprocess.run(  # noqa: S603 - our own Python
            [sys.executable, "-c", code],
            env=os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
            capture_output=True,
            text=True,
            check=False,
        )
        said = (done.stdout + done.stderr).strip()
        if said:
            fail(
                _(
                    "De plugin laadt niet zonder {without}. Zet zulke imports in de hook die ze "
                    "nodig heeft, niet bovenaan het bestand.\n  {said}"
                ).format(without=", ".join(_WITHOUT[:3]), said=said)
            )

    def test_it_gets_on_with_the_plugins_beside_it(self) -> None:
        """No code, format, name or table prefix of it is taken by another installed plugin."""
        host = load_plugins()
        fail_with(
            _("Naast de andere plugins die hier staan, werkt deze niet:"),
            (str(broken) for broken in host.broken if broken.name == self.plugin),
        )
