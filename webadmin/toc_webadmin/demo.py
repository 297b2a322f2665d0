"""``toc demo``: the product with practice records, in a home and a database of its own.

Real data is never touched: a database without the mark of a practice database is refused, and
the settings of a real installation that name a database or a key are left out.
"""

from __future__ import annotations

import hashlib
import os
import sys
import tempfile
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from toc_core.cli.theory import loaded_host
from toc_core.errors import DataProblems, SettingsError, StoreError
from toc_core.i18n import _
from toc_core.settings import Settings, default_home, read_settings

if TYPE_CHECKING:
    from toc_core.db.store import Store
    from toc_core.plugins import Host
    from toc_core.practice.database import Condition

HOST = "127.0.0.1"
COORDINATOR = "demo-coordinator"
SCHOOL = "demo-school"
SCHOOL_SITE = "oefenschool_a"
PASSWORD = "oefenen-mag-altijd"  # noqa: S105 - shown to everyone who starts the demo
# What belongs to a real installation: its database, and the key that signs its cookies.
_NOT_FOR_THE_DEMO = ("TOC_DATABASE", "TOC_SECRET_KEY")


def run_demo(
    no_serve: bool = False, port: int | None = None, home: Path | None = None, fresh: bool = False
) -> int:
    """Make the practice database if it is not there, and serve it on this computer only."""
    from toc_core.practice.turns import using
    from toc_webadmin.demo_server import free_port, serve

    check_home(_home(os.environ, home))
    settings = demo_settings(os.environ, home)
    # Before a minute of work for nothing.
    number = 0 if no_serve else free_port(settings.port, asked=port)
    prepare(settings, loaded_host(settings), fresh=fresh)
    if no_serve:
        click.echo(_("De oefendatabank staat klaar in {home}").format(home=settings.home))
        return 0
    with using(database_path(settings)):
        return serve(settings, number, on_ready=partial(welcome, number))


