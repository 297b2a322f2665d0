"""Route the links: from the side of a cause's box to the side of its effect, through no box.

Between two columns nothing stands, so an arrow bends there; it crosses a column straight, at a
height without a box. Arrows share neither a point of a box's edge nor a bend between two columns.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from toc_core.drawing.channels import Crossing, crossed, edges
from toc_core.drawing.geometry import Box, Sheet
from toc_core.theory import CausalLink

HEAD = 0.5  # length of an arrowhead, in type sizes
_Point = tuple[float, float]


@dataclass(frozen=True)
class Curve:
    """A drawn link: the path of its line and that of its arrowhead, both as SVG writes them."""

    cause: str
    effect: str
    path: str
    head: str
    derived: bool


@dataclass(frozen=True)
class _Arrow:
    """A link between two boxes, read from left to right; ``back`` when it points to the left."""

    cause: str
    effect: str
    derived: bool
    back: bool
    columns: tuple[int, int]
    boxes: tuple[Box, Box]
    points: tuple[_Point, ...] = ()

    @property
    def is_loop(self) -> bool:
        """Return whether it stays in one column, and so bends out at its right."""
        return self.columns[0] == self.columns[1]


def route(sheet: Sheet, links: Sequence[CausalLink]) -> tuple[Curve, ...]:
    """Return a curve for every two boxes on the sheet that a link joins."""
    arrows = [*_arrows(sheet, links)]
    heights = crossed(sheet, [*_crossings(arrows)])
    arrows = [_through(arrow, n, sheet, heights) for n, arrow in enumerate(arrows)]
    arrows = _with_ports(arrows)
    bends = _bends(arrows)
    return tuple(_curve(arrow, n, sheet, bends) for n, arrow in enumerate(arrows))


def _arrows(sheet: Sheet, links: Sequence[CausalLink]) -> Iterator[_Arrow]:
    spots = {
        placed.item.code: (number, placed.box)
        for number, column in enumerate(sheet.columns)
        for cell in column.cells
        for placed in cell.items
    }
    pairs = {(c, k.effect): k.derived for k in links for c in k.causes}
    for (cause, effect), derived in pairs.items():
        if cause in spots and effect in spots and cause != effect:
            back = spots[effect][0] < spots[cause][0]
            first, last = (effect, cause) if back else (cause, effect)
            (left, start), (right, end) = spots[first], spots[last]
            yield _Arrow(cause, effect, derived, back, (left, right), (start, end))


def _crossings(arrows: Sequence[_Arrow]) -> Iterator[Crossing]:
    """Yield where the straight line would cross each column in between, shortest arrows first."""
    order = sorted(range(len(arrows)), key=lambda n: arrows[n].columns[1] - arrows[n].columns[0])
    for number in order:
        (left, right), (start, end) = arrows[number].columns, arrows[number].boxes
        for column in range(left + 1, right):
            share = (column - left) / (right - left)
            yield Crossing(number, column, _middle(start) * (1 - share) + _middle(end) * share)


def _middle(box: Box) -> float:
    return box.y + box.height / 2


def _through(
    arrow: _Arrow, number: int, sheet: Sheet, heights: Mapping[tuple[int, int], float]
) -> _Arrow:
    """Return the arrow with its points: the middles of its boxes and the edges it crosses."""
    start, end = arrow.boxes
    points = [(start.right, _middle(start))]
    for column in range(arrow.columns[0] + 1, arrow.columns[1]):
        points += [(x, heights[number, column]) for x in edges(sheet.columns[column])]
    points.append((end.right if arrow.is_loop else end.x, _middle(end)))
    return replace(arrow, points=tuple(points))


def _with_ports(arrows: list[_Arrow]) -> list[_Arrow]:
    """Spread the ends on each side of a box, in the order of where the lines go from there."""
    at_side: dict[tuple[Box, float], list[tuple[float, int, int]]] = defaultdict(list)
    for n, arrow in enumerate(arrows):
        for end, near in ((0, 1), (-1, -2)):
            at_side[arrow.boxes[end], arrow.points[end][0]].append((arrow.points[near][1], n, end))
    moved = [list(arrow.points) for arrow in arrows]
    for (box, x), ends in at_side.items():
        for position, (_y, n, end) in enumerate(sorted(ends), start=1):
            moved[n][end] = (x, box.y + box.height * position / (len(ends) + 1))
    return [replace(a, points=tuple(points)) for a, points in zip(arrows, moved, strict=True)]


def _bends(arrows: Sequence[_Arrow]) -> dict[tuple[int, int], float]:
    """Return by arrow and step how far between two columns it turns: apart from the others.

    What goes down from higher up turns later, what goes up from lower down too: so lines that run
    the same way nest instead of crossing.
    """
    lanes: dict[tuple[float, bool], list[tuple[float, int, int]]] = defaultdict(list)
    for n, arrow in enumerate(arrows):
        for step in () if arrow.is_loop else range(0, len(arrow.points) - 1, 2):
            (x, y1), (_x, y2) = arrow.points[step : step + 2]
            down = y2 > y1
            lanes[x, down].append((-y1 if down else y1, n, step))
    return {
        (n, step): 0.15 + 0.7 * position / (len(turns) + 1)
        for turns in lanes.values()
        for position, (_y, n, step) in enumerate(sorted(turns), start=1)
    }


def _curve(
    arrow: _Arrow, number: int, sheet: Sheet, bends: Mapping[tuple[int, int], float]
) -> Curve:
    pieces = [_loop(arrow, sheet)] if arrow.is_loop else [*_pieces(arrow.points, number, bends)]
    start = arrow.points[0]
    if arrow.back:
        start, pieces = arrow.points[-1], [*_reversed(start, pieces)]
    path = f"M{_spot(start)}" + "".join(_written(piece) for piece in pieces)
    tip = pieces[-1][-1]
    side = 1 if arrow.back or arrow.is_loop else -1  # from the tip, where the line comes from
    return Curve(arrow.cause, arrow.effect, path, _head(tip, side * sheet.size), arrow.derived)


_Piece = tuple[_Point, ...]  # one point: straight on; three: two to bend by and one to reach


def _pieces(
    points: Sequence[_Point], number: int, bends: Mapping[tuple[int, int], float]
) -> Iterator[_Piece]:
    for step in range(len(points) - 1):
        (x1, y1), (x2, y2) = points[step : step + 2]
        if step % 2:
            yield ((x2, y2),)
        else:
            turn = x1 + (x2 - x1) * bends[number, step]
            yield (turn, y1), (turn, y2), (x2, y2)


def _loop(arrow: _Arrow, sheet: Sheet) -> _Piece:
    """Return the bend of a link inside one column: a longer one reaches further out."""
    (x, y1), (_x, y2) = arrow.points
    following = arrow.columns[0] + 1
    last = following == len(sheet.columns)
    room = (sheet.width if last else edges(sheet.columns[following])[0]) - x
    out = x + room * (0.5 + 0.5 * abs(y2 - y1) / sheet.height)
    return (out, y1), (out, y2), (x, y2)


def _reversed(start: _Point, pieces: Sequence[_Piece]) -> Iterator[_Piece]:
    """Yield the pieces of the same line from its other end."""
    starts = [start, *(piece[-1] for piece in pieces)]
    for begin, piece in zip(reversed(starts[:-1]), reversed(pieces), strict=True):
        yield (*reversed(piece[:-1]), begin)


def _written(piece: _Piece) -> str:
    return f"H{_number(piece[0][0])}" if len(piece) == 1 else "C" + " ".join(map(_spot, piece))


def _spot(point: _Point) -> str:
    return f"{_number(point[0])} {_number(point[1])}"


def _number(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")


def _head(tip: _Point, way: float) -> str:
    x, y = tip
    back, half = x + HEAD * way, abs(HEAD * way) * 0.55
    return f"M{back:.1f} {y - half:.1f}L{_spot(tip)} {back:.1f} {y + half:.1f}"


def heads(curves: Iterable[Curve]) -> str:
    """Return the arrowheads together, as one path."""
    return "".join(curve.head for curve in curves)
