"""Numbers and days as people here write them; what cannot be read is refused with a sentence."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

from toc_core.i18n import _

_DAY = re.compile(r"(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4})\Z")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})\Z")
_GROUPED = re.compile(r"-?\d{1,3}(\.\d{3})+\Z")
_GROUPED_AND_COMMA = re.compile(r"-?\d{1,3}(\.\d{3})+,\d+\Z")
_NUMBER = re.compile(r"-?\d+(\.\d+)?\Z")
_MOST_DIGITS = 15


def read_day(text: str) -> date:
    """Return the day that a text like 12/05/2025 or 2025-05-12 names; ``ValueError`` if none."""
    if match := _DAY.match(text.strip()):
        day, month, year = map(int, match.groups())
    elif match := _ISO.match(text.strip()):
        year, month, day = map(int, match.groups())
    else:
        raise ValueError(text)
    return date(year, month, day)


def read_number(typed: str) -> Decimal:
    """Return an exact number, written with a comma; ``ValueError`` says what to write instead.

    A point that could mean two things is asked about; beside a comma it groups thousands.
    """
    text = re.sub(r"\s", "", typed)
    if _GROUPED.match(text):
        plain, comma = text.replace(".", ""), text.replace(".", ",", 1)
        raise ValueError(_("Schrijf {plain} of {comma}.").format(plain=plain, comma=comma))
    if _GROUPED_AND_COMMA.match(text):
        text = text.replace(".", "")
    text = text.replace(",", ".")
    if not _NUMBER.match(text) or not text.isascii():
        raise ValueError(_("'{text}' is geen getal.").format(text=typed.strip()[:40]))
    if len(text) > _MOST_DIGITS:
        raise ValueError(_("Dit getal is te lang."))
    return Decimal(text)


def read_whole(typed: str) -> int:
    """Return a whole number; ``ValueError`` says what is wrong."""
    number = read_number(typed)
    if number != number.to_integral_value():
        raise ValueError(_("Dit is geen heel getal: '{text}'.").format(text=typed.strip()))
    return int(number)
