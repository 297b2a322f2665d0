"""Figures from records: the only place that builds figure SQL.

One statement per measure family answers every indicator, period, site and category of a question;
the number of statements does not depend on how many there are. ``docs/figures.md`` has the rules.
"""

from __future__ import annotations

from collections.abc import Iterator

from toc_core.db.door import ScopedSession
from toc_core.db.measuring.answer import figure_of, plain_figure_of
from toc_core.db.measuring.fetched import Fetched, Part
from toc_core.db.measuring.fetching import fetch
from toc_core.db.measuring.question import By, Question
from toc_core.db.measuring.reconciling import reconciled
from toc_core.db.measuring.rows import RecordRow, rows_behind
from toc_core.figures import Figure, change_between
from toc_core.periods import Period, previous

__all__ = ["By", "Question", "RecordRow", "figures", "rows_behind"]


def figures(session: ScopedSession, question: Question) -> list[Figure]:
    """Return the figures of a question: per programme, indicator, period, and part if split.

    Every figure carries its target, status, caveats, what does not add up, and the step from the
    previous period.
    """
    if not question.spans:
        return []
    return list(_figures(fetch(session, question)))


def _figures(fetched: Fetched) -> Iterator[Figure]:
    question = fetched.question
    parts = [part for number in range(len(fetched.slots)) for part in fetched.parts(number)]
    made: dict[Period, dict[Part, Figure]] = {}
    for span, period in enumerate(question.spans):
        if period in question.periods:
            made[period] = reconciled({part: figure_of(fetched, part, span) for part in parts})
        else:
            made[period] = {part: plain_figure_of(fetched, part, span) for part in parts}
    befores = [None if question.to_date else previous(period) for period in question.periods]
    for part in parts:
        if question.indicators and part.slot.indicator.code not in question.indicators:
            continue  # only read for a formula
        for period, before in zip(question.periods, befores, strict=True):
            figure = made[period][part]
            if before is not None:
                still_open = period.end >= question.today
                change = change_between(made[before][part], figure, still_open=still_open)
                figure.fill(change=change)
            yield figure
