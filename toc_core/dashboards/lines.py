"""The form that several pictures share: under each other a label, a bar, and the words to it.

They are drawn for the width of a phone; a wider page makes them larger, letters and all.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

WIDTH = 328  # what a phone leaves
LIMIT = 430  # in the letters that the server measures by, which are wider than those of the page
BAR, _WORDS = 26, 47  # where they stand below the label

Layer = Mapping[str, Any]


def bar(end: str, color: str, *, start: str = "", **mark: Any) -> Layer:
    """Return a bar to the value of a column, from zero or from that of another."""
    amount = {"field": end, **AMOUNT}
    across = {"x": {"field": start, **AMOUNT}, "x2": {"field": end}} if start else {"x": amount}
    return {
        "mark": {"type": "bar", "orient": "horizontal", "height": 12, "color": color, **mark},
        "encoding": {**across, "y": {"value": BAR}},
    }


def upright(column: str, *, reach: int, **mark: Any) -> Layer:
    """Return an upright line at the value of a column, where there is one."""
    return {
        "transform": [{"filter": f"isValid(datum['{column}'])"}],
        "mark": {"type": "rule", "color": "var(--ink)", **mark},
        "encoding": {
            "x": {"field": column, **AMOUNT},
            "y": {"value": BAR - reach},
            "y2": {"value": BAR + reach},
        },
    }


AMOUNT: Mapping[str, Any] = {
    "type": "quantitative",
    "axis": None,
    "scale": {"nice": False, "zero": True},
}


def lines(
    label: str,
    words: str,
    layers: Sequence[Layer],
    order: Sequence[str],
    *,
    apart: bool = False,
) -> Mapping[str, Any]:
    """Return the specification; ``label`` and ``words`` are columns, ``order`` is of the labels.

    The lines share one scale, unless they are ``apart``: then each has its own.
    """
    return {
        "width": WIDTH,
        "autosize": "pad",
        "padding": 2,
        "facet": {"row": {"field": label, "type": "nominal", "sort": order, "header": None}},
        "spacing": 14,
        "spec": {
            "width": WIDTH,
            "height": 52,
            "layer": [
                _text(label, 6, {"fontWeight": 600}),
                *layers,
                _text(words, _WORDS, {"color": "var(--muted)"}),
            ],
        },
        "resolve": {"scale": {"x": "independent" if apart else "shared"}},
    }


def _text(column: str, y: int, mark: Mapping[str, Any]) -> Layer:
    look = {"type": "text", "align": "left", "baseline": "middle", "limit": LIMIT, **mark}
    return {
        "transform": [{"aggregate": [], "groupby": [column]}],
        "mark": look,
        "encoding": {
            "text": {"field": column, "type": "nominal"},
            "x": {"value": 0},
            "y": {"value": y},
        },
    }
