"""Summaries of values, held against Python's own statistics on every list."""

from __future__ import annotations

import statistics
from collections import Counter
from datetime import date
from decimal import Decimal
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from toc_core.figures.exact import rounded
from toc_core.figures.summaries import Answer, Tally, change, joined, median, ratio, summarise
from toc_core.theory import Summary

quick = settings(deadline=None, derandomize=True)
VALUES = st.lists(st.decimals(-1000, 1000, places=2), min_size=1, max_size=12)
DAY = date(2024, 1, 1)


def tally(values: list[Decimal], threshold: Decimal = Decimal(0)) -> Tally:
    return Tally(
        n=len(values),
        total=sum(values, Decimal(0)),
        least=min(values),
        most=max(values),
        at_least=sum(v >= threshold for v in values),
        values=Counter(values),
        last=dict.fromkeys(values, DAY),
    )


@quick
@given(VALUES)
def test_the_median_is_the_middle_one(values: list[Decimal]) -> None:
    assert median(Counter(values)) == statistics.median(map(Fraction, values))


@quick
@given(VALUES)
def test_each_summary_is_what_its_name_says(values: list[Decimal]) -> None:
    found = {s: summarise(s, tally(values)) for s in Summary if s is not Summary.CHANGE}
    numbers = {s: a.value for s, a in found.items() if a is not None}
    assert numbers[Summary.SUM] == sum(values)
    assert numbers[Summary.MEAN] == rounded(statistics.mean(map(Fraction, values)))
    assert numbers[Summary.MINIMUM] == min(values)
    assert numbers[Summary.MAXIMUM] == max(values)
    share = found[Summary.SHARE]
    assert share is not None
    assert (share.numerator, share.denominator) == (sum(v >= 0 for v in values), len(values))
    spread = found[Summary.DISTRIBUTION]
    assert spread is not None
    assert dict(spread.distribution) == Counter(values)


@quick
@given(VALUES, VALUES)
def test_two_tallies_together_are_the_tally_of_all(one: list[Decimal], two: list[Decimal]) -> None:
    assert joined([tally(one), tally(two)]) == tally(one + two)


def test_no_values_give_no_answer() -> None:
    assert all(summarise(s, Tally()) is None for s in Summary)
    assert joined([]) == Tally()
    assert change(0, Decimal(0), (0, 0)) is None


def test_the_latest_value_speaks_and_several_of_one_day_are_bounds() -> None:
    two, five, later = Decimal(2), Decimal(5), date(2024, 2, 1)
    one_last = Tally(2, values=Counter([two, five]), last={two: DAY, five: later})
    assert summarise(Summary.LATEST, one_last) == Answer(five, n=2)
    both_last = Tally(2, values=Counter([two, five]), last={two: later, five: later})
    assert summarise(Summary.LATEST, both_last) == Answer(lower=two, upper=five, n=2)


def test_a_sum_that_may_hold_the_same_people_has_bounds() -> None:
    values = [Decimal(44), Decimal(70)]
    found = summarise(Summary.SUM, tally(values), same_people=True)
    assert found == Answer(lower=Decimal(70), upper=Decimal(114), n=2)


def test_a_ratio_is_a_percentage_only_where_a_share_is_meant() -> None:
    assert ratio(1, 3, share=True, n=1).value == Decimal("33.333333")
    assert ratio(7, 2, share=False, n=1).value == Decimal("3.5")
    assert ratio(0, 0, share=True, n=1).value is None


def test_a_half_is_rounded_away_from_zero() -> None:
    assert rounded(Fraction(1, 2_000_000)) == Decimal("0.000001")
    assert rounded(Fraction(-1, 2_000_000)) == Decimal("-0.000001")
