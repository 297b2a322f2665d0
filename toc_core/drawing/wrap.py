"""Break a text into lines exactly as a browser would, a little more carefully.

The web page lets the browser break lines; the boxes are sized here. Both are greedy, so a box that
is measured a little narrower than it is drawn never needs a line more than it got.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from toc_core.drawing.hyphen import SOFT_HYPHEN, with_soft_hyphens
from toc_core.drawing.measure import REGULAR, text_width

CAREFUL = 0.985  # share of the width that may be used
_HYPHEN_ROOM = 0.35  # of the type size
_LONG_WORD = 6.3  # type sizes


@dataclass(frozen=True)
class Chip:
    """A small mark that flows with the text as one unbreakable word of a fixed width."""

    name: str
    width: float  # in type sizes
    text: str = ""


@dataclass(frozen=True)
class Line:
    """One line: its text, then the chips that stand behind it with their offset."""

    text: str
    width: float
    chips: tuple[tuple[float, Chip], ...] = ()


@lru_cache(maxsize=20_000)
def soften(text: str) -> str:
    """Return the text with soft hyphens in its long words.

    What is long does not depend on a box, because one page of text serves several layouts.
    """
    return " ".join(
        with_soft_hyphens(word) if text_width(word, 1) > _LONG_WORD else word
        for word in text.split(" ")
    )


def wrap(
    text: str, width: float, size: float, weight: int = REGULAR, chips: tuple[Chip, ...] = ()
) -> tuple[Line, ...]:
    """Return the lines of a softened ``text`` in a box of ``width``; never none."""
    room = max(width * CAREFUL, size)
    lines = [Line(line, text_width(line, size, weight)) for line in _fill(text, room, size, weight)]
    for chip in chips:
        _append_chip(lines, chip, room, size)
    return tuple(lines)


def _append_chip(lines: list[Line], chip: Chip, room: float, size: float) -> None:
    last, needed = lines[-1], chip.width * size
    gap = text_width(" ", size) if last.width else 0.0
    if last.width and last.width + gap + needed > room:
        lines.append(Line("", needed, ((0.0, chip),)))
        return
    start = last.width + gap
    lines[-1] = Line(last.text, start + needed, (*last.chips, (start, chip)))


def _fill(text: str, room: float, size: float, weight: int) -> Iterator[str]:
    space = text_width(" ", size, weight)
    line, used = "", 0.0
    for word in text.split(" "):
        whole = word.replace(SOFT_HYPHEN, "")
        needed = text_width(whole, size, weight)
        gap = space if line else 0.0
        if used + gap + needed <= room:
            line, used = f"{line} {whole}" if line else whole, used + gap + needed
            continue
        if SOFT_HYPHEN not in word and needed <= room:
            yield line
            line, used = whole, needed
            continue
        *full, line = _fill_long(word, line, room, size, weight)
        yield from full
        used = text_width(line, size, weight)
    yield line


def _fill_long(word: str, line: str, room: float, size: float, weight: int) -> Iterator[str]:
    """Yield full lines and then the open one, after adding a word that must break."""
    hyphen = _HYPHEN_ROOM * size
    pieces = word.split(SOFT_HYPHEN)
    joint = " " if line else ""
    for position, piece in enumerate(pieces):
        tail = hyphen if position < len(pieces) - 1 else 0.0
        if text_width(line + joint + piece, size, weight) + tail <= room:
            line, joint = line + joint + piece, ""
            continue
        if line:
            yield line + ("" if joint else "-")
        *full, line = _chop(piece, room - tail, size, weight)
        yield from full
        joint = ""
    yield line


def _chop(piece: str, room: float, size: float, weight: int) -> Iterator[str]:
    """Yield parts of a piece that has no break point, each no wider than ``room``."""
    start, used = 0, 0.0
    for offset, char in enumerate(piece):
        width = text_width(char, size, weight)
        if used + width > room and offset > start:
            yield piece[start:offset]
            start, used = offset, 0.0
        used += width
    yield piece[start:]
