"""Exact arithmetic: one rounding per division, half away from zero, and how numbers are shown."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

MICRO = 1_000_000
THIN_SPACE = "\u202f"


def rounded(number: Fraction | Decimal | int) -> Decimal:
    """Return a number with six decimals, a half rounded away from zero."""
    exact = Fraction(number)
    scaled = abs(exact.numerator) * MICRO * 2 + exact.denominator
    whole = scaled // (2 * exact.denominator)
    return Decimal(whole if exact >= 0 else -whole) / MICRO


def quotient(
    numerator: Decimal | int, denominator: Decimal | int, *, percent: bool = False
) -> Decimal | None:
    """Return numerator / denominator, as a percentage if asked; none when it is undefined."""
    if not denominator:
        return None
    return rounded(Fraction(numerator) / Fraction(denominator) * (100 if percent else 1))


def display(value: Decimal | int, decimals: int = 0) -> str:
    """Return a number in Belgian style, rounded half up: ``1 234,5`` (thin space, comma)."""
    step = Decimal(1).scaleb(-decimals)
    whole, _point, rest = f"{abs(Decimal(value)).quantize(step, ROUND_HALF_UP):f}".partition(".")
    groups = f"{int(whole):,}".replace(",", THIN_SPACE)
    nothing = not int(whole) and not int(rest or 0)
    sign = "-" if value < 0 and not nothing else ""
    return f"{sign}{groups},{rest}" if rest else f"{sign}{groups}"
