"""The table of results as text and as plain data."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from toc_core.bench.timing import Result

HEADINGS = (
    *("case", "size", "bound ms", "ours ms", "peer ms", "ours/bound", "peer/ours", "goal", "ok"),
)
_WIDTHS = (32, 8, 10, 10, 10, 10, 9, 22, 3)
_LEFT = (0, 1, 7, 8)  # words; numbers stand to the right


def header_line() -> str:
    """Return the headings in their columns."""
    return _line(HEADINGS)


def line_of(result: Result) -> str:
    """Return one result in the columns."""
    return _line(_cells(result))


def _cells(result: Result) -> Sequence[str]:
    return (
        result.case,
        result.size,
        _number(result.bound),
        _number(result.ours),
        _number(result.peer),
        _number(result.over_bound),
        _number(result.under_peer),
        ", ".join(goal.words for goal in result.goals),
        ("ok" if result.kept else "NO") if result.goals else "",
    )


def _number(value: float | None) -> str:
    if value is None:
        return ""
    return f"{value:.0f}" if value >= 100 else f"{value:.2f}"


def _line(cells: Iterable[str]) -> str:
    placed = (
        cell.ljust(width) if place in _LEFT else cell.rjust(width)
        for place, (cell, width) in enumerate(zip(cells, _WIDTHS, strict=True))
    )
    return " | ".join(placed).rstrip()


def as_data(machine: Sequence[str], results: Iterable[Result]) -> dict[str, Any]:
    """Return a run as plain data for a JSON file."""
    return {
        "machine": list(machine),
        "results": [
            {
                "case": one.case,
                "size": one.size,
                "bound_ms": one.bound,
                "ours_ms": one.ours,
                "peer_ms": one.peer,
                "ours_over_bound": one.over_bound,
                "peer_over_ours": one.under_peer,
                "goals": [{"goal": goal.words, "ok": goal.kept} for goal in one.goals],
            }
            for one in results
        ],
    }
