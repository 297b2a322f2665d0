"""Figures from records: the only place that builds figure SQL.

One statement per measure family answers every indicator, period, site and category of a question;
the number of statements does not depend on how many there are.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from sqlalchemy import func, literal, select, union_all

from toc_core.db.door import ScopedSession
from toc_core.db.measuring.answer import ALL_SITES, Answers, figure_of
from toc_core.db.measuring.families import FAMILIES, Tables
from toc_core.db.measuring.head_counts import Heads, head_count_statement
from toc_core.db.measuring.observed import fetch
from toc_core.db.measuring.question import By, Question
from toc_core.db.measuring.slots import (
    Identities,
    Slot,
    identities,
    slot_table,
    slots_of,
    span_table,
    year_table,
)
from toc_core.db.measuring.targets import fetch_targets
from toc_core.db.people import Site
from toc_core.figures import Figure, change_between
from toc_core.periods import previous
from toc_core.theory import Countable

__all__ = ["By", "Question", "RecordRow", "figures", "rows_behind"]


@dataclass(frozen=True)
class RecordRow:
    """A record behind a figure: its table, reference, day or year, site and words."""

    table: str
    id: int
    ref: str
    label: str
    site: str


@dataclass
class _Asked:
    """A question with everything that its statements share."""

    question: Question
    ids: Identities
    slots: list[Slot]
    sites: dict[int, Site] = field(default_factory=dict)

    def tables(self, countable: Countable) -> Tables | None:
        """Return the VALUES tables for one family; none when no slot wants it."""
        slots = slot_table(self.slots, [countable], self.ids)
        if slots is None:
            return None
        spans = self.question.spans
        return Tables(
            slots,
            span_table(spans),
            year_table(spans),
            self.question.practice,
            self.question.at,
        )


def figures(session: ScopedSession, question: Question) -> list[Figure]:
    """Return the figures of a question: per programme, indicator, period, and part if split.

    Every figure carries its target, status, caveats and the step from the previous period.
    """
    asked = _ask(session, question)
    answers = Answers(question, asked.ids, asked.sites)
    for countable in Countable:
        tables = asked.tables(countable)
        if tables is not None:
            _count(session, tables, countable, answers)
    if question.spans:
        known = asked.ids.indicators.values()
        answers.observed = dict(
            fetch(session, known, question.spans, practice=question.practice, at=question.at)
        )
        answers.targets = fetch_targets(session, known, question)
    return list(_figures(asked, answers))


def _ask(session: ScopedSession, question: Question) -> _Asked:
    asked = _Asked(question, identities(session, question), slots_of(question))
    asked.sites = {site.id: site for site in session.scalars(select(Site))}
    return asked


def _count(session: ScopedSession, tables: Tables, countable: Countable, answers: Answers) -> None:
    """Run the one statement of a family, and the head counts beside the people."""
    rows = FAMILIES[countable].matching(tables).subquery("matching")
    counted = (func.count(rows.c.thing.distinct()), func.count(rows.c.record.distinct()))
    key = (rows.c.slot, rows.c.span, rows.c.cell)
    whole = select(*key, literal(ALL_SITES), *counted).group_by(*key)
    statement: Any = whole
    if answers.question.by is By.SITE:
        statement = union_all(
            whole, select(*key, rows.c.site, *counted).group_by(*key, rows.c.site)
        )
    for slot, span, cell, site, things, records in session.execute(statement):
        answers.counts[slot, span, cell, site] = (things, records)
    if countable is Countable.PARTICIPANTS:
        for row in session.execute(head_count_statement(tables)):
            heads = Heads(row.site, row.school_year, row.unit, row.people)
            answers.heads[row.slot, row.span].append((heads, row.records))


def _figures(asked: _Asked, answers: Answers) -> Iterator[Figure]:
    spans = {period: number for number, period in enumerate(asked.question.spans)}
    for number, slot in enumerate(asked.slots):
        for part in answers.parts(number, slot):
            made = {period: figure_of(answers, part, span) for period, span in spans.items()}
            for period in asked.question.periods:
                figure = made[period]
                before = previous(period)
                if before is not None:
                    still_open = period.end >= asked.question.today
                    change = change_between(made[before], figure, still_open=still_open)
                    figure = replace(figure, change=change)
                yield figure


def rows_behind(
    session: ScopedSession, question: Question, indicator: str, site: str = ""
) -> list[RecordRow]:
    """Return the records that make the figure of one indicator in the question's one period."""
    asked = _ask(session, question)
    found: list[RecordRow] = []
    for number, slot in enumerate(asked.slots):
        if slot.indicator.code != indicator or slot.axis or slot.count is None:
            continue
        tables = asked.tables(slot.count.of)
        if tables is None:
            continue
        family = FAMILIES[slot.count.of]
        rows = family.matching(tables).subquery("matching")
        ids = select(rows.c.record).where(rows.c.slot == number, rows.c.span == 0)
        statement = select(family.model).where(family.model.id.in_(ids)).order_by(family.model.id)
        found += [_record_row(row, asked.sites) for row in session.scalars(statement)]
    return [row for row in found if not site or row.site == site]


def _record_row(row: Any, sites: dict[int, Site]) -> RecordRow:
    site = sites.get(row.site_id)
    return RecordRow(row.__tablename__, row.id, row.ref, str(row), site.label if site else "")
