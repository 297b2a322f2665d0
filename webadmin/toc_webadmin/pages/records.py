"""How records are named and reached on the pages: titles, addresses and Dutch words."""

from __future__ import annotations

from typing import Any

from flask import url_for
from werkzeug.routing import BuildError

from toc_core.db.measures import Agreed, Observation
from toc_core.db.people import Characteristic, Enrolment
from toc_core.db.records import Attendance, HeadCount, Meeting, Participation, Resource, Story
from toc_core.i18n import _
from toc_core.periods import parse_period
from toc_core.theory import Programme
from toc_webadmin.added_views import view_of
from toc_webadmin.views.words import spoken

# The view of a record's table: one per programme, or one that all programmes share.
_PER_PROGRAMME = {
    "participation": "participations",
    "trajectory": "trajectories",
    "delivery": "deliveries",
    "meeting": "meetings",
    "observation": "observations",
    "score": "scores",
    "agreed": "targets",
    "story": "stories",
}
_SHARED = {
    "class_group": "groups",
    "participant": "participants",
    "site": "sites",
    "site_alias": "aliases",
}


def view_url(endpoint: str, **arguments: Any) -> str:
    """Return the address of a view; empty when this application has no such view."""
    try:
        return url_for(endpoint, **arguments)
    except BuildError:
        return ""


def record_url(table: str, ref: str, programme: str = "") -> str:
    """Return where a record can be read: its own view, or else its history."""
    kind = _PER_PROGRAMME.get(table)
    view = f"{programme}-{kind}" if kind and programme else _SHARED.get(table, "")
    added = view_of(table)
    view = added.endpoint if added else view
    own = view_url(f"{view}.details_view", id=ref) if view else ""
    return own or url_for("history.record", table=table, ref=ref)


def title_of(row: Any, programme: Programme | None = None) -> str:
    """Return what a person calls a record."""
    match row:
        case Participation():
            return _("deelname {year}").format(year=row.school_year)
        case Meeting():
            return f"{_meeting_kind(row.kind, programme)}, {row.day:%d/%m/%Y}"
        case Story():
            teller = spoken(row.teller_role)
            return _("verhaal van een {teller}, {day}").format(
                teller=teller, day=f"{row.day:%d/%m/%Y}"
            )
        case Observation():
            return _("meting {period}").format(period=parse_period(row.period).label)
        case Agreed() | Resource() | Attendance() | HeadCount() | Enrolment() | Characteristic():
            return table_words().get(row.__tablename__, (row.__tablename__, ""))[0]
        case _:
            own = "__str__" in vars(type(row))
            return str(row) if own else words_of(row.__tablename__)[0]


def _meeting_kind(code: str, programme: Programme | None) -> str:
    kinds = {kind.code: kind.label for kind in programme.meeting_kinds} if programme else {}
    return kinds.get(code, code or _("overleg"))


def table_words() -> dict[str, tuple[str, str]]:
    """Return one and several of each kind of record."""
    return {
        "participation": (_("deelname"), _("deelnames")),
        "trajectory": (_("traject"), _("trajecten")),
        "trajectory_step": (_("stap"), _("stappen")),
        "trajectory_member": (_("deelnemer aan een traject"), _("deelnemers aan een traject")),
        "delivery": (_("activiteit"), _("activiteiten")),
        "attendance": (_("aanwezigheid"), _("aanwezigheden")),
        "head_count": (_("aantal aanwezigen"), _("aantallen aanwezigen")),
        "meeting": (_("overleg"), _("overlegmomenten")),
        "resource": (_("inzet van middelen"), _("inzetten van middelen")),
        "story": (_("verhaal"), _("verhalen")),
        "observation": (_("meting"), _("metingen")),
        "score": (_("score"), _("scores")),
        "observation_caveat": (_("voorbehoud"), _("voorbehouden")),
        "agreed": (_("doel of beginsituatie"), _("doelen en beginsituaties")),
        "commentary": (_("duiding"), _("duidingen")),
        "class_group": (_("klasgroep"), _("klasgroepen")),
        "participant": (_("code"), _("codes")),
        "enrolment": (_("inschrijving"), _("inschrijvingen")),
        "characteristic": (_("kenmerk"), _("kenmerken")),
        "site": (_("school"), _("scholen")),
        "site_alias": (_("andere naam van een school"), _("andere namen van scholen")),
        "organisation": (_("organisatie"), _("organisaties")),
    }


def words_of(table: str) -> tuple[str, str]:
    """Return one and several of a kind of record; of a plugin's, as its view says it."""
    view = view_of(table)
    own = (view.one.lower(), view.title.lower()) if view else (_("rij"), _("rijen"))
    return table_words().get(table, own)


def counted_words(table: str, number: int) -> str:
    """Return ``1 activiteit`` or ``3 activiteiten``."""
    return counted(number, *words_of(table))


def counted(number: int, one: str, several: str) -> str:
    """Return a number with the word for one, or for several."""
    return f"{number} {one if number == 1 else several}"
