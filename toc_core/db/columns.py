"""Column types that keep values exact: micro-units, aware instants, enums by value."""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from decimal import Context, Decimal, Inexact, InvalidOperation
from enum import StrEnum
from typing import Any

from sqlalchemy import BigInteger, DateTime, Dialect, Enum, Integer
from sqlalchemy.types import TypeDecorator

MICRO = 1_000_000
MILLIONTH = Decimal("0.000001")
EXACT = Context(prec=28, traps=[Inexact, InvalidOperation])  # never rounds silently
LARGEST = Decimal(10) ** 12  # fits a 64-bit integer in micro-units, sums included

# SQLite only makes INTEGER primary keys from this type, PostgreSQL needs the room.
BigId = BigInteger().with_variant(Integer(), "sqlite")

# Without letters and digits that look alike.
ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"
REF_LENGTH = 10


class Micro(TypeDecorator[Decimal]):
    """A decimal number kept as an integer of millionths: sums are exact on every database."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: Any | None, dialect: Dialect) -> int | None:
        """Return the number in millionths; ``ValueError`` when it does not fit exactly."""
        return None if value is None else self.in_millionths(value)

    @staticmethod
    def in_millionths(value: Any) -> int:
        """Return a number as it is stored; ``ValueError`` when it does not fit exactly."""
        try:
            number = Decimal(value)
            if not number.is_finite() or abs(number) > LARGEST:
                raise ValueError(f"{value} is not a number that can be stored")
            return int(number.quantize(MILLIONTH, context=EXACT) * MICRO)
        except Inexact:
            raise ValueError(f"{value} has more than six decimals") from None
        except (InvalidOperation, TypeError):
            raise ValueError(f"{value} is not a number") from None

    def process_result_value(self, value: Any | None, dialect: Dialect) -> Decimal | None:
        """Return the exact decimal number."""
        return None if value is None else Decimal(int(value)) / MICRO


class Instant(TypeDecorator[datetime]):
    """An aware moment in UTC; a naive one is refused."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Return the moment in UTC."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs a time zone")
        moment = value.astimezone(UTC)
        # SQLite has no zones: text that sorts, and one spelling to compare with.
        return moment.replace(tzinfo=None) if dialect.name == "sqlite" else moment

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Return the moment, aware."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def batches(numbers: Sequence[int]) -> Iterator[Sequence[int]]:
    """Yield parts that fit in one ``IN``: a statement holds at most some 30,000 values."""
    for start in range(0, len(numbers), 10_000):
        yield numbers[start : start + 10_000]


def word(kind: type[StrEnum]) -> Enum:
    """Return a column type that stores an enum by its value, as plain text."""
    return Enum(
        kind,
        native_enum=False,
        length=32,
        create_constraint=False,
        validate_strings=True,
        values_callable=lambda members: [member.value for member in members],
    )


def is_ref(text: str) -> bool:
    """Return whether a text can be a reference at all; what cannot is not asked of the database."""
    return len(text) == REF_LENGTH and all(letter in ALPHABET for letter in text)


def new_ref() -> str:
    """Return a random 10-character reference for URLs and files (about 49 bits)."""
    return "".join(secrets.choice(ALPHABET) for _position in range(REF_LENGTH))
