"""Who was present is found by the delivery, and not by reading all of its school."""

from __future__ import annotations

from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

_TABLES = ("attendance", "head_count")


def upgrade() -> None:
    for table in _TABLES:
        op.drop_index(f"ix_{table}_site_id", table)
        op.create_index(f"ix_{table}_site", table, ["site_id", "delivery_id"])
