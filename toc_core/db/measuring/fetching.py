"""Runs the statements of a question: one per measure family, whatever is asked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from sqlalchemy import Select

from toc_core.db.door import ScopedSession
from toc_core.db.measuring.counting import counted, participants_of_schools
from toc_core.db.measuring.families import FAMILIES, Tables
from toc_core.db.measuring.fetched import Fetched
from toc_core.db.measuring.filters import ASKED, SlotRow, asked_rows, rows_of, valued_rows
from toc_core.db.measuring.head_counts import head_count_statement
from toc_core.db.measuring.observed import WANTED, Observations, wanted_rows
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

Matching = Callable[[Tables], Select[Any]]


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
                    ASKED,
                    asked_rows((row for _slot, row in chosen), self.fetched.windows),
                    question.practice,
                    self.fetched.practice_sites,
                    question.at,
                    question.by.sites,
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
            family = FAMILIES[countable]
            if countable in (Countable.SCHOOLS, Countable.CAMPUSES):
                self._schools(tables, countable)
            else:
                self._things(tables, family.matching, own=family.own)
            if countable is Countable.PARTICIPANTS:
                self._heads(tables)

    def _things(self, t: Tables, matching: Matching, *, own: bool = False) -> None:
        for *where, things, records in t.run(self.session, counted(matching, t, own=own)):
            found = int(things)  # PostgreSQL adds whole numbers up to a decimal one
            self.fetched.counts[tuple(where)] = (Bounds(found, found), int(records))

    def _schools(self, t: Tables, countable: Countable) -> None:
        """Count in Python: which schools are one is known by their names, and they are few."""
        places: dict[Any, dict[int, int]] = defaultdict(dict)
        statement = participants_of_schools(t)
        for slot, span, cell, cross, site, records in t.run(self.session, statement):
            places[slot, span, cell, cross, ALL_SITES][site] = records
            if self.fetched.question.by.sites:
                places[slot, span, cell, cross, site][site] = records
        same = self.fetched.same
        how_many = same.schools if countable is Countable.SCHOOLS else same.different
        for key, found in places.items():
            self.fetched.counts[key] = (how_many(found), sum(found.values()))
            self.fetched.school_sites[key] = set(found)

    def _heads(self, tables: Tables) -> None:
        for row in tables.run(self.session, head_count_statement(tables)):
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
        for tables in self.tables(self.valued(partial(is_score, once=False))):
            self._tallies(tables, scores, Scored)
        for tables in self.tables(self.valued(partial(is_score, once=True))):
            self._tallies(tables, latest_scores, Scored, placed=True)
        for tables in self.tables(self.valued(is_change)):
            self.fetched.changes.update(changes(self.session, tables))
        for quantity, (model, rows) in QUANTITIES.items():
            if model is Resource and self.fetched.question.practice:
                continue  # what the city spends is real
            for tables in self.tables(self.valued(partial(records, of=quantity))):
                self._tallies(tables, rows, Recorded)
                if model is Resource:
                    left_out = tables.run(self.session, resources_left_out(tables))
                    for slot, span, start, end in left_out:
                        found = self.fetched.resources_left_out
                        found.setdefault((slot, span), []).append((start, end))
        self._custom()

    def _tallies(self, t: Tables, rows: Matching, kind: type[Any], *, placed: bool = False) -> None:
        each = self._each(kind)
        self.fetched.tallies.update(tallies(self.session, t, rows, placed=placed, each=each))

    def custom(self) -> Iterator[tuple[Custom, CustomMeasure, Tables, Matching]]:
        """Yield what plugins measure: one statement of rows per measure and set of options."""
        known = self.fetched.question.measures
        asked = (slot.indicator.measure for slot in self.fetched.slots)
        for measure in dict.fromkeys(m for m in asked if isinstance(m, Custom)):
            own = known.get(measure.name)
            if own is None:
                continue
            options = {option.name: option.value for option in measure.options}
            for tables in self.tables(self.valued(partial(_measures, measure=measure))):
                # A plugin may match the same thing twice, and in categories of its own.
                tables = replace(tables, split=True, once=False)
                yield measure, own, tables, partial(own.matching, options=options)

    def _custom(self) -> None:
        for measure, _own, tables, rows in self.custom():
            if measure.summary is None:
                self._things(tables, rows)
            else:
                self._tallies(tables, rows, Custom)

    def observing(self) -> Observations | None:
        """Return the statements about observations; none when no slot reads any."""
        fetched, question = self.fetched, self.fetched.question
        wanted = list(wanted_by(fetched))
        if not wanted or not question.spans:
            return None
        rows = wanted_rows(wanted, fetched.windows)
        practice = (question.practice, fetched.practice_sites)
        return Observations(Tables(WANTED, rows, *practice, question.at))

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
