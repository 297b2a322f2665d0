"""The worked examples of docs/figures.md, one by one, on both databases."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from toc_core.db.measures import AgreedKind
from toc_core.db.measuring import By
from toc_core.db.store import Store
from toc_core.figures import CaveatKind, Status
from toc_core.theory import (
    Behaviour,
    Conventions,
    Count,
    Countable,
    Direction,
    Formula,
    Gap,
    Indicator,
    Moment,
    Observed,
    Overall,
    Role,
    Scored,
    Summary,
    ValueKind,
)

from .small_town import NEXT, YEAR, SmallTown

BOTH = "2023-2024..2024-2025"
LATER = date(2024, 10, 1)
PEOPLE = Indicator(
    "people",
    "result",
    Count(Countable.PARTICIPANTS),
    behaviour=Behaviour.DISTINCT,
    disaggregations=("kind", "kind*gender"),
)


def typed(behaviour: Behaviour = Behaviour.FLOW, **measure: object) -> Indicator:
    own = {k: measure.pop(k) for k in ("conventions", "direction") if k in measure}
    return Indicator("typed", "result", Observed(**measure), behaviour=behaviour, **own)  # type: ignore[arg-type]


def test_two_pupils_at_three_sessions_are_three_deliveries_and_two_pupils(store: Store) -> None:
    deliveries = Indicator("deliveries", "result", Count(Countable.DELIVERIES))
    town = SmallTown(store, PEOPLE, deliveries)
    town.session("p")
    town.session("q")
    town.session("q", day=date(2023, 11, 6))
    assert town.one().value == 2


def test_pupils_of_groups_add_up_and_a_session_without_a_group_may_be_anybody(
    store: Store,
) -> None:
    town = SmallTown(store, PEOPLE)
    town.heads(20, group="3A")
    town.heads(18, group="3B")
    assert town.one().value == 38
    town.heads(25)
    assert (town.one().lower, town.one().upper) == (38, 63)
    town.heads(20, LATER, group="4A")
    assert (town.one(BOTH).lower, town.one(BOTH).upper) == (38, 83)


def test_one_teacher_may_stand_in_two_groups(store: Store) -> None:
    town = SmallTown(store, PEOPLE)
    town.heads(8, group="3A", role=Role.TEACHER)
    town.heads(5, group="3B", role=Role.TEACHER)
    assert (town.one().lower, town.one().upper) == (8, 13)


def test_a_person_whose_category_changes_counts_in_both_and_the_report_says_so(
    store: Store,
) -> None:
    town = SmallTown(store, PEOPLE)
    town.trait("p", "kind", "a")
    town.trait("p", "kind", "b", year=NEXT)
    town.session("p")
    town.session("p", day=LATER)
    whole, *parts = [f for f in town.all(BOTH, by=By.CELL) if f.axis in ("", "kind")]
    assert (whole.value, [f.value for f in parts]) == (1, [1, 1, None])
    by_kind, crossed = whole.mismatches
    assert (by_kind.parts, by_kind.whole, by_kind.overlap) == (2, 1, True)
    assert crossed.overlap


def test_crossed_axes_look_at_both_at_once(store: Store) -> None:
    town = SmallTown(store, PEOPLE)
    town.trait("p", "kind", "a")
    town.trait("p", "gender", "x")
    town.trait("q", "kind", "a")
    town.session("p", "q")
    crossed = {f.category: f.value for f in town.all(by=By.CELL) if f.axis == "kind*gender"}
    assert {c: v for c, v in crossed.items() if v is not None} == {"a*x": 1, "a*unknown": 1}


@pytest.mark.parametrize(
    ("behaviour", "value", "bounds"),
    [
        (Behaviour.FLOW, 114, (None, None)),
        (Behaviour.STOCK, 70, (None, None)),
        (Behaviour.DISTINCT, None, (70, 114)),
    ],
)
def test_the_behaviour_says_what_two_years_are_together(
    store: Store, behaviour: Behaviour, value: int | None, bounds: tuple[int | None, int | None]
) -> None:
    town = SmallTown(store, typed(behaviour))
    town.typed(YEAR, 44)
    town.typed(NEXT, 70)
    figure = town.one(BOTH)
    assert (figure.value, (figure.lower, figure.upper)) == (value, bounds)


def test_a_ratio_is_the_sum_of_numerators_over_that_of_denominators(store: Store) -> None:
    town = SmallTown(store, typed(kind=ValueKind.RATIO))
    town.typed(YEAR, site="a", numerator=1, denominator=2)
    town.typed(YEAR, site="b", numerator=9, denominator=18)
    figure = town.one()
    assert (figure.numerator, figure.denominator, figure.value) == (10, 20, 50)  # not (50+50)/2
    assert figure.shown == "50\u202f%"


def test_a_zero_denominator_is_undefined_and_never_zero_percent(store: Store) -> None:
    town = SmallTown(store, typed(kind=ValueKind.RATIO))
    town.typed(YEAR, numerator=0, denominator=0)
    figure = town.one()
    assert (figure.value, figure.absence) == (None, "niet bepaald: de noemer is 0")


@pytest.mark.parametrize(
    ("summary", "value"),
    [
        (Summary.MEAN, Decimal("3.333333")),  # 10 / 3
        (Summary.MEDIAN, Decimal(3)),
        (Summary.MINIMUM, Decimal(2)),
        (Summary.MAXIMUM, Decimal(5)),
        (Summary.SHARE, Decimal("66.666667")),  # 2 of 3 are at least 3: exactly 3 is inside
    ],
)
def test_values_are_summarised_by_name(store: Store, summary: Summary, value: Decimal) -> None:
    threshold = Decimal(3) if summary is Summary.SHARE else None
    town = SmallTown(store, typed(kind=ValueKind.RATING, summary=summary, threshold=threshold))
    for site, rating in (("city", 0), ("a", 2), ("b", 3)):
        if site != "city":
            town.typed(YEAR, rating, site)
    town.typed("2023-2024.T1", 5, "a", indicator="typed")
    # School A rated 2 over the whole year, which covers its first term.
    assert town.one().n == 2
    town.typed(NEXT, 5, "a")
    assert (town.one(BOTH).value, town.one(BOTH).n) == (value, 3)


def test_a_distribution_says_how_often_each_value_was_given(store: Store) -> None:
    town = SmallTown(store, typed(kind=ValueKind.RATING, summary=Summary.DISTRIBUTION))
    town.typed(YEAR, 4, "a")
    town.typed(NEXT, 4, "a")
    town.typed(YEAR, 2, "b")
    figure = town.one(BOTH)
    assert (figure.value, figure.text) == (None, "2: 1× · 4: 2×")


def test_a_change_is_told_over_pairs_and_names_who_has_no_pair(store: Store) -> None:
    moments = (Moment.BEFORE, Moment.AFTER)
    town = SmallTown(store, Indicator("change", "result", Scored(Summary.CHANGE, moments)))
    end = date(2024, 5, 6)
    for name, before, after in (("p", 2, 5), ("q", 3, 4), ("r", 4, None)):
        town.score(name, before)
        if after is not None:
            town.score(name, after, Moment.AFTER, end)
    figure = town.one()
    assert (figure.value, figure.n, figure.unmatched) == (2, 2, (1, 0))  # (3 + 1) / 2


def test_everyone_once_takes_the_latest_score(store: Store) -> None:
    once = Indicator("mean", "result", Scored(), behaviour=Behaviour.DISTINCT)
    town = SmallTown(store, once)
    town.score("p", 1)
    town.score("p", 4, day=date(2024, 3, 4))
    town.score("q", 2)
    assert (town.one().value, town.one().n) == (3, 2)  # (4 + 2) / 2


def test_a_formula_calculates_with_exact_figures_and_refuses_zero(store: Store) -> None:
    formula = Indicator("per_person", "result", Formula("talks / people", decimals=2))
    talks = Indicator("talks", "result", Count(Countable.DELIVERIES))
    town = SmallTown(store, formula, talks, PEOPLE)
    assert town.one().absence == "geen cijfer voor Resultaat"
    town.session("p", "q", "r")
    assert (town.one().value, town.one().shown) == (Decimal("0.333333"), "0,33")
    town.heads(5)
    assert (town.one().lower, town.one().upper) == (Decimal("0.25"), Decimal("0.4"))  # 2/8, 2/5


def test_a_stock_may_carry_its_last_level_and_then_says_so(store: Store) -> None:
    carried = Conventions(gap=Gap.CARRIED)
    town = SmallTown(store, typed(Behaviour.STOCK, conventions=carried))
    town.typed(YEAR, 12)
    figure = town.one(NEXT)
    assert (figure.value, [c.kind for c in figure.caveats]) == (12, [CaveatKind.CARRIED])
    assert "31/08/2024" in figure.caveats[0].text


def test_a_decrease_is_measured_from_its_baseline(store: Store) -> None:
    town = SmallTown(store, typed(direction=Direction.DECREASE))
    town.typed(YEAR, 90)
    town.agree(50)
    assert town.one().progress == Decimal("55.555556")  # 50 / 90
    town.agree(100, "2022-2023", AgreedKind.BASELINE)
    figure = town.one()
    assert (figure.progress, figure.status) == (20, Status.BEHIND)  # (100 - 90) / (100 - 50)


def test_a_target_of_the_whole_that_differs_from_its_years_is_flagged(store: Store) -> None:
    town = SmallTown(store, typed())
    town.typed(YEAR, 10)
    town.agree(40, YEAR)
    town.agree(50, NEXT)
    assert town.one(BOTH).target is None
    town.agree(100, BOTH)
    figure = town.one(BOTH)
    assert figure.target == 100
    assert [(m.whole, m.parts) for m in figure.mismatches] == [(100, 90)]


def test_a_convention_lets_the_targets_of_the_years_stand_for_the_whole(store: Store) -> None:
    town = SmallTown(store, typed(conventions=Conventions(overall=Overall.SUMMED)))
    town.agree(40, YEAR)
    town.agree(50, NEXT)
    assert town.one(BOTH).target == 90


def test_what_was_observed_in_one_year_says_nothing_about_policy_periods(store: Store) -> None:
    town = SmallTown(store, typed(Behaviour.STOCK))
    town.typed("2018-2019", 16)
    town.typed("2020-2021", 25)
    change = town.one("2020-2025").change
    assert change is not None
    assert "beleidsperiode 2020-2025: laatst gemeten op 31/08/2021" in change.refused
    town.typed("2024-2025", 30)
    change = town.one("2020-2025").change
    assert change is not None
    assert change.difference == 14  # from 16 in the last school year of the one to 30


def test_the_page_names_this_file_and_every_example_stands_in_it() -> None:
    page = Path(__file__).parents[3] / "docs" / "figures.md"
    text = page.read_text(encoding="utf-8")
    assert f"tests/db/measuring/{Path(__file__).name}" in text
    for words in ("at least 38, at most 63", "10 of 20 is 50 %", "Mean change +2 over 2 pairs"):
        assert words in text
