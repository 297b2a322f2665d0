"""How wide a text is, from the baked glyph widths of the vendored font."""

from __future__ import annotations

import json
import unicodedata
from functools import lru_cache
from pathlib import Path

FONTS = Path(__file__).parent / "fonts"
REGULAR, SEMIBOLD, BOLD = 400, 600, 700
LINE_HEIGHT = 1.25
_UNKNOWN = 1100  # wider than any letter: a strange character must not overflow its box
_EMOJI = 1400


@lru_cache(maxsize=1)
def _tables() -> dict[int, dict[str, int]]:
    """Return width by character, per weight, in thousandths of the type size."""
    baked: dict[str, dict[str, str]] = json.loads(
        (FONTS / "widths.json").read_text(encoding="utf-8")
    )
    return {
        int(weight): {char: int(width) for width, chars in groups.items() for char in chars}
        for weight, groups in baked.items()
    }


def _strange_width(char: str) -> int:
    """Return a careful guess for a character that the font does not hold."""
    if unicodedata.combining(char):
        return 0
    return _EMOJI if ord(char) >= 0x1F000 else _UNKNOWN


@lru_cache(maxsize=50_000)
def _thousandths(text: str, weight: int) -> int:
    table = _tables()[weight]
    return sum(table[c] if c in table else _strange_width(c) for c in text)


def text_width(text: str, size: float, weight: int = REGULAR) -> float:
    """Return the width of ``text`` at a type size, in the unit of that size."""
    return _thousandths(text, weight) * size / 1000


def clean(text: str) -> str:
    """Return ``text`` on one line, without characters that XML refuses or that turn text around."""
    kept = (" " if c.isspace() else c for c in text if not _is_dangerous(c))
    return " ".join("".join(kept).split())


def _is_dangerous(char: str) -> bool:
    if char.isspace():
        return False
    code = ord(char)
    turns = 0x202A <= code <= 0x202E or 0x2066 <= code <= 0x2069
    return turns or code in (0xFFFE, 0xFFFF) or unicodedata.category(char) in ("Cc", "Cs")
