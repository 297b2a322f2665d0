"""The mark in an SQLite file that says: this whole database is for practice.

A database without it is taken for a real one; ``Store.is_practice`` reads it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from enum import Enum, auto
from itertools import count
from pathlib import Path

from toc_core.db.store import PRACTICE_MARK
from toc_core.errors import StoreError
from toc_core.i18n import _

_BUSY_SECONDS = 1


class Condition(Enum):
    """What is found in the place of a practice database."""

    MISSING = auto()
    REAL = auto()  # or not ours at all: never to be touched
    UNFINISHED = auto()  # an earlier start was cut off
    OTHER = auto()  # whole, but of another version or other plugins; somebody may have typed in it
    LOADED = auto()


def condition_of(path: Path, version: int) -> Condition:
    """Return what is in a file, without making it."""
    if not _is_filled(path):
        return Condition.MISSING
    with _opened(path) as connection:
        if _number(connection, "application_id") != PRACTICE_MARK:
            return Condition.REAL
        done = _number(connection, "user_version")
    if done == 0:
        return Condition.UNFINISHED
    return Condition.LOADED if done == version else Condition.OTHER


def begin(path: Path) -> None:
    """Make a new, empty practice database; what practice database was there is removed."""
    if _is_filled(path):
        _remove(path)
    make_folder(path.parent)
    with _opened(path) as connection:
        connection.execute(f"PRAGMA application_id = {PRACTICE_MARK}")


def make_folder(folder: Path) -> None:
    """Make a folder unless it is there."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(
            _("De map {folder} kan niet gemaakt worden: {error}. Kies een andere.").format(
                folder=folder, error=error.strerror
            )
        ) from error


def finish(path: Path, version: int) -> None:
    """Note that everything is in it, made by this version of the practice records."""
    with _opened(path) as connection:
        connection.execute(f"PRAGMA user_version = {int(version)}")


def _remove(path: Path) -> None:
    """Remove a practice database that nobody has open."""
    _make_one_file(path)
    for ending in ("", "-wal", "-shm"):
        path.with_name(path.name + ending).unlink(missing_ok=True)


def set_aside(path: Path) -> Path:
    """Keep a practice database under another name, and return where; an older one stays."""
    _make_one_file(path)
    aside = next(place for place in _names_aside(path) if not place.exists())
    try:
        return path.rename(aside)
    except OSError as error:
        raise StoreError(
            _("{path} kan niet hernoemd worden: {error}. Kijk de rechten van de map na.").format(
                path=path, error=error.strerror
            )
        ) from error


def _names_aside(path: Path) -> Iterator[Path]:
    for number in count(1):
        ending = "" if number == 1 else f"-{number}"
        yield path.with_name(f"{path.stem}-vorige{ending}{path.suffix}")


def _make_one_file(path: Path) -> None:
    """Put all of a practice database in its file; ``StoreError`` when somebody has it open."""
    with _opened(path) as connection:
        if _number(connection, "application_id") != PRACTICE_MARK:
            raise StoreError(_("{path} is geen oefendatabank en blijft staan.").format(path=path))
        try:
            connection.execute("PRAGMA journal_mode = DELETE")  # needs to be the only one
        except sqlite3.OperationalError as error:
            raise still_open(path) from error


def _is_filled(path: Path) -> bool:
    return path.is_file() and path.stat().st_size > 0


def still_open(path: Path) -> StoreError:
    """Return the error that says that another demo uses this database."""
    return StoreError(
        _("De oefendatabank {path} is nog open. Stop eerst de andere demo.").format(path=path)
    )


@contextmanager
def _opened(path: Path) -> Iterator[sqlite3.Connection]:
    try:
        with closing(
            sqlite3.connect(path, timeout=_BUSY_SECONDS, isolation_level=None)
        ) as connection:
            yield connection
    except (sqlite3.Error, OSError) as error:
        raise StoreError(
            _("{path} kan niet als databank gelezen worden: {error}.").format(
                path=path, error=error
            )
        ) from error


def _number(connection: sqlite3.Connection, pragma: str) -> int:
    return int(connection.execute(f"PRAGMA {pragma}").fetchone()[0])
