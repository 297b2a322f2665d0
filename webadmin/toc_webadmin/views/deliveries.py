"""Activities: one intervention of the programme delivered, and who was there."""

# ruff: noqa: RUF012 - Flask-Admin reads its declarations from the class

from __future__ import annotations

from collections.abc import Iterable, Sequence
from types import SimpleNamespace
from typing import Any

from flask import g, request, url_for
from sqlalchemy.orm import selectinload

from toc_core.db.records import Delivery, DeliveryStatus
from toc_core.db.rules import EARLIEST, LATEST
from toc_core.db.theory import ElementRow
from toc_core.i18n import _, later
from toc_core.periods import school_year_of
from toc_webadmin.clock import today
from toc_webadmin.grid.columns import Column
from toc_webadmin.grid.lines import Line
from toc_webadmin.views.attendance import AttendanceField, HeadCountsField, enrolments_at
from toc_webadmin.views.closed import EVERY_ROLE
from toc_webadmin.views.delivery_rows import (
    delivery_columns,
    delivery_of,
    key_of_delivery,
    same_day,
)
from toc_webadmin.views.filters import SiteFilter, WhenFilter, WordFilter
from toc_webadmin.views.grid import GridView
from toc_webadmin.views.held import follow
from toc_webadmin.views.interventions import intervention_name, stored_interventions
from toc_webadmin.views.words import day_spoken, people_spoken

NOTE = "noteer"  # in the address: what was planned is to be noted as held


