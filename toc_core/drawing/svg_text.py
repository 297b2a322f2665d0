"""Lines of text and small marks as SVG."""

from __future__ import annotations

from html import escape

from toc_core.drawing import palette
from toc_core.drawing.geometry import Paragraph
from toc_core.drawing.mark import Mark
from toc_core.drawing.measure import BOLD, LINE_HEIGHT, REGULAR, text_width
from toc_core.drawing.wrap import Chip
from toc_core.i18n import _

_BASELINE = 0.93  # from the top of a line, in type sizes


def number(value: float) -> str:
    """Return a coordinate with one decimal at most."""
    return f"{value:.1f}".removesuffix(".0")


def attribute(text: str) -> str:
    """Return a text that may stand anywhere in the file."""
    return escape(text, quote=True)


def draw(
    text: Paragraph,
    x: float,
    y: float,
    *,
    fill: str = "",
    centred: bool = False,
    mark: Mark | None = None,
) -> str:
    """Return the lines of a paragraph whose first line starts at ``y``, and its marks."""
    colour = fill or (palette.MUTED if text.muted else "")
    look = f' font-size="{number(text.size)}"'
    look += f' font-weight="{text.weight}"' if text.weight != REGULAR else ""
    look += f' fill="{colour}"' if colour else ""
    look += ' text-anchor="middle"' if centred else ""
    left, step = x + text.indent, text.size * LINE_HEIGHT
    spans = "".join(
        f'<tspan x="{number(left)}" y="{number(y + row * step + _BASELINE * text.size)}"'
        f"{_length(line.text, text)}>{attribute(line.text)}</tspan>"
        for row, line in enumerate(text.lines)
        if line.text
    )
    chips = "".join(
        _chip(chip, left + offset, y + row * step, text.size, mark)
        for row, line in enumerate(text.lines)
        for offset, chip in line.chips
    )
    return f"<text{look}>{spans}</text>{chips}"


def _length(line: str, text: Paragraph) -> str:
    """Return the length that a program without our font must keep to."""
    length = number(text_width(line, text.size, text.weight))
    return f' textLength="{length}" lengthAdjust="spacingAndGlyphs"'


def sign(name: str, x: float, y: float, size: float) -> str:
    """Return a sign of the legend."""
    if name == "planned":
        word = _("ambitie")
        wide = Chip("planned", text_width(word, 1) + 0.75, word)
        return _chip(wide, x - 1.2 * size, y, size, None)
    if name in ("link", "derived_link"):
        middle, end, tip = y + 0.65 * size, x + 1.8 * size, 0.4 * size
        dash = ' stroke-dasharray="4 3"' if name == "derived_link" else ""
        look = f'fill="none" stroke="{palette.MUTED}"'
        return (
            f'<path d="M{number(x)} {number(middle)}H{number(end)}" {look}{dash}/>'
            f'<path d="M{number(end - tip)} {number(middle - tip / 2)}L{number(end)} '
            f'{number(middle)} {number(end - tip)} {number(middle + tip / 2)}" {look}/>'
        )
    if name in palette.TONES:
        return _shape(name, x, y, size, palette.TONES[name])
    return _chip(Chip(name, 1.5 if name == "lacune" else 1.0), x, y, size, None)


def _chip(chip: Chip, x: float, y: float, size: float, mark: Mark | None) -> str:
    if chip.name == "derived":
        return _shape("derived", x, y, size, palette.MUTED, title=_("onze lezing"))
    if chip.name == "figure" and mark:
        return _figure(chip, x, y, size, mark)
    title, text, dash = "", chip.text, ""
    if chip.name == "lacune":
        title, text = f"<title>{attribute(_('geen indicator (lacune)'))}</title>", "–"
        dash = ' stroke-dasharray="2 1.5"'
    return (
        f'<g fill="{palette.MUTED}">{title}<rect x="{number(x)}" y="{number(y + 0.1 * size)}" '
        f'width="{number(chip.width * size)}" height="{number(1.05 * size)}" rx="3" fill="none" '
        f'stroke="{palette.MUTED}"{dash}/>'
        f'<text x="{number(x + chip.width * size / 2)}" y="{number(y + _BASELINE * size)}" '
        f'font-size="{number(size)}" text-anchor="middle">{attribute(text)}</text></g>'
    )


def _shape(name: str, x: float, y: float, size: float, colour: str, *, title: str = "") -> str:
    paint = (
        f'fill="none" stroke="{colour}" stroke-width="1.5"'
        if name == "derived"
        else f'fill="{colour}"'
    )
    words = f"<title>{attribute(title)}</title>" if title else ""
    return (
        f'<path d="{palette.SHAPES[name]}" {paint} transform="translate({number(x)} '
        f'{number(y + 0.22 * size)}) scale({0.08 * size:.3f})">{words}</path>'
    )


def _figure(chip: Chip, x: float, y: float, size: float, mark: Mark) -> str:
    colour = palette.TONES.get(mark.tone.value, palette.INK)
    shape = _shape(mark.tone.value, x, y, size, colour) if mark.tone else ""
    left = x + (size if mark.tone else 0.0)
    words = f"<title>{attribute(mark.status)}</title>" if mark.status else ""
    text = (
        f'<text x="{number(left)}" y="{number(y + _BASELINE * size)}" font-size="{number(size)}" '
        f'font-weight="{BOLD}" fill="{colour}">{words}{attribute(chip.text)}</text>'
    )
    if mark.share is None:
        return shape + text
    start, top = left + text_width(chip.text, size, BOLD) + 0.4 * size, y + 0.42 * size
    length = max(0, min(1000, mark.share)) * 0.003 * size
    return (
        f'{shape}{text}<rect x="{number(start)}" y="{number(top)}" width="{number(3 * size)}" '
        f'height="{number(0.42 * size)}" fill="{palette.PAPER}" stroke="{palette.MUTED}"/>'
        f'<rect x="{number(start)}" y="{number(top)}" width="{number(length)}" '
        f'height="{number(0.42 * size)}" fill="{colour}"/>'
    )
