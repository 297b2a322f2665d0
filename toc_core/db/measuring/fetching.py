"""Runs the statements of a question: one per measure family, whatever is asked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from sqlalchemy import func, select

from toc_core.db.door import ScopedSession
from toc_core.db.measuring.counting import counted
from toc_core.db.measuring.families import FAMILIES, Tables
from toc_core.db.measuring.fetched import Fetched
from toc_core.db.measuring.filters import SlotRow, asked_table, rows_of, valued_rows
from toc_core.db.measuring.head_counts import head_count_statement
from toc_core.db.measuring.observed import Observations, wanted_table
from toc_core.db.measuring.question import Question
from toc_core.db.measuring.same_schools import same_schools
from toc_core.db.measuring.slots import Slot, identities, slots_of
from toc_core.db.measuring.targets import fetch_agreements
from toc_core.db.measuring.valued import (
    ALL_SITES,
    QUANTITIES,
    changes,
    latest_scores,
    resources_left_out,
    scores,
    tallies,
)
from toc_core.db.measuring.wanting import wanted_by
from toc_core.db.records import Resource
from toc_core.figures.custom import CustomMeasure
from toc_core.figures.heads import Bounds, Heads
from toc_core.figures.summaries import EACH_VALUE
from toc_core.theory import (
    CROSS,
    Behaviour,
    Countable,
    Custom,
    Observed,
    Quantity,
    Recorded,
    Scored,
    Summary,
)


def ask(session: ScopedSession, question: Question, united: Iterable[Slot] = ()) -> Fetched:
    """Return what the statements that every question needs brought back; ``united`` are extra."""
    extra = list(united)
    programmes = [*question.programmes, *(p for slot in extra for p, _i in slot.members)]
    ids = identities(session, programmes)
    same = same_schools(session)
    slots = [*slots_of(question, ids), *extra]
    return Fetched(question, ids, same.sites, same, slots)


def fetch(session: ScopedSession, question: Question, united: Iterable[Slot] = ()) -> Fetched:
    """Return everything the figures of a question need."""
    fetched = ask(session, question, united)
    run = Run(session, fetched)
    for countable in Countable:
        run.count(countable)
    run.values()
    run.observations()
    practice = fetched.practice_sites
    known = fetched.ids.indicators.values()
    fetched.agreed = fetch_agreements(session, known, question, practice)
    return fetched


@dataclass(frozen=True)
class Run:
    """One session and what it fetches into."""

    session: ScopedSession
    fetched: Fetched

    def tables(self, rows: Iterable[tuple[Slot, SlotRow]]) -> Iterator[Tables]:
        """Yield what the slots decided by days ask for, then those decided by school years."""
        question = self.fetched.question
        wanted = list(rows)
        for attributed in (False, True):
            chosen = [(slot, row) for slot, row in wanted if slot.attributed is attributed]
            if chosen and question.spans:
                yield Tables(
                    asked_table((row for _slot, row in chosen), self.fetched.windows),
                    question.practice,
                    self.fetched.practice_sites,
                    question.at,
                    attributed,
                    split=any(slot.axis for slot, _row in chosen),
                    crossed=any(CROSS in slot.axis for slot, _row in chosen),
                    once=not any(slot.united for slot, _row in chosen),
                )

    def counting(self, countable: Countable) -> Iterator[Tables]:
        """Yield the tables for the slots that count one kind of thing."""
        fetched, to_date = self.fetched, self.fetched.question.to_date
        yield from self.tables(
            (slot, row)
            for number, slot in enumerate(fetched.slots)
            if slot.count is not None and slot.count.of is countable
            for row in rows_of(number, slot, fetched.ids, to_date=to_date)
        )

    def count(self, countable: Countable) -> None:
        """Run the statement of a family, and the head counts beside the people."""
        for tables in self.counting(countable):
            rows = FAMILIES[countable].matching(tables)
            if countable in (Countable.SCHOOLS, Countable.CAMPUSES):
                self._schools(rows, countable)
            else:
                self._things(rows, tables, own=FAMILIES[countable].own)
            if countable is Countable.PARTICIPANTS:
                self._heads(tables)

    def _things(self, matching: Any, tables: Tables | None = None, *, own: bool = False) -> None:
        by_site = self.fetched.question.by.sites
        split, once = (tables.split, tables.once) if tables else (True, False)
        statement = counted(matching, by_site=by_site, split=split, once=once, own=own)
        for *where, things, records in self.session.execute(statement):
            found = int(things)  # PostgreSQL adds whole numbers up to a decimal one
            self.fetched.counts[tuple(where)] = (Bounds(found, found), int(records))

    def _schools(self, matching: Any, countable: Countable) -> None:
        """Count in Python: which schools are one is known by their names, and they are few."""
        rows = matching.subquery("matching")
        columns = (rows.c.slot, rows.c.span, rows.c.cell, rows.c.cross, rows.c.site)
        places: dict[Any, dict[int, int]] = defaultdict(dict)
        statement = select(*columns, func.count(rows.c.record.distinct())).group_by(*columns)
        for slot, span, cell, cross, site, records in self.session.execute(statement):
            places[slot, span, cell, cross, ALL_SITES][site] = records
            if self.fetched.question.by.sites:
                places[slot, span, cell, cross, site][site] = records
        same = self.fetched.same
        how_many = same.schools if countable is Countable.SCHOOLS else same.different
        for key, found in places.items():
            self.fetched.counts[key] = (how_many(found), sum(found.values()))
            self.fetched.school_sites[key] = set(found)

    def _heads(self, tables: Tables) -> None:
        for row in self.session.execute(head_count_statement(tables)):
            heads = Heads(row.site, int(row.school_year), row.role, row.group_id, row.people)
            self.fetched.heads[row.slot, row.span].append((heads, row.records))

    def valued(self, wanted: Callable[[Slot], bool]) -> Iterator[tuple[Slot, SlotRow]]:
        """Yield the rows of filters of the wanted slots."""
        fetched, to_date = self.fetched, self.fetched.question.to_date
        for number, slot in enumerate(fetched.slots):
            if wanted(slot):
                for row in valued_rows(number, slot, fetched.ids, to_date=to_date):
                    yield slot, row

    def values(self) -> None:
        """Run the statements of the values in the records: two per family at the most."""
        split = self.fetched.question.by.sites
        for tables in self.tables(self.valued(partial(is_score, once=False))):
            self._tallies(scores(tables), Scored)
        for tables in self.tables(self.valued(partial(is_score, once=True))):
            self._tallies(latest_scores(tables, by_site=split), Scored, placed=True)
        for tables in self.tables(self.valued(is_change)):
            self.fetched.changes.update(changes(self.session, tables, by_site=split))
        for quantity, (model, rows) in QUANTITIES.items():
            if model is Resource and self.fetched.question.practice:
                continue  # what the city spends is real
            for tables in self.tables(self.valued(partial(records, of=quantity))):
                self._tallies(rows(tables), Recorded)
                if model is Resource:
                    for slot, span, start, end in self.session.execute(resources_left_out(tables)):
                        found = self.fetched.resources_left_out
                        found.setdefault((slot, span), []).append((start, end))
        self._custom()

    def _tallies(self, rows: Any, kind: type[Any], *, placed: bool = False) -> None:
        split = self.fetched.question.by.sites or placed
        each = self._each(kind)
        self.fetched.tallies.update(tallies(self.session, rows, by_site=split, each=each))

    def custom(self) -> Iterator[tuple[Custom, CustomMeasure, Any]]:
        """Yield what plugins measure: one statement of rows per measure and set of options."""
        known = self.fetched.question.measures
        asked = (slot.indicator.measure for slot in self.fetched.slots)
        for measure in dict.fromkeys(m for m in asked if isinstance(m, Custom)):
            own = known.get(measure.name)
            if own is None:
                continue
            options = {option.name: option.value for option in measure.options}
            for tables in self.tables(self.valued(partial(_measures, measure=measure))):
                yield measure, own, own.matching(tables, options)

    def _custom(self) -> None:
        for measure, _own, rows in self.custom():
            if measure.summary is None:
                self._things(rows)
            else:
                self._tallies(rows, Custom)

    def observing(self) -> Observations | None:
        """Return the statements about observations; none when no slot reads any."""
        fetched, question = self.fetched, self.fetched.question
        wanted = list(wanted_by(fetched))
        if not wanted or not question.spans:
            return None
        table = wanted_table(wanted, fetched.windows)
        practice = (question.practice, fetched.practice_sites)
        return Observations(Tables(table, *practice, question.at))

    def observations(self) -> None:
        """Run the statements about observations."""
        fetched, statements = self.fetched, self.observing()
        if statements is not None:
            fetched.observed = statements.read(self.session, each=self._each(Observed))
            fetched.left_out = dict(statements.left_out(self.session))

    def _each(self, kind: type[Any]) -> bool:
        """Return whether a slot of this kind needs each value, and not only their sum and ends."""
        measures = (slot.indicator.measure for slot in self.fetched.slots)
        return any(isinstance(m, kind) and m.summary in EACH_VALUE for m in measures)


def is_score(slot: Slot, *, once: bool) -> bool:
    """Return whether a slot summarises scores: all of them, or each person's latest ``once``."""
    measure = slot.indicator.measure
    scored = isinstance(measure, Scored) and measure.summary is not Summary.CHANGE
    return scored and once is (slot.indicator.behaviour in (Behaviour.STOCK, Behaviour.DISTINCT))


def is_change(slot: Slot) -> bool:
    """Return whether a slot sets the scores of two moments against each other."""
    measure = slot.indicator.measure
    return isinstance(measure, Scored) and measure.summary is Summary.CHANGE


def _measures(slot: Slot, measure: Custom) -> bool:
    return slot.indicator.measure == measure


def records(slot: Slot, *, of: Quantity) -> bool:
    """Return whether a slot summarises this number in the records."""
    measure = slot.indicator.measure
    return isinstance(measure, Recorded) and measure.of is of
