"""Column types keep values exactly as they were given, on both databases."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.dialects import sqlite

from toc_core.db.columns import ALPHABET, Instant, Micro, new_ref
from toc_core.db.measures import Observation
from toc_core.db.store import Store
from toc_core.db.theory import TheoryOrigin, TheoryRow, TheoryState

from .world import COORDINATOR, World

DIALECT: Any = sqlite.dialect()
EXACT = ["0", "-0.000001", "0.1", "1234567.654321", "-999999999999.999999", "1000000000000"]
REFUSED = [
    "NaN",
    "Infinity",
    "-Infinity",
    "1000000000000.000001",
    "0.0000001",
    "1e999",
    "1e-999999",
]


@pytest.mark.parametrize("number", EXACT)
def test_a_number_comes_back_exactly(store: Store, world: World, number: str) -> None:
    with store.changing(COORDINATOR, "meten") as session:
        row = world.observation(world.a, value=Decimal(number))
        session.add(row)
        session.flush()
        made = row.id
    with store.session_for(COORDINATOR, "lezen") as session:
        value = session.scalar(select(Observation.value).where(Observation.id == made))
        assert value == Decimal(number)
        found = select(Observation.id).where(Observation.value == Decimal(number))
        assert session.scalars(found).all() == [made]


def test_sums_are_exact(store: Store, world: World) -> None:
    with store.changing(COORDINATOR, "meten") as session:
        for year in range(2010, 2020):
            row = world.observation(world.a, value=Decimal("0.1"), period=f"{year}-{year + 1}")
            session.add(row)
    with store.session_for(COORDINATOR, "lezen") as session:
        small = select(func.sum(Observation.value)).where(Observation.value < 1)
        assert session.scalar(small) == 1


@pytest.mark.parametrize("number", [*map(Decimal, REFUSED), 0.1, "één", object()])
def test_a_number_that_does_not_fit_is_refused(number: Any) -> None:
    with pytest.raises(ValueError, match=r"number|decimals"):
        Micro().process_bind_param(number, DIALECT)


def test_a_number_with_forty_digits_is_not_rounded() -> None:
    with pytest.raises(ValueError, match="decimals"):
        Micro().process_bind_param(Decimal("1." + "0" * 38 + "1"), DIALECT)


def test_a_moment_comes_back_in_utc(store: Store, world: World) -> None:
    brussels = datetime(2025, 7, 1, 1, 30, 0, 123456, tzinfo=timezone(timedelta(hours=2)))
    with store.changing(COORDINATOR, "theorie") as session:
        row = TheoryRow(
            programme_id=world.programme,
            version="2",
            origin=TheoryOrigin.TEAM,
            state=TheoryState.DRAFT,
            content="{}",
            hash="1",
            valid_from=brussels,
            author="team",
        )
        session.add(row)
        session.flush()
        made = row.id
    with store.session_for(COORDINATOR, "lezen") as session:
        moment = session.scalar(select(TheoryRow.valid_from).where(TheoryRow.id == made))
        assert moment == brussels
        assert moment is not None
        assert moment.tzinfo is UTC
        later = select(TheoryRow.id).where(TheoryRow.valid_from > brussels - timedelta(seconds=1))
        assert session.scalars(later).all() == [made]


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        Instant().process_bind_param(datetime(2025, 1, 1), DIALECT)  # noqa: DTZ001


def test_nothing_stays_nothing() -> None:
    assert Micro().process_bind_param(None, DIALECT) is None
    assert Micro().process_result_value(None, DIALECT) is None
    assert Instant().process_bind_param(None, DIALECT) is None
    assert Instant().process_result_value(None, DIALECT) is None


def test_references_are_readable_and_differ() -> None:
    refs = {new_ref() for _turn in range(1000)}
    assert len(refs) == 1000
    assert all(len(ref) == 10 and set(ref) <= set(ALPHABET) for ref in refs)
