"""Migrations: one history per package, whole or not at all, and never on a newer database."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import event, inspect, select

from toc_core.access import SYSTEM
from toc_core.db.comparing import differences
from toc_core.db.histories import CORE, core_tables, histories, owner_of
from toc_core.db.migrate import check_ready, migrate, pending
from toc_core.db.people import Participant
from toc_core.db.store import Store
from toc_core.errors import StoreError
from toc_core.plugins import Plugin

from .installed import BOTH, Databases, host_with, lay_package, opened, rows

STEP = '''"""{title}."""
import sqlalchemy as sa
from alembic import op
revision = "{revision}"
down_revision = {down!r}
def upgrade():
{body}
'''
VISIT = """
    op.create_table("reading_visit", sa.Column("id", sa.Integer, primary_key=True))
    visit = sa.ForeignKey("reading_visit.id")
    op.create_table("reading_word", sa.Column("visit_id", sa.Integer, visit))
    op.execute("INSERT INTO reading_visit VALUES (1)")
    op.execute("INSERT INTO reading_word VALUES (1)")
"""
REBUILD = """
    with op.batch_alter_table("reading_visit", recreate="auto") as table:
        table.add_column(sa.Column("note", sa.String(20)))
        table.create_unique_constraint("uq_reading_visit_note", ["note"])
"""
HALFWAY = """
    op.create_table("reading_half", sa.Column("id", sa.Integer, primary_key=True))
    op.execute("SELECT no_such_column FROM site")
