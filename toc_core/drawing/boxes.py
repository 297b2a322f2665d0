"""How tall a box is: the lines and small marks of one element, premise or heading."""

from __future__ import annotations

from toc_core.drawing.content import Block, Column, Item
from toc_core.drawing.geometry import Paragraph, paragraph
from toc_core.drawing.measure import BOLD, REGULAR, SEMIBOLD, clean, text_width
from toc_core.drawing.wrap import Chip
from toc_core.i18n import _

PAD_X, PAD_Y = 0.62, 0.32  # inside an element's box, in type sizes
SLACK = 0.14  # so that rounding by a browser never makes a box overflow
BAR = 3.0  # length of a progress bar
NOTCH = 0.95  # how deep a chevron points
HEADER_SIZE = 1.02
_SHAPE = 1.0


def chips_of(item: Item) -> tuple[Chip, ...]:
    """Return the small marks behind an element's label, in order."""
    chips = []
    if item.planned:
        chips.append(_word_chip("planned", _("ambitie")))
    if item.derived:
        chips.append(Chip("derived", 1.0))
    if item.mark and item.mark.value:
        chips.append(_figure_chip(item))
        chips.extend(_word_chip("caveat", clean(c)) for c in item.mark.caveats)
    if item.lacune:
        chips.append(Chip("lacune", 1.5))
    return tuple(chips)


def _word_chip(name: str, word: str) -> Chip:
    return Chip(name, text_width(word, 1) + 0.75, word)


def _figure_chip(item: Item) -> Chip:
    assert item.mark is not None
    text = clean(item.mark.figure)
    width = text_width(text, 1, BOLD) + (_SHAPE if item.mark.tone else 0) + 0.1
    if item.mark.share is not None:
        width += BAR + 0.4
    return Chip("figure", width, text)


def item_text(item: Item, width: float, size: float, *, strong: bool) -> tuple[Paragraph, ...]:
    """Return the paragraphs of an element in a box of ``width``."""
    inner = width - 2 * PAD_X * size - 2
    weight = SEMIBOLD if strong else REGULAR
    label = paragraph(item.label, inner, size, weight=weight, chips=chips_of(item))
    parts = tuple(paragraph(part, inner, size, bullet=True) for part in item.parts)
    note = (paragraph(item.note, inner, size, muted=True),) if item.note else ()
    return (label, *parts, *note)


def box_height(text: tuple[Paragraph, ...], size: float) -> float:
    """Return the height of an element's box around its paragraphs."""
    return sum(p.height for p in text) + (2 * PAD_Y + SLACK) * size + 2


def block_text(block: Block, width: float, size: float) -> tuple[Paragraph, ...]:
    """Return the paragraphs of a premise in a band column of ``width``."""
    chips = (Chip("derived", 1.0),) if block.derived else ()
    weight = SEMIBOLD if block.heading or (block.parts and not block.grouped) else REGULAR
    label = paragraph(block.label, width, size, weight=weight, bullet=block.grouped, chips=chips)
    return (label, *(paragraph(part, width, size, bullet=True) for part in block.parts))


def header_text(column: Column, width: float, size: float) -> Paragraph:
    """Return the lines of a chevron."""
    inner = width - (2 * NOTCH + 0.3) * size
    return paragraph(column.title, inner, size * HEADER_SIZE, weight=BOLD)
