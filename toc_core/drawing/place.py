"""Place the whole poster: columns times lanes is arithmetic."""

from __future__ import annotations

from dataclasses import dataclass

from toc_core.drawing.bands import place_bands
from toc_core.drawing.boxes import box_height, header_text, item_text
from toc_core.drawing.content import Cell, Column, Content
from toc_core.drawing.geometry import (
    Box,
    Paragraph,
    PlacedCell,
    PlacedColumn,
    PlacedItem,
    Sheet,
    paragraph,
)
from toc_core.drawing.legend import Entry, legend_rows
from toc_core.drawing.measure import BOLD, LINE_HEIGHT

MARGIN = 2.3
_COLUMN_GAP, _LINKED_GAP = 1.0, 1.8  # between columns; where arrows run between them
_BOX_GAP, _BOX_GAP_MOST, _OPEN_GAP_MOST = 0.42, 2.0, 6.5
_LANE_PAD, _LANE_GAP, _LANE_TITLE = 0.4, 0.5, 1.5
_NARROWEST = 9.0  # type sizes of a column in which the longest unbroken word still fits
_STRETCH, _STRETCH_OPEN = 1.6, 1.15  # how much the body may grow to fill a page; without lanes


@dataclass(frozen=True)
class Heading:
    """What stands above the columns."""

    title: str
    subtitles: tuple[str, ...]
    legend: tuple[Entry, ...]


@dataclass(frozen=True)
class _Draft:
    """A column with its place and its broken texts, before heights are shared out."""

    column: Column
    x: float
    width: float
    title: Paragraph
    texts: dict[str | None, list[tuple[tuple[Paragraph, ...], float]]]

    def need(self, lane: str | None, size: float) -> float:
        boxes = self.texts.get(lane, [])
        return sum(h for _text, h in boxes) + _BOX_GAP * size * max(0, len(boxes) - 1)


def place(
    content: Content, heading: Heading, width: float, size: float, height: float | None = None
) -> Sheet:
    """Return the poster on a sheet of ``width``, filling ``height`` where there is room.

    The sheet is taller than ``height`` when the content does not fit: see ``fit``.
    """
    margin = MARGIN * size
    title, title_text, legend = _place_heading(heading, width, size)
    drafts = _drafts(content, margin, width - 2 * margin, size)
    results = _results(drafts, max(title.bottom, legend.bottom) + 0.9 * size, size)
    top = results.bottom + 0.2 * size if results else max(title.bottom, legend.bottom) + size
    header = max((d.title.height for d in drafts), default=0) + 0.9 * size if drafts else 0.0
    body_top = top + header + 0.7 * size
    bands = place_bands(content.bands, margin, 0.0, width - 2 * margin, size)
    after = (bands[0].box.height + size if bands else 0.0) + margin * 0.8
    room = None if height is None else height - body_top - after
    lanes, body_bottom = _lanes(content, drafts, body_top, room, size)
    bands = place_bands(content.bands, margin, body_bottom + size, width - 2 * margin, size)
    columns = tuple(
        _place_column(d, Box(d.x, top, d.width, header), lanes, (body_top, body_bottom), size)
        for d in drafts
    )
    body = Box(0.0, body_top, 0.0, body_bottom - body_top)
    return Sheet(
        width,
        body_bottom + after,
        size,
        title,
        title_text,
        legend,
        results,
        _panels(drafts, lanes, body),
        tuple(_named(column, dict(content.lanes)) for column in columns),
        bands,
    )


def _named(column: PlacedColumn, titles: dict[str, str]) -> PlacedColumn:
    cells = tuple(PlacedCell(titles.get(c.title, ""), c.heading, c.items) for c in column.cells)
    return PlacedColumn(column.column, column.header, column.title, cells)


def _place_heading(
    heading: Heading, width: float, size: float
) -> tuple[Box, tuple[Paragraph, ...], Box]:
    margin, inner = MARGIN * size, width - 2 * MARGIN * size
    left = inner * (0.6 if heading.legend else 1.0)
    text = (
        paragraph(heading.title, left, 2.5 * size, weight=BOLD),
        *(paragraph(s, left, 1.1 * size, muted=True) for s in heading.subtitles),
    )
    title = Box(margin, 0.8 * margin, left, sum(p.height for p in text) + 0.2 * size)
    room = inner - left - size
    rows = len(legend_rows(heading.legend, room, size))
    return title, text, Box(width - margin - room, margin, room, rows * 1.7 * size)


def _drafts(content: Content, left: float, width: float, size: float) -> list[_Draft]:
    gap = (_LINKED_GAP if content.links else _COLUMN_GAP) * size
    gaps = gap * (len(content.columns) - 1)
    widths = _shared(width - gaps, _weights(content), _NARROWEST * size)
    drafts, x = [], left
    for column, room in zip(content.columns, widths, strict=True):
        texts = {cell.lane: _cell_texts(column, cell, room, size) for cell in column.cells}
        drafts.append(_Draft(column, x, room, header_text(column, room, size), texts))
        x += room + gap
    return drafts


def _weights(content: Content) -> list[float]:
    """Return how the width is shared: a column with much text is wider, with lanes a little so."""
    if not content.columns:
        return []
    amounts = [max(map(_amount, c.cells)) for c in content.columns]
    mean = sum(amounts) / len(amounts)
    if not content.lanes:
        return [min(max((amount / mean) ** 0.45, 0.88), 1.7) for amount in amounts]
    shares = [min(max((amount / mean) ** 0.25, 0.5), 2.5) for amount in amounts]
    return [c.weight * share for c, share in zip(content.columns, shares, strict=True)]


