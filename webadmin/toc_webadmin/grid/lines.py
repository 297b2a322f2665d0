"""The rows of a draft: what was typed in each cell, and what is wrong with it.

Every row has the reference that its record will get, so that no press of a button, however often,
stores it twice; and so that two tabs can tell which row is which.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from toc_core.db.columns import is_ref, new_ref
from toc_core.i18n import _
from toc_webadmin.grid.columns import Column

MOST_ROWS = 200
MOST_FIELDS = 1900  # of one form; the application takes 2000, and there are a few others
SPARE_ROWS = 5
# The start of the names of what is sent: the reference of a row, and its cells.
REF, CELL = "ref", "cel"


@dataclass
class Line:
    """One row: its place on the page, its texts by column, and what reading them gave."""

    number: int
    ref: str
    typed: dict[str, str] = field(default_factory=dict)
    problems: dict[str, list[str]] = field(default_factory=dict)
    record: Any = None

    @property
    def is_blank(self) -> bool:
        """Return whether nothing was typed."""
        return not self.typed

    @property
    def is_ready(self) -> bool:
        """Return whether it can be taken in."""
        return not self.problems and self.record is not None

    def add(self, column: str, sentence: str) -> None:
        """Put a problem in a cell."""
        self.problems.setdefault(column, []).append(sentence[:1].upper() + sentence[1:])

    def id_of(self, column: str) -> str:
        """Return the name of a cell in the page."""
        return f"{CELL}-{self.number}-{column}"


def most_rows(columns: Sequence[Column]) -> int:
    """Return how many rows fit in one draft, so that a browser can send them without a script."""
    return min(MOST_ROWS, MOST_FIELDS // (len(columns) + 1))


def rows_sent(form: Mapping[str, str], columns: Sequence[Column]) -> list[Line]:
    """Return the rows of a form that hold something, each with its place on the page."""
    lines = []
    for number in range(1, most_rows(columns) + 1):
        cells = {c.name: form.get(f"{CELL}-{number}-{c.name}", "") for c in columns}
        typed = {n: text.replace("\r\n", "\n").strip() for n, text in cells.items()}
        ref = form.get(f"{REF}-{number}", "")
        line = Line(
            number, ref if is_ref(ref) else new_ref(), {n: t for n, t in typed.items() if t}
        )
        if not line.is_blank:
            lines.append(line)
    return lines


def numbered(lines: Iterable[Line]) -> list[Line]:
    """Return the rows with the places 1, 2, 3, …"""
    found = list(lines)
    for number, line in enumerate(found, 1):
        line.number = number
    return found


def packed(lines: Iterable[Line]) -> str:
    """Return rows as they are kept: exactly what was typed."""
    return json.dumps([{"ref": line.ref, **line.typed} for line in lines])


def unpacked(text: str) -> list[Line]:
    """Return the rows of a draft that was kept."""
    return numbered(Line(0, row.pop("ref"), row) for row in json.loads(text))


def spread(
    lines: list[Line], rows: Iterable[Mapping[str, str]], at: int, most: int
) -> tuple[list[Line], str]:
    """Put pasted rows in the rows from place ``at`` on; a cell that was not pasted stays.

    When it would be more rows than fit, nothing is taken over and the sentence says so.
    """
    pasted = list(rows)
    by_place = {line.number: line for line in lines}
    wanted = range(at, at + len(pasted))
    if len({*by_place, *wanted}) > most:
        words = _(
            "Je plakte {n} rijen en er staan er al {already}: in één klad passen er {most}. Er is "
            "niets overgenomen. Plak ze in delen, en neem elk deel eerst op."
        )
        return lines, words.format(n=len(pasted), already=len(lines), most=most)
    for place, cells in zip(wanted, pasted, strict=True):
        line = by_place.setdefault(place, Line(place, new_ref()))
        line.typed |= {name: text for name, text in cells.items() if text}
    return numbered(by_place[place] for place in sorted(by_place)), ""


def together(mine: list[Line], theirs: list[Line]) -> tuple[list[Line], bool]:
    """Return the rows of two tabs in one, and whether they differed.

    A row that both have but not with the same texts stands there twice: nothing is lost, and a
    person sees which one to take away.
    """
    known = {line.ref: line for line in mine}
    lines, differ = list(mine), False
    for line in theirs:
        twin = known.get(line.ref)
        if twin is not None and twin.typed == line.typed:
            continue
        differ = True
        if twin is None:
            lines.append(line)
        else:
            lines.insert(lines.index(twin) + 1, Line(0, new_ref(), line.typed))
    return numbered(lines), differ


def read_cells(line: Line, columns: Sequence[Column]) -> dict[str, Any]:
    """Return what the cells of a row say, by column; what cannot be read is a problem in it."""
    values: dict[str, Any] = {}
    for column in columns:
        text = line.typed.get(column.name, "")
        if not text:
            if column.needed:
                line.add(column.name, _("Vul dit in: het is verplicht."))
            continue
        if any((ord(c) < 32 and c not in "\n\t") or 0xD800 <= ord(c) < 0xE000 for c in text):
            line.add(column.name, _("Hier staat een teken dat niet te lezen is; typ het opnieuw."))
            continue
        try:
            values[column.name] = column.read(text)
        except ValueError as error:
            line.add(column.name, str(error))
    return values
