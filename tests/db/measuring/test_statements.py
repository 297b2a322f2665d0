"""How many statements a question takes: never more for more indicators, sites, cells or periods."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import event

from toc_core.access import SYSTEM
from toc_core.db.measuring import By, Question, figures
from toc_core.db.store import Store
from toc_core.periods import parse_period
from toc_core.theory import (
    Behaviour,
    Count,
    Countable,
    Indicator,
    Measure,
    Moment,
    Observed,
    Programme,
    Quantity,
    Recorded,
    Scored,
    Summary,
)

from .small_town import NEXT, TODAY, YEAR, SmallTown

MEASURES: tuple[Measure, ...] = (
    *(Count(of) for of in Countable),
    Observed(),
    Observed(summary=Summary.MEDIAN),
    Scored(),
    Scored(Summary.CHANGE, (Moment.BEFORE, Moment.AFTER)),
    Recorded(Quantity.MINUTES),
    Recorded(Quantity.AMOUNT),
)
# At most: identities and sites (6), a statement per family and one for heads (9), observations
# (5), values (8), agreements (1).
MOST = 32


def indicators(times: int) -> tuple[Indicator, ...]:
    """Return an indicator of every measure, so many times over."""
    return tuple(
        Indicator(
            f"i{place}_{time}",
            "result",
            measure,
            behaviour=Behaviour.FLOW,
            disaggregations=("kind", "kind*gender"),
        )
        for time in range(times)
        for place, measure in enumerate(MEASURES)
    )


def statements(
    store: Store, programmes: tuple[Programme, ...], by: By, periods: tuple[str, ...]
) -> int:
    """Return how many statements the figures take."""
    seen: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        seen.append(statement)

    event.listen(store.engine, "before_cursor_execute", note)
    with store.session_for(SYSTEM, "toets") as session:
        asked = tuple(map(parse_period, periods))
        figures(session, Question(programmes, asked, TODAY, by=by))
    event.remove(store.engine, "before_cursor_execute", note)
    return len(seen)


def test_the_number_of_statements_depends_on_the_families_alone(store: Store) -> None:
    town = SmallTown(store, *indicators(5))
    few = replace(town.programme, indicators=indicators(1))
    town.session("p", "q")
    town.session("p", site="b")
    town.typed(YEAR, 3, "a", indicator="i8_0")
    least = statements(store, (few,), By.TOTAL, (YEAR,))
    assert least <= MOST
    for by in By:
        for programme in (few, town.programme):
            for periods in ((YEAR,), (YEAR, NEXT, "2024", "2020-2025")):
                assert statements(store, (programme,), by, periods) == least
