"""Sheets of a workbook: their looks, and writing them from the top down.

Text stays text (never a formula or a link) and every date in the file is that of the report, so
the same report gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date
from decimal import Decimal
from typing import TYPE_CHECKING, Any, BinaryIO

import xlsxwriter

from toc_core.figures import Figure
from toc_core.formats.columns import Value
from toc_core.formats.words import known_text, made_text

if TYPE_CHECKING:
    from toc_core.formats.words import Headed

_OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "in_memory": True,  # parts from files would carry the time at which they were written
}
_INK, _MUTED, _ACCENT, _GROUND = "#1B2027", "#4D5763", "#135E7C", "#E6F0F4"
LINE = 14.5  # points of height
_MOST_TEXT = 32_767  # characters in one cell
_LOOKS: dict[str, dict[str, Any]] = {
    "title": {"bold": True, "font_size": 18},
    "notice": {"bold": True, "font_color": "#7D2A00"},
    "muted": {"font_color": _MUTED},
    "programme": {"bold": True, "font_size": 14, "font_color": _ACCENT},
    "head": {"bold": True, "bg_color": _GROUND, "bottom": 1, "bottom_color": _ACCENT},
    "period": {"bold": True, "bg_color": _GROUND, "bottom": 1, "align": "center"},
    "level": {"bold": True, "font_color": _ACCENT, "bottom": 1, "bottom_color": "#C9D3DC"},
    "label": {"text_wrap": True},
    "part": {"text_wrap": True, "align": "left", "indent": 1, "font_color": _MUTED},
    "value": {"align": "right", "text_wrap": True},
    "percent": {"align": "right", "text_wrap": True},
    "detail": {"font_color": _MUTED, "text_wrap": True, "font_size": 9},
    "plain": {},
    "date": {"num_format": "dd/mm/yyyy"},
    "note": {"font_color": _MUTED, "text_wrap": True},
    "wrapped": {"text_wrap": True},
}


class Looks:
    """The formats of a workbook, each made when a cell first wants it."""

    def __init__(self, book: Any) -> None:
        self.book = book
        self.made: dict[tuple[str, int], Any] = {}

    def __call__(self, name: str, decimals: int = 0) -> Any:
        """Return the format of this name, made once."""
        if (name, decimals) not in self.made:
            look = {"font_name": "Calibri", "font_color": _INK, "valign": "top", **_LOOKS[name]}
            if name in ("value", "percent"):
                fraction = "." + "0" * decimals if decimals else ""
                sign = '" %"' if name == "percent" else ""
                number = f"#,##0{fraction}{sign}_m"  # and room before the next column
                look["num_format"] = f"{number};-{number};{number};@_m"
            self.made[name, decimals] = self.book.add_format(look)
        return self.made[name, decimals]


class Sheet:
    """A sheet that is written from the top down, one row at a time."""

    def __init__(self, sheet: Any, looks: Looks) -> None:
        self.sheet = sheet
        self.looks = looks
        self.row = 0

    def line(self, text: str = "", look: str = "label") -> None:
        """Write one text in the first column and go on; an empty one leaves a row open."""
        if text:
            self.text(0, text, look)
        self.row += 1

    def text(self, column: int, text: str, look: str) -> None:
        """Write text as text."""
        self.sheet.write_string(self.row, column, text[:_MOST_TEXT], self.looks(look))

    def across(self, first: int, last: int, text: str, look: str) -> None:
        """Write text over several columns, as one cell."""
        self.sheet.merge_range(self.row, first, self.row, last, "", self.looks(look))
        self.text(first, text, look)

    def number(self, column: int, number: Decimal, figure: Figure) -> None:
        """Write a number that a spreadsheet can add up; a percentage with its sign."""
        look = self.looks("percent" if figure.percent else "value", figure.decimals)
        self.sheet.write_number(self.row, column, number, look)

    def cells(self, values: Iterable[Value], look: str) -> None:
        """Write one row of values, each as what it is; a blank stays empty."""
        for column, value in enumerate(values):
            if value is None or value == "":
                continue
            if isinstance(value, date):
                self.sheet.write_datetime(self.row, column, value, self.looks("date"))
            elif isinstance(value, str):
                self.text(column, value, look)
            else:
                self.sheet.write_number(self.row, column, value)
        self.row += 1

    def printed(self, report: Headed) -> None:
        """Let the sheet print on A4, one page wide, with the notices on every page."""
        self.sheet.set_landscape()
        self.sheet.set_paper(9)  # A4
        self.sheet.fit_to_pages(1, 0)
        footer = " · ".join((*report.notices, report.title)).replace("&", "&&")
        self.sheet.set_footer(f"&L{footer[:200]}&R&P / &N")

    def head(self, report: Headed) -> None:
        """Write the title, the notices and when the report was made."""
        self.sheet.set_row(0, 26)
        self.line(report.title, "title")
        for notice in report.notices:
            self.line(notice, "notice")
        self.line(made_text(report), "muted")
        if report.as_known:
            self.line(known_text(report), "muted")
        self.line()


class Book:
    """A workbook of a report, with its looks."""

    def __init__(self, report: Headed, file: BinaryIO) -> None:
        self.book = xlsxwriter.Workbook(file, _OPTIONS)
        made = report.made_at.astimezone(UTC).replace(tzinfo=None)
        self.book.set_properties(
            {"title": report.title, "author": f"toc-core {report.product}", "created": made}
        )
        self.looks = Looks(self.book)

    def sheet(self, name: str) -> Sheet:
        """Return a new sheet."""
        return Sheet(self.book.add_worksheet(name), self.looks)

    def close(self) -> None:
        """Write the file."""
        self.book.close()
