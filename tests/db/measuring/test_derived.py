"""A whole without a total of its own is the sum of the categories of its first axis."""

from __future__ import annotations

from toc_core.db.measuring import By
from toc_core.db.store import Store
from toc_core.theory import Indicator, Observed, ValueKind

from .small_town import YEAR, SmallTown


def split(kind: ValueKind = ValueKind.NUMBER) -> Indicator:
    return Indicator("typed", "result", Observed(kind), disaggregations=("kind", "kind*gender"))


def test_the_categories_of_one_axis_add_up_to_the_whole(store: Store) -> None:
    town = SmallTown(store, split())
    town.typed(YEAR, 13, "a", cell=("kind", "a"))
    town.typed(YEAR, 2, "a", cell=("kind", "unknown"))
    assert town.one().value == 15
    town.typed(YEAR, 20, "a")
    figure = town.one(by=By.CELL)
    assert figure.value == 20  # what was typed as the total speaks
    assert [(m.parts, m.whole) for m in figure.mismatches] == [(15, 20)]


def test_crossed_categories_add_up_to_one_axis_and_to_the_whole(store: Store) -> None:
    town = SmallTown(store, split())
    town.typed(YEAR, 3, "a", cell=("kind*gender", "a*x"))
    town.typed(YEAR, 4, "a", cell=("kind*gender", "a*unknown"))
    parts = {(f.axis, f.category): f.value for f in town.all(by=By.CELL)}
    assert (parts["", ""], parts["kind", "a"], parts["kind*gender", "a*x"]) == (7, 7, 3)


def test_ratios_of_categories_add_up_pair_by_pair(store: Store) -> None:
    town = SmallTown(store, split(ValueKind.RATIO))
    town.typed(YEAR, site="a", cell=("kind", "a"), numerator=1, denominator=2)
    town.typed(YEAR, site="a", cell=("kind", "b"), numerator=3, denominator=10)
    assert (town.one().numerator, town.one().denominator) == (4, 12)
