"""Small pictures beside each other: one per school or per indicator, over the school years.

A line runs only between two years that the engine compares; elsewhere it breaks, and a note
says why.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from toc_core.dashboards.picture import (
    FIGURE,
    LEAST,
    MOST,
    Notes,
    Picture,
    ends,
    is_number,
    labels_of,
    section,
)
from toc_core.figures import BREAKS_COMPARISON, CaveatKind, Figure, shared_caveats
from toc_core.formats.words import change_note
from toc_core.i18n import _, later
from toc_core.theory import Programme

YEARS = "jaren"  # the code of these pictures
_YEAR, _LINE = later("Schooljaar"), later("Doorlopende lijn")
_SCHOOL, _WHAT = later("School"), later("Indicator")
_SHORT = 22  # signs of a label that fits half the width


def years_of_schools(
    programme: Programme,
    indicator: str,
    at_schools: Sequence[Figure],
    places: Mapping[str, str],
) -> Picture | None:
    """Return one indicator at each of the ``places`` (labels by code), all on one scale."""
    own = [f for f in at_schools if f.indicator == indicator and f.site in places]
    series = _series(own, list(places), lambda f: f.site)
    title = _("{label}: schooljaren per school").format(label=labels_of(programme)[indicator])
    return _picture(title, _SCHOOL, {places[code]: found for code, found in series.items()})


def years_of_indicators(programme: Programme, own: Sequence[Figure]) -> Picture | None:
    """Return each indicator on a scale of its own, in the order of the theory."""
    names = labels_of(programme)
    series = _series(own, list(names), lambda f: f.indicator)
    told = {names[code]: found for code, found in series.items()}
    return _picture(_("Schooljaren na elkaar"), _WHAT, told, apart=True)


def has_years(found: Sequence[Figure]) -> bool:
    """Return whether figures of at least two years can be drawn."""
    return len({f.period for f in found if is_number(f)}) > 1


_BREAKING = BREAKS_COMPARISON | {CaveatKind.PROVISIONAL}
Series = Mapping[str, Sequence[Figure]]


def _series(own: Sequence[Figure], codes: Sequence[str], key: Callable[[Figure], str]) -> Series:
    found: dict[str, list[Figure]] = {code: [] for code in codes}
    for figure in sorted(own, key=lambda f: f.period):
        found[key(figure)].append(figure)
    return {code: series for code, series in found.items() if any(map(is_number, series))}


def _picture(title: str, by: str, series: Series, *, apart: bool = False) -> Picture | None:
    every = [figure for found in series.values() for figure in found]
    if not has_years(every):
        return None
    notes = Notes(shared_caveats(every))
    rows = [
        (label, f.period.code, notes.marked(f, break_words(f)), *ends(f), line)
        for label, found in series.items()
        for f, line in zip(found, lines_of(found), strict=True)
    ]
    told = (_("een lijn loopt alleen door waar twee jaren te vergelijken zijn"),)
    columns = (by, _YEAR, FIGURE, LEAST, MOST, _LINE)
    years = [period.code for period in sorted({f.period for f in every})]
    chart = _chart(by, list(series), years, apart=apart)
    table = section(title, columns, rows, notes.text(*told), chart)
    return Picture(YEARS, table, tuple(every), notes)


def lines_of(series: Sequence[Figure]) -> list[int]:
    """Return for each year which line it is on: a new one where no step can be told."""
    lines, line = [], 1
    for place, figure in enumerate(series):
        told = figure.change is not None and figure.change.difference is not None
        line += bool(place) and not told
        lines.append(line)
    return lines


def break_words(figure: Figure) -> str:
    """Return why the line stops before a figure, where no reservation of its own says so."""
    explained = any(c.kind in _BREAKING for c in figure.caveats) or figure.partly
    return "" if explained else change_note(figure)


def _chart(
    by: str, labels: Sequence[str], years: Sequence[str], *, apart: bool
) -> Mapping[str, Any]:
    half = max(map(len, labels)) <= _SHORT and len(labels) > 1
    width = 152 if half else 328
    # Every year has its place, also one in which nothing is known.
    x = {"field": _YEAR, "type": "ordinal", "scale": {"domain": list(years)}, "axis": _AXIS}
    return {
        "autosize": "pad",
        "padding": 2,
        "facet": {"field": by, "type": "nominal", "sort": labels, "header": _HEADER},
        "columns": 2 if half else 1,
        "spacing": {"row": 14, "column": 24},
        "spec": {
            "width": width,
            "height": _HEIGHT,
            "transform": [{"filter": f"isValid(datum['{LEAST}'])"}],
            "layer": [_ground(by, width), *_marks({"x": x, "y": {"field": LEAST, **_Y}}, by)],
        },
        "resolve": {"scale": {"y": "independent" if apart else "shared"}},
    }


def _ground(by: str, width: int) -> Mapping[str, Any]:
    return {
        "transform": [{"aggregate": [], "groupby": [by]}],
        "mark": {"type": "rule", "color": "var(--line)"},
        "encoding": {"x": {"value": 0}, "x2": {"value": width}, "y": {"value": _HEIGHT}},
    }


def _marks(at: Mapping[str, Any], by: str) -> Sequence[Mapping[str, Any]]:
    """Return the layers of the figures: lines, ranges where there are bounds, points and words."""
    exact = {"filter": f"datum['{LEAST}'] === datum['{MOST}']"}
    return [
        {
            "transform": [exact],
            "mark": {"type": "line", "strokeWidth": 2},
            "encoding": {**at, "detail": {"field": _LINE, "type": "nominal"}},
        },
        {
            "mark": {"type": "rule", "strokeWidth": 7, "color": "var(--accent)"},
            "encoding": {**at, "y2": {"field": MOST}},
        },
        {
            "transform": [exact],
            "mark": {"type": "point", "filled": True, "size": 45, "opacity": 1},
            "encoding": at,
        },
        _labelled(by, at),
    ]


def _labelled(by: str, at: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the layer with the first and the last figure in words."""
    first = {"op": "min", "field": _YEAR, "as": "first"}
    last = {"op": "max", "field": _YEAR, "as": "last"}
    chosen = f"datum['{_YEAR}'] === datum.first || datum['{_YEAR}'] === datum.last"
    return {
        "transform": [{"joinaggregate": [first, last], "groupby": [by]}, {"filter": chosen}],
        "mark": {"type": "text", "dy": -11, "color": "var(--ink)"},
        "encoding": {
            "x": at["x"],
            "y": {"field": MOST, **_Y},
            "text": {"field": FIGURE, "type": "nominal"},
        },
    }


_HEIGHT = 58
_SCALE = {"zero": True, "nice": False, "range": [_HEIGHT, 20]}  # room for words above a point
_Y = {"type": "quantitative", "axis": None, "scale": _SCALE}
_SHORT_YEAR = "slice(datum.label, 2, 4) + '-' + slice(datum.label, 7, 9)"
_AXIS = {
    "title": None,
    "domain": False,
    "ticks": False,
    "grid": False,
    "labelExpr": _SHORT_YEAR,
    "labelAngle": 0,
    "labelOverlap": "parity",
}
_HEADER = {
    "title": None,
    "labelAnchor": "start",
    "labelAlign": "left",
    "labelFontSize": 13,
    "labelFontWeight": 600,
    "labelColor": "var(--ink)",
    "labelLimit": 430,
    "labelPadding": 2,
}
