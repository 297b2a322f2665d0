"""The database that is measured in: a temporary file, or an empty PostgreSQL that was named."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import inspect

from toc_core.access import SYSTEM
from toc_core.db.base import Base
from toc_core.db.failures import explained, shown_url
from toc_core.db.histories import CORE, VERSION_TABLE
from toc_core.db.migrate import migrate
from toc_core.db.store import Store
from toc_core.db.theory import TheoryOrigin
from toc_core.errors import UsageError
from toc_core.i18n import _
from toc_core.plugins import load_plugins
from toc_core.sync import publish
from toc_core.theory import Programme


@contextmanager
def fresh_store(url: str = "") -> Iterator[Store]:
    """Open an empty database with every table of the core, and leave nothing behind.

    Without an address it is a file in a temporary folder. In a named database every table that
    was made is dropped at the end; ``UsageError`` when it is not an empty PostgreSQL.
    """
    with tempfile.TemporaryDirectory(prefix="toc-bench-") as folder:
        store = Store(url or f"sqlite:///{Path(folder) / 'bench.sqlite'}")
        try:
            with explained(shown_url(store.url)):
                if url:
                    _refuse_used(store)
                yield from _with_tables(store, drop=bool(url))
        finally:
            store.close()


def _with_tables(store: Store, *, drop: bool) -> Iterator[Store]:
    try:
        migrate(store, load_plugins(found=[]))
        yield store
    finally:
        if drop:
            with store.engine.begin() as connection:
                Base.metadata.drop_all(connection)
                connection.exec_driver_sql(f"DROP TABLE IF EXISTS {VERSION_TABLE}{CORE}")


def _refuse_used(store: Store) -> None:
    """Raise ``UsageError`` unless the database is an empty PostgreSQL."""
    place = shown_url(store.url)
    if store.is_sqlite:
        raise UsageError(
            _("--db is voor PostgreSQL; zonder --db maakt toc bench zelf een tijdelijk bestand.")
        )
    with store.engine.connect() as connection:
        tables = sorted(inspect(connection).get_table_names())
    if tables:
        raise UsageError(
            _(
                "Databank {place} is niet leeg ({n} tabellen, zoals '{table}'). "
                "toc bench meet alleen in een lege databank."
            ).format(place=place, n=len(tables), table=tables[0])
        )


def store_theories(store: Store, programmes: Iterable[Programme]) -> None:
    """Put the made-up theories in use, as ``toc sync`` would."""
    with store.changing(SYSTEM, "toc bench") as session:
        for programme in programmes:
            publish(session, programme, TheoryOrigin.PLUGIN, reason="toc bench")
