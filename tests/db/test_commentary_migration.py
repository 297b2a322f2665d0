"""The table of commentary comes and goes, and comes back as the models ask for it."""

from __future__ import annotations

from importlib import import_module

from alembic.migration import MigrationContext
from alembic.operations import Operations
from sqlalchemy import inspect

from toc_core.db.base import Base
from toc_core.db.comparing import differences
from toc_core.db.histories import histories
from toc_core.db.migrate import migrate
from toc_core.db.store import Store

from .installed import host_with

STEP = import_module("toc_core.db.migrations.versions.0007_commentary")


def test_down_takes_both_tables_away_and_up_brings_them_back(tmp_path: object) -> None:
    store = Store(f"sqlite:///{tmp_path}/toc.db")
    migrate(store, host_with())
    with store.engine.begin() as connection:
        context = MigrationContext.configure(connection, opts={"target_metadata": Base.metadata})
        with Operations.context(context):
            STEP.downgrade()
            assert not {"commentary", "commentary_past"} & set(
                inspect(connection).get_table_names()
            )
            STEP.upgrade()
        assert differences(connection, histories([])[0]) == []
    store.close()
