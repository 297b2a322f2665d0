"""Users of the admin and their sites."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from toc_core.db.migrations.tables import ID, WORD

revision = "webadmin_0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "webadmin_user",
        sa.Column("id", ID, primary_key=True),
        sa.Column("name", sa.String(120), nullable=False),
        sa.Column("password", sa.String(255), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("fs_uniquifier", sa.String(64), nullable=False),
        sa.Column("access", WORD, nullable=False),
        sa.UniqueConstraint("name"),
        sa.UniqueConstraint("fs_uniquifier"),
    )
    op.create_table(
        "webadmin_user_site",
        sa.Column("id", ID, primary_key=True),
        sa.Column("user_id", ID, nullable=False),
        sa.Column("site_id", ID, nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["webadmin_user.id"]),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"]),
        sa.UniqueConstraint("user_id", "site_id"),
    )
    op.create_index("ix_webadmin_user_site_site_id", "webadmin_user_site", ["site_id"])
