"""Runs the cases at each size, and says where and with what that was done."""

from __future__ import annotations

import os
import platform
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from importlib.metadata import entry_points, version

from toc_core.bench.cold import cold_result
from toc_core.bench.database import fresh_store
from toc_core.bench.filling import fill
from toc_core.bench.reports import (
    MOST_FACTS_OF_PEERS,
    PROGRAMME_YEAR,
    peer_results,
    report_results,
)
from toc_core.bench.sizes import Size
from toc_core.bench.timing import ROUNDS, Result, at_most
from toc_core.bench.writes import write_results
from toc_core.db.store import Store

# What others measure on the same records: a function like ``write_results``.
GROUP = "toc.bench"
_FLAT = ("10k", "100k")  # ten times the facts
_MOST_GROWTH = 10


@dataclass(frozen=True)
class Asked:
    """What to measure: the sizes, in which database, beside the peers or not, in how many turns."""

    sizes: Sequence[Size]
    database: str = ""
    peers: bool = False
    rounds: int = ROUNDS


def results(asked: Asked, told: Callable[[str], None]) -> Iterator[Result]:
    """Yield the lines of the table as they are measured; ``told`` hears what is being done."""
    programme_years: dict[str, float] = {}
    for size in asked.sizes:
        with fresh_store(asked.database) as store:
            facts = fill(store, size)
            settle(store)
            told(f"{size.name}: {facts} facts")
            for result in _of_size(store, size, asked, told):
                if result.case == PROGRAMME_YEAR:
                    programme_years[size.name] = result.ours
                yield result
    yield from _growth(programme_years)
    told("cold.cli")
    yield cold_result(asked.rounds)


def _of_size(
    store: Store, size: Size, asked: Asked, told: Callable[[str], None]
) -> Iterator[Result]:
    yield from report_results(store, size, told, asked.rounds)
    if asked.peers and size.facts <= MOST_FACTS_OF_PEERS:
        yield from peer_results(store, size, told, asked.rounds)
    yield from write_results(store, size, told, asked.rounds)
    for entry in sorted(entry_points(group=GROUP), key=lambda entry: entry.name):
        yield from entry.load()(store, size, told, asked.rounds)


def _growth(times: dict[str, float]) -> Iterator[Result]:
    """Yield how much longer a programme-year takes with ten times the facts."""
    small, large = (times.get(name) for name in _FLAT)
    if small and large:
        goal = at_most("ours/bound", large / small, _MOST_GROWTH)
        yield Result("report.growth", "100k/10k", large, small, goals=(goal,))


def settle(store: Store) -> None:
    """Do after so many rows what a server does by itself soon after: gather statistics."""
    if store.is_sqlite:
        return
    with store.engine.execution_options(isolation_level="AUTOCOMMIT").connect() as connection:
        connection.exec_driver_sql("VACUUM ANALYZE")


def machine(database: str = "") -> list[str]:
    """Return on what is measured: the machine, the versions and the database."""
    engine = f"SQLite {sqlite3.sqlite_version}"
    if database:
        store = Store(database)
        with store.engine.connect() as connection:
            engine = (
                f"PostgreSQL {'.'.join(map(str, connection.dialect.server_version_info or ()))}"
            )
        store.close()
    return [
        f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores",
        f"Python {platform.python_version()}, SQLAlchemy {version('sqlalchemy')}, {engine}",
        f"toc-core {version('toc-core')}, warm cache, medians of turns (A B C A B C)",
    ]


def all_kept(found: Iterable[Result]) -> bool:
    """Return whether every goal was kept."""
    return all(result.kept for result in found)
