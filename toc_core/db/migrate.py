"""Migrations: what is still to be done, doing it, and refusing to work on a stale database.

All migrations of one package run in one transaction: on SQLite inside BEGIN IMMEDIATE, after an
automatic backup. Alembic is loaded only here and only when asked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, inspect, text
from sqlalchemy.exc import DBAPIError

from toc_core.db.backup import backup_before
from toc_core.db.failures import explained, shown_url
from toc_core.db.histories import CORE, MIGRATIONS, History, histories, owner_of
from toc_core.db.store import WRITES, Store, not_there, sqlite_path
from toc_core.errors import StoreError, TocError
from toc_core.i18n import _
from toc_core.plugins import Host

if TYPE_CHECKING:
    from alembic.script import ScriptDirectory

_LOCK = 7_864_513  # any number: who migrates the same PostgreSQL database waits for the other


@dataclass(frozen=True)
class Pending:
    """A migration that was not run yet."""

    package: str
    revision: str
    message: str


def pending(store: Store, host: Host) -> list[Pending]:
    """Return the migrations still to run; ``StoreError`` when the database is newer than us."""
    with _connected(store) as connection:
        stored = _places(connection, host)
    return [step for history, heads in stored.items() for step in _steps(history, heads)]


def check_ready(store: Store, host: Host) -> None:
    """Raise ``StoreError``, naming the remedy, unless every migration was run."""
    path = sqlite_path(store.url)
    if path is not None and not path.exists():  # connecting would make an empty file
        raise not_there(shown_url(store.url))
    with _connected(store) as connection:
        stored = _places(connection, host)
    if not next(iter(stored.values())):
        raise not_there(shown_url(store.url))
    waiting = [step for history, heads in stored.items() for step in _steps(history, heads)]
    if waiting:
        packages = ", ".join(dict.fromkeys(step.package for step in waiting))
        message = _("De databank loopt achter ({packages}: nog {n} te doen). Doe: toc migrate")
        raise StoreError(message.format(n=len(waiting), packages=packages))


def migrate(
    store: Store, host: Host, *, progress: Callable[[str], None] = lambda _message: None
) -> list[Pending]:
    """Run every pending migration and return them; ``progress`` is told each step.

    Every package is whole by itself: of one that fails nothing is kept, the others go on, and
    ``StoreError`` names all that failed. Without the core nothing else can begin.
    """
    waiting = pending(store, host)
    if not waiting:
        return []
    copy = backup_before(store)
    if copy is not None:
        progress(_("Back-up gemaakt: {path}").format(path=copy))
    failed: list[str] = []
    for history in histories(host.plugins):
        own = [step for step in waiting if step.package == history.package]
        for step in own:
            progress(f"{step.package} {step.revision}: {step.message}")
        try:
            if own:
                _run(store, history)
        except StoreError as error:
            if history.package == CORE:
                raise
            failed.append(_named(history, error))
    if failed:
        raise StoreError("\n".join(failed))
    return waiting


def take_back(store: Store, history: History) -> None:
    """Undo every migration of a package, the newest first: its tables and rows are gone."""
    with explained(shown_url(store.url)), _migrating(store) as connection:
        _move(connection, history, "base")


def _run(store: Store, history: History) -> None:
    with explained(shown_url(store.url)), _migrating(store) as connection:
        before = set(inspect(connection).get_table_names())
        _move(connection, history, "heads")
        _refuse_foreign_tables(connection, history, before)


def _named(history: History, error: StoreError) -> str:
    """Return why a package failed; nothing of it was kept, and it has to be mended there."""
    said = str(error)
    if history.package in said:
        return said
    return _(
        "De migratie van {package} is mislukt en ongedaan gemaakt: {reason} Werk die plugin bij of "
        "zet ze uit (plugins_off)."
    ).format(package=history.package, reason=said)


def _places(connection: Connection, host: Host) -> dict[History, tuple[str, ...]]:
    """Return how far each history is in the database; ``StoreError`` when it is ahead of us."""
    from alembic.runtime.migration import MigrationContext

    found: dict[History, tuple[str, ...]] = {}
    tables = set(inspect(connection).get_table_names())
    for history in histories(host.plugins):
        if history.version_table not in tables:
            found[history] = ()
            continue
        options = {"version_table": history.version_table}
        heads = MigrationContext.configure(connection, opts=options).get_current_heads()
        _refuse_newer(history, heads)
        found[history] = heads
    return found


def refuse_unknown(host: Host, versions: Mapping[str, tuple[str, ...]]) -> None:
    """Raise ``StoreError`` when a package was further than the program knows.

    A package that is not installed is left alone: its tables wait until it comes back.
    """
    for history in histories(host.plugins):
        _refuse_newer(history, versions.get(history.package, ()))


def _refuse_newer(history: History, heads: tuple[str, ...]) -> None:
    known = {script.revision for script in _scripts(history).walk_revisions()}
    unknown = [head for head in heads if head not in known]
    if unknown:
        package = "toc-core" if history.package == CORE else history.package
        raise StoreError(
            _(
                "De databank is nieuwer dan de software ({package}, stap {revision}). "
                "Installeer een nieuwere versie van {package}, of zet een oudere back-up terug."
            ).format(package=package, revision=", ".join(unknown))
        )


def _steps(history: History, heads: tuple[str, ...]) -> Iterator[Pending]:
    scripts = _scripts(history)
    done = {s.revision for head in heads for s in scripts.walk_revisions("base", head)}
    for script in reversed([*scripts.walk_revisions()]):
        if script.revision not in done:
            message = (script.doc or "").rstrip(".")
            yield Pending(history.package, script.revision, message)


def _scripts(history: History) -> ScriptDirectory:
    from alembic.script import ScriptDirectory

    return ScriptDirectory(str(MIGRATIONS), version_locations=[str(history.folder)])


def _move(connection: Connection, history: History, goal: str) -> None:
    from alembic.config import Config
    from alembic.runtime.environment import EnvironmentContext

    scripts = _scripts(history)
    config = Config(attributes={"connection": connection, "history": history})

    def steps(current: Any, _context: object) -> Any:
        if goal == "base":
            return scripts._downgrade_revs(goal, current)
        return scripts._upgrade_revs(goal, current)

    try:
        with EnvironmentContext(config, scripts, fn=steps, destination_rev=goal):
            scripts.run_env()
    except (TocError, DBAPIError):
        raise
    except Exception as error:
        reason = f"{type(error).__name__}: {error}"
        raise StoreError(
            _("De migratie van {package} is mislukt en ongedaan gemaakt: {reason}").format(
                package=history.package, reason=reason
            )
        ) from error


@contextmanager
def _connected(store: Store) -> Iterator[Connection]:
    with explained(shown_url(store.url)), store.engine.connect() as connection:
        yield connection


@contextmanager
def _migrating(store: Store) -> Iterator[Connection]:
    """Yield a connection in one writing transaction, kept whole or not at all."""
    engine = store.engine.execution_options(**{WRITES: True})
    with engine.connect() as connection:
        if not store.is_sqlite:
            with connection.begin():
                connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})
                yield connection
            return
        # Rebuilding a table drops it; SQLite would follow its references. Off before BEGIN.
        raw: Any = connection.connection.driver_connection
        raw.execute("PRAGMA foreign_keys = OFF")
        try:
            with connection.begin():
                yield connection
                _refuse_dangling(connection)
        finally:
            raw.execute("PRAGMA foreign_keys = ON")


def _refuse_foreign_tables(connection: Connection, history: History, before: set[str]) -> None:
    """Raise ``StoreError`` when a plugin made a table without its prefix."""
    made = set(inspect(connection).get_table_names()) - before - {history.version_table}
    foreign = sorted(name for name in made if owner_of(name, [history.package]) != history.package)
    if foreign:
        raise StoreError(
            _("plugin {package}: tabel '{table}' moet beginnen met '{package}_'.").format(
                package=history.package, table=foreign[0]
            )
        )


def _refuse_dangling(connection: Connection) -> None:
    dangling = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
    if dangling:
        raise StoreError(
            _("Tabel '{table}' zou na deze stap naar rijen verwijzen die er niet zijn.").format(
                table=dangling[0][0]
            )
        )
