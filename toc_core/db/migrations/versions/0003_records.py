"""What is done: from participations to stories."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from toc_core.db.migrations.tables import ID, WORD, create_record

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _meeting()
    _participation()
    _story()
    _resource()
    _trajectory()
    _delivery()
    _trajectory_member()
    _trajectory_step()
    _attendance()
    _head_count()


def _meeting() -> None:
    create_record(
        "meeting",
        sa.Column("programme_id", ID, nullable=False),
        sa.Column("site_id", ID, nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("kind", sa.String(60), nullable=False),
        sa.Column("present", sa.String(500), nullable=False),
        sa.Column("agreements", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["programme_id"], ["programme.id"]),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"]),
    )
    op.create_index("ix_meeting_measure", "meeting", ["programme_id", "kind", "day", "site_id"])
    op.create_index("ix_meeting_site_id", "meeting", ["site_id"])


def _participation() -> None:
    create_record(
        "participation",
        sa.Column("programme_id", ID, nullable=False),
        sa.Column("site_id", ID, nullable=False),
        sa.Column("school_year", sa.String(9), nullable=False),
        sa.Column("since", sa.Date()),
        sa.Column("contact", sa.String(120), nullable=False),
        sa.Column("pioneer", sa.Boolean(), nullable=False),
        sa.Column("stopped_because", sa.String(500), nullable=False),
        sa.Column("source", sa.String(200), nullable=False),
        sa.ForeignKeyConstraint(["programme_id"], ["programme.id"]),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"]),
        sa.UniqueConstraint("programme_id", "site_id", "school_year"),
    )
    op.create_index("ix_participation_site_id", "participation", ["site_id"])


def _story() -> None:
    create_record(
        "story",
        sa.Column("programme_id", ID, nullable=False),
        sa.Column("site_id", ID, nullable=False),
        sa.Column("school_year", sa.String(9), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("teller_role", WORD, nullable=False),
        sa.Column("consent", WORD, nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("message", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["programme_id"], ["programme.id"]),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"]),
    )
    op.create_index(
        "ix_story_measure", "story", ["programme_id", "school_year", "site_id", "teller_role"]
    )
    op.create_index("ix_story_site_id", "story", ["site_id"])


def _resource() -> None:
    create_record(
        "resource",
        sa.Column("programme_id", ID, nullable=False),
        sa.Column("element_id", sa.BigInteger(), nullable=False),
        sa.Column("organisation_id", ID, nullable=False),
        sa.Column("start", sa.Date(), nullable=False),
        sa.Column("end", sa.Date(), nullable=False),
        sa.Column("amount", sa.BigInteger()),
        sa.Column("hours", sa.BigInteger()),
        sa.Column("budget", sa.BigInteger()),
        sa.Column("note", sa.String(500), nullable=False),
        sa.ForeignKeyConstraint(
            ["element_id", "programme_id"], ["element.id", "element.programme_id"]
        ),
        sa.ForeignKeyConstraint(["organisation_id"], ["organisation.id"]),
        sa.ForeignKeyConstraint(["programme_id"], ["programme.id"]),
    )


def _trajectory() -> None:
    create_record(
        "trajectory",
        sa.Column("programme_id", ID, nullable=False),
        sa.Column("site_id", ID, nullable=False),
        sa.Column("group_id", sa.BigInteger()),
        sa.Column("start", sa.Date(), nullable=False),
        sa.Column("end", sa.Date()),
        sa.Column("status", WORD, nullable=False),
        sa.Column("note", sa.String(2000), nullable=False),
        sa.CheckConstraint('"end" IS NULL OR "end" >= start', name="start_before_end"),
        sa.ForeignKeyConstraint(["group_id", "site_id"], ["class_group.id", "class_group.site_id"]),
        sa.ForeignKeyConstraint(["programme_id"], ["programme.id"]),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"]),
        sa.UniqueConstraint("id", "programme_id", "site_id"),
        sa.UniqueConstraint("id", "site_id"),
    )
    op.create_index(
        "ix_trajectory_measure",
        "trajectory",
        ["programme_id", "start", "end", "site_id", "group_id"],
    )


def _delivery() -> None:
    create_record(
        "delivery",
        sa.Column("programme_id", ID, nullable=False),
        sa.Column("site_id", ID, nullable=False),
        sa.Column("element_id", sa.BigInteger(), nullable=False),
        sa.Column("trajectory_id", sa.BigInteger()),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("minutes", sa.BigInteger()),
        sa.Column("delivered_by", sa.String(120), nullable=False),
        sa.Column("status", WORD, nullable=False),
        sa.Column("note", sa.String(2000), nullable=False),
        sa.CheckConstraint("minutes IS NULL OR minutes > 0", name="minutes_positive"),
        sa.ForeignKeyConstraint(
            ["element_id", "programme_id"], ["element.id", "element.programme_id"]
        ),
        sa.ForeignKeyConstraint(["programme_id"], ["programme.id"]),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"]),
        sa.ForeignKeyConstraint(
            ["trajectory_id", "programme_id", "site_id"],
            ["trajectory.id", "trajectory.programme_id", "trajectory.site_id"],
        ),
        sa.UniqueConstraint("id", "site_id"),
    )
    op.create_index(
        "ix_delivery_measure",
        "delivery",
        ["programme_id", "element_id", "day", "status", "site_id", "id"],
    )
    op.create_index("ix_delivery_site_id", "delivery", ["site_id"])
    op.create_index("ix_delivery_trajectory_id", "delivery", ["trajectory_id"])


def _trajectory_member() -> None:
    create_record(
        "trajectory_member",
        sa.Column("trajectory_id", sa.BigInteger(), nullable=False),
        sa.Column("participant_id", sa.BigInteger(), nullable=False),
        sa.Column("school_year", sa.String(9), nullable=False),
        sa.Column("site_id", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["participant_id", "site_id", "school_year"],
            ["enrolment.participant_id", "enrolment.site_id", "enrolment.school_year"],
        ),
        sa.ForeignKeyConstraint(
            ["trajectory_id", "site_id"], ["trajectory.id", "trajectory.site_id"]
        ),
        sa.UniqueConstraint("trajectory_id", "participant_id"),
    )


def _trajectory_step() -> None:
    create_record(
        "trajectory_step",
        sa.Column("trajectory_id", sa.BigInteger(), nullable=False),
        sa.Column("kind", WORD, nullable=False),
        sa.Column("label", sa.String(200), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("note", sa.String(500), nullable=False),
        sa.Column("site_id", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["trajectory_id", "site_id"], ["trajectory.id", "trajectory.site_id"]
        ),
    )
    op.create_index("ix_trajectory_step_trajectory_id", "trajectory_step", ["trajectory_id"])


def _attendance() -> None:
    create_record(
        "attendance",
        sa.Column("delivery_id", sa.BigInteger(), nullable=False),
        sa.Column("site_id", sa.BigInteger(), nullable=False),
        sa.Column("participant_id", ID, nullable=False),
        sa.Column("school_year", sa.String(9), nullable=False),
        sa.ForeignKeyConstraint(["delivery_id", "site_id"], ["delivery.id", "delivery.site_id"]),
        sa.ForeignKeyConstraint(["participant_id"], ["participant.id"]),
        sa.ForeignKeyConstraint(
            ["participant_id", "site_id", "school_year"],
            ["enrolment.participant_id", "enrolment.site_id", "enrolment.school_year"],
        ),
        sa.UniqueConstraint("delivery_id", "participant_id"),
    )
    op.create_index("ix_attendance_participant", "attendance", ["participant_id"])
    op.create_index("ix_attendance_site_id", "attendance", ["site_id"])


def _head_count() -> None:
    create_record(
        "head_count",
        sa.Column("delivery_id", sa.BigInteger(), nullable=False),
        sa.Column("site_id", sa.BigInteger(), nullable=False),
        sa.Column("role", WORD, nullable=False),
        sa.Column("people", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("people >= 0", name="people_not_negative"),
        sa.ForeignKeyConstraint(["delivery_id", "site_id"], ["delivery.id", "delivery.site_id"]),
        sa.UniqueConstraint("delivery_id", "role"),
    )
    op.create_index("ix_head_count_site_id", "head_count", ["site_id"])
