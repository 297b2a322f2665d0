"""Any number of the words of one list."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Generic, TypeVar

from toc_buddy.lists import Listed

W = TypeVar("W", bound=Listed)


class Words(frozenset[W], Generic[W]):
    """Words of one list, spoken in the order of that list."""

    def __str__(self) -> str:
        return ", ".join(one.label for one in in_order(self))


def in_order(words: Iterable[W]) -> list[W]:
    """Return words of one list in the order of that list."""
    found = set(words)
    return [one for kind in {type(w) for w in found} for one in kind if one in found]
