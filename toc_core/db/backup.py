"""Backups: a whole and checked copy of the database, and putting one back.

SQLite is copied by VACUUM INTO, which sees one moment even while others write; copying the file
itself would miss what is still in the write-ahead log. PostgreSQL has its own programs for it
(``toc_core.db.postgres_backup``).
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path

from toc_core.db import postgres_backup
from toc_core.db.failures import failure
from toc_core.db.histories import CORE, VERSION_TABLE
from toc_core.db.store import Store, sqlite_path
from toc_core.errors import StoreError
from toc_core.i18n import _

_BESIDE = ("-wal", "-shm")  # what SQLite keeps next to a database in use
Versions = dict[str, tuple[str, ...]]


def backup(store: Store, target: Path) -> Path:
    """Write a checked copy of the whole database to ``target``, which may not exist yet."""
    _refuse_existing(target)
    with _on_disk(target):
        target.parent.mkdir(parents=True, exist_ok=True)
    if not store.is_sqlite:
        postgres_backup.dump(store.url, target)
        return target
    source = _file_of(store)
    if not source.exists():
        raise StoreError(_("Er is nog geen databank in {path}.").format(path=source))
    _vacuum(source, target)
    return target


def backup_before(store: Store) -> Path | None:
    """Return the copy made before a migration; none when there is nothing to lose."""
    path = sqlite_path(store.url)
    if path is None or not path.exists() or not _tables(path):
        return None
    return backup(store, automatic_target(path.parent, store.clock(), path.suffix))


def automatic_target(folder: Path, moment: datetime, suffix: str) -> Path:
    """Return a free file name for a copy of this moment, in ``backups`` under a folder."""
    name = f"toc-{moment:%Y-%m-%dT%H-%M-%S}"
    target = folder / "backups" / f"{name}{suffix}"
    number = 1
    while target.exists():
        number += 1
        target = target.with_name(f"{name}-{number}{suffix}")
    return target


def read_versions(store: Store, copy: Path) -> Versions:
    """Return how far each package was in a backup; ``StoreError`` when it is no backup of ours."""
    if not copy.is_file():
        raise StoreError(
            _("{path} bestaat niet; geef het bestand van een back-up.").format(path=copy)
        )
    if not store.is_sqlite:
        return _ours(copy, postgres_backup.versions_in(copy))
    with _reading(copy) as connection:
        tables = _table_names(connection)
        found = {
            name.removeprefix(VERSION_TABLE): tuple(
                str(row[0])
                for row in connection.execute(f'SELECT version_num FROM "{name}"')  # noqa: S608 - a name from the schema
            )
            for name in tables
            if name.startswith(VERSION_TABLE)
        }
        _ours(copy, found)
        _check(connection, copy)
    return found


def restore(store: Store, copy: Path, *, folder: Path) -> Path | None:
    """Replace the database by a backup and return where the replaced one is kept, if any.

    Ask ``read_versions`` first: this does not look whether the backup fits the program.
    ``folder`` is where PostgreSQL's replaced data is written.
    """
    if not store.is_sqlite:
        aside = automatic_target(folder, store.clock(), ".dump")
        backup(store, aside)
        postgres_backup.load(store.url, copy)
        return aside
    store.close()
    current = _file_of(store)
    fresh = current.with_name(f"{current.name}.new")
    with _on_disk(current):
        fresh.unlink(missing_ok=True)
        current.parent.mkdir(parents=True, exist_ok=True)
    _vacuum(copy, fresh)
    return _swap(current, fresh, store.clock())


def _swap(current: Path, fresh: Path, moment: datetime) -> Path | None:
    """Put the new file in the place of the current one, which is kept beside it."""
    with _on_disk(current):
        if not current.exists():
            fresh.replace(current)
            return None
        _leave_log(current)
        aside = automatic_target(current.parent, moment, f"-vervangen{current.suffix}")
        aside.parent.mkdir(exist_ok=True)
        for ending in _BESIDE:  # only a damaged database still has these: keep them with it
            left = current.with_name(current.name + ending)
            if left.exists():
                left.replace(aside.with_name(aside.name + ending))
        _keep(current, aside)
        fresh.replace(current)
        return aside


def _keep(current: Path, aside: Path) -> None:
    try:
        os.link(current, aside)  # a second name first: at no moment there is no database
    except OSError:
        current.replace(aside)


def _leave_log(current: Path) -> None:
    """Fold the write-ahead log in; ``StoreError`` when another program has the database open."""
    try:
        with closing(sqlite3.connect(current, timeout=1)) as connection:
            connection.execute("PRAGMA journal_mode = DELETE")  # needs to be the only one
    except sqlite3.OperationalError as error:
        if "locked" in str(error):
            raise StoreError(
                _("De databank {path} is nog open. Stop eerst toc serve en andere opdrachten.")
                .format(path=current)
            ) from error  # fmt: skip
    except sqlite3.DatabaseError:
        return  # damaged: that is why a backup is put back


def _vacuum(source: Path, target: Path) -> None:
    part = target.with_name(f"{target.name}.part")
    with _on_disk(target):
        part.unlink(missing_ok=True)
        # Made first, empty and for the owner only: VACUUM INTO would ask everyone's rights.
        os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        try:
            with _reading(source) as connection:
                connection.execute("VACUUM INTO ?", (str(part),))
            with _reading(part) as connection:
                _check(connection, part)
            _to_disk(part)
            part.replace(target)
        finally:
            part.unlink(missing_ok=True)


def _to_disk(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())


@contextmanager
def _reading(path: Path) -> Iterator[sqlite3.Connection]:
    try:
        with closing(sqlite3.connect(path, isolation_level=None)) as connection:
            yield connection
    except sqlite3.Error as error:
        raise StoreError(failure(str(path), str(error))) from error


@contextmanager
def _on_disk(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise StoreError(
            _("{path} kan niet geschreven worden: {error}").format(path=path, error=error.strerror)
        ) from error


def _check(connection: sqlite3.Connection, path: Path) -> None:
    answer = [str(row[0]) for row in connection.execute("PRAGMA integrity_check")]
    if answer != ["ok"]:
        raise StoreError(
            _("{path} is beschadigd ({answer}); neem een andere back-up.").format(
                path=path, answer=answer[0]
            )
        )


def _tables(path: Path) -> set[str]:
    with _reading(path) as connection:
        return _table_names(connection)


def _table_names(connection: sqlite3.Connection) -> set[str]:
    return {
        str(row[0])
        for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
    }


def _ours(copy: Path, versions: Versions) -> Versions:
    if not versions.get(CORE):
        raise StoreError(
            _("{path} is geen back-up van deze software; er is niets veranderd.").format(path=copy)
        )
    return versions


def _refuse_existing(target: Path) -> None:
    if target.exists():
        raise StoreError(
            _("{path} bestaat al; kies een andere naam voor de back-up.").format(path=target)
        )


def _file_of(store: Store) -> Path:
    path = sqlite_path(store.url)
    if path is None:
        raise StoreError(_("Een databank in het geheugen heeft geen back-up."))
    return path
