"""The ways through the poster: the free heights of a column, where an arrow may cross it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from toc_core.drawing.geometry import Box, PlacedColumn, Sheet

_CLEAR = 0.08  # type sizes between a crossing arrow and a box
_APART = 0.7  # type sizes between two arrows in one gap, where there is room
_CROWDED = 3.0  # how many type sizes of detour one arrow already there is worth


@dataclass(frozen=True)
class Gap:
    """A height of a column without boxes or headings, open from left to right."""

    top: float
    bottom: float

    def nearest(self, y: float) -> float:
        """Return the height in the gap that lies nearest to ``y``."""
        return min(max(y, self.top), self.bottom)


@dataclass(frozen=True)
class Crossing:
    """One arrow that wants to cross a column at about a height."""

    arrow: int
    column: int
    wanted: float


def edges(column: PlacedColumn) -> tuple[float, float]:
    """Return where the boxes of a column begin and end."""
    box = column.cells[0].items[0].box
    return box.x, box.right


def free_heights(sheet: Sheet, column: PlacedColumn) -> tuple[Gap, ...]:
    """Return the gaps of a column, top to bottom; never none, since the body is padded."""
    top = min(lane.y for lane in sheet.lanes)
    bottom = max(lane.bottom for lane in sheet.lanes)
    gaps, y, clear = [], top, _CLEAR * sheet.size
    for box in sorted(_obstacles(column), key=lambda box: box.y):
        gaps.append(Gap(y + clear, box.y - clear))
        y = box.bottom
    gaps.append(Gap(y + clear, bottom - clear))
    return tuple(gap for gap in gaps if gap.bottom > gap.top)


def _obstacles(column: PlacedColumn) -> Iterable[Box]:
    for cell in column.cells:
        if cell.heading:
            yield cell.heading
        yield from (placed.box for placed in cell.items)


def crossed(sheet: Sheet, asked: Sequence[Crossing]) -> Mapping[tuple[int, int], float]:
    """Return the height of every crossing by arrow and column: apart, and in a free gap.

    Each takes the gap nearest to where it wants to be, and a crowded gap counts as further away.
    """
    chosen: dict[tuple[int, Gap], list[Crossing]] = {}
    gaps = {one.column: free_heights(sheet, sheet.columns[one.column]) for one in asked}
    for one in asked:

        def detour(gap: Gap, one: Crossing = one) -> float:
            others = len(chosen.get((one.column, gap), ()))
            return abs(gap.nearest(one.wanted) - one.wanted) + others * _CROWDED * sheet.size

        chosen.setdefault((one.column, min(gaps[one.column], key=detour)), []).append(one)
    return {
        (one.arrow, one.column): y
        for (_column, gap), members in chosen.items()
        for one, y in _spread(gap, members, sheet.size)
    }


def _spread(gap: Gap, members: list[Crossing], size: float) -> Iterable[tuple[Crossing, float]]:
    """Yield a height for each in the order in which they want to lie."""
    if len(members) == 1:
        yield members[0], gap.nearest(members[0].wanted)
        return
    step = min((gap.bottom - gap.top) / (len(members) + 1), _APART * size)
    half = step * (len(members) - 1) / 2
    wanted = sum(one.wanted for one in members) / len(members)
    first = min(max(wanted - half, gap.top + step), gap.bottom - step - 2 * half)
    for number, one in enumerate(sorted(members, key=lambda c: c.wanted)):
        yield one, first + number * step
