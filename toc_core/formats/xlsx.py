"""A workbook: a sheet to read, the tidy figures, and what must be known about them.

Text stays text (never a formula or a link) and every date in the file is that of the report, so
the same report gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, date
from decimal import Decimal
from typing import TYPE_CHECKING, Any, BinaryIO

import xlsxwriter

from toc_core.figures import THIN_SPACE, Figure
from toc_core.formats.columns import NAMES, Value, tidy_row
from toc_core.formats.layout import Entry, Layout, Row, Section, layout_of
from toc_core.formats.section_tables import heading
from toc_core.formats.words import known_text, made_text, period_text
from toc_core.i18n import _

if TYPE_CHECKING:
    from toc_core.reports import Report

_OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "in_memory": True,  # parts from files would carry the time at which they were written
}
_INK, _MUTED, _ACCENT, _GROUND = "#1B2027", "#4D5763", "#135E7C", "#E6F0F4"
_LABEL_WIDTH, _VALUE_WIDTH, _DETAIL_WIDTH = 44, 13, 26
_LINE = 14.5  # points of height
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


def write(report: Report, file: BinaryIO) -> None:
    """Write a report as a workbook of three sheets."""
    book = xlsxwriter.Workbook(file, _OPTIONS)
    made = report.made_at.astimezone(UTC).replace(tzinfo=None)
    book.set_properties(
        {"title": report.title, "author": f"toc-core {report.product}", "created": made}
    )
    looks = _Looks(book)
    layout = layout_of(report)
    _readable(_Sheet(book.add_worksheet(_("Rapport")), looks), report, layout)
    _tidy(_Sheet(book.add_worksheet(_("Gegevens")), looks), report)
    _explained(_Sheet(book.add_worksheet(_("Toelichting")), looks), report, layout)
    if report.sections:
        _further(_Sheet(book.add_worksheet(_("Meer")), looks), report)
    book.close()


class _Looks:
    """The formats of a workbook, each made when a cell first wants it."""

    def __init__(self, book: Any) -> None:
        self.book = book
        self.made: dict[tuple[str, int], Any] = {}

    def __call__(self, name: str, decimals: int = 0) -> Any:
        if (name, decimals) not in self.made:
            look = {"font_name": "Calibri", "font_color": _INK, "valign": "top", **_LOOKS[name]}
            if name in ("value", "percent"):
                fraction = "." + "0" * decimals if decimals else ""
                sign = '" %"' if name == "percent" else ""
                number = f"#,##0{fraction}{sign}_m"  # and room before the next column
                look["num_format"] = f"{number};-{number};{number};@_m"
            self.made[name, decimals] = self.book.add_format(look)
        return self.made[name, decimals]


class _Sheet:
    """A sheet that is written from the top down, one row at a time."""

    def __init__(self, sheet: Any, looks: _Looks) -> None:
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


def _readable(sheet: _Sheet, report: Report, layout: Layout) -> None:
    """Write the sheet for people: indicators as rows, two columns per period."""
    widest = max((len(section.periods) for section in layout.sections), default=1)
    sheet.sheet.set_column(0, 0, _LABEL_WIDTH)
    sheet.sheet.set_column(1, 1, _VALUE_WIDTH)
    for number in range(widest):
        sheet.sheet.set_column(2 + 2 * number, 2 + 2 * number, _VALUE_WIDTH)
        sheet.sheet.set_column(3 + 2 * number, 3 + 2 * number, _DETAIL_WIDTH)
    sheet.sheet.hide_gridlines(2)
    _printed(sheet, report)
    _head(sheet, report)
    for section in layout.sections:
        _section(sheet, section)
    _notes(sheet, layout, 1 + 2 * widest)


def _printed(sheet: _Sheet, report: Report) -> None:
    """Let a sheet print on A4, one page wide, with the notices on every page."""
    sheet.sheet.set_landscape()
    sheet.sheet.set_paper(9)  # A4
    sheet.sheet.fit_to_pages(1, 0)
    footer = " · ".join((*report.notices, report.title)).replace("&", "&&")
    sheet.sheet.set_footer(f"&L{footer[:200]}&R&P / &N")


def _head(sheet: _Sheet, report: Report) -> None:
    sheet.sheet.set_row(0, 26)
    sheet.line(report.title, "title")
    for notice in report.notices:
        sheet.line(notice, "notice")
    sheet.line(made_text(report), "muted")
    if report.as_known:
        sheet.line(known_text(report), "muted")
    sheet.line()


def _section(sheet: _Sheet, section: Section) -> None:
    sheet.line(section.programme.label, "programme")
    sheet.line(section.theory, "muted")
    sheet.text(0, _("Indicator"), "head")
    sheet.text(1, _("Eenheid"), "head")
    for number, period in enumerate(section.periods):
        sheet.across(2 + 2 * number, 3 + 2 * number, period_text(period), "period")
    sheet.row += 1
    for block in section.blocks:
        if block.label:
            for column in range(2 + 2 * len(section.periods)):
                sheet.text(column, block.label if column == 0 else "", "level")
            sheet.row += 1
        for row in block.rows:
            _row(sheet, row)
    if section.gaps:
        sheet.line()
        sheet.line(_("Lacunes: deze uitkomsten hebben nog geen indicator"), "muted")
        for gap in section.gaps:
            sheet.line(f"– {gap}", "muted")
    sheet.line()


def _row(sheet: _Sheet, row: Row) -> None:
    details = [_details(entry) for entry in row.entries]
    sheet.sheet.set_row(sheet.row, _height(row, details))
    sheet.text(0, row.label, "part" if row.is_part else "label")
    sheet.text(1, row.unit, "detail")
    for number, (entry, detail) in enumerate(zip(row.entries, details, strict=True)):
        _value(sheet, 2 + 2 * number, entry.figure)
        sheet.text(3 + 2 * number, detail, "detail")
    sheet.row += 1


def _details(entry: Entry) -> str:
    lines = [d.text + _noted(d.marks, " ({notes})") for d in entry.details]
    return "\n".join(filter(None, (_noted(entry.marks, "{notes}"), *lines)))


def _noted(marks: tuple[int, ...], form: str) -> str:
    numbers = ", ".join(map(str, marks))
    return form.format(notes=_("noot {numbers}").format(numbers=numbers)) if marks else ""


def _height(row: Row, details: Sequence[str]) -> float:
    """Return the height that the wrapped text of a row needs, in points."""
    lines = [_lines(row.label, _LABEL_WIDTH), *(_lines(d, _DETAIL_WIDTH + 2) for d in details)]
    lines += [_lines(e.figure.shown, _VALUE_WIDTH) for e in row.entries]
    return max(lines) * _LINE + 3


def _lines(text: str, width: int) -> int:
    return sum(1 + len(line) // width for line in text.split("\n"))


def _value(sheet: _Sheet, column: int, figure: Figure) -> None:
    """Write the number exactly as every other format shows it, rounded by the same rule."""
    if figure.value is None:
        sheet.text(column, figure.shown, "value")
    else:
        shown = figure.shown.replace(THIN_SPACE, "").replace(",", ".").removesuffix("%")
        sheet.number(column, Decimal(shown), figure)


def _notes(sheet: _Sheet, layout: Layout, last: int) -> None:
    if layout.notes:
        sheet.line(_("Noten"), "programme")
    width = _LABEL_WIDTH + _VALUE_WIDTH + (last - 1) // 2 * (_VALUE_WIDTH + _DETAIL_WIDTH)
    for number, note in enumerate(layout.notes, 1):
        sheet.sheet.set_row(sheet.row, _lines(note, width) * _LINE + 3)
        sheet.across(0, last, f"{number}. {note}", "note")
        sheet.row += 1


def _tidy(sheet: _Sheet, report: Report) -> None:
    """Write the columns of the CSV with real numbers and dates."""
    _printed(sheet, report)
    last = max(len(report.figures), 1)
    sheet.sheet.freeze_panes(1, 2)
    sheet.sheet.autofilter(0, 0, last, len(NAMES) - 1)
    sheet.sheet.set_column(0, len(NAMES) - 1, 16)
    _cells(sheet, NAMES, "head")
    for figure in report.figures:
        _cells(sheet, tidy_row(report, figure), "plain")


def _cells(sheet: _Sheet, values: Iterable[Value], look: str) -> None:
    for column, value in enumerate(values):
        if value is None or value == "":
            continue
        if isinstance(value, date):
            sheet.sheet.write_datetime(sheet.row, column, value, sheet.looks("date"))
        elif isinstance(value, str):
            sheet.text(column, value, look)
        else:
            sheet.sheet.write_number(sheet.row, column, value)
    sheet.row += 1


def _explained(sheet: _Sheet, report: Report, layout: Layout) -> None:
    """Write what the figures mean: notices, notes, definitions and gaps."""
    _printed(sheet, report)
    sheet.sheet.hide_gridlines(2)
    sheet.sheet.set_column(0, 0, 50)
    sheet.sheet.set_column(1, 1, 90)
    sheet.line(_("Toelichting"), "title")
    for notice in report.notices:
        sheet.line(notice, "notice")
    _pairs(sheet, _("Noten"), [(str(n), note) for n, note in enumerate(layout.notes, 1)])
    for section in layout.sections:
        sheet.line()
        sheet.line(section.programme.label, "programme")
        sheet.line(section.theory, "muted")
        _pairs(sheet, _("Wat elk cijfer telt"), section.definitions)
        gap = _("nog geen indicator")
        _pairs(sheet, _("Lacunes"), [(label, gap) for label in section.gaps])


def _further(sheet: _Sheet, report: Report) -> None:
    """Write the tables that plugins add, one under the other."""
    _printed(sheet, report)
    sheet.sheet.set_column(0, 0, _LABEL_WIDTH)
    sheet.sheet.set_column(1, 12, _VALUE_WIDTH)
    for placed in report.sections:
        sheet.line(heading(report, placed), "programme")
        _cells(sheet, placed.section.columns, "head")
        for row in placed.section.rows:
            _cells(sheet, row, "wrapped")
        if placed.section.note:
            sheet.line(placed.section.note, "muted")
        sheet.line()


def _pairs(sheet: _Sheet, title: str, pairs: Sequence[tuple[str, str]]) -> None:
    if not pairs:
        return
    sheet.line()
    sheet.line(title, "level")
    for left, right in pairs:
        sheet.text(0, left, "wrapped")
        sheet.text(1, right, "wrapped")
        sheet.row += 1
