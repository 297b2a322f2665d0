"""A PostgreSQL server for the tests: started once, thrown away at the end.

A test takes the fixture ``postgres`` and gets an empty database of its own with two roles:
``owner`` runs migrations, ``app`` may only read and write rows, as in production.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import NoReturn

import pytest
from sqlalchemy import URL, create_engine, make_url, text

_TEMPLATE = "toc_template"
_NOT_SUPERUSER = "LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE"
# Sound only for data that may be lost: a test never asks for a row after a power cut.
_QUICK = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c listen_addresses=''"


@dataclass(frozen=True)
class PostgresDatabase:
    """The addresses of one empty database, as SQLAlchemy URLs."""

    owner: str
    app: str


@dataclass(frozen=True)
class PostgresServer:
    """A running server; ``new_database`` costs about 0.1 s."""

    sockets: Path
    _numbers: Iterator[int]

    def new_database(self, like: PostgresDatabase | None = None) -> PostgresDatabase:
        """Make a database in which ``toc_app`` gets rights on every table to come.

        It is empty, or a copy of ``like``, to which nobody may be connected then.
        """
        name = f"toc_{next(self._numbers)}"
        template = make_url(like.owner).database if like else _TEMPLATE
        self.run("postgres", "postgres", f"CREATE DATABASE {name} TEMPLATE {template}")
        return PostgresDatabase(self.url("toc_owner", name), self.url("toc_app", name))

    def url(self, role: str, database: str) -> str:
        """Return the address of a database for a role."""
        return URL.create(
            "postgresql+psycopg", role, database=database, query={"host": str(self.sockets)}
        ).render_as_string(hide_password=False)

    def run(self, role: str, database: str, *statements: str) -> None:
        """Run statements outside a transaction, as CREATE DATABASE asks."""
        engine = create_engine(self.url(role, database), isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            for statement in statements:
                connection.execute(text(statement))
        engine.dispose()


def missing(what: str) -> NoReturn:
    """Skip the test, saying why; under CI=true nothing may be missing, so there it fails."""
    if os.environ.get("CI") == "true":
        pytest.fail(what, pytrace=False)
    pytest.skip(what)


def postgres_binaries() -> Path | None:
    """Return the folder of initdb and pg_ctl, of the newest version installed."""
    on_path = shutil.which("initdb")
    if on_path:
        return Path(on_path).resolve().parent
    found = [path.parent for path in Path("/usr/lib/postgresql").glob("*/bin/initdb")]
    return max(found, key=lambda folder: float(folder.parent.name), default=None)


@contextmanager
def temporary_postgres(binaries: Path) -> Iterator[PostgresServer]:
    """Run a server in a new folder under the system's temporary one; remove both at the end."""
    # The path of a socket may be 107 characters long: keep away from deep folders.
    folder = Path(tempfile.mkdtemp(prefix="toc-pg-"))
    # PostgreSQL refuses to run as root; then the user 'postgres' runs it.
    as_user = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    if as_user:
        shutil.chown(folder, "postgres")
    data, log = folder / "data", folder / "log"
    options = f"-k {folder} {_QUICK}"

    def run(program: str, *arguments: str) -> None:
        command = [*as_user, str(binaries / program), "-D", str(data), *arguments]
        # Nothing is captured: the server would keep the pipe open and pg_ctl never return.
        subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL)

    try:
        run("initdb", "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "-N")
        run("pg_ctl", "-w", "-l", str(log), "-o", options, "start")
        try:
            yield _with_roles(PostgresServer(folder, count(1)))
        finally:
            run("pg_ctl", "-w", "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder)


def _with_roles(server: PostgresServer) -> PostgresServer:
    server.run(
        "postgres",
        "postgres",
        f"CREATE ROLE toc_owner {_NOT_SUPERUSER}",
        f"CREATE ROLE toc_app {_NOT_SUPERUSER}",
        f"CREATE DATABASE {_TEMPLATE}",
    )
    for_app = "ALTER DEFAULT PRIVILEGES FOR ROLE toc_owner IN SCHEMA public GRANT"
    server.run(
        "postgres",
        _TEMPLATE,
        "REVOKE CREATE ON SCHEMA public FROM PUBLIC",
        "GRANT CREATE, USAGE ON SCHEMA public TO toc_owner",
        f"{for_app} SELECT, INSERT, UPDATE, DELETE ON TABLES TO toc_app",
        f"{for_app} USAGE, SELECT ON SEQUENCES TO toc_app",
    )
    return server


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every test that asks for a server, so that ``-m postgresql`` finds them all."""
    for item in items:
        if "postgres_server" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.postgresql)


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[PostgresServer]:
    """One server for the whole run; skips where PostgreSQL is not installed."""
    binaries = postgres_binaries()
    if binaries is None:
        missing("PostgreSQL is not installed (Debian: apt-get install postgresql)")
    with temporary_postgres(binaries) as server:
        yield server


@pytest.fixture
def postgres(postgres_server: PostgresServer) -> PostgresDatabase:
    """An empty database of PostgreSQL for one test."""
    return postgres_server.new_database()
