"""The proofs, run small; and that the proof of figures can fail."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from random import Random
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner
from sqlalchemy import update

from proofs.__main__ import proofs
from proofs.databases import new_store, sqlite_store
from proofs.figures.cities import random_city
from proofs.figures.facts import Alias, Delivery, Known, Observation, Site, Version
from proofs.figures.ledger import MOMENTS
from proofs.figures.oracle.heads import Heads, bounds_of_people
from proofs.figures.oracle.schools import count_schools
from proofs.figures.proving import kind_of, prove
from proofs.figures.running import prepared
from proofs.figures.shrinking import shrunk
from proofs.figures.theories import random_programme
from toc_core.db.records import Delivery as DeliveryRow
from toc_core.db.store import Store
from toc_core.theory import Behaviour, Countable, Quantity, Summary, ValueKind

if TYPE_CHECKING:
    from servers import PostgresDatabase


@pytest.fixture(scope="module")
def store() -> Iterator[Store]:
    with sqlite_store() as opened:
        yield prepared(opened)


def test_every_figure_equals_what_the_facts_give(store: Store) -> None:
    tally = prove(store, range(40))
    assert tally.cases == []
    assert (tally.counts["sets"], tally.counts["mismatches"]) == (40, 0)
    assert tally.counts["answered"] > 200


@pytest.mark.postgresql
def test_every_figure_equals_what_the_facts_give_on_postgresql(postgres: PostgresDatabase) -> None:
    with new_store(postgres.app, postgres.owner) as opened:
        tally = prove(prepared(opened), range(8))
    assert tally.cases == []
    assert tally.counts["mismatches"] == 0


def test_the_proof_sees_one_day_that_is_wrong(store: Store) -> None:
    def move(disturbed: Store) -> None:
        with disturbed.engine.begin() as connection:
            connection.execute(update(DeliveryRow.__table__).values(day=date(1999, 1, 1)))

    assert prove(store, range(20), disturb=move).counts["mismatches"] > 5


def test_the_proof_sees_one_person_too_many(store: Store) -> None:
    def add(disturbed: Store) -> None:
        with disturbed.engine.begin() as connection:
            connection.exec_driver_sql("UPDATE head_count SET people = people + 1")

    assert prove(store, range(60), disturb=add).counts["mismatches"] > 0


def test_a_mismatch_is_shown_with_the_facts_that_it_needs() -> None:
    versions = random_city(7).versions
    wanted = next(v for v in versions if isinstance(v.fact, Delivery | Observation))

    def wrong(fewer: list[Version]) -> bool:
        return wanted in fewer

    small = shrunk(versions, wrong)
    assert wanted in small
    assert len(small) <= 5  # with the site and what else it hangs on


def test_random_theories_ask_for_everything_that_can_be_measured() -> None:
    dice = Random(1)
    seen: Counter[str] = Counter()
    for _n in range(1500):
        seen.update(kind_of(i) for i in random_programme(dice, "alpha").indicators)
    counts = {f"count {of}, {b}" for of in Countable for b in set(Behaviour) - {Behaviour.STOCK}}
    counts |= {f"count {of}, stock" for of in (Countable.SCHOOLS, Countable.GROUPS)}
    scores = {f"scored {s}, {b}" for s in Summary for b in Behaviour}
    scores.remove("scored sum, distinct")  # no sum of people
    observed = {
        f"observed number {s}, flow" for s in set(Summary) - {Summary.CHANGE, Summary.DISTRIBUTION}
    }
    observed |= {f"observed {kind} sum, stock" for kind in (ValueKind.RATIO, ValueKind.TEXT)}
    recorded = {f"recorded {q} {s}, flow" for q in Quantity for s in (Summary.SUM, Summary.MEAN)}
    assert (counts | scores | observed | recorded) - set(seen) == set()


def test_the_proofs_are_listed() -> None:
    listed = CliRunner().invoke(proofs, ["--help"])
    assert listed.exit_code == 0
    assert "figures" in listed.output


def heads(people: int, year: str = "2023-2024", unit: str = "group", number: int = 1) -> Heads:
    return Heads("pupil", 1, year, unit == "group", (unit, number), people)


def test_the_oracle_bounds_head_counts_as_the_page_says() -> None:
    first = [heads(20), heads(18, number=2), heads(25, unit="delivery", number=9)]
    assert bounds_of_people(0, first) == (38, 63)
    assert bounds_of_people(0, [*first, heads(20, "2024-2025")]) == (38, 83)


def test_the_oracle_counts_schools_with_two_names_as_the_page_says() -> None:
    sites = [Site(n, f"s{n}", f"School {n}", n, False) for n in (1, 2, 3)]
    versions: list[Any] = [*sites, Alias(1, 1, "School 2", True), Alias(2, 2, "s3", False)]
    known = Known([Version(fact, MOMENTS[0]) for fact in versions], None)
    assert count_schools(known, [1, 2]) == (1, 1)
    assert count_schools(known, [1, 2, 3]) == (1, 2)
