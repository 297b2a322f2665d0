"""A picture on a page: drawn, with the table that copies into a spreadsheet, and its source."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from markupsafe import Markup

from toc_core.dashboards import FIGURE, Picture
from toc_core.formats.csv import harmless
from toc_core.formats.sections import Cell, cell_text
from toc_core.formats.words import period_text
from toc_core.i18n import _
from toc_webadmin.clock import local_moment, now
from toc_webadmin.pages.explain import explain_url

if TYPE_CHECKING:
    from toc_core.db.people import Site
    from toc_core.periods import Period


@dataclass(frozen=True)
class TableCell:
    """A cell of a table twin: as it is read, as it is copied, and where it is explained."""

    text: str
    copied: str
    is_text: bool
    url: str = ""


@dataclass(frozen=True)
class Card:
    """One picture on the page: drawn, with its table and where its figures come from."""

    picture: Picture
    svg: Markup
    rows: tuple[tuple[TableCell, ...], ...]
    source: str


def card_of(
    picture: Picture,
    period: Period,
    *,
    practice: bool,
    schools: Mapping[str, Site] = MappingProxyType({}),
    school: Site | None = None,
) -> Card:
    """Return a picture as a card.

    A figure of one of the ``schools`` (by code) leads to the explanation for that school; all
    figures do to that of the one ``school`` of the page.
    """
    section = picture.section
    svg = Markup(section.picture(section.title))  # noqa: S704 - drawn and checked by toc_core.charts
    urls = [
        explain_url(f, practice=practice, school=schools.get(f.site, school)) if f else ""
        for f in picture.figures
    ]
    urls += [""] * (len(section.rows) - len(urls))
    rows = tuple(
        tuple(
            _cell(cell, url if column == FIGURE else "")
            for column, cell in zip(section.columns, row, strict=True)
        )
        for row, url in zip(section.rows, urls, strict=True)
    )
    return Card(picture, svg, rows, _source(picture, period))


def _cell(cell: Cell, url: str) -> TableCell:
    text = cell_text(cell)
    return TableCell(text, harmless(text), isinstance(cell, str), url)


def _source(picture: Picture, period: Period) -> str:
    """Return the line under a picture: which period, when it was asked, and what holds for all."""
    made = local_moment(now())
    words = [_span([f.period for f in picture.figures if f] or [period])]
    words.append(_("cijfers van {made}").format(made=made))
    words += [caveat.text for caveat in picture.notes.said]
    return " · ".join(words)


def _span(periods: Sequence[Period]) -> str:
    first, last = min(periods), max(periods)
    if first == last:
        return first.label
    return _("{first} t/m {last}").format(first=period_text(first), last=period_text(last))
