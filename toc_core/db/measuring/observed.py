"""Observed values: fetched once for all indicators and periods, combined by their behaviour."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import and_, select

from toc_core.db.door import ScopedSession
from toc_core.db.history import known
from toc_core.db.measures import Observation, ObservationCaveat
from toc_core.db.people import Site
from toc_core.figures import Caveat
from toc_core.i18n import _
from toc_core.periods import Period, parse_period
from toc_core.theory import Behaviour


@dataclass(frozen=True)
class Observed:
    """One observation as fetched, with its caveats."""

    id: int
    indicator: int
    site: int
    cell: int
    period: str
    start: date
    end: date
    value: Decimal | None
    numerator: int | None
    denominator: int | None
    text: str
    absence: str
    caveats: tuple[Caveat, ...]


@dataclass(frozen=True)
class Combined:
    """What the observations inside a period say together; bounds where they cannot be added."""

    value: Decimal | None = None
    numerator: int | None = None
    denominator: int | None = None
    lower: Decimal | None = None
    upper: Decimal | None = None
    text: str = ""
    absence: str = ""
    caveats: tuple[Caveat, ...] = ()
    rows: int = 0


def fetch(
    session: ScopedSession,
    indicators: Iterable[int],
    spans: Sequence[Period],
    *,
    practice: bool,
    at: Any = None,
) -> Mapping[int, list[Observed]]:
    """Return the observations that touch the periods, per indicator: two statements in all."""
    first, last = min(s.start for s in spans), max(s.end for s in spans)
    row = known(Observation, at)
    found = session.execute(
        select(
            row.id,
            row.indicator_id,
            row.site_id,
            row.cell_id,
            row.period,
            row.period_start,
            row.period_end,
            row.value,
            row.numerator,
            row.denominator,
            row.text,
            row.absence,
        )
        .join(Site, and_(Site.id == row.site_id, Site.fictitious.is_(practice)))
        .where(
            row.indicator_id.in_(list(indicators)),
            row.period_end >= first,
            row.period_start <= last,
        )
        .order_by(row.period_start, row.id)
    ).all()
    caveats = _caveats(session, [r.id for r in found], at) if found else {}
    grouped: dict[int, list[Observed]] = defaultdict(list)
    for r in found:
        values: list[Any] = [*r, tuple(caveats.get(r.id, ()))]
        grouped[r.indicator_id].append(Observed(*values))
    return grouped


def _caveats(session: ScopedSession, ids: Sequence[int], at: Any) -> dict[int, list[Caveat]]:
    row = known(ObservationCaveat, at)
    wanted = set(ids)
    statement = select(row.observation_id, row.kind, row.note).order_by(row.id)
    if len(ids) <= 500:  # beyond that a list of ids costs more than it saves
        statement = statement.where(row.observation_id.in_(ids))
    grouped: dict[int, list[Caveat]] = defaultdict(list)
    for r in session.execute(statement):
        if r.observation_id in wanted:
            grouped[r.observation_id].append(Caveat(r.kind, r.note))
    return grouped


def split_by_period(
    rows: Iterable[Observed], period: Period
) -> tuple[list[Observed], list[Observed]]:
    """Return (inside, left out): only an observation whose own period lies inside counts."""
    inside: list[Observed] = []
    left_out: list[Observed] = []
    for row in rows:
        if row.start >= period.start and row.end <= period.end:
            inside.append(row)
        elif row.start <= period.end and row.end >= period.start:
            left_out.append(row)
    return inside, left_out


def why_left_out(row: Observed) -> str:
    """Return the sentence for an observation whose period does not fit."""
    return _("meting over {period} valt niet helemaal in deze periode").format(
        period=parse_period(row.period).label
    )


def combine(rows: Sequence[Observed], behaviour: Behaviour) -> Combined:
    """Return what observations inside one period say together, by the indicator's behaviour.

    A period that another observation covers as a whole is not added to it.
    """
    rows = _outermost(rows)
    caveats = tuple(dict.fromkeys(c for row in rows for c in row.caveats))
    answered = [row for row in rows if not row.absence]
    if not answered:
        absence = "; ".join(dict.fromkeys(row.absence for row in rows))
        return Combined(absence=absence, caveats=caveats, rows=len(rows))
    if any(row.text for row in answered):
        text = " · ".join(row.text for row in answered)
        return Combined(text=text, caveats=caveats, rows=len(rows))
    if any(row.numerator is not None for row in answered):
        return _ratio(answered, caveats)
    return _number(answered, behaviour, caveats)


def _outermost(rows: Sequence[Observed]) -> list[Observed]:
    """Return the rows that no other row of the same site and cell covers."""

    def covered(row: Observed) -> bool:
        return any(
            other is not row
            and (other.site, other.cell) == (row.site, row.cell)
            and other.start <= row.start
            and other.end >= row.end
            and (other.start, other.end) != (row.start, row.end)
            for other in rows
        )

    return [row for row in rows if not covered(row)]


def _ratio(rows: Sequence[Observed], caveats: tuple[Caveat, ...]) -> Combined:
    """Add numerators and denominators apart; a zero denominator leaves the value undefined."""
    numerator = sum(row.numerator or 0 for row in rows)
    denominator = sum(row.denominator or 0 for row in rows)
    value = Decimal(numerator) / Decimal(denominator) * 100 if denominator else None
    if value is not None:
        value = value.quantize(Decimal("0.000001"))
    absence = "" if denominator else _("niet bepaald: de noemer is 0")
    return Combined(value, numerator, denominator, absence=absence, caveats=caveats, rows=len(rows))


def _number(
    rows: Sequence[Observed], behaviour: Behaviour, caveats: tuple[Caveat, ...]
) -> Combined:
    values = [row.value for row in rows if row.value is not None]
    if behaviour is Behaviour.FLOW or len(values) == 1:
        return Combined(sum(values, Decimal(0)), caveats=caveats, rows=len(rows))
    if behaviour is Behaviour.DISTINCT:
        return Combined(
            lower=max(values), upper=sum(values, Decimal(0)), caveats=caveats, rows=len(rows)
        )
    last = max(row.end for row in rows)
    latest = [row.value for row in rows if row.end == last and row.value is not None]
    return Combined(sum(latest, Decimal(0)), caveats=caveats, rows=len(rows))
