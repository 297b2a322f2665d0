"""Which target speaks, which one was replaced, which never counted, and how that is told."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, timedelta, timezone
from decimal import Decimal

import pytest

from toc_core.db.measures import AgreedKind
from toc_core.explaining.agreed_words import (
    agreed_row,
    change_words,
    standing_words,
    step_words,
    value_words,
)
from toc_core.explaining.agreeing import Standing, stood
from toc_core.periods import parse_period

from .by_hand import JANUARY, JUNE, SEPTEMBER, entered


def test_a_later_agreement_replaces_the_one_before() -> None:
    old, new = stood([entered(1, 60, SEPTEMBER), entered(2, 80, JANUARY)])
    assert (old.standing, new.standing) == (Standing.REPLACED, Standing.SPEAKS)
    assert step_words(new) == "van 60 naar 80"
    assert standing_words(old) == "vervangen"
    assert standing_words(new) == ""


def test_what_was_agreed_before_and_entered_later_never_counted() -> None:
    speaks, never = stood([entered(1, 30, SEPTEMBER), entered(2, 24, JUNE, "corona")])
    assert (speaks.standing, never.standing) == (Standing.SPEAKS, Standing.NEVER)
    assert not never.is_change
    assert standing_words(never) == (
        "telde nooit: later ingevoerd, maar vroeger afgesproken dan het doel van 30"
    )


def test_after_one_that_never_counted_the_change_is_from_the_one_that_did() -> None:
    found = stood([entered(1, 30, SEPTEMBER), entered(2, 24, JUNE), entered(3, 40, JANUARY)])
    assert [one.standing for one in found] == [
        Standing.REPLACED,
        Standing.NEVER,
        Standing.SPEAKS,
    ]
    assert step_words(found[2]) == "van 30 naar 40"


def test_of_two_agreed_on_one_day_the_one_entered_last_speaks() -> None:
    first, last = stood([entered(1, 30, JUNE), entered(2, 24, JUNE)])
    assert (first.standing, last.standing) == (Standing.REPLACED, Standing.SPEAKS)


def test_another_school_period_or_kind_is_another_agreement() -> None:
    one = entered(1, 30, SEPTEMBER)
    others = [
        replace(one, id=2, site=5),
        replace(one, id=3, period=parse_period("2021-2022")),
        replace(one, id=4, kind=AgreedKind.BASELINE),
    ]
    assert {found.standing for found in stood([one, *others])} == {Standing.SPEAKS}


def test_a_change_is_told_with_both_days_who_and_why() -> None:
    _old, new = stood([entered(1, 60, SEPTEMBER), entered(2, 80, JANUARY, "meer aanvragen.")])
    assert change_words(new, "", UTC) == (
        "Het doel ging van 60 naar 80. Afgesproken op 20/01/2021, ingevoerd op 02/11/2026 door "
        "an.peeters. Reden: meer aanvragen."
    )


def test_without_a_reason_that_is_said_and_a_school_is_named() -> None:
    (first,) = stood([entered(1, 60, SEPTEMBER)])
    said = change_words(first, "Oefenschool A", UTC)
    assert said.startswith("Oefenschool A: Het doel is 60. ")
    assert said.endswith("Reden: niet opgegeven.")


def test_the_day_of_entry_is_that_of_the_city() -> None:
    east = timezone(timedelta(hours=1))
    assert agreed_row(entered(2, 60, JUNE), "Hele stad", east).entered_on == "03/11/2026"


@pytest.mark.parametrize(
    ("value", "words"),
    [(Decimal("60.000000"), "60"), (Decimal("2.50"), "2,5"), (None, "alleen een richting")],
)
def test_a_value_has_the_decimals_that_it_has(value: Decimal | None, words: str) -> None:
    assert value_words(value) == words
