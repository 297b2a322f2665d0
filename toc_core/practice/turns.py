"""Takes turns with a practice database: one program makes it, or any number use it.

The lock is SQLite's own, on an empty file beside the database: it ends with the program that holds
it, however that ends.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from toc_core.errors import StoreError
from toc_core.i18n import _
from toc_core.practice.database import make_folder, still_open

_WAIT_SECONDS = 0.2


@contextmanager
def making(path: Path) -> Iterator[None]:
    """Keep every other program away inside the block; ``StoreError`` when one is there already."""
    with closing(_beside(path)) as lock:
        if not _locked(lock, "BEGIN EXCLUSIVE"):
            raise still_open(path) if _shared(lock) else _being_made()
        yield


@contextmanager
def using(path: Path) -> Iterator[None]:
    """Keep the database from being made anew inside the block; others may use it too."""
    with closing(_beside(path)) as lock:
        if not _shared(lock):
            raise _being_made()
        yield


def _beside(path: Path) -> sqlite3.Connection:
    make_folder(path.parent)
    place = path.with_name(path.name + ".lock")
    try:
        return sqlite3.connect(place, timeout=_WAIT_SECONDS, isolation_level=None)
    except sqlite3.Error as error:
        raise _cannot_lock(error) from error


def _shared(lock: sqlite3.Connection) -> bool:
    return _locked(lock, "BEGIN", "SELECT name FROM sqlite_master")


def _locked(lock: sqlite3.Connection, *statements: str) -> bool:
    """Return whether the lock was got; it is held until the connection closes."""
    try:
        for statement in statements:
            lock.execute(statement).fetchall()
    except sqlite3.OperationalError as error:
        if "locked" not in str(error):
            raise _cannot_lock(error) from error
        return False
    return True


def _being_made() -> StoreError:
    return StoreError(
        _("Een andere 'toc demo' maakt deze databank nu; wacht even en start opnieuw.")
    )


def _cannot_lock(error: sqlite3.Error) -> StoreError:
    return StoreError(
        _("In de map van de oefendatabank kan niet geschreven worden: {error}.").format(error=error)
        + " "
        + _("Kies een andere map met --home.")
    )
