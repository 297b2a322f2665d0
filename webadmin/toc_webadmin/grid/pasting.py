"""A block that was copied in a spreadsheet: its cells, its headings, and where they belong.

Only what a spreadsheet puts on the clipboard is read: cells with tabs between them, a line per
row, and quotes around a cell that holds a tab or a line end. A cell is text, whatever it says:
``=1+1`` is never calculated.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from toc_core.errors import did_you_mean
from toc_core.i18n import _
from toc_webadmin.grid.columns import Column, folded

FIRST_LINES = 5  # headings are looked for in these; above them stands a title, or nothing
_SHOWN = 40
_MOST_TOLD = 20  # columns that are named one by one
_CELL = re.compile(r'"([^"]*(?:""[^"]*)*)"(?=[\t\r\n]|\Z)|([^\t\r\n]*)')
# Headings over what we never keep; a part of a word, because people write "VoornaamLeerling".
_NAMES = re.compile(r"naam|\bnames?\b|rijksregister|geboorte|e-?mail|telefoon|\badres")
_NO_NAMES = ("schoolnaam", "naam school", "naam van de school", "campusnaam", "naam activiteit")

Cells = list[list[str]]


@dataclass
class Pasted:
    """What was read: a row per line, as texts by the name of their column; and what to tell."""

    rows: list[dict[str, str]] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)


def read_block(
    text: str, columns: Sequence[Column], *, shown: Sequence[Column], first: str = ""
) -> Pasted:
    """Return the rows of a block: by its headings, or else over what is shown from ``first`` on."""
    lines = _cells_of(text.lstrip("\ufeff"))
    place = _heading_line(lines, columns)
    if place is None and "\t" not in text:
        by_semicolon = [[c.strip() for c in line.split(";")] for line in text.splitlines()]
        if _heading_line(by_semicolon, columns) is not None:  # a list that was saved as text
            lines, place = by_semicolon, _heading_line(by_semicolon, columns)
    if place is None:
        return _from(lines, shown, first)
    pasted = _by_headings(lines[place + 1 :], lines[place], columns)
    if place:
        pasted.said.append(_("Wat boven de kolomnamen stond, is niet overgenomen."))
    return pasted


def _cells_of(text: str) -> Cells:
    """Return the cells of each line; a quoted cell may go on over the end of a line."""
    lines: Cells = [[]]
    at = 0
    while at <= len(text):
        found = _CELL.match(text, at)
        assert found is not None  # an empty cell fits as well
        quoted, plain = found.groups()
        lines[-1].append(_clean(plain if quoted is None else quoted.replace('""', '"')))
        at = found.end()
        if at < len(text) and text[at] == "\t":
            at += 1
        elif at < len(text):
            at += 2 if text.startswith("\r\n", at) else 1
            lines.append([])
        else:
            break
    return lines


def _clean(cell: str) -> str:
    return cell.replace("\r\n", "\n").replace("\r", "\n").strip()


def _heading_line(lines: Cells, columns: Sequence[Column]) -> int | None:
    """Return which line holds the headings: most of its cells are names of columns."""
    names = _names_of(columns)
    for number, line in enumerate(lines[:FIRST_LINES]):
        filled = [cell for cell in line if cell]
        ours = sum(folded(cell) in names for cell in filled)
        known = ours + sum(folded(cell) not in names and _is_name(cell) for cell in filled)
        if ours and known * 2 >= len(filled):
            return number
    return None


def _names_of(columns: Sequence[Column]) -> dict[str, Column]:
    return {
        folded(text): column
        for column in columns
        for text in (column.name, column.label, *column.other_names)
    }


def _is_name(heading: str) -> bool:
    """Return whether a heading stands over names of people, or what leads to one."""
    text = folded(heading)
    return bool(_NAMES.search(text)) and text not in _NO_NAMES


def _by_headings(lines: Cells, headings: list[str], columns: Sequence[Column]) -> Pasted:
    names = _names_of(columns)
    pasted = Pasted()
    taken: dict[int, str] = {}
    for place, heading in enumerate(headings):
        column = names.get(folded(heading))
        if column is not None and column.name not in taken.values():
            taken[place] = column.name
    pasted.refused = [*_left_out(lines, headings, taken, columns)]
    for line in lines:
        row = {taken[n]: cell for n, cell in enumerate(line) if n in taken and cell}
        if row:
            pasted.rows.append(row)
    return pasted


def _left_out(
    lines: Cells, headings: list[str], taken: dict[int, str], columns: Sequence[Column]
) -> Iterator[str]:
    """Yield a sentence for each column that is not taken over though it holds something."""
    held = {place for line in (headings, *lines) for place, cell in enumerate(line) if cell}
    labels = [column.label for column in columns]
    places = sorted(held - taken.keys())
    if len(places) > _MOST_TOLD:
        yield _beside_table()
    for place in places[:_MOST_TOLD]:
        heading = headings[place][:_SHOWN] if place < len(headings) else ""
        if not heading:
            words = _("Kolom {number} heeft geen naam in de eerste regel: niet overgenomen.")
            yield words.format(number=place + 1)
        elif _is_name(heading):
            words = _(
                "Kolom '{heading}' lijkt iets over personen te zeggen. Ze is niet overgenomen: "
                "namen blijven op school."
            )
            yield words.format(heading=heading)
        else:
            words = _("Kolom '{heading}' kennen we niet{hint}: niet overgenomen.")
            yield words.format(heading=heading, hint=did_you_mean(heading, labels))


def _from(lines: Cells, columns: Sequence[Column], first: str) -> Pasted:
    """Take the cells in the order of the columns, from one of them on."""
    names = [column.name for column in columns]
    names = names[names.index(first) if first in names else 0 :]
    pasted = Pasted()
    for line in lines:
        if any(line):
            pasted.rows.append(dict(zip(names, line, strict=False)))
    over = max((len([c for c in line[len(names) :] if c]) for line in lines), default=0)
    if over:
        pasted.refused.append(_beside_table())
    return pasted


def _beside_table() -> str:
    return _("Rechts vielen kolommen buiten de tabel: niet overgenomen. Plak met kolomnamen.")