def _shared(room: float, weights: list[float], least: float) -> list[float]:
    """Return the widths: by weight, but none under ``least`` where there is room for that."""
    share = room / sum(weights) if weights else 0.0
    low = [weight * share < least for weight in weights]
    if not any(low):
        return [weight * share for weight in weights]
    others = [weight for weight, is_low in zip(weights, low, strict=True) if not is_low]
    left = room - least * sum(low)
    if not others or left < least * len(others):
        return [room / len(weights)] * len(weights)
    rest = iter(_shared(left, others, least))
    return [least if is_low else next(rest) for is_low in low]


def _amount(cell: Cell) -> int:
    return sum(15 + len(item.label) + sum(map(len, item.parts)) for item in cell.items)


def inset(cell_lane: str | None, size: float) -> float:
    """Return how far boxes stand in from the edges of their column."""
    return (0.5 if cell_lane is not None else 0.35) * size


def _cell_texts(
    column: Column, cell: Cell, width: float, size: float
) -> list[tuple[tuple[Paragraph, ...], float]]:
    room = width - 2 * inset(cell.lane, size)
    strong = column.key == "impact"
    texts = [item_text(item, room, size, strong=strong) for item in cell.items]
    return [(text, box_height(text, size)) for text in texts]


def _results(drafts: list[_Draft], y: float, size: float) -> Box | None:
    """Return the strip of the word RESULTATEN, over outputs and outcomes."""
    keys = ("output", "outcome", "short", "medium", "long")
    spanned = [d for d in drafts if d.column.key in keys]
    if not spanned:
        return None
    left, last = spanned[0].x, spanned[-1]
    return Box(left, y, last.x + last.width - left, 1.35 * size)


def _lanes(
    content: Content, drafts: list[_Draft], top: float, room: float | None, size: float
) -> tuple[dict[str, Box], float]:
    """Return the lanes by code and the bottom of the body."""
    codes = [code for code, _title in content.lanes]
    frame = (_LANE_TITLE + 2 * _LANE_PAD) * size
    needs = [max(d.need(code, size) for d in drafts) + frame for code in codes]
    gaps = _LANE_GAP * size * max(0, len(codes) - 1)
    whole = max((d.need(None, size) for d in drafts), default=0.0) + 2 * _LANE_PAD * size
    natural = max(sum(needs) + gaps, whole)
    most = natural * (_STRETCH if codes else _STRETCH_OPEN)
    body = natural if room is None else max(natural, min(room, most))
    extra = (body - gaps - sum(needs)) / sum(needs) if needs else 0.0
    lanes, y = {}, top
    for code, need in zip(codes, needs, strict=True):
        lanes[code] = Box(0.0, y, 0.0, need * (1 + extra))
        y = lanes[code].bottom + _LANE_GAP * size
    return lanes, top + body


def _panels(drafts: list[_Draft], lanes: dict[str, Box], body: Box) -> tuple[Box, ...]:
    """Return the grounds behind the boxes: the lanes or, where there are none, the columns."""
    if not lanes:
        return tuple(Box(d.x, body.y, d.width, body.height) for d in drafts)
    laned = [d for d in drafts if None not in d.texts]
    if not laned:
        return ()
    left, right = laned[0].x, laned[-1].x + laned[-1].width
    return tuple(Box(left, lane.y, right - left, lane.height) for lane in lanes.values())


def _place_column(
    draft: _Draft, header: Box, lanes: dict[str, Box], body: tuple[float, float], size: float
) -> PlacedColumn:
    cells = []
    for cell in draft.column.cells:
        side = inset(cell.lane, size)
        x, width = draft.x + side, draft.width - 2 * side
        if cell.lane is None:
            head, edge = None, _LANE_PAD * size
            area = Box(x, body[0] + edge, width, body[1] - body[0] - 2 * edge)
        else:
            lane = lanes[cell.lane]
            head = Box(x, lane.y + 0.3 * size, width, size * LINE_HEIGHT)
            used = (_LANE_TITLE + _LANE_PAD) * size
            area = Box(x, lane.y + used, width, lane.height - used - _LANE_PAD * size)
        items = _spread(cell, draft.texts[cell.lane], area, size, from_top=not lanes)
        cells.append(PlacedCell(cell.lane or "", head, items))
    return PlacedColumn(draft.column, header, draft.title, tuple(cells))


def _spread(
    cell: Cell,
    texts: list[tuple[tuple[Paragraph, ...], float]],
    area: Box,
    size: float,
    *,
    from_top: bool,
) -> tuple[PlacedItem, ...]:
    """Stack the boxes of a cell, spaced evenly around its middle, or from its top."""
    total = sum(height for _text, height in texts)
    most = _OPEN_GAP_MOST if cell.lane is None and not from_top else _BOX_GAP_MOST
    gap = min(max((area.height - total) / (len(texts) + 1), _BOX_GAP * size), most * size)
    spare = max(0.0, area.height - total - gap * (len(texts) - 1))
    y = area.y + (0.0 if from_top else spare / 2)
    placed = []
    for item, (text, height) in zip(cell.items, texts, strict=True):
        placed.append(PlacedItem(item, Box(area.x, y, area.width, height), text))
        y += height + gap
    return tuple(placed)
