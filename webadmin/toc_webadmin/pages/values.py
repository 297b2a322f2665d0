"""Fields of records in words: Dutch labels, and values as a person writes them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import inspect
from sqlalchemy.orm import RelationshipDirection

from toc_core.db.measures import Observation
from toc_core.db.people import Group, Organisation, Participant, Site
from toc_core.db.records import Delivery
from toc_core.db.theory import Cell, ElementRow, IndicatorRow, ProgrammeRow
from toc_core.db.trajectories import Trajectory
from toc_core.i18n import _
from toc_webadmin.added_views import view_of
from toc_webadmin.pages.records import title_of
from toc_webadmin.sessions import current_principal
from toc_webadmin.views.words import written

if TYPE_CHECKING:
    from toc_core.db.door import ScopedSession

# Where the id in a column points; what a school may not see stays a dash.
_RELATIONS: dict[str, type[Any]] = {
    "programme_id": ProgrammeRow,
    "site_id": Site,
    "school_id": Site,
    "group_id": Group,
    "element_id": ElementRow,
    "indicator_id": IndicatorRow,
    "trajectory_id": Trajectory,
    "delivery_id": Delivery,
    "observation_id": Observation,
    "participant_id": Participant,
    "organisation_id": Organisation,
    "cell_id": Cell,
}
# Filled in from another field: a reader sees the period itself.
_HIDDEN = frozenset({"period_start", "period_end"})


def is_hidden(name: str, table: str) -> bool:
    """Return whether a column is not told here: its view may keep it from schools."""
    view = view_of(table)
    is_kept = view is not None and name in view.city_alone
    return name in _HIDDEN or (is_kept and not current_principal().sees_everything)


def field_label(name: str, table: str = "") -> str:
    """Return the label of a column: as the view of a plugin's table says it, or as we do.

    One that nobody names keeps its name, readable.
    """
    view, short = view_of(table), name.removesuffix("_id")
    own = view.column_labels if view else {}
    known = {**_relation_labels(), **_own_labels(), **own}
    return str(own.get(short) or known.get(name) or short.replace("_", " ").capitalize())


def _relation_labels() -> dict[str, str]:
    return {
        "programme_id": _("Programma"),
        "site_id": _("School"),
        "school_id": _("School van deze campus"),
        "group_id": _("Klasgroep"),
        "element_id": _("Bouwsteen"),
        "indicator_id": _("Indicator"),
        "trajectory_id": _("Traject"),
        "delivery_id": _("Activiteit"),
        "observation_id": _("Meting"),
        "participant_id": _("Code"),
        "organisation_id": _("Organisatie"),
        "cell_id": _("Opsplitsing"),
    }


def _own_labels() -> dict[str, str]:
    return {
        "code": _("Code"),
        "label": _("Naam"),
        "kind": _("Soort"),
        "net": _("Net"),
        "institution_number": _("Instellingsnummer"),
        "fictitious": _("Oefenschool"),
        "alias": _("Andere naam"),
        "confirmed": _("Bevestigd"),
        "school_year": _("Schooljaar"),
        "role": _("Rol"),
        "axis": _("Kenmerk"),
        "since": _("Sinds"),
        "contact": _("Contact"),
        "pioneer": _("Pionier"),
        "stopped_because": _("Gestopt omdat"),
        "source": _("Bron"),
        "start": _("Start"),
        "end": _("Einde"),
        "day": _("Datum"),
        "minutes": _("Minuten"),
        "delivered_by": _("Door wie"),
        "status": _("Status"),
        "note": _("Opmerking"),
        "people": _("Aantal"),
        "present": _("Aanwezig"),
        "agreements": _("Afspraken"),
        "amount": _("Bedrag"),
        "hours": _("Uren"),
        "budget": _("Budget"),
        "teller_role": _("Verteller"),
        "consent": _("Toestemming"),
        "text": _("Tekst"),
        "message": _("Boodschap"),
        "perspective": _("Perspectief"),
        "period": _("Periode"),
        "value": _("Waarde"),
        "numerator": _("Teller"),
        "denominator": _("Noemer"),
        "absence": _("Waarom geen waarde"),
        "agreed_on": _("Afgesproken op"),
        "reason": _("Reden"),
    }


def shown_value(session: ScopedSession, model: type[Any], name: str, value: Any) -> str:
    """Return a stored value in words; relations by name, emptiness as ``leeg``."""
    if value is None or value == "":
        return _("leeg")
    target = _RELATIONS.get(name) or _related(model, name)
    if target is not None:
        row = session.get(target, value)
        return "–" if row is None else title_of(row)
    return written(value)


def _related(model: type[Any], name: str) -> type[Any] | None:
    """Return the class that a plugin's own column refers to; none when it holds a plain value."""
    for relation in inspect(model).relationships:
        many_to_one = relation.direction is RelationshipDirection.MANYTOONE
        if many_to_one and any(
            local.key == name and remote.key == "id"
            for local, remote in relation.local_remote_pairs or ()
        ):
            found: type[Any] = relation.mapper.class_
            return found
    return None
