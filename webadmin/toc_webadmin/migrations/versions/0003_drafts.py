"""Drafts of grids: rows that were typed or pasted and not taken in yet."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from toc_core.db.migrations.tables import ID, INSTANT

revision = "webadmin_0003"
down_revision = "webadmin_0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "webadmin_draft",
        sa.Column("id", ID, primary_key=True),
        sa.Column("user_id", ID, nullable=False),
        sa.Column("programme_id", ID, nullable=False),
        sa.Column("kind", sa.String(60), nullable=False),
        sa.Column("rows", sa.Text(), nullable=False),
        sa.Column("aside", sa.Text(), nullable=False),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["webadmin_user.id"]),
        sa.ForeignKeyConstraint(["programme_id"], ["programme.id"]),
        sa.UniqueConstraint("user_id", "programme_id", "kind"),
    )
    op.create_index("ix_webadmin_draft_at", "webadmin_draft", ["at"])


def downgrade() -> None:
    op.drop_table("webadmin_draft")
