"""Loans."""

import sqlalchemy as sa
from alembic import op

from toc_core.db.migrations.tables import ID, create_record, drop_record

revision = "k0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    create_record(
        "leeskoffer_loan",
        sa.Column("programme_id", ID, nullable=False),
        sa.Column("site_id", ID, nullable=False),
        sa.Column("lent_on", sa.Date(), nullable=False),
        sa.Column("returned_on", sa.Date()),
        sa.Column("books", sa.BigInteger(), nullable=False),
        sa.Column("note", sa.String(500), nullable=False),
        sa.ForeignKeyConstraint(["programme_id"], ["programme.id"]),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"]),
    )
    op.create_index("ix_leeskoffer_loan_site_id", "leeskoffer_loan", ["site_id"])


def downgrade() -> None:
    drop_record("leeskoffer_loan")
