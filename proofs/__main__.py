"""``python -m proofs`` lists the proofs; ``python -m proofs NAME`` runs one whole."""

from __future__ import annotations

import json

import click

from proofs.figures.running import run
from proofs.recording import record


@click.group()
def proofs() -> None:
    """Heavy demonstrations; each writes what it found to docs/proofs."""


@proofs.command("figures")
@click.option("--sets", default=10_000, show_default=True, help="How many random data sets.")
@click.option(
    "--database",
    type=click.Choice(["sqlite", "postgresql"]),
    default="sqlite",
    show_default=True,
)
@click.option("--seed", default=0, show_default=True, help="The first seed.")
@click.option("--jobs", default=2, show_default=True, help="How many processes.")
@click.option("--keep/--no-keep", default=True, help="Write what was found to docs/proofs.")
def figures(sets: int, database: str, seed: int, jobs: int, keep: bool) -> None:
    """Every figure of random records equals what plain loops over the facts count."""
    tally, seconds = run(sets, database, seed, jobs, lambda line: click.echo(line, err=True))
    for case in tally.cases:
        click.echo(case)
    found = {
        "database": tally.database,
        "first seed": seed,
        "seconds": round(seconds),
        "processes": jobs,
        "sets": tally.counts["sets"],
        "mismatches": tally.counts["mismatches"],
        "counts": dict(sorted(tally.counts.items())),
    }
    click.echo(json.dumps(found, indent=2))
    if keep:
        record("figures", database, found)
    if tally.counts["mismatches"]:
        raise SystemExit(1)


@proofs.command("pages")
@click.option("--chromium", default=None, help="The path of a Chromium; without it, Playwright's.")
@click.option("--keep/--no-keep", default=True, help="Write what was found to docs/proofs.")
def pages(chromium: str | None, keep: bool) -> None:
    """Every page of every programme is right in every width and scheme, for everyone."""
    from proofs.pages.whole import look

    found, wrong = look(chromium, lambda line: click.echo(line, err=True))
    click.echo(json.dumps(found, indent=2))
    if keep:
        record("pages", "demo", found)
    if wrong:
        raise SystemExit(1)


@proofs.command("pictures")
@click.option("--chromium", default=None, help="The path of a Chromium; without it, Playwright's.")
def pictures(chromium: str | None) -> None:
    """Make the pictures in docs/pictures anew, from the demo."""
    from proofs.pictures import make

    for path in make(chromium):
        click.echo(path)


@proofs.command("translations")
def translations() -> None:
    """Bring the catalogues of messages up to date; docs/translating.md says what to do then."""
    from proofs.translations import update

    wrong = list(update())
    for sentence in wrong:
        click.echo(sentence)
    raise SystemExit(1 if wrong else 0)


if __name__ == "__main__":
    proofs()
