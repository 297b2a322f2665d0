"""Targets as agreed: the newest revision of each key speaks."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from sqlalchemy import select

from toc_core.db.door import ScopedSession
from toc_core.db.history import known
from toc_core.db.measures import Agreed, AgreedKind
from toc_core.db.measuring.question import Question

# indicator, period, site, cell
TargetKey = tuple[int, str, int, int]


def fetch_targets(
    session: ScopedSession, indicators: Iterable[int], question: Question
) -> dict[TargetKey, Decimal | None]:
    """Return the target per indicator, period, site and cell; an empty one is a direction only."""
    row = known(Agreed, question.at)
    found = session.execute(
        select(row.indicator_id, row.period, row.site_id, row.cell_id, row.value)
        .where(
            row.kind == AgreedKind.TARGET,
            row.indicator_id.in_(list(indicators)),
            row.period.in_([span.code for span in question.spans]),
        )
        .order_by(row.agreed_on, row.id)
    )
    return {(r.indicator_id, r.period, r.site_id, r.cell_id): r.value for r in found}
