"""Every road to a row: a school reads nothing of another school, and loose roads are closed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import (
    case,
    column,
    exists,
    func,
    insert,
    literal,
    literal_column,
    select,
    table,
    text,
    true,
    union_all,
    update,
)
from sqlalchemy.orm import (
    aliased,
    joinedload,
    make_transient_to_detached,
    selectinload,
)

from toc_core.db.base import Base, PerSite, SiteItself
from toc_core.db.history import known
from toc_core.db.journal import ChangedRow, Entry
from toc_core.db.people import Participant, Site, SiteAlias
from toc_core.db.records import Attendance, Delivery, HeadCount, Meeting, Resource
from toc_core.db.store import Store
from toc_core.errors import AccessDenied

from .conftest import Clock, new_store
from .world import COORDINATOR, SECRET, World, build_world

TABLE: Any = Delivery.__table__

pytestmark = pytest.mark.filterwarnings("ignore:SELECT statement has a cartesian product")
OTHER = aliased(Delivery)
LATER = datetime(2026, 1, 1, tzinfo=UTC)
HIDDEN = Delivery.note == SECRET
SCOPED = sorted(
    {
        mapper.class_
        for mapper in Base.registry.mappers
        if issubclass(mapper.class_, (PerSite, SiteItself))
        and mapper.class_.__module__.startswith("toc_core.")
    },
    key=lambda model: model.__name__,
)
Shape = Callable[[], Any]

# What a school may ask; the answer never speaks of another school.
NARROWED: dict[str, Shape] = {
    "an entity": lambda: select(Delivery),
    "columns": lambda: select(Delivery.id, Delivery.note, Delivery.site_id),
    "an aggregate": lambda: select(func.max(Delivery.note)),
    "an aggregate beside an own column": lambda: select(Site.id, func.max(Delivery.note)).group_by(
        Site.id
    ),
    "a function of a function": lambda: select(func.max(func.lower(Delivery.note))),
    "a case": lambda: select(case((HIDDEN, Delivery.note), else_="")),
    "a window": lambda: select(Delivery.id, func.max(Delivery.note).over()),
    "an alias": lambda: select(OTHER),
    "an alias of the bare table": lambda: select(aliased(Delivery, TABLE.alias()).note),
    "an alias of a subquery": lambda: select(aliased(Delivery, select(Delivery).subquery())),
    "two aliases": lambda: select(Delivery.note, OTHER.note),
    "an outer join": lambda: select(OTHER.note).join(Delivery, true(), isouter=True),
    "a full join": lambda: (
        select(Delivery.note)
        .select_from(Site)
        .join(Delivery, Delivery.site_id == Site.id, full=True)
    ),
    "a subquery": lambda: select(select(Delivery.note).subquery()),
    "a scalar subquery": lambda: select(Site.id, select(func.max(Delivery.note)).scalar_subquery()),
    "a CTE": lambda: select(select(Delivery.note).cte().c.note),
    "a union": lambda: union_all(select(Delivery.note), select(OTHER.note)),
    "a union in a subquery": lambda: select(
        union_all(select(Delivery.note), select(OTHER.note)).subquery()
    ),
    "known now": lambda: select(known(Delivery, None)),
    "known on a date": lambda: select(known(Delivery, LATER)),
    "columns known on a date": lambda: select(known(Delivery, LATER).note),
    "ordered by a relation": lambda: (
        select(Delivery.note).join(Delivery.site).order_by(Site.label.desc())
    ),
    "the list of sites": lambda: select(Site.label),
    "the history twin": lambda: select(Delivery.__past__.note),
}

# Questions whose answer would betray that a row of another school exists.
ORACLES: dict[str, Shape] = {
    "a condition": lambda: select(Delivery.id).where(HIDDEN),
    "a condition on another class": lambda: select(Site.id).where(HIDDEN),
    "a constant": lambda: select(literal(1)).where(HIDDEN),
    "a case in a condition": lambda: select(Site.id).where(case((HIDDEN, true()), else_=False)),
    "EXISTS": lambda: select(Site.id).where(exists().where(HIDDEN)),
    "EXISTS of a select": lambda: select(Site.id).where(exists(select(Delivery.id).where(HIDDEN))),
    "IN": lambda: select(Site.id).where(literal(SECRET).in_(select(Delivery.note))),
    "has()": lambda: select(Attendance.id).where(Attendance.delivery.has(HIDDEN)),
    "any()": lambda: select(Site.id).where(Site.aliases.any(SiteAlias.alias.contains(SECRET))),
    "an alias": lambda: select(Site.id).where(OTHER.note == SECRET),
}

# What cannot be narrowed is refused, for the coordinator as well.
REFUSED: dict[str, Shape] = {
    "text": lambda: text("SELECT note FROM delivery"),
    "text for a class": lambda: select(Delivery).from_statement(text("SELECT * FROM delivery")),
    "text in a condition": lambda: select(Site.id).where(text("1 = 1")),
    "text as a column": lambda: select(Site.id, text("1")),
    "text as a prefix": lambda: select(Site.id).prefix_with("DISTINCT"),
    "a literal column": lambda: select(Site.id, literal_column("(SELECT note FROM delivery)")),
    "a light table": lambda: select(Site.id, table("delivery", column("note")).c.note),
    "a bare table": lambda: select(TABLE),
    "a bare column": lambda: select(Site.id, TABLE.c.note),
    "a bare alias": lambda: select(Site.id, TABLE.alias().c.note),
    "a bare column in a function": lambda: select(Site.id, func.max(TABLE.c.note)),
    "a bare column beside a mapped one elsewhere": lambda: select(
        Site.id, func.max(TABLE.c.note)
    ).where(exists(select(Delivery.id))),
    "a bare subquery": lambda: select(Site.id, select(TABLE.c.note).subquery().c.note),
    "a bare EXISTS": lambda: select(Site.id).where(exists(select(TABLE.c.id))),
    "a bare EXISTS that is not correlated": lambda: select(Delivery.id).where(
        exists(select(literal(1)).where(TABLE.c.note == SECRET).correlate(None))
    ),
    "a bare join": lambda: select(Site.id).join(TABLE, true()),
    "a bare limit": lambda: select(Site.id).limit(select(func.count(TABLE.c.id)).scalar_subquery()),
    "a class only in a function of a condition": lambda: select(Site.id).where(
        func.lower(Delivery.note) == SECRET
    ),
    "Core insert": lambda: insert(TABLE),
    "ORM insert": lambda: insert(Delivery),
    "ORM update": lambda: update(Delivery).values(note="x"),
    "Core update": lambda: update(TABLE).values(note="x"),
    "ORM delete": lambda: Delivery.__table__.delete(),
}

INNER = select(literal(1)).where(TABLE.c.note == SECRET)

# A sound statement, and one that looks like it and reaches a table by another road.
TWINS: dict[str, tuple[Shape, Shape]] = {
    "the table": (lambda: select(Delivery), lambda: select(TABLE)),
    "a column": (lambda: select(Delivery.note), lambda: select(TABLE.c.note)),
    "a function": (
        lambda: select(func.max(Delivery.note)),
        lambda: select(func.max(TABLE.c.note)),
    ),
    "a condition": (
        lambda: select(Site.id).where(HIDDEN),
        lambda: select(Site.id).where(TABLE.c.note == SECRET),
    ),
    "an alias": (
        lambda: select(aliased(Delivery, TABLE.alias("d")).note),
        lambda: select(TABLE.alias("d").c.note),
    ),
    "an EXISTS": (
        lambda: select(Site.id).where(exists(select(Delivery.id))),
        lambda: select(Site.id).where(exists(select(TABLE.c.id))),
    ),
    "a subquery": (
        lambda: select(select(Delivery.note).subquery("q").c.note),
        lambda: select(select(TABLE.c.note).subquery("q").c.note),
    ),
    "a join": (
        lambda: select(Site.id).join(Delivery, true()),
        lambda: select(Site.id).join(TABLE, true()),
    ),
    "correlation": (
        lambda: select(Delivery.id).where(exists(INNER)),
        lambda: select(Delivery.id).where(exists(INNER.correlate(None))),
    ),
    "correlation except": (
        lambda: select(Delivery.id).where(exists(INNER.correlate_except())),
        lambda: select(Delivery.id).where(exists(INNER.correlate_except(TABLE))),
    ),
    "a literal": (
        lambda: select(Site.id, literal("note")),
        lambda: select(Site.id, literal_column("note")),
    ),
    "a number": (
        lambda: select(literal_column("1"), Site.id),
        lambda: select(literal_column("(SELECT note FROM delivery)"), Site.id),
    ),
    "a prefix": (
        lambda: select(Site.id).distinct(),
        lambda: select(Site.id).prefix_with("DISTINCT"),
    ),
    "a limit": (
        lambda: select(Site.id).limit(select(func.count(Delivery.id)).scalar_subquery()),
        lambda: select(Site.id).limit(select(func.count(TABLE.c.id)).scalar_subquery()),
    ),
}


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def store(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Store]:
    """One store for all: these tests only read."""
    with new_store(request, tmp_path_factory.mktemp("db"), Clock()) as opened:
        yield opened


@pytest.fixture(scope="module")
def world(store: Store) -> World:
    """The world in it."""
    return build_world(store)


def shown(value: Any) -> str:
    """Return a value with the columns of every row in it, so that a secret cannot hide."""
    if isinstance(value, Base):
        return str({c.name: getattr(value, c.name) for c in value.__table__.c})
    return str([shown(v) for v in value]) if isinstance(value, (list, tuple)) else str(value)


@pytest.mark.parametrize("shape", NARROWED)
def test_a_school_reads_only_its_own_rows(store: Store, world: World, shape: str) -> None:
    with store.session_for(world.school_a, "lezen") as session:
        rows = [tuple(row) for row in session.execute(NARROWED[shape]())]
    assert SECRET not in shown(rows)


@pytest.mark.parametrize("shape", ORACLES)
def test_no_question_betrays_a_foreign_row(store: Store, world: World, shape: str) -> None:
    with store.session_for(world.school_a, "vissen") as session:
        assert session.execute(ORACLES[shape]()).all() == []
    with store.session_for(COORDINATOR, "lezen") as session:
        assert session.execute(ORACLES[shape]()).all() != []


@pytest.mark.parametrize("shape", REFUSED)
def test_what_cannot_be_narrowed_is_refused(store: Store, world: World, shape: str) -> None:
    for principal in (world.school_a, COORDINATOR):
        session = store.session_for(principal, "lezen", writes=True)
        with session, pytest.raises(AccessDenied):
            session.execute(REFUSED[shape]())


@pytest.mark.parametrize("shape", TWINS)
def test_a_sound_statement_is_remembered_for_itself_only(
    store: Store, world: World, shape: str
) -> None:
    sound, bare = TWINS[shape]
    with store.session_for(world.school_a, "lezen") as session:
        for _time in range(2):  # the second time it is remembered
            assert SECRET not in shown([tuple(row) for row in session.execute(sound())])
        with pytest.raises(AccessDenied):
            session.execute(bare())


@pytest.mark.parametrize("model", SCOPED, ids=lambda model: model.__name__)
def test_every_table_of_a_site_is_narrowed(store: Store, world: World, model: Any) -> None:
    with store.session_for(COORDINATOR, "lezen") as session:
        everything = {shown(row) for row in session.scalars(select(model))}
    with store.session_for(world.school_a, "lezen") as session:
        own = [shown(row) for row in session.scalars(select(model))]
        foreign = world.b.rows.get(model)
        assert foreign is None or session.get(model, foreign) is None
        assert session.scalar(select(model.id).where(model.id == foreign)) is None
        assert session.scalar(select(func.count(model.id))) == len(own)
        assert session.query(model).count() == len(own)
    assert SECRET not in str(own)
    if model in world.b.rows:
        assert own
        assert len(everything) > len(own)


@pytest.mark.parametrize("how", [joinedload, selectinload])
def test_relations_are_narrowed_when_loaded_along(store: Store, world: World, how: Any) -> None:
    statement = select(Delivery).options(
        how(Delivery.attendances).joinedload(Attendance.participant)
    )
    with store.session_for(world.school_a, "lezen") as session:
        rows = session.scalars(statement).unique().all()
        assert [len(row.attendances) for row in rows] == [1, 0]
        assert rows[0].attendances[0].participant.id == world.a.participants[0]


def test_two_schools_after_each_other_see_each_their_own(store: Store, world: World) -> None:
    for school in (world.a, world.b, world.a):
        principal = world.school_a if school is world.a else world.school_b
        with store.session_for(principal, "lezen") as session:
            assert set(session.scalars(select(Delivery.site_id))) == {school.id}
            assert set(session.scalars(select(Participant.id))) == set(school.participants)


def test_a_school_without_sites_sees_nothing(store: Store, world: World) -> None:
    nobody = type(world.school_a)("niemand", world.school_a.access)
    with store.session_for(nobody, "lezen") as session:
        for model in (Delivery, Site, Participant, Meeting, HeadCount):
            assert session.scalars(select(model)).all() == []


@pytest.mark.parametrize("model", [Entry, ChangedRow, Resource, Resource.__past__])
def test_what_is_for_the_city_team_is_hidden(store: Store, world: World, model: Any) -> None:
    with store.session_for(world.school_a, "lezen") as session:
        assert session.scalars(select(model)).all() == []
        assert session.get(model, 1) is None


def test_a_forged_row_cannot_be_loaded(store: Store, world: World) -> None:
    forged = Delivery(id=world.b.rows[Delivery])
    make_transient_to_detached(forged)
    with store.session_for(world.school_a, "vissen") as session:
        session.add(forged)
        with pytest.raises(AccessDenied):
            session.refresh(forged)
        with pytest.raises(AccessDenied):
            assert forged.note


def test_a_forged_participant_cannot_be_loaded(store: Store, world: World) -> None:
    forged = Participant(id=world.b.participants[0])
    make_transient_to_detached(forged)
    with store.session_for(world.school_a, "vissen") as session:
        session.add(forged)
        with pytest.raises(AccessDenied):
            assert forged.code


def test_an_own_row_can_be_loaded_again(store: Store, world: World) -> None:
    with store.session_for(world.school_a, "lezen") as session:
        row = session.get_one(Delivery, world.a.rows[Delivery])
        session.expire(row)
        assert row.note == "eigen"


def test_a_bare_connection_is_refused(store: Store, world: World) -> None:
    with store.session_for(COORDINATOR, "lezen") as session:
        with pytest.raises(AccessDenied):
            session.connection()
        with pytest.raises(AccessDenied):
            session.bulk_insert_mappings(Delivery, [])


def test_the_principal_of_a_session_cannot_be_exchanged(store: Store, world: World) -> None:
    with store.session_for(world.school_a, "lezen") as session, pytest.raises(AttributeError):
        session.principal = COORDINATOR  # type: ignore[misc]


def test_a_closed_session_forgets_its_rows(store: Store, world: World) -> None:
    session = store.session_for(world.school_a, "lezen")
    row = session.get_one(Delivery, world.a.rows[Delivery])
    session.close()
    assert row not in session
    assert not session.identity_map.values()
