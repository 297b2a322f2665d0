"""Free notes: off unless a school wants them, of one of two classes, and read by that school alone.

The city team and the system (commands, reports, exports) see every site, so the scopes of the core
do not keep a note from them. Here a second criterion does: for whoever is not a school, this table
is empty. It is laid down where the class is made, so the one cannot be loaded without the other. A
note has no history twin: what a school takes away is gone. The text itself stands in the database
as any other: who administers the server, or holds a backup, is outside this door.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, ClassVar

from sqlalchemy import ForeignKeyConstraint, String, event, inspect, select
from sqlalchemy.orm import (
    Mapped,
    ORMExecuteState,
    mapped_column,
    object_session,
    relationship,
    with_loader_criteria,
)

from toc_core.access import Access
from toc_core.db.base import Base
from toc_core.db.columns import BigId, Instant, new_ref, word
from toc_core.db.door import ScopedSession
from toc_core.errors import AccessDenied, DataProblems
from toc_core.i18n import _
from toc_flexible_trajectories.codes import NoteClass
from toc_flexible_trajectories.models import (
    AS_THE_PARTICIPANT,
    SCHOOL_ALONE,
    AtSchool,
    NotesAllowed,
    TrajectoryRequest,
)
from toc_flexible_trajectories.rules import MOST_LETTERS, note_problems


class Note(AtSchool, Base):
    """One free note about a request or its trajectory; not kept in the history."""

    __tablename__ = "flexible_trajectories_note"
    __table_args__ = (
        ForeignKeyConstraint(
            ["request_id", "site_id"],
            ["flexible_trajectories_request.id", "flexible_trajectories_request.site_id"],
        ),
        ForeignKeyConstraint(["site_id"], ["flexible_trajectories_notes_allowed.site_id"]),
    )
    __writers__: ClassVar[frozenset[Access]] = SCHOOL_ALONE
    __personal__ = ("text",)
    __retention__ = AS_THE_PARTICIPANT
    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    ref: Mapped[str] = mapped_column(String(10), unique=True, default=new_ref)
    row_version: Mapped[int] = mapped_column(default=1)
    known_from: Mapped[datetime] = mapped_column(Instant)
    known_by: Mapped[str] = mapped_column(String(120))
    request_id: Mapped[int] = mapped_column(index=True)
    site_id: Mapped[int]
    note_class: Mapped[NoteClass] = mapped_column(word(NoteClass))
    day: Mapped[date]
    text: Mapped[str] = mapped_column(String(MOST_LETTERS))
    request: Mapped[TrajectoryRequest] = relationship()
    __mapper_args__ = {"version_id_col": row_version}  # noqa: RUF012 - as SQLAlchemy reads it

    def __str__(self) -> str:
        return f"{self.day:%d/%m/%Y}"


@event.listens_for(Note, "before_insert")
@event.listens_for(Note, "before_update")
def _sign(_mapper: Any, _connection: Any, note: Note) -> None:
    """Say since when and through whom the school has this text; of records the core does it."""
    session = object_session(note)
    assert isinstance(session, ScopedSession)
    note.known_from, note.known_by = session.clock(), session.principal.name


@event.listens_for(ScopedSession, "do_orm_execute")
def _keep_in_the_school(state: ORMExecuteState) -> None:
    session = state.session
    assert isinstance(session, ScopedSession)
    if session.principal.access is Access.SCHOOL or not state.is_select:
        return
    if state.is_column_load:  # SQLAlchemy adds no criteria when it loads a row again
        if state.bind_mapper is inspect(Note):
            raise AccessDenied(_("Een notitie blijft in de school; je kan ze niet lezen."))
        return

    def nothing(cls: Any) -> Any:
        return cls.id.in_(())

    state.statement = state.statement.options(
        with_loader_criteria(Note, nothing, include_aliases=True)
    )


def notes_on(session: ScopedSession, site_id: int | None = None) -> bool:
    """Return whether a school keeps notes; without a number, whether any of the reader's does."""
    wanted = select(NotesAllowed.id).limit(1)
    if site_id is not None:
        wanted = wanted.where(NotesAllowed.site_id == site_id)
    return session.scalar(wanted) is not None


def write_note(session: ScopedSession, request: TrajectoryRequest, note: Note) -> Note:
    """Add a note to a request and return it; ``DataProblems`` with all that is wrong."""
    problems = note_problems(note.text, allowed=notes_on(session, request.site_id))
    if problems:
        raise DataProblems(f"{Note.__tablename__}.{field}: {said}" for field, said in problems)
    note.request_id, note.site_id = request.id, request.site_id
    session.add(note)
    session.flush()
    return note


def notes_of(
    session: ScopedSession, request: TrajectoryRequest, *classes: NoteClass
) -> Sequence[Note]:
    """Return the notes of a request, oldest first; of these classes, or of both.

    What pupil and parents see is ``NoteClass.CARE`` alone.
    """
    wanted = select(Note).where(Note.request_id == request.id).order_by(Note.day, Note.id)
    if classes:
        wanted = wanted.where(Note.note_class.in_(classes))
    return session.scalars(wanted).all()
