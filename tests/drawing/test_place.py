"""The arithmetic of the poster: boxes inside the page and apart from each other."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import HealthCheck, given, settings

from toc_core import Element, Programme, Stage
from toc_core.drawing.content import content_of
from toc_core.drawing.fit import A3, SMALLEST, fit_page, fit_screen, tall
from toc_core.drawing.geometry import Box, Sheet
from toc_core.drawing.html import heading_of

from .samples import SHIPPED, hostile, programmes


def _heading(programme: Programme) -> tuple:
    content = content_of(programme, links=True)
    return content, heading_of(programme, content)


def _apart(a: Box, b: Box) -> bool:
    return (
        a.right <= b.x + 0.01 or b.right <= a.x + 0.01
        or a.bottom <= b.y + 0.01 or b.bottom <= a.y + 0.01
    )  # fmt: skip


def _boxes(sheet: Sheet) -> list[Box]:
    headings = [c.heading for col in sheet.columns for c in col.cells if c.heading]
    blocks = [b.box for band in sheet.bands for b in band.blocks]
    titles = [band.heading for band in sheet.bands]
    drawn = [i.box for i in sheet.items] + [c.header for c in sheet.columns]
    results = [sheet.results] if sheet.results else []
    return drawn + headings + blocks + titles + results + [sheet.title]


def _assert_tidy(sheet: Sheet) -> None:
    boxes = _boxes(sheet)
    for box in boxes + [band.box for band in sheet.bands]:
        assert box.x >= 0
        assert box.y >= 0
        assert box.right <= sheet.width + 0.01
        assert box.bottom <= sheet.height + 0.01
    assert all(_apart(a, b) for a, b in combinations(boxes, 2))


@given(programmes())
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_programme_is_drawn_inside_its_sheet_without_overlap(programme: Programme) -> None:
    content, heading = _heading(programme)
    fitted = fit_page(content, heading)
    sheets = [tall(content, heading), fit_screen(content, heading, 1180, 11)]
    for sheet in [*sheets, fitted[1] if fitted else None]:
        if sheet is not None:
            assert len(sheet.items) == len(programme.elements)
            _assert_tidy(sheet)


@pytest.mark.parametrize("programme", SHIPPED, ids=lambda p: p.code)
def test_a_shipped_programme_fits_a3_at_eight_points_or_more(programme: Programme) -> None:
    fitted = fit_page(*_heading(programme))
    assert fitted is not None
    page, sheet = fitted
    assert page is A3
    assert sheet.size * 0.75 >= SMALLEST
    assert sheet.height <= page.height + 0.01


def test_hostile_texts_are_placed_too() -> None:
    _assert_tidy(tall(*_heading(hostile())))


def _many(count: int) -> Programme:
    made = (Element(f"e{n}", list(Stage)[n % 7], f"Bouwsteen {n}") for n in range(count))
    return Programme("many", "Veel", "1", elements=tuple(made))


def test_one_element_and_none_are_drawn() -> None:
    for count in (0, 1):
        fitted = fit_page(*_heading(_many(count)))
        assert fitted is not None
        _assert_tidy(fitted[1])


def test_more_than_a3_holds_takes_a_larger_page_and_never_smaller_type() -> None:
    fitted = fit_page(*_heading(_many(250)))
    assert fitted is not None
    assert fitted[0].name in ("A2", "A1", "A0")
    assert fitted[1].size * 0.75 == pytest.approx(SMALLEST)


def test_ten_thousand_elements_become_a_stacked_page() -> None:
    assert fit_page(*_heading(_many(10_000))) is None
    assert len(tall(*_heading(_many(10_000))).items) == 10_000


def test_unlevelled_interventions_get_the_last_lane_among_levelled_ones() -> None:
    content = content_of(SHIPPED[0])
    assert content.lanes[-1] == ("", "Overkoepelend")
    interventions = next(c for c in content.columns if c.key == "intervention")
    assert [i.label for i in interventions.cells[-1].items] == ["Actieonderzoek"]
