"""The rules of the practice as pure functions; each returns every (field, message) at once."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from toc_core.db.trajectories import Trajectory, TrajectoryStatus
from toc_core.i18n import _
from toc_flexible_trajectories.codes import Council

if TYPE_CHECKING:
    from toc_flexible_trajectories.models import PackageItem, TrajectoryRequest

FieldProblem = tuple[str, str]
MOST_LETTERS = 500  # of a note


def request_problems(request: TrajectoryRequest) -> list[FieldProblem]:
    """Return what keeps a request from being stored: decisions without a day, or before it."""
    found: list[FieldProblem] = []
    for field, answer, day in (
        ("council_on", request.council, request.council_on),
        ("willing_on", request.willing, request.willing_on),
    ):
        if (answer is None) != (day is None):
            found.append((field, _("geef het antwoord samen met de dag.")))
        elif day is not None and day < request.asked_on:
            message = _("{day} ligt voor de aanvraag ({asked}).")
            found.append((field, message.format(day=_day(day), asked=_day(request.asked_on))))
    if request.trajectory_id is not None or request.trajectory is not None:
        found += missing_for_start(request)
    return found


def missing_for_start(request: TrajectoryRequest) -> list[FieldProblem]:
    """Return what is still missing before the trajectory of a request may start."""
    found: list[FieldProblem] = []
    if request.council is not Council.APPROVED:
        message = _("een traject start pas na goedkeuring van de klassenraad; noteer die eerst.")
        found.append(("council", message))
    if request.willing is not True:
        message = _("een traject start pas als de leerling bereid is; noteer dat eerst.")
        found.append(("willing", message))
    return found


def standing(request: TrajectoryRequest) -> str:
    """Return how far a request is, in a few words."""
    if request.trajectory is not None:
        return _("gestart op {day}").format(day=_day(request.trajectory.start))
    if request.council is Council.REFUSED:
        return _("geweigerd door de klassenraad")
    if request.willing is False:
        return _("leerling is niet bereid")
    waits = [
        *([_("de klassenraad")] if request.council is None else []),
        *([_("de leerling")] if request.willing is None else []),
    ]
    return _("wacht op {whom}").format(whom=_(" en ").join(waits)) if waits else _("kan starten")


def start_problems(request: TrajectoryRequest, day: date) -> list[FieldProblem]:
    """Return what keeps the trajectory of a request from starting on a day."""
    found = missing_for_start(request)
    if request.trajectory_id is not None:
        found.append(("trajectory_id", _("dit traject is al gestart.")))
    for field, decided in (("council_on", request.council_on), ("willing_on", request.willing_on)):
        if decided is not None and day < decided:
            message = _("de start ({day}) ligt voor deze dag ({decided}).")
            found.append((field, message.format(day=_day(day), decided=_day(decided))))
    return found


def trajectory_problems(request: TrajectoryRequest | None, trajectory: Trajectory) -> list[str]:
    """Return why a trajectory may not run like this; one that is only planned needs no request."""
    if request is None:
        if trajectory.status is TrajectoryStatus.PLANNED:
            return []
        message = _(
            "Een flexibel traject start vanuit zijn aanvraag: na goedkeuring van de klassenraad, "
            "en als de leerling bereid is. Open ze bij Aanvragen en vul daar de start in."
        )
        return [message]
    decided = max(day for day in (request.council_on, request.willing_on) if day is not None)
    if trajectory.start >= decided:
        return []
    message = _("De start ({day}) ligt voor de dag van de laatste beslissing ({decided}).")
    return [message.format(day=_day(trajectory.start), decided=_day(decided))]


def package_problems(item: PackageItem) -> list[FieldProblem]:
    """Return what keeps a part of a package from being stored."""
    if item.end is not None and item.end < item.start:
        message = _("het einde ligt voor de start ({start}).")
        return [("end", message.format(start=_day(item.start)))]
    return []


def note_problems(text: str, *, allowed: bool) -> list[FieldProblem]:
    """Return what keeps a note from being stored; ``allowed`` is whether the school wants notes."""
    found: list[FieldProblem] = []
    if not allowed:
        message = _("notities staan uit; de school zet ze zelf aan als ze die wil bijhouden.")
        found.append(("site_id", message))
    if not text.strip():
        found.append(("text", _("dit is verplicht; vul het in.")))
    if len(text) > MOST_LETTERS:
        message = _("dit is {n} tekens; hoogstens {most}.")
        found.append(("text", message.format(n=len(text), most=MOST_LETTERS)))
    return found


def _day(day: date) -> str:
    return day.strftime("%d/%m/%Y")
