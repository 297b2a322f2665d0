"""Reads the CSV files that a plugin keeps in ``data/``: the columns are known, no row is ragged.

Every problem says file, line and column, and all of them are reported together.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from io import StringIO
from pathlib import Path
from typing import TypeVar

from toc_core.errors import UsageError, did_you_mean
from toc_core.i18n import _
from toc_core.periods import parse_period

T = TypeVar("T")
MANY_SIGN = "|"  # between several values in one cell


@dataclass
class Problems:
    """All that is wrong so far, in the order found."""

    found: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Line:
    """One row of a file: its cells by column, where it stands, and how it writes decimals."""

    place: str
    cells: dict[str, str]
    problems: Problems
    point: str = "."

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "")

    def refuse(self, column: str, message: str) -> None:
        """Note what is wrong in a column of this line."""
        self.problems.found.append(f"{self.place}:{column}: {message}")

    @property
    def is_refused(self) -> bool:
        """Return whether something is wrong with this line."""
        return any(problem.startswith(f"{self.place}:") for problem in self.problems.found)

    def number(self, text: str) -> Decimal:
        """Return a number written with digits and the decimal sign of the file."""
        return number(text, self.point)

    def whole(self, text: str) -> int:
        """Return a whole number that a database can hold."""
        return whole(text, self.point)

    def read(self, column: str, parse: Callable[[str], T]) -> T | None:
        """Return the parsed cell; nothing when it is empty or was refused."""
        text = self[column]
        if not text:
            return None
        try:
            return parse(text)
        except UsageError as error:
            self.refuse(column, str(error))
            return None


def read_lines(
    path: Path, *, needed: Sequence[str], optional: Sequence[str] = (), problems: Problems
) -> list[Line]:
    """Return the rows of a file; none when it does not exist or its columns are wrong.

    A header with semicolons makes it a file as Excel writes it here, with decimal commas.
    """
    name = "/".join(path.parts[-3:])
    try:
        text = _text(path)
        first_line = text.partition("\n")[0]
        sign = ";" if ";" in first_line and "," not in first_line else ","
        reader = csv.reader(StringIO(text, newline=""), strict=True, delimiter=sign)
        header = [column.strip() for column in next(reader, [])]
        wrong = list(_header_problems(header, needed, [*needed, *optional]))
        problems.found += [f"{name}:1: {message}" for message in wrong]
        return [] if wrong else list(_lines(reader, header, _File(name, sign), problems))
    except FileNotFoundError:
        return []
    except OSError as error:
        reason = _("{file}: niet te openen ({error})").format(file=name, error=error.strerror)
        problems.found.append(reason)
    except UsageError as error:
        problems.found.append(f"{name}:{error}")
    except csv.Error:
        reason = _("{file}:{line}: geen goede CSV; kijk de aanhalingstekens na.")
        problems.found.append(reason.format(file=name, line=reader.line_num))
    return []


@dataclass(frozen=True)
class _File:
    name: str
    sign: str

    @property
    def point(self) -> str:
        return "," if self.sign == ";" else "."


def _text(path: Path) -> str:
    content = path.read_bytes()
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        message = _("{line}: deze regel is geen UTF-8. Bewaar het bestand als 'CSV UTF-8'.")
        raise UsageError(message.format(line=line)) from error


def _header_problems(
    header: list[str], needed: Sequence[str], known: Sequence[str]
) -> Iterator[str]:
    for column in header:
        if column not in known:
            yield _("kolom '{column}' is niet gekend{hint}. Gekend: {known}.").format(
                column=column, hint=did_you_mean(column, known), known=", ".join(known)
            )
        elif header.count(column) > 1:
            yield _("kolom '{column}' staat er twee keer.").format(column=column)
    for column in needed:
        if column not in header:
            yield _("kolom '{column}' ontbreekt.").format(column=column)


def _lines(
    rows: Iterator[list[str]], header: list[str], file: _File, problems: Problems
) -> Iterator[Line]:
    reader = rows
    first = 2
    for row in reader:
        # A quoted cell may run over lines; a person looks for where the row begins.
        number, first = first, getattr(reader, "line_num", first) + 1
        if not row:
            continue
        place = f"{file.name}:{number}"
        if len(row) != len(header):
            message = _("{n} kolommen in plaats van {most}; kijk elke '{sign}' en aanhaling na.")
            words = {"n": len(row), "most": len(header), "sign": file.sign}
            problems.found.append(f"{place}: " + message.format(**words))
            continue
        cells = {column: cell.strip() for column, cell in zip(header, row, strict=True)}
        yield Line(place, cells, problems, file.point)


def many(text: str) -> list[str]:
    """Return the values of a cell that may hold several."""
    return [part.strip() for part in text.split(MANY_SIGN) if part.strip()]


def number(text: str, point: str = ".") -> Decimal:
    """Return a number written with digits and one decimal sign."""
    digits = text.removeprefix("-").replace(point, "", 1)
    # Not every digit of Unicode: ½ and ³ are digits too, and NaN is no number.
    if not (digits.isascii() and digits.isdecimal()) or len(text) > 30 or text[-1] == point:
        example = f"12{point}5"
        raise UsageError(
            _("'{text}' is geen getal; schrijf bijvoorbeeld {example}").format(
                text=text, example=example
            )
        )
    return Decimal(text.replace(point, "."))


def whole(text: str, point: str = ".") -> int:
    """Return a whole number that a database can hold."""
    value = number(text, point)
    if value != value.to_integral_value() or abs(value) > 10**12:
        raise UsageError(_("'{text}' is geen geheel getal dat past.").format(text=text))
    return int(value)


def yes_or_no(text: str) -> bool:
    """Return whether the cell says yes."""
    if text not in ("yes", "no"):
        raise UsageError(_("'{text}': schrijf yes of no.").format(text=text))
    return text == "yes"


def day(text: str) -> date:
    """Return a day written as 2024-09-01."""
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise UsageError(
            _("'{text}' is geen datum; schrijf bijvoorbeeld 2024-09-01.").format(text=text)
        ) from error


def period_code(text: str) -> str:
    """Return the one spelling of a period."""
    return parse_period(text).code
