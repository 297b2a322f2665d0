"""Makes rows with references, codes and choices that are the same every time."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta
from typing import Any, TypeVar

from toc_core.db.base import Record
from toc_core.db.codes import new_code
from toc_core.db.columns import ALPHABET
from toc_core.db.door import ScopedSession
from toc_core.db.people import Participant
from toc_core.periods import Period
from toc_core.practice.years import practice_years
from toc_core.theory import Role

SEED = 2863  # any number, as long as it stays
R = TypeVar("R", bound=Record)
T = TypeVar("T")


class Maker:
    """Adds rows to one session and counts them; all chance comes from one fixed seed."""

    def __init__(self, session: ScopedSession, today: date) -> None:
        self.session = session
        self.today = today
        self.this_week = today - timedelta(days=today.weekday())  # nobody noted it yet
        self.years: tuple[Period, ...] = practice_years(today)
        self.made: Counter[str] = Counter()
        self._random = random.Random(SEED)  # noqa: S311 - invented data, no secret
        self._codes: set[str] = set()

    def row(self, model: type[R], **values: Any) -> R:
        """Add a row of a record class and return it; ``flush`` gives it its id."""
        make: Callable[..., R] = model
        row = make(ref=self._word(10), **values)
        self.session.add(row)
        self.made[str(getattr(model, "__tablename__", model.__name__))] += 1
        return row

    def flush(self) -> None:
        """Write what was added, so that other rows can refer to it."""
        self.session.flush()

    def people(self, role: Role, number: int) -> list[Participant]:
        """Add people who are known by a code only."""
        return [self.row(Participant, code=self._new_code(), role=role) for _each in range(number)]

    def between(self, least: int, most: int) -> int:
        """Return a whole number from ``least`` to ``most``."""
        return self._random.randint(least, most)

    def one_of(self, choices: Sequence[T]) -> T:
        """Return one of the choices."""
        return self._random.choice(choices)

    def some_of(self, choices: Sequence[T], number: int) -> list[T]:
        """Return so many different ones of the choices, in their own order."""
        chosen = set(self._random.sample(range(len(choices)), min(number, len(choices))))
        return [choice for place, choice in enumerate(choices) if place in chosen]

    def most_of(self, choices: Iterable[T]) -> list[T]:
        """Return the choices with about one in eight missing, but never none."""
        everyone = list(choices)
        return [c for c in everyone if self._random.random() > 0.125] or everyone[:1]

    def _new_code(self) -> str:
        code = new_code(self._codes, choose=self._random.choice)
        self._codes.add(code)
        return code

    def _word(self, length: int) -> str:
        return "".join(self._random.choices(ALPHABET, k=length))
