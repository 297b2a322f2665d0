"""Of whom or what a figure is made: a full bar per indicator, with *unknown* always apart."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from toc_core.dashboards.lines import AMOUNT, BAR, lines
from toc_core.dashboards.picture import (
    FIGURE,
    Notes,
    Picture,
    as_shown,
    is_number,
    labels_of,
    section,
)
from toc_core.figures import Figure, display, quotient, shared_caveats
from toc_core.i18n import _, later
from toc_core.theory import (
    Count,
    Custom,
    Disaggregation,
    Indicator,
    Observed,
    Programme,
    Recorded,
    Summary,
    ValueKind,
)

UNKNOWN = "unknown"  # a category of every axis
MOST_KNOWN = 4  # and unknown makes five
_WHAT, _PART, _SHARE, _TOGETHER = (
    later("Indicator"),
    later("Deel"),
    later("Procent"),
    later("Samen"),
)
_AMOUNT = later("Aantal")


@dataclass(frozen=True)
class _Piece:
    """One part of a bar: its label, its figures (several where parts were merged), and amount."""

    label: str
    figures: tuple[Figure, ...]

    @property
    def amount(self) -> Decimal | None:
        values = [as_shown(f.value, f) for f in self.figures]
        known = [value for value in values if value is not None]
        return sum(known, Decimal(0)) if known else None


def parts(programme: Programme, own: Sequence[Figure]) -> Iterator[Picture]:
    """Yield a picture per axis; ``own`` holds the wholes and their categories in one period."""
    wholes = {f.indicator: f for f in own if not f.axis}
    for axis in programme.disaggregations:
        bars = {
            indicator.code: cells
            for indicator in programme.all_indicators()
            if adds_up(indicator) and (cells := _cells(own, indicator.code, axis.key))
        }
        if bars:
            yield _picture(programme, axis, bars, wholes)


def adds_up(indicator: Indicator) -> bool:
    """Return whether the parts of an indicator can be added: counts and sums, no means."""
    measure = indicator.measure
    if isinstance(measure, Observed):
        return measure.kind is ValueKind.NUMBER and measure.summary is Summary.SUM
    if isinstance(measure, Recorded | Custom):
        return measure.summary in (None, Summary.SUM)
    return isinstance(measure, Count)


def _cells(own: Sequence[Figure], indicator: str, axis: str) -> list[Figure]:
    """Return the categories of a whole; none where one lies between bounds or all are nothing."""
    cells = [f for f in own if f.indicator == indicator and f.axis == axis]
    exact = all(f.value is not None or not is_number(f) for f in cells)
    return cells if exact and any(f.value is not None and f.value > 0 for f in cells) else []


def _picture(
    programme: Programme,
    axis: Disaggregation,
    bars: Mapping[str, Sequence[Figure]],
    wholes: Mapping[str, Figure],
) -> Picture:
    names = labels_of(programme)
    every = [f for cells in bars.values() for f in cells]
    merged, notes = _merged(axis, every), Notes(shared_caveats(every))
    rows, figures, said = [], [], []
    for code, cells in bars.items():
        pieces = _pieces(axis, cells, merged)
        together = sum((p.amount or Decimal(0) for p in pieces), Decimal(0))
        words = _("{number} samen").format(number=display(together, cells[0].decimals))
        for piece in pieces:
            rows.append(
                (names[code], piece.label, *_amounts(piece, notes), _share(piece, together), words)
            )
            figures.append(piece.figures[0])
        said += [m.text for m in wholes[code].mismatches if f"({axis.label})" in m.text]
    title = _("Opgesplitst: {axis}").format(axis=axis.label)
    columns = (_WHAT, _PART, FIGURE, _AMOUNT, _SHARE, _TOGETHER)
    chart = _chart(list(dict.fromkeys(r[0] for r in rows)), _order(axis, [r[1] for r in rows]))
    note = notes.text(*dict.fromkeys(said))
    table = section(title, columns, rows, note, chart)
    return Picture(f"delen-{axis.key}", table, tuple(figures), notes)


def _amounts(piece: _Piece, notes: Notes) -> tuple[str, Decimal | None]:
    if len(piece.figures) == 1:
        return notes.marked(piece.figures[0]), piece.amount
    shown = "–" if piece.amount is None else display(piece.amount, piece.figures[0].decimals)
    return shown, piece.amount


def _share(piece: _Piece, together: Decimal) -> Decimal | None:
    if piece.amount is None:
        return None
    share = quotient(piece.amount, together, percent=True)
    return None if share is None else share.quantize(Decimal("0.1"))


def _merged(axis: Disaggregation, every: Sequence[Figure]) -> frozenset[str]:
    """Return the smallest categories, where there are more than can be told apart."""
    totals: dict[str, Decimal] = defaultdict(Decimal)
    for figure in every:
        if figure.category != UNKNOWN and figure.value:
            totals[figure.category] += figure.value
    if len(totals) <= MOST_KNOWN:
        return frozenset()
    largest = sorted(totals, key=lambda code: -totals[code])
    return frozenset(totals) - frozenset(largest[: MOST_KNOWN - 1])


def _pieces(axis: Disaggregation, cells: Sequence[Figure], merged: frozenset[str]) -> list[_Piece]:
    names = _names(axis)
    known = [f for f in cells if f.category not in merged and f.category != UNKNOWN]
    pieces = [_Piece(names.get(f.category, f.category), (f,)) for f in known if f.value]
    small = tuple(f for f in cells if f.category in merged)
    unknown = tuple(f for f in cells if f.category == UNKNOWN)
    rest = ((_other(), small), (_unknown(), unknown))
    return [*pieces, *(_Piece(label, figures) for label, figures in rest if figures)]


def _names(axis: Disaggregation) -> dict[str, str]:
    return {category.code: category.label for category in axis.categories}


def _other() -> str:
    return _("de andere samen")


def _unknown() -> str:
    return _("onbekend")


def _order(axis: Disaggregation, found: Sequence[str]) -> list[str]:
    """Return the labels of the parts as they follow each other in every bar."""
    declared = [*_names(axis).values(), _other(), _unknown()]
    return [label for label in dict.fromkeys(declared) if label in found]


def _chart(labels: Sequence[str], order: Sequence[str]) -> Mapping[str, Any]:
    paints = [f"var(--part-{n + 1})" for n in range(len(order))]
    inks = [f"var(--on-part-{n + 1})" for n in range(len(order))]
    if _unknown() in order:
        paints[-1], inks[-1] = "var(--part-unknown)", "var(--ink)"
    place = {"calculate": f"indexof({json.dumps(list(order))}, datum['{_PART}'])", "as": "place"}
    along = {"field": _SHARE, **AMOUNT, "stack": "zero"}
    follow = {"order": {"field": "place", "type": "quantitative"}}
    legend = {
        "orient": "bottom",
        "columns": 2,
        "title": None,
        "symbolType": "square",
        "symbolSize": 160,
        "symbolStrokeColor": "var(--edge)",
        "labelLimit": 215,
        "columnPadding": 12,
    }
    colour = {"field": _PART, "type": "nominal", "sort": list(order), "legend": legend}
    bars = {
        "transform": [place],
        "mark": {"type": "bar", "orient": "horizontal", "height": 20, "stroke": "var(--edge)"},
        "encoding": {
            "x": along,
            "y": {"value": BAR},
            "color": {**colour, "scale": {"domain": list(order), "range": paints}},
            **follow,
        },
    }
    return lines(_WHAT, _TOGETHER, [bars, _percents(place, along, follow, order, inks)], labels)


def _percents(
    place: Mapping[str, Any],
    along: Mapping[str, Any],
    follow: Mapping[str, Any],
    order: Sequence[str],
    inks: Sequence[str],
) -> Mapping[str, Any]:
    """Return the layer with a percentage in each part that has room for it."""
    words = f"datum['{_SHARE}'] >= 12 ? format(datum['{_SHARE}'], '.0f') + ' %' : ''"
    return {
        "transform": [place, {"calculate": words, "as": "percent"}],
        "mark": {"type": "text", "baseline": "middle"},
        "encoding": {
            "x": {**along, "bandPosition": 0.5},
            "y": {"value": BAR},
            "text": {"field": "percent", "type": "nominal"},
            "fill": {
                "field": _PART,
                "type": "nominal",
                "legend": None,
                "scale": {"domain": list(order), "range": list(inks)},
            },
            **follow,
        },
    }
