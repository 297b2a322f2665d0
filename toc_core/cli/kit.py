"""Commands for makers of plugins: a new one, and the codes it promises to keep."""

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


@click.command("new-plugin")
@click.argument("name")
@click.option(
    "--from", "source", help="Een theorie die er al is: een .json, een .toml of een programma."
)
@click.option(
    "-o",
    "--output",
    default=Path(),
    help="De map waarin de plugin komt.",
    type=click.Path(file_okay=False, path_type=Path),
)
def new_plugin(name: str, source: str | None, output: Path) -> int:
    """Maak een plugin voor een programma: een map met een theorie, zonder programmeren.

    Voorbeeld: toc new-plugin "Leesclub"
    """
    from toc_core.scaffold import example_theory, exported, names_of, theory_from, write_plugin

    host = loaded_host()
    released: list[Programme] = []
    if source is None:
        names = names_of(name, _taken(host))
        theory = example_theory(names)
    elif source.endswith((".json", ".toml")):
        names = names_of(name, _taken(host))
        theory = theory_from(Path(source), host.programmes)
    else:  # the plugin takes the place of the one that brings the programme now
        programme = _known_programme(host, source)
        names = names_of(name, _taken(host), replacing=programme.code)
        theory, released = exported(programme), [programme]
    _tell(write_plugin(output, names, theory, released=released), names, theory.name)
    return 0


@click.command(hidden=True)  # a step of a release: see docs/tutorial.md
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
        with (
            opened_store(settings) as store,
            store.session_for(SYSTEM, "toc new-plugin") as session,
        ):
            known |= stored_programmes(session)
    if code not in known:
        raise unknown(_("Programma"), code, known)
    return known[code]


def _tell(folder: Path, names: Names, theory: str) -> None:
    lines = (
        _("Gemaakt: {folder}").format(folder=folder),
        _("  1. Installeer: python -m pip install -e {folder}").format(folder=folder),
        _("  2. Vul in:     {theory}").format(theory=folder / names.package / theory),
        _("  3. Kijk na:    toc check, en in {folder}: python -m pytest").format(folder=folder),
    )
    for line in lines:
        click.echo(line, err=True)
