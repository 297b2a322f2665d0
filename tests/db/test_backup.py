"""Backups: whole while others write, checked, and put back without losing what was there."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from toc_core.access import SYSTEM
from toc_core.db import postgres_backup
from toc_core.db.backup import automatic_target, backup, read_versions, restore
from toc_core.db.migrate import migrate, refuse_unknown
from toc_core.db.people import Organisation, OrganisationKind
from toc_core.db.store import Store
from toc_core.errors import StoreError

from .installed import Databases, host_with, opened, rows

LABELS = "SELECT label FROM organisation ORDER BY id"


@pytest.fixture
def lite(tmp_path: Path) -> Iterator[Store]:
    store = Store(f"sqlite:///{tmp_path / 'toc.sqlite'}")
    migrate(store, host_with())
    yield store
    store.close()


@pytest.fixture(params=["postgresql"])
def served(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Databases]:
    with opened(request, tmp_path) as databases:
        migrate(databases.owner, host_with())
        yield databases


def note(store: Store, code: str) -> None:
    """Store one organisation."""
    with store.changing(SYSTEM, "proef") as session:
        session.add(Organisation(code=code, label=code, kind=OrganisationKind.PARTNER))


def test_a_backup_holds_what_was_stored_also_while_another_writes(
    lite: Store, tmp_path: Path
) -> None:
    note(lite, "bewaard")
    with lite.session_for(SYSTEM, "bezig", writes=True) as session:
        session.add(Organisation(code="half", label="half", kind=OrganisationKind.PARTNER))
        session.flush()
        copy = backup(lite, tmp_path / "copy.sqlite")
    found = Store(f"sqlite:///{copy}")
    assert rows(found, LABELS) == [("bewaard",)]
    found.close()


def test_a_backup_is_for_the_owner_only_and_leaves_no_half_file(
    lite: Store, tmp_path: Path
) -> None:
    copy = backup(lite, tmp_path / "deep" / "copy.sqlite")
    assert copy.stat().st_mode & 0o777 == 0o600
    assert [path.name for path in copy.parent.iterdir()] == ["copy.sqlite"]


def test_a_backup_never_overwrites_a_file(lite: Store, tmp_path: Path) -> None:
    (tmp_path / "copy.sqlite").write_text("van iemand anders")
    with pytest.raises(StoreError, match=r"copy\.sqlite bestaat al"):
        backup(lite, tmp_path / "copy.sqlite")


def test_a_place_where_nothing_can_be_written_is_named(lite: Store, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("geen map")
    with pytest.raises(StoreError, match="kan niet geschreven worden"):
        backup(lite, tmp_path / "file" / "copy.sqlite")


def test_a_restored_backup_is_what_was_and_the_replaced_file_is_kept(
    lite: Store, tmp_path: Path
) -> None:
    note(lite, "vroeger")
    copy = backup(lite, tmp_path / "copy.sqlite")
    note(lite, "later")
    aside = restore(lite, copy, folder=tmp_path)
    assert rows(lite, LABELS) == [("vroeger",)]
    assert aside is not None
    kept = Store(f"sqlite:///{aside}")
    assert rows(kept, LABELS) == [("vroeger",), ("later",)]
    kept.close()
    note(lite, "weer verder")


def test_a_backup_goes_back_where_there_is_no_database_yet(lite: Store, tmp_path: Path) -> None:
    note(lite, "vroeger")
    copy = backup(lite, tmp_path / "copy.sqlite")
    fresh = Store(f"sqlite:///{tmp_path / 'elders' / 'toc.sqlite'}")
    assert restore(fresh, copy, folder=tmp_path) is None
    assert rows(fresh, LABELS) == [("vroeger",)]
    fresh.close()


def test_a_backup_goes_back_over_a_damaged_database(lite: Store, tmp_path: Path) -> None:
    note(lite, "vroeger")
    copy = backup(lite, tmp_path / "copy.sqlite")
    lite.close()
    (tmp_path / "toc.sqlite").write_bytes(b"stuk" * 5000)
    aside = restore(lite, copy, folder=tmp_path)
    assert aside is not None
    assert aside.read_bytes().startswith(b"stuk")
    assert rows(lite, LABELS) == [("vroeger",)]


def test_a_database_that_is_open_elsewhere_is_not_replaced(lite: Store, tmp_path: Path) -> None:
    copy = backup(lite, tmp_path / "copy.sqlite")
    other = Store(lite.url)
    with other.engine.connect() as connection:
        connection.exec_driver_sql("SELECT count(*) FROM site").all()
        with pytest.raises(StoreError, match="Stop eerst toc serve"):
            restore(lite, copy, folder=tmp_path)
    other.close()
    assert len(rows(lite, "SELECT id FROM site")) == 1


def test_a_file_that_is_no_backup_of_ours_is_refused(lite: Store, tmp_path: Path) -> None:
    foreign, text = tmp_path / "foreign.sqlite", tmp_path / "brief.txt"
    with sqlite3.connect(foreign) as connection:
        connection.execute("CREATE TABLE site (id INTEGER)")
    connection.close()
    text.write_text("Beste," * 500)
    for path, reason in (
        (foreign, "geen back-up van deze software"),
        (text, "geen leesbare databank"),
        (tmp_path / "weg.sqlite", "bestaat niet"),
    ):
        with pytest.raises(StoreError, match=reason):
            read_versions(lite, path)


def test_a_damaged_backup_is_refused(lite: Store, tmp_path: Path) -> None:
    for number in range(50):
        note(lite, f"partner_{number}")
    copy = backup(lite, tmp_path / "copy.sqlite")
    content = bytearray(copy.read_bytes())
    content[40960:120000] = b"\xff" * (120000 - 40960)
    copy.write_bytes(content)
    with pytest.raises(StoreError):
        read_versions(lite, copy)


def test_a_backup_of_a_newer_program_is_refused(lite: Store, tmp_path: Path) -> None:
    with lite.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version_core SET version_num = '9999'")
    versions = read_versions(lite, backup(lite, tmp_path / "copy.sqlite"))
    with pytest.raises(StoreError, match="nieuwer dan de software"):
        refuse_unknown(host_with(), versions)


def test_a_backup_with_tables_of_a_removed_plugin_is_welcome() -> None:
    refuse_unknown(host_with(), {"core": ("0001",), "gone": ("whatever",)})


def test_two_automatic_copies_of_one_second_have_two_names(tmp_path: Path) -> None:
    moment = datetime(2025, 1, 15, 9, 0, tzinfo=UTC)
    first = automatic_target(tmp_path, moment, ".sqlite")
    first.parent.mkdir()
    first.touch()
    assert first.name == "toc-2025-01-15T09-00-00.sqlite"
    assert automatic_target(tmp_path, moment, ".sqlite").name == "toc-2025-01-15T09-00-00-2.sqlite"


def test_postgresql_is_dumped_and_put_back_whole(served: Databases, tmp_path: Path) -> None:
    note(served.app, "vroeger")
    copy = backup(served.owner, tmp_path / "copy.dump")
    assert copy.stat().st_mode & 0o777 == 0o600
    note(served.app, "later")
    refuse_unknown(host_with(), read_versions(served.owner, copy))
    served.app.close()
    aside = restore(served.owner, copy, folder=tmp_path)
    assert rows(served.app, LABELS) == [("vroeger",)]
    assert aside is not None
    assert aside.exists()
    note(served.app, "weer_verder")  # the rights of the product are there again


def test_a_file_that_is_no_dump_of_ours_is_refused(served: Databases, tmp_path: Path) -> None:
    (tmp_path / "brief.txt").write_text("Beste")
    with pytest.raises(StoreError, match="pg_restore mislukte"):
        read_versions(served.owner, tmp_path / "brief.txt")


def test_without_the_programs_of_postgresql_one_sentence_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(StoreError, match="postgresql-client"):
        postgres_backup.dump("postgresql+psycopg://toc@localhost/toc", tmp_path / "copy.dump")
    assert not (tmp_path / "copy.dump").exists()
