"""A note gets what a screen asks of a row: a reference, a version, and who wrote it when."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from alembic import op

from toc_core.db.columns import new_ref
from toc_core.db.migrations.tables import ID, INSTANT, WORD

revision = "flexible_trajectories_0002"
down_revision = "flexible_trajectories_0001"
branch_labels = None
depends_on = None

REQUEST = "flexible_trajectories_request"
ALLOWED = "flexible_trajectories_notes_allowed"
NOTE = "flexible_trajectories_note"
KEPT = (
    ("request_id", sa.BigInteger()),
    ("site_id", sa.BigInteger()),
    ("note_class", WORD),
    ("day", sa.Date()),
    ("text", sa.String(500)),
)


def upgrade() -> None:
    now = datetime.now(UTC)
    _made_anew(
        sa.Column("ref", sa.String(10), nullable=False),
        sa.Column("row_version", sa.BigInteger(), nullable=False),
        sa.Column("known_from", INSTANT, nullable=False),
        sa.Column("known_by", sa.String(120), nullable=False),
        sa.UniqueConstraint("ref"),
        fill=lambda: {"ref": new_ref(), "row_version": 1, "known_from": now, "known_by": ""},
    )


def downgrade() -> None:
    _made_anew(fill=dict)


def _made_anew(*added: sa.schema.SchemaItem, fill: Callable[[], dict[str, Any]]) -> None:
    """Make the table again with these parts too, and put back what it held; nothing refers to it.

    SQLite adds no column that must be filled in and be unique.
    """
    old = sa.table(NOTE, *(sa.column(name, kind) for name, kind in KEPT))
    connection = op.get_bind()
    rows = [{**row, **fill()} for row in connection.execute(sa.select(*old.c)).mappings()]
    op.drop_table(NOTE)
    new = op.create_table(
        NOTE,
        sa.Column("id", ID, primary_key=True),
        *(sa.Column(name, kind, nullable=False) for name, kind in KEPT),
        *added,
        sa.ForeignKeyConstraint(["request_id", "site_id"], [f"{REQUEST}.id", f"{REQUEST}.site_id"]),
        sa.ForeignKeyConstraint(["site_id"], [f"{ALLOWED}.site_id"]),
    )
    op.create_index(f"ix_{NOTE}_request_id", NOTE, ["request_id"])
    op.bulk_insert(new, rows)
