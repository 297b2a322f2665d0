"""The one door to the data: a session that belongs to one principal.

Reads are narrowed to the principal's scope, writes are checked, kept in the history twins and
journaled, in the same transaction. Whatever cannot be narrowed (text, tables without their class,
bulk statements, a bare connection) is refused for everyone, so that a mistake shows at once.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Engine, event, func, insert, inspect, select
from sqlalchemy.orm import ORMExecuteState, Session, SessionTransaction

from toc_core.access import Principal
from toc_core.db.base import PerSite, Record
from toc_core.db.columns import batches, new_ref
from toc_core.db.history import remember
from toc_core.db.journal import ChangedRow, Entry
from toc_core.db.narrowing import criteria, refuse_unscoped
from toc_core.db.people import Enrolment, Participant
from toc_core.db.rules import refuse_bad
from toc_core.errors import AccessDenied
from toc_core.i18n import _


def now() -> datetime:
    """Return this moment, aware."""
    return datetime.now(UTC)


class ScopedSession(Session):
    """A session bound to one principal and purpose; ``Store.session_for`` makes it."""

    def __init__(
        self,
        engine: Engine,
        principal: Principal,
        purpose: str,
        *,
        writes: bool,
        clock: Callable[[], datetime] = now,
    ) -> None:
        super().__init__(engine, expire_on_commit=False)
        self._principal = principal
        self.purpose = purpose
        self.writes = writes
        self.clock = clock
        self.moment: datetime | None = None
        self.of_practice = False  # whether the whole database is
        self.entry_ref: str = ""  # of the last journal entry, for who wants to undo it
        self.changed: dict[tuple[str, int], str] = {}
        self.let_go: set[int] = set()
        self.before_savepoint: dict[SessionTransaction, dict[tuple[str, int], str]] = {}

    @property
    def principal(self) -> Principal:
        """Return whose session this is; never changed, for the rows already loaded are theirs."""
        return self._principal

    def connection(self, *arguments: Any, **options: Any) -> Connection:
        """Refuse: a bare connection has no scope."""
        raise AccessDenied(_("Een kale verbinding met de databank is hier niet toegelaten."))

    def bare_connection(self) -> Connection:
        """Return the connection itself; for ``toc_core.db`` only, which keeps the rules."""
        return super().connection()

    def bulk_save_objects(self, *arguments: Any, **options: Any) -> None:
        """Refuse: bulk writes would pass by the history; use ``insert_rows``."""
        raise AccessDenied(_("Gebruik insert_rows() om veel rijen te bewaren."))

    bulk_insert_mappings = bulk_save_objects
    bulk_update_mappings = bulk_save_objects


def insert_rows(session: ScopedSession, model: type[Record], rows: list[dict[str, Any]]) -> None:
    """Insert many rows of one record class at once, checked, and journaled per row.

    Each row is a mapping of columns; the columns every record shares are filled in.
    """
    session.add_all([model(**row) for row in rows])
    session.flush()


@event.listens_for(ScopedSession, "do_orm_execute")
def _narrow(state: ORMExecuteState) -> None:
    session = state.session
    assert isinstance(session, ScopedSession)
    if not state.is_orm_statement or not state.is_select or state.is_from_statement:
        raise AccessDenied(
            _(
                "Alleen een select() op modelklassen is toegelaten; "
                "andere opdrachten hebben geen bereik."
            )
        )
    if state.is_column_load:  # SQLAlchemy adds no criteria when it loads a row again
        loaded: Any = state.load_options._refresh_state
        _refuse_unseen(session, [loaded.obj()])
        return
    if not state.is_relationship_load:
        refuse_unscoped(state.statement)
    state.statement = state.statement.options(*criteria(session.principal, session.let_go))


@event.listens_for(ScopedSession, "before_flush")
def _before(session: ScopedSession, _context: Any, _instances: Any) -> None:
    _delete_orphans(session)
    replaced = [*_really_dirty(session), *session.deleted]
    written = [*session.new, *_really_dirty(session)]
    if not (replaced or written):
        return
    if not session.writes:
        raise AccessDenied(_("Deze sessie leest alleen; open er een met writes=True."))
    for row in (*written, *replaced):
        if session.principal.access not in type(row).__writers__:
            raise _denied(row)
    with session.no_autoflush:
        _refuse_unseen(session, replaced)
        _refuse_unseen(session, _newly_enrolled(session, written))
        refuse_bad(written)
    session.let_go |= {r.participant_id for r in session.deleted if isinstance(r, Enrolment)}
    moment = session.moment = session.moment or _next_moment(session)
    for row in written:
        if isinstance(row, Record):
            row.known_from, row.known_by = moment, session.principal.name
    kept = [row for row in replaced if _key(row) not in session.changed]
    remember(session.bare_connection, kept, moment)


@event.listens_for(ScopedSession, "after_flush")
def _after(session: ScopedSession, _context: Any) -> None:
    for action, rows in (
        ("insert", session.new),
        ("update", _really_dirty(session)),
        ("delete", session.deleted),
    ):
        for row in rows:
            _refuse_foreign(session.principal, row)
            if isinstance(row, Record):
                _note(session.changed, _key(row), action)


def _delete_orphans(session: Session) -> None:
    """Delete now what the flush would delete later, unseen: a child taken out of its parent."""
    for row in session.dirty:
        state = inspect(row)
        if state.mapper._is_orphan(state):
            session.delete(row)


def _really_dirty(session: Session) -> list[Any]:
    """Return the rows of which a column changes; a new child does not change its parent."""
    gone = session.deleted
    return [
        row
        for row in session.dirty
        if row not in gone and session.is_modified(row, include_collections=False)
    ]


def _key(row: Any) -> tuple[str, int]:
    state = inspect(row)
    return state.mapper.local_table.name, state.identity[0] if state.identity else row.id


def _note(changed: dict[tuple[str, int], str], key: tuple[str, int], action: str) -> None:
    """Note what one transaction does to a row in all: made and then changed is made."""
    before = changed.get(key)
    if before == "insert" and action == "delete":
        del changed[key]
    elif before == "delete" and action == "insert":
        changed[key] = "update"
    elif before != "insert":
        changed[key] = action


def _next_moment(session: ScopedSession) -> datetime:
    """Return a moment after every other one, also when the clock stands still or goes back."""
    last = session.bare_connection().scalar(select(func.max(Entry.__table__.c.at)))
    now = session.clock()
    return now if last is None or last < now else last + timedelta(microseconds=1)


def _newly_enrolled(session: ScopedSession, rows: list[Any]) -> list[Any]:
    """Return the stored people whom these rows enrol: a school enrols nobody it cannot see."""
    people: list[Participant] = []
    for row in rows:
        if isinstance(row, Enrolment):
            person: Participant | None = row.participant
            people.append(person or Participant(id=row.participant_id))
    return [person for person in people if person not in session.new]


def _refuse_unseen(session: ScopedSession, rows: list[Any]) -> None:
    """Refuse rows that the principal cannot see as stored: an object can say anything of itself."""
    if session.principal.sees_everything:
        return
    wanted: dict[type[Any], dict[int, Any]] = defaultdict(dict)
    for row in rows:
        if session.changed.get(_key(row)) != "insert":
            wanted[type(row)][_key(row)[1]] = row
    for model, found in wanted.items():
        for some in batches(list(found)):
            seen = set(session.scalars(select(model.id).where(model.id.in_(some))))
            if seen != set(some):
                raise _denied(next(found[number] for number in some if number not in seen))


def _refuse_foreign(principal: Principal, row: Any) -> None:
    """Refuse a row that now belongs to another site."""
    if principal.sees_everything or not isinstance(row, PerSite):
        return
    if row.site_id not in principal.sites:
        raise _denied(row)


def _denied(row: Any) -> AccessDenied:
    return AccessDenied(
        _(
            "Je mag deze rij van '{table}' niet zien of wijzigen: "
            "ze hoort niet bij jouw school of rol."
        ).format(table=inspect(row).mapper.local_table.name)
    )


@event.listens_for(ScopedSession, "before_commit")
def _write_journal(session: ScopedSession) -> None:
    if session.in_nested_transaction():
        return
    session.flush()
    if not session.changed:
        return
    connection = session.bare_connection()
    at = session.moment or session.clock()
    ref = new_ref()
    entry = connection.execute(
        insert(Entry),
        {"ref": ref, "at": at, "who": session.principal.name, "why": session.purpose[:500]},
    )
    session.entry_ref = ref
    assert entry.inserted_primary_key is not None
    rows = [
        {"entry_id": entry.inserted_primary_key[0], "table_name": t, "row_id": i, "action": action}
        for (t, i), action in session.changed.items()
    ]
    connection.execute(insert(ChangedRow), rows)


@event.listens_for(ScopedSession, "after_transaction_create")
def _keep_for_savepoint(session: ScopedSession, transaction: SessionTransaction) -> None:
    if transaction.nested:
        session.before_savepoint[transaction] = dict(session.changed)


@event.listens_for(ScopedSession, "after_soft_rollback")
def _return_to_savepoint(session: ScopedSession, transaction: SessionTransaction) -> None:
    if transaction in session.before_savepoint:
        session.changed = session.before_savepoint[transaction]


@event.listens_for(ScopedSession, "after_transaction_end")
def _forget(session: ScopedSession, transaction: SessionTransaction) -> None:
    if transaction.parent is None:
        session.moment = None
        session.changed = {}
        session.let_go = set()
        session.before_savepoint = {}
