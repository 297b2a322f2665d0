"""The poster as one SVG file: the sheet of the paper, in the light scheme, every word as text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from toc_core.drawing import palette, svg_text
from toc_core.drawing.boxes import NOTCH, PAD_X, PAD_Y, SLACK
from toc_core.drawing.content import Content, content_of
from toc_core.drawing.css import font_data_url, font_face
from toc_core.drawing.fit import fit_page, tall
from toc_core.drawing.geometry import (
    Box,
    Paragraph,
    PlacedBand,
    PlacedColumn,
    PlacedItem,
    Sheet,
    paragraph,
)
from toc_core.drawing.html import heading_of
from toc_core.drawing.legend import Entry, legend_rows
from toc_core.drawing.mark import Mark
from toc_core.drawing.measure import LINE_HEIGHT, SEMIBOLD, clean, text_width
from toc_core.drawing.place import Heading
from toc_core.drawing.route import heads, route
from toc_core.drawing.svg_text import attribute, number
from toc_core.i18n import _
from toc_core.theory import Programme


def poster_svg(
    programme: Programme,
    *,
    marks: Mapping[str, Mark] | None = None,
    links: bool = False,
    subtitle: str = "",
    embed_font: bool = True,
) -> str:
    """Return the poster as an SVG file, at the size of its paper."""
    content = content_of(programme, marks, links=links)
    heading = heading_of(programme, content, subtitle=subtitle)
    fitted = fit_page(content, heading)
    sheet, height = (fitted[1], fitted[0].height) if fitted else (tall(content, heading), 0.0)
    height = max(height, sheet.height)
    font = f"<style>{font_face(font_data_url())}</style>" if embed_font else ""
    size = f"0 0 {number(sheet.width)} {number(height)}"
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{size}" width="{number(sheet.width)}" '
        f'height="{number(height)}" lang="{attribute(clean(programme.language))}" '
        f"font-family=\"'Source Sans 3','Source Sans Pro',sans-serif\" fill=\"{palette.INK}\">"
        f"<title>{attribute(heading.title)}</title>{font}",
        f'<rect width="100%" height="100%" fill="{palette.PAPER}"/>',
        *_heading(sheet, heading),
        *(_rect(lane, palette.PANEL, palette.PANEL_LINE, 0.6 * sheet.size) for lane in sheet.lanes),
        *_curves(sheet, content),
        *(part for column in sheet.columns for part in _column(sheet, column)),
        *(part for band in sheet.bands for part in _band(sheet, band)),
        "</svg>\n",
    ]
    return "".join(parts)


def _rect(box: Box, fill: str, line: str, radius: float, *, dashed: bool = False) -> str:
    dash = ' stroke-dasharray="4 3"' if dashed else ""
    return (
        f'<rect x="{number(box.x)}" y="{number(box.y)}" width="{number(box.width)}" '
        f'height="{number(box.height)}" rx="{number(radius)}" fill="{fill}" stroke="{line}"{dash}/>'
    )


def _heading(sheet: Sheet, heading: Heading) -> Iterator[str]:
    y = sheet.title.y
    for text in sheet.title_text:
        yield svg_text.draw(text, sheet.title.x, y)
        y += text.height
    yield from _legend(sheet, heading.legend)
    if sheet.results:
        yield from _results(sheet.results, sheet.size)


def _legend(sheet: Sheet, entries: tuple[Entry, ...]) -> Iterator[str]:
    size, box = sheet.size, sheet.legend
    for row, members in enumerate(legend_rows(entries, box.width, size)):
        x = box.right - sum(e.width for e in members) * size
        y = box.y + row * 1.7 * size
        for entry in members:
            yield svg_text.sign(entry.name, x + 1.2 * size, y, size)
            words = paragraph(entry.words, box.width, size, muted=True)
            yield svg_text.draw(words, x + 3.6 * size, y)
            x += entry.width * size


def _results(box: Box, size: float) -> Iterator[str]:
    word = _("Resultaten").upper()
    half = (text_width(word, size, SEMIBOLD) + len(word) * 0.14 * size) / 2 + 0.8 * size
    middle, y = box.x + box.width / 2, box.y + box.height / 2
    yield (
        f'<path d="M{number(box.x)} {number(box.bottom)}V{number(y)}H{number(middle - half)}'
        f"M{number(middle + half)} {number(y)}H{number(box.right)}V{number(box.bottom)}"
        f'" fill="none" stroke="{palette.MUTED}" opacity=".55"/>'
        f'<text x="{number(middle)}" y="{number(y + 0.36 * size)}" text-anchor="middle" '
        f'font-size="{number(size)}" font-weight="600" letter-spacing="{number(0.14 * size)}" '
        f'fill="{palette.MUTED}">{attribute(word)}</text>'
    )


def _curves(sheet: Sheet, content: Content) -> Iterator[str]:
    if not content.links:
        return
    curves = route(sheet, content.links)
    look = f'fill="none" stroke="{palette.MUTED}"'
    for curve in curves:
        dash = ' stroke-dasharray="4 3"' if curve.derived else ""
        yield f'<path d="{curve.path}" {look}{dash}/>'
    yield f'<path d="{heads(curves)}" {look}/>'


def _column(sheet: Sheet, column: PlacedColumn) -> Iterator[str]:
    family, size = palette.LIGHT[column.column.key], sheet.size
    yield _chevron(column.header, family.header, NOTCH * size, first=column is sheet.columns[0])
    box, title = column.header, column.title
    y = box.y + (box.height - title.height) / 2
    yield svg_text.draw(title, box.x + box.width / 2, y, fill="#ffffff", centred=True)
    for cell in column.cells:
        if cell.heading:
            head = paragraph(cell.title, cell.heading.width * 3, size, weight=700)
            yield svg_text.draw(head, cell.heading.x, cell.heading.y, fill=family.heading)
        for placed in cell.items:
            dashed = placed.item.planned
            yield _rect(placed.box, family.ground, family.line, 0.35 * size, dashed=dashed)
            yield from _item(placed, size, family.heading)


def _chevron(box: Box, fill: str, notch: float, *, first: bool) -> str:
    x, y, right, bottom, middle = box.x, box.y, box.right, box.bottom, box.y + box.height / 2
    tail = "" if first else f"L{number(x + notch)} {number(middle)}"
    return (
        f'<path fill="{fill}" d="M{number(x)} {number(y)}H{number(right - notch)}'
        f"L{number(right)} {number(middle)}L{number(right - notch)} {number(bottom)}"
        f'H{number(x)}{tail}Z"/>'
    )


def _item(placed: PlacedItem, size: float, accent: str) -> Iterator[str]:
    y = placed.box.y + 1 + (PAD_Y + SLACK / 2) * size
    yield from _paragraphs(placed.text, placed.box.x + 1 + PAD_X * size, y, accent, placed)


def _paragraphs(
    texts: tuple[Paragraph, ...], x: float, y: float, accent: str, placed: PlacedItem | None = None
) -> Iterator[str]:
    mark = placed.item.mark if placed else None
    for text in texts:
        if text.bullet:
            middle = y + text.size * LINE_HEIGHT / 2
            yield (
                f'<circle cx="{number(x + 0.33 * text.size)}" cy="{number(middle)}" '
                f'r="{number(0.13 * text.size)}" fill="{accent}"/>'
            )
        yield svg_text.draw(text, x, y, mark=mark)
        y += text.height


def _band(sheet: Sheet, band: PlacedBand) -> Iterator[str]:
    family, size = palette.LIGHT[band.band.key], sheet.size
    yield _rect(band.box, family.ground, family.line, 0.6 * size)
    title = paragraph(band.band.title, band.heading.width, 1.2 * size, weight=700)
    yield svg_text.draw(title, band.heading.x, band.heading.y, fill=family.heading)
    for block in band.blocks:
        yield from _paragraphs(block.text, block.box.x, block.box.y, family.heading)
