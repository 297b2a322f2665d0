"""Two people in one form: what is stored by now stands beside what was typed, field by field."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from toc_core.i18n import _
from toc_webadmin.views.words import BLANK, people_spoken, written


def stored_words(row: Any, form: Iterable[Any]) -> dict[str, str]:
    """Return what a row holds in each field of a form, as a person reads it."""
    names = (field.name for field in form)
    return {name: _words(getattr(row, name)) for name in names if hasattr(row, name)}


def differences(stored: Mapping[str, str], row: Any) -> Iterator[tuple[str, str]]:
    """Yield (field, sentence) where the row, as it was just filled in, differs from the stored."""
    for name, value in stored.items():
        if _words(getattr(row, name)) != value:
            yield name, _("nu staat er: {value}").format(value=value)


def _words(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(sorted(map(_item, value))) or BLANK
    return BLANK if value in (None, "") else written(value)


def _item(item: Any) -> str:
    """Return what a line of somebody's presence says: a code, or a number of people."""
    if hasattr(item, "people"):
        return people_spoken(item.people, item.role)
    return str(getattr(item, "participant", item))
