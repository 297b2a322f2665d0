"""What is wrong with a form: gathered, put with the field it is about, never lost."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from sqlalchemy import inspect
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm.exc import StaleDataError

from toc_core.errors import DataProblems, UsageError
from toc_core.i18n import _
from toc_core.periods import parse_period
from toc_webadmin.menu import FIRST_YEAR
from toc_webadmin.views.fields import RowField

_UNIQUE = ("UNIQUE constraint", "unique constraint")


class FormProblems:
    """The problems of one form; those without a field of their own stand above it."""

    def __init__(self, form: Any) -> None:
        self.form = form
        self.loose: list[str] = form.loose_problems
        self.found = False

    @classmethod
    def of(cls, form: Any) -> list[tuple[str, str]]:
        """Return every problem of a form as (id of the field or nothing, sentence)."""
        loose = [("", sentence) for sentence in cls(form).loose]
        placed = [
            (field.id, f"{field.label.text.rstrip('?')}: {sentence}")
            for field in form
            for sentence in field.errors
        ]
        return [*loose, *placed]

    def __bool__(self) -> bool:
        return self.found

    def add(self, problems: Iterable[tuple[str, str]]) -> None:
        """Put each (field, sentence) where it belongs; a column belongs to its relation."""
        for name, sentence in problems:
            self.found = True
            field = self._field(name)
            if field is None:
                self.loose.append(_sentence(sentence))
            else:
                field.errors = [*field.errors, _sentence(sentence)]

    def guard(self, action: Callable[[], None]) -> None:
        """Run it; what it refuses is added."""
        try:
            action()
        except DataProblems as error:
            self.add(("", problem) for problem in error.problems)
        except UsageError as error:
            self.add([("", str(error))])

    def _field(self, name: str) -> Any:
        if name in self.form:
            return self.form[name]
        matches = (f for f in self.form if isinstance(f, RowField) and f.column == name)
        return next(matches, None)


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


def early_days(row: Any) -> list[tuple[str, str]]:
    """Return the days before the first school year that the pages know: a year typed wrong."""
    first = parse_period(f"{FIRST_YEAR}-{FIRST_YEAR + 1}")
    sentence = _("dit ligt voor {year}. Kijk het jaartal na.").format(year=first.label)
    days = ((name, getattr(row, name, None)) for name in ("day", "start"))
    return [(name, sentence) for name, day in days if day is not None and day < first.start]


def misplaced_rows(row: Any, form: Any) -> list[tuple[str, str]]:
    """Return the fields that refer to a row of another school or programme.

    The composite foreign keys would refuse it too, but without saying which field is wrong.
    """
    wrong: list[tuple[str, str]] = []
    relations = inspect(type(row)).relationships
    for field in form:
        chosen = field.data if isinstance(field, RowField) else None
        if chosen is None or not field.column:
            continue
        pairs = relations[field.name].local_remote_pairs
        if any(getattr(row, a.key) != getattr(chosen, b.key) for a, b in pairs):
            wrong.append((field.name, _("dit hoort bij een andere school of een ander programma.")))
    return wrong


def refusal_of(error: Exception, duplicate: str) -> str:
    """Return in a sentence what the database refused."""
    if isinstance(error, StaleDataError):
        return _("Iemand anders wijzigde dit op hetzelfde moment. Bewaar nog eens.")
    if isinstance(error, DataProblems):
        return " ".join(_sentence(p.partition(": ")[2] or p) for p in error.problems)
    if isinstance(error, IntegrityError) and any(word in str(error.orig) for word in _UNIQUE):
        return duplicate
    return _("Deze gegevens passen niet bij elkaar. Kijk na of alles bij dezelfde school hoort.")