def check_home(folder: Path) -> None:
    """Make the home of the demo; ``SettingsError`` when nothing can be kept there."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        raise SettingsError(
            _(
                "In de map {home} kan niet geschreven worden: {error}. "
                "Kies een andere map met --home"
            ).format(home=folder, error=error.strerror)
        ) from error


def demo_settings(environment: Mapping[str, str], home: Path | None = None) -> Settings:
    """Return the settings of the demo; ``SettingsError`` when they would open it to others."""
    own = {key: value for key, value in environment.items() if key not in _NOT_FOR_THE_DEMO}
    folder = _home(environment, home)
    settings = read_settings(own, home=folder)
    if settings.host != HOST:
        raise SettingsError(
            _(
                "toc demo werkt alleen op deze computer ({own}), niet op {host}: het wachtwoord is "
                "bekend. Haal de instelling 'host' weg, of gebruik toc serve."
            ).format(own=HOST, host=settings.host)
        )
    if settings.database:
        raise SettingsError(
            _(
                "{file} noemt een databank, maar de demo heeft een eigen. "
                "Kies een andere map: toc demo --home MAP"
            ).format(file=folder / "toc.toml")
        )
    return settings


def prepare(settings: Settings, host: Host, *, fresh: bool = False) -> bool:
    """Make the practice database unless it is there, whole and of today's programs.

    Return whether it was made. ``StoreError`` when another database is in its place.
    """
    from toc_core.practice.database import Condition, begin, finish
    from toc_core.practice.turns import making

    path, stamp = database_path(settings), _stamp(host)
    if _found(path, stamp) is Condition.LOADED and not fresh:
        return False
    with making(path):
        condition = _found(path, stamp)  # again: another demo may just have made it
        if condition is Condition.LOADED and not fresh:
            return False
        if not fresh:
            _say_why_anew(path, condition)
        begin(path)
        _fill(settings, host)
        finish(path, stamp)
    return True


def _found(path: Path, stamp: int) -> Condition:
    """Return what is in the place of the practice database; a real one is refused."""
    from toc_core.practice.database import Condition, condition_of

    condition = condition_of(path, stamp)
    if condition is Condition.REAL:
        raise StoreError(
            _(
                "{path} is geen oefendatabank: daar blijft de demo af. "
                "Kies een andere map: toc demo --home MAP"
            ).format(path=path)
        )
    return condition


def _say_why_anew(path: Path, condition: Condition) -> None:
    """Say why what is there cannot be used; keep it when somebody may have typed in it."""
    from toc_core.practice.database import Condition, set_aside

    if condition is Condition.UNFINISHED:
        click.echo(_("De oefendatabank is onvolledig; ik maak ze opnieuw."), err=True)
    if condition is Condition.OTHER:
        message = _(
            "De oefendatabank hoort bij een andere versie of andere plugins; "
            "ik maak ze opnieuw. De oude staat in {path}."
        )
        click.echo(message.format(path=set_aside(path)), err=True)


def database_path(settings: Settings) -> Path:
    """Return the file of the practice database."""
    from toc_core.db.store import sqlite_path

    path = sqlite_path(settings.database_url)
    assert path is not None
    return path


def _home(environment: Mapping[str, str], home: Path | None) -> Path:
    return (home or _default_home(environment)).expanduser()


def _default_home(environment: Mapping[str, str]) -> Path:
    """Return a home beside the real one; inside it when somebody chose where that is."""
    chosen = environment.get("TOC_HOME")
    return Path(chosen) / "demo" if chosen else default_home().with_name("toc-demo")


def _stamp(host: Host) -> int:
    """Return a number that changes with whatever decides what a fresh practice database holds."""
    from toc_core.db.histories import histories
    from toc_core.practice import VERSION
    from toc_core.schemas import programme_hash

    parts = [str(VERSION), *sorted(programme_hash(p) for p in host.programmes.values())]
    for history in histories(host.plugins):
        parts += sorted(f"{history.package} {file.name}" for file in history.folder.glob("*.py"))
    # SQLite keeps it in 31 bits; 0 is for a database that is not finished.
    digest = hashlib.sha256("\n".join(parts).encode()).digest()
    return (int.from_bytes(digest[:4], "big") & 0x7FFFFFFF) or 1


def _fill(settings: Settings, host: Host) -> None:
    from toc_core.access import SYSTEM
    from toc_core.cli.progress import step
    from toc_core.db.migrate import migrate
    from toc_core.db.store import Store
    from toc_core.source_data import load_source_data, sources_of

    store = Store(settings.database_url)
    try:
        with step(_("Databank maken")):
            migrate(store, host)
        with step(_("Veranderingstheorieën bewaren")):
            _store_theories(store, host)
        with (
            step(_("Echte cijfers uit de bronnen laden")),
            store.changing(SYSTEM, _("Cijfers uit de bronnen geladen")) as session,
        ):
            load_source_data(session, sources_of(session, host), host=host)
        with step(_("Oefengegevens maken voor Oefenschool A tot D")):
            _add_practice(store, settings, host)
        with step(_("Aanmeldingen maken")):
            _add_users(store)
    finally:
        store.close()


def _store_theories(store: Store, host: Host) -> None:
    from toc_core.access import SYSTEM
    from toc_core.sync import plan_sync, run_sync

    with store.changing(SYSTEM, _("Theorie van de plugin bewaard")) as session:
        steps = plan_sync(session, host)
        problems = [f"{s.programme.code}: {problem}" for s in steps for problem in s.problems]
        if problems:
            raise DataProblems(problems)
        run_sync(session, steps)


def _add_practice(store: Store, settings: Settings, host: Host) -> None:
    from toc_core.access import SYSTEM
    from toc_core.practice import add_practice_data

    today = store.clock().astimezone(settings.zone).date()
    with store.changing(SYSTEM, _("Oefengegevens gemaakt")) as session:
        add_practice_data(session, today=today, host=host)


def _add_users(store: Store) -> None:
    """Add the two people who can sign in: one of the city and one of a practice school."""
    from toc_core.access import Access
    from toc_webadmin.passwords import hashed
    from toc_webadmin.users import add_user

    kept = hashed(PASSWORD)
    add_user(store, COORDINATOR, Access.COORDINATOR, password_hash=kept)
    add_user(store, SCHOOL, Access.SCHOOL, sites=[SCHOOL_SITE], password_hash=kept)


def welcome(port: int) -> None:
    """Print where the demo is and how to sign in."""
    lines = (
        _("De demo staat klaar: http://{host}:{port}/").format(host=HOST, port=port),
        _("Aanmelden als coördinator:      {name}").format(name=COORDINATOR),
        _("Aanmelden als Oefenschool A:    {name}").format(name=SCHOOL),
        _("Wachtwoord voor allebei:        {password}").format(password=PASSWORD),
        _("Stoppen met Ctrl+C."),
    )
    click.echo("\n".join(lines))
    sys.stdout.flush()  # in a pipe too: the process goes on
