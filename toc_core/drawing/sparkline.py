"""A sparkline: the figures of one indicator over the years, as a small SVG beside their table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from toc_core.drawing.svg_text import attribute, number

_WIDTH, _HEIGHT = 320.0, 64.0
_LEFT, _TOP, _BOTTOM = 18.0, 22.0, 54.0  # room for words beside and above the line


@dataclass(frozen=True)
class Point:
    """One year: between what its figure lies, how that is shown, and how it follows the last.

    Without ``least`` and ``most`` the year is blank, and a blank is never drawn as zero.
    ``is_joined`` says that the step from the year before may be told, so that a line may run.
    """

    year: str
    shown: str
    least: Decimal | None = None
    most: Decimal | None = None
    is_joined: bool = False
    note: str = ""

    @property
    def is_exact(self) -> bool:
        """Return whether the figure is one number."""
        return self.least is not None and self.least == self.most


def sparkline(points: Sequence[Point]) -> str:
    """Return the picture; nothing when fewer than two years have a figure.

    It is not spoken, since the table beside it says the same. Its scale starts at zero, and its
    first and last figure stand in words.
    """
    drawn = [n for n, point in enumerate(points) if point.most is not None]
    if len(drawn) < 2:
        return ""
    highest = max([Decimal(0), *(p.most for p in points if p.most is not None)])
    lowest = min([Decimal(0), *(p.least for p in points if p.least is not None)])
    scale = _Scale(len(points), float(lowest), float(highest))
    parts = [
        *(_range(scale, n, points[n]) for n in drawn if not points[n].is_exact),
        *_line(scale, points),
        *(_dot(scale, n, points[n]) for n in drawn if points[n].is_exact),
        *_words(scale, points, drawn),
    ]
    return (
        f'<svg class="spark" viewBox="0 0 {number(_WIDTH)} {number(_HEIGHT)}" '
        f'width="{number(_WIDTH)}" height="{number(_HEIGHT)}" aria-hidden="true">'
        f"{''.join(parts)}</svg>"
    )


@dataclass(frozen=True)
class _Scale:
    count: int
    lowest: float
    highest: float

    def x(self, place: int) -> float:
        return _LEFT + (_WIDTH - 2 * _LEFT) * place / max(1, self.count - 1)

    def y(self, value: Decimal | None) -> float:
        span = (self.highest - self.lowest) or 1.0
        return _BOTTOM - (_BOTTOM - _TOP) * (float(value or 0) - self.lowest) / span


def _line(scale: _Scale, points: Sequence[Point]) -> Iterator[str]:
    """Yield the line from each year to the next that it may be compared with."""
    for place, (before, after) in enumerate(pairwise(points)):
        if after.is_joined and before.is_exact and after.is_exact:
            start = f"{number(scale.x(place))} {number(scale.y(before.most))}"
            end = f"{number(scale.x(place + 1))} {number(scale.y(after.most))}"
            yield f'<path class="spark-line" d="M{start}L{end}"/>'


def _dot(scale: _Scale, place: int, point: Point) -> str:
    return (
        f'<circle cx="{number(scale.x(place))}" cy="{number(scale.y(point.most))}" r="3.5">'
        f"<title>{attribute(f'{point.year}: {point.shown}')}</title></circle>"
    )


def _range(scale: _Scale, place: int, point: Point) -> str:
    x = number(scale.x(place))
    top, bottom = number(scale.y(point.most)), number(scale.y(point.least))
    return f'<path class="spark-range" d="M{x} {top}V{bottom}"/>'


def _words(scale: _Scale, points: Sequence[Point], drawn: Sequence[int]) -> Iterator[str]:
    for place, anchor in ((drawn[0], "start"), (drawn[-1], "end")):
        x = scale.x(place) + (-_LEFT if anchor == "start" else _LEFT) * (2 / 3)
        y = scale.y(points[place].most) - 8
        yield (
            f'<text x="{number(x)}" y="{number(y)}" text-anchor="{anchor}">'
            f"{attribute(points[place].shown)}</text>"
        )
