"""The records behind a figure in words, the values that were typed, and what was entered late."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, tzinfo
from decimal import Decimal

from sqlalchemy import select

from toc_core.db.door import ScopedSession
from toc_core.db.history import known
from toc_core.db.measures import Observation
from toc_core.db.measuring import RecordRow
from toc_core.db.records import Meeting
from toc_core.i18n import _
from toc_core.periods import Period, PeriodKind
from toc_core.theory import Programme


@dataclass(frozen=True)
class Noted:
    """One typed value behind a figure, with its source; without a number for words and pairs."""

    value: Decimal | None
    source: str


def noted_behind(
    session: ScopedSession, rows: Iterable[RecordRow], at: datetime | None
) -> tuple[Noted, ...]:
    """Return the observations among the records, the oldest period first."""
    ids = [row.id for row in rows if row.table == Observation.__tablename__]
    row = known(Observation, at)
    statement = select(row.value, row.source).where(row.id.in_(ids)).order_by(row.period_start)
    return tuple(Noted(*found) for found in session.execute(statement)) if ids else ()


def source_words(noted: Sequence[Noted]) -> str:
    """Return that a figure was taken over from a source; empty unless all that is noted was."""
    if not noted or not all(one.source for one in noted):
        return ""
    return _("Overgenomen uit een bron, niet zelf geteld.")


def readable(rows: Iterable[RecordRow], programme: Programme) -> Iterator[RecordRow]:
    """Yield the records with the name of a kind of meeting in the place of its code."""
    kinds = {kind.code: kind.label.lower() for kind in programme.meeting_kinds}
    for row in rows:
        words = row.label.replace(",", " ").split()
        code = next((word for word in words if word in kinds), "")
        if row.table == Meeting.__tablename__ and code:
            yield replace(row, label=row.label.replace(code, kinds[code], 1))
        else:
            yield row


def late_words(rows: Sequence[RecordRow], period: Period, zone: tzinfo) -> str:
    """Return what was entered after the period, when and by whom; empty when nothing was."""
    tally = Counter(entered_words(row, zone) for row in rows if row.late)
    if not tally:
        return ""
    what = (
        _("Pas na het schooljaar ingevoerd: {told}.")
        if period.kind is PeriodKind.SCHOOL_YEAR
        else _("Pas na deze periode ingevoerd: {told}.")
    )
    if len(tally) == len(rows) == 1:
        return what.format(told=next(iter(tally)))
    counted = _("{number} gegevens {told}")
    one = _("1 gegeven {told}")
    told = (
        (one if number == 1 else counted).format(number=number, told=words)
        for words, number in tally.items()
    )
    return what.format(told="; ".join(told))


def entered_words(row: RecordRow, zone: tzinfo) -> str:
    """Return on which day a record was entered, and by whom."""
    return _("op {day}, door {who}").format(
        day=f"{row.known_from.astimezone(zone):%d/%m/%Y}", who=row.known_by
    )
