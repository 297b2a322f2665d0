"""Participations and meetings of a programme."""

# ruff: noqa: RUF012 - Flask-Admin reads its declarations from the class

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from toc_core.db.people import Site
from toc_core.db.records import Meeting, Participation
from toc_core.i18n import _, later
from toc_webadmin.clock import today
from toc_webadmin.views.base import TocModelView
from toc_webadmin.views.closed import EVERY_ROLE
from toc_webadmin.views.fields import CodeField, Needed, TextField
from toc_webadmin.views.filters import SiteFilter, visible_sites

WHERE = later("Waar gebeurde dit?")


class ParticipationView(TocModelView):
    """Schools that take part in the programme, per school year; kept by the city."""

    record, kind, path = Participation, "participations", "deelnames"
    title, one = later("Deelnames"), later("Deelname")
    new_label = later("Nieuwe deelname")
    intro = later("Elke school die meedoet, per schooljaar. Hieruit telt het aantal scholen.")
    empty = later("Hier komt elke school die aan dit programma meedoet.")
    duplicate = later("Deze school staat al bij dit programma in dat schooljaar.")
    visible_to = later("Zichtbaar voor: deze school en de stad.")
    allowed = EVERY_ROLE
    year_of = "school_year"
    search_label = later("Zoek een school")
    column_list = ("site", "school_year", "since", "pioneer", "contact")
    column_sortable_list = (("site", "site.label"), "school_year", "since")
    column_default_sort = [("school_year", True), ("site.label", False)]
    column_searchable_list = ("site.label", "contact")
    column_details_list = (*column_list, "stopped_because", "source")
    form_columns = (
        "site",
        "school_year",
        "since",
        "contact",
        "pioneer",
        "stopped_because",
        "source",
    )
    not_asked = {"programme_id": "the programme of the page"}
    column_labels = {
        "site": later("School"),
        "school_year": later("Schooljaar"),
        "since": later("Sinds"),
        "contact": later("Aanspreekpunt"),
        "pioneer": later("Pionier"),
        "stopped_because": later("Reden van stoppen"),
        "source": later("Bron"),
    }
    column_descriptions = {
        "school_year": later("Schrijf het als 2024-2025."),
        "since": later("De eerste dag waarop de school meedoet. Niet zeker? Laat leeg."),
        "contact": later("Een functie, geen naam: bijvoorbeeld zorgcoördinator."),
        "pioneer": later("Een school die als eerste begon en andere op weg helpt."),
        "stopped_because": later("Alleen als de school stopte."),
        "source": later("Waar staat dit? Bijvoorbeeld een verslag of mail."),
    }

    @property
    def column_filters(self) -> list[Any]:
        """Return the filters of the list."""
        return [SiteFilter(Participation.site_id)]


class MeetingView(TocModelView):
    """Meetings of the kinds that the programme declares."""

    record, kind, path = Meeting, "meetings", "overleg"
    title, one = later("Overleg"), later("Overleg")
    new_label = later("Nieuw overleg")
    intro = later("Elk overleg dat doorging: wanneer, wie erbij was en wat er afgesproken is.")
    empty = later("Hier komt elk overleg van dit programma.")
    allowed = EVERY_ROLE
    year_of = "day"
    search_label = later("Zoek in afspraken of school")
    column_list = ("kind", "day", "site", "present")
    column_sortable_list = ("day", ("site", "site.label"))
    column_default_sort = ("day", True)
    column_searchable_list = ("agreements", "present", "site.label")
    column_details_list = (*column_list, "agreements")
    form_columns = ("site", "kind", "day", "present", "agreements")
    not_asked = {"programme_id": "the programme of the page"}
    column_labels = {
        "kind": later("Soort overleg"),
        "day": later("Datum"),
        "site": later("School"),
        "present": later("Aanwezig"),
        "agreements": later("Afspraken"),
    }
    column_descriptions = {
        "site": WHERE,
        "present": later("Functies of diensten, geen namen: bijvoorbeeld directie en CLB."),
        "agreements": later("Kort: wat is er beslist?"),
    }

    def __init__(self, *positional: Any, **named: Any) -> None:
        self.form_extra_fields = {"kind": self._kind_field(named["programme"])}
        self.column_formatters = {"kind": lambda row: self._kinds().get(row.kind, row.kind)}
        super().__init__(*positional, **named)

    def _kinds(self) -> dict[str, str]:
        kinds = self.programme.meeting_kinds if self.programme else ()
        return {kind.code: kind.label for kind in kinds}

    def _kind_field(self, programme: Any) -> Any:
        label = self.column_labels["kind"]
        if not programme.meeting_kinds:
            hint = _("Bijvoorbeeld kernteam of stuurgroep.")
            return TextField(label=label, description=hint, validators=[Needed()])
        return CodeField(label=label, options=lambda: self._kinds().items(), validators=[Needed()])

    @property
    def column_filters(self) -> list[Any]:
        """Return the filters of the list."""
        return [SiteFilter(Meeting.site_id)]

    def blank_row(self) -> Any:
        """Return a meeting of today."""
        return SimpleNamespace(day=today())

    def rows_for(self, relation: str, target: type[Any]) -> Any:
        """Return what a meeting may refer to; the city meets too."""
        if target is Site:
            return visible_sites(with_city=True)
        return super().rows_for(relation, target)
