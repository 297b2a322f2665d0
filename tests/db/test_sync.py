"""Sync: a theory is stored once per content, shown before, and readable without its plugin."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from toc_core.access import SYSTEM
from toc_core.db.store import Store
from toc_core.db.theory import TheoryOrigin
from toc_core.errors import UsageError
from toc_core.sync import (
    Outcome,
    Step,
    plan_sync,
    publish,
    run_sync,
    stored_programme,
    stored_programmes,
)
from toc_core.sync.changes import changes
from toc_core.theory import CausalLink, Element, Programme, Stage

from .installed import BOTH, host_of, made, reading, rows

THEORIES = "SELECT version, origin, state FROM theory ORDER BY id"


@pytest.fixture(params=BOTH)
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    with made(request, tmp_path) as store:
        yield store


def sync(store: Store, *programmes: Programme) -> list[Step]:
    with store.changing(SYSTEM, "toc sync") as session:
        steps = plan_sync(session, host_of(*programmes))
        run_sync(session, steps)
    return steps


def adopt(store: Store, programme: Programme) -> None:
    """Let the team put a theory of its own in use."""
    with store.changing(SYSTEM, "team") as session:
        publish(session, programme, TheoryOrigin.TEAM, reason="eigen keuze")


def test_a_theory_is_stored_with_an_identity_for_all_its_parts(empty: Store) -> None:
    (step,) = sync(empty, reading())
    assert step.outcome is Outcome.STORED
    assert rows(empty, THEORIES) == [("1", "plugin", "published")]
    assert rows(empty, "SELECT code, stage FROM element ORDER BY id") == [
        ("talks", "intervention"),
        ("pairs", "output"),
        ("courage", "outcome"),
        ("readers", "impact"),
    ]
    assert rows(empty, "SELECT code FROM causal_link ORDER BY id") == [
        ("talks->pairs",),
        ("pairs->courage",),
        ("courage->readers",),
    ]
    indicators = rows(empty, "SELECT code, label FROM indicator ORDER BY id")
    assert indicators[:2] == [("pairs", "Duo's"), ("dares", "Durft")]


def test_every_axis_has_a_cell_for_unknown(empty: Store) -> None:
    sync(empty, reading())
    assert rows(empty, "SELECT axis, category, label FROM cell WHERE id > 0 ORDER BY id") == [
        ("k", "girl", "Meisje"),
        ("k", "unknown", "onbekend"),
    ]


def test_the_same_theory_again_writes_nothing_at_all(empty: Store) -> None:
    sync(empty, reading())
    before = rows(empty, "SELECT id, ref, valid_from FROM theory")
    (step,) = sync(empty, reading())
    assert (step.outcome, step.changes) == (Outcome.UNCHANGED, ())
    assert rows(empty, "SELECT id, ref, valid_from FROM theory") == before


def test_a_changed_theory_replaces_the_one_in_use_and_keeps_it(empty: Store) -> None:
    sync(empty, reading())
    sync(empty, reading("2", "Moed"))
    assert rows(empty, THEORIES) == [
        ("1", "plugin", "archived"),
        ("2", "plugin", "published"),
    ]
    assert rows(empty, "SELECT label FROM element WHERE code = 'courage'") == [("Moed",)]


def test_planning_shows_what_was_added_changed_and_removed_and_writes_nothing(
    empty: Store,
) -> None:
    sync(empty, reading())
    later = reading("2", "Moed", Element("money", Stage.INPUT, "Geld"))
    later = replace(
        later,
        links=(*later.links, CausalLink(("money",), "talks")),
        indicators=later.indicators[:-1],
    )
    with empty.session_for(SYSTEM, "kijken") as session:
        (step,) = plan_sync(session, host_of(later))
    assert [str(change) for change in step.changes] == [
        "~ programma version",
        "~ bouwsteen courage",
        "+ bouwsteen money",
        "+ verband money->talks",
        "- indicator words",
    ]
    assert rows(empty, THEORIES) == [("1", "plugin", "published")]


def test_a_theory_that_is_not_sound_is_refused_by_name_and_the_others_go_on(
    empty: Store,
) -> None:
    loose = Programme("loose", "Los", "1", links=(CausalLink(("a",), "b"),))
    refused, stored = sync(empty, loose, reading())
    assert (refused.outcome, stored.outcome) == (Outcome.REFUSED, Outcome.STORED)
    assert any("'a'" in problem for problem in refused.problems)
    assert rows(empty, "SELECT code FROM programme") == [("reading",)]


def test_what_does_not_fit_in_the_database_is_refused_before_anything_is_written(
    empty: Store,
) -> None:
    long = "x" * 61
    (step,) = sync(empty, reading("1", "Durf", Element(long, Stage.INPUT, "Lang")))
    assert step.outcome is Outcome.REFUSED
    assert rows(empty, "SELECT code FROM programme") == []


def test_the_theory_of_the_team_stays_and_a_newer_plugin_is_only_offered(empty: Store) -> None:
    sync(empty, reading())
    adopt(empty, reading("eigen", "Lef"))
    (same,) = sync(empty, reading())
    assert same.outcome is Outcome.UNCHANGED  # the team started from this one
    (newer,) = sync(empty, reading("2"))
    assert newer.outcome is Outcome.OFFERED
    assert "~ bouwsteen courage" in [str(change) for change in newer.changes]
    assert rows(empty, THEORIES) == [
        ("1", "plugin", "archived"),
        ("eigen", "team", "published"),
    ]


def test_what_is_stored_reads_back_as_the_same_programme_without_the_plugin(
    empty: Store,
) -> None:
    sync(empty, reading())
    with empty.session_for(SYSTEM, "lezen") as session:
        assert stored_programme(session, "reading") == reading()
        assert stored_programmes(session) == {"reading": reading()}


def test_a_programme_that_is_not_stored_is_named_with_the_nearest(empty: Store) -> None:
    sync(empty, reading())
    with (
        empty.session_for(SYSTEM, "lezen") as session,
        pytest.raises(UsageError, match=r"readng.*bedoelde je 'reading'"),
    ):
        stored_programme(session, "readng")


def test_a_part_that_was_removed_keeps_its_identity_for_the_facts(empty: Store) -> None:
    sync(empty, reading("1", "Durf", Element("extra", Stage.INPUT, "Extra")))
    sync(empty, reading("2"))
    assert rows(empty, "SELECT code FROM element WHERE code = 'extra'") == [("extra",)]


def test_two_versions_that_are_the_same_have_no_changes() -> None:
    assert changes(reading(), reading()) == []
    assert len(changes(None, reading())) == 4 + 4 + 3 + 4 + 1  # programme to axis
