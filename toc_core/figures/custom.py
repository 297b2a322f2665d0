"""A measure that a plugin brings: which of its rows count, for the engine to count or summarise."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class CustomMeasure:
    """What a plugin returns from ``toc_measures``.

    ``name`` starts with the plugin's own name and a point (``leesclub.loans``). ``model`` is the
    class of the records that are counted. ``matching(tables, options)`` returns a mapped SELECT
    made with ``toc_core.db.measuring.families.matching``; with a value to summarise it has the
    columns ``value``, ``day`` and ``threshold`` as well. The engine adds the split by site, the
    practice records, what was known on a date, and the rows behind a figure.
    """

    name: str
    model: type[Any]
    matching: Callable[..., Any]
