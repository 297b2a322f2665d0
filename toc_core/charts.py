"""Charts: a Vega-Lite specification, drawn on the server from the rows of its table.

The specification says how to draw; what is drawn are the rows that stand in the table, so that the
picture and the table cannot differ, and nothing is fetched from elsewhere.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from functools import lru_cache
from html import escape
from importlib.util import find_spec
from typing import Any

from toc_core.errors import PluginError, did_you_mean
from toc_core.figures.exact import THIN_SPACE
from toc_core.i18n import _

Spec = Mapping[str, Any]

_QUIET = {"labelColor": "var(--muted)", "titleColor": "var(--muted)", "labelFontSize": 13}
_LINES = {"domainColor": "var(--line)", "tickColor": "var(--line)", "gridColor": "var(--line)"}
_STYLE = {
    "background": None,
    "aria": False,  # the picture is one image with one label, and the table says the rest
    "font": "Source Sans 3, Source Sans Pro, system-ui, sans-serif",
    "view": {"stroke": None},
    "mark": {"color": "var(--accent)"},
    "axis": {**_QUIET, **_LINES, "titleFontSize": 13, "titleFontWeight": "normal", "labelLimit": 0},
    "legend": _QUIET,
    "text": {"color": "var(--ink)", "fontSize": 13},
}
_USUAL = {"width": 480, "autosize": {"type": "fit-x", "contains": "padding"}}
_DATA = frozenset({"data", "datasets", "url", "href"})
_LOCALE = {
    "decimal": ",",
    "thousands": THIN_SPACE,
    "grouping": [3],
    "currency": ["€\u00a0", ""],
}
# What reaches outside, or carries a style that a strict content policy stops. Only tags are looked
# at: words that look like one are only words.
_TAG = re.compile(r"""<([\w:]+)((?:\s+[\w:.-]+="[^"<>]*")*)\s*/?>""")
_SAID = re.compile(
    r"""\s(?:role="graphics-[^"]*"|aria-[\w-]+="[^"]*"|class="[^"]*"|font-family="[^"]*")"""
)
_LONG = re.compile(r"\d+\.\d{3,}")
_REACHING = re.compile(r"image|script|style|foreignObject|a|use|animate|set")
_CARRYING = re.compile(r"\s(?:href|style|on\w+|[\w.-]+:href)=\"")


def demand_sound(spec: Any, columns: Sequence[str], title: str) -> None:
    """Raise ``PluginError`` when a specification brings data of its own, or an unknown column.

    What its transforms make out of the columns counts as one.
    """
    _demand_sound(spec, (*columns, *_made(spec)), title)


def _made(spec: Any) -> Iterator[str]:
    """Yield the names that transforms give to what they make."""
    parts = spec.items() if isinstance(spec, Mapping) else enumerate(spec)
    for key, part in parts:
        if key == "as":
            yield from [part] if isinstance(part, str) else part
        elif isinstance(part, Mapping | list | tuple):
            yield from _made(part)


def _demand_sound(spec: Any, columns: Sequence[str], title: str) -> None:
    parts = spec.items() if isinstance(spec, Mapping) else enumerate(spec)
    for key, part in parts:
        if key in _DATA:
            words = _("de grafiek heeft '{key}'; laat dat weg, ze tekent de rijen van de tabel")
            raise _refused(title, words.format(key=key))
        if key == "field" and isinstance(part, str) and part not in columns:
            words = _("de grafiek vraagt kolom '{column}'{hint}; de tabel heeft: {known}")
            hint = did_you_mean(part, columns)
            raise _refused(title, words.format(column=part, hint=hint, known=", ".join(columns)))
        if isinstance(part, Mapping | list | tuple):
            _demand_sound(part, columns, title)


def _refused(title: str, reason: str) -> PluginError:
    return PluginError(f"{_('sectie')} '{title}': {reason}")


def can_draw() -> bool:
    """Return whether charts can be drawn: they need the extra ``charts``."""
    return find_spec("vl_convert") is not None


def chart_svg(
    spec: Spec, columns: Sequence[str], rows: Sequence[Sequence[object]], title: str
) -> str:
    """Return the rows as an SVG picture; empty without the extra ``charts``.

    The fields of ``spec`` are the names of the columns. The colours are those of the page.
    ``PluginError`` when it cannot be drawn as it stands.
    """
    if not can_draw():
        return ""
    values = [dict(zip(columns, row, strict=True)) for row in rows]
    config = {**_STYLE, **spec.get("config", {})}
    whole = {**_USUAL, **spec, "data": {"values": values}, "config": config}
    try:
        drawn = _drawn(json.dumps(whole, default=_number, sort_keys=True))
    except ValueError as error:
        reason = " ".join(str(error).split())[:200]
        words = _("de grafiek kan niet getekend worden: {reason}")
        raise _refused(title, words.format(reason=reason)) from error
    if _reaches_outside(drawn):
        raise _refused(title, _("de grafiek verwijst naar buiten; teken zonder beelden of links"))
    label = _("Grafiek: {title}. De tabel eronder heeft dezelfde cijfers.").format(title=title)
    return drawn.replace("<svg ", f'<svg role="img" aria-label="{escape(label)}" ', 1)


def _reaches_outside(drawn: str) -> bool:
    closed = re.sub(r"</[\w:]+>", "", drawn)
    tags = _TAG.findall(closed)
    unread = "<" in _TAG.sub("", closed)
    return unread or any(_REACHING.fullmatch(t) or _CARRYING.search(rest) for t, rest in tags)


@lru_cache(128)
def _drawn(spec: str) -> str:
    import vl_convert

    svg: str = vl_convert.vegalite_to_svg(
        json.loads(spec), allowed_base_urls=[], format_locale=_LOCALE
    )
    return _TAG.sub(_lighter, svg)


def _lighter(tag: re.Match[str]) -> str:
    """Return a tag without what the whole picture says already, and with short numbers.

    The letters are those of the page; one picture has one role.
    """
    return _LONG.sub(lambda number: f"{float(number[0]):.2f}", _SAID.sub("", tag[0]))


def _number(cell: object) -> float:
    if isinstance(cell, Decimal):
        return float(cell)
    raise TypeError(cell)
