"""Theories with their identities, and the journal."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from toc_core.db.migrations.tables import ID, INSTANT, WORD

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    _programme()
    _theory()
    _element()
    _causal_link()
    _premise()
    _indicator()
    _cell()
    _journal()
    _journal_row()
    _cell_0()


def _programme() -> None:
    op.create_table(
        "programme",
        sa.Column("id", ID, primary_key=True),
        sa.Column("code", sa.String(60), nullable=False),
        sa.Column("label", sa.String(200), nullable=False),
        sa.UniqueConstraint("code"),
    )


def _theory() -> None:
    op.create_table(
        "theory",
        sa.Column("id", ID, primary_key=True),
        sa.Column("ref", sa.String(10), nullable=False),
        sa.Column("programme_id", ID, nullable=False),
        sa.Column("version", sa.String(40), nullable=False),
        sa.Column("origin", WORD, nullable=False),
        sa.Column("state", WORD, nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("hash", sa.String(64), nullable=False),
        sa.Column("valid_from", INSTANT, nullable=False),
        sa.Column("author", sa.String(120), nullable=False),
        sa.Column("reason", sa.String(500), nullable=False),
        sa.ForeignKeyConstraint(["programme_id"], ["programme.id"]),
        sa.UniqueConstraint("ref"),
    )
    op.create_index("ix_theory_programme_id", "theory", ["programme_id"])
    op.create_index(
        "uq_theory_published",
        "theory",
        ["programme_id"],
        unique=True,
        sqlite_where=sa.text("state = 'published'"),
        postgresql_where=sa.text("state = 'published'"),
    )


def _element() -> None:
    op.create_table(
        "element",
        sa.Column("id", ID, primary_key=True),
        sa.Column("programme_id", ID, nullable=False),
        sa.Column("code", sa.String(60), nullable=False),
        sa.Column("label", sa.String(500), nullable=False),
        sa.Column("stage", WORD, nullable=False),
        sa.ForeignKeyConstraint(["programme_id"], ["programme.id"]),
        sa.UniqueConstraint("id", "programme_id"),
        sa.UniqueConstraint("programme_id", "code"),
    )


def _causal_link() -> None:
    op.create_table(
        "causal_link",
        sa.Column("id", ID, primary_key=True),
        sa.Column("programme_id", ID, nullable=False),
        sa.Column("code", sa.String(1000), nullable=False),
        sa.ForeignKeyConstraint(["programme_id"], ["programme.id"]),
        sa.UniqueConstraint("programme_id", "code"),
    )


def _premise() -> None:
    op.create_table(
        "premise",
        sa.Column("id", ID, primary_key=True),
        sa.Column("programme_id", ID, nullable=False),
        sa.Column("code", sa.String(60), nullable=False),
        sa.ForeignKeyConstraint(["programme_id"], ["programme.id"]),
        sa.UniqueConstraint("programme_id", "code"),
    )


def _indicator() -> None:
    op.create_table(
        "indicator",
        sa.Column("id", ID, primary_key=True),
        sa.Column("programme_id", ID, nullable=False),
        sa.Column("code", sa.String(60), nullable=False),
        sa.Column("label", sa.String(500), nullable=False),
        sa.ForeignKeyConstraint(["programme_id"], ["programme.id"]),
        sa.UniqueConstraint("id", "programme_id"),
        sa.UniqueConstraint("programme_id", "code"),
    )


def _cell() -> None:
    op.create_table(
        "cell",
        sa.Column("id", ID, primary_key=True),
        sa.Column("programme_id", ID),
        sa.Column("axis", sa.String(60), nullable=False),
        sa.Column("category", sa.String(60), nullable=False),
        sa.Column("label", sa.String(200), nullable=False),
        sa.ForeignKeyConstraint(["programme_id"], ["programme.id"]),
        sa.UniqueConstraint("programme_id", "axis", "category"),
    )


def _journal() -> None:
    op.create_table(
        "journal",
        sa.Column("id", ID, primary_key=True),
        sa.Column("ref", sa.String(10), nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("who", sa.String(120), nullable=False),
        sa.Column("why", sa.String(500), nullable=False),
        sa.UniqueConstraint("ref"),
    )
    op.create_index("ix_journal_at", "journal", ["at"])


def _journal_row() -> None:
    op.create_table(
        "journal_row",
        sa.Column("id", ID, primary_key=True),
        sa.Column("entry_id", ID, nullable=False),
        sa.Column("table_name", sa.String(60), nullable=False),
        sa.Column("row_id", sa.BigInteger(), nullable=False),
        sa.Column("action", sa.String(10), nullable=False),
        sa.ForeignKeyConstraint(["entry_id"], ["journal.id"]),
        sa.UniqueConstraint("entry_id", "table_name", "row_id"),
    )
    op.create_index("ix_journal_row_row_id", "journal_row", ["row_id"])


def _cell_0() -> None:
    """Cell 0 is the total, so that no natural key holds a NULL."""
    cell = sa.table("cell", *(sa.column(n) for n in ("id", "axis", "category", "label")))
    row = {"id": 0, "axis": "", "category": "", "label": "Totaal"}
    op.get_bind().execute(cell.insert(), row)
