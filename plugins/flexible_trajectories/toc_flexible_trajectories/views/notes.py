"""Free notes: a view that is there only for a school that switched notes on.

No word of a note is searched for, because what is searched for stands in the address and in logs.
"""

# ruff: noqa: RUF012 - Flask-Admin reads its declarations from the class

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from sqlalchemy import select
from toc_webadmin.clock import today
from toc_webadmin.sessions import current_session
from toc_webadmin.views.base import TocModelView

from toc_core.i18n import later
from toc_flexible_trajectories.models import SCHOOL_ALONE, NotesAllowed, TrajectoryRequest
from toc_flexible_trajectories.notes import Note, notes_on
from toc_flexible_trajectories.rules import note_problems
from toc_flexible_trajectories.views.below import BelowRequestView

SEEN_BY = later("Alleen zichtbaar voor jouw school, niet voor de stad.")


class NoteView(BelowRequestView):
    """The notes of a school, for that school alone."""

    record, kind, path = Note, "notes", "notities"
    title, one = later("Notities"), later("Notitie")
    new_label = later("Nieuwe notitie")
    intro = later("Alleen jouw school leest dit. Wat je verwijdert of wijzigt, komt niet terug.")
    empty = later("Hier komen de notities van jouw school.")
    form_intro = later("Geen namen, en niets van wat een arts of hulpverlener vertelde.")
    visible_to = SEEN_BY
    allowed = SCHOOL_ALONE
    year_of = "day"
    search_label = later("Zoek een code")
    column_searchable_list = ("request.participant.code",)
    column_list = ("request", "note_class", "day")
    column_sortable_list = ("day",)
    column_default_sort = ("day", True)
    column_details_list = (*column_list, "text")
    form_columns = ("request", "note_class", "day", "text")
    column_labels = {
        "request": later("Aanvraag"),
        "note_class": later("In welke map?"),
        "day": later("Datum"),
        "text": later("Notitie"),
    }

    def is_accessible(self) -> bool:
        """Return whether this is somebody of a school that switched notes on."""
        return super().is_accessible() and notes_on(current_session())

    def requests(self) -> Any:
        """Return the question for the requests of schools that keep notes."""
        here = select(NotesAllowed.site_id)
        return super().requests().where(TrajectoryRequest.site_id.in_(here))

    def blank_row(self) -> Any:
        """Return a note of today."""
        return SimpleNamespace(day=today())

    def more_problems(self, row: Any, form: Any) -> list[tuple[str, str]]:
        """Return why the school cannot keep this note."""
        if row.site_id is None or not row.text:
            return []
        return note_problems(row.text, allowed=notes_on(current_session(), row.site_id))


class NotesAllowedView(TocModelView):
    """Whether a school keeps notes: off without a row, and switched on by the school itself."""

    record, kind, path = NotesAllowed, "notes_allowed", "notities-toelaten"
    title, one = later("Notities toelaten"), later("Toelating van notities")
    new_label = later("Notities aanzetten")
    intro = later("Vrije notities staan uit. Zet je ze aan, dan leest alleen jouw school ze.")
    empty = later("Notities staan uit voor jouw school.")
    form_intro = later(
        "Uitzetten kan later: verwijder dan eerst alle notities, en daarna deze regel."
    )
    site_first = True
    duplicate = later("Voor deze school staan notities al aan.")
    visible_to = SEEN_BY
    allowed = SCHOOL_ALONE
    search_label = later("Zoek een school")
    column_list = ("site", "since")
    column_searchable_list = ("site.label",)
    form_columns = ("since",)
    not_asked = {"site_id": "asked before the form"}
    column_labels = {"site": later("School"), "since": later("Aan sinds")}

    def blank_row(self) -> Any:
        """Return a permission from today on."""
        return SimpleNamespace(since=today())
