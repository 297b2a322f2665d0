"""What pupils ask, what buddies offer, and who are matched."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from toc_core.db.migrations.tables import ID, WORD, create_record, drop_record

revision = "buddy_0001"
down_revision = None
branch_labels = None
depends_on = None

REQUEST, OFFER, MATCH = "buddy_request", "buddy_offer", "buddy_match"
ENROLMENT = ["enrolment.participant_id", "enrolment.site_id", "enrolment.school_year"]
RUNNING = sa.text("stopped_because IS NULL")
SET = sa.String(120)


def upgrade() -> None:
    _request()
    _offer()
    _match()


def downgrade() -> None:
    for name in (MATCH, OFFER, REQUEST):
        drop_record(name)


def _number(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.BigInteger(), nullable=False)


def _id_of(name: str) -> sa.Column[int]:
    return sa.Column(name, ID, nullable=False)


def _request() -> None:
    create_record(
        REQUEST,
        _id_of("site_id"),
        _number("participant_id"),
        sa.Column("school_year", sa.String(9), nullable=False),
        sa.Column("asked_on", sa.Date(), nullable=False),
        sa.Column("level", WORD, nullable=False),
        sa.Column("free", SET, nullable=False),
        sa.Column("help", SET, nullable=False),
        sa.Column("language", WORD),
        sa.Column("must_speak", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"]),
        sa.ForeignKeyConstraint(["participant_id", "site_id", "school_year"], ENROLMENT),
        sa.UniqueConstraint("participant_id", "school_year"),
        sa.CheckConstraint("language IS NOT NULL OR NOT must_speak", name="which_language"),
    )
    op.create_index("ix_buddy_request_year", REQUEST, ["school_year", "site_id"])


def _offer() -> None:
    create_record(
        OFFER,
        _id_of("participant_id"),
        sa.Column("school_year", sa.String(9), nullable=False),
        sa.Column("offered_on", sa.Date(), nullable=False),
        sa.Column("kind", WORD, nullable=False),
        sa.Column("free", SET, nullable=False),
        sa.Column("level", WORD),
        sa.Column("help", SET, nullable=False),
        sa.Column("languages", SET, nullable=False),
        _number("most"),
        sa.Column("fictitious", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["participant_id"], ["participant.id"]),
        sa.UniqueConstraint("participant_id", "school_year"),
        sa.CheckConstraint("most BETWEEN 1 AND 3", name="most_pupils"),
    )
    op.create_index("ix_buddy_offer_year", OFFER, ["school_year"])


def _match() -> None:
    create_record(
        MATCH,
        _id_of("site_id"),
        sa.Column("school_year", sa.String(9), nullable=False),
        _number("pupil_id"),
        _number("buddy_id"),
        _number("place"),
        _number("trajectory_id"),
        sa.Column("reasons", sa.String(400), nullable=False),
        sa.Column("stopped_because", WORD),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"]),
        sa.ForeignKeyConstraint(["pupil_id", "site_id", "school_year"], ENROLMENT),
        sa.ForeignKeyConstraint(["buddy_id", "site_id", "school_year"], ENROLMENT),
        sa.ForeignKeyConstraint(
            ["trajectory_id", "site_id"], ["trajectory.id", "trajectory.site_id"]
        ),
        sa.UniqueConstraint("trajectory_id"),
        sa.CheckConstraint("place BETWEEN 1 AND 3", name="place"),
    )
    _one_at_a_time("pupil", ["pupil_id", "school_year"])
    _one_at_a_time("buddy", ["buddy_id", "school_year", "place"])


def _one_at_a_time(name: str, columns: list[str]) -> None:
    """Make an index that lets a row through once, as long as the match runs."""
    op.create_index(
        f"uq_buddy_match_{name}",
        MATCH,
        columns,
        unique=True,
        sqlite_where=RUNNING,
        postgresql_where=RUNNING,
    )
