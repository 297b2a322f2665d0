"""Choose page and type size: A3 with the largest type that fits, never under 8 points."""

from __future__ import annotations

from dataclasses import dataclass

from toc_core.drawing.content import Content
from toc_core.drawing.geometry import Sheet
from toc_core.drawing.place import Heading, place

POINT = 96 / 72
SMALLEST = 8.0
_SIZES = (12.0, 11.0, 10.5, 10.0, 9.5, 9.0, 8.75, 8.5, 8.25, SMALLEST)
_MILLIMETRE = 96 / 25.4
_MANY = 400  # elements: more never fit A0, so no time is lost trying


@dataclass(frozen=True)
class Page:
    """A paper in landscape, in millimetres."""

    name: str
    width_mm: int
    height_mm: int

    @property
    def width(self) -> float:
        """Return the width in pixels."""
        return self.width_mm * _MILLIMETRE

    @property
    def height(self) -> float:
        """Return the height in pixels."""
        return self.height_mm * _MILLIMETRE


A3 = Page("A3", 420, 297)
PAGES = (A3, Page("A2", 594, 420), Page("A1", 841, 594), Page("A0", 1189, 841))


def fit_page(content: Content, heading: Heading) -> tuple[Page, Sheet] | None:
    """Return the smallest page that holds the poster, or ``None`` when not even A0 does."""
    if len(content.items) > _MANY:
        return None
    for page in PAGES:
        sizes = _SIZES if page is A3 else (SMALLEST,)
        for points in sizes:
            sheet = place(content, heading, page.width, points * POINT, page.height)
            if sheet.height <= page.height + 0.01:
                return page, sheet
    return None


def fit_screen(content: Content, heading: Heading, width: float, size: float) -> Sheet | None:
    """Return the poster as tall as it needs at a width, or ``None`` when nobody would scroll it."""
    if len(content.items) > _MANY:
        return None
    sheet = place(content, heading, width, size)
    return sheet if sheet.height <= 5 * width else None


def tall(content: Content, heading: Heading) -> Sheet:
    """Return the poster as wide as A0 and as tall as it must be: whatever is asked, it is drawn."""
    return place(content, heading, PAGES[-1].width, SMALLEST * POINT)
