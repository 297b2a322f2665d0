"""Targets entered by hand, for the tests of how they are told."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

from toc_core.db.measures import AgreedKind
from toc_core.explaining.agreeing import Agreement
from toc_core.periods import parse_period

SEPTEMBER, JUNE, JANUARY = date(2020, 9, 15), date(2020, 6, 1), date(2021, 1, 20)


def entered(number: int, value: int | None, day: date, reason: str = "") -> Agreement:
    """Return a target for 2020-2021, entered on the number-th of November 2026."""
    return Agreement(
        number,
        AgreedKind.TARGET,
        7,
        parse_period("2020-2021"),
        0,
        0,
        None if value is None else Decimal(value),
        day,
        datetime(2026, 11, number, 23, 30, tzinfo=UTC),
        "an.peeters",
        reason,
    )
