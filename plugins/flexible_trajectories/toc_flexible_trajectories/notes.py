"""Free notes: off unless a school wants them, of one of two classes, and read by that school alone.

The city team and the system (commands, reports, exports) see every site, so the scopes of the core
do not keep a note from them. Here a second criterion does: for whoever is not a school, this table
is empty. It is laid down where the class is made, so the one cannot be loaded without the other. A
note has no history twin: what a school takes away is gone. The text itself stands in the database
as any other: who administers the server, or holds a backup, is outside this door.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, ClassVar

from sqlalchemy import ForeignKey, ForeignKeyConstraint, String, event, inspect, select
from sqlalchemy.orm import Mapped, ORMExecuteState, mapped_column, with_loader_criteria

from toc_core.access import Access
from toc_core.db.base import Base, PerSite, Record
from toc_core.db.columns import BigId, word
from toc_core.db.door import ScopedSession
from toc_core.db.people import Site
from toc_core.errors import AccessDenied, DataProblems
from toc_core.i18n import _
from toc_flexible_trajectories.codes import NoteClass
from toc_flexible_trajectories.models import AS_THE_PARTICIPANT, TrajectoryRequest
from toc_flexible_trajectories.rules import MOST_LETTERS, note_problems

SCHOOL_ALONE = frozenset({Access.SCHOOL})


class NotesAllowed(PerSite, Record, Base):
    """A school keeps notes, since a day; without this row they are off.

    Notes refer to it, so it can only be taken away once they are gone.
    """

    __tablename__ = "flexible_trajectories_notes_allowed"
    __writers__: ClassVar[frozenset[Access]] = SCHOOL_ALONE
    __personal__ = ()
    __retention__ = "as long as the school keeps notes"
    site_id: Mapped[int] = mapped_column(ForeignKey(Site.id), unique=True)
    since: Mapped[date]


class Note(PerSite, Base):
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
    request_id: Mapped[int] = mapped_column(index=True)
    site_id: Mapped[int]
    note_class: Mapped[NoteClass] = mapped_column(word(NoteClass))
    day: Mapped[date]
    text: Mapped[str] = mapped_column(String(MOST_LETTERS))


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


def write_note(session: ScopedSession, request: TrajectoryRequest, note: Note) -> Note:
    """Add a note to a request and return it; ``DataProblems`` with all that is wrong."""
    wanted = select(NotesAllowed.id).where(NotesAllowed.site_id == request.site_id)
    allowed = session.scalar(wanted) is not None
    problems = note_problems(note.text, allowed=allowed)
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
