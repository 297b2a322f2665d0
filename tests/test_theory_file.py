"""The page about the theory file holds every key, word and period that the code takes."""

from __future__ import annotations

import re
from dataclasses import MISSING, Field, fields, is_dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any, get_args, get_type_hints

import pytest

from toc_core.figures import CaveatKind
from toc_core.figures.caveats import caveat_words
from toc_core.periods import PeriodKind, parse_period
from toc_core.theory import Observed, Programme

PAGE = (Path(__file__).parents[1] / "docs" / "theory-file.md").read_text("utf-8")
HEADINGS = {
    "Programme": "The file",
    "Level": "Levels",
    "Element": "Elements",
    "Part": "Parts",
    "CausalLink": "Links",
    "Premise": "Premises",
    "Indicator": "Indicators",
    "Disaggregation": "Axes",
    "Category": "Categories",
    "Option": "Options",
}
MEASURES = ("Count", "Observed", "Scored", "Recorded", "Formula", "Custom")


def table(heading: str) -> list[list[str]]:
    """Return the cells of the table under a heading, without its head."""
    (body,) = re.findall(rf"^##+ {re.escape(heading)}\n(.*?)(?=^##|\Z)", PAGE, re.M | re.S)
    rows = [line.strip("| ").split(" | ") for line in body.splitlines() if line.startswith("| ")]
    return [[cell.strip("`") if "`, `" not in cell else cell for cell in row] for row in rows[1:]]


def parts(hint: Any) -> set[Any]:
    """Return the dataclasses and lists of words that a type is made of."""
    inside = {found for one in get_args(hint) for found in parts(one)}
    is_class = isinstance(hint, type) and not get_args(hint)
    known = is_class and (is_dataclass(hint) or issubclass(hint, StrEnum))
    return {hint} | inside if known else inside


def all_parts(made: Any) -> set[Any]:
    """Return a dataclass and every dataclass that it may hold."""
    found = {made}
    for hint in get_type_hints(made).values():
        for part in parts(hint):
            found |= all_parts(part) if is_dataclass(part) else set()
    return found


DATACLASSES = sorted(all_parts(Programme), key=lambda made: str(made.__name__))


def heading(made: Any) -> str:
    name = made.__name__
    return f"`{name.lower()}`" if name in MEASURES else HEADINGS.get(name, name)


def without(one: Field[Any]) -> str:
    """Return what a key that is left out is worth, as the page writes it."""
    value = one.default if one.default_factory is MISSING else one.default_factory()
    if value is MISSING:
        return "must be there"
    if isinstance(value, Observed):
        return "{observed = {}}"
    if value in (None, "", ()) or is_dataclass(value):
        return "–"
    return str(value).lower() if isinstance(value, bool) else str(value)


@pytest.mark.parametrize("made", DATACLASSES, ids=lambda made: made.__name__)
def test_every_key_stands_on_the_page_with_its_words_and_its_value_when_left_out(made: Any) -> None:
    rows = table(heading(made))
    assert [row[0] for row in rows] == [one.name for one in fields(made)]
    hints = get_type_hints(made)
    for row, one in zip(rows, fields(made), strict=True):
        assert row[2] == without(one), one.name
        for words in parts(hints[one.name]):
            if not is_dataclass(words):
                assert re.findall(r"`(\w+)`", row[1]) == [word.value for word in words], one.name


def test_every_measure_stands_on_the_page() -> None:
    found = re.findall(r"^### `(\w+)`", PAGE, re.M)
    assert found == [name.lower() for name in MEASURES]


def test_every_caveat_stands_on_the_page_as_a_reader_sees_it() -> None:
    words = caveat_words()
    assert table("Caveats") == [[kind.value, words[kind]] for kind in CaveatKind]


def test_every_kind_of_period_and_each_of_its_spellings_is_read_as_the_page_says() -> None:
    rows = table("Periods")
    assert {kind for kind, *_spellings in rows} == {kind.value for kind in PeriodKind}
    for kind, code, others in rows:
        spellings = re.findall(r"`([^`]+)`", others) or [others]
        assert {parse_period(text).code for text in [code, *spellings]} == {code}
        assert parse_period(code).kind.value == kind
