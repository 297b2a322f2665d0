"""Schools beside each other: in the order of the alphabet, each against its own target alone.

Nobody is ranked. A cell without a target has a number and no colour, one without data a dash.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import ROUND_DOWN, Decimal
from typing import Any

from toc_core.dashboards.picture import (
    FIGURE,
    Notes,
    Picture,
    as_shown,
    is_number,
    labels_of,
    section,
)
from toc_core.figures import Figure, shared_caveats
from toc_core.i18n import _, later
from toc_core.theory import Direction, Programme

MOST_INDICATORS = 20
_WHAT, _SCHOOL, _TARGET = later("Indicator"), later("School"), later("Doel")
_SHARE = later("Procent van eigen doel")


def schools(
    programme: Programme, at_schools: Sequence[Figure], places: Mapping[str, str]
) -> Picture | None:
    """Return the figures of one period at each of the ``places``, undivided; none without any.

    ``places`` has the label of each school by its code.
    """
    told = {f.indicator for f in at_schools if is_number(f) and f.site in places}
    if not told:
        return None
    names = labels_of(programme)
    shown = [code for code in names if code in told]
    by_place = {(f.indicator, f.site): f for f in at_schools}
    cells = {
        (names[code], label): by_place.get((code, site))
        for code in shown[:MOST_INDICATORS]
        for site, label in places.items()
    }
    notes = Notes(shared_caveats(f for f in cells.values() if f is not None))
    rows = [_row(what, school, f, notes) for (what, school), f in cells.items()]
    has_colour = any(r[4] is not None for r in rows)
    has_none = any(r[4] is None and r[2] != "–" for r in rows)
    note = notes.text(
        _("alfabetisch, geen rangorde"),
        _("voller: dichter bij het eigen doel") if has_colour else "",
        _("zonder kleur: geen doel of geen vast cijfer") if has_colour and has_none else "",
        _("–: geen cijfer") if any(r[2] == "–" for r in rows) else "",
        _left_out(len(shown)),
    )
    columns = (_WHAT, _SCHOOL, FIGURE, _TARGET, _SHARE)
    chart = _chart([names[code] for code in shown], list(places.values()))
    table = section(_("Scholen naast elkaar"), columns, rows, note, chart)
    return Picture("scholen", table, tuple(cells.values()), notes, is_wide=True)


Row = tuple[str, str, str, Decimal | None, Decimal | None]


def _row(what: str, school: str, figure: Figure | None, notes: Notes) -> Row:
    if figure is None:
        return what, school, "–", None, None
    target = as_shown(figure.target, figure)
    return what, school, notes.marked(figure), target, share_of_target(figure)


def _left_out(found: int) -> str:
    if found <= MOST_INDICATORS:
        return ""
    left = found - MOST_INDICATORS
    return _("nog {number} indicatoren staan in het rapport per school").format(number=left)


def share_of_target(figure: Figure) -> Decimal | None:
    """Return what part of its own target a figure reached, in whole percent rounded down.

    None where that says nothing: without a target, between bounds, or where less is better.
    """
    if figure.value is None or not figure.target or figure.target < 0:
        return None
    if figure.direction is not Direction.INCREASE:
        return None
    return (figure.value * 100 / figure.target).quantize(Decimal(1), ROUND_DOWN)


def _chart(labels: Sequence[str], names: Sequence[str]) -> Mapping[str, Any]:
    below = 16 * (max(len(name.split(" ")) for name in names) - 1)
    left = {**_BARE, "labelPadding": 10}
    top = {**_BARE, **_ON_TOP, "labelPadding": 8 + below}
    any_of = {"type": "nominal", "title": None}
    place = {
        "y": {"field": _WHAT, "sort": labels, "axis": left, **any_of},
        "x": {"field": _SCHOOL, "sort": names, "axis": top, **any_of},
    }
    tint = {
        "field": _SHARE,
        "type": "quantitative",
        "scale": {"domain": [0, 100], "range": [0.06, 0.42], "clamp": True},
        "legend": None,
    }
    cell = {"type": "rect", "strokeWidth": 1, "stroke": "var(--edge)"}
    return {
        "width": {"step": 86},
        "height": {"step": 38},
        "autosize": "pad",
        "layer": [
            {
                "transform": [{"filter": f"isValid(datum['{_SHARE}'])"}],
                "mark": {**cell, "color": "var(--accent)", "stroke": None},
                "encoding": {**place, "fillOpacity": tint},
            },
            {
                "transform": [{"filter": f"datum['{FIGURE}'] !== '–'"}],
                "mark": {**cell, "color": "transparent"},
                "encoding": place,
            },
            {
                "transform": [{"filter": f"datum['{FIGURE}'] === '–'"}],
                "mark": {**cell, "color": "transparent", "strokeDash": [3, 3]},
                "encoding": place,
            },
            {
                "mark": {"type": "text", "color": "var(--ink)", "fontSize": 14},
                "encoding": {**place, "text": {"field": FIGURE, "type": "nominal"}},
            },
        ],
        "config": {"scale": {"bandPaddingInner": 0.08, "rectBandPaddingInner": 0.08}},
    }


_BARE: Mapping[str, Any] = {
    "domain": False,
    "ticks": False,
    "grid": False,
    "labelFontSize": 14,
    "labelColor": "var(--ink)",
    "labelLimit": 0,
}
_ON_TOP: Mapping[str, Any] = {
    "orient": "top",
    "labelAngle": 0,
    "labelExpr": "split(datum.label, ' ')",  # a line per word
    "labelLineHeight": 16,
}
