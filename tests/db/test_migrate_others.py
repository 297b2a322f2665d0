"""A plugin whose migration fails halfway: named, rolled back whole, and the others go on."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import inspect

from toc_core.db.histories import histories
from toc_core.db.migrate import check_ready, migrate, pending, take_back
from toc_core.errors import StoreError
from toc_core.plugins import Plugin

from .installed import BOTH, Databases, host_with, lay_package, opened, rows

STEP = '''"""{title}."""
import sqlalchemy as sa
from alembic import op
revision = "{revision}"
down_revision = {down!r}
def upgrade():
    op.create_table("{table}", sa.Column("id", sa.Integer, primary_key=True))
    op.execute("INSERT INTO {table} VALUES (1)")
    {then}
def downgrade():
    op.drop_table("{table}")
'''
# After the first statements: wrong SQL, wrong Python, and one that tries to keep the first half.
HALFWAY = {
    "wrong SQL": "op.execute('SELECT no_such_column FROM site')",
    "wrong Python": "1 / 0",
    "a commit of its own": "op.get_context().autocommit_block().__enter__()",
}


@pytest.fixture(params=BOTH)
def databases(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Databases]:
    with opened(request, tmp_path) as found:
        yield found


@pytest.fixture
def packages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "packages"
    folder.mkdir()  # Python remembers a folder on the path that was not there
    monkeypatch.syspath_prepend(folder)
    return folder


def plugin(packages: Path, name: str, *steps: str) -> Plugin:
    """Return a plugin with a migration per step; each makes a table and then does the step."""
    files = {
        f"migrations/versions/{name}{n}.py": STEP.format(
            title=f"Stap {n}",
            revision=f"{name}{n}",
            down=f"{name}{n - 1}" if n > 1 else None,
            table=f"{name}_t{n}",
            then=step or "pass",
        )
        for n, step in enumerate(steps, 1)
    }
    return lay_package(packages, f"toc_{name}", files)


def tables(databases: Databases, name: str) -> set[str]:
    return {t for t in inspect(databases.owner.engine).get_table_names() if name in t}


@pytest.mark.parametrize("case", HALFWAY)
def test_of_the_one_that_fails_nothing_is_left_and_the_others_go_on(
    databases: Databases, packages: Path, case: str
) -> None:
    host = host_with(
        plugin(packages, "alpha", ""),
        plugin(packages, "middle", "", HALFWAY[case]),
        plugin(packages, "zulu", ""),
    )
    with pytest.raises(StoreError) as caught:
        migrate(databases.owner, host)
    assert "De migratie van middle is mislukt en ongedaan gemaakt" in str(caught.value)
    assert tables(databases, "middle") == set()
    assert rows(databases.app, "SELECT id FROM alpha_t1") == [(1,)]
    assert rows(databases.app, "SELECT id FROM zulu_t1") == [(1,)]
    assert [step.revision for step in pending(databases.owner, host)] == ["middle1", "middle2"]


def test_what_such_a_plugin_did_before_stays(databases: Databases, packages: Path) -> None:
    migrate(databases.owner, host_with(plugin(packages, "middle", "")))
    host = host_with(plugin(packages, "middle", "", "1 / 0"))
    with pytest.raises(StoreError, match="middle"):
        migrate(databases.owner, host)
    assert rows(databases.app, "SELECT id FROM middle_t1") == [(1,)]
    assert tables(databases, "middle_t2") == set()


def test_every_plugin_that_fails_is_named(databases: Databases, packages: Path) -> None:
    host = host_with(*(plugin(packages, name, "1 / 0") for name in ("alpha", "zulu")))
    with pytest.raises(StoreError) as caught:
        migrate(databases.owner, host)
    assert [line.split()[3] for line in str(caught.value).splitlines()] == ["alpha", "zulu"]
    check_ready(databases.app, host_with())


def test_the_migrations_of_a_plugin_can_be_taken_back(databases: Databases, packages: Path) -> None:
    host = host_with(plugin(packages, "alpha", "", ""), plugin(packages, "zulu", ""))
    migrate(databases.owner, host)
    take_back(databases.owner, next(h for h in histories(host.plugins) if h.package == "alpha"))
    assert tables(databases, "alpha_t") == set()
    assert rows(databases.app, "SELECT id FROM zulu_t1") == [(1,)]
    assert [step.revision for step in pending(databases.owner, host)] == ["alpha1", "alpha2"]
