"""History: every earlier version of a record, what was known on a date, and undo.

A version is copied to the twin table just before it is changed or removed, in the same
transaction, by one statement per table.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Table, insert, literal, select, union_all
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import aliased

from toc_core.db.base import Base, Record
from toc_core.db.columns import Instant, batches
from toc_core.db.journal import ChangedRow, Entry
from toc_core.errors import UsageError
from toc_core.i18n import _

if TYPE_CHECKING:
    from toc_core.db.door import ScopedSession


def remember(connect: Callable[[], Connection], rows: Iterable[Any], until: datetime) -> None:
    """Copy the stored versions of ``rows`` to their twins as known until a moment."""
    ids: dict[type[Record], list[int]] = defaultdict(list)
    for row in rows:
        if isinstance(row, Record):
            ids[type(row)].append(row.id)
    for model, numbers in ids.items():
        live: Table = model.__table__  # type: ignore[attr-defined]
        past: Table = model.__past__.__table__
        names = [*live.c.keys(), "known_until"]
        for some in batches(numbers):
            stored = select(*live.c, literal(until, Instant)).where(live.c.id.in_(some))
            connect().execute(insert(past).from_select(names, stored))


def known(model: Any, at: datetime | None, name: str = "") -> Any:
    """Return the class itself, or an alias of it with the rows as known at a moment.

    A row counts when it was known from that moment or before and not yet replaced. The alias is
    built from mapped selects, so the scope of the session holds. With a ``name`` it is always an
    alias, so that one statement can read a class twice.
    """
    if at is None:
        return aliased(model, name=name) if name else model
    names = _columns(model)
    past = model.__past__
    now_known = select(*(getattr(model, n) for n in names)).where(model.known_from <= at)
    then_known = select(*(getattr(past, n) for n in names)).where(
        past.known_from <= at, past.known_until > at
    )
    rows = union_all(now_known, then_known).subquery(name or model.__tablename__)
    return aliased(model, rows)


@dataclass(frozen=True)
class Version:
    """One version of a record: since when, by whom, and what it changed (old, new)."""

    since: datetime
    who: str
    until: datetime | None
    changes: dict[str, tuple[Any, Any]]


_OWN_COLUMNS = {"id", "ref", "row_version", "known_from", "known_by", "past_id", "known_until"}


def versions_of(session: ScopedSession, model: type[Any], row_id: int) -> list[Version]:
    """Return the versions of a record, oldest first; empty when it is not visible."""
    past = model.__past__
    earlier = session.scalars(select(past).where(past.id == row_id).order_by(past.past_id)).all()
    current = session.get(model, row_id)
    rows: list[Any] = [*earlier, *([current] if current is not None else [])]
    names = [name for name in _columns(model) if name not in _OWN_COLUMNS]
    versions: list[Version] = []
    before: Any = None
    for row in rows:
        changes = {
            name: (getattr(before, name, None), getattr(row, name))
            for name in names
            if before is None or getattr(before, name) != getattr(row, name)
        }
        versions.append(
            Version(row.known_from, row.known_by, getattr(row, "known_until", None), changes)
        )
        before = row
    return versions


def undo(session: ScopedSession, entry: Entry) -> None:
    """Put every row of a journal entry back as it was before, as a new change.

    ``UsageError`` when a row was changed again since, or when something hangs on it by now; then
    nothing is touched.
    """
    order = {table.name: n for n, table in enumerate(Base.metadata.sorted_tables)}
    changes = sorted(entry.changes, key=lambda c: (order.get(c.table_name, 0), c.row_id))
    at = entry.at
    try:
        with session.begin_nested(), session.no_autoflush:
            for step in (_bring_back, _set_back, _take_away):
                step(session, changes, at)
            session.flush()
    except IntegrityError as error:
        raise UsageError(
            _("Er hangen intussen andere gegevens aan deze wijziging; maak die eerst ongedaan.")
        ) from error


def model_of(table_name: str) -> type[Any]:
    """Return the record class of a table."""
    for mapper in Base.registry.mappers:
        if getattr(mapper.class_, "__tablename__", "") == table_name:
            return mapper.class_
    raise UsageError(_("Tabel '{name}' is niet gekend.").format(name=table_name))


def _bring_back(session: ScopedSession, changes: list[ChangedRow], at: datetime) -> None:
    """Insert what was deleted, parents first."""
    for change in changes:
        if change.action == "delete":
            model = model_of(change.table_name)
            if session.get(model, change.row_id) is not None:
                raise _changed_since(change)
            session.add(model(**_stored(session, model, change.row_id, at)))
            session.flush()


def _set_back(session: ScopedSession, changes: list[ChangedRow], at: datetime) -> None:
    """Give what was updated its former values."""
    for change in changes:
        if change.action == "update":
            row = _unchanged(session, change, at)
            for name, value in _stored(session, type(row), change.row_id, at).items():
                setattr(row, name, value)
    session.flush()


def _take_away(session: ScopedSession, changes: list[ChangedRow], at: datetime) -> None:
    """Delete what was inserted, children first; nothing that came later may go with it."""
    inserted = (change for change in reversed(changes) if change.action == "insert")
    for _table, some in groupby(inserted, key=lambda change: change.table_name):
        same_table = list(some)
        rows = {_unchanged(session, change, at) for change in same_table}
        for row in rows:
            session.delete(row)
        if any(other not in rows for other in session.deleted):
            raise _changed_since(same_table[0])
        session.flush()
        session.expire_all()  # a parent must not delete them again


def _unchanged(session: ScopedSession, change: ChangedRow, at: datetime) -> Any:
    row = session.get(model_of(change.table_name), change.row_id)
    if row is None or row.known_from != at:
        raise _changed_since(change)
    return row


def _stored(session: ScopedSession, model: type[Any], row_id: int, at: datetime) -> dict[str, Any]:
    """Return the columns of the version that was replaced at a moment."""
    past = model.__past__
    row = session.scalars(select(past).where(past.id == row_id, past.known_until == at)).one()
    skip = {"row_version", "known_from", "known_by"}
    return {n: getattr(row, n) for n in _columns(model) if n not in skip}


def _columns(model: type[Any]) -> list[str]:
    return [column.name for column in model.__table__.c]


def _changed_since(change: ChangedRow) -> UsageError:
    return UsageError(
        _("Ongedaan maken kan niet meer: de rij in '{table}' is daarna nog gewijzigd.").format(
            table=change.table_name
        )
    )
