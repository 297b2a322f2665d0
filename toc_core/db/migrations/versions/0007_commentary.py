"""What the city team writes beside the figures of a programme in a period."""

from __future__ import annotations

import sqlalchemy as sa

from toc_core.db.migrations.tables import ID, create_record, drop_record

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    create_record(
        "commentary",
        sa.Column("programme_id", ID, nullable=False),
        sa.Column("period", sa.String(40), nullable=False),
        sa.Column("fictitious", sa.Boolean(), nullable=False),
        sa.Column("striking", sa.Text(), nullable=False),
        sa.Column("meaning", sa.Text(), nullable=False),
        sa.Column("next_steps", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["programme_id"], ["programme.id"]),
        sa.UniqueConstraint("programme_id", "period", "fictitious"),
    )


def downgrade() -> None:
    drop_record("commentary")
