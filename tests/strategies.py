"""Random programmes for property tests: every field of every dataclass, sound or not."""

from __future__ import annotations

from dataclasses import MISSING, fields
from decimal import Decimal
from functools import cache
from typing import Any, get_type_hints

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from toc_core.theory import Measure, Programme

PROSE = frozenset({"source_text", "goal", "goal_source_text", "rationale", "definition"})
# The same examples every time, however busy the machine is.
relaxed = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)
_CONTROL = ("Cc", "Cs")


def texts(*, lines: bool = False) -> st.SearchStrategy[str]:
    """Return texts that a programme may hold, hostile ones among them."""
    allowed = st.characters(exclude_categories=_CONTROL, include_characters="\n\t" * lines)
    hostile = st.sampled_from(["<script>alert(1)</script>", "=1+1", "{code}", "'; DROP", "\u202e"])
    return st.text(allowed, max_size=12) | hostile


@cache
def things(made: Any) -> st.SearchStrategy[Any]:
    """Return instances of a dataclass; a field with a default is often left at it."""
    hints = get_type_hints(made)
    needed = {f.name for f in fields(made) if f.default is f.default_factory is MISSING}
    members = {name: _values(name, hint) for name, hint in hints.items()}
    required = {name: members[name] for name in needed}
    optional = {name: members[name] for name in hints if name not in needed}
    return st.fixed_dictionaries(required, optional=optional).map(lambda kw: made(**kw))


def _values(name: str, hint: Any) -> st.SearchStrategy[Any]:
    if hint is str:
        return texts(lines=name in PROSE)
    if hint == str | None:
        return st.none() | texts()
    if hint is int:
        return st.integers(-9, 9)
    if hint in (Decimal, Decimal | None):
        exact = st.decimals(-(10**11), 10**11, places=2)
        return exact if hint is Decimal else st.none() | exact
    if hint == Measure:
        return st.one_of(things(kind) for kind in Measure.__args__)
    if getattr(hint, "__origin__", None) is tuple:
        return st.lists(_values("", hint.__args__[0]), max_size=3).map(tuple)
    if hasattr(hint, "__dataclass_fields__"):
        return things(hint)
    return st.from_type(hint)


programmes: st.SearchStrategy[Programme] = things(Programme)
