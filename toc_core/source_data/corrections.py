"""Corrections: what a file says by now of a row that an earlier sync brought.

A row that only syncs wrote follows its file. One that a person touched stays as it is, whoever is
right: the difference is told. What belongs to a row (its caveats, its other names) is part of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import selectinload

from toc_core.db.door import ScopedSession
from toc_core.db.journal import ChangedRow, Entry
from toc_core.db.measures import Observation, ObservationCaveat
from toc_core.db.people import Organisation, Site, SiteAlias
from toc_core.db.records import Participation

_COLUMNS: Mapping[type[Any], tuple[str, ...]] = {
    Site: ("label", "kind", "net", "note", "school"),
    Organisation: ("label", "kind", "note"),
    Participation: ("since", "contact", "pioneer", "stopped_because", "source"),
    Observation: ("value", "numerator", "denominator", "text", "absence", "source"),
}
# What a row is known by, of those that a person may take away.
_KEYS: Mapping[type[Any], tuple[str, ...]] = {
    Participation: ("programme_id", "site_id", "school_year"),
    Observation: ("indicator_id", "site_id", "cell_id", "perspective", "period"),
}


@dataclass(frozen=True)
class _Parts:
    """What hangs under a row: the attribute, its class, its owner's column and what it says."""

    name: str
    model: type[Any]
    owner: str
    columns: tuple[str, ...]

    def said(self, row: Any) -> list[tuple[Any, ...]]:
        """Return what the parts of a row say, sorted."""
        return sorted(self._words(part) for part in getattr(row, self.name))

    def take_over(self, stored: Any, new: Any) -> None:
        """Give a stored row the parts of the new one; those that say the same stay."""
        wanted, parts = self.said(new), getattr(stored, self.name)
        for part in list(parts):
            if self._words(part) in wanted:
                wanted.remove(self._words(part))
            else:
                parts.remove(part)
        parts.extend(self.model(**dict(zip(self.columns, said, strict=True))) for said in wanted)

    def _words(self, part: Any) -> tuple[Any, ...]:
        return tuple(getattr(part, column) for column in self.columns)


_PARTS: Mapping[type[Any], _Parts] = {
    Site: _Parts("aliases", SiteAlias, "site_id", ("alias",)),
    Observation: _Parts("caveats", ObservationCaveat, "observation_id", ("kind", "note")),
}


@dataclass(frozen=True)
class Difference:
    """One thing that the file and the database say otherwise, in words."""

    column: str
    stored: str
    said: str


def differences(stored: Any, new: Any) -> list[Difference]:
    """Return where a row that was read says something else than the stored one."""
    model = type(stored)
    pairs = [(name, getattr(stored, name), getattr(new, name)) for name in _COLUMNS[model]]
    if parts := _PARTS.get(model):
        pairs.append((parts.name, parts.said(stored), parts.said(new)))
    return [Difference(name, _shown(old), _shown(now)) for name, old, now in pairs if old != now]


def take_over(stored: Any, new: Any) -> None:
    """Let a stored row say what the new one says."""
    for name in _COLUMNS[type(stored)]:
        if getattr(stored, name) != getattr(new, name):
            setattr(stored, name, getattr(new, name))
    if parts := _PARTS.get(type(stored)):
        parts.take_over(stored, new)


def touched_by(session: ScopedSession, row: Any) -> str:
    """Return who else wrote a row or a part of it, last; empty when only this principal did."""
    me, model = session.principal.name, type(row)
    if row.known_by != me:
        return str(row.known_by)
    wrote = [_is_row(model, [row.id])]
    if parts := _PARTS.get(model):
        wrote.append(_is_row(parts.model, _ever(session, parts, row.id)))
    return (
        session.scalar(
            select(Entry.who)
            .join(ChangedRow, ChangedRow.entry_id == Entry.id)
            .where(Entry.who != me, or_(*wrote))
            .order_by(Entry.id.desc())
            .limit(1)
        )
        or ""
    )


def removed_by_others(session: ScopedSession) -> dict[tuple[Any, ...], str]:
    """Return who took away a row, by its key (``key_of``), where that was not this principal."""
    found: dict[tuple[Any, ...], str] = {}
    for model in _KEYS:
        past: Any = model.__past__
        removed = (
            select(past, Entry.who)
            .join(ChangedRow, ChangedRow.row_id == past.id)
            .join(Entry, ChangedRow.entry_id == Entry.id)
            .where(
                ChangedRow.table_name == model.__tablename__,
                ChangedRow.action == "delete",
                Entry.at == past.known_until,
                Entry.who != session.principal.name,
            )
        )
        found |= {key_of(row, model): who for row, who in session.execute(removed)}
    return found


def key_of(row: Any, model: type[Any]) -> tuple[Any, ...]:
    """Return what a row, or an earlier version of one, is known by."""
    return (model, *(_key_part(row, name) for name in _KEYS.get(model, ())))


def _key_part(row: Any, name: str) -> Any:
    value = getattr(row, name)
    # A row that was only read holds the row it refers to, and not yet its number.
    return getattr(row, name.removesuffix("_id")).id if value is None else value


def _is_row(model: type[Any], ids: Iterable[int]) -> Any:
    return and_(ChangedRow.table_name == model.__tablename__, ChangedRow.row_id.in_(list(ids)))


def _ever(session: ScopedSession, parts: _Parts, owner: int) -> set[int]:
    """Return the numbers of all parts that a row has or had."""
    return {
        number
        for model in (parts.model, parts.model.__past__)
        for number in session.scalars(select(model.id).where(getattr(model, parts.owner) == owner))
    }


@dataclass
class Brought:
    """The rows of a programme that earlier syncs brought, and which of them a file still names."""

    rows: dict[int, Any]
    named: set[int] = field(default_factory=set)

    def gone(self, programmes: Iterable[int]) -> list[Any]:
        """Return the rows of these programmes that no file names any more."""
        wanted = set(programmes)
        return [
            row
            for number, row in self.rows.items()
            if number not in self.named and row.programme_id in wanted
        ]


def brought(session: ScopedSession, model: type[Any]) -> Brought:
    """Return what earlier syncs brought of a class; practice schools come from elsewhere."""
    statement = (
        select(model)
        .join(model.site)
        .where(model.known_by == session.principal.name, ~Site.fictitious)
        .order_by(model.id)
    )
    if parts := _PARTS.get(model):
        statement = statement.options(selectinload(getattr(model, parts.name)))
    return Brought({row.id: row for row in session.scalars(statement)})


def _shown(value: Any) -> str:
    """Return a value as the file writes it; ``-`` for nothing."""
    if isinstance(value, list):
        return "|".join(": ".join(str(word) for word in said if word) for said in value) or "-"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    return "-" if value is None or value == "" else str(value)
