"""Drafts on the server: one per person, programme and kind; kept for thirty days.

A draft belongs to a person and not to a school, so it is read and written here alone, by the id of
whoever is signed in. Each writing is a short transaction of its own: nothing of the domain is
touched in it, and on SQLite no other one of the same request may be open.
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from toc_core.access import SYSTEM
from toc_webadmin.grid.lines import Line, packed, together, unpacked
from toc_webadmin.models import Draft

if TYPE_CHECKING:
    from toc_core.db.door import ScopedSession
    from toc_core.db.store import Store

KEPT = timedelta(days=30)
MOST_ASIDE = 400  # rows; the oldest go
MOST_LETTERS = 2_000_000  # of the rows, and of those aside: as much as one form can send
WHY = "Klad bewaard"


@dataclass(frozen=True)
class Place:
    """Whose draft, of which programme and kind; and how many rows it can have."""

    user: int
    programme: int
    kind: str
    most: int


@dataclass(frozen=True)
class Kept:
    """A draft as it is kept: its rows, and those that were taken out of it, the newest first.

    ``version`` counts the changes. ``is_stale`` says that another tab had changed it before.
    """

    lines: list[Line]
    aside: list[Line]
    version: int = 0
    at: datetime | None = None
    is_stale: bool = False


def find(store: Store, place: Place) -> Kept:
    """Return the draft of a place; an empty one when there is none."""
    with store.session_for(SYSTEM, "klad") as session:
        row = _row(session, place)
        return Kept([], []) if row is None else _kept(row)


def keep(
    store: Store, place: Place, lines: list[Line], version: int, *, joins: bool = True
) -> Kept:
    """Keep the rows of a page that showed ``version``, and return the draft.

    When another tab changed the draft since, the rows of both are kept together; with ``joins``
    off nothing is, and what that tab kept is returned.
    """
    with suppress(IntegrityError):  # two tabs made the first one at the same moment
        return _keep(store, place, lines, version, joins)
    return _keep(store, place, lines, version, joins)


def take_out(store: Store, place: Place, refs: Iterable[str]) -> None:
    """Take rows out of a draft and lay them aside."""
    gone = {*refs}
    with store.changing(SYSTEM, WHY) as session:
        row = _row(session, place)
        if row is not None:
            lines = unpacked(row.rows)
            _lay_aside(row, [line for line in lines if line.ref in gone])
            _write(session, row, [line for line in lines if line.ref not in gone], place)


def put_back(store: Store, place: Place, refs: Iterable[str]) -> None:
    """Put rows that were laid aside back in the draft, after its own; as many as fit."""
    wanted = {*refs}
    with store.changing(SYSTEM, WHY) as session:
        row = _row(session, place)
        if row is not None:
            aside = unpacked(row.aside)
            back = [line for line in aside if line.ref in wanted]
            row.aside = packed(line for line in aside if line.ref not in wanted)
            _write(session, row, together(unpacked(row.rows), back)[0], place)


def _keep(store: Store, place: Place, lines: list[Line], version: int, joins: bool) -> Kept:
    with store.changing(SYSTEM, WHY) as session:
        _purge(session)
        row = _row(session, place)
        if row is None and not lines:
            return Kept([], [])
        if row is None:
            row = Draft(
                user_id=place.user, programme_id=place.programme, kind=place.kind, version=0,
                rows=packed(()), aside=packed(()),
            )  # fmt: skip
            session.add(row)
        theirs, is_stale = unpacked(row.rows), False
        if row.version != version:
            both, is_stale = together(lines, theirs)
            if is_stale and not joins:
                return Kept(theirs, unpacked(row.aside), row.version, row.at, is_stale)
            lines = both if is_stale else lines
        if packed(lines) != row.rows or row.version == 0:
            _write(session, row, lines, place)
        kept = Kept(
            _split(lines, place.most)[0], unpacked(row.aside), row.version, row.at, is_stale
        )
    return kept


def _write(session: ScopedSession, row: Draft, lines: list[Line], place: Place) -> None:
    """Write the rows; what does not fit, because two tabs were put together, is laid aside."""
    fit, others = _split(lines, place.most)
    _lay_aside(row, others)
    row.rows = packed(fit)
    row.version += 1
    row.at = session.clock()


def _lay_aside(row: Draft, lines: list[Line]) -> None:
    refs = {line.ref for line in lines}
    older = [line for line in unpacked(row.aside) if line.ref not in refs]
    row.aside = packed(_split([*lines, *older], MOST_ASIDE)[0])


def _split(lines: list[Line], most: int) -> tuple[list[Line], list[Line]]:
    """Return the first rows, as many as fit, and the others."""
    letters = 0
    for number, line in enumerate(lines):
        letters += sum(map(len, line.typed.values()))
        if number == most or letters > MOST_LETTERS:
            return lines[:number], lines[number:]
    return lines, []


def _row(session: ScopedSession, place: Place) -> Draft | None:
    wanted = select(Draft).where(
        Draft.user_id == place.user,
        Draft.programme_id == place.programme,
        Draft.kind == place.kind,
    )
    return session.scalar(wanted.with_for_update() if session.writes else wanted)


def _kept(row: Draft) -> Kept:
    return Kept(unpacked(row.rows), unpacked(row.aside), row.version, row.at)


def _purge(session: ScopedSession) -> None:
    """Remove the drafts that nobody touched for thirty days."""
    for old in session.scalars(select(Draft).where(Draft.at < session.clock() - KEPT)):
        session.delete(old)
