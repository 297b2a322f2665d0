"""How Alembic looks at one package: its version table, and only its own tables."""

from __future__ import annotations

from typing import Any

from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection, inspect

from toc_core.db.base import Base
from toc_core.db.histories import VERSION_TABLE, History, mapped_packages, owner_of


def compare_options(connection: Connection, history: History) -> dict[str, Any]:
    """Return the options of Alembic for a package, for running as well as for comparing."""
    stored = inspect(connection).get_table_names()
    # Packages that were removed count too: the core must not see their tables as its own.
    packages = {n.removeprefix(VERSION_TABLE) for n in stored if n.startswith(VERSION_TABLE)}
    packages |= mapped_packages() | {history.package}

    def is_own(name: str | None, kind: str, _parents: object) -> bool:
        if kind != "table" or name is None:
            return True
        return not name.startswith(VERSION_TABLE) and owner_of(name, packages) == history.package

    def is_own_object(_item: object, name: str | None, kind: str, *_rest: object) -> bool:
        return is_own(name, kind, None)

    return {
        "target_metadata": Base.metadata,
        "version_table": history.version_table,
        "render_as_batch": True,
        "compare_type": True,
        "include_name": is_own,
        "include_object": is_own_object,
    }


def differences(connection: Connection, history: History) -> list[Any]:
    """Return what Alembic would still change to make the database like the models."""
    context = MigrationContext.configure(connection, opts=compare_options(connection, history))
    found: list[Any] = compare_metadata(context, Base.metadata)
    return found
