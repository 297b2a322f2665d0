"""A list of buddies, pasted from a sheet: a line each, cells apart by tabs. Pure.

Nothing of a list is taken unless every line is right; all problems are told together. A name has
no place: the first cell holds a code, or nothing for a buddy who has none yet.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, TypeVar

from toc_buddy.lists import Afternoon, Help, Kind, Language, Level, Listed
from toc_buddy.sets import Words
from toc_core.db.codes import read_code
from toc_core.errors import UsageError
from toc_core.i18n import _

MOST_LINES = 60
FEWEST_LETTERS = 2  # of a word that is cut short: "wo" is enough for woensdagnamiddag
_SHOWN = 40  # letters of what was not understood
L = TypeVar("L", bound=Listed)


@dataclass
class Line:
    """One line: the cells by name, and what is wrong with it."""

    number: int
    code: str = ""
    values: dict[str, Any] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)

    def add(self, column: str, sentence: str) -> None:
        """Note what is wrong in a cell."""
        words = _("Rij {number}, {column}: {sentence}")
        self.problems.append(words.format(number=self.number, column=column, sentence=sentence))


def columns() -> tuple[str, ...]:
    """Return what the cells of a line hold, from the left."""
    return (
        *(_("code"), _("soort"), _("dagen"), _("aantal leerlingen")),
        *(_("niveau"), _("hulp"), _("talen")),
    )


def read_lines(text: str) -> list[Line]:
    """Return the lines of a pasted list; a first line with the names of the columns is no buddy."""
    rows = [(n, row) for n, row in enumerate(text.splitlines(), 1) if row.strip()]
    if rows and _plain(rows[0][1].split("\t")[0]) == columns()[0]:
        rows = rows[1:]
    lines = [_line(number, row) for number, row in rows]
    seen: set[str] = set()
    for line in lines:
        if line.code and line.code in seen:
            line.add(columns()[0], _("{code} staat twee keer in de lijst.").format(code=line.code))
        seen.add(line.code)
    return lines


def list_problems(lines: list[Line]) -> Iterator[str]:
    """Yield what is wrong with a list, by line."""
    if not lines:
        yield _("Er staat nog geen enkele buddy. Plak minstens één rij.")
    if len(lines) > MOST_LINES:
        words = _("Dit zijn {n} rijen. Plak er hoogstens {most} per keer.")
        yield words.format(n=len(lines), most=MOST_LINES)
    for line in lines:
        yield from line.problems


def _line(number: int, row: str) -> Line:
    line = Line(number)
    cells = [cell.strip() for cell in row.split("\t")]
    named = columns()
    if len(cells) > len(named):
        line.add(_("kolommen"), _("er zijn er {n}, en we kennen er {most}.").format(
            n=len(cells), most=len(named)
        ))  # fmt: skip
    code, kind, days, most, level, subjects, languages = (*cells, *[""] * len(named))[: len(named)]
    line.code = _read(line, named[0], lambda: _code(code), "") if code else ""
    line.values = {
        "kind": _read(line, named[1], lambda: word_of(Kind, kind), None),
        "free": _read(line, named[2], lambda: words_of(Afternoon, days), Words()),
        "most": _read(line, named[3], lambda: _number(most), 1),
        "level": _read(line, named[4], lambda: word_of(Level, level) if level else None, None),
        "help": _read(line, named[5], lambda: words_of(Help, subjects), Words()),
        "languages": _read(line, named[6], lambda: words_of(Language, languages), Words()),
    }
    if not days:
        line.add(named[2], _("schrijf minstens één dag."))
    return line


def _read(line: Line, column: str, read: Callable[[], Any], otherwise: Any) -> Any:
    try:
        return read()
    except UsageError as error:
        line.add(column, str(error))
        return otherwise


def words_of(kind: type[L], text: str) -> Words[L]:
    """Return the words of a list that a cell names, apart by commas; ``UsageError`` if unknown."""
    return Words(word_of(kind, part) for part in text.replace(";", ",").split(",") if part.strip())


def word_of(kind: type[L], text: str) -> L:
    """Return the word of a list that a text names, whole or cut short; ``UsageError`` if none."""
    wanted = _plain(text)
    starts = [one for one in kind if _plain(one.label).startswith(wanted)]
    if len(wanted) >= FEWEST_LETTERS and len(starts) == 1:
        return starts[0]
    known = ", ".join(one.label for one in kind)
    words = _("'{text}' kennen we niet. Kies uit: {known}.")
    raise UsageError(words.format(text=text.strip()[:_SHOWN], known=known))


def _code(text: str) -> str:
    try:
        return read_code(text)
    except UsageError as error:
        no_names = _("{error} Een naam hoort hier niet; zonder code laat je de cel leeg.")
        raise UsageError(no_names.format(error=error)) from error


def _number(text: str) -> int:
    if text in ("", "1", "2", "3"):
        return int(text or 1)
    raise UsageError(_("'{text}' kan niet. Schrijf 1, 2 of 3.").format(text=text[:_SHOWN]))


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()
