"""The arrows: each from box edge to box edge, through no box, and none on top of another."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings

from toc_core import CausalLink, Element, Horizon, Programme, Stage
from toc_core.drawing.content import content_of
from toc_core.drawing.fit import fit_page, fit_screen, tall
from toc_core.drawing.geometry import Box, Sheet
from toc_core.drawing.html import heading_of
from toc_core.drawing.route import Curve, route
from toc_core.plugins import load_plugins

from .samples import programmes

STEPS = 24
ROUNDED = 0.06  # a path is written with one decimal
Point = tuple[float, float]


def sheets(programme: Programme) -> Iterator[Sheet]:
    """Yield the poster on paper, on a screen and as tall as it must be."""
    content = content_of(programme, links=True)
    heading = heading_of(programme, content)
    fitted = fit_page(content, heading)
    if fitted:
        yield fitted[1]
    screen = fit_screen(content, heading, 1180, 11)
    if screen:
        yield screen
    yield tall(content, heading)


def walked(path: str) -> list[Point]:
    """Return points along an SVG path of moves, curves and horizontal lines."""
    points: list[Point] = []
    for letter, numbers in re.findall(r"([MCH])([^MCH]*)", path):
        given = [float(number) for number in numbers.split()]
        if letter == "M":
            points.append((given[0], given[1]))
        elif letter == "H":
            points += [*_line(points[-1], (given[0], points[-1][1]))]
        else:
            points += [*_bent(points[-1], *zip(given[::2], given[1::2], strict=True))]
    return points


def _line(a: Point, b: Point) -> Iterator[Point]:
    for step in range(1, STEPS + 1):
        yield a[0] + (b[0] - a[0]) * step / STEPS, b[1]


def _bent(a: Point, b: Point, c: Point, d: Point) -> Iterator[Point]:
    for step in range(1, STEPS + 1):
        t, u = step / STEPS, 1 - step / STEPS
        yield tuple(  # type: ignore[misc]
            u**3 * p + 3 * u * u * t * q + 3 * u * t * t * r + t**3 * s
            for p, q, r, s in zip(a, b, c, d, strict=True)
        )


def inside(box: Box, point: Point) -> bool:
    return (
        box.x + ROUNDED < point[0] < box.right - ROUNDED
        and box.y + ROUNDED < point[1] < box.bottom - ROUNDED
    )


def on_a_side(box: Box, point: Point) -> bool:
    at_side = min(abs(point[0] - box.x), abs(point[0] - box.right)) <= ROUNDED
    return at_side and box.y < point[1] < box.bottom


def assert_tidy(sheet: Sheet, curves: tuple[Curve, ...]) -> None:
    boxes = {placed.item.code: placed.box for placed in sheet.items}
    ends: list[Point] = []
    for curve in curves:
        points = walked(curve.path)
        for box in boxes.values():
            assert not any(inside(box, point) for point in points), (curve, box)
        assert on_a_side(boxes[curve.cause], points[0])
        assert on_a_side(boxes[curve.effect], points[-1])
        assert all(0 <= x <= sheet.width and 0 <= y <= sheet.height for x, y in points)
        ends += [points[0], points[-1]]
    assert len(set(ends)) == len(ends)


def joined(programme: Programme) -> set[tuple[str, str]]:
    pairs = {(cause, link.effect) for link in programme.links for cause in link.causes}
    known = {e.code for e in programme.elements}
    return {(a, b) for a, b in pairs if a != b and {a, b} <= known}


@given(programmes())
@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_no_arrow_of_any_theory_crosses_a_box_or_shares_an_end(programme: Programme) -> None:
    for sheet in sheets(programme):
        curves = route(sheet, programme.links)
        assert {(c.cause, c.effect) for c in curves} == joined(programme)
        assert_tidy(sheet, curves)


@pytest.mark.parametrize("programme", load_plugins().programmes.values(), ids=lambda p: p.code)
def test_no_arrow_of_a_shipped_programme_crosses_a_box(programme: Programme) -> None:
    for sheet in sheets(programme):
        curves = route(sheet, programme.links)
        assert {(c.cause, c.effect) for c in curves} == joined(programme)
        assert_tidy(sheet, curves)


def _skipping() -> Programme:
    """Return a theory whose one link skips a column with a box straight in its way."""
    return Programme(
        "skip", "Overslaan", "1",
        elements=(
            Element("talks", Stage.OUTPUT, "Gesprekken"),
            Element("calm", Stage.OUTCOME, "Rust", horizon=Horizon.SHORT),
            Element("trust", Stage.IMPACT, "Vertrouwen"),
        ),
        links=(CausalLink(("talks",), "trust"),),
    )  # fmt: skip


def test_an_arrow_that_skips_a_column_goes_around_the_box_in_its_way() -> None:
    (sheet, *_others) = sheets(_skipping())
    (curve,) = route(sheet, _skipping().links)
    talks, calm, _trust = (placed.box for placed in sheet.items)
    assert talks.y == calm.y  # straight on would go through it
    crossing = [y for x, y in walked(curve.path) if calm.x <= x <= calm.right]
    assert crossing
    assert all(y < calm.y or y > calm.bottom for y in crossing)


def test_arrows_that_run_the_same_way_do_not_cross_each_other() -> None:
    causes = tuple(Element(f"a{n}", Stage.OUTPUT, f"Oorzaak {n}") for n in range(3))
    effects = tuple(Element(f"b{n}", Stage.IMPACT, "Lang " * 20 + str(n)) for n in range(3))
    links = tuple(CausalLink((f"a{n}",), f"b{n}") for n in range(3))
    programme = Programme("nest", "Nest", "1", elements=(*causes, *effects), links=links)
    (sheet, *_others) = sheets(programme)
    lines = [walked(curve.path) for curve in route(sheet, links)]
    for upper, lower in pairwise(lines):
        assert all(a[1] < b[1] for a in upper for b in lower if abs(a[0] - b[0]) < 0.5)


def test_an_arrow_to_the_left_ends_on_the_right_of_its_effect() -> None:
    back = (CausalLink(("trust",), "talks", feedback=True),)
    (sheet, *_others) = sheets(_skipping())
    (curve,) = route(sheet, back)
    talks, _calm, trust = (placed.box for placed in sheet.items)
    points = walked(curve.path)
    assert points[0][0] == pytest.approx(trust.x, abs=ROUNDED)
    assert points[-1][0] == pytest.approx(talks.right, abs=ROUNDED)
    assert curve.head.startswith(f"M{talks.right + 0.5 * sheet.size:.1f}")
