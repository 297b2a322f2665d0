"""The further sections of a report in each format, in the order the report has them."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from html import escape
from typing import TYPE_CHECKING, Any

from toc_core.formats.columns import plain
from toc_core.formats.sections import PlacedSection, ReportSection, cell_text
from toc_core.formats.words import period_text
from toc_core.i18n import _

if TYPE_CHECKING:
    from toc_core.reports import Report

_GAP = "  "


def heading(report: Report, placed: PlacedSection) -> str:
    """Return the title of a section with its period, and its programme among several."""
    label = next(p.label for p in report.programmes if p.code == placed.programme)
    of = f"{label}: " if len(report.programmes) > 1 else ""
    return f"{of}{placed.section.title} ({period_text(placed.period)})"


def sections_json(report: Report) -> dict[str, Any]:
    """Return the key for the sections; none when a report has none."""
    if not report.sections:
        return {}
    return {
        "sections": [
            {
                "programme": placed.programme,
                "period": placed.period.code,
                "plugin": placed.plugin,
                "title": placed.section.title,
                "columns": list(placed.section.columns),
                "rows": rows_json(placed.section),
                "note": placed.section.note,
            }
            for placed in report.sections
        ]
    }


def rows_json(section: ReportSection) -> list[list[Any]]:
    """Return the rows in JSON types; a number with decimals as text, so that it stays exact."""
    return [
        [plain(cell) if isinstance(cell, Decimal) else cell for cell in row] for row in section.rows
    ]


def sections_html(report: Report) -> str:
    """Return every section as a table under a heading of its own."""
    return "".join(
        table_html(f"s{n}", heading(report, placed), placed.section)
        for n, placed in enumerate(report.sections)
    )


def sections_text(report: Report) -> Iterator[str]:
    """Yield the lines of every section, its columns as wide as they need."""
    for placed in report.sections:
        table = [placed.section.columns, *placed.section.rows]
        cells = [[_on_one_line(cell_text(cell)) for cell in row] for row in table]
        widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
        yield ""
        yield _on_one_line(heading(report, placed))
        for row, values in zip(cells, table, strict=True):
            padded = (
                text.ljust(width) if isinstance(value, str) else text.rjust(width)
                for text, value, width in zip(row, values, widths, strict=True)
            )
            yield (_GAP + _GAP.join(padded)).rstrip()
        if placed.section.note:
            yield _GAP + _on_one_line(placed.section.note)


def table_html(name: str, title: str, section: ReportSection) -> str:
    """Return a table under its title; ``name`` is the id of the title on the page."""
    return (
        f'<section aria-labelledby="{name}"><h2 id="{name}">{escape(title)}</h2>\n'
        f"{_picture(title, section)}{rows_html(name, section)}</section>\n"
    )


def rows_html(name: str, section: ReportSection) -> str:
    """Return a table with its note; ``name`` is the id of the title that stands above it."""
    heads = "".join(f'<th scope="col">{escape(column)}</th>' for column in section.columns)
    rows = "".join(
        "<tr>" + "".join(_html_cell(cell, first=n == 0) for n, cell in enumerate(row)) + "</tr>\n"
        for row in section.rows
    )
    note = f'<p class="quiet">{escape(section.note)}</p>' if section.note else ""
    return (
        f'<div class="scroll" role="region" tabindex="0" aria-labelledby="{name}">'
        f"<table><thead><tr>{heads}</tr></thead>\n<tbody>{rows}</tbody></table></div>{note}"
    )


def _picture(title: str, section: ReportSection) -> str:
    """Return the chart of a section; wider than the screen it scrolls, so that it stays legible."""
    svg = section.picture(title)
    if not svg:
        return ""
    label = escape(_("Grafiek: {title}").format(title=title))
    return f'<div class="scroll" role="region" tabindex="0" aria-label="{label}">{svg}</div>\n'


def _html_cell(cell: Any, *, first: bool) -> str:
    text = escape(cell_text(cell))
    if first:
        return f'<th scope="row">{text}</th>'
    return f'<td class="words">{text}</td>' if isinstance(cell, str) else f"<td>{text}</td>"


def _on_one_line(text: str) -> str:
    return "".join(sign if sign.isprintable() or sign == "\u202f" else " " for sign in text)
