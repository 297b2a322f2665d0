"""Section 4: observations, which of them count, and what they say together."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from fractions import Fraction
from itertools import product
from typing import NamedTuple

from proofs.figures.facts import CITY, NONE, Observation, Reservation, period_of
from proofs.figures.oracle.asking import Answer, Asked, Part, between
from proofs.figures.oracle.summing import Value, summarised
from proofs.figures.oracle.windows import counted_from, lies_within, only_overlaps
from toc_core.theory import CROSS, Behaviour, Count, Observed, Programme, Summary, ValueKind


class Found(NamedTuple):
    """Observations that count, or that say why there is nothing; how many do not count."""

    kept: list[Observation]
    inside: int
    left_out: int = 0

    @property
    def answered(self) -> list[Observation]:
        """Return those that hold an answer."""
        return [row for row in self.kept if not row.absence]


def observed(asked: Asked, measure: Observed) -> Answer:
    """Return what the observations say together."""
    found = _all_schools(asked)
    rows = found.answered
    answer = _one_answer(asked, measure, rows)
    return replace(
        answer,
        absences=frozenset() if rows else frozenset(row.absence for row in found.kept),
        caveats=frozenset(_reservations(asked, rows)),
        left_out=found.left_out,
        partly=bool(rows) and not _fills(asked, rows),
    )


def _fills(asked: Asked, rows: list[Observation]) -> bool:
    """Section 10: from the first to the last day; a level to the last; years need not fit."""
    first, last = asked.period.start, asked.period.end
    slack = 365 if (last - first).days > 365 else 0
    level = asked.indicator.behaviour in (Behaviour.STOCK, Behaviour.CUMULATIVE)
    begun = level or any((_days(row)[0] - first).days <= slack for row in rows)
    return begun and any((last - _days(row)[1]).days <= slack for row in rows)


def _one_answer(asked: Asked, measure: Observed, rows: list[Observation]) -> Answer:
    if not rows:
        return Answer()
    if measure.kind is ValueKind.TEXT:
        oldest_first = sorted(rows, key=lambda row: period_of(row.period).start)
        return Answer(answered=True, texts=tuple(row.text for row in oldest_first))
    if measure.kind is ValueKind.RATIO:
        return _ratio(rows, measure.share)
    values = [
        Value(Fraction(row.value), period_of(row.period).end)
        for row in rows
        if row.value is not None
    ]
    return summarised(values, measure.summary, asked.indicator.behaviour, measure.threshold)


def _ratio(rows: list[Observation], share: bool) -> Answer:
    """Sum of numerators over sum of denominators; over zero it is undefined."""
    above = sum(row.numerator or 0 for row in rows)
    below = sum(row.denominator or 0 for row in rows)
    value = Fraction(above * (100 if share else 1), below) if below else None
    return Answer(answered=True, value=value, numerator=above, denominator=below, percent=share)


def _reservations(asked: Asked, rows: list[Observation]) -> Iterator[str]:
    numbers = {row.id for row in rows}
    for reservation in asked.known.all(Reservation):
        if reservation.observation in numbers:
            yield reservation.kind


def joined(asked: Asked, counted: Answer) -> Answer:
    """Return what was counted together with what was typed before counting began."""
    typed = observed(asked, Observed())
    if counted.bounds is None:
        return typed
    if typed.bounds is None:
        return replace(counted, left_out=typed.left_out)
    (least, most), (fewest, highest) = counted.bounds, typed.bounds
    match asked.indicator.behaviour:
        case Behaviour.DISTINCT:
            answer = between(max(least, fewest), most + highest)
        case Behaviour.STOCK:  # the counted level is the later one
            answer = between(least, most)
        case _:
            answer = between(least + fewest, most + highest)
    caveats = counted.caveats | typed.caveats | {"definition_changed"}
    return replace(answer, caveats=caveats, left_out=typed.left_out)


def _all_schools(asked: Asked) -> Found:
    """A figure of the whole city speaks alone; then those of schools are left out."""
    sites = [site for site in asked.known.sites if asked.here(site)]
    found = {site: _at_site(asked, site) for site in sites}
    city = found.get(CITY)
    if city is not None and city.answered:
        silenced = sum(bool(f.answered) for site, f in found.items() if site != CITY)
        left_out = sum(f.left_out for f in found.values())
        return Found(city.kept, city.inside, left_out + silenced)
    return Found(
        [row for f in found.values() for row in f.kept],
        sum(f.inside for f in found.values()),
        sum(f.left_out for f in found.values()),
    )


def _at_site(asked: Asked, site: int) -> Found:
    """The observations of the cell itself; without any, those of a finer split."""
    own = _series(asked, site, asked.part.axis, asked.part.category)
    if own.answered or not _adds_up(asked):
        return own
    for finer in _finer(asked):
        found = [_series(asked, site, axis, category) for axis, category in finer]
        if any(f.answered for f in found):
            kept = [row for f in found for row in f.kept]
            return Found(kept, sum(f.inside for f in found), own.left_out)
    return own


def _adds_up(asked: Asked) -> bool:
    """Return whether the parts may stand for the whole: sums of numbers, and ratios."""
    measure = asked.indicator.measure
    if isinstance(measure, Observed) and measure.kind is ValueKind.RATIO:
        return True
    sums = isinstance(measure, Count) or (
        isinstance(measure, Observed)
        and measure.kind is ValueKind.NUMBER
        and measure.summary is Summary.SUM
    )
    return sums and asked.indicator.behaviour is not Behaviour.DISTINCT


def _finer(asked: Asked) -> Iterator[list[tuple[str, str]]]:
    """Yield the cells of each axis that splits the part asked for, the first axis first."""
    for axis in axes_of(asked.programme, asked.indicator.disaggregations):
        if finer := finer_cells(asked.programme, axis, asked.part):
            yield finer


def finer_cells(programme: Programme, axis: str, part: Part) -> list[tuple[str, str]]:
    """Return the cells of an axis that make up the whole, or one category of a simpler axis."""
    if not part.axis:
        return [(axis, category) for category in categories_of(programme, axis)]
    names = axis.split(CROSS)
    if len(names) == 1 or part.axis not in names:
        return []
    place = names.index(part.axis)
    return [
        (axis, category)
        for category in categories_of(programme, axis)
        if category.split(CROSS)[place] == part.category
    ]


def categories_of(programme: Programme, axis: str) -> list[str]:
    """Return the categories of an axis, crossed ones too; *unknown* is always one."""
    lists = []
    for name in axis.split(CROSS):
        declared = next(a for a in programme.disaggregations if a.code == name.split(".")[0])
        lists.append([*(c.code for c in declared.categories), "unknown"])
    return [CROSS.join(pair) for pair in product(*lists)]


def axes_of(programme: Programme, names: tuple[str, ...]) -> list[str]:
    """Return the axes that names stand for: as they are now, then as they were before."""
    keys = {a.code: a.key for a in programme.disaggregations}
    found = []
    for name in names:
        now = CROSS.join(keys[part] for part in name.split(CROSS))
        found += [now] if now == name else [now, name]
    return found


def _series(asked: Asked, site: int, axis: str, category: str) -> Found:
    """Return what counts of the observations of one school and category."""
    key = (asked.programme.code, asked.indicator.code, site)
    rows = [r for r in asked.known.observations[key] if (r.axis, r.category) == (axis, category)]
    rows = [row for row in rows if _may_be_typed(asked, row)]
    own = [row for row in rows if row.perspective == NONE]
    inside = [row for row in own if lies_within(asked, *_days(row))]
    outside = sum(only_overlaps(asked, *_days(row)) for row in own)
    other = sum(
        lies_within(asked, *_days(row)) or only_overlaps(asked, *_days(row))
        for row in rows
        if row.perspective != NONE
    )
    kept = [row for row in inside if not any(_replaces(other, row) for other in inside)]
    answered = [row for row in kept if not row.absence]
    if asked.indicator.behaviour in (Behaviour.STOCK, Behaviour.CUMULATIVE) and answered:
        kept = [max(answered, key=lambda row: (_days(row)[1], -_days(row)[0].toordinal()))]
    return Found(kept, len(inside), outside + other)


def _may_be_typed(asked: Asked, row: Observation) -> bool:
    """A counted indicator reads only what was typed about the time before it was counted."""
    if not isinstance(asked.indicator.measure, Count):
        return True
    return _days(row)[1] < counted_from(asked)


def _replaces(other: Observation, row: Observation) -> bool:
    """An answer replaces those of its series whose period it covers; of equals the last stays."""
    (first, last), (begin, end) = _days(other), _days(row)
    covers = first <= begin and end <= last and (first, last) != (begin, end)
    # A second term and a first quarter are the same days.
    again = (first, last) == (begin, end) and other.id > row.id
    return (covers or again) and not other.absence


def _days(row: Observation) -> tuple[date, date]:
    period = period_of(row.period)
    return period.start, period.end
