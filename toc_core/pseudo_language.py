"""A language for tests, ``xx``: Dutch with accents, in brackets, and 40 % longer.

On a page in it one sees what was never given to a translator, and what has no room for a longer
language.
"""

from __future__ import annotations

import re
from gettext import NullTranslations

PSEUDO = "xx"
OPEN, CLOSE = "[", "]"
_ACCENTS = str.maketrans("aeiouyAEIOUnsc", "áéïóûýÁÉÏÓÛñšç")
_KEPT = re.compile(r"(\{[^{}]*\}|%\([^)]*\)\w|%[sd])")
_FILLING = " ïn één täl mét lángere wóórden én nóg véél lángere zínnen dan hiér"


class PseudoTranslations(NullTranslations):
    """Translates every message, so that no catalogue is needed."""

    def gettext(self, message: str) -> str:
        """Return the message, marked; its placeholders stay as they are."""
        parts = _KEPT.split(message)  # every second part is a placeholder
        said = "".join(p if n % 2 else p.translate(_ACCENTS) for n, p in enumerate(parts))
        return f"{OPEN}{said}{_longer(len(message) * 2 // 5)}{CLOSE}"


def _longer(signs: int) -> str:
    filling = _FILLING * (signs // len(_FILLING) + 1)
    return filling[:signs].rstrip()
