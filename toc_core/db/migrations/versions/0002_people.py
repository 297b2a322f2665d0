"""Organisations, sites, groups and people by code."""

from __future__ import annotations

from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

from toc_core.db.migrations.tables import ID, INSTANT, WORD, create_record

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

BEGINNING = datetime(1990, 1, 1, tzinfo=UTC)


def upgrade() -> None:
    _organisation()
    _site()
    _site_alias()
    _class_group()
    _participant()
    _enrolment()
    _characteristic()
    _site_0()


def _organisation() -> None:
    create_record(
        "organisation",
        sa.Column("code", sa.String(60), nullable=False),
        sa.Column("label", sa.String(200), nullable=False),
        sa.Column("kind", WORD, nullable=False),
        sa.Column("note", sa.String(1000), nullable=False),
        sa.UniqueConstraint("code"),
    )


def _site() -> None:
    create_record(
        "site",
        sa.Column("code", sa.String(60), nullable=False),
        sa.Column("label", sa.String(200), nullable=False),
        sa.Column("kind", WORD, nullable=False),
        sa.Column("school_id", ID),
        sa.Column("net", sa.String(120), nullable=False),
        sa.Column("institution_number", sa.String(20), nullable=False),
        sa.Column("fictitious", sa.Boolean(), nullable=False),
        sa.Column("note", sa.String(1000), nullable=False),
        sa.CheckConstraint("(id = 0) = (kind = 'city')", name="city_is_0"),
        sa.ForeignKeyConstraint(["school_id"], ["site.id"]),
        sa.UniqueConstraint("code"),
    )
    op.create_index("ix_site_school_id", "site", ["school_id"])


def _site_alias() -> None:
    create_record(
        "site_alias",
        sa.Column("site_id", ID, nullable=False),
        sa.Column("alias", sa.String(200), nullable=False),
        sa.Column("confirmed", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"]),
        sa.UniqueConstraint("alias"),
    )
    op.create_index("ix_site_alias_site_id", "site_alias", ["site_id"])


def _class_group() -> None:
    create_record(
        "class_group",
        sa.Column("site_id", ID, nullable=False),
        sa.Column("school_year", sa.String(9), nullable=False),
        sa.Column("label", sa.String(120), nullable=False),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"]),
        sa.UniqueConstraint("id", "site_id"),
        sa.UniqueConstraint("site_id", "school_year", "label"),
    )


def _participant() -> None:
    create_record(
        "participant",
        sa.Column("code", sa.String(7), nullable=False),
        sa.Column("role", WORD, nullable=False),
        sa.UniqueConstraint("code"),
    )


def _enrolment() -> None:
    create_record(
        "enrolment",
        sa.Column("participant_id", ID, nullable=False),
        sa.Column("site_id", ID, nullable=False),
        sa.Column("school_year", sa.String(9), nullable=False),
        sa.Column("group_id", sa.BigInteger()),
        sa.ForeignKeyConstraint(["group_id", "site_id"], ["class_group.id", "class_group.site_id"]),
        sa.ForeignKeyConstraint(["participant_id"], ["participant.id"]),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"]),
        sa.UniqueConstraint("participant_id", "site_id", "school_year"),
    )
    op.create_index("ix_enrolment_group_id", "enrolment", ["group_id"])
    op.create_index("ix_enrolment_site_id", "enrolment", ["site_id"])


def _characteristic() -> None:
    create_record(
        "characteristic",
        sa.Column("participant_id", sa.BigInteger(), nullable=False),
        sa.Column("site_id", sa.BigInteger(), nullable=False),
        sa.Column("school_year", sa.String(9), nullable=False),
        sa.Column("axis", sa.String(60), nullable=False),
        sa.Column("cell_id", ID, nullable=False),
        sa.ForeignKeyConstraint(["cell_id"], ["cell.id"]),
        sa.ForeignKeyConstraint(
            ["participant_id", "site_id", "school_year"],
            ["enrolment.participant_id", "enrolment.site_id", "enrolment.school_year"],
        ),
        sa.UniqueConstraint("participant_id", "site_id", "school_year", "axis"),
    )


def _site_0() -> None:
    """Site 0 is the whole city, so that no natural key holds a NULL."""
    texts = {
        "ref": "0000000000",
        "known_by": "systeem",
        "code": "city",
        "label": "Hele stad",
        "kind": "city",
        "net": "",
        "institution_number": "",
        "note": "",
    }
    site = sa.table(
        "site",
        sa.column("id"),
        sa.column("row_version"),
        sa.column("known_from", INSTANT),
        sa.column("fictitious", sa.Boolean()),
        *(sa.column(name) for name in texts),
    )
    # A moment before any record: the city was always known.
    row = {"id": 0, "row_version": 1, "known_from": BEGINNING, "fictitious": False, **texts}
    op.get_bind().execute(site.insert(), row)
