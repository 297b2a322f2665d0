"""Activities entered many at a time: the columns, and the record of a row."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from toc_core.db.people import Site, SiteAlias
from toc_core.db.records import Delivery, DeliveryStatus, HeadCount
from toc_core.db.rules import MOST_MINUTES, MOST_PEOPLE
from toc_core.i18n import _
from toc_core.theory import Role
from toc_webadmin.clock import today
from toc_webadmin.grid.columns import (
    Column,
    choice_column,
    day_column,
    text_column,
    whole_column,
)
from toc_webadmin.sessions import current_session
from toc_webadmin.views.filters import visible_sites
from toc_webadmin.views.grid_rows import put
from toc_webadmin.views.words import roles_spoken, spoken

if TYPE_CHECKING:
    from toc_core.db.theory import ElementRow
    from toc_webadmin.grid.lines import Line

MOST_NOTE = 2000
COUNTED = {"pupils": Role.PUPIL, "teachers": Role.TEACHER}


def delivery_columns(
    interventions: Iterable[ElementRow], name_of: Callable[[Any], str]
) -> list[Column]:
    """Return the columns of the grid of activities."""
    named = [(row, name_of(row), (row.code, row.label)) for row in interventions]
    pupils, teachers = (roles_spoken(role).capitalize() for role in COUNTED.values())
    return [
        day_column("day", _("Datum"), needed=True, other_names=("dag", "date", "wanneer")),
        choice_column(
            "element", _("Activiteit"), named, needed=True, other_names=("interventie", "wat")
        ),
        site_column(),
        choice_column(
            "status",
            _("Status"),
            [(one, spoken(one), (one.value, *_other_words()[one])) for one in DeliveryStatus],
            blank=_("volgens datum"),
        ),
        whole_column(
            "minutes", _("Minuten"), MOST_MINUTES, other_names=("duur", "duur in minuten")
        ),
        whole_column("pupils", pupils, MOST_PEOPLE, other_names=("aantal leerlingen", "aantal")),
        whole_column("teachers", teachers, MOST_PEOPLE, other_names=("aantal leerkrachten",)),
        text_column("note", _("Opmerking"), MOST_NOTE, other_names=("opmerkingen", "nota")),
    ]


def site_column(*, with_city: bool = False) -> Column:
    """Return the column of schools; who has only one need not see it."""
    sites = visible_sites(with_city=with_city)
    others: dict[int, list[str]] = {}
    confirmed = select(SiteAlias.site_id, SiteAlias.alias).where(SiteAlias.confirmed)
    for number, alias in current_session().execute(confirmed):
        others.setdefault(number, []).append(alias)
    choices: list[tuple[Site, str, tuple[str, ...]]] = [
        (site, site.label, (site.code, *others.get(site.id, ()))) for site in sites
    ]
    return choice_column(
        "site", _("School"), choices, needed=len(sites) > 1, quiet=len(sites) == 1,
        other_names=("campus", "schoolnaam", "naam school", "naam van de school"),
    )  # fmt: skip


def _other_words() -> dict[DeliveryStatus, tuple[str, ...]]:
    """Return how lists that people kept themselves say it."""
    return {
        DeliveryStatus.PLANNED: (_("te doen"),),
        DeliveryStatus.HELD: (_("ja"), _("ging door"), _("doorgegaan")),
        DeliveryStatus.CANCELLED: (_("nee"), _("geannuleerd"), _("afgelast"), _("niet doorgegaan")),
    }


def delivery_of(line: Line, values: dict[str, Any]) -> Delivery:
    """Return the activity of a row.

    Without a status it follows from the day; an empty number is no head count, never a zero.
    """
    row = Delivery(ref=line.ref, delivered_by="", note="")
    for name in values.keys() - COUNTED.keys():
        put(row, name, values[name])
    if "status" not in values:
        row.status = DeliveryStatus.HELD if row.day <= today() else DeliveryStatus.PLANNED
    counts = {role: values[name] for name, role in COUNTED.items() if name in values}
    row.head_counts = [HeadCount(site_id=row.site_id, role=r, people=n) for r, n in counts.items()]
    if counts and row.status is not DeliveryStatus.HELD:
        line.add("status", _("Er staat een aantal. Kies 'gedaan', of maak het aantal leeg."))
    return row


def same_day(records: Sequence[Delivery]) -> Iterable[Delivery]:
    """Return the stored activities of the days of these, at their schools."""
    wanted = (
        select(Delivery)
        .where(
            Delivery.programme_id == records[0].programme_id,
            Delivery.day.in_({row.day for row in records}),
            Delivery.site_id.in_({row.site_id for row in records}),
        )
        .options(selectinload(Delivery.head_counts))
    )
    return current_session().scalars(wanted).all()


def key_of_delivery(row: Delivery) -> Any:
    """Return everything that the grid asks: two activities that differ in nothing are one."""
    counts = tuple(sorted((count.role, count.people) for count in row.head_counts))
    return (row.site_id, row.element_id, row.day, row.status, row.minutes, row.note, counts)