class DeliveryView(GridView):
    """The activities of a programme."""

    record, kind, path = Delivery, "deliveries", "activiteiten"
    title, one = later("Activiteiten"), later("Activiteit")
    new_label = later("Nieuwe activiteit")
    intro = later("Alles wat met leerlingen, leerkrachten of ouders gebeurde of gepland is.")
    empty = later(
        "Hier komt elke activiteit: wat er gebeurde, wanneer, en hoeveel mensen er waren."
    )
    visible_to = later("Zichtbaar voor: jouw school en de stad. De stad toont alleen aantallen.")
    allowed = EVERY_ROLE
    site_first = True
    year_of = "day"
    search_label = later("Zoek activiteit of school")
    column_list = ("element", "day", "site", "people", "status")
    column_sortable_list = (("element", "element.label"), "day", ("site", "site.label"))
    column_default_sort = ("day", True)
    column_searchable_list = ("element.label", "site.label", "delivered_by")
    column_details_list = (*column_list, "trajectory", "minutes", "delivered_by", "note")
    form_columns = (
        "element",
        "day",
        "status",
        "minutes",
        "trajectory",
        "delivered_by",
        "attendances",
        "head_counts",
        "note",
    )
    form_extra_fields = {
        "attendances": AttendanceField(
            label=later("Wie was er?"),
            description=later(
                "Kruis codes aan, of geef hieronder alleen aantallen. "
                "Weet je het nog niet? Laat leeg."
            ),
        ),
        "head_counts": HeadCountsField(
            label=later("Of alleen aantallen"),
            description=later("Leeg betekent: niet geteld. 0 betekent: er was niemand."),
        ),
    }
    not_asked = {
        "programme_id": "the programme of the page",
        "site_id": "asked before the form",
    }
    column_labels = {
        "element": later("Activiteit"),
        "day": later("Datum"),
        "site": later("School"),
        "people": later("Aanwezig"),
        "status": later("Status"),
        "trajectory": later("Traject"),
        "minutes": later("Duur in minuten"),
        "delivered_by": later("Door wie"),
        "note": later("Opmerking"),
    }
    column_descriptions = {
        "minutes": later("Een lesuur is 50 minuten. Niet gekend? Laat leeg."),
        "trajectory": later("Hoort dit niet bij een traject? Laat leeg."),
        "delivered_by": later("Een dienst of functie, geen naam."),
        "note": later("Geen namen van leerlingen of leerkrachten."),
    }

    def __init__(self, *positional: Any, **named: Any) -> None:
        self.column_formatters = {
            "people": people_of,
            "element": lambda row: self.name_of(row.element),
        }
        super().__init__(*positional, **named)

    @property
    def column_filters(self) -> list[Any]:
        """Return the filters of the list."""
        return [
            SiteFilter(Delivery.site_id),
            WordFilter("status", Delivery.status, _("Status"), DeliveryStatus),
            WhenFilter(Delivery.day),
        ]

    def get_query(self) -> Any:
        """Return the activities; a list fetches who was there at once."""
        query = super().get_query()
        if not g.get("toc_in_list"):
            return query
        return query.options(selectinload(Delivery.attendances), selectinload(Delivery.head_counts))

    def name_of(self, row: Any) -> str:
        """Return what a row is called; of two interventions with one name, the level too."""
        if not isinstance(row, ElementRow) or self.programme is None:
            return super().name_of(row)
        return intervention_name(self.programme, row)

    def rows_for(self, relation: str, target: type[Any]) -> Iterable[Any]:
        """Return what a delivery may refer to; only interventions are delivered."""
        if target is not ElementRow:
            return super().rows_for(relation, target)
        return stored_interventions(self.programme_id())

    def blank_row(self) -> Any:
        """Return an activity of today that took place."""
        return SimpleNamespace(day=today(), status=DeliveryStatus.HELD)

    def create_form(self, obj: Any = None) -> Any:
        """Return the empty form with the people of the school."""
        return self._with_people(super().create_form(obj))

    def edit_form(self, obj: Any = None) -> Any:
        """Return the form of an activity with the people of its school.

        Who comes to note what took place (``?noteer=1``), finds that filled in.
        """
        form = self._with_people(super().edit_form(obj))
        planned = obj is not None and obj.status is DeliveryStatus.PLANNED
        if request.method == "GET" and NOTE in request.args and planned and obj.day <= today():
            form["status"].data = DeliveryStatus.HELD
        return form

    def after_saving(self, row: Any) -> str:
        """Return the start page to who came from there to note a session, else the activity."""
        return url_for("home.index") if NOTE in request.args else super().after_saving(row)

    def _form_page(self, template: str, form: Any, row: Any) -> Any:
        """Show what is needed to note a session first, and fold the rest."""
        noting = row is not None and NOTE in request.args
        if noting:
            form["head_counts"].label.text = _("Hoeveel mensen waren er?")
        return super()._form_page("admin/note.html" if noting else template, form, row)

    def _with_people(self, form: Any) -> Any:
        site, day = g.get("toc_form_site"), form["day"].data
        day = day if day and EARLIEST <= day < LATEST else today()
        year = school_year_of(day).code
        form["attendances"].offer(year, enrolments_at(site.id, year) if site else ())
        return form

    def more_problems(self, row: Any, form: Any) -> list[tuple[str, str]]:
        """Return what is wrong with who was there."""
        if form["attendances"].unknown():
            return [
                (
                    "attendances",
                    _(
                        "Op deze dag geldt schooljaar {year}. Kruis de codes van dat jaar aan."
                    ).format(year=form["attendances"].school_year),
                )
            ]
        return self.grid_problems(row) if row.day is not None else []

    def store(self, row: Any, form: Any) -> str:
        """Store it; what was held and not counted is said, because a blank is not a zero."""
        said = [super().store(row, form)]
        year = school_year_of(row.day)
        if year != school_year_of(today()):
            said.append(_("Let op: dit telt mee in schooljaar {year}.").format(year=year.code))
        if row.status is DeliveryStatus.HELD and not (row.attendances or row.head_counts):
            said.append(
                _("Er staat nog niet bij wie er was: dat is 'niet geteld', en dus geen nul.")
            )
        return " ".join([*said, *follow(row, self.programme)])

    def store_change(self, row: Any, form: Any) -> str:
        """Write what an activity that was held brings along."""
        return " ".join([super().store_change(row, form), *follow(row, self.programme)])

    # Many at a time

    def grid_columns(self) -> Sequence[Column]:
        """Return the columns of many activities at a time."""
        return delivery_columns(stored_interventions(self.programme_id()), self.name_of)

    def grid_record(self, line: Line, values: dict[str, Any]) -> Delivery:
        """Return the activity of a row."""
        return delivery_of(line, values)

    def grid_problems(self, record: Delivery) -> list[tuple[str, str]]:
        """Refuse what was held on a day that is still to come."""
        if record.status is DeliveryStatus.HELD and record.day > today():
            return [("status", _("Deze dag moet nog komen. Kies 'gepland', of kijk de datum na."))]
        return []

    def grid_alike(self, records: Sequence[Delivery]) -> Iterable[Delivery]:
        """Return the activities of the same days and schools."""
        return same_day(records)

    def grid_key(self, record: Delivery) -> Any:
        """Return everything that was filled in."""
        return key_of_delivery(record)

    def twin_words(self) -> str:
        """Return what to do with an activity that differs in nothing from one that is there."""
        return _("Deze activiteit staat er al. Is het een andere? Zeg dat in de opmerking.")

    def heading_of(self, row: Any) -> str:
        """Return the intervention and the day."""
        return f"{self.name_of(row.element)}, {day_spoken(row.day)}"

    def parts_of(self, row: Any) -> list[tuple[str, list[str]]]:
        """Return the codes of who was there."""
        codes = sorted(a.participant.code for a in row.attendances)
        return [(_("Wie was er?"), codes)] if codes else []


def people_of(row: Delivery) -> str:
    """Return how many people were there; nothing noted is a dash, not a zero."""
    if row.attendances:
        return _("{n} met code").format(n=len(row.attendances))
    counts = [people_spoken(c.people, c.role) for c in row.head_counts]
    uncounted = _("niet geteld") if row.status is DeliveryStatus.HELD else "–"
    return ", ".join(counts) or uncounted
