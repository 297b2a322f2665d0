"""Scores of people, and the indexes that figures are read from."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from toc_core.db.migrations.tables import ID, WORD, create_record

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


# What figures read, whole: the databases then never look in the tables.
_COVERING = {
    ("delivery", "ix_delivery_measure"): (
        *("programme_id", "element_id", "day", "status", "site_id", "id"),
        *("trajectory_id", "minutes"),
    ),
    ("meeting", "ix_meeting_measure"): ("programme_id", "day", "kind", "site_id", "id"),
    ("story", "ix_story_measure"): (
        *("programme_id", "day", "site_id", "teller_role", "consent", "school_year", "id"),
    ),
    ("trajectory", "ix_trajectory_measure"): (
        *("programme_id", "start", "end", "site_id", "group_id", "status", "id"),
    ),
}


def upgrade() -> None:
    create_record(
        "score",
        sa.Column("programme_id", ID, nullable=False),
        sa.Column("indicator_id", sa.BigInteger(), nullable=False),
        sa.Column("site_id", ID, nullable=False),
        sa.Column("participant_id", ID, nullable=False),
        sa.Column("school_year", sa.String(9), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("moment", WORD, nullable=False),
        sa.Column("value", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["indicator_id", "programme_id"], ["indicator.id", "indicator.programme_id"]
        ),
        sa.ForeignKeyConstraint(
            ["participant_id", "site_id", "school_year"],
            ["enrolment.participant_id", "enrolment.site_id", "enrolment.school_year"],
        ),
        sa.ForeignKeyConstraint(["participant_id"], ["participant.id"]),
        sa.ForeignKeyConstraint(["programme_id"], ["programme.id"]),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"]),
        sa.UniqueConstraint("indicator_id", "participant_id", "site_id", "moment", "day"),
    )
    op.create_index(
        "ix_score_measure",
        "score",
        [
            *("indicator_id", "day", "site_id", "participant_id"),
            *("moment", "school_year", "value", "id"),
        ],
    )
    op.create_index("ix_score_participant", "score", ["participant_id", "site_id", "school_year"])
    op.create_index("ix_score_site_id", "score", ["site_id"])
    _add_indexes()


def _add_indexes() -> None:
    for (table, name), columns in _COVERING.items():
        op.drop_index(name, table)
        op.create_index(name, table, list(columns))
    op.create_index(
        "ix_attendance_measure",
        "attendance",
        ["delivery_id", "participant_id", "site_id", "school_year", "id"],
    )
    op.create_index(
        "ix_observation_series",
        "observation",
        [
            *("indicator_id", "cell_id", "site_id", "period_start", "period_end"),
            *("perspective", "absence"),
        ],
    )
