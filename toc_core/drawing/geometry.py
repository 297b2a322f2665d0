"""The placed poster: boxes with their lines, in pixels of 1/96 inch."""

from __future__ import annotations

from dataclasses import dataclass

from toc_core.drawing.content import Band, Block, Column, Item
from toc_core.drawing.measure import LINE_HEIGHT, REGULAR
from toc_core.drawing.wrap import Chip, Line, soften, wrap


@dataclass(frozen=True)
class Box:
    """A rectangle on the sheet."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Return the right edge."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """Return the lower edge."""
        return self.y + self.height


@dataclass(frozen=True)
class Paragraph:
    """Broken lines of one text, with the place of the first line inside its box."""

    lines: tuple[Line, ...]
    size: float
    weight: int = REGULAR
    indent: float = 0.0
    bullet: bool = False
    muted: bool = False

    @property
    def height(self) -> float:
        """Return the height of the lines together."""
        return len(self.lines) * self.size * LINE_HEIGHT


def paragraph(
    text: str,
    width: float,
    size: float,
    *,
    weight: int = REGULAR,
    bullet: bool = False,
    muted: bool = False,
    chips: tuple[Chip, ...] = (),
) -> Paragraph:
    """Return ``text`` broken to ``width``; a bullet takes its indent from that width."""
    indent = size * 0.85 if bullet else 0.0
    lines = wrap(soften(text), width - indent, size, weight, chips)
    return Paragraph(lines, size, weight, indent, bullet, muted)


@dataclass(frozen=True)
class PlacedItem:
    """An element's box and its lines."""

    item: Item
    box: Box
    text: tuple[Paragraph, ...]


@dataclass(frozen=True)
class PlacedCell:
    """The boxes of one column in one lane, under the lane's heading if there are lanes."""

    title: str
    heading: Box | None
    items: tuple[PlacedItem, ...]


@dataclass(frozen=True)
class PlacedColumn:
    """A column: its chevron and its cells."""

    column: Column
    header: Box
    title: Paragraph
    cells: tuple[PlacedCell, ...]


@dataclass(frozen=True)
class PlacedBlock:
    """A premise, or a heading, inside a band."""

    block: Block
    box: Box
    text: tuple[Paragraph, ...]


@dataclass(frozen=True)
class PlacedBand:
    """A band: its frame, its title and its premises."""

    band: Band
    box: Box
    heading: Box
    blocks: tuple[PlacedBlock, ...]


@dataclass(frozen=True)
class Sheet:
    """A whole placed poster; ``bottom`` is where its content ends."""

    width: float
    height: float
    size: float
    title: Box
    title_text: tuple[Paragraph, ...]
    legend: Box
    results: Box | None
    lanes: tuple[Box, ...]
    columns: tuple[PlacedColumn, ...]
    bands: tuple[PlacedBand, ...]

    @property
    def items(self) -> tuple[PlacedItem, ...]:
        """Return every placed element, in reading order."""
        return tuple(i for c in self.columns for cell in c.cells for i in cell.items)
