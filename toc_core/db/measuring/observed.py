"""Observations: which ones a figure reads, and their tallies, answers in words and caveats.

One row of ``wanted`` says that a slot reads the observations of one stored category for one of
its own; ``rank`` 0 is the category itself, a higher rank what it can be derived from when a
school has nothing of a lower one (``docs/figures.md`` §4).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import (
    BigInteger,
    Date,
    Select,
    and_,
    case,
    exists,
    func,
    or_,
    select,
)

from toc_core.db.door import ScopedSession
from toc_core.db.history import known
from toc_core.db.measures import Observation, ObservationCaveat
from toc_core.db.measuring.families import Tables, built
from toc_core.db.measuring.given import Columns, given_rows, given_table
from toc_core.db.measuring.windows import Span, Window
from toc_core.figures import Caveat
from toc_core.figures.summaries import Tally

NO_PERSPECTIVE = "none"
Where = tuple[int, int, int, int, int]  # slot, span, cell, rank, site


@dataclass(frozen=True)
class Wanted:
    """One stored category that a slot reads."""

    slot: int
    indicator_id: int
    stored: int
    cell: int
    rank: int
    window: Window
    stock: bool
    before: date  # only observations that end before this day
    threshold: int


@dataclass
class Read:
    """What observations say in one place: numbers, pairs, words, and its first and last day."""

    tally: Tally = field(default_factory=Tally)
    answered: int = 0
    rows: int = 0
    numerator: int = 0
    denominator: int = 0
    first: date | None = None
    last: date | None = None
    words: list[tuple[date, int, str]] = field(default_factory=list)
    absences: list[str] = field(default_factory=list)
    caveats: list[Caveat] = field(default_factory=list)
    doubts: list[Caveat] = field(default_factory=list)  # about what is absent

    def add(self, other: Read) -> None:
        """Take over what another place says."""
        self.tally.add(other.tally)
        self.answered += other.answered
        self.rows += other.rows
        self.numerator += other.numerator
        self.denominator += other.denominator
        self.first = min((d for d in (self.first, other.first) if d is not None), default=None)
        self.last = max((d for d in (self.last, other.last) if d is not None), default=None)
        self.words += other.words
        self.absences += other.absences
        self.caveats += other.caveats
        self.doubts += other.doubts


_COLUMNS: Columns = (
    *((name, BigInteger) for name in ("slot", "indicator_id", "stored", "cell", "rank", "stock")),
    ("threshold", BigInteger),
    ("before", Date),
    ("span", BigInteger),
    ("start", Date),
    ("end", Date),
)


WANTED = given_table("wanted", _COLUMNS)


def wanted_rows(wanted: Iterable[Wanted], spans: Mapping[Window, Sequence[Span]]) -> str:
    """Return what the slots read in each span of their windows."""
    return given_rows(
        (
            *(w.slot, w.indicator_id, w.stored, w.cell, w.rank, int(w.stock), w.threshold),
            *(w.before, s.span, s.start, s.end),
        )
        for w in wanted
        for s in spans[w.window]
    )


def _kept(t: Tables) -> Any:
    """Match the observations inside the window that no other one replaces."""
    w = t.asked.c
    row = known(Observation, t.at)
    return (
        select(
            *(w.slot, w.span, w.cell, w.rank, row.site_id.label("site"), row.id, row.value),
            *(row.numerator, row.denominator, row.text, row.absence),
            *(row.period_start, row.period_end, w.threshold),
        )
        .select_from(row)
        .join(t.asked, and_(_series(t, row), _inside(t, row)))
        .where(t.here(row), ~_replaced(t, row))
        .subquery("kept")
    )


def _series(t: Tables, row: Any) -> Any:
    w = t.asked.c
    return and_(
        row.indicator_id == w.indicator_id,
        row.cell_id == w.stored,
        row.perspective == NO_PERSPECTIVE,
        row.period_end < w.before,
    )


def _inside(t: Tables, row: Any) -> Any:
    w = t.asked.c
    return and_(row.period_start >= w.start, row.period_end <= w.end)


def _replaced(t: Tables, row: Any) -> Any:
    """Return whether an answered observation of the series covers this one, or comes later."""
    w = t.asked.c
    other = known(Observation, t.at, "other")
    wider = or_(other.period_start < row.period_start, other.period_end > row.period_end)
    covers = and_(
        other.period_start <= row.period_start,
        other.period_end >= row.period_end,
        or_(wider, other.id > row.id),  # a quarter and a term may have the same days
    )
    later = and_(w.stock == 1, other.period_end > row.period_end)
    return exists(
        select(other.id)
        .where(
            _series(t, other),
            other.site_id == row.site_id,
            other.id != row.id,
            other.absence == "",
            _inside(t, other),
            or_(covers, later),
        )
        .correlate(t.asked, row)
    )


def _where(kept: Any) -> tuple[Any, ...]:
    return (kept.c.slot, kept.c.span, kept.c.cell, kept.c.rank, kept.c.site)


@built
def _tallied(t: Tables) -> Select[Any]:
    kept = _kept(t)
    c, where = kept.c, _where(kept)
    answered = case((c.absence == "", 1), else_=0)
    numbers = (func.count(c.value), func.sum(c.value), func.min(c.value), func.max(c.value))
    above = func.sum(case((c.value >= c.threshold, 1), else_=0))
    pairs = (func.sum(c.numerator), func.sum(c.denominator))
    first = func.min(case((c.absence == "", c.period_start)))
    last = func.max(case((c.absence == "", c.period_end)))
    columns = (func.count(), func.sum(answered), *numbers, above, *pairs, first, last)
    return select(*where, *columns).group_by(*where)


@built
def _each_value(t: Tables) -> Select[Any]:
    kept = _kept(t)
    c, where = kept.c, _where(kept)
    values = select(*where, c.value, func.count(), func.max(c.period_end))
    return values.where(c.value.is_not(None)).group_by(*where, c.value)


@built
def _worded(t: Tables) -> Select[Any]:
    kept = _kept(t)
    c = kept.c
    words = select(*_where(kept), c.period_start, c.id, c.text, c.absence)
    return words.where(or_(c.text != "", c.absence != "")).order_by(c.period_start, c.id)


@built
def _reserved(t: Tables) -> Select[Any]:
    kept = _kept(t)
    caveat = known(ObservationCaveat, t.at)
    return (
        select(*_where(kept), caveat.kind, caveat.note, kept.c.absence == "")
        .select_from(caveat)
        .join(kept, kept.c.id == caveat.observation_id)
        .distinct()
    )


@built
def _left_out(t: Tables) -> Select[Any]:
    w = t.asked.c
    row = known(Observation, t.at)
    touches = and_(
        row.indicator_id == w.indicator_id,
        row.cell_id == w.stored,
        row.period_end < w.before,
        w.rank == 0,
        row.period_start <= w.end,
        row.period_end >= w.start,
    )
    return (
        select(w.slot, w.span, w.cell, row.site_id, row.period, row.perspective)
        .select_from(row)
        .join(t.asked, touches)
        .where(t.here(row), or_(row.perspective != NO_PERSPECTIVE, ~_inside(t, row)))
        .distinct()
        .order_by(row.period, row.perspective, row.site_id)
    )


@dataclass(frozen=True)
class Observations:
    """What the statements about the observations that a question wants bring back."""

    t: Tables

    def read(self, session: ScopedSession, *, each: bool) -> dict[Where, Read]:
        """Return what is said in each place: three statements, one more for ``each`` value."""
        found: dict[Where, Read] = defaultdict(Read)
        self._tallies(session, found)
        if each:
            for *place, number, times, last in self.t.run(session, _each_value(self.t)):
                tally = found[tuple(place)].tally
                tally.values[number] += times
                tally.last[number] = last
        for *place, start, number, text, absence in self.t.run(session, _worded(self.t)):
            read = found[tuple(place)]
            if text:
                read.words.append((start, number, text))
            else:
                read.absences.append(absence)
        for *place, kind, note, answered in self.t.run(session, _reserved(self.t)):
            read = found[tuple(place)]
            (read.caveats if answered else read.doubts).append(Caveat(kind, note))
        return found

    def _tallies(self, session: ScopedSession, found: dict[Where, Read]) -> None:
        for *place, rows, given, n, total, least, most, many, top, below, first, last in self.t.run(
            session, _tallied(self.t)
        ):
            read = found[tuple(place)]
            read.rows, read.answered, read.first, read.last = rows, int(given), first, last
            read.numerator, read.denominator = int(top or 0), int(below or 0)
            if n:
                read.tally = Tally(n, total, least, most, int(many))

    def ids(self, session: ScopedSession, *, span: int, cell: int) -> Iterator[Any]:
        """Yield site, rank, id and whether it is answered, of what counts in one place."""
        c = _kept(self.t).c
        statement = select(c.site, c.rank, c.id, c.absence == "").where(
            c.span == span, c.cell == cell
        )
        yield from self.t.run(session, statement.order_by(c.site, c.id))

    def left_out(self, session: ScopedSession) -> Mapping[tuple[int, int, int, int], list[Any]]:
        """Return per slot, span, cell and site the (period, perspective) that do not count."""
        found: dict[tuple[int, int, int, int], list[Any]] = defaultdict(list)
        for *place, period, perspective in self.t.run(session, _left_out(self.t)):
            slot, span, cell, site = place
            found[slot, span, cell, site].append((period, perspective))
        return found
