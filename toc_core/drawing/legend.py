"""The legend: only what really stands on this poster is explained."""

from __future__ import annotations

from dataclasses import dataclass

from toc_core.drawing.content import Content
from toc_core.drawing.mark import Tone
from toc_core.drawing.measure import text_width
from toc_core.i18n import _


@dataclass(frozen=True)
class Entry:
    """One sign of the legend and the words that explain it."""

    name: str
    words: str

    @property
    def width(self) -> float:
        """Return the room the entry takes, in type sizes."""
        return text_width(self.words, 1) + 4.2


def legend_of(content: Content) -> tuple[Entry, ...]:
    """Return the entries for the signs that occur."""
    items = content.items
    premises = (block for band in content.bands for block in band.blocks)
    tones = {i.mark.tone: i.mark.status for i in items if i.mark and i.mark.tone}
    entries = [Entry(tone.value, tones[tone]) for tone in Tone if tones.get(tone)]
    if any(i.lacune for i in items):
        entries.append(Entry("lacune", _("geen indicator (lacune)")))
    if any(i.derived for i in items) or any(b.derived for b in premises):
        entries.append(Entry("derived", _("onze lezing van de bron, nog te bevestigen")))
    if any(i.planned for i in items):
        entries.append(Entry("planned", _("nog niet in werking")))
    if any(not link.derived for link in content.links):
        entries.append(Entry("link", _("leidt tot")))
    if any(link.derived for link in content.links):
        entries.append(Entry("derived_link", _("leidt tot (onze lezing)")))
    return tuple(entries)


def legend_rows(entries: tuple[Entry, ...], width: float, size: float) -> list[list[Entry]]:
    """Return the entries in rows that fit ``width``."""
    rows: list[list[Entry]] = [[]]
    used = 0.0
    for entry in entries:
        if rows[-1] and (used + entry.width) * size > width:
            rows.append([])
            used = 0.0
        rows[-1].append(entry)
        used += entry.width
    return rows if entries else []
