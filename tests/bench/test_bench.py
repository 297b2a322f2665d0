"""``toc bench``: it runs on every database, its peers agree, and it keeps off other databases."""

from __future__ import annotations

import json
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import create_engine, inspect, text

from toc_core.bench.answers import demand_equal
from toc_core.bench.database import fresh_store
from toc_core.bench.filling import fill
from toc_core.bench.reports import TODAY, asked, questions
from toc_core.bench.running import Asked, results
from toc_core.bench.sizes import SIZES, Size
from toc_core.cli import run
from toc_core.errors import TocError, UsageError

if TYPE_CHECKING:
    from servers import PostgresDatabase

TINY = Size("tiny", 2_000, 8, 200)


def quiet(_message: str) -> None:
    """Hear nothing of what is being done."""


def test_a_run_measures_every_case_and_its_peers_give_the_same_figures() -> None:
    found = list(results(Asked([TINY], peers=True, rounds=1), quiet))
    assert [one.case for one in found] == [
        "report.programme_year",
        "report.programme_year_by_site",
        "report.portfolio",
        "report.portfolio_by_site",
        "peer.objects",
        "peer.query_each",
        "write.insert",
        "write.insert_by_door",
        "write.update",
        "write.update_by_door",
        "page.list",
        "page.form",
        "page.dashboard",
        "cold.cli",
    ]
    assert all(one.ours > 0 for one in found)


def test_it_runs_in_an_empty_postgresql_and_leaves_it_empty(postgres: PostgresDatabase) -> None:
    found = list(results(Asked([TINY], postgres.owner, peers=True, rounds=1), quiet))
    assert len(found) == 11
    engine = create_engine(postgres.owner)
    assert inspect(engine).get_table_names() == []
    engine.dispose()


def test_a_database_that_is_not_empty_is_refused_by_name(postgres: PostgresDatabase) -> None:
    engine = create_engine(postgres.owner)
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE mine (id int)"))
    with pytest.raises(UsageError, match=r"niet leeg.*'mine'"), fresh_store(postgres.owner):
        pass
    assert inspect(engine).get_table_names() == ["mine"]
    engine.dispose()


def test_a_file_that_is_named_is_refused(tmp_path: Path) -> None:
    place = tmp_path / "toc.sqlite"
    with pytest.raises(UsageError, match="voor PostgreSQL"), fresh_store(f"sqlite:///{place}"):
        pass
    assert not place.exists()


def test_made_up_records_refer_to_what_is_there_and_are_the_same_each_time() -> None:
    made = []
    for _time in range(2):
        with fresh_store() as store:
            assert 0.8 < fill(store, TINY) / TINY.facts < 1.2
            with store.engine.connect() as connection:
                assert connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall() == []
            figures = asked(store, questions()["report.portfolio"])
            made.append([(f.programme, f.indicator, f.period, f.value, f.upper) for f in figures])
    assert made[0] == made[1]
    assert max(period.end for _p, _i, period, *_rest in made[0]) < TODAY


def test_a_peer_that_differs_is_named() -> None:
    where = ("oefening_1", "pupils", "2023-2024")
    with pytest.raises(TocError, match=r"peer.*oefening_1 pupils 2023-2024"):
        demand_equal({where: ((None, None), None)}, {}, "peer")


def test_the_command_shows_a_table_and_keeps_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(SIZES, "10k", TINY)
    monkeypatch.setattr("toc_core.bench.running.Asked", partial(Asked, rounds=1))
    file = tmp_path / "bench.json"
    assert run(["bench", "--json", str(file)]) == 0
    shown = capsys.readouterr()
    assert "case" in shown.out
    assert "report.portfolio" in shown.out
    kept = json.loads(file.read_text("utf-8"))
    assert kept["results"][0]["case"] == "report.programme_year"
    assert kept["machine"]


def test_an_unknown_size_is_refused_with_the_known_ones(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run(["bench", "--size", "2M"]) == 2
    assert "10k, 100k, 1M" in capsys.readouterr().err
