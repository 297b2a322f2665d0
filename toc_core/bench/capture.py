"""Takes down the SQL that the product runs, to run the same again on the bare driver."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Engine, event

_TRANSACTION = ("BEGIN", "COMMIT", "ROLLBACK")


@dataclass(frozen=True)
class Statement:
    """One statement as the driver got it; ``many`` when for several sets of parameters."""

    sql: str
    parameters: Any
    many: bool = False


@contextmanager
def captured(engine: Engine) -> Iterator[list[Statement]]:
    """Take down every statement that runs on an engine during the block."""
    found: list[Statement] = []

    def note(
        _connection: Connection,
        _cursor: object,
        sql: str,
        parameters: Any,
        _context: Any,
        many: bool,
    ) -> None:
        if not sql.startswith(_TRANSACTION):
            found.append(Statement(sql, parameters, many))

    event.listen(engine, "before_cursor_execute", note)
    try:
        yield found
    finally:
        event.remove(engine, "before_cursor_execute", note)


def replay(raw: Any, statements: Sequence[Statement]) -> int:
    """Run statements on a driver's connection, fetch every row and return how many there were."""
    rows = 0
    cursor = raw.cursor()
    for statement in statements:
        if statement.many:
            cursor.executemany(statement.sql, statement.parameters)
        else:
            cursor.execute(statement.sql, statement.parameters)
        if cursor.description:
            rows += len(cursor.fetchall())
    cursor.close()
    return rows
