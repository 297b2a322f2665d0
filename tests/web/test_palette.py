"""The colours of the stylesheet: every pair of text and ground can be read, light and dark."""

from __future__ import annotations

import re

import pytest
from toc_webadmin.theme import EDGE_ON, STYLESHEET, TEXT_ON, contrast, usual_colours

CSS = STYLESHEET.read_text(encoding="utf-8")


def test_black_on_white_is_21() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("text", "ground"), TEXT_ON)
def test_text_can_be_read_on_its_ground(scheme: str, text: str, ground: str) -> None:
    colours = usual_colours()[scheme]
    assert contrast(colours[text], colours[ground]) >= 4.5


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("edge", "ground"), EDGE_ON)
def test_edges_and_focus_can_be_seen(scheme: str, edge: str, ground: str) -> None:
    colours = usual_colours()[scheme]
    assert contrast(colours[edge], colours[ground]) >= 3


def test_colours_are_named_once_and_used_by_name() -> None:
    rules = CSS.split("/* Shell */")[1]
    assert re.findall(r"#[0-9a-fA-F]{3,6}\b(?!\w)", re.sub(r"/\*.*?\*/", "", rules)) == []
