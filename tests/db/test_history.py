"""History: every version is kept, what was known on a date is exact, and undo puts it back."""

from __future__ import annotations

import random
from datetime import datetime
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm.exc import StaleDataError

from toc_core.db.history import known, undo, versions_of
from toc_core.db.journal import ChangedRow, Entry
from toc_core.db.people import Group
from toc_core.db.records import Attendance, Delivery, HeadCount, Meeting
from toc_core.db.store import Store
from toc_core.errors import UsageError
from toc_core.theory import Role

from .conftest import Clock
from .world import COORDINATOR, DAY, YEAR, World

PAST: Any = Delivery.__past__


def note_of(store: Store, number: int) -> str | None:
    with store.session_for(COORDINATOR, "lezen") as session:
        return session.scalar(select(Delivery.note).where(Delivery.id == number))


def set_note(store: Store, number: int, note: str) -> None:
    with store.changing(COORDINATOR, note) as session:
        session.get_one(Delivery, number).note = note


def undo_last(store: Store) -> None:
    with store.changing(COORDINATOR, "ongedaan maken") as session:
        undo(session, session.scalars(select(Entry).order_by(Entry.id.desc()).limit(1)).one())


def entries(store: Store) -> list[tuple[str, list[tuple[str, int, str]]]]:
    with store.session_for(COORDINATOR, "lezen") as session:
        return [
            (e.why, sorted((c.table_name, c.row_id, c.action) for c in e.changes))
            for e in session.scalars(select(Entry).order_by(Entry.id))
        ]


def twins(store: Store, model: Any = Delivery) -> int:
    with store.session_for(COORDINATOR, "lezen") as session:
        return session.scalar(select(func.count(model.__past__.past_id))) or 0


def test_a_record_tells_its_versions(store: Store, world: World, clock: Clock) -> None:
    number = world.a.rows[Delivery]
    first = clock()
    second = clock.tick()
    set_note(store, number, "beter")
    with store.session_for(COORDINATOR, "lezen") as session:
        old, new = versions_of(session, Delivery, number)
    assert (old.since, old.until, old.who) == (first, second, "coördinator")
    assert old.changes["note"] == (None, "eigen")
    assert (new.since, new.until, new.changes) == (second, None, {"note": ("eigen", "beter")})


def test_two_flushes_make_one_version_and_one_line(
    store: Store, world: World, clock: Clock
) -> None:
    number = world.a.rows[Delivery]
    clock.tick()
    with store.changing(COORDINATOR, "twee keer") as session:
        row = session.get_one(Delivery, number)
        row.note = "een"
        session.flush()
        row.note = "twee"
    assert twins(store) == 1
    assert entries(store)[-1] == ("twee keer", [("delivery", number, "update")])
    undo_last(store)
    assert note_of(store, number) == "eigen"


def test_a_row_made_and_removed_at_once_leaves_no_trace(store: Store, world: World) -> None:
    before = entries(store)
    with store.changing(COORDINATOR, "toch niet") as session:
        row = world.delivery(world.a)
        session.add(row)
        session.flush()
        session.delete(row)
    assert (entries(store), twins(store)) == (before, 0)


def test_a_rollback_leaves_no_trace(store: Store, world: World) -> None:
    before = entries(store)
    with store.session_for(COORDINATOR, "proberen", writes=True) as session:
        session.get_one(Delivery, world.a.rows[Delivery]).note = "x"
        session.flush()
        session.rollback()
        session.commit()
    assert (entries(store), twins(store)) == (before, 0)


def test_a_savepoint_that_is_undone_is_not_in_the_journal(store: Store, world: World) -> None:
    first, second = world.a.rows[Delivery], world.b.rows[Delivery]
    with store.changing(COORDINATOR, "half") as session:
        session.get_one(Delivery, first).note = "blijft"
        with session.begin_nested() as savepoint:
            session.get_one(Delivery, second).note = "gaat"
            session.flush()
            savepoint.rollback()
        with session.begin_nested():
            session.add(world.delivery(world.a, id=900))
    expected = [("delivery", first, "update"), ("delivery", 900, "insert")]
    assert entries(store)[-1] == ("half", expected)
    assert twins(store) == 1


def test_a_row_changed_after_its_savepoint_was_undone_is_kept(store: Store, world: World) -> None:
    number = world.a.rows[Delivery]
    with store.changing(COORDINATOR, "opnieuw") as session:
        with session.begin_nested() as savepoint:
            session.get_one(Delivery, number).note = "gaat"
            session.flush()
            savepoint.rollback()
        session.get_one(Delivery, number).note = "blijft"
    assert twins(store) == 1


def test_a_new_child_does_not_change_its_parent(store: Store, world: World) -> None:
    with store.changing(COORDINATOR, "aantal erbij") as session:
        row = session.get_one(HeadCount, world.a.rows[HeadCount]).delivery
        child = HeadCount(role=Role.PUPIL, people=20)
        row.head_counts.append(child)
        session.flush()
        number = child.id
    assert entries(store)[-1][1] == [("head_count", number, "insert")]


def test_a_child_taken_out_of_its_parent_is_a_deletion(store: Store, world: World) -> None:
    number = world.a.rows[HeadCount]
    with store.changing(COORDINATOR, "aantal weg") as session:
        parent = session.get_one(HeadCount, number).delivery
        parent.head_counts.clear()
    assert entries(store)[-1][1] == [("head_count", number, "delete")]
    undo_last(store)
    with store.session_for(COORDINATOR, "lezen") as session:
        assert session.get_one(HeadCount, number).people == 3


