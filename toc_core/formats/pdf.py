"""A report on A4: a tagged PDF (PDF/UA-1), set by typst with the letters that it brings along.

Everything goes in as data, so that what a person wrote stays text. The template fetches nothing,
no letter of the machine is used, and the same report gives the same bytes.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, Literal

from toc_core.formats.commentary import commentary_heading
from toc_core.formats.layout import Block, Entry, Row, Section, layout_of
from toc_core.formats.section_tables import heading
from toc_core.formats.sections import Cell, ReportSection, cell_text
from toc_core.formats.stepping import missing_title
from toc_core.formats.words import known_text, made_text, period_text
from toc_core.i18n import _

if TYPE_CHECKING:
    from toc_core.reports import Report

_TEMPLATE = Path(__file__).with_name("report.typ")
_NARROWEST, _WIDEST = 9, 30  # signs in a column: beyond these its width stays
MOST_UPRIGHT = 4  # periods that fit beside each other on an upright page


def write(report: Report, file: BinaryIO) -> None:
    """Write a report as a PDF."""
    content = json.dumps(as_data(report), ensure_ascii=False, sort_keys=True)
    file.write(_compiled(content, int(report.made_at.timestamp())))


def _compiled(content: str, moment: int) -> bytes:
    """Return the pages; PDF/UA-1 refuses a sign without a letter, and then it is tagged only."""
    import typst

    def made(standard: Literal["ua-1", "1.7"]) -> bytes:
        return typst.compile(
            _TEMPLATE.read_bytes(),
            format="pdf",
            ignore_system_fonts=True,
            sys_inputs={"report": content},
            pdf_standards=[standard],
            timestamp=moment,
        )

    try:
        return made("ua-1")
    except typst.TypstError:
        return made("1.7")


def as_data(report: Report) -> dict[str, Any]:
    """Return a report in texts, in the shape that the template reads."""
    layout = layout_of(report)
    return {
        "lang": _("nl"),
        "title": report.title,
        "description": made_text(report),
        "footer": " · ".join((*report.notices, report.title)),
        "periods": " · ".join(period.label for period in report.periods),
        "wide": max((len(s.periods) for s in layout.sections), default=0) > MOST_UPRIGHT,
        "notices": list(report.notices),
        "made": [line for line in (made_text(report), known_text(report)) if line],
        "indicator": _("Indicator"),
        "commentaries": [
            {
                "title": commentary_heading(report, one),
                "answers": [
                    {"question": question, "lines": _lines(text)} for question, text in one.answers
                ],
            }
            for one in report.commentaries
        ],
        "sections": [_section(section) for section in layout.sections],
        "more": [_table(p.section, heading(report, p)) for p in report.sections],
        "notes": {"title": _("Noten"), "items": list(layout.notes)},
    }


def _lines(text: str) -> list[str]:
    return [line for line in text.splitlines() if line.strip()]


def _section(section: Section) -> dict[str, Any]:
    gaps = _("Ontbreekt nog: deze outcomes hebben nog geen indicator")
    missing = missing_title(section) if section.missing else ""
    return {
        "label": section.programme.label,
        "title": _("Cijfers van {programme} per periode").format(programme=section.programme.label),
        "theory": section.theory,
        "missing": {"title": missing, "items": list(section.missing)},
        "steps": _table(section.steps, section.steps.title) if section.steps else None,
        "periods": [period_text(period) for period in section.periods],
        "blocks": [_block(block) for block in section.blocks],
        "gaps": {"title": gaps, "items": list(section.gaps)},
        "definitions": {"title": _("Wat elk cijfer telt"), "items": section.definitions},
    }


def _block(block: Block) -> dict[str, Any]:
    return {"label": block.label, "rows": [_row(row) for row in block.rows]}


def _row(row: Row) -> dict[str, Any]:
    return {
        "label": row.label,
        "unit": "" if row.is_part else row.unit,
        "part": row.is_part,
        "cells": [_cell(entry) for entry in row.entries],
    }


def _cell(entry: Entry) -> dict[str, Any]:
    return {
        "value": entry.figure.shown,
        "marks": _marks(entry.marks),
        "details": [f"{d.text} {_marks(d.marks)}".strip() for d in entry.details],
    }


def _marks(marks: Iterable[int]) -> str:
    return ", ".join(map(str, marks))


def _table(section: ReportSection, title: str) -> dict[str, Any]:
    """Return a table as texts: each column as wide as its words ask, numbers to the right."""
    columns = list(zip(*section.rows, strict=True))
    table = [section.columns, *([cell_text(cell) for cell in row] for row in section.rows)]
    widths = [max(map(len, column)) for column in zip(*table, strict=True)]
    numbers = [n for n, cells in enumerate(columns) if n and _has_only_numbers(cells)]
    return {
        "title": title,
        "columns": list(section.columns),
        "numbers": numbers,
        "widths": [min(max(width, _NARROWEST), _WIDEST) for width in widths],
        "rows": table[1:],
        "note": section.note,
    }


def _has_only_numbers(cells: Iterable[Cell]) -> bool:
    kinds = {isinstance(cell, str) for cell in cells if cell is not None}
    return kinds == {False}
