"""Writes a portfolio report in every built-in format, with the tools of the other reports."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import zip_longest
from textwrap import wrap
from typing import Any, BinaryIO

from toc_core.errors import UsageError
from toc_core.formats.columns import plain
from toc_core.formats.csv import harmless
from toc_core.formats.html import header_html, page_html
from toc_core.formats.section_tables import rows_json, table_html
from toc_core.formats.sections import ReportSection, cell_text
from toc_core.formats.sheets import LINE, Book, Sheet
from toc_core.formats.terminal import printable
from toc_core.formats.words import known_text, made_text
from toc_core.i18n import _
from toc_core.portfolio import PortfolioReport
from toc_core.portfolio.tables import tables_of
from toc_core.schemas import dump_portfolio

LAYOUT = 1  # grows when a key of the JSON changes its meaning
COLUMNS = ("table", "title", "row", "column", "value", "notices")
_LINE, _WIDEST, _CELL, _GAP = 98, 120, 34, "  "
_WIDTHS = (30, 34, 60)


def write_portfolio(report: PortfolioReport, name: str, file: BinaryIO) -> None:
    """Write the report in a built-in format; ``UsageError`` for a format of a plugin."""
    if name not in WRITERS:
        raise UsageError(
            _("Een portfolio kan niet als '{name}' geschreven worden. Kies uit {known}.").format(
                name=name, known=", ".join(WRITERS)
            )
        )
    file.write(WRITERS[name](report))


def _terminal(report: PortfolioReport) -> bytes:
    lines = [printable(report.title), *(f"*** {notice} ***" for notice in report.notices)]
    lines += [line for line in (made_text(report), known_text(report)) if line]
    for table in tables_of(report):
        lines += ["", printable(table.section.title).upper(), *table_text(table.section)]
    return ("\n".join(line.rstrip() for line in lines) + "\n").encode()


def table_text(section: ReportSection) -> Iterator[str]:
    """Yield a table with its cells folded, or a block per row if it is too wide; then the note."""
    table = [section.columns, *section.rows]
    cells = [[printable(cell_text(cell)) for cell in row] for row in table]
    widest = max(_CELL, (_LINE - 24) // max(1, len(section.columns) - 1))
    folded = [[wrap(cell, widest) or [""] for cell in row] for row in cells]
    widths = [
        max(len(line) for cell in column for line in cell) for column in zip(*folded, strict=True)
    ]
    if len(_GAP) * len(widths) + sum(widths) > _WIDEST:
        yield from _blocks(cells)
    else:
        for row in folded:
            for parts in zip_longest(*row, fillvalue=""):
                padded = (part.ljust(width) for part, width in zip(parts, widths, strict=True))
                yield (_GAP + _GAP.join(padded)).rstrip()
    for line in wrap(printable(section.note), _LINE - 2):
        yield _GAP + line


def _blocks(cells: Sequence[Sequence[str]]) -> Iterator[str]:
    """Yield each row of a table that is too wide as lines of its own, a cell on each."""
    (_first, *columns), *rows = cells
    wide = max(map(len, columns))
    for name, *row in rows:
        yield _GAP + name
        for column, cell in zip(columns, row, strict=True):
            lines = wrap(cell, _LINE - wide - 3 * len(_GAP)) or [""]
            for label, line in zip_longest([column], lines, fillvalue=""):
                yield f"{2 * _GAP}{label.ljust(wide)}{_GAP}{line}"


def _csv(report: PortfolioReport) -> bytes:
    """Return one row per cell: the tables differ, their cells do not."""
    text = io.StringIO(newline="")
    rows = csv.writer(text)
    rows.writerow(COLUMNS)
    notices = "|".join(report.notices)
    for table in tables_of(report):
        section = table.section
        for number, row in enumerate(section.rows, 1):
            for column, cell in zip(section.columns, row, strict=True):
                place = (table.code, section.title, str(number), column)
                rows.writerow([harmless(v) for v in (*place, plain(cell), notices)])
        if section.note:
            note = (table.code, section.title, "", "note", section.note, notices)
            rows.writerow([harmless(value) for value in note])
    return text.getvalue().encode()


def _json(report: PortfolioReport) -> bytes:
    content: dict[str, Any] = {
        "layout": LAYOUT,
        "title": report.title,
        "made_at": report.made_at.isoformat(),
        "as_known": report.as_known.isoformat() if report.as_known else None,
        "product": report.product,
        "practice": report.practice,
        "notices": list(report.notices),
        "portfolio": dump_portfolio(report.portfolio),
        "periods": [period.code for period in report.periods],
        "tables": [
            {
                "code": table.code,
                "title": table.section.title,
                "columns": list(table.section.columns),
                "rows": rows_json(table.section),
                "note": table.section.note,
            }
            for table in tables_of(report)
        ],
    }
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.encode() + b"\n"


def _html(report: PortfolioReport) -> bytes:
    tables = "".join(
        table_html(f"t{number}", table.section.title, table.section)
        for number, table in enumerate(tables_of(report))
    )
    return page_html(report.title, header_html(report) + tables).encode()


def _xlsx(report: PortfolioReport) -> bytes:
    file = io.BytesIO()
    book = Book(report, file)
    sheet = book.sheet(_("Portfolio"))
    sheet.printed(report)
    sheet.sheet.hide_gridlines(2)
    for column, width in enumerate(_WIDTHS):
        sheet.sheet.set_column(column, column, width)
    sheet.sheet.set_column(len(_WIDTHS), 12, 18)
    sheet.head(report)
    for table in tables_of(report):
        _on_sheet(sheet, table.section)
    book.close()
    return file.getvalue()


def _on_sheet(sheet: Sheet, section: ReportSection) -> None:
    sheet.line(section.title, "programme")
    sheet.cells(section.columns, "head")
    for row in section.rows:
        sheet.sheet.set_row(sheet.row, _height(row))
        sheet.cells(row, "wrapped")
    if section.note:
        sheet.sheet.set_row(sheet.row, (1 + len(section.note) // sum(_WIDTHS)) * LINE + 3)
        sheet.across(0, len(_WIDTHS) - 1, section.note, "note")
        sheet.row += 1
    sheet.line()


def _height(row: Sequence[Any]) -> float:
    widths = [*_WIDTHS, *[18] * len(row)]
    lines = (1 + len(cell_text(cell)) // width for cell, width in zip(row, widths, strict=False))
    return max(lines) * LINE + 3


WRITERS: Mapping[str, Callable[[PortfolioReport], bytes]] = {
    "terminal": _terminal,
    "csv": _csv,
    "xlsx": _xlsx,
    "json": _json,
    "html": _html,
}
