"""Codes for people: seven characters, the last of which betrays a typing error.

The first six are random; the seventh is a Luhn check character over the same alphabet (ISO/IEC
7812 generalised to N characters). It finds every single wrong character and every swap of two
neighbours but one pair. Characters that look alike, and vowels, are left out, so that a code can be
read aloud, written by hand and never spells a word.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Collection

from toc_core.errors import StoreError, UsageError
from toc_core.i18n import _

ALPHABET = "234679CDFGHJKMNPQRTVWXYZ"
LENGTH = 7
_TRIES = 50


def new_code(taken: Collection[str] = (), *, choose: Callable[[str], str] = secrets.choice) -> str:
    """Return a random code that is not in ``taken``; ``choose`` picks one of the characters."""
    for _attempt in range(_TRIES):
        body = "".join(choose(ALPHABET) for _position in range(LENGTH - 1))
        code = body + check_character(body)
        if code not in taken:
            return code
    raise StoreError(_("Er is geen vrije code gevonden. Probeer het opnieuw."))


def check_character(body: str) -> str:
    """Return the character that makes the sum of a code a multiple of the alphabet."""
    size = len(ALPHABET)
    return ALPHABET[-_luhn_sum(body) % size]


def is_code(text: str) -> bool:
    """Return whether a text is a code without a typing error."""
    right = len(text) == LENGTH and all(c in ALPHABET for c in text)
    return right and check_character(text[:-1]) == text[-1]


def read_code(text: str) -> str:
    """Return a code as we write it; ``UsageError`` when it cannot be one."""
    code = "".join(c for c in text.upper() if c not in " -.\t")
    if not is_code(code):
        raise UsageError(
            _("'{text}' is geen juiste code. Kijk na of elk teken klopt.").format(text=text[:20])
        )
    return code


def _luhn_sum(body: str) -> int:
    """Return the digit sum of the body, every second value from the right doubled."""
    size, total, doubled = len(ALPHABET), 0, True
    for character in reversed(body):
        value = ALPHABET.index(character) * (2 if doubled else 1)
        total += value // size + value % size
        doubled = not doubled
    return total
