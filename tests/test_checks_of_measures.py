"""Measures that cannot be taken, settings that say nothing, and formulas that go in circles."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from toc_core.checks import check
from toc_core.theory import (
    Behaviour,
    Conventions,
    Count,
    Countable,
    Dated,
    Disaggregation,
    Element,
    Formula,
    Gap,
    Indicator,
    Moment,
    Observed,
    Programme,
    Quantity,
    Recorded,
    Scored,
    Stage,
    Summary,
    ValueKind,
)

PUPILS = Indicator("pupils", "result", Count(Countable.PARTICIPANTS), unit="leerling")
MONEY = Indicator("money", "result", Recorded(Quantity.AMOUNT), unit="euro")


def problems(*indicators: Indicator) -> set[str]:
    """Return the codes of what is wrong with the indicators of a small theory."""
    programme = Programme(
        "oefen",
        "Oefenprogramma",
        "1",
        elements=(
            Element("talks", Stage.INTERVENTION, "Gesprekken"),
            Element("funds", Stage.INPUT, "Middelen"),
            Element("result", Stage.OUTPUT, "Resultaat"),
            Element("goal", Stage.IMPACT, "Doel"),
        ),
        indicators=(PUPILS, MONEY, *indicators),
        disaggregations=tuple(Disaggregation(c, c, ()) for c in ("a", "b", "c")),
    )
    return {p.code for p in check(programme)} - {"no-links", "unreachable-impact"}


def one(measure: object, **settings: object) -> Indicator:
    return Indicator("one", "result", measure, **settings)  # type: ignore[arg-type]


EMPTY = "empty-disaggregation"  # the axes of the small theory have no categories
RIGHT = [
    one(Observed(ValueKind.RATING, summary=Summary.DISTRIBUTION)),
    one(Observed(summary=Summary.SHARE, threshold=Decimal(3))),
    one(Scored(Summary.CHANGE, (Moment.BEFORE, Moment.AFTER))),
    one(Recorded(Quantity.MINUTES, elements=("talks",))),
    one(Formula("money / pupils")),
    one(Formula("(money + 100 * money) / 2 - money")),
    one(Count(Countable.SCHOOLS), behaviour=Behaviour.STOCK),
    one(Observed(), behaviour=Behaviour.STOCK, conventions=Conventions(gap=Gap.CARRIED)),
    one(Scored(), conventions=Conventions(dated=Dated.SCHOOL_YEAR)),
    one(Count(Countable.PARTICIPANTS), disaggregations=("a", "a*b")),
    one(Count(Countable.PARTICIPANTS), apart_from=("pupils",)),
]
WRONG = [
    ("missing-threshold", one(Observed(summary=Summary.SHARE))),
    ("summed-rating", one(Observed(ValueKind.RATING))),
    ("senseless-summary", one(Observed(ValueKind.RATIO, summary=Summary.MEAN))),
    ("senseless-summary", one(Observed(summary=Summary.CHANGE))),
    ("change-without-moments", one(Scored(Summary.CHANGE))),
    ("change-without-moments", one(Scored(Summary.CHANGE, (Moment.AFTER, Moment.AFTER)))),
    ("stock-of-events", one(Count(Countable.MEETINGS), behaviour=Behaviour.STOCK)),
    ("senseless-setting", one(Observed(), conventions=Conventions(gap=Gap.CARRIED))),
    (
        "senseless-setting",
        one(Count(Countable.MEETINGS), conventions=Conventions(dated=Dated.SCHOOL_YEAR)),
    ),
    ("invalid-margin", one(Observed(), conventions=Conventions(on_track=0))),
    ("too-many-axes", one(Count(Countable.PARTICIPANTS), disaggregations=("a*b*c",))),
    ("too-many-axes", one(Count(Countable.PARTICIPANTS), disaggregations=("a*a",))),
    ("unknown-code", one(Count(Countable.PARTICIPANTS), disaggregations=("a*z",))),
    ("apart-from-itself", one(Observed(), apart_from=("one",))),
    ("unknown-code", one(Observed(), apart_from=("nobody",))),
    ("wrong-stage-for-quantity", one(Recorded(Quantity.AMOUNT, elements=("talks",)))),
    ("unknown-code", one(Recorded(Quantity.AMOUNT, elements=("nothing",)))),
    ("invalid-formula", one(Formula("money / "))),
    ("invalid-formula", one(Formula("money ** pupils"))),
    ("invalid-formula", one(Formula("__import__('os')"))),
    ("invalid-formula", one(Formula("pupils if money else 1"))),
    ("invalid-formula", one(Formula("1 + " * 200 + "1"))),
    ("unknown-operand", one(Formula("money / teachers"))),
    ("mixed-units", one(Formula("money + pupils"))),
    ("mixed-units", one(Formula("money / pupils + money"))),
    ("formula-cycle", one(Formula("one + 1"))),
]


@pytest.mark.parametrize("indicator", RIGHT, ids=lambda i: str(i.measure)[:60])
def test_what_fits_together_is_no_problem(indicator: Indicator) -> None:
    assert problems(indicator) == {EMPTY}


@pytest.mark.parametrize(
    ("code", "indicator"), WRONG, ids=[f"{c} {n}" for n, (c, _) in enumerate(WRONG)]
)
def test_what_does_not_fit_is_named(code: str, indicator: Indicator) -> None:
    assert code in problems(indicator)


def test_a_longer_circle_of_formulas_is_found_from_each_of_them() -> None:
    first, second = one(Formula("two + 1")), replace(one(Formula("one * 2")), code="two")
    assert "formula-cycle" in problems(first, second)


def test_a_formula_does_not_calculate_with_words() -> None:
    words = replace(one(Observed(ValueKind.TEXT)), code="words")
    assert "operand-without-number" in problems(words, one(Formula("words + 1")))
