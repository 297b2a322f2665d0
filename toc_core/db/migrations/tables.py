"""What migrations share: column types and how a record table gets its history twin.

Frozen, because old migrations call it: what a new migration needs differently becomes a new
function. Constraints get their names from the naming convention of ``toc_core.db.base``.
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
INSTANT = sa.DateTime(timezone=True)
WORD = sa.String(32)


def create_record(name: str, *parts: sa.schema.SchemaItem) -> None:
    """Make a table of records and its twin: the same columns without any rule."""
    own = [part for part in parts if isinstance(part, sa.Column)]
    rules = [part for part in parts if not isinstance(part, sa.Column)]
    op.create_table(
        name,
        *own,
        *_shared(),
        *rules,
        sa.UniqueConstraint("ref"),
        sqlite_autoincrement=True,  # a number that was used never comes back
    )
    op.create_table(
        f"{name}_past",
        sa.Column("past_id", ID, primary_key=True),
        *(sa.Column(c.name, c.type, nullable=c.nullable) for c in own),
        *_shared(key=False),
        sa.Column("known_until", INSTANT, nullable=False),
    )
    op.create_index(f"ix_{name}_past_id", f"{name}_past", ["id"])


def drop_record(name: str) -> None:
    """Take away a table of records and its twin."""
    op.drop_table(f"{name}_past")
    op.drop_table(name)


def _shared(*, key: bool = True) -> list[sa.Column[Any]]:
    return [
        sa.Column("id", ID, primary_key=key, nullable=False, autoincrement=key),
        sa.Column("ref", sa.String(10), nullable=False),
        sa.Column("row_version", sa.BigInteger(), nullable=False),
        sa.Column("known_from", INSTANT, nullable=False),
        sa.Column("known_by", sa.String(120), nullable=False),
    ]
