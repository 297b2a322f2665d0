"""What the journal tells: transactions, and the story of one record, as plain values.

The journal belongs to the city, so it is read as the system, and only about rows that the person
was shown already.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select
from sqlalchemy.orm import selectinload

from toc_core.access import SYSTEM
from toc_core.db.history import versions_of
from toc_core.db.journal import ChangedRow, Entry
from toc_core.i18n import _
from toc_webadmin.pages.agreed_changes import TABLE, agreed_changes
from toc_webadmin.pages.records import counted_words
from toc_webadmin.pages.values import field_label, is_hidden, shown_value

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from toc_core.db.door import ScopedSession
    from toc_core.db.history import Version
    from toc_core.db.store import Store

NEWEST = 100


@dataclass(frozen=True)
class Transaction:
    """One transaction: when, who, why and what it touched, in words."""

    ref: str
    at: datetime
    who: str
    why: str
    touched: tuple[str, ...] = ()


@dataclass(frozen=True)
class Field:
    """One field that a version changed."""

    label: str
    old: str
    new: str


@dataclass(frozen=True)
class Step:
    """One version of a record as people read it; ``verb`` says what happened to it."""

    verb: str
    at: datetime
    who: str
    fields: tuple[Field, ...]
    transaction: Transaction | None
    is_first: bool = False


def entry_of(store: Store, ref: str) -> Entry | None:
    """Return a journal entry with its rows, detached."""
    with store.session_for(SYSTEM, "journal lezen") as session:
        statement = select(Entry).where(Entry.ref == ref).options(selectinload(Entry.changes))
        return session.scalar(statement)


def newest_transactions(store: Store, zone: ZoneInfo) -> list[Transaction]:
    """Return the last transactions, newest first, with what became of each target."""
    with store.session_for(SYSTEM, "journal lezen") as session:
        entries = session.scalars(select(Entry).order_by(Entry.id.desc()).limit(NEWEST)).all()
        ids = [entry.id for entry in entries]
        agreed = agreed_changes(session, ids)
        touched = _touched(session, ids, told=agreed)
        return [
            _transaction(entry, (*agreed.get(entry.id, ()), *touched.get(entry.id, ())), zone)
            for entry in entries
        ]


def _touched(
    session: ScopedSession, ids: Sequence[int], *, told: Container[int] = ()
) -> dict[int, tuple[str, ...]]:
    """Return per entry what it touched: ``1 activiteit toegevoegd``.

    Of the entries in ``told`` the agreements that were added are told already.
    """
    statement = (
        select(ChangedRow.entry_id, ChangedRow.table_name, ChangedRow.action, func.count())
        .where(ChangedRow.entry_id.in_(ids))
        .group_by(ChangedRow.entry_id, ChangedRow.table_name, ChangedRow.action)
        .order_by(ChangedRow.entry_id, ChangedRow.table_name, ChangedRow.action)
    )
    found: dict[int, tuple[str, ...]] = {}
    for entry, table, action, number in session.execute(statement):
        if entry in told and (table, action) == (TABLE, "insert"):
            continue
        words = f"{counted_words(table, number)} {action_words().get(action, action)}"
        found[entry] = (*found.get(entry, ()), words)
    return found


def _transaction(entry: Entry, touched: Iterable[str], zone: ZoneInfo) -> Transaction:
    return Transaction(entry.ref, entry.at.astimezone(zone), entry.who, entry.why, tuple(touched))


def action_words() -> dict[str, str]:
    """Return what an action did to a row."""
    return {
        "insert": _("toegevoegd"),
        "update": _("gewijzigd"),
        "delete": _("verwijderd"),
    }


def story_of(
    session: ScopedSession, store: Store, model: type[Any], row_id: int, zone: ZoneInfo
) -> list[Step]:
    """Return the steps of a record, newest first; its removal is a step too."""
    versions = versions_of(session, model, row_id)
    about = _transactions_of(store, model.__tablename__, row_id, zone)
    steps: list[Step] = []
    for number, version in enumerate(versions):
        again = number > 0 and versions[number - 1].until != version.since
        if again:  # it was removed, and put back later
            steps.append(_removal(versions[number - 1], about, zone))
        verb = _("Toegevoegd") if number == 0 else _("Teruggezet") if again else _("Gewijzigd")
        steps.append(_step(session, model, verb, version, about, zone, first=number == 0))
    if versions and versions[-1].until is not None:
        steps.append(_removal(versions[-1], about, zone))
    return steps[::-1]


def _step(
    session: ScopedSession,
    model: type[Any],
    verb: str,
    version: Version,
    about: dict[datetime, Transaction],
    zone: ZoneInfo,
    *,
    first: bool,
) -> Step:
    def field(name: str, *values: Any) -> Field:
        old, new = (shown_value(session, model, name, value) for value in values)
        return Field(field_label(name, model.__tablename__), old, new)

    fields = tuple(
        field(name, old, new)
        for name, (old, new) in version.changes.items()
        if not is_hidden(name, model.__tablename__) and not (first and new in (None, ""))
    )
    since = version.since.astimezone(zone)
    return Step(verb, since, version.who, fields, about.get(version.since), first)


def _removal(last: Version, about: dict[datetime, Transaction], zone: ZoneInfo) -> Step:
    assert last.until is not None
    transaction = about.get(last.until)
    who = transaction.who if transaction else _("onbekend")
    return Step(_("Verwijderd"), last.until.astimezone(zone), who, (), transaction)


def _transactions_of(
    store: Store, table: str, row_id: int, zone: ZoneInfo
) -> dict[datetime, Transaction]:
    with store.session_for(SYSTEM, "journal lezen") as session:
        statement = (
            select(Entry)
            .join(ChangedRow, ChangedRow.entry_id == Entry.id)
            .where(ChangedRow.table_name == table, ChangedRow.row_id == row_id)
        )
        entries = session.scalars(statement).all()
        touched = _touched(session, [entry.id for entry in entries])
        return {e.at: _transaction(e, touched.get(e.id, ()), zone) for e in entries}
