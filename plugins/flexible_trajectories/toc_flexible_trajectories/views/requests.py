"""Requests: who asked, what was decided when, and the start once both answers are there."""

# ruff: noqa: RUF012 - Flask-Admin reads its declarations from the class

from __future__ import annotations

from collections.abc import Iterable
from types import SimpleNamespace
from typing import Any

from sqlalchemy.orm import joinedload
from toc_webadmin.clock import today
from toc_webadmin.sessions import current_session
from toc_webadmin.views.base import TocModelView
from toc_webadmin.views.closed import EVERY_ROLE
from toc_webadmin.views.fields import Unasked
from toc_webadmin.views.filters import SiteFilter
from toc_webadmin.views.people import YEAR_HELP, default_year, not_enrolled, pupils_among
from toc_webadmin.views.rare_fields import WordsField
from toc_webadmin.views.words import day_spoken

from toc_core.db.people import Enrolment
from toc_core.i18n import _, later
from toc_flexible_trajectories.models import IndicationSeen, PackageItem, TrajectoryRequest
from toc_flexible_trajectories.rules import standing, start_problems
from toc_flexible_trajectories.running import begin, join_pupil, take_away
from toc_flexible_trajectories.views.fields import AnswerField, StartField


class RequestView(TocModelView):
    """The requests of a school, each for one pupil."""

    record, kind, path = TrajectoryRequest, "requests", "aanvragen"
    title, one = later("Aanvragen"), later("Aanvraag")
    new_label = later("Nieuwe aanvraag")
    intro = later("Elke aanvraag voor een flexibel traject: wie vroeg het, en wat is er beslist?")
    empty = later("Hier komt elke aanvraag, met de code van de leerling.")
    form_intro = later("Gebruik alleen codes. Wat nog niet beslist is, laat je leeg.")
    allowed = EVERY_ROLE
    site_first = True
    year_of = "school_year"
    search_label = later("Zoek code of school")
    column_list = ("participant", "school_year", "asked_on", "standing", "site")
    column_sortable_list = ("school_year", "asked_on", ("site", "site.label"))
    column_default_sort = ("asked_on", True)
    column_searchable_list = ("participant.code", "site.label")
    column_details_list = (
        *column_list,
        "asked_by",
        "council",
        "council_on",
        "willing",
        "willing_on",
    )
    form_columns = (
        "participant",
        "school_year",
        "asked_by",
        "asked_on",
        "indications",
        "council",
        "council_on",
        "willing",
        "willing_on",
        "start_on",
    )
    not_asked = {
        "site_id": "asked before the form",
        "trajectory_id": "made on the day of the start",
    }
    column_labels = {
        "participant": later("Leerling"),
        "school_year": later("Schooljaar"),
        "asked_by": later("Wie vroeg het?"),
        "asked_on": later("Gevraagd op"),
        "standing": later("Hoever staat het?"),
        "site": later("School"),
        "council": later("Beslissing van de klassenraad"),
        "council_on": later("Klassenraad op"),
        "willing": later("Is de leerling bereid?"),
        "willing_on": later("Antwoord van de leerling op"),
    }
    column_descriptions = {
        "participant": later("De code van de leerling. Nog geen code? Maak er een bij Deelnemers."),
        "school_year": YEAR_HELP,
        "council": later("Nog niet beslist? Laat leeg."),
    }
    column_formatters = {"standing": standing}
    form_overrides = {"willing": AnswerField}
    form_extra_fields = {
        "indications": WordsField(
            model=IndicationSeen, column="indication", label=later("Welke signalen waren er?")
        ),
        "start_on": StartField(
            label=later("Start van het traject"),
            description=later(
                "Kan pas als de klassenraad het goedkeurt en de leerling bereid is. "
                "Nog niet zover? Laat leeg."
            ),
            validators=[Unasked()],
        ),
    }

    @property
    def column_filters(self) -> list[Any]:
        """Return the filters of the list."""
        return [SiteFilter(TrajectoryRequest.site_id)]

    def get_query(self) -> Any:
        """Return the requests, each with what a list says of it."""
        request = TrajectoryRequest
        loads = (joinedload(r) for r in (request.participant, request.site, request.trajectory))
        return super().get_query().options(*loads)

    def rows_for(self, relation: str, target: type[Any]) -> Iterable[Any]:
        """Return what a request may refer to: the pupils of the school it is for."""
        return pupils_among(super().rows_for(relation, Enrolment))

    def blank_row(self) -> Any:
        """Return a request of today, in the school year that is shown."""
        return SimpleNamespace(asked_on=today(), school_year=default_year())

    def edit_form(self, obj: Any = None) -> Any:
        """Return the form of a request; one that started, starts no more."""
        form = super().edit_form(obj)
        if obj.trajectory is not None:
            del form["start_on"]
        return form

    def fill(self, row: Any, form: Any) -> None:
        """Begin the trajectory when a day is given and nothing stands in its way."""
        super().fill(row, form)
        day = start_of(form)
        if day is not None and not start_problems(row, day):
            begin(current_session(), row, day)

    def more_problems(self, row: Any, form: Any) -> list[tuple[str, str]]:
        """Return why the pupil cannot be asked for here, or the trajectory cannot start."""
        found = not_enrolled(row) if row.participant is not None else []
        day = start_of(form)
        if day is not None and row.trajectory is None:
            found += start_problems(row, day)
        return found

    def store(self, row: Any, form: Any) -> str:
        """Store a request, and the trajectory that it began."""
        return self._started(super().store(row, form), row, form)

    def store_change(self, row: Any, form: Any) -> str:
        """Store the trajectory that a request began."""
        return self._started(super().store_change(row, form), row, form)

    def _started(self, said: str, row: Any, form: Any) -> str:
        day = start_of(form)
        if day is None:
            return said
        join_pupil(current_session(), row)
        return _("{said} Het traject start op {day}.").format(said=said, day=day_spoken(day))

    def before_delete(self, row: Any) -> None:
        """Remove the trajectory too: it may not run without its request."""
        take_away(current_session(), row)

    def parts_of(self, row: Any) -> list[tuple[str, list[str]]]:
        """Return the signals, the package and the monitoring, by day."""
        parts = [
            (_("Signalen"), [one.indication.label for one in row.indications]),
            (_("Pakket"), [package_line(item) for item in sorted(row.package, key=_start)]),
            (
                _("Opvolging"),
                [f"{day_spoken(m.day)}: {m.means.label}" for m in sorted(row.monitoring, key=_day)],
            ),
        ]
        return [(heading, lines) for heading, lines in parts if lines]


def start_of(form: Any) -> Any:
    """Return the day on which the trajectory starts; none when the form asks or says no day."""
    return form["start_on"].data if "start_on" in form else None


def package_line(item: PackageItem) -> str:
    """Return a part of a package with its days."""
    until = _(" tot en met {day}").format(day=day_spoken(item.end)) if item.end else ""
    return _("{part}, vanaf {day}{until}").format(
        part=item.part.label, day=day_spoken(item.start), until=until
    )


def _start(item: Any) -> Any:
    return item.start, item.id


def _day(moment: Any) -> Any:
    return moment.day, moment.id
