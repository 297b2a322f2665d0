"""A store on each database: SQLite in a file, PostgreSQL with the role of the product."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import Connection, create_engine

from toc_core.db.base import Base
from toc_core.db.store import Store

from .world import World, build_world

if TYPE_CHECKING:
    from servers import PostgresDatabase, PostgresServer


class Clock:
    """A clock that stands still until a test moves it."""

    def __init__(self) -> None:
        self.moment = datetime(2025, 1, 15, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.moment

    def tick(self, minutes: int = 1) -> datetime:
        self.moment += timedelta(minutes=minutes)
        return self.moment


@pytest.fixture
def clock() -> Clock:
    """The clock of the store under test."""
    return Clock()


@pytest.fixture(scope="session")
def shared_postgres(postgres_server: PostgresServer) -> PostgresDatabase:
    """One database for all tests of this folder; every test starts with empty tables."""
    return postgres_server.new_database()


@contextmanager
def new_store(request: pytest.FixtureRequest, folder: Path, clock: Clock) -> Iterator[Store]:
    """Open an empty store with every table of the core, on the database of the request."""
    if request.param == "sqlite":
        url = owner = f"sqlite:///{folder / 'toc.db'}"
    else:
        database = request.getfixturevalue("shared_postgres")
        url, owner = database.app, database.owner
    engine = create_engine(owner)
    with engine.begin() as connection:
        Base.metadata.create_all(connection)
        _empty(connection)
    engine.dispose()
    store = Store(url, clock=clock)
    yield store
    store.close()


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def store(request: pytest.FixtureRequest, tmp_path: Path, clock: Clock) -> Iterator[Store]:
    """An empty store with every table of the core."""
    with new_store(request, tmp_path, clock) as opened:
        yield opened


def _empty(connection: Connection) -> None:
    names = [f'"{table.name}"' for table in reversed(Base.metadata.sorted_tables)]
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql(f"TRUNCATE {', '.join(names)} RESTART IDENTITY CASCADE")


@pytest.fixture
def world(store: Store) -> World:
    """The hand-made world of ``world.py`` in the store."""
    return build_world(store)
