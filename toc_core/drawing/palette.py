"""The colours of the poster: one muted family per column, in a light and a dark scheme."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Family:
    """Header ground, line, box ground and heading text; text on the header is always white."""

    header: str
    line: str
    ground: str
    heading: str


LIGHT = {
    "problem": Family("#7b2d3b", "#8f3546", "#fdeff1", "#7b2d3b"),
    "input": Family("#3f4d63", "#4b5a72", "#f1f3f7", "#3f4d63"),
    "intervention": Family("#1f5a7c", "#2a6a8f", "#eaf2f9", "#1d5474"),
    "output": Family("#1b6e66", "#237a72", "#e8f4f2", "#17625b"),
    "outcome": Family("#2f6b2c", "#3d7a39", "#ecf5ea", "#2a6127"),
    "short": Family("#2f6b2c", "#3d7a39", "#ecf5ea", "#2a6127"),
    "medium": Family("#4f6a12", "#5d7a18", "#f2f6e4", "#475f10"),
    "long": Family("#6d5600", "#7d6408", "#faf4e0", "#634e00"),
    "impact": Family("#5b3a86", "#6a4697", "#f2edf8", "#54357c"),
    "ingredient": Family("#1f5a7c", "#2a6a8f", "#ffffff", "#1d5474"),
    "assumption": Family("#7d4a0a", "#8f5a17", "#ffffff", "#7a4708"),
    "precondition": Family("#5b3a86", "#6a4697", "#ffffff", "#54357c"),
}
DARK = {
    "problem": Family("#7b2d3b", "#c27482", "#33191e", "#f0a9b5"),
    "input": Family("#46556d", "#8795ad", "#1d232d", "#b9c5d9"),
    "intervention": Family("#1f5a7c", "#5c9cc2", "#12242f", "#95cbec"),
    "output": Family("#1b6e66", "#4fa89f", "#0f2725", "#85d4cb"),
    "outcome": Family("#2f6b2c", "#6aab66", "#152815", "#a3d79f"),
    "short": Family("#2f6b2c", "#6aab66", "#152815", "#a3d79f"),
    "medium": Family("#4f6a12", "#90ad4c", "#1f270f", "#c5dc8b"),
    "long": Family("#6d5600", "#b59a3f", "#2a230b", "#e6cd7a"),
    "impact": Family("#5b3a86", "#a283ca", "#251b33", "#d0b6f0"),
    "ingredient": Family("#1f5a7c", "#5c9cc2", "#171b21", "#95cbec"),
    "assumption": Family("#7d4a0a", "#c08d4c", "#171b21", "#ebbd84"),
    "precondition": Family("#5b3a86", "#a283ca", "#171b21", "#d0b6f0"),
}
INK, MUTED, PAPER, PANEL, PANEL_LINE = "#1b2027", "#4d5763", "#ffffff", "#f6f7f9", "#d9dee4"
TONES = {"reached": "#1d6b2a", "near": "#7d5200", "behind": "#44546a"}
DARK_TONES = {"reached": "#86d991", "near": "#f0bf62", "behind": "#b7c4d6"}
SHAPES = {  # in a square of 10
    "reached": "M5 1a4 4 0 1 0 .01 0z",
    "near": "M5 .6 9.4 5 5 9.4.6 5z",
    "behind": "M5 1a4 4 0 1 0 .01 0zM5 2.8a2.2 2.2 0 1 1-.01 0z",
    "derived": "M1 4.2q2-2.2 4 0t4 0M1 7.4q2-2.2 4 0t4 0",
}
GROUND = (INK, MUTED, PAPER, PANEL, PANEL_LINE)
DARK_GROUND = ("#eceff3", "#b4bdc9", "#101318", "#191e25", "#363e49")
