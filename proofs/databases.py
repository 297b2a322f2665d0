"""Empty databases for proofs: SQLite in memory, or a PostgreSQL server that is thrown away."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import create_engine

from toc_core.db.base import Base
from toc_core.db.store import Store

ROOT = Path(__file__).resolve().parents[1]


@contextmanager
def new_store(url: str, owner: str = "") -> Iterator[Store]:
    """Open a store with every table of the core; ``owner`` is who may make them."""
    store = Store(url)
    engine = create_engine(owner) if owner else store.engine
    Base.metadata.create_all(engine)
    if owner:
        engine.dispose()
    try:
        yield store
    finally:
        store.close()


@contextmanager
def sqlite_store() -> Iterator[Store]:
    """Open a store in memory."""
    with new_store("sqlite://") as store:
        yield store


@contextmanager
def postgres_addresses(number: int) -> Iterator[list[tuple[str, str]]]:
    """Start a server with some empty databases; yield the addresses of product and owner."""
    tests = str(ROOT / "tests")
    if tests not in sys.path:
        sys.path.append(tests)
    servers: Any = importlib.import_module("servers")
    binaries = servers.postgres_binaries()
    if binaries is None:
        raise SystemExit("PostgreSQL is not installed (Debian: apt-get install postgresql)")
    with ExitStack() as stack:
        server = stack.enter_context(servers.temporary_postgres(binaries))
        databases = [server.new_database() for _n in range(number)]
        yield [(database.app, database.owner) for database in databases]
