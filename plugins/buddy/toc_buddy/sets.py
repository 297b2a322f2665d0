"""A column that holds any number of the words of one list."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Generic, TypeVar

from sqlalchemy import Dialect, String
from sqlalchemy.types import TypeDecorator

from toc_buddy.lists import Listed

APART = ","
W = TypeVar("W", bound=Listed)


class Words(frozenset[W], Generic[W]):
    """Words of one list, spoken in the order of that list."""

    def __str__(self) -> str:
        return ", ".join(one.label for one in in_order(self))


def in_order(words: Iterable[W]) -> list[W]:
    """Return words of one list in the order of that list."""
    found = set(words)
    return [one for kind in {type(w) for w in found} for one in kind if one in found]


class WordSet(TypeDecorator[Words[Any]]):
    """Stores the words as ``homework,reading``, in the order of the list; none is empty text."""

    impl = String(120)
    cache_ok = True

    def __init__(self, kind: type[Listed]) -> None:
        super().__init__()
        self.kind = kind

    def process_bind_param(self, value: Any | None, dialect: Dialect) -> str:
        """Return the words as text; ``ValueError`` for a word of another list."""
        return APART.join(one.value for one in in_order(self.kind(word) for word in value or ()))

    def process_result_value(self, value: Any | None, dialect: Dialect) -> Words[Any]:
        """Return the words."""
        return Words(self.kind(text) for text in (value or "").split(APART) if text)
