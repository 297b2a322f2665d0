"""A workbook: a sheet to read, the tidy figures, and what must be known about them."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, BinaryIO

from toc_core.figures import THIN_SPACE, Figure
from toc_core.formats.columns import NAMES, tidy_row
from toc_core.formats.commentary import commentary_heading
from toc_core.formats.layout import Entry, Layout, Row, Section, layout_of
from toc_core.formats.section_tables import heading
from toc_core.formats.sheets import LINE, Book, Sheet
from toc_core.formats.words import period_text
from toc_core.i18n import _

if TYPE_CHECKING:
    from toc_core.reports import Report

_LABEL_WIDTH, _VALUE_WIDTH, _DETAIL_WIDTH = 44, 13, 26


def write(report: Report, file: BinaryIO) -> None:
    """Write a report as a workbook of three sheets."""
    book = Book(report, file)
    layout = layout_of(report)
    _readable(book.sheet(_("Rapport")), report, layout)
    _tidy(book.sheet(_("Gegevens")), report)
    _explained(book.sheet(_("Toelichting")), report, layout)
    if report.sections:
        _further(book.sheet(_("Meer")), report)
    book.close()


def _readable(sheet: Sheet, report: Report, layout: Layout) -> None:
    """Write the sheet for people: indicators as rows, two columns per period."""
    widest = max((len(section.periods) for section in layout.sections), default=1)
    sheet.sheet.set_column(0, 0, _LABEL_WIDTH)
    sheet.sheet.set_column(1, 1, _VALUE_WIDTH)
    for number in range(widest):
        sheet.sheet.set_column(2 + 2 * number, 2 + 2 * number, _VALUE_WIDTH)
        sheet.sheet.set_column(3 + 2 * number, 3 + 2 * number, _DETAIL_WIDTH)
    sheet.sheet.hide_gridlines(2)
    sheet.printed(report)
    sheet.head(report)
    _written(sheet, report, 1 + 2 * widest)
    for section in layout.sections:
        _section(sheet, section)
    _notes(sheet, layout, 1 + 2 * widest)


def _written(sheet: Sheet, report: Report, last: int) -> None:
    """Write what the city team wrote, each answer under its question."""
    for one in report.commentaries:
        sheet.line(commentary_heading(report, one), "programme")
        for question, text in one.answers:
            sheet.line(question, "level")
            sheet.sheet.set_row(sheet.row, _lines(text, _width(last)) * LINE + 3)
            sheet.across(0, last, text, "note")
            sheet.row += 1
        sheet.line()


def _width(last: int) -> int:
    """Return how many signs fit in the columns up to the last one."""
    return _LABEL_WIDTH + _VALUE_WIDTH + (last - 1) // 2 * (_VALUE_WIDTH + _DETAIL_WIDTH)


def _section(sheet: Sheet, section: Section) -> None:
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
        sheet.line(_("Ontbreekt nog: deze outcomes hebben nog geen indicator"), "muted")
        for gap in section.gaps:
            sheet.line(f"– {gap}", "muted")
    sheet.line()


def _row(sheet: Sheet, row: Row) -> None:
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
    return max(lines) * LINE + 3


def _lines(text: str, width: int) -> int:
    return sum(1 + len(line) // width for line in text.split("\n"))


def _value(sheet: Sheet, column: int, figure: Figure) -> None:
    """Write the number exactly as every other format shows it, rounded by the same rule."""
    if figure.value is None:
        sheet.text(column, figure.shown, "value")
    else:
        shown = figure.shown.replace(THIN_SPACE, "").replace(",", ".").removesuffix("%")
        sheet.number(column, Decimal(shown), figure)


def _notes(sheet: Sheet, layout: Layout, last: int) -> None:
    if layout.notes:
        sheet.line(_("Noten"), "programme")
    width = _width(last)
    for number, note in enumerate(layout.notes, 1):
        sheet.sheet.set_row(sheet.row, _lines(note, width) * LINE + 3)
        sheet.across(0, last, f"{number}. {note}", "note")
        sheet.row += 1


def _tidy(sheet: Sheet, report: Report) -> None:
    """Write the columns of the CSV with real numbers and dates."""
    sheet.printed(report)
    last = max(len(report.figures), 1)
    sheet.sheet.freeze_panes(1, 2)
    sheet.sheet.autofilter(0, 0, last, len(NAMES) - 1)
    sheet.sheet.set_column(0, len(NAMES) - 1, 16)
    sheet.cells(NAMES, "head")
    for figure in report.figures:
        sheet.cells(tidy_row(report, figure), "plain")


def _explained(sheet: Sheet, report: Report, layout: Layout) -> None:
    """Write what the figures mean: notices, notes, definitions and gaps."""
    sheet.printed(report)
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


def _further(sheet: Sheet, report: Report) -> None:
    """Write the tables that plugins add, one under the other."""
    sheet.printed(report)
    sheet.sheet.set_column(0, 0, _LABEL_WIDTH)
    sheet.sheet.set_column(1, 12, _VALUE_WIDTH)
    for placed in report.sections:
        sheet.line(heading(report, placed), "programme")
        sheet.cells(placed.section.columns, "head")
        for row in placed.section.rows:
            sheet.cells(row, "wrapped")
        if placed.section.note:
            sheet.line(placed.section.note, "muted")
        sheet.line()


def _pairs(sheet: Sheet, title: str, pairs: Sequence[tuple[str, str]]) -> None:
    if not pairs:
        return
    sheet.line()
    sheet.line(title, "level")
    for left, right in pairs:
        sheet.text(0, left, "wrapped")
        sheet.text(1, right, "wrapped")
        sheet.row += 1
