"""The command that measures how fast figures are, on made-up records in a database of its own."""

from __future__ import annotations

import json
from pathlib import Path

import click

from toc_core.i18n import _


@click.command()
@click.option("--size", default="10k", show_default=True, help="10k, 100k en 1M, met komma's.")
@click.option("--db", "database", default="", help="Het adres van een lege PostgreSQL-databank.")
@click.option("--peers", is_flag=True, help="Vergelijk ook met twee gewone manieren van werken.")
@click.option(
    "--json",
    "file",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Bewaar de tabel ook als JSON.",
)
@click.option("--check", is_flag=True, help="Geef code 1 als een doel niet gehaald is.")
def bench(size: str, database: str, peers: bool, file: Path | None, check: bool) -> int:
    """Meet hoe snel de cijfers er zijn, op verzonnen gegevens.

    Je eigen databank blijft buiten schot: alles gebeurt in een tijdelijk bestand, of in een lege
    PostgreSQL-databank die je noemt en die achteraf weer leeg is.

    Voorbeeld: toc bench --size 10k,100k --peers
    """
    from toc_core.bench.running import Asked, all_kept, machine, results
    from toc_core.bench.sizes import read_sizes
    from toc_core.bench.table import as_data, header_line, line_of

    asked = Asked(read_sizes(size), database, peers)
    about = machine(database)
    for line in (*about, header_line()):
        click.echo(line)
    found = []
    for result in results(asked, _tell):
        found.append(result)
        click.echo(line_of(result))
    if file is not None:
        text = json.dumps(as_data(about, found), indent=2)
        file.write_text(text + "\n", encoding="utf-8")
        _tell(_("Geschreven: {path}").format(path=file))
    missed = [result.case for result in found if not result.kept]
    if missed:
        _tell(_("Niet gehaald: {cases}.").format(cases=", ".join(missed)))
    return int(check and not all_kept(found))


def _tell(message: str) -> None:
    click.echo(message, err=True)
