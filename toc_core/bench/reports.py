"""The cases that read: reports beside the bare driver and beside the peers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from toc_core.access import SYSTEM
from toc_core.bench.answers import answers_of, demand_equal
from toc_core.bench.capture import captured, replay
from toc_core.bench.peers import objects
from toc_core.bench.query_each import query_each
from toc_core.bench.sizes import Size
from toc_core.bench.theories import YEARS, programmes
from toc_core.bench.timing import Goal, Result, at_least, at_most, in_turns
from toc_core.db.measuring import By, Question, figures
from toc_core.db.store import Store
from toc_core.figures import Figure
from toc_core.periods import parse_period

Told = Callable[[str], None]
TODAY = date(2026, 1, 1)
PROGRAMME_YEAR = "report.programme_year"
_MANY = 1_000_000  # facts from which the bare driver is a fair bound
_MOST_OVER_BOUND = 1.3
_PEERS = (("peer.objects", objects, 20), ("peer.query_each", query_each, 5))
MOST_FACTS_OF_PEERS = 100_000


def questions() -> dict[str, Question]:
    """Return what is asked, by the name of the case."""
    all_of_them = tuple(programmes())
    years = tuple(map(parse_period, YEARS))
    first, last = all_of_them[:1], years[-2:-1]
    return {
        PROGRAMME_YEAR: Question(first, last, TODAY),
        "report.programme_year_by_site": Question(first, last, TODAY, by=By.SITE),
        "report.portfolio": Question(all_of_them, years, TODAY),
        "report.portfolio_by_site": Question(all_of_them, years, TODAY, by=By.SITE),
    }


def report_results(store: Store, size: Size, told: Told, rounds: int) -> Iterator[Result]:
    """Yield a line per report: ours beside the same statements on the bare driver."""
    for name, question in questions().items():
        told(name)
        with captured(store.engine) as statements:
            asked(store, question)
        with store.engine.connect() as connection:
            raw: Any = connection.connection.driver_connection
            times = in_turns(
                {
                    "bound": lambda raw=raw, all_of=tuple(statements): replay(raw, all_of),  # type: ignore[misc]
                    "ours": lambda question=question: asked(store, question),  # type: ignore[misc]
                },
                rounds,
            )
        yield Result(
            name, size.name, times["ours"], times["bound"], goals=(*_goals(name, size, times),)
        )


def _goals(name: str, size: Size, times: dict[str, float]) -> Iterator[Goal]:
    if size.facts < _MANY:
        return
    if name == PROGRAMME_YEAR:
        yield at_most("ours", times["ours"], 100, " ms")
    yield at_most("ours/bound", times["ours"] / times["bound"], _MOST_OVER_BOUND)


def peer_results(store: Store, size: Size, told: Told, rounds: int) -> Iterator[Result]:
    """Yield a line per peer, which must give the same figures as we do."""
    question = questions()["report.portfolio"]
    ours = answers_of(asked(store, question))
    for name, peer, least in _PEERS:
        told(name)
        demand_equal(ours, peer(store.engine, question.periods), name)
        times = in_turns(
            {
                "ours": lambda: asked(store, question),
                "peer": lambda peer=peer: peer(store.engine, question.periods),  # type: ignore[misc]
            },
            min(rounds, 3),
        )
        goals: tuple[Goal, ...] = ()
        if size.facts >= MOST_FACTS_OF_PEERS:
            goals = (at_least("peer/ours", times["peer"] / times["ours"], least),)
        yield Result(name, size.name, times["ours"], peer=times["peer"], goals=goals)


def asked(store: Store, question: Question) -> list[Figure]:
    """Return the figures of a question, in a session of its own as a page has."""
    with store.session_for(SYSTEM, "toc bench") as session:
        return figures(session, question)
