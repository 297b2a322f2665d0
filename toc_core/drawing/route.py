"""Route the links: one curve per cause, from the right of its box to the left of its effect."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from toc_core.drawing.geometry import Box, Sheet
from toc_core.theory import Programme


@dataclass(frozen=True)
class Curve:
    """A drawn link, as an SVG path."""

    path: str
    derived: bool


def route(sheet: Sheet, programme: Programme) -> tuple[Curve, ...]:
    """Return a curve for every pair of boxes that a link joins from left to right."""
    boxes = {placed.item.code: placed.box for placed in sheet.items}
    pairs = [
        (boxes[cause], boxes[link.effect], link.derived)
        for link in programme.links
        for cause in link.causes
        if cause in boxes and link.effect in boxes and boxes[cause].right < boxes[link.effect].x
    ]
    leave, arrive = _ports(pairs, 0), _ports(pairs, 1)
    return tuple(
        Curve(_curve(start.right, leave[number], end.x, arrive[number]), derived)
        for number, (start, end, derived) in enumerate(pairs)
    )


def _ports(pairs: list[tuple[Box, Box, bool]], side: int) -> dict[int, float]:
    """Spread the ends on one edge of a box, in the order of where the other ends lie."""
    at_box: dict[Box, list[int]] = defaultdict(list)
    for number, pair in enumerate(pairs):
        at_box[(pair[0], pair[1])[side]].append(number)
    ports = {}
    for box, numbers in at_box.items():
        numbers.sort(key=lambda n: (pairs[n][0], pairs[n][1])[1 - side].y)
        for position, number in enumerate(numbers, start=1):
            ports[number] = box.y + box.height * position / (len(numbers) + 1)
    return ports


def _curve(x1: float, y1: float, x2: float, y2: float) -> str:
    bend = (x2 - x1) / 2
    return f"M{x1:.1f} {y1:.1f}C{x1 + bend:.1f} {y1:.1f} {x2 - bend:.1f} {y2:.1f} {x2:.1f} {y2:.1f}"
