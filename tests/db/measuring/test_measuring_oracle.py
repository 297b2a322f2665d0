"""Every figure of random cities equals what an oracle counts row by row."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from sqlalchemy import event

from toc_core.access import SYSTEM
from toc_core.db.measuring import By, Question, figures
from toc_core.db.store import Store
from toc_core.figures import Figure
from toc_core.periods import parse_period

from .oracle import expected
from .random_city import THEORY, City, random_city

PERIODS = tuple(
    parse_period(code)
    for code in ("2023-2024", "2024-2025", "2023-2024.T2", "2024", "2023.Q4", "2020-2025")
)
TODAY = date(2026, 11, 22)
SEEDS = range(5)


def answered(store: Store, by: By, practice: bool) -> list[Figure]:
    with store.session_for(SYSTEM, "toets") as session:
        return figures(session, Question((THEORY,), PERIODS, TODAY, by=by, practice=practice))


def sites_of(city: City, practice: bool, figure: Figure) -> Callable[[int], bool]:
    def here(site: int) -> bool:
        return city.fictitious[site] is practice and figure.site in ("", city.codes[site])

    return here


@pytest.mark.parametrize("seed", SEEDS)
def test_every_figure_equals_the_oracle(store: Store, seed: int) -> None:
    city = random_city(store, seed)
    wrong = []
    for by in (By.TOTAL, By.SITE, By.CELL):
        for practice in (False, True):
            for f in answered(store, by, practice):
                here = sites_of(city, practice, f)
                right = expected(city, f.indicator, f.period, here, f.category)
                if (f.value, f.lower, f.upper) != right:
                    wrong.append((f.indicator, f.period.code, f.site, f.category, f.shown, right))
    assert wrong == []


def test_the_number_of_statements_does_not_depend_on_what_is_asked(store: Store) -> None:
    random_city(store, 3)
    counts = [_statements(store, PERIODS[:1]), _statements(store, PERIODS)]
    assert counts[0] == counts[1]


def _statements(store: Store, periods: tuple[object, ...]) -> int:
    seen: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        seen.append(statement)

    event.listen(store.engine, "before_cursor_execute", note)
    with store.session_for(SYSTEM, "toets") as session:
        figures(session, Question((THEORY,), periods, TODAY, by=By.SITE))  # type: ignore[arg-type]
    event.remove(store.engine, "before_cursor_execute", note)
    return len(seen)
