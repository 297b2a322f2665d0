"""Place the bands under the columns: each as wide as its text asks, in columns of its own."""

from __future__ import annotations

from collections.abc import Sequence

from toc_core.drawing.boxes import SLACK, block_text
from toc_core.drawing.content import Band, Block
from toc_core.drawing.geometry import Box, Paragraph, PlacedBand, PlacedBlock
from toc_core.drawing.measure import LINE_HEIGHT

_PAD = 0.75
_GAP = 1.0
_TITLE = 1.9  # height of a band's title
_BETWEEN = 0.35  # between two premises
_COLUMN = 23.0  # type sizes that make a comfortable line
_Group = list[tuple[Block, tuple[Paragraph, ...], float]]


def place_bands(
    bands: Sequence[Band], left: float, top: float, width: float, size: float
) -> tuple[PlacedBand, ...]:
    """Return the bands side by side from ``top``, all of one height."""
    if not bands:
        return ()
    widths = _widths(bands, width - _GAP * size * (len(bands) - 1))
    drafts = [_flow(band, room, size) for band, room in zip(bands, widths, strict=True)]
    height = max(_height(columns, size) for _step, columns in drafts)
    placed, x = [], left
    for band, room, (step, columns) in zip(bands, widths, drafts, strict=True):
        placed.append(_place(band, Box(x, top, room, height), step, columns, size))
        x += room + _GAP * size
    return tuple(placed)


def _widths(bands: Sequence[Band], room: float) -> list[float]:
    """Share the width by the amount of text, with a floor for a short band."""
    amounts = [sum(len(b.label) + sum(map(len, b.parts)) + 30 for b in n.blocks) for n in bands]
    floor = 0.5 / len(bands) * sum(amounts)
    raised = [max(amount, floor) for amount in amounts]
    return [room * amount / sum(raised) for amount in raised]


def _flow(band: Band, width: float, size: float) -> tuple[float, list[_Group]]:
    """Return the step between columns and the columns, as even as can be."""
    inner = width - 2 * _PAD * size
    count = max(1, min(len(band.blocks), round(inner / (_COLUMN * size))))
    gap = 1.6 * size
    column_width = (inner - gap * (count - 1)) / count
    groups = _groups(band.blocks, column_width, size)
    heights = [sum(height for *_rest, height in group) for group in groups]
    limit = max(sum(heights) / count, *heights)
    while len(columns := _fill(groups, limit)) > count:
        limit *= 1.04
    return column_width + gap, columns


def _groups(blocks: Sequence[Block], width: float, size: float) -> list[_Group]:
    """Return the premises, a heading together with the one that follows it."""
    groups: list[_Group] = []
    joined = False
    for block in blocks:
        text = block_text(block, width, size)
        height = sum(p.height for p in text) + (_BETWEEN + SLACK) * size
        if joined:
            groups[-1].append((block, text, height))
        else:
            groups.append([(block, text, height)])
        joined = block.heading
    return groups


def _fill(groups: list[_Group], limit: float) -> list[_Group]:
    columns: list[_Group] = [[]]
    used = 0.0
    for group in groups:
        height = sum(h for *_rest, h in group)
        if used + height > limit + 0.01 and columns[-1]:
            columns.append([])
            used = 0.0
        columns[-1].extend(group)
        used += height
    return columns


def _height(columns: list[_Group], size: float) -> float:
    tallest = max(sum(h for *_rest, h in column) for column in columns)
    return tallest + (_TITLE + 1.1 * _PAD) * size


def _place(band: Band, box: Box, step: float, columns: list[_Group], size: float) -> PlacedBand:
    left, top = box.x + _PAD * size, box.y + (_TITLE + 0.35 * _PAD) * size
    width = step - 1.6 * size
    placed = []
    for number, column in enumerate(columns):
        y = top
        for block, text, height in column:
            inside = height - _BETWEEN * size
            placed.append(PlacedBlock(block, Box(left + number * step, y, width, inside), text))
            y += height
    tall = 1.2 * size * LINE_HEIGHT + 0.12 * size
    heading = Box(left, box.y + 0.5 * size, box.width - 2 * _PAD * size, tall)
    return PlacedBand(band, box, heading, tuple(placed))
