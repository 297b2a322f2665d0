"""The records behind one figure, so that every number can be looked up."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from typing import Any

from sqlalchemy import select

from toc_core.db.columns import batches
from toc_core.db.door import ScopedSession
from toc_core.db.history import known
from toc_core.db.measures import TOTAL, Observation, Score
from toc_core.db.measuring.families import FAMILIES, Tables
from toc_core.db.measuring.fetched import Fetched
from toc_core.db.measuring.fetching import Matching, Run, ask, is_change, is_score, records
from toc_core.db.measuring.head_counts import head_count_rows
from toc_core.db.measuring.question import Question
from toc_core.db.measuring.valued import QUANTITIES, latest_scores, scores
from toc_core.db.people import CITY_SITE
from toc_core.db.records import HeadCount
from toc_core.i18n import _
from toc_core.theory import Countable


@dataclass(frozen=True)
class RecordRow:
    """A record behind a figure: its table, reference, words and site, and since when it is known.

    ``late`` tells that it was entered after the period had ended.
    """

    table: str
    id: int
    ref: str
    label: str
    site: str
    known_from: datetime
    known_by: str
    late: bool = False


def rows_behind(
    session: ScopedSession, question: Question, indicator: str, site: str = ""
) -> list[RecordRow]:
    """Return the records that make the whole of one indicator in the question's first period.

    ``site`` is the label of the one site whose records are wanted.
    """
    fetched = ask(session, question)
    fetched.slots = [s for s in fetched.slots if s.indicator.code == indicator and not s.axis]
    if not fetched.slots or not question.spans:
        return []
    run = Run(session, fetched)
    found: list[RecordRow] = []
    matched: list[tuple[type[Any], list[int]]] = [*_matched(run)]
    matched.append((Observation, _observed(session, run)))
    for model, ids in matched:
        found += _rows(session, fetched, model, sorted(set(ids)))
    return [row for row in found if not site or row.site == site]


def _matched(run: Run) -> Iterator[tuple[type[Any], list[int]]]:
    """Yield per class of records the ids of those that the first period counts."""
    for countable in Countable:
        for tables in run.counting(countable):
            yield FAMILIES[countable].model, _ids(run, tables, FAMILIES[countable].matching)
            if countable is Countable.PARTICIPANTS:
                yield HeadCount, _ids(run, tables, head_count_rows)
    for tables in run.tables(run.valued(partial(is_score, once=True))):
        yield Score, _ids(run, replace(tables, by_site=False), latest_scores)
    for wanted in (partial(is_score, once=False), is_change):
        for tables in run.tables(run.valued(wanted)):
            yield Score, _ids(run, tables, scores)
    for quantity, (model, rows) in QUANTITIES.items():
        for tables in run.tables(run.valued(partial(records, of=quantity))):
            yield model, _ids(run, tables, rows)
    for _measure, own, tables, rows_of_plugin in run.custom():
        yield own.model, _ids(run, tables, rows_of_plugin)


def _ids(run: Run, tables: Tables, matching: Matching) -> list[int]:
    rows = matching(tables).subquery("matching")
    statement = select(rows.c.record).where(rows.c.span == 0).distinct()
    return list(tables.run(run.session, statement).scalars())


def _observed(session: ScopedSession, run: Run) -> list[int]:
    """Return the observations that speak: of each school those of the lowest rank answered."""
    statements = run.observing()
    if statements is None:
        return []
    by_site: dict[int, dict[int, list[int]]] = defaultdict(lambda: defaultdict(list))
    for site, rank, number, answered in statements.ids(session, span=0, cell=TOTAL):
        by_site[site][rank if answered else 99].append(number)
    chosen = {site: ranks[min(ranks)] for site, ranks in by_site.items()}
    if CITY_SITE in chosen and 99 not in by_site[CITY_SITE]:
        return chosen[CITY_SITE]
    return [number for numbers in chosen.values() for number in numbers]


def _rows(
    session: ScopedSession, fetched: Fetched, model: type[Any], ids: Iterable[int]
) -> Iterator[RecordRow]:
    row = known(model, fetched.question.at)
    ended = fetched.question.periods[0].end
    site_id = row.site_id if hasattr(model, "site_id") else None
    for some in batches(list(ids)):
        live = {r.id: r for r in session.scalars(select(model).where(model.id.in_(some)))}
        columns = (row.id, row.ref, row.known_from, row.known_by)
        statement = select(*columns, *([site_id] if site_id is not None else []))
        for number, ref, since, who, *at in session.execute(
            statement.where(row.id.in_(some)).order_by(row.id)
        ):
            site = fetched.sites.get(at[0]) if at else None
            label = str(live[number]) if number in live else _("intussen verwijderd")
            late = since.date() > ended
            yield RecordRow(
                model.__tablename__,
                number,
                ref,
                label,
                site.label if site else "",
                since,
                who,
                late,
            )
