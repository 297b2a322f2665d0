"""The tables of users: the migration makes what the models say, on both databases."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from runpy import run_path
from typing import TYPE_CHECKING

import pytest
import toc_webadmin
from alembic.migration import MigrationContext
from alembic.operations import Operations
from sqlalchemy import inspect
from toc_webadmin.models import Draft, User, UserChange, UserSite

from toc_core.db.comparing import differences
from toc_core.db.histories import histories
from toc_core.db.migrate import migrate, pending
from toc_core.db.store import Store
from toc_core.plugins import Host

if TYPE_CHECKING:
    from servers import PostgresDatabase


ROOT = Path(toc_webadmin.__file__).parent


@pytest.fixture(params=["sqlite", "postgresql"])
def fresh(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """An empty database of each kind, opened by its owner."""
    url = f"sqlite:///{tmp_path / 'toc.sqlite'}"
    if request.param == "postgresql":
        database: PostgresDatabase = request.getfixturevalue("postgres")
        url = database.owner
    store = Store(url)
    yield store
    store.close()


def test_the_migration_makes_what_the_models_say(fresh: Store, host: Host) -> None:
    migrate(fresh, host)
    assert pending(fresh, host) == []
    (own,) = [history for history in histories(host.plugins) if history.package == "webadmin"]
    with fresh.engine.connect() as connection:
        assert differences(connection, own) == []


def test_the_table_of_drafts_can_be_taken_away_and_made_again(fresh: Store, host: Host) -> None:
    migrate(fresh, host)
    step = run_path(str(ROOT / "migrations" / "versions" / "0003_drafts.py"))
    with (
        fresh.engine.begin() as connection,
        Operations.context(MigrationContext.configure(connection)),
    ):
        for move, is_there in (("downgrade", False), ("upgrade", True)):
            step[move]()
            assert inspect(connection).has_table("webadmin_draft") is is_there


def test_drafts_declare_that_they_say_something_about_people() -> None:
    assert Draft.__personal__ == ("user_id", "rows", "aside")
    assert not hasattr(Draft, "__past__")  # what expired is gone


def test_the_language_of_a_user_can_be_taken_back(fresh: Store, host: Host) -> None:
    migrate(fresh, host)
    step = ROOT / "migrations" / "versions" / "0004_language.py"
    with fresh.engine.begin() as connection:
        with Operations.context(MigrationContext.configure(connection)):
            run_path(str(step))["downgrade"]()
        columns = {column["name"] for column in inspect(connection).get_columns("webadmin_user")}
    assert "language" not in columns
    assert "is_new" in columns


def test_users_declare_what_is_personal_and_how_long_it_is_kept() -> None:
    assert User.__personal__ == ("name", "password")
    assert UserSite.__personal__ == ("user_id",)
    assert User.__retention__
    assert UserChange.__personal__ == ("user_id", "who")
    assert not hasattr(User, "__past__")  # a history twin would keep old passwords


def test_no_table_of_users_has_a_place_for_a_link() -> None:
    columns = {column.key for model in (User, UserChange) for column in inspect(model).columns}
    assert {name for name in columns if "link" in name} == {"link_hash", "link_until"}
