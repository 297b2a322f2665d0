"""Runs the proof of figures in several processes, each with a database of its own."""

from __future__ import annotations

import multiprocessing
import multiprocessing.util
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from multiprocessing.queues import Queue
from typing import Any

from proofs.databases import new_store, postgres_addresses
from proofs.figures.loading import store_identities
from proofs.figures.proving import Tally, prove
from toc_core.db.store import Store

IN_MEMORY = ("sqlite://", "")
AT_ONCE = 25  # data sets between two progress lines
MOST_KEPT = 500  # mismatches
_stores: list[Store] = []  # of this process


def run(
    sets: int, database: str, seed: int, jobs: int, say: Callable[[str], None]
) -> tuple[Tally, float]:
    """Prove figures over ``sets`` random data sets; return what was found and the seconds."""
    chunks = [
        range(first, min(first + AT_ONCE, seed + sets))
        for first in range(seed, seed + sets, AT_ONCE)
    ]
    tally, begin = Tally(), time.monotonic()
    with _addresses(database, jobs) as addresses, _workers(addresses) as pool:
        for found in pool.imap_unordered(_prove, chunks):
            tally.add(found)
            del tally.mismatches[MOST_KEPT:], tally.cases[MOST_KEPT:]
            say(progress_line(tally, sets, time.monotonic() - begin))
    return tally, time.monotonic() - begin


def progress_line(tally: Tally, sets: int, seconds: float) -> str:
    """Return how far the proof is, in one line."""
    done = tally.counts["sets"]
    left = seconds / max(done, 1) * (sets - done)
    return (
        f"{done} of {sets} data sets, {tally.counts['figures']} figures, "
        f"{tally.counts['mismatches']} mismatches, {seconds:.0f} s, about {left:.0f} s left"
    )


def database_version(store: Store) -> str:
    """Return the name and version of a database."""
    with store.engine.connect() as connection:
        if store.is_sqlite:
            version = connection.exec_driver_sql("SELECT sqlite_version()").scalar_one()
        else:
            version = connection.exec_driver_sql("SHOW server_version").scalar_one()
    return f"{store.engine.dialect.name} {str(version).split()[0]}"


@contextmanager
def _addresses(database: str, jobs: int) -> Iterator[list[tuple[str, str]]]:
    if database == "sqlite":
        yield [IN_MEMORY] * jobs
        return
    with postgres_addresses(jobs) as addresses:
        yield addresses


@contextmanager
def _workers(addresses: list[tuple[str, str]]) -> Iterator[Any]:
    context = multiprocessing.get_context("spawn")
    free: Queue[tuple[str, str]] = context.Queue()
    for address in addresses:
        free.put(address)
    with context.Pool(len(addresses), _open, (free,)) as pool:
        yield pool
        pool.close()
        pool.join()


def _open(free: Queue[tuple[str, str]]) -> None:
    """Open the one store of this process; it stays open until the process ends."""
    stack = ExitStack()
    store = stack.enter_context(new_store(*free.get()))
    multiprocessing.util.Finalize(None, stack.close, exitpriority=10)
    _stores.append(prepared(store))


def prepared(store: Store) -> Store:
    """Return an empty store, now with what is the same in every random city."""
    with store.engine.begin() as connection:
        store_identities(connection)
    return store


def _prove(seeds: range) -> Tally:
    found = prove(_stores[0], seeds, most_cases=1)
    found.database = database_version(_stores[0])
    return found
