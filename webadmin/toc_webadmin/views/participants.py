"""People by code and role only, and where they are enrolled."""

# ruff: noqa: RUF012 - Flask-Admin reads its declarations from the class

from __future__ import annotations

from typing import Any

from flask import g, request, url_for
from sqlalchemy import select
from sqlalchemy.orm import selectinload

from toc_core.db.codes import new_code
from toc_core.db.people import Enrolment, Group, Participant, Site
from toc_core.errors import UsageError
from toc_core.i18n import _, later
from toc_core.periods import parse_period
from toc_core.theory import Role
from toc_webadmin.sessions import current_principal, current_session
from toc_webadmin.views.base import TocModelView
from toc_webadmin.views.closed import EVERY_ROLE
from toc_webadmin.views.fields import Needed, RowField, TextField, Unasked, WholeNumberField
from toc_webadmin.views.filters import WordFilter
from toc_webadmin.views.people import YEAR_HELP, default_year

MOST_CODES = 60


class ParticipantView(TocModelView):
    """People by code and role; the school keeps the list of names."""

    record, kind, path = Participant, "participants", "deelnemers"
    title, one = later("Deelnemers"), later("Deelnemer")
    new_label = later("Nieuwe codes")
    intro = later("Elke deelnemer heeft een code. De school bewaart zelf wie bij welke code hoort.")
    empty = later(
        "Hier komen de codes van leerlingen, leerkrachten en buddy's. Namen staan hier niet."
    )
    form_intro = later("Wij maken de codes. Schrijf ze naast de namen op een lijst van de school.")
    allowed = EVERY_ROLE
    site_first = True
    search_label = later("Zoek een code")
    column_list = ("code", "role", "enrolled")
    column_sortable_list = ("code",)
    column_default_sort = ("code", False)
    column_searchable_list = ("code",)
    form_columns = ("role", "school_year", "group", "number")
    not_asked = {"code": "made by us"}
    column_labels = {
        "code": later("Code"),
        "role": later("Wie is het?"),
        "enrolled": later("Ingeschreven"),
    }
    column_formatters = {"enrolled": lambda row: "; ".join(enrolments_of(row)) or "–"}

    def __init__(self, *positional: Any, **named: Any) -> None:
        self.form_extra_fields = {
            "school_year": TextField(
                label=_("Schooljaar"), description=YEAR_HELP, validators=[Needed()]
            ),
            "group": RowField(
                label=_("Klasgroep"),
                rows=lambda: self.rows_for("group", Group),
                column="",
                description=_("Staat ze er niet bij? Maak ze eerst bij Klasgroepen."),
                validators=[Unasked()],
            ),
            "number": WholeNumberField(
                label=_("Hoeveel codes?"),
                description=_("Bijvoorbeeld één per leerling van de klas."),
                validators=[Needed()],
            ),
        }
        super().__init__(*positional, **named)

    @property
    def column_filters(self) -> list[Any]:
        """Return the filters of the list."""
        return [WordFilter("wie", Participant.role, _("Wie is het?"), Role)]

    def get_query(self) -> Any:
        """Return the people; a list fetches where they are enrolled at once."""
        query = super().get_query()
        loads = selectinload(Participant.enrolments)
        return query.options(loads.joinedload(Enrolment.site), loads.joinedload(Enrolment.group))

    def site_of(self, row: Any) -> Site | None:
        """Return the school of the newest enrolment that the session shows."""
        newest = sorted(row.enrolments, key=lambda e: (e.school_year, e.id))
        return newest[-1].site if newest else None

    def create_form(self, obj: Any = None) -> Any:
        """Return the empty form, for one code in the school year that is shown."""
        form = super().create_form(obj)
        form["school_year"].data = form["school_year"].data or default_year()
        if not form["number"].raw_data:
            form["number"].data = 1
        return form

    def edit_form(self, obj: Any = None) -> Any:
        """Return the form of one person, with the enrolment of the year that is shown.

        Who somebody is, is for the city: they may be enrolled at other schools as well.
        """
        form = super().edit_form(obj)
        del form["number"]
        if not current_principal().sees_everything:
            del form["role"]
        if request.method == "GET":
            form["school_year"].data = default_year()
            enrolment = self._enrolment(obj, default_year())
            form["group"].data = enrolment.group if enrolment else None
        return form

    def fill(self, row: Any, form: Any) -> None:
        """Give a new person a code; give somebody known an enrolment in the year that is asked."""
        site = g.get("toc_form_site")
        if row.code is None:
            row.code = _free_code()
        elif site is not None and not _year_problem(form["school_year"].data):
            self._enrol(row, site, form)

    def _enrol(self, row: Any, site: Site, form: Any) -> None:
        group_id = form["group"].data.id if form["group"].data else None
        enrolment = self._enrolment(row, form["school_year"].data)
        if enrolment is None:
            row.enrolments.append(
                Enrolment(site_id=site.id, school_year=form["school_year"].data, group_id=group_id)
            )
        elif enrolment.group_id != group_id:
            enrolment.group_id = group_id

    def _enrolment(self, row: Any, school_year: str) -> Enrolment | None:
        site = g.get("toc_form_site")
        found = (
            e
            for e in row.enrolments
            if site is not None and (e.site_id, e.school_year) == (site.id, school_year)
        )
        return next(found, None)

    def store(self, row: Any, form: Any) -> str:
        """Store as many people as were asked, each with a code and an enrolment."""
        number = form["number"].data
        more = [Participant(code=_free_code(), role=row.role) for _n in range(number - 1)]
        people = [row, *more]
        current_session().add_all(people)
        current_session().flush()
        for person in people:
            self._enrol(person, g.toc_form_site, form)
        if number == 1:
            return _("Code {code} gemaakt.").format(code=row.code)
        return _("{n} codes gemaakt.").format(n=number)

    def before_delete(self, row: Any) -> None:
        """Remove the enrolments; somebody who was present somewhere stays."""
        for enrolment in row.enrolments:
            current_session().delete(enrolment)

    def after_saving(self, row: Any) -> str:
        """Go to the list: there may be many new codes."""
        return url_for(".index_view")

    def more_problems(self, row: Any, form: Any) -> list[tuple[str, str]]:
        """Return what is wrong with the enrolment or the number."""
        year, group = form["school_year"].data, form["group"].data
        problems = _year_problem(year)
        if not problems and group is not None and group.school_year != year:
            problems = [("group", _("deze klasgroep is van een ander schooljaar."))]
        if "number" in form and not 1 <= form["number"].data <= MOST_CODES:
            too_many = _("geef een aantal van 1 tot {most}.").format(most=MOST_CODES)
            problems.append(("number", too_many))
        return problems


def _year_problem(text: str) -> list[tuple[str, str]]:
    try:
        if parse_period(text).code == text and "-" in text:
            return []
    except UsageError:
        pass
    return [("school_year", _("schrijf een schooljaar als 2024-2025."))]


def _free_code() -> str:
    """Return a code that nobody we can see has; the rest is chance and a unique column."""
    code = new_code()
    taken = current_session().scalar(select(Participant.id).where(Participant.code == code))
    return code if taken is None else _free_code()


def enrolments_of(row: Participant) -> list[str]:
    """Return where somebody is enrolled, the newest year first."""
    rows = sorted(row.enrolments, key=lambda e: e.school_year, reverse=True)
    return [
        ", ".join([e.school_year, e.site.label, *([e.group.label] if e.group else [])])
        for e in rows
    ]