"""


@pytest.fixture(params=BOTH)
def databases(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Databases]:
    with opened(request, tmp_path) as found:
        yield found


@pytest.fixture
def lite(tmp_path: Path) -> Iterator[Store]:
    store = Store(f"sqlite:///{tmp_path / 'toc.sqlite'}")
    yield store
    store.close()


@pytest.fixture
def packages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "packages"
    folder.mkdir()  # Python remembers a folder on the path that was not there
    monkeypatch.syspath_prepend(folder)
    return folder


def plugin(packages: Path, *bodies: str) -> Plugin:
    """Return a plugin with a migration per body."""
    files = {}
    for number, body in enumerate(bodies, 1):
        down = f"r{number - 1}" if number > 1 else None
        files[f"migrations/versions/r{number}.py"] = STEP.format(
            title=f"Stap {number}", revision=f"r{number}", down=down, body=body
        )
    return lay_package(packages, "toc_reading", files)


def tables(store: Store) -> set[str]:
    return set(inspect(store.engine).get_table_names())


def core_differences(store: Store) -> list[object]:
    with store.engine.connect() as connection:
        return differences(connection, histories([])[0])


def test_the_migrations_make_exactly_what_the_models_ask_for(databases: Databases) -> None:
    migrate(databases.owner, host_with())
    assert core_differences(databases.owner) == []
    assert core_tables() <= tables(databases.owner)


def test_the_whole_city_and_the_total_are_there_from_the_start(databases: Databases) -> None:
    migrate(databases.owner, host_with())
    assert rows(databases.app, "SELECT id, code, label, kind FROM site") == [
        (0, "city", "Hele stad", "city")
    ]
    assert rows(databases.app, "SELECT id, programme_id, axis, category FROM cell") == [
        (0, None, "", "")
    ]


def test_a_second_time_there_is_nothing_to_do(databases: Databases) -> None:
    told: list[str] = []
    first = migrate(databases.owner, host_with(), progress=told.append)
    assert len(first) == len(told) > 0
    assert migrate(databases.owner, host_with(), progress=told.append) == []
    assert len(told) == len(first)
    check_ready(databases.app, host_with())


def test_a_database_that_is_not_there_names_the_command(databases: Databases) -> None:
    with pytest.raises(StoreError, match=r"bestaat nog niet.*toc migrate"):
        check_ready(databases.app, host_with())


def test_asking_whether_a_database_is_ready_makes_no_file(lite: Store, tmp_path: Path) -> None:
    with pytest.raises(StoreError):
        check_ready(lite, host_with())
    assert list(tmp_path.iterdir()) == []


def test_a_database_that_is_behind_names_the_command(databases: Databases, packages: Path) -> None:
    migrate(databases.owner, host_with())
    host = host_with(plugin(packages, VISIT))
    assert [(step.package, step.revision) for step in pending(databases.app, host)] == [
        ("reading", "r1")
    ]
    with pytest.raises(StoreError, match=r"loopt achter \(reading.*toc migrate"):
        check_ready(databases.app, host)


def test_a_database_that_is_newer_than_the_program_is_refused(databases: Databases) -> None:
    migrate(databases.owner, host_with())
    with databases.owner.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version_core SET version_num = '9999'")
    for ask in (check_ready, pending, migrate):
        with pytest.raises(StoreError, match=r"nieuwer dan de software \(toc-core, stap 9999"):
            ask(databases.owner, host_with())  # type: ignore[operator]


def test_a_removed_plugin_leaves_its_tables_and_disturbs_nobody(
    databases: Databases, packages: Path
) -> None:
    migrate(databases.owner, host_with(plugin(packages, VISIT)))
    check_ready(databases.app, host_with())
    assert migrate(databases.owner, host_with()) == []
    assert core_differences(databases.owner) == []
    assert rows(databases.app, "SELECT version_num FROM alembic_version_reading") == [("r1",)]
    assert rows(databases.app, "SELECT id FROM reading_visit") == [(1,)]


def test_a_migration_that_fails_halfway_leaves_nothing_of_its_package(
    databases: Databases, packages: Path
) -> None:
    host = host_with(plugin(packages, VISIT, HALFWAY))
    with pytest.raises(StoreError):
        migrate(databases.owner, host)
    assert {name for name in tables(databases.owner) if "reading" in name} == set()
    assert [step.revision for step in pending(databases.owner, host)] == ["r1", "r2"]


def test_a_migration_with_a_mistake_in_it_names_its_package(lite: Store, packages: Path) -> None:
    with pytest.raises(StoreError, match=r"migratie van reading.*ZeroDivisionError"):
        migrate(lite, host_with(plugin(packages, "\n    1 / 0\n")))
    assert [p.package for p in pending(lite, host_with())] == []


def test_a_table_without_the_prefix_of_its_plugin_is_refused(lite: Store, packages: Path) -> None:
    body = '\n    op.create_table("visit", sa.Column("id", sa.Integer, primary_key=True))\n'
    with pytest.raises(StoreError, match="tabel 'visit' moet beginnen met 'reading_'"):
        migrate(lite, host_with(plugin(packages, body)))
    assert "visit" not in tables(lite)


def test_rebuilding_a_table_keeps_the_rows_that_refer_to_it(
    databases: Databases, packages: Path
) -> None:
    migrate(databases.owner, host_with(plugin(packages, VISIT, REBUILD)))
    assert rows(databases.app, "SELECT id, note FROM reading_visit") == [(1, None)]
    assert rows(databases.app, "SELECT visit_id FROM reading_word") == [(1,)]


def test_references_are_guarded_again_after_a_migration(lite: Store) -> None:
    migrate(lite, host_with())
    assert rows(lite, "PRAGMA foreign_keys") == [(1,)]


def test_a_migration_that_leaves_dangling_references_is_undone(lite: Store, packages: Path) -> None:
    body = '\n    op.execute("DELETE FROM reading_visit")\n'
    with pytest.raises(StoreError, match="reading_word"):
        migrate(lite, host_with(plugin(packages, VISIT, body)))
    assert not any("reading" in name for name in tables(lite))


def test_a_copy_is_made_before_a_database_with_tables_changes(
    lite: Store, packages: Path, tmp_path: Path
) -> None:
    migrate(lite, host_with())
    assert not (tmp_path / "backups").exists()
    told: list[str] = []
    migrate(lite, host_with(plugin(packages, VISIT)), progress=told.append)
    (copy,) = (tmp_path / "backups").iterdir()
    assert str(copy) in told[0]
    before = Store(f"sqlite:///{copy}")
    assert "site" in tables(before)
    assert "reading_visit" not in tables(before)
    before.close()


def test_two_who_migrate_at_once_both_find_a_whole_database(databases: Databases) -> None:
    url = databases.owner.engine.url.render_as_string(hide_password=False)
    stores = [Store(url), Store(url)]
    with ThreadPoolExecutor(2) as threads:
        list(threads.map(lambda store: migrate(store, host_with()), stores))
    for store in stores:
        assert pending(store, host_with()) == []
        store.close()


def test_the_role_of_the_product_may_not_migrate_and_hears_who_may(
    request: pytest.FixtureRequest,
) -> None:
    store = Store(request.getfixturevalue("postgres").app)
    with pytest.raises(StoreError, match=r"als eigenaar, met --database"):
        migrate(store, host_with())
    store.close()


def test_a_full_disk_is_said_and_nothing_is_kept(lite: Store) -> None:
    @event.listens_for(lite.engine, "connect")
    def small(connection: object, _record: object) -> None:
        connection.execute("PRAGMA max_page_count = 20")  # type: ignore[attr-defined]

    with pytest.raises(StoreError, match="De schijf is vol"):
        migrate(lite, host_with())
    assert tables(lite) == set()


def test_a_database_without_write_permission_is_said(lite: Store) -> None:
    @event.listens_for(lite.engine, "connect")
    def closed(connection: object, _record: object) -> None:
        connection.execute("PRAGMA query_only = ON")  # type: ignore[attr-defined]

    with pytest.raises(StoreError, match="Je mag niet schrijven"):
        migrate(lite, host_with())


def test_a_file_that_is_no_database_is_said(lite: Store, tmp_path: Path) -> None:
    (tmp_path / "toc.sqlite").write_text("geen databank " * 100)
    with pytest.raises(StoreError, match="geen leesbare databank"):
        check_ready(lite, host_with())


def test_a_server_that_is_not_there_is_said_without_the_password() -> None:
    store = Store("postgresql+psycopg://toc:geheim@127.0.0.1:1/toc")
    with pytest.raises(StoreError, match="niet te bereiken") as caught:
        check_ready(store, host_with())
    assert "geheim" not in str(caught.value)
    store.close()


def test_a_table_belongs_to_the_plugin_of_its_prefix_but_the_core_keeps_its_own() -> None:
    assert owner_of("reading_visit", ["reading"]) == "reading"
    assert owner_of("reading_club_visit", ["reading", "reading_club"]) == "reading_club"
    assert owner_of("site_alias", ["site"]) == CORE
    assert owner_of("unknown_table", ["reading"]) == CORE


def test_alembic_is_loaded_only_when_it_is_needed() -> None:
    code = "import sys, toc_core.db.migrate, toc_core.cli.store; print('alembic' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_a_session_on_a_file_that_is_not_there_names_the_command_and_makes_nothing(
    tmp_path: Path,
) -> None:
    path = tmp_path / "toc.sqlite"
    store = Store(f"sqlite:///{path}")
    for writes in (False, True):
        with pytest.raises(StoreError, match=r"toc\.sqlite bestaat nog niet.*toc migrate"):
            store.session_for(SYSTEM, "lezen", writes=writes)
    assert not path.exists()
    migrate(store, host_with())
    with store.session_for(SYSTEM, "lezen") as session:
        assert session.scalars(select(Participant)).all() == []
    store.close()