def test_undo_of_an_update_is_itself_undone(store: Store, world: World) -> None:
    number = world.a.rows[Delivery]
    set_note(store, number, "fout")
    for expected in ("eigen", "fout", "eigen"):
        undo_last(store)
        assert note_of(store, number) == expected


def test_undo_of_a_deletion_brings_the_children_back(store: Store, world: World) -> None:
    number, child = world.a.rows[Delivery], world.a.rows[Attendance]
    with store.changing(COORDINATOR, "weg") as session:
        session.delete(session.get_one(Delivery, number))
    for there in (True, False, True):
        undo_last(store)
        with store.session_for(COORDINATOR, "lezen") as session:
            assert (session.get(Delivery, number) is not None) is there
            assert (session.get(Attendance, child) is not None) is there


def test_undo_of_a_whole_import_and_back(store: Store, world: World) -> None:
    with store.changing(COORDINATOR, "invoer") as session:
        group = Group(site_id=world.a.id, school_year=YEAR, label="4B")
        session.add(group)
        row = world.delivery(world.a, id=900)
        row.head_counts = [HeadCount(role=Role.PUPIL, people=4)]
        session.add(row)
    for there in (False, True, False):
        undo_last(store)
        assert (note_of(store, 900) is not None) is there


def test_undo_is_refused_after_a_later_change(store: Store, world: World, clock: Clock) -> None:
    number = world.a.rows[Delivery]
    set_note(store, number, "een")
    with store.session_for(COORDINATOR, "lezen") as session:
        first = session.scalars(select(Entry.id).order_by(Entry.id.desc()).limit(1)).one()
    set_note(store, number, "twee")  # the clock did not move
    with store.changing(COORDINATOR, "te laat") as session, pytest.raises(UsageError):
        undo(session, session.get_one(Entry, first))
    assert note_of(store, number) == "twee"


def test_undo_never_takes_later_children_along(store: Store, world: World) -> None:
    with store.changing(COORDINATOR, "maken") as session:
        session.add(world.delivery(world.a, id=900))
    with store.session_for(COORDINATOR, "lezen") as session:
        made = session.scalars(select(Entry.id).order_by(Entry.id.desc()).limit(1)).one()
    with store.changing(COORDINATOR, "erbij") as session:
        session.add(HeadCount(delivery_id=900, site_id=world.a.id, role=Role.PUPIL, people=2))
    with store.changing(COORDINATOR, "te laat") as session, pytest.raises(UsageError):
        undo(session, session.get_one(Entry, made))
    assert note_of(store, 900) == ""


def test_a_number_is_never_used_twice(store: Store, world: World) -> None:
    numbers = []
    for _turn in range(2):
        with store.changing(COORDINATOR, "maken") as session:
            row = world.delivery(world.a)
            session.add(row)
            session.flush()
            numbers.append(row.id)
        with store.changing(COORDINATOR, "weg") as session:
            session.delete(session.get_one(Delivery, numbers[-1]))
    assert numbers[0] != numbers[1]


def test_the_second_of_two_editors_is_told(store: Store, world: World) -> None:
    number = world.a.rows[Meeting]
    with store.session_for(COORDINATOR, "lezen") as session:
        mine = session.get_one(Meeting, number)
    with store.changing(COORDINATOR, "eerste") as session:
        session.get_one(Meeting, number).agreements = "eerste"
    with pytest.raises(StaleDataError), store.changing(COORDINATOR, "2") as session:  # noqa: PT012
        session.add(mine)
        mine.agreements = "tweede"
    assert [why for why, _rows in entries(store)][-1] == "eerste"
    assert twins(store, Meeting) == 1


def test_known_on_a_date_equals_what_was_there(store: Store, world: World, clock: Clock) -> None:
    chance = random.Random(7)
    snapshots: dict[datetime, list[tuple[int, str]]] = {}
    for turn in range(25):
        moment = clock.tick()
        with store.changing(COORDINATOR, f"beurt {turn}") as session:
            for step in range(chance.randint(1, 3)):
                _random_change(session, world, chance, f"{turn}.{step}")
        with store.session_for(COORDINATOR, "lezen") as session:
            rows = session.execute(select(Delivery.id, Delivery.note).order_by(Delivery.id))
            snapshots[moment] = [tuple(row) for row in rows]
    for moment, expected in snapshots.items():
        with store.session_for(COORDINATOR, "lezen") as session:
            then = known(Delivery, moment)
            rows = session.execute(select(then.id, then.note).order_by(then.id))
            assert [tuple(row) for row in rows] == expected


def _random_change(session: Any, world: World, chance: random.Random, note: str) -> None:
    rows = session.scalars(select(Delivery)).all()
    match chance.choice(("add", "change", "change", "delete")):
        case "add":
            session.add(world.delivery(world.a, note=note, day=DAY))
        case "change" if rows:
            chance.choice(rows).note = note
        case "delete" if rows:
            session.delete(chance.choice(rows))
    session.flush()


def test_every_change_has_exactly_one_line(store: Store, world: World) -> None:
    with store.session_for(COORDINATOR, "lezen") as session:
        lines = session.scalar(select(func.count(ChangedRow.id)))
        (made,) = session.scalars(select(Entry))
    assert made.why == "wereld maken"
    assert lines == sum(len(rows) for _why, rows in entries(store))
    assert set(entries(store)[0][1]) >= {("site", 0, "insert"), ("delivery", 1, "insert")}
