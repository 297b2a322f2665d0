"""Reads a programme from a JSON or TOML file and says exactly what is wrong with it."""

from __future__ import annotations

import json
import re
import tomllib
from typing import TYPE_CHECKING, Any, TypeVar

from toc_core.errors import DataProblems, UsageError
from toc_core.i18n import _
from toc_core.schemas.fields import shown
from toc_core.schemas.portfolio import load_portfolio
from toc_core.schemas.programme import load_programme

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from toc_core.theory import Programme
    from toc_core.theory.portfolio import Portfolio

T = TypeVar("T")
LARGEST_FILE = 5 * 1024 * 1024
_TOML_PLACE = re.compile(r"at line (\d+), column (\d+)")


def read_programme(path: Path) -> Programme:
    """Return the programme in a ``.json`` or ``.toml`` file; every problem names the file."""
    return _read(path, load_programme)


def read_portfolio(path: Path) -> Portfolio:
    """Return the portfolio in a ``.json`` or ``.toml`` file; every problem names the file."""
    return _read(path, load_portfolio)


def _read(path: Path, load: Callable[[Any], T]) -> T:
    parse = _PARSERS.get(path.suffix.lower())
    if parse is None:
        message = _("'{file}' is geen .json of .toml: sla het op als een van die twee.")
        raise UsageError(message.format(file=path.name))
    try:
        return load(parse(_text(path)))
    except DataProblems as error:
        raise DataProblems(f"{path.name}: {problem}" for problem in error.problems) from error


def _text(path: Path) -> str:
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST_FILE + 1)
    except OSError as error:
        message = _("'{file}' is niet te openen: kijk of het bestand bestaat en leesbaar is.")
        raise UsageError(message.format(file=path)) from error
    if len(content) > LARGEST_FILE:
        raise DataProblems([_("het bestand is groter dan 5 MB; splits het programma op")])
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        message = _("regel {line} is geen UTF-8; bewaar het bestand opnieuw als UTF-8")
        raise DataProblems([message.format(line=line)]) from error


def _json(text: str) -> Any:
    repeated: list[str] = []

    def members(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for key, value in pairs:
            if key in found:
                message = _("de sleutel {key} staat twee keer in dezelfde groep; houd er één over")
                repeated.append(message.format(key=shown(key)))
            found[key] = value
        return found

    try:
        data = json.loads(text, object_pairs_hook=members, parse_constant=_no_number)
    except json.JSONDecodeError as error:
        raise _syntax("JSON", error.lineno, error.colno) from error
    except (ValueError, RecursionError) as error:
        raise _unreadable("JSON") from error
    if repeated:
        raise DataProblems(repeated)
    return data


def _no_number(constant: str) -> None:
    message = _("{constant} is geen getal in JSON; schrijf een gewoon getal")
    raise DataProblems([message.format(constant=constant)])


def _toml(text: str) -> Any:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = _TOML_PLACE.search(str(error))
        line, column = map(int, found.groups()) if found else (text.count("\n") + 1, 1)
        raise _syntax("TOML", line, column) from error
    except (ValueError, RecursionError) as error:
        raise _unreadable("TOML") from error


def _syntax(language: str, line: int, column: int) -> DataProblems:
    message = _(
        "geen geldige {language} op regel {line}, teken {column}; kijk daar of net ervoor of een"
        " komma, haak of aanhalingsteken ontbreekt"
    )
    return DataProblems([message.format(language=language, line=line, column=column)])


def _unreadable(language: str) -> DataProblems:
    message = _(
        "deze {language} is te diep genest of bevat een te groot getal; maak hem eenvoudiger"
    )
    return DataProblems([message.format(language=language)])


_PARSERS: Mapping[str, Callable[[str], Any]] = {".json": _json, ".toml": _toml}
