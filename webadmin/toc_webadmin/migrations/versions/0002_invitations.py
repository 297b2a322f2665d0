"""The link by which a user chooses a password, and who changed what about users."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from toc_core.db.migrations.tables import ID, INSTANT, WORD

revision = "webadmin_0002"
down_revision = "webadmin_0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("webadmin_user", sa.Column("link_hash", sa.String(64)))
    op.add_column("webadmin_user", sa.Column("link_until", INSTANT))
    # Who could sign in already knows the way.
    op.add_column(
        "webadmin_user",
        sa.Column("is_new", sa.Boolean(), nullable=False, server_default=sa.false()),
    )
    op.create_index("ix_webadmin_user_link_hash", "webadmin_user", ["link_hash"], unique=True)
    op.create_table(
        "webadmin_user_change",
        sa.Column("id", ID, primary_key=True),
        sa.Column("user_id", ID, nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("who", sa.String(120), nullable=False),
        sa.Column("what", WORD, nullable=False),
        sa.Column("about", sa.String(500), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["webadmin_user.id"]),
    )
    op.create_index("ix_webadmin_user_change_user_id", "webadmin_user_change", ["user_id"])
