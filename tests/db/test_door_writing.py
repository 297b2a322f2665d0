"""A school changes nothing of another school, and what is refused leaves nothing behind."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import make_transient_to_detached

from toc_core.access import SYSTEM
from toc_core.db.base import Base
from toc_core.db.door import ScopedSession, insert_rows
from toc_core.db.history import undo, versions_of
from toc_core.db.journal import Entry
from toc_core.db.measures import Agreed
from toc_core.db.people import (
    Enrolment,
    Organisation,
    OrganisationKind,
    Participant,
    Site,
    SiteKind,
)
from toc_core.db.records import Attendance, Delivery, HeadCount, Participation
from toc_core.db.store import Store
from toc_core.errors import AccessDenied
from toc_core.theory import Role

from .world import COORDINATOR, SECRET, YEAR, World

Attack = Callable[[ScopedSession, World], None]


def everything(store: Store) -> dict[str, list[Any]]:
    """Return every row of every table."""
    with store.engine.connect() as connection:
        return {
            t.name: sorted(map(str, connection.execute(select(t)).all()))
            for t in Base.metadata.sorted_tables
        }


def forged(model: Any, number: int, **values: Any) -> Any:
    """Return an object that says it is a stored row, with the values we like."""
    row = model(id=number, **values)
    make_transient_to_detached(row)
    return row


def _add_elsewhere(s: ScopedSession, w: World) -> None:
    s.add(w.delivery(w.b))


def _move_elsewhere(s: ScopedSession, w: World) -> None:
    s.get_one(Delivery, w.a.rows[Delivery]).site_id = w.b.id


def _move_simple_row_elsewhere(s: ScopedSession, w: World) -> None:
    row = w.delivery(w.a)
    s.add(row)
    s.flush()
    row.site_id = w.b.id


def _insert_rows(s: ScopedSession, w: World) -> None:
    row = w.delivery(w.b)
    columns = ("programme_id", "site_id", "element_id", "day", "status")
    insert_rows(s, Delivery, [{name: getattr(row, name) for name in columns}])


def _child_of_foreign_parent(s: ScopedSession, w: World) -> None:
    number = w.b.rows[Delivery]
    s.add(HeadCount(site_id=w.a.id, delivery_id=number, role=Role.PUPIL, people=1))


def _attendance_of_stranger(s: ScopedSession, w: World) -> None:
    s.add(
        Attendance(
            site_id=w.a.id,
            delivery_id=w.a.rows[Delivery],
            participant_id=w.b.participants[1],
            school_year=YEAR,
        )
    )


def _attendance_in_another_year(s: ScopedSession, w: World) -> None:
    row = w.delivery(w.a, day=date(2023, 10, 1))
    s.add(row)
    s.flush()
    person = w.a.participants[0]
    s.add(
        Attendance(
            site_id=w.a.id, delivery_id=row.id, participant_id=person, school_year="2023-2024"
        )
    )


def _enrol_stranger(s: ScopedSession, w: World) -> None:
    s.add(Enrolment(site_id=w.a.id, participant_id=w.b.participants[0], school_year="2025-2026"))


def _enrol_forged(s: ScopedSession, w: World) -> None:
    person = forged(Participant, w.b.participants[0])
    s.add(Enrolment(site_id=w.a.id, participant=person, school_year="2025-2026"))


def _forged_update(s: ScopedSession, w: World) -> None:
    row = forged(Delivery, w.b.rows[Delivery], site_id=w.a.id, row_version=1)
    s.add(row)
    row.note = "gehackt"


def _forged_delete(s: ScopedSession, w: World) -> None:
    row = forged(Delivery, w.b.rows[Delivery], site_id=w.a.id, row_version=1)
    s.add(row)
    s.delete(row)


def _forged_participant(s: ScopedSession, w: World) -> None:
    row = forged(Participant, w.b.participants[0], role=Role.PUPIL, row_version=1)
    s.add(row)
    row.code = "GEHACKT"


def _merge(s: ScopedSession, w: World) -> None:
    s.merge(w.delivery(w.a, id=w.b.rows[Delivery]))


def _merge_unloaded(s: ScopedSession, w: World) -> None:
    row = forged(Delivery, w.b.rows[Delivery], site_id=w.a.id, row_version=1, note="")
    s.merge(row, load=False).note = "gehackt"


def _take_number(s: ScopedSession, w: World) -> None:
    s.get_one(Delivery, w.a.rows[Delivery]).id = w.b.rows[Delivery]


def _site(s: ScopedSession, w: World) -> None:
    s.get_one(Site, w.a.id).label = "Andere naam"


def _new_site(s: ScopedSession, w: World) -> None:
    s.add(Site(code="nieuw", label="Nieuw", kind=SiteKind.SCHOOL))


def _organisation(s: ScopedSession, w: World) -> None:
    s.add(Organisation(code="x", label="X", kind=OrganisationKind.PARTNER))


def _target(s: ScopedSession, w: World) -> None:
    s.get_one(Agreed, w.a.rows[Agreed]).reason = "liever minder"


def _participation(s: ScopedSession, w: World) -> None:
    s.delete(s.get_one(Participation, w.a.rows[Participation]))


def _history(s: ScopedSession, w: World) -> None:
    s.add(Delivery.__past__(id=1))


def _journal(s: ScopedSession, w: World) -> None:
    s.add(Entry(who="iemand", why="niets", at=s.clock()))


ATTACKS = [value for name, value in globals().items() if name.startswith("_") and callable(value)]


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda attack: attack.__name__.strip("_"))
def test_an_attack_of_a_school_is_refused_whole(store: Store, world: World, attack: Attack) -> None:
    before = everything(store)
    with pytest.raises((AccessDenied, IntegrityError)):  # noqa: PT012, SIM117 - the commit too
        with store.changing(world.school_a, "aanval") as session:
            session.get_one(Delivery, world.a.rows[Delivery]).minutes = 1
            session.flush()
            attack(session, world)
    assert everything(store) == before


def test_a_school_works_with_its_own_rows(store: Store, world: World) -> None:
    with store.changing(world.school_a, "eigen werk") as session:
        person = Participant(code="NIEUW01", role=Role.PUPIL)
        session.add(person)
        session.flush()
        person.role = Role.BUDDY
        session.add(Enrolment(participant=person, site_id=world.a.id, school_year="2025-2026"))
        session.add(world.delivery(world.a, note="erbij"))
        session.get_one(Delivery, world.a.rows[Delivery]).note = "beter"
        session.delete(session.get_one(HeadCount, world.a.rows[HeadCount]))
    with store.session_for(world.school_a, "lezen") as session:
        assert session.scalar(select(func.count(Delivery.id))) == 3
        assert session.scalar(select(Participant.role).where(Participant.code == "NIEUW01"))
        assert session.scalars(select(HeadCount)).all() == []


def test_the_coordinator_works_everywhere(store: Store, world: World) -> None:
    with store.changing(COORDINATOR, "werk") as session:
        for school in (world.a, world.b):
            session.get_one(Delivery, school.rows[Delivery]).note = "gezien"
            session.add(world.delivery(school))
    with store.session_for(COORDINATOR, "lezen") as session:
        assert session.scalar(select(func.count(Delivery.id))) == 6


def test_nobody_writes_history_or_journal(store: Store, world: World) -> None:
    for attack in (_history, _journal):
        with pytest.raises(AccessDenied), store.changing(COORDINATOR, "vervalsen") as session:
            attack(session, world)


def test_a_reading_session_changes_nothing(store: Store, world: World) -> None:
    before = everything(store)
    with store.session_for(COORDINATOR, "lezen") as session:
        session.get_one(Delivery, world.a.rows[Delivery]).note = "x"
        with pytest.raises(AccessDenied):
            session.commit()
    assert everything(store) == before


def test_a_foreign_row_loaded_by_another_session_is_refused(store: Store, world: World) -> None:
    with store.session_for(COORDINATOR, "lezen") as session:
        row = session.get_one(Delivery, world.b.rows[Delivery])
    before = everything(store)
    with pytest.raises(AccessDenied), store.changing(world.school_a, "x") as session:  # noqa: PT012
        session.add(row)
        row.note = "gehackt"
    assert everything(store) == before


def test_a_shared_participant_shows_only_the_own_enrolment(store: Store, world: World) -> None:
    person = world.a.participants[0]
    with store.changing(COORDINATOR, "verhuisd") as session:
        session.add(Enrolment(participant_id=person, site_id=world.b.id, school_year="2023-2024"))
    for school in (world.school_a, world.school_b):
        with store.session_for(school, "lezen") as session:
            enrolments = session.get_one(Participant, person).enrolments
            assert {row.site_id for row in enrolments} == school.sites


def test_versions_of_a_foreign_row_are_empty(store: Store, world: World) -> None:
    number = world.b.rows[Delivery]
    with store.changing(COORDINATOR, "verbeterd") as session:
        session.get_one(Delivery, number).note = f"{SECRET} beter"
    with store.session_for(world.school_a, "lezen") as session:
        assert versions_of(session, Delivery, number) == []
    with store.session_for(world.school_b, "lezen") as session:
        assert len(versions_of(session, Delivery, number)) == 2


def test_a_school_can_undo_the_enrolment_of_a_new_person(world: World, store: Store) -> None:
    with store.changing(world.school_a, "inschrijven") as session:
        person = Participant(code="aaaaaa2", role=Role.PUPIL)
        session.add(person)
        session.flush()
        session.add(Enrolment(participant=person, site_id=world.a.id, school_year=YEAR))
        number = person.id
    with store.session_for(SYSTEM, "zoeken") as session:
        entry = session.scalars(select(Entry).order_by(Entry.id.desc())).first()
        assert entry is not None
        assert len(entry.changes) == 2
    with store.changing(world.school_a, "ongedaan") as session:
        undo(session, entry)
    with store.session_for(SYSTEM, "zoeken") as session:
        assert session.get(Participant, number) is None
