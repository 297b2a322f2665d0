"""Observations, their caveats, baselines and targets."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from toc_core.db.migrations.tables import ID, WORD, create_record

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _observation()
    _observation_caveat()
    _agreed()


def _observation() -> None:
    create_record(
        "observation",
        sa.Column("programme_id", ID, nullable=False),
        sa.Column("indicator_id", sa.BigInteger(), nullable=False),
        sa.Column("site_id", ID, nullable=False),
        sa.Column("cell_id", ID, nullable=False),
        sa.Column("perspective", sa.String(60), nullable=False),
        sa.Column("period", sa.String(40), nullable=False),
        sa.Column("period_start", sa.Date(), nullable=False),
        sa.Column("period_end", sa.Date(), nullable=False),
        sa.Column("value", sa.BigInteger()),
        sa.Column("numerator", sa.BigInteger()),
        sa.Column("denominator", sa.BigInteger()),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("absence", sa.String(500), nullable=False),
        sa.Column("source", sa.String(200), nullable=False),
        sa.CheckConstraint(
            "(CASE WHEN value IS NULL THEN 0 ELSE 1 END)"
            " + (CASE WHEN numerator IS NULL THEN 0 ELSE 1 END)"
            " + (CASE WHEN text = '' THEN 0 ELSE 1 END)"
            " + (CASE WHEN absence = '' THEN 0 ELSE 1 END) = 1",
            name="one_kind_of_answer",
        ),
        sa.CheckConstraint("(numerator IS NULL) = (denominator IS NULL)", name="ratio_is_a_pair"),
        sa.ForeignKeyConstraint(["cell_id"], ["cell.id"]),
        sa.ForeignKeyConstraint(
            ["indicator_id", "programme_id"], ["indicator.id", "indicator.programme_id"]
        ),
        sa.ForeignKeyConstraint(["programme_id"], ["programme.id"]),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"]),
        sa.UniqueConstraint("id", "site_id"),
        sa.UniqueConstraint("indicator_id", "site_id", "cell_id", "perspective", "period"),
    )
    op.create_index(
        "ix_observation_measure",
        "observation",
        ["indicator_id", "cell_id", "period_start", "period_end", "site_id"],
    )
    op.create_index("ix_observation_site_id", "observation", ["site_id"])


def _observation_caveat() -> None:
    create_record(
        "observation_caveat",
        sa.Column("observation_id", sa.BigInteger(), nullable=False),
        sa.Column("kind", WORD, nullable=False),
        sa.Column("note", sa.String(500), nullable=False),
        sa.Column("site_id", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["observation_id", "site_id"], ["observation.id", "observation.site_id"]
        ),
    )
    op.create_index(
        "ix_observation_caveat_observation_id", "observation_caveat", ["observation_id"]
    )


def _agreed() -> None:
    create_record(
        "agreed",
        sa.Column("programme_id", ID, nullable=False),
        sa.Column("indicator_id", sa.BigInteger(), nullable=False),
        sa.Column("kind", WORD, nullable=False),
        sa.Column("site_id", ID, nullable=False),
        sa.Column("cell_id", ID, nullable=False),
        sa.Column("period", sa.String(40), nullable=False),
        sa.Column("value", sa.BigInteger()),
        sa.Column("agreed_on", sa.Date(), nullable=False),
        sa.Column("reason", sa.String(500), nullable=False),
        sa.ForeignKeyConstraint(["cell_id"], ["cell.id"]),
        sa.ForeignKeyConstraint(
            ["indicator_id", "programme_id"], ["indicator.id", "indicator.programme_id"]
        ),
        sa.ForeignKeyConstraint(["programme_id"], ["programme.id"]),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"]),
    )
    op.create_index(
        "ix_agreed_key", "agreed", ["indicator_id", "kind", "period", "site_id", "cell_id"]
    )
    op.create_index("ix_agreed_site_id", "agreed", ["site_id"])
