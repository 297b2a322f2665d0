"""Requests with their decisions, packages and monitoring; notes, for schools that want them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from toc_core.db.migrations.tables import ID, WORD, create_record

revision = "flexible_trajectories_0001"
down_revision = None
branch_labels = None
depends_on = None

REQUEST = "flexible_trajectories_request"
ALLOWED = "flexible_trajectories_notes_allowed"
NOTE = "flexible_trajectories_note"
RECORDS = (
    REQUEST,
    "flexible_trajectories_indication",
    "flexible_trajectories_package",
    "flexible_trajectories_monitoring",
    ALLOWED,
)


def upgrade() -> None:
    _request()
    _of_request(
        "flexible_trajectories_indication",
        sa.Column("indication", WORD, nullable=False),
        sa.UniqueConstraint("request_id", "indication"),
    )
    _of_request(
        "flexible_trajectories_package",
        sa.Column("part", WORD, nullable=False),
        sa.Column("start", sa.Date(), nullable=False),
        sa.Column("end", sa.Date()),
        sa.UniqueConstraint("request_id", "part", "start"),
        sa.CheckConstraint('"end" IS NULL OR "end" >= start', name="start_before_end"),
    )
    _of_request(
        "flexible_trajectories_monitoring",
        sa.Column("means", WORD, nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.UniqueConstraint("request_id", "means", "day"),
    )
    create_record(
        ALLOWED,
        sa.Column("site_id", ID, nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"]),
        sa.UniqueConstraint("site_id"),
    )
    _note()


def downgrade() -> None:
    op.drop_table(NOTE)
    for name in reversed(RECORDS):
        op.drop_table(f"{name}_past")
        op.drop_table(name)


def _request() -> None:
    create_record(
        REQUEST,
        sa.Column("site_id", sa.BigInteger(), nullable=False),
        sa.Column("participant_id", sa.BigInteger(), nullable=False),
        sa.Column("school_year", sa.String(9), nullable=False),
        sa.Column("asked_by", WORD, nullable=False),
        sa.Column("asked_on", sa.Date(), nullable=False),
        sa.Column("council", WORD),
        sa.Column("council_on", sa.Date()),
        sa.Column("willing", sa.Boolean()),
        sa.Column("willing_on", sa.Date()),
        sa.Column("trajectory_id", sa.BigInteger()),
        sa.UniqueConstraint("id", "site_id"),
        sa.UniqueConstraint("trajectory_id"),
        sa.ForeignKeyConstraint(
            ["participant_id", "site_id", "school_year"],
            ["enrolment.participant_id", "enrolment.site_id", "enrolment.school_year"],
        ),
        sa.ForeignKeyConstraint(
            ["trajectory_id", "site_id"], ["trajectory.id", "trajectory.site_id"]
        ),
        sa.CheckConstraint("(council IS NULL) = (council_on IS NULL)", name="council_has_a_day"),
        sa.CheckConstraint("(willing IS NULL) = (willing_on IS NULL)", name="willing_has_a_day"),
        sa.CheckConstraint(
            "trajectory_id IS NULL OR (council IS NOT NULL AND council = 'approved' "
            "AND willing IS NOT NULL AND willing)",
            name="approved_and_willing",
        ),
    )


def _of_request(name: str, *parts: sa.schema.SchemaItem) -> None:
    """Make a table of records that hang under a request."""
    create_record(
        name,
        sa.Column("request_id", sa.BigInteger(), nullable=False),
        sa.Column("site_id", sa.BigInteger(), nullable=False),
        *parts,
        sa.ForeignKeyConstraint(["request_id", "site_id"], [f"{REQUEST}.id", f"{REQUEST}.site_id"]),
    )


def _note() -> None:
    op.create_table(
        NOTE,
        sa.Column("id", ID, primary_key=True),
        sa.Column("request_id", sa.BigInteger(), nullable=False),
        sa.Column("site_id", sa.BigInteger(), nullable=False),
        sa.Column("note_class", WORD, nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("text", sa.String(500), nullable=False),
        sa.ForeignKeyConstraint(["request_id", "site_id"], [f"{REQUEST}.id", f"{REQUEST}.site_id"]),
        sa.ForeignKeyConstraint(["site_id"], [f"{ALLOWED}.site_id"]),
    )
    op.create_index(f"ix_{NOTE}_request_id", NOTE, ["request_id"])
