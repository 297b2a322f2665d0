"""The colours of the stylesheet: every pair of text and ground can be read, light and dark."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import toc_webadmin

CSS = (Path(toc_webadmin.__file__).parent / "static" / "toc.css").read_text(encoding="utf-8")
TEXT_ON = [
    ("ink", "paper"),
    ("ink", "ground"),
    ("ink", "wrong-tint"),
    ("muted", "paper"),
    ("muted", "ground"),
    ("accent", "paper"),
    ("accent", "ground"),
    ("accent", "tint"),
    ("accent-strong", "paper"),
    ("on-accent", "accent"),
    ("on-accent", "accent-strong"),
    ("good", "paper"),
    ("wrong", "paper"),
    ("wrong", "wrong-tint"),
    ("warm", "warm-tint"),
]
EDGE_ON = [("edge", "paper"), ("focus", "paper"), ("focus", "ground"), ("good", "paper")]


def tokens(scheme: str) -> dict[str, str]:
    """Return the colours of a scheme; what dark does not name, stays as in light."""
    light, dark = CSS.split("@media (prefers-color-scheme: dark)")[:2]
    pattern = r"--([\w-]+): (#[0-9a-f]{6})"
    found = dict(re.findall(pattern, light))
    return found | dict(re.findall(pattern, dark)) if scheme == "dark" else found


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(first: str, second: str) -> float:
    low, high = sorted((luminance(first), luminance(second)))
    return (high + 0.05) / (low + 0.05)


def test_black_on_white_is_21() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("text", "ground"), TEXT_ON)
def test_text_can_be_read_on_its_ground(scheme: str, text: str, ground: str) -> None:
    colours = tokens(scheme)
    assert contrast(colours[text], colours[ground]) >= 4.5


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("edge", "ground"), EDGE_ON)
def test_edges_and_focus_can_be_seen(scheme: str, edge: str, ground: str) -> None:
    colours = tokens(scheme)
    assert contrast(colours[edge], colours[ground]) >= 3


def test_colours_are_named_once_and_used_by_name() -> None:
    rules = CSS.split("/* Shell */")[1]
    assert re.findall(r"#[0-9a-fA-F]{3,6}\b(?!\w)", re.sub(r"/\*.*?\*/", "", rules)) == []
