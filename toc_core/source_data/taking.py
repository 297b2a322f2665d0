"""What is done with a row that was read: added, corrected, left alone or refused."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from toc_core.db.door import ScopedSession
from toc_core.db.measures import Observation
from toc_core.db.records import Participation
from toc_core.db.rules import problems_of
from toc_core.i18n import _
from toc_core.source_data.corrections import (
    Difference,
    brought,
    differences,
    key_of,
    removed_by_others,
    take_over,
    touched_by,
)
from toc_core.source_data.files import Line


@dataclass
class Loaded:
    """How many rows were added, corrected or left alone by table, and what must be told."""

    added: Counter[str] = field(default_factory=Counter)
    corrected: Counter[str] = field(default_factory=Counter)
    left_alone: Counter[str] = field(default_factory=Counter)
    corrections: list[str] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)


class Taking:
    """The rows of one run; nothing reaches the session before ``store``."""

    def __init__(self, session: ScopedSession) -> None:
        self.loaded = Loaded()
        self._session = session
        self._new: list[Any] = []
        self._changed: list[tuple[Any, Any]] = []  # a stored row, and what it must say
        self._first: dict[tuple[Any, ...], Line] = {}
        self._removed = removed_by_others(session)
        self._brought = {model: brought(session, model) for model in (Participation, Observation)}

    def store(self, programmes: Iterable[int]) -> None:
        """Add and correct; tell which rows of these programmes no file names any more."""
        self._session.add_all(self._new)
        for stored, row in self._changed:
            take_over(stored, row)
        for those in self._brought.values():
            self.loaded.notices += map(_gone, those.gone(programmes))

    def is_first(self, key: tuple[Any, ...], line: Line, columns: Iterable[str]) -> bool:
        """Return whether nobody gave this key before; two that differ are a problem of both."""
        other = self._first.setdefault(key, line)
        if other is line:
            return True
        for column in columns:
            if other[column] != line[column]:
                message = _("'{new}' is niet wat {place} zegt: '{old}'. Maak ze gelijk.")
                line.refuse(
                    column,
                    message.format(new=line[column], place=other.place, old=other[column]),
                )
        return False

    def add(
        self, line: Line, row: Any, *, column: str = "", found: Iterable[tuple[str, str]] = ()
    ) -> None:
        """Note a new row, unless a person took it away; ``column`` is where all wrongs stand."""
        who = self._removed.get(key_of(row, type(row)))
        if who is not None:
            self.loaded.left_alone[row.__tablename__] += 1
            self.loaded.notices.append(_removed(line, who))
            return
        _refuse(line, row, column, found)
        self._new.append(row)
        self.loaded.added[row.__tablename__] += 1

    def again(
        self, line: Line, stored: Any, row: Any, *, found: Iterable[tuple[str, str]] = ()
    ) -> None:
        """Note a correction of a row that only syncs wrote, or tell that a person changed it."""
        differ = [] if line.is_refused else differences(stored, row)
        who = touched_by(self._session, stored) if differ else ""
        if who or not differ:
            self.leave(stored, *(_kept(line, one, who) for one in differ))
            return
        self._name(stored)
        _refuse(line, row, "", found)
        self._changed.append((stored, row))
        self.loaded.corrected[row.__tablename__] += 1
        self.loaded.corrections += [
            f"{line.place}:{one.column}: {one.stored} → {one.said}" for one in differ
        ]

    def leave(self, stored: Any, *notices: str) -> None:
        """Leave a stored row as it is, and tell why."""
        self._name(stored)
        self.loaded.left_alone[stored.__tablename__] += 1
        self.loaded.notices += notices

    def _name(self, stored: Any) -> None:
        if type(stored) in self._brought:
            self._brought[type(stored)].named.add(stored.id)


def _refuse(line: Line, row: Any, column: str, found: Iterable[tuple[str, str]]) -> None:
    """Note what keeps a row from being stored; nothing follows from a cell that is no value."""
    if not line.is_refused:
        for name, message in [*found, *problems_of(row)]:
            line.refuse(column or name, message)


def _kept(line: Line, one: Difference, who: str) -> str:
    return _(
        "{place}:{column}: hier staat {said}, in de databank {stored}. Dat blijft, want {who} "
        "heeft het daar veranderd: verander het in de admin, of verbeter het bestand."
    ).format(place=line.place, column=one.column, said=one.said, stored=one.stored, who=who)


def _removed(line: Line, who: str) -> str:
    return _(
        "{place}: {who} heeft deze rij in de databank verwijderd; ze wordt niet opnieuw geladen. "
        "Haal ze uit het bestand, of voeg ze in de admin weer toe."
    ).format(place=line.place, who=who)


def _gone(row: Any) -> str:
    about = row.programme.code
    if isinstance(row, Observation):
        about += f".{row.indicator.code}"
    return _(
        "{table}: {about}, {site}: {row} staat in geen bestand meer. De rij blijft bewaard: "
        "verwijder ze in de admin als ze niet klopt."
    ).format(table=row.__tablename__, about=about, site=row.site.label, row=row)
