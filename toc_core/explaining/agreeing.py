"""Targets and baselines as they were entered: which speak, which were replaced, which never did."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from enum import Enum, auto

from sqlalchemy import select

from toc_core.db.door import ScopedSession
from toc_core.db.history import known
from toc_core.db.measures import Agreed, AgreedKind
from toc_core.periods import Period, parse_period

Key = tuple[AgreedKind, int, str, int, int]


class Standing(Enum):
    """Whether an agreement speaks: the latest by date agreed, then by entry, does."""

    SPEAKS = auto()
    REPLACED = auto()  # it spoke until another one did
    NEVER = auto()  # when it was entered, a later one spoke already


@dataclass(frozen=True)
class Agreement:
    """One target or baseline: what was agreed, when it was entered, and whether it speaks.

    ``before`` is the one that spoke when it was entered. An empty value is a direction.
    """

    id: int
    kind: AgreedKind
    indicator: int
    period: Period
    site: int
    cell: int
    value: Decimal | None
    agreed_on: date
    entered: datetime
    author: str
    reason: str
    before: Agreement | None = None
    standing: Standing = Standing.SPEAKS

    @property
    def is_change(self) -> bool:
        """Return whether it took the place of another one."""
        return self.before is not None and self.standing is not Standing.NEVER


def agreements_of(
    session: ScopedSession, indicators: Iterable[int], at: datetime | None = None
) -> list[Agreement]:
    """Return what was agreed on the indicators, in the order of entry: one statement."""
    row = known(Agreed, at)
    statement = (
        select(
            *(row.id, row.kind, row.indicator_id, row.period, row.site_id, row.cell_id),
            *(row.value, row.agreed_on, row.known_from, row.known_by, row.reason),
        )
        .where(row.indicator_id.in_(list(indicators)))
        .order_by(row.id)
    )
    return stood(
        Agreement(number, kind, indicator, parse_period(period), *rest)
        for number, kind, indicator, period, *rest in session.execute(statement)
    )


def stood(entered: Iterable[Agreement]) -> list[Agreement]:
    """Return agreements, given in the order of entry, with how each of them stands."""
    found: list[Agreement] = []
    speaking: dict[Key, int] = {}  # where the one that speaks stands among those found
    for one in entered:
        key = (one.kind, one.indicator, one.period.code, one.site, one.cell)
        place = speaking.get(key)
        last = None if place is None else found[place]
        late = last is not None and last.agreed_on > one.agreed_on
        standing = Standing.NEVER if late else Standing.SPEAKS
        found.append(replace(one, before=last, standing=standing))
        if late:
            continue
        if place is not None and last is not None:
            found[place] = replace(last, standing=Standing.REPLACED)
        speaking[key] = len(found) - 1
    return found
