"""Commands for makers of plugins: a new one, one from a known programme, and its codes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from toc_core.cli.theory import loaded_host, write_output
from toc_core.errors import unknown
from toc_core.i18n import _

if TYPE_CHECKING:
    from toc_core.plugins import Host
    from toc_core.scaffold import Names
    from toc_core.theory import Programme

_PLACE = click.option(
    "-o",
    "--output",
    default=Path(),
    help="De map waarin de plugin komt.",
    type=click.Path(file_okay=False, path_type=Path),
)


@click.command("new-plugin")
@click.argument("name")
@click.option(
    "--from",
    "source",
    help="Een theorie die er al is, als .json of .toml.",
    type=click.Path(dir_okay=False, path_type=Path),
)
@_PLACE
def new_plugin(name: str, source: Path | None, output: Path) -> int:
    """Maak een plugin voor een nieuw programma: een map met een theorie, zonder programmeren.

    Voorbeeld: toc new-plugin "Leesclub"
    """
    from toc_core.scaffold import example_theory, names_of, theory_from, write_plugin

    host = loaded_host()
    names = names_of(name, _taken(host))
    theory = theory_from(source, host.programmes) if source else example_theory(names)
    _tell(write_plugin(output, names, theory), names, theory.name)
    return 0


@click.command("export-plugin")
@click.argument("code")
@_PLACE
def export_plugin(code: str, output: Path) -> int:
    """Maak een plugin van een programma dat er al is, zoals het nu in gebruik is.

    Voorbeeld: toc export-plugin buddy -o mijn_map
    """
    from toc_core.scaffold import Names, exported, write_plugin

    programme = _known_programme(loaded_host(), code)
    names, theory = Names(programme.label, programme.code), exported(programme)
    _tell(write_plugin(output, names, theory, released=[programme]), names, theory.name)
    return 0


@click.command()
@click.argument("plugin")
@click.option("-o", "--output", type=click.Path(dir_okay=False, allow_dash=True, path_type=Path))
def codes(plugin: str, output: Path | None) -> int:
    """Geef de codes die een plugin met een release belooft te houden, ook de oude.

    Voorbeeld: toc codes leesclub -o leesclub/toc_leesclub/codes.txt
    """
    from toc_core.plugins import folder_of
    from toc_core.release_codes import FILE, kept_codes

    known = {one.name: one for one in loaded_host().plugins}
    if plugin not in known:
        raise unknown(_("Plugin"), plugin, known)
    promised = folder_of(known[plugin]) / FILE
    before = promised.read_text("utf-8") if promised.exists() else ""
    write_output(kept_codes(before, known[plugin].programmes), output)
    return 0


def _taken(host: Host) -> set[str]:
    plugins = {plugin.name for plugin in host.plugins} | {plugin.name for plugin in host.broken}
    return {*plugins, *host.programmes, "core"}


def _known_programme(host: Host, code: str) -> Programme:
    """Return the theory in use of a programme: what the team made of it goes before the plugin."""
    from toc_core.access import SYSTEM
    from toc_core.cli.store import opened_store
    from toc_core.db.store import sqlite_path
    from toc_core.settings import read_settings
    from toc_core.sync import stored_programmes

    known = dict(host.programmes)
    settings = read_settings()
    file = sqlite_path(settings.database_url)
    if file is None or file.exists():
        with opened_store(settings) as store, store.session_for(SYSTEM, "export") as session:
            known |= stored_programmes(session)
    if code not in known:
        raise unknown(_("Programma"), code, known)
    return known[code]


def _tell(folder: Path, names: Names, theory: str) -> None:
    package = folder / names.package
    lines = (
        _("Gemaakt: {folder}").format(folder=folder),
        _("  1. Vul de theorie in: {path}").format(path=package / theory),
        _("  2. Installeer ze:     python -m pip install -e {folder}").format(folder=folder),
        _("  3. Kijk ze na:        toc check, en in die map: python -m pytest"),
    )
    for line in lines:
        click.echo(line, err=True)
