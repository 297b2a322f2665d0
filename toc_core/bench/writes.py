"""The cases that write: one delivery with who was present, and one change to it.

What is timed is the SQL of the door's own transaction, run again on the bare driver, beside the
same rows written without checks, journal or history. Between two runs everything is put back.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any

from sqlalchemy import select

from toc_core.access import SYSTEM
from toc_core.bench.capture import Statement, captured, replay
from toc_core.bench.sizes import Size
from toc_core.bench.theories import YEARS
from toc_core.bench.timing import Result, at_most
from toc_core.db.columns import new_ref
from toc_core.db.people import Enrolment
from toc_core.db.records import Attendance, Delivery, DeliveryStatus
from toc_core.db.store import Store
from toc_core.db.theory import ElementRow
from toc_core.periods import parse_period
from toc_core.theory import Stage

_MORE = 6  # times as many rounds as of a report, for a write is short
PRESENT = 10
_FIRST_ID = 50_000_000  # of our own rows, so that they can be written again as they were
_MOST = 2
# What a program without checks, journal or history would run: it reads the row it changes as well.
_BARE = (
    *("INSERT INTO delivery ", "INSERT INTO attendance ", "UPDATE delivery "),
    "SELECT delivery.",
)


class Writer:
    """Writes through the door, and the same again on a connection of the driver."""

    def __init__(self, store: Store) -> None:
        self.store = store
        with store.session_for(SYSTEM, "toc bench") as session:
            some = session.scalars(select(Enrolment).order_by(Enrolment.id).limit(1)).one()
            year = YEARS[0] if some.school_year == YEARS[0] else some.school_year
            self.place = (some.site_id, year)
            here = select(Enrolment.participant_id).where(
                Enrolment.site_id == some.site_id, Enrolment.school_year == year
            )
            self.people = list(session.scalars(here.limit(PRESENT)))
            self.element = session.scalars(
                select(ElementRow).where(ElementRow.stage == Stage.INTERVENTION).limit(1)
            ).one()

    def insert(self, number: int) -> None:
        """Record one delivery with its attendance."""
        site, year = self.place
        first = _FIRST_ID + number * 100
        with self.store.changing(SYSTEM, "toc bench") as session:
            delivery = Delivery(
                id=first,
                programme_id=self.element.programme_id,
                element_id=self.element.id,
                site_id=site,
                day=parse_period(year).start,
                minutes=50,
                status=DeliveryStatus.HELD,
            )
            delivery.attendances = [
                Attendance(id=first + n, site_id=site, participant_id=person, school_year=year)
                for n, person in enumerate(self.people)
            ]
            session.add(delivery)

    def update(self, number: int) -> None:
        """Change one delivery: the version it replaces goes to the history."""
        with self.store.changing(SYSTEM, "toc bench") as session:
            delivery = session.get(Delivery, _FIRST_ID + number * 100)
            assert delivery is not None
            delivery.minutes = 25


def write_results(
    store: Store, size: Size, told: Callable[[str], None], rounds: int
) -> Iterator[Result]:
    """Yield two lines per case: its SQL on the driver, and the whole way through the door."""
    writer = Writer(store)
    bare_insert = 0.0
    for name, write, undo in (
        ("write.insert", writer.insert, _unwritten),
        ("write.update", writer.update, _unchanged),
    ):
        told(name)
        found = _medians(store, write, undo, rounds * _MORE)
        # Any write, with its journal and history, is held against the bare insert.
        bare_insert = bare_insert or found["bound"]
        goal = at_most("ours/bare insert", found["ours"] / bare_insert, _MOST)
        yield Result(name, size.name, found["ours"], found["bound"], goals=(goal,))
        yield Result(f"{name}_by_door", size.name, found["door"], found["bound"])


def _medians(
    store: Store, write: Callable[[int], None], undo: Callable[[Any, int, int], None], rounds: int
) -> dict[str, float]:
    """Return the milliseconds of the door, of its SQL on the driver, and of the bare writing."""
    times: dict[str, list[float]] = {"door": [], "ours": [], "bound": []}
    with store.engine.connect() as connection:
        raw: Any = connection.connection.driver_connection
        for number in range(rounds + 1):
            before = _run(raw, "SELECT coalesce(max(id), 0) FROM journal")[0][0]
            raw.commit()
            with captured(store.engine) as statements:
                times["door"].append(_timed(partial(write, number)))
            bare = [one for one in statements if one.sql.startswith(_BARE)]
            for way, again in (("ours", list(statements)), ("bound", bare)):
                undo(raw, number, before)
                times[way].append(_timed(partial(_transaction, raw, again)))
    return {way: statistics.median(values[1:]) for way, values in times.items()}


def _timed(way: Callable[[], object]) -> float:
    begin = time.perf_counter()
    way()
    return (time.perf_counter() - begin) * 1000


def _transaction(raw: Any, statements: Sequence[Statement]) -> None:
    """Run statements and keep what they did; SQLite takes the lock at once, as the store does."""
    if not hasattr(raw, "pgconn"):
        raw.execute("BEGIN IMMEDIATE")
    replay(raw, statements)
    raw.commit()


def _unwritten(raw: Any, number: int, before: int) -> None:
    """Take away one delivery, so that it can be written again with the same numbers."""
    first = _FIRST_ID + number * 100
    _run(raw, f"DELETE FROM attendance WHERE delivery_id = {first}")  # noqa: S608 - a number
    _run(raw, f"DELETE FROM delivery WHERE id = {first}")  # noqa: S608 - a number
    _journal_free(raw, before)


def _unchanged(raw: Any, number: int, before: int) -> None:
    """Put one delivery back as it was written first."""
    first = _FIRST_ID + number * 100
    _run(raw, f"UPDATE delivery SET minutes = 50, row_version = 1 WHERE id = {first}")  # noqa: S608
    _journal_free(raw, before)


def _journal_free(raw: Any, before: int) -> None:
    """Let entries after a number be written again: their references and rows are given up."""
    _run(raw, f"DELETE FROM journal_row WHERE entry_id > {before}")  # noqa: S608 - a number
    for (entry,) in _run(raw, f"SELECT id FROM journal WHERE id > {before}"):  # noqa: S608
        _run(raw, f"UPDATE journal SET ref = '{new_ref()}' WHERE id = {entry}")  # noqa: S608
    raw.commit()


def _run(raw: Any, sql: str) -> list[Any]:
    cursor = raw.cursor()
    cursor.execute(sql)
    return list(cursor.fetchall()) if cursor.description else []
