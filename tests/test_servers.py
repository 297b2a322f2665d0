"""The PostgreSQL server of the tests behaves as the one in production should."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import Connection, create_engine, text
from sqlalchemy.exc import ProgrammingError

if TYPE_CHECKING:
    from servers import PostgresDatabase, PostgresServer


@contextmanager
def connected(url: str) -> Iterator[Connection]:
    engine = create_engine(url)
    try:
        with engine.begin() as connection:
            yield connection
    finally:
        engine.dispose()


def test_both_roles_can_connect(postgres: PostgresDatabase) -> None:
    for url, role in ((postgres.owner, "toc_owner"), (postgres.app, "toc_app")):
        with connected(url) as connection:
            assert connection.scalar(text("SELECT 1")) == 1
            assert connection.scalar(text("SELECT current_user")) == role


def test_no_role_is_a_superuser(postgres: PostgresDatabase) -> None:
    with connected(postgres.app) as connection:
        supers = connection.scalars(text("SELECT rolname FROM pg_roles WHERE rolsuper"))
        assert set(supers) == {"postgres"}


def test_the_app_reads_and_writes_rows_of_tables_made_later(postgres: PostgresDatabase) -> None:
    with connected(postgres.owner) as connection:
        connection.execute(text("CREATE TABLE school (id serial PRIMARY KEY, name text)"))
    with connected(postgres.app) as connection:
        connection.execute(text("INSERT INTO school (name) VALUES ('Oefenschool A')"))
        connection.execute(text("UPDATE school SET name = 'Oefenschool B'"))
        assert connection.scalar(text("SELECT name FROM school")) == "Oefenschool B"
        connection.execute(text("DELETE FROM school"))
        assert connection.scalar(text("SELECT count(*) FROM school")) == 0


@pytest.mark.parametrize(
    "statement",
    ["CREATE TABLE other (id int)", "DROP TABLE school", "ALTER TABLE school ADD extra int"],
)
def test_the_app_may_not_change_tables(postgres: PostgresDatabase, statement: str) -> None:
    with connected(postgres.owner) as connection:
        connection.execute(text("CREATE TABLE school (id int)"))
    with pytest.raises(ProgrammingError), connected(postgres.app) as connection:
        connection.execute(text(statement))


def test_each_database_starts_empty(postgres_server: PostgresServer) -> None:
    first, second = postgres_server.new_database(), postgres_server.new_database()
    with connected(first.owner) as connection:
        connection.execute(text("CREATE TABLE school (id int)"))
    with connected(second.owner) as connection:
        assert connection.scalar(text("SELECT to_regclass('school')")) is None
