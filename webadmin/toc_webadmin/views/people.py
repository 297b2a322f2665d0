"""Class groups and schools, which all programmes share."""

# ruff: noqa: RUF012 - Flask-Admin reads its declarations from the class

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import select

from toc_core.db.people import Enrolment, Group, Participant, Site, SiteKind
from toc_core.i18n import _, later
from toc_core.periods import school_year_of
from toc_core.theory import Role
from toc_webadmin.clock import today
from toc_webadmin.menu import chosen_school_year
from toc_webadmin.sessions import current_session
from toc_webadmin.views.base import TocModelView
from toc_webadmin.views.closed import CITY_ROLES, EVERY_ROLE
from toc_webadmin.views.filters import SiteFilter, WordFilter

YEAR_HELP = later("Schrijf het als 2024-2025.")


def default_year() -> str:
    """Return the school year chosen at the top, else the current one."""
    return chosen_school_year() or school_year_of(today()).code


def pupils_among(enrolments: Iterable[Enrolment]) -> Sequence[Participant]:
    """Return the pupils of these enrolments, by code: the choices of a form of one school."""
    here = {enrolment.participant_id for enrolment in enrolments}
    pupils = select(Participant).where(Participant.role == Role.PUPIL, Participant.id.in_(here))
    return current_session().scalars(pupils.order_by(Participant.code)).all()


def not_enrolled(row: Any) -> list[tuple[str, str]]:
    """Return what is wrong when the participant of a row was not at its school that year."""
    enrolled = select(Enrolment.id).filter_by(
        participant_id=row.participant.id, site_id=row.site.id, school_year=row.school_year
    )
    if current_session().scalar(enrolled) is not None:
        return []
    words = _("{code} is in {year} niet ingeschreven op {school}. Schrijf die eerst in.")
    said = words.format(code=row.participant.code, year=row.school_year, school=row.site.label)
    return [("participant", said)]


class GroupView(TocModelView):
    """Class groups of a school year."""

    record, kind, path = Group, "groups", "klasgroepen"
    title, one = later("Klasgroepen"), later("Klasgroep")
    new_label = later("Nieuwe klasgroep")
    intro = later("De klasgroepen van een school in een schooljaar. Trajecten verwijzen ernaar.")
    empty = later("Hier komen de klasgroepen waarmee je werkt, per schooljaar.")
    duplicate = later("Deze klasgroep bestaat al op deze school in dat schooljaar.")
    allowed = EVERY_ROLE
    year_of = "school_year"
    search_label = later("Zoek klasgroep of school")
    column_list = ("label", "school_year", "site")
    column_sortable_list = ("label", "school_year", ("site", "site.label"))
    column_default_sort = [("school_year", True), ("label", False)]
    column_searchable_list = ("label", "site.label")
    form_columns = ("site", "label", "school_year")
    column_labels = {
        "site": later("School"),
        "school_year": later("Schooljaar"),
        "label": later("Klasgroep"),
    }
    column_descriptions = {
        "label": later("Bijvoorbeeld 3 Haarzorg A."),
        "school_year": YEAR_HELP,
    }

    @property
    def column_filters(self) -> list[Any]:
        """Return the filters of the list."""
        return [SiteFilter(Group.site_id)]

    def create_form(self, obj: Any = None) -> Any:
        """Return the empty form, for the school year that is shown."""
        form = super().create_form(obj)
        form["school_year"].data = form["school_year"].data or default_year()
        return form


class SiteView(TocModelView):
    """Schools and campuses; kept by the city."""

    details_template = "admin/school.html"
    record, kind, path = Site, "sites", "scholen"
    title, one = later("Scholen"), later("School")
    new_label = later("Nieuwe school")
    intro = later("Alle scholen en campussen. Een campus telt mee bij haar school.")
    empty = later("Hier komen de scholen van de stad.")
    duplicate = later("Er is al een school met deze code.")
    visible_to = later("Zichtbaar voor: de stad, en de school zelf.")
    allowed = CITY_ROLES
    search_label = later("Zoek een school")
    column_list = ("label", "kind", "net", "fictitious")
    column_sortable_list = ("label", "kind", "net")
    column_default_sort = ("label", False)
    column_searchable_list = ("label", "code", "institution_number")
    column_details_list = (*column_list, "code", "school", "institution_number", "note")
    form_columns = (
        "label",
        "code",
        "kind",
        "school",
        "net",
        "institution_number",
        "fictitious",
        "note",
    )
    column_labels = {
        "label": later("Naam"),
        "code": later("Code"),
        "kind": later("Soort"),
        "school": later("Campus van"),
        "net": later("Net of bestuur"),
        "institution_number": later("Instellingsnummer"),
        "fictitious": later("Oefenschool"),
        "note": later("Opmerking"),
    }
    column_descriptions = {
        "code": later("Kleine letters, cijfers en _. Bijvoorbeeld een afkorting."),
        "school": later("Alleen voor een campus."),
        "fictitious": later("Een verzonnen school om te oefenen; telt nooit mee."),
    }

    @property
    def column_filters(self) -> list[Any]:
        """Return the filters of the list."""
        return [WordFilter("soort", Site.kind, _("Soort"), SiteKind)]

    def site_of(self, row: Any) -> Site | None:
        """Return none: a school is not for a school."""
        return None

    def parts_of(self, row: Any) -> list[tuple[str, list[str]]]:
        """Return the other names."""
        names = sorted(alias.alias for alias in row.aliases)
        return [(_("Andere namen"), names)] if names else []
