"""The store: one database, opened the way this product needs it.

SQLite runs with WAL, foreign keys, a busy timeout of five seconds and synchronous=FULL; writes
begin with BEGIN IMMEDIATE so that they queue instead of failing halfway.
"""

from __future__ import annotations

import random
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError, OperationalError

from toc_core.access import Principal
from toc_core.db import journal, measures, records  # noqa: F401 - every table is known
from toc_core.db.door import ScopedSession, now
from toc_core.errors import StoreError
from toc_core.i18n import _

WRITES = "toc_writes"
BUSY_SECONDS = 5
BEGIN_TRIES = 5
# "tocD" as SQLite's application_id, in the header of the file: it goes along with every copy.
PRACTICE_MARK = 0x746F6344
_MARK_AT = 68


class Store:
    """The database of an installation; ``session_for`` is the only way to its rows."""

    def __init__(self, url: str, *, clock: Callable[[], datetime] = now) -> None:
        self.url = url
        self.clock = clock
        self.engine = _engine(url)
        self._file = sqlite_path(url)

    def session_for(
        self, principal: Principal, purpose: str, *, writes: bool = False
    ) -> ScopedSession:
        """Return a session that sees and writes what the principal may; close it after use.

        ``purpose`` is what the journal says a change was for. Without ``writes`` nothing can be
        changed. ``StoreError`` when the file of the database is not there.
        """
        if self._file is not None and not self._file.exists():  # connecting would make it, empty
            raise not_there(str(self._file))
        engine: Any = self.engine.execution_options(
            **({WRITES: True} if writes else {"postgresql_readonly": True})
        )
        session = ScopedSession(engine, principal, purpose, writes=writes, clock=self.clock)
        session.of_practice = self.is_practice
        return session

    @contextmanager
    def changing(self, principal: Principal, purpose: str) -> Iterator[ScopedSession]:
        """Open a writing session for the block: all of it is kept, or on an error nothing."""
        with self.session_for(principal, purpose, writes=True) as session:
            yield session
            session.commit()

    @property
    def is_sqlite(self) -> bool:
        """Return whether the database is a single file."""
        return self.engine.dialect.name == "sqlite"

    @cached_property
    def is_practice(self) -> bool:
        """Return whether the whole database is for practice; pages and files must say so."""
        if self._file is None or not self._file.is_file():
            return False
        with self._file.open("rb") as file:
            header = file.read(_MARK_AT + 4)
        return header[_MARK_AT:] == PRACTICE_MARK.to_bytes(4, "big")

    def close(self) -> None:
        """Close all connections."""
        self.engine.dispose()


def not_there(place: str) -> StoreError:
    """Return the error that names a database nobody made yet, and how to make it."""
    return StoreError(
        _("De databank {place} bestaat nog niet. Maak ze met: toc migrate").format(place=place)
    )


def sqlite_path(url: str) -> Path | None:
    """Return the file of an SQLite URL; none for another database or one in memory."""
    parsed = make_url(url)
    if parsed.get_backend_name() != "sqlite" or parsed.database in (None, "", ":memory:"):
        return None
    return Path(str(parsed.database))


def _engine(url: str) -> Engine:
    try:
        path = sqlite_path(url)
        if path is not None:
            path.parent.mkdir(parents=True, exist_ok=True)
        engine = create_engine(url)
    except (ArgumentError, NoSuchModuleError, ImportError) as error:
        raise StoreError(
            _(
                "De instelling database '{url}' kan niet gebruikt worden. Schrijf "
                "postgresql+psycopg://gebruiker:wachtwoord@host/databank of laat de instelling "
                "leeg."
            ).format(url=_without_password(url))
        ) from error
    except OSError as error:
        raise StoreError(
            _("De map {folder} kan niet gemaakt worden: {error}. Kies een andere TOC_HOME.").format(
                folder=path.parent if path else "", error=error.strerror
            )
        ) from error
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    return engine


def _without_password(url: str) -> str:
    try:
        return make_url(url).render_as_string(hide_password=True)
    except ArgumentError:
        return "…"


def _prepare_sqlite(connection: sqlite3.Connection, _record: object) -> None:
    connection.isolation_level = None  # BEGIN is ours
    for pragma in (
        f"busy_timeout = {BUSY_SECONDS * 1000}",
        "foreign_keys = ON",
        "synchronous = FULL",
    ):
        connection.execute(f"PRAGMA {pragma}")
    for attempt in range(1, BEGIN_TRIES + 1):
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            # Two programs that open a new file: SQLite does not wait for this lock by itself.
            if "locked" not in str(error) or attempt == BEGIN_TRIES:
                raise
            _wait(attempt)
        else:
            return


def _wait(attempt: int) -> None:
    time.sleep(random.uniform(0.01, 0.05) * attempt)  # noqa: S311 - jitter, no secret


def _begin_sqlite(connection: Connection) -> None:
    """Begin; a writer takes the lock at once, and only this step is tried again."""
    if not connection.get_execution_options().get(WRITES):
        connection.exec_driver_sql("BEGIN")
        return
    for attempt in range(1, BEGIN_TRIES + 1):
        try:
            connection.exec_driver_sql("BEGIN IMMEDIATE")
        except OperationalError as error:
            if "locked" not in str(error.orig) or attempt == BEGIN_TRIES:
                raise _unwritable(error) from error
            _wait(attempt)
        else:
            return


def _unwritable(error: OperationalError) -> StoreError:
    reason = str(error.orig)
    if "readonly" in reason:
        return StoreError(
            _(
                "Je mag niet schrijven in deze databank ({reason}). Kijk de rechten van de map na."
            ).format(reason=reason)
        )
    if "locked" in reason:
        return StoreError(_("De databank is bezet door een ander programma. Probeer het zo weer."))
    return StoreError(_("De databank antwoordt niet: {reason}").format(reason=reason))
