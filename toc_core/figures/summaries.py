"""Summaries: how the values behind a figure become one answer (``docs/figures.md`` §4 and §5)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction

from toc_core.figures.exact import rounded
from toc_core.theory import Summary


@dataclass(frozen=True)
class Answer:
    """What values say together: one number, bounds, a pair, counts per value, or nothing.

    ``n`` is the number of values (of pairs, for a change) behind it.
    """

    value: Decimal | None = None
    exact: Fraction | None = None
    lower: Decimal | None = None
    upper: Decimal | None = None
    numerator: int | None = None
    denominator: int | None = None
    percent: bool = False
    n: int | None = None
    distribution: tuple[tuple[Decimal, int], ...] = ()
    unmatched: tuple[int, int] | None = None


@dataclass
class Tally:
    """What was fetched of a set of values: how many, their sum and ends, and where asked each.

    ``values`` counts each value and ``last`` holds the latest day of each; both only for the
    summaries that need them. ``missing`` counts records without a value.
    """

    n: int = 0
    total: Decimal = Decimal(0)
    least: Decimal | None = None
    most: Decimal | None = None
    at_least: int = 0
    missing: int = 0
    values: Counter[Decimal] = field(default_factory=Counter)
    last: dict[Decimal, date] = field(default_factory=dict)

    def add(self, other: Tally) -> None:
        """Take over what another tally holds."""
        self.n += other.n
        self.total += other.total
        self.least = _end(min, self.least, other.least)
        self.most = _end(max, self.most, other.most)
        self.at_least += other.at_least
        self.missing += other.missing
        self.values.update(other.values)
        for value, day in other.last.items():
            self.last[value] = max(day, self.last.get(value, day))


def _end(
    choose: Callable[[list[Decimal]], Decimal], one: Decimal | None, other: Decimal | None
) -> Decimal | None:
    given = [value for value in (one, other) if value is not None]
    return choose(given) if given else None


def joined(tallies: Iterable[Tally]) -> Tally:
    """Return one tally of all the values of several."""
    whole = Tally()
    for tally in tallies:
        whole.add(tally)
    return whole


# Which summaries need each value, not only how many there are and their sum and ends.
EACH_VALUE = frozenset({Summary.MEDIAN, Summary.DISTRIBUTION, Summary.LATEST})


def summarise(summary: Summary, tally: Tally, *, same_people: bool = False) -> Answer | None:
    """Return the answer that a set of values gives; none when there is no value.

    ``same_people`` says that values of a sum may be about the same people (behaviour *distinct*).
    """
    if not tally.n and not tally.values:
        return None
    match summary:
        case Summary.SUM if same_people and tally.n > 1:
            assert tally.most is not None
            return within(tally.most, tally.total, n=tally.n)
        case Summary.SUM:
            return Answer(tally.total, n=tally.n)
        case Summary.MEAN:
            exact = Fraction(tally.total) / tally.n
            return Answer(rounded(exact), exact, n=tally.n)
        case Summary.MINIMUM:
            return Answer(tally.least, n=tally.n)
        case Summary.MAXIMUM:
            return Answer(tally.most, n=tally.n)
        case Summary.SHARE:
            return ratio(tally.at_least, tally.n, share=True, n=tally.n)
        case _:
            return _of_each(summary, tally)


def _of_each(summary: Summary, tally: Tally) -> Answer:
    n = tally.values.total()
    if summary is Summary.MEDIAN:
        middle = median(tally.values)
        return Answer(rounded(middle), middle, n=n)
    if summary is Summary.LATEST:
        day = max(tally.last.values())
        latest = [value for value, last in tally.last.items() if last == day]
        return within(min(latest), max(latest), n=n)
    return Answer(n=n, distribution=tuple(sorted(tally.values.items())))


def within(lower: Decimal, upper: Decimal, *, n: int | None = None) -> Answer:
    """Return bounds as an answer: the one number they leave, or both ends."""
    return Answer(lower, n=n) if lower == upper else Answer(lower=lower, upper=upper, n=n)


def median(values: Counter[Decimal]) -> Fraction:
    """Return the middle value; of an even number the mean of the middle two."""
    n = values.total()
    ordered = sorted(values)
    middle = {(n - 1) // 2: Decimal(0), n // 2: Decimal(0)}
    seen = 0
    for value in ordered:
        for place in middle:
            if seen <= place < seen + values[value]:
                middle[place] = value
        seen += values[value]
    return sum(map(Fraction, middle.values()), Fraction()) / len(middle)


def ratio(numerator: int, denominator: int, *, share: bool, n: int) -> Answer:
    """Return a ratio of sums; a zero denominator leaves the value undefined."""
    exact = Fraction(numerator, denominator) * (100 if share else 1) if denominator else None
    value = None if exact is None else rounded(exact)
    return Answer(value, exact, numerator=numerator, denominator=denominator, percent=share, n=n)


def change(pairs: int, difference: Decimal, unmatched: tuple[int, int]) -> Answer | None:
    """Return the mean difference of pairs, with how many had only a before and only an after."""
    if not pairs and not any(unmatched):
        return None
    exact = Fraction(difference) / pairs if pairs else None
    value = None if exact is None else rounded(exact)
    return Answer(value, exact, n=pairs, unmatched=unmatched)
