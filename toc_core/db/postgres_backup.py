"""Backups of PostgreSQL by its own programs, pg_dump and pg_restore."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

from sqlalchemy import make_url

from toc_core.db.histories import VERSION_TABLE
from toc_core.errors import StoreError
from toc_core.i18n import _

_COPIED = re.compile(
    rf"^COPY \S*?\b{VERSION_TABLE}(\w+) \(version_num\) FROM stdin;\n(.*?)^\\\.$", re.M | re.S
)


def dump(url: str, target: Path) -> None:
    """Write the whole database to a file that ``load`` reads."""
    part = target.with_name(f"{target.name}.part")
    os.close(os.open(part, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600))
    try:
        _run("pg_dump", ["--format=custom", "--no-owner", "--no-acl", "-f", str(part)], url)
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)


def load(url: str, copy: Path) -> None:
    """Replace the tables of the database by those of a dump: all of it, or nothing."""
    options = ["--clean", "--if-exists", "--single-transaction", "--no-owner", "--no-acl"]
    _run("pg_restore", [*options, str(copy)], url)


def versions_in(copy: Path) -> dict[str, tuple[str, ...]]:
    """Return how far each package was when a dump was made."""
    listed = _run("pg_restore", ["--list", str(copy)])
    names = sorted(set(re.findall(rf"TABLE DATA \S+ ({VERSION_TABLE}\w+) ", listed)))
    chosen = [option for name in names for option in ("-t", name)]
    if not chosen:
        return {}
    rows = _run("pg_restore", ["--data-only", *chosen, "-f", "-", str(copy)])
    return {package: tuple(lines.split()) for package, lines in _COPIED.findall(rows)}


def _run(program: str, options: list[str], url: str | None = None) -> str:
    """Run one of PostgreSQL's programs and return what it says; the password stays hidden."""
    path = shutil.which(program)
    if path is None:
        raise StoreError(
            _(
                "Het programma {program} ontbreekt. Installeer de clientprogramma's van "
                "PostgreSQL (Debian: apt-get install postgresql-client)."
            ).format(program=program)
        )
    address, environment = _address(url) if url else ([], {})
    done = subprocess.run(  # noqa: S603 - our own arguments, no shell
        [path, "--no-password", *address, *options] if url else [path, *options],
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        reason = (done.stderr.strip().splitlines() or [str(done.returncode)])[0]
        raise StoreError(_("{program} mislukte: {reason}").format(program=program, reason=reason))
    return done.stdout


def _address(url: str) -> tuple[list[str], dict[str, str]]:
    """Return how to reach a database; the password only in the environment, where ps cannot see."""
    parsed = make_url(url)
    host = parsed.host or str(parsed.query.get("host", ""))
    given = {
        "--host": host,
        "--port": str(parsed.port or ""),
        "--username": parsed.username or "",
        "--dbname": parsed.database or "",
    }
    options = [f"{name}={value}" for name, value in given.items() if value]
    password = {"PGPASSWORD": str(parsed.password)} if parsed.password else {}
    return options, password
