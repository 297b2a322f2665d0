"""Tidy CSV: one row per figure, RFC 4180, UTF-8 without a mark, numbers with a point.

For Excel there is the workbook; this file is for other programs. A cell that a spreadsheet would
run as a formula gets an apostrophe in front.
"""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING, BinaryIO

from toc_core.formats.columns import NAMES, plain, tidy_row

if TYPE_CHECKING:
    from toc_core.reports import Report

_STARTS_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
_NUMBER = re.compile("[-+]?[0-9\u202f]+([.,][0-9]+)?")


def write(report: Report, file: BinaryIO) -> None:
    """Write the figures of a report as comma-separated rows."""
    text = io.TextIOWrapper(file, encoding="utf-8", newline="", write_through=True)
    try:
        rows = csv.writer(text)
        rows.writerow(NAMES)
        for figure in report.figures:
            rows.writerow([harmless(plain(value)) for value in tidy_row(report, figure)])
    finally:
        text.detach()  # the file stays open: it belongs to the caller


def harmless(cell: str) -> str:
    """Return a cell that no spreadsheet takes for a formula; numbers stay as they are."""
    if cell.startswith(_STARTS_FORMULA) and not _NUMBER.fullmatch(cell):
        return "'" + cell
    return cell
