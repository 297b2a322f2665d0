"""Commands that make, fill, copy and put back the database; progress goes to stderr."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from toc_core.cli.theory import loaded_host, name_broken
from toc_core.i18n import _

if TYPE_CHECKING:
    from toc_core.db.door import ScopedSession
    from toc_core.db.store import Store
    from toc_core.plugins import Host
    from toc_core.settings import Settings
    from toc_core.sync import Step


_DATABASE = click.option(
    "--database", default="", help="Een andere databank, bijvoorbeeld als eigenaar."
)


@contextmanager
def opened_store(settings: Settings, url: str = "") -> Iterator[Store]:
    """Open the database of the settings, or another one, and close it after the block."""
    from toc_core.db.failures import explained, shown_url
    from toc_core.db.store import Store

    store = Store(url or settings.database_url)
    try:
        with explained(shown_url(store.url)):
            yield store
    finally:
        store.close()


def _settings() -> Settings:
    from toc_core.settings import read_settings

    return read_settings()


def _say(message: str) -> None:
    click.echo(message, err=True)


@click.command()
@_DATABASE
def migrate(database: str) -> int:
    """Maak de databank of werk haar bij; eerst komt er een back-up.

    Op PostgreSQL geef je het adres van de eigenaar mee: die mag tabellen maken.

    Voorbeeld: toc migrate
    """
    from toc_core.db.failures import shown_url
    from toc_core.db.migrate import migrate as run_migrations

    with opened_store(_settings(), database) as store:
        done = run_migrations(store, loaded_host(), progress=_say)
        place = shown_url(store.url)
    if done:
        _say(_("Klaar: {n} stappen in {place}.").format(n=len(done), place=place))
    else:
        _say(_("De databank {place} is al bij.").format(place=place))
    return 0


@click.command()
@click.option("--data", "with_data", is_flag=True, help="Laad ook de cijfers uit de bronnen.")
@click.option(
    "--dry-run",
    is_flag=True,
    help="Toon alleen wat er zou veranderen, met --data ook in de cijfers.",
)
@click.option("--verbose", is_flag=True, help="Toon ook elk onderdeel van een nieuw programma.")
def sync(with_data: bool, dry_run: bool, verbose: bool) -> int:
    """Bewaar de theorieën van de plugins en toon wat er verandert.

    Voorbeeld: toc sync --data
    """
    from toc_core.access import SYSTEM
    from toc_core.db.migrate import check_ready
    from toc_core.sync import Outcome, plan_sync, run_sync, stored_programmes

    host = loaded_host()
    named = len(host.broken)
    with opened_store(_settings()) as store:
        check_ready(store, host)
        with store.session_for(SYSTEM, "toc sync", writes=True) as session:
            stored = stored_programmes(session)
            steps = plan_sync(session, host)
            for step in steps:
                is_new = step.programme.code not in stored
                _show(step, in_short=is_new and not (dry_run or verbose))
            run_sync(session, steps)
            if not dry_run:
                session.commit()
            elif with_data:
                _load_data(session, host)
        if with_data and not dry_run:
            with store.changing(SYSTEM, "toc sync --data") as session:
                _load_data(session, host)
    name_broken(host.broken[named:])
    refused = any(step.outcome is Outcome.REFUSED for step in steps)
    return 3 if refused or host.broken else 0


def _show(step: Step, *, in_short: bool) -> None:
    from toc_core.sync import Outcome

    name = f"{step.programme.code} {step.programme.version}"
    if in_short and step.outcome is Outcome.STORED:
        _say(_("{name}: nieuw, {n} onderdelen.").format(name=name, n=len(step.changes)))
        return
    one = len(step.changes) == 1
    sentences = {
        Outcome.UNCHANGED: _("{name}: niets veranderd."),
        Outcome.STORED: _("{name}: 1 wijziging.") if one else _("{name}: {n} wijzigingen."),
        Outcome.OFFERED: _(
            "{name}: het team heeft een eigen theorie in gebruik; die blijft. "
            "Wijzigingen die de plugin voorstelt: {n}; bekijk ze in de admin."
        ),
        Outcome.REFUSED: _("{name}: niet bewaard, de theorie heeft fouten:"),
    }
    _say(sentences[step.outcome].format(name=name, n=len(step.changes)))
    for problem in step.problems:
        _say(f"  {problem}")
    for change in step.changes:
        click.echo(f"{step.programme.code} {change}")
    renamed = _("{programme} {kind} {old} heet nu {new}; wat eraan vasthangt, gaat mee.")
    for row in step.codes.renamed:
        words = {"kind": row.kind, "old": row.old, "new": row.new}
        click.echo(renamed.format(programme=step.programme.code, **words))
    for notice in step.codes.notices:
        _say(notice)


def _load_data(session: ScopedSession, host: Host) -> None:
    """Load the files into a session and say what that does; who opened it keeps it or not."""
    from toc_core.source_data import load_source_data, sources_of

    loaded = load_source_data(session, sources_of(session, host), host=host)
    for table in sorted({*loaded.added, *loaded.corrected, *loaded.left_alone}):
        corrected = loaded.corrected[table]
        _say(
            _("{table}: {added} toegevoegd, {corrected}{left} stonden er al.").format(
                table=table,
                added=loaded.added[table],
                corrected=_("{n} verbeterd, ").format(n=corrected) if corrected else "",
                left=loaded.left_alone[table],
            )
        )
    for correction in loaded.corrections:
        click.echo(correction)
    for notice in loaded.notices:
        _say(notice)


@click.command()
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path))
@_DATABASE
def backup(output: Path | None, database: str) -> int:
    """Maak een back-up van de hele databank, ook terwijl anderen werken.

    Voorbeeld: toc backup -o leerrecht.sqlite
    """
    from toc_core.db.backup import automatic_target
    from toc_core.db.backup import backup as write_backup

    settings = _settings()
    with opened_store(settings, database) as store:
        suffix = ".sqlite" if store.is_sqlite else ".dump"
        target = output or automatic_target(settings.home, store.clock(), suffix)
        write_backup(store, target)
    _say(_("Back-up gemaakt en nagekeken: {path}").format(path=target))
    return 0


@click.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@_DATABASE
def restore(file: Path, database: str) -> int:
    """Zet een back-up terug; de huidige databank blijft apart bewaard.

    Op PostgreSQL geef je het adres van de eigenaar mee.

    Voorbeeld: toc restore leerrecht.sqlite
    """
    from toc_core.db.backup import read_versions
    from toc_core.db.backup import restore as put_back
    from toc_core.db.migrate import pending, refuse_unknown

    settings, host = _settings(), loaded_host()
    with opened_store(settings, database) as store:
        refuse_unknown(host, read_versions(store, file))
        aside = put_back(store, file, folder=settings.home)
        waiting = pending(store, host)
    _say(_("Teruggezet: {path}").format(path=file))
    if aside is not None:
        _say(_("Wat er stond, is bewaard in {path}").format(path=aside))
    if waiting:
        _say(_("De back-up is ouder dan de software. Werk ze bij met: toc migrate"))
    return 0
