"""How many statements figures take, and that none of them reads a whole table of records."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

import pytest

from toc_core.bench.capture import Statement, captured
from toc_core.bench.database import fresh_store
from toc_core.bench.filling import fill
from toc_core.bench.reports import asked, questions
from toc_core.bench.sizes import Size
from toc_core.db.measuring import By, Question
from toc_core.db.store import Store

TINY, LARGER = Size("tiny", 2_000, 8, 200), Size("larger", 6_000, 20, 500)
RECORDS = (
    *("attendance", "delivery", "head_count", "meeting", "observation", "participation"),
    *("score", "story", "trajectory", "participant", "characteristic"),
)
# On SQLite a plan says SCAN where every row of a table or index is read.
SCAN = re.compile(rf"^SCAN ({'|'.join(RECORDS)})\b")


@pytest.fixture(scope="module")
def tiny() -> Iterator[Store]:
    with fresh_store() as store:
        fill(store, TINY)
        yield store


def statements(store: Store, question: Question) -> list[Statement]:
    with captured(store.engine) as found:
        asked(store, question)
    return found


def test_the_number_of_statements_depends_on_nothing_that_is_asked(tiny: Store) -> None:
    year, portfolio = (questions()[f"report.{name}"] for name in ("programme_year", "portfolio"))
    some = replace(
        year,
        programmes=tuple(
            replace(programme, indicators=programme.indicators[::3])
            for programme in year.programmes
        ),
    )
    most = len(statements(tiny, portfolio))
    for by in By:
        assert len(statements(tiny, replace(portfolio, by=by))) == most
        assert len(statements(tiny, replace(year, by=by))) == most
    assert len(statements(tiny, some)) < most  # fewer kinds of measures


def test_the_number_of_statements_does_not_grow_with_the_records(tiny: Store) -> None:
    question = questions()["report.portfolio_by_site"]
    with fresh_store() as larger:
        fill(larger, LARGER)
        assert len(statements(larger, question)) == len(statements(tiny, question))


def test_the_text_of_the_statements_is_the_same_for_every_programme_and_period(tiny: Store) -> None:
    # So each is compiled once, and a question of any size stays under the limit of parameters.
    year, portfolio = (questions()[f"report.{name}"] for name in ("programme_year", "portfolio"))
    one, all_of_them = statements(tiny, year), statements(tiny, portfolio)
    same = [a.sql == b.sql for a, b in zip(one, all_of_them, strict=True)]
    lists = sum(" IN (" in a.sql for a in one)  # of ids: as many as there are
    assert same.count(False) <= lists
    assert max(len(statement.parameters) for statement in all_of_them) < 200


@pytest.mark.parametrize("by", By)
def test_no_statement_reads_a_whole_table_of_records(tiny: Store, by: By) -> None:
    question = replace(questions()["report.programme_year"], by=by)
    scans = []
    with tiny.engine.connect() as connection:
        for one in statements(tiny, question):
            plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {one.sql}", one.parameters)
            scans += [row[3] for row in plan if SCAN.match(row[3])]
    assert scans == []
