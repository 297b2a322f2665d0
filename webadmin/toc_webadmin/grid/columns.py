"""The columns of a grid: how the text of one cell is read, and written again.

A view describes its grid with a short list of columns. What a cell holds stays text until it is
read; what cannot be read is a ``ValueError`` with a sentence for the person.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from toc_core.errors import did_you_mean
from toc_core.i18n import _
from toc_webadmin.views.typed import read_day, read_whole

MOST_OPTIONS = 15  # more are offered while typing, not in a list to open
WIDE = 16  # letters
SHOWN = 40  # letters of a wrong text that a sentence repeats
_SHORT_DAY = re.compile(r"(\d{1,2})[/.\- ](\d{1,2}|[a-z]{3,9})\.?[/.\- ](\d{4}|\d{2})\Z")
_MONTHS = ("jan", "feb", "maa", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec")


@dataclass(frozen=True)
class Column:
    """One column: its name in code, its words, and how a cell is read and written.

    ``options`` are all texts that fit, when there are only so many. ``blank`` says what an empty
    cell means. ``other_names`` are headings under which people know it. A ``quiet`` column is
    shown only when a row has something in it.
    """

    name: str
    label: str
    read: Callable[[str], Any]
    write: Callable[[Any], str] = str
    options: tuple[str, ...] = ()
    other_names: tuple[str, ...] = ()
    needed: bool = False
    blank: str = ""
    quiet: bool = False
    keyboard: str = ""

    @property
    def is_list(self) -> bool:
        """Return whether the options fit in a list to open."""
        return 0 < len(self.options) <= MOST_OPTIONS

    @property
    def is_wide(self) -> bool:
        """Return whether some option needs more room than most cells have."""
        return any(len(option) > WIDE for option in self.options)

    def option_of(self, text: str) -> str:
        """Return the option that a text means, as the list writes it; the text itself if none."""
        try:
            return self.write(self.read(text)) if text else ""
        except ValueError:
            return text


def folded(text: str) -> str:
    """Return a text without capitals, double spaces, and two ways to write one letter."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def day_column(name: str, label: str, **more: Any) -> Column:
    """Return a column of days: 12/05/2025, and what a spreadsheet makes of them."""
    return Column(name, label, read_any_day, written_day, **more)


def whole_column(name: str, label: str, most: int, **more: Any) -> Column:
    """Return a column of whole numbers from 0 to ``most``; an empty cell is never a zero."""

    def read(text: str) -> int:
        number = read_whole(text)
        if not 0 <= number <= most:
            raise ValueError(_("Geef een getal van 0 tot {most}.").format(most=most))
        return number

    return Column(name, label, read, keyboard="numeric", **more)


def text_column(name: str, label: str, most: int, **more: Any) -> Column:
    """Return a column of text of at most so many letters."""

    def read(text: str) -> str:
        if len(text) > most:
            words = _("Dit is {n} tekens; hoogstens {most}.")
            raise ValueError(words.format(n=len(text), most=most))
        return text

    return Column(name, label, read, **more)


def choice_column(
    name: str, label: str, choices: Iterable[tuple[Any, str, tuple[str, ...]]], **more: Any
) -> Column:
    """Return a column of things with a name; each as (thing, label, other ways to write it)."""
    named = Named(choices)
    return Column(name, label, named.read, named.write, named.labels, **more)


class Named:
    """Things that are known by a label, a code or another name, whatever the capitals."""

    def __init__(self, choices: Iterable[tuple[Any, str, tuple[str, ...]]]) -> None:
        self._things: dict[str, list[Any]] = {}
        self._labels: list[tuple[Any, str]] = []
        for thing, label, others in choices:
            self._labels.append((thing, label))
            for text in dict.fromkeys(folded(one) for one in (label, *others)):
                self._things.setdefault(text, []).append(thing)

    @property
    def labels(self) -> tuple[str, ...]:
        """Return the labels, in the order they were given."""
        return tuple(label for _thing, label in self._labels)

    def read(self, text: str) -> Any:
        """Return the thing with this name; the sentence for another names the nearest."""
        found = self._things.get(folded(text), [])
        if len(found) == 1:
            return found[0]
        if found:
            words = _("'{text}' kan meer dan één ding zijn: {which}.")
            which = ", ".join(self.write(thing) for thing in found)
            raise ValueError(words.format(text=text[:SHOWN], which=which))
        hint = did_you_mean(text[:SHOWN], self.labels) or _("; kies uit de lijst")
        words = _("'{text}' kennen we hier niet{hint}.")
        raise ValueError(words.format(text=text[:SHOWN], hint=hint))

    def write(self, thing: Any) -> str:
        """Return the label of a thing."""
        return next(label for one, label in self._labels if one is thing or one == thing)


def read_any_day(text: str) -> date:
    """Return a day as people and spreadsheets write it: also 12/5/25 and 12-mei-25."""
    try:
        return read_day(_with_month_and_century(text.strip().casefold()))
    except ValueError as error:
        words = _("'{text}' is geen datum. Schrijf ze als 12/05/2025.")
        raise ValueError(words.format(text=text[:SHOWN])) from error


def _with_month_and_century(text: str) -> str:
    match = _SHORT_DAY.match(text)
    if match is None:
        return text
    day, month, year = match.groups()
    if not month.isdecimal():
        short = month[:3].replace("mrt", "maa")
        month = str(_MONTHS.index(short) + 1)  # a ValueError of its own when there is none
    return f"{day}/{month}/{year if len(year) == 4 else '20' + year}"


def written_day(day: date) -> str:
    """Return a day as 12/05/2025."""
    return f"{day.day:02}/{day.month:02}/{day.year:04}"


def written_number(number: Decimal) -> str:
    """Return an exact number with a comma, as it is read again."""
    return f"{number.normalize():f}".replace(".", ",")
