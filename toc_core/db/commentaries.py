"""What the city team wrote beside the figures, as a report shows it."""

from __future__ import annotations

from sqlalchemy import select

from toc_core.db.door import ScopedSession
from toc_core.db.history import known
from toc_core.db.measures import CommentaryRow
from toc_core.db.measuring import Question
from toc_core.db.theory import ProgrammeRow
from toc_core.formats.commentary import Commentary


def commentaries(session: ScopedSession, question: Question) -> tuple[Commentary, ...]:
    """Return what was written of the programmes and periods, as known then: one statement."""
    row = known(CommentaryRow, question.at)
    statement = (
        select(
            ProgrammeRow.code, row.period, row.striking, row.meaning, row.next_steps, row.known_by
        )
        .join(row, ProgrammeRow.id == row.programme_id)
        .where(
            ProgrammeRow.code.in_([p.code for p in question.programmes]),
            row.period.in_([period.code for period in question.periods]),
            row.fictitious.is_(question.practice),
        )
    )
    found = {(r[0], r[1]): r for r in session.execute(statement)}
    return tuple(
        Commentary(programme.code, period, *found[programme.code, period.code][2:])
        for programme in question.programmes
        for period in question.periods
        if (programme.code, period.code) in found
    )
