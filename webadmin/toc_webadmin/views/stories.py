"""Stories: told by a pupil, teacher or partner, with the consent chosen each time."""

# ruff: noqa: RUF012 - Flask-Admin reads its declarations from the class

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from toc_core.db.records import Consent, Story
from toc_core.db.rules import EARLIEST, LATEST
from toc_core.i18n import _, later
from toc_core.periods import school_year_of
from toc_core.theory import Role
from toc_webadmin.clock import today
from toc_webadmin.views.base import TocModelView
from toc_webadmin.views.closed import EVERY_ROLE
from toc_webadmin.views.filters import SiteFilter, WordFilter
from toc_webadmin.views.words import spoken

_START = 60


class StoryView(TocModelView):
    """The stories of a programme; the school year follows from the day."""

    record, kind, path = Story, "stories", "verhalen"
    title, one = later("Verhalen"), later("Verhaal")
    new_label = later("Nieuw verhaal")
    intro = later("Wat mensen vertellen over wat er veranderde. Ook wat niet lukte, is welkom.")
    empty = later("Hier komt elk verhaal van een leerling, leerkracht of partner.")
    form_intro = later("Schrijf geen namen op. Vraag eerst of je het verhaal mag gebruiken.")
    visible_to = later("Zichtbaar voor: jouw school en de stad, zoals de toestemming zegt.")
    allowed = EVERY_ROLE
    year_of = "day"
    search_label = later("Zoek in verhalen")
    column_list = ("start", "day", "site", "teller_role", "consent")
    column_sortable_list = ("day", ("site", "site.label"))
    column_default_sort = ("day", True)
    column_searchable_list = ("text", "message", "site.label")
    column_details_list = ("text", "message", "day", "site", "teller_role", "consent")
    form_columns = ("site", "day", "teller_role", "consent", "text", "message")
    not_asked = {
        "programme_id": "the programme of the page",
        "school_year": "follows from the day",
    }
    column_labels = {
        "start": later("Verhaal"),
        "site": later("School"),
        "day": later("Datum"),
        "teller_role": later("Wie vertelt?"),
        "consent": later("Toestemming"),
        "text": later("Het verhaal"),
        "message": later("Wat wil de verteller zeggen?"),
    }
    column_descriptions = {
        "day": later("De dag waarop het verteld is."),
        "consent": later("Wat zei de verteller? Kies het elke keer."),
        "text": later("In de woorden van de verteller. Geen namen."),
        "message": later("Eén zin: wat betekent dit verhaal voor de verteller zelf?"),
    }
    column_formatters = {"start": lambda row: start_of(row)}

    @property
    def column_filters(self) -> list[Any]:
        """Return the filters of the list."""
        return [
            SiteFilter(Story.site_id),
            WordFilter("wie", Story.teller_role, _("Wie vertelt?"), Role),
        ]

    def blank_row(self) -> Any:
        """Return a story that was told today; consent is chosen every time."""
        return SimpleNamespace(day=today())

    def fill(self, row: Any, form: Any) -> None:
        """Set the programme, and the school year of the day."""
        super().fill(row, form)
        if row.day is not None:
            known = EARLIEST <= row.day < LATEST  # the rules refuse another, in its field
            row.school_year = school_year_of(row.day if known else today()).code

    def heading_of(self, row: Any) -> str:
        """Return who told it, when."""
        return _("Verhaal van een {who}, {day}").format(
            who=spoken(row.teller_role), day=row.day.strftime("%d/%m/%Y")
        )


def start_of(row: Story) -> str:
    """Return the first words of a story; one that was withdrawn stays unread in lists."""
    if row.consent is Consent.WITHDRAWN:
        return _("[ingetrokken]")
    words = " ".join(row.text.split())
    return words if len(words) <= _START else words[:_START].rsplit(" ", 1)[0] + "…"
