"""The language that a user chose."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "webadmin_0004"
down_revision = "webadmin_0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("webadmin_user", sa.Column("language", sa.String(8)))


def downgrade() -> None:
    op.drop_column("webadmin_user", "language")
