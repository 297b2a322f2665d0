"""The small marks as HTML: each has a shape for the eye and words for the ear."""

from __future__ import annotations

from html import escape

from toc_core.drawing.content import Item
from toc_core.drawing.legend import Entry
from toc_core.drawing.palette import SHAPES
from toc_core.drawing.wrap import Chip
from toc_core.i18n import _


def hidden(words: str) -> str:
    """Return words that are spoken and not drawn."""
    return f'<span class="v">{escape(words)}</span>'


def icon(name: str) -> str:
    """Return a drawn shape that is not spoken."""
    shape = "wave" if name == "derived" else name
    return (
        f'<svg class="{shape}" viewBox="0 0 10 10" aria-hidden="true">'
        f'<path d="{SHAPES[name]}"/></svg>'
    )


def chip_html(chip: Chip, item: Item) -> str:
    """Return one small mark of an element."""
    if chip.name == "figure":
        return _figure(item)
    if chip.name == "lacune":
        spoken = hidden(" " + _("geen indicator (lacune)"))
        return f' <span class="k k-lacune"><b>–</b>{spoken}</span>'
    if chip.name == "derived":
        return derived_html()
    return f' <span class="k k-{chip.name}">{escape(chip.text)}</span>'


def derived_html() -> str:
    """Return the mark of what is our reading."""
    return f' <span class="k k-derived">{icon("derived")}{hidden(" " + _("onze lezing"))}</span>'


def _figure(item: Item) -> str:
    mark = item.mark
    assert mark is not None
    shape = icon(mark.tone.value) if mark.tone else ""
    spoken = hidden(" " + mark.status) if mark.status else ""
    bar = "" if mark.share is None else bar_html(mark.share)
    text = escape(mark.figure)
    return f' <span class="k k-figure {mark.tone.value}">{shape}{text}{spoken}{bar}</span>'


def bar_html(share: int) -> str:
    """Return a progress bar; the figure beside it says the same in text."""
    length = max(0, min(1000, share))
    return (
        '<svg class="bar" viewBox="0 0 1000 100" preserveAspectRatio="none" aria-hidden="true">'
        '<rect class="rail" width="1000" height="100"/>'
        f'<rect width="{length}" height="100"/></svg>'
    )


def legend_html(entries: tuple[Entry, ...]) -> str:
    """Return the legend as a list, or nothing."""
    if not entries:
        return ""
    rows = "".join(f"<li>{_sign(e)}{escape(e.words)}</li>" for e in entries)
    return f'<ul class="legend" role="list">{rows}</ul>'


def _sign(entry: Entry) -> str:
    drawn = {
        "lacune": '<span class="k k-lacune" aria-hidden="true">–</span>',
        "planned": f'<span class="k k-planned" aria-hidden="true">{escape(_("ambitie"))}</span>',
        "link": _arrow("line"),
        "derived_link": _arrow("line dash"),
    }
    if entry.name in drawn:
        return drawn[entry.name]
    return f'<span class="k {entry.name}">{icon(entry.name)}</span>'


def _arrow(look: str) -> str:
    return (
        f'<span class="k" aria-hidden="true"><svg class="{look}" viewBox="0 0 20 10">'
        '<path d="M0 5h20"/><path class="tip" d="M16 2.5 20 5l-4 2.5"/></svg></span>'
    )
