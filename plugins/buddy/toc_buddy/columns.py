"""Columns that hold several words of one list, or the reasons of a match."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Dialect, String
from sqlalchemy.types import TypeDecorator

from toc_buddy.lists import Listed
from toc_buddy.matching import Reasons, reason_of
from toc_buddy.sets import Words, in_order

APART = ","


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


class ReasonList(TypeDecorator[Reasons]):
    """Stores reasons as ``afternoon:friday,help:maths``; one of a later version is passed over."""

    impl = String(400)
    cache_ok = True

    def process_bind_param(self, value: Any | None, dialect: Dialect) -> str:
        """Return the reasons as text."""
        return APART.join(reason.code for reason in value or ())

    def process_result_value(self, value: Any | None, dialect: Dialect) -> Reasons:
        """Return the reasons."""
        found = (reason_of(code) for code in (value or "").split(APART))
        return Reasons(reason for reason in found if reason is not None)
