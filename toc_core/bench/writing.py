"""Writes many rows straight into the tables, past the door: this database is thrown away."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice
from typing import Any

from toc_core.db.base import Base
from toc_core.db.columns import ALPHABET, REF_LENGTH
from toc_core.db.store import WRITES, Store

KNOWN_FROM = "2019-08-01 00:00:00.000000"  # before any record
KNOWN_BY = "toc bench"
_CHUNK = 20_000


def ref_of(number: int) -> str:
    """Return a reference made from a number: no two numbers give the same."""
    letters = []
    for _position in range(REF_LENGTH):
        number, place = divmod(number, len(ALPHABET))
        letters.append(ALPHABET[place])
    return "".join(reversed(letters))


def write_rows(
    store: Store,
    model: type[Base],
    names: Sequence[str],
    rows: Iterable[Sequence[Any]],
    first: int = 1,
) -> int:
    """Insert rows of a record class and return how many; what all records share is added.

    ``first`` is the number that the first reference is made from: after those that are there.
    """
    shared = ("ref", "row_version", "known_from", "known_by")
    since = KNOWN_FROM if store.is_sqlite else f"{KNOWN_FROM}+00"
    full = ((*row, ref_of(n), 1, since, KNOWN_BY) for n, row in enumerate(rows, first))
    table, columns = model.__tablename__, ", ".join(f'"{name}"' for name in (*names, *shared))
    with store.engine.execution_options(**{WRITES: True}).connect() as connection:
        raw: Any = connection.connection.driver_connection
        write = _into_file if store.is_sqlite else _into_server
        return write(raw, table, columns, full)


def _into_file(raw: Any, table: str, columns: str, rows: Iterator[Sequence[Any]]) -> int:
    """Write to SQLite; the references between rows were made to fit, so nothing checks them."""
    raw.execute("PRAGMA foreign_keys = OFF")
    raw.execute("PRAGMA synchronous = OFF")
    raw.execute("BEGIN IMMEDIATE")
    count = 0
    try:
        for first in rows:
            statement = f"INSERT INTO {table} ({columns}) VALUES ({', '.join('?' * len(first))})"  # noqa: S608 - our own names
            chunk = list(chain([first], islice(rows, _CHUNK - 1)))
            raw.executemany(statement, chunk)
            count += len(chunk)
        raw.execute("COMMIT")
    finally:
        if raw.in_transaction:
            raw.execute("ROLLBACK")
        raw.execute("PRAGMA synchronous = FULL")
        raw.execute("PRAGMA foreign_keys = ON")
    return count


def _into_server(raw: Any, table: str, columns: str, rows: Iterator[Sequence[Any]]) -> int:
    """Write to PostgreSQL by COPY, and let the numbers it gives itself go on after ours."""
    count = 0
    with raw.cursor() as cursor:
        with cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as copy:
            for row in rows:
                copy.write_row(row)
                count += 1
        cursor.execute(
            f"SELECT setval(pg_get_serial_sequence('{table}', 'id'),"  # noqa: S608 - our own names
            f" greatest((SELECT max(id) FROM {table}), 1))"
        )
    raw.commit()
    return count
