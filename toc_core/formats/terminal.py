"""A report as plain text in columns, for a screen or a mail."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest
from textwrap import wrap
from typing import TYPE_CHECKING, BinaryIO

from toc_core.figures import THIN_SPACE
from toc_core.formats.commentary import commentary_heading
from toc_core.formats.layout import Entry, Layout, Row, Section, layout_of
from toc_core.formats.section_tables import sections_text
from toc_core.formats.words import known_text, made_text, period_text
from toc_core.i18n import _

if TYPE_CHECKING:
    from toc_core.reports import Report

LABEL, CELL, LINE = 34, 22, 98
_IN = "    "


def write(report: Report, file: BinaryIO) -> None:
    """Write a report as text of at most about a hundred characters wide per three periods."""
    layout = layout_of(report)
    lines = [
        *_head(report),
        *_written(report),
        *_body(layout),
        *sections_text(report),
        *_notes(layout),
    ]
    file.write(("\n".join(line.rstrip() for line in lines) + "\n").encode())


def _head(report: Report) -> Iterator[str]:
    yield printable(report.title)
    yield from (f"*** {notice} ***" for notice in report.notices)
    yield from (line for line in (made_text(report), known_text(report)) if line)


def _written(report: Report) -> Iterator[str]:
    """Yield what the city team wrote, paragraph by paragraph."""
    for one in report.commentaries:
        yield ""
        yield printable(commentary_heading(report, one))
        for question, text in one.answers:
            yield f"  {question}"
            for line in text.splitlines():
                yield from wrap(printable(line), LINE, initial_indent=_IN, subsequent_indent=_IN)


def _body(layout: Layout) -> Iterator[str]:
    for section in layout.sections:
        yield ""
        yield printable(section.programme.label).upper()
        yield section.theory
        yield from _table(section)
        yield from _gaps(section)


def _table(section: Section) -> Iterator[str]:
    heads = [period_text(period) for period in section.periods]
    width = max([CELL, *(len(head) + 2 for head in heads)])
    yield _columns([""], [[head] for head in heads], width)
    for block in section.blocks:
        if block.label:
            yield ""
            yield f"  {printable(block.label)}"
        for row in block.rows:
            yield _columns(_label(row), [_cell(entry, width) for entry in row.entries], width)


def _label(row: Row) -> list[str]:
    """Return the label in lines; a unit that is only a sign (%) is not clear without it."""
    indent = "      " if row.is_part else "    "
    sign = f" ({row.unit})" if row.unit and not any(map(str.isalpha, row.unit)) else ""
    return [indent + line for line in wrap(printable(row.label + sign), LABEL - len(indent))]


def _cell(entry: Entry, width: int) -> list[str]:
    lines = [(entry.figure.shown, entry.marks), *((d.text, d.marks) for d in entry.details)]
    return [part for text, marks in lines for part in wrap(_marked(text, marks), width - 2)]


def _marked(text: str, marks: tuple[int, ...]) -> str:
    return printable(text) + (f" [{','.join(map(str, marks))}]" if marks else "")


def _columns(label: Sequence[str], cells: Sequence[Sequence[str]], width: int) -> str:
    """Return one row of the table, over as many lines as its highest cell needs."""
    return "\n".join(
        (line.ljust(LABEL) + "".join(part.rjust(width) for part in parts)).rstrip()
        for line, *parts in zip_longest(label, *cells, fillvalue="")
    )


def _gaps(section: Section) -> Iterator[str]:
    if section.gaps:
        yield ""
        yield "  " + _("Ontbreekt nog: deze outcomes hebben nog geen indicator")
    for gap in section.gaps:
        yield from wrap(printable(gap), LINE, initial_indent="    – ", subsequent_indent=" " * 6)


def _notes(layout: Layout) -> Iterator[str]:
    if layout.notes:
        yield ""
        yield _("Noten")
    for number, note in enumerate(layout.notes, 1):
        head = f"[{number}] "
        yield from wrap(
            printable(note), LINE, initial_indent=head, subsequent_indent=" " * len(head)
        )


def printable(text: str) -> str:
    """Return the text without signs that would steer a terminal."""
    return "".join(s if s.isprintable() or s == THIN_SPACE else " " for s in text)
