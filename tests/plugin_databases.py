"""Databases for the tests of a plugin: empty ones with every table, made once and copied."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from servers import PostgresDatabase, PostgresServer

from toc_core.db.migrate import migrate
from toc_core.db.store import Store
from toc_core.plugins import Host

KINDS = ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)]


@dataclass(frozen=True)
class Databases:
    """The same database as its owner sees it and as the product does."""

    owner: Store
    app: Store


def empty_sqlite(folder: Path, host: Host) -> Path:
    """Return an empty database with every table, to copy."""
    path = folder / "toc.sqlite"
    _migrated(f"sqlite:///{path}", host)
    return path


def empty_postgres(server: PostgresServer, host: Host) -> PostgresDatabase:
    """Return an empty database with every table, to copy."""
    made = server.new_database()
    _migrated(made.owner, host)
    return made


def _migrated(url: str, host: Host) -> None:
    store = Store(url)
    migrate(store, host)
    store.close()


@contextmanager
def copied(request: pytest.FixtureRequest, folder: Path) -> Iterator[Databases]:
    """Open a copy of the fixture ``sqlite_file``, or of ``postgres_like``, as the test asks."""
    if request.param == "sqlite":
        path = shutil.copy(request.getfixturevalue("sqlite_file"), folder)
        owner = app = Store(f"sqlite:///{path}")
    else:
        server: PostgresServer = request.getfixturevalue("postgres_server")
        made = server.new_database(request.getfixturevalue("postgres_like"))
        owner, app = Store(made.owner), Store(made.app)
    yield Databases(owner, app)
    owner.close()
    app.close()
