"""What hangs under a request: the parts of the package, and the monitoring."""

# ruff: noqa: RUF012 - Flask-Admin reads its declarations from the class

from __future__ import annotations

from collections.abc import Iterable
from types import SimpleNamespace
from typing import Any, ClassVar

from sqlalchemy import select
from sqlalchemy.orm import joinedload
from toc_webadmin.clock import today
from toc_webadmin.sessions import current_session
from toc_webadmin.views.base import TocModelView
from toc_webadmin.views.closed import EVERY_ROLE
from toc_webadmin.views.filters import SiteFilter, WordFilter
from toc_webadmin.views.reading import MOST_CHOICES

from toc_core.i18n import _
from toc_flexible_trajectories.codes import MonitoringMeans, PackagePart
from toc_flexible_trajectories.models import MonitoringMoment, PackageItem, TrajectoryRequest


class BelowRequestView(TocModelView):
    """Rows that belong to a request; its school is theirs."""

    allowed = EVERY_ROLE
    search_label = _("Zoek code of school")
    column_searchable_list: ClassVar[tuple[str, ...]] = ("request.participant.code", "site.label")
    not_asked = {"site_id": "that of the request"}

    @property
    def column_filters(self) -> list[Any]:
        """Return the filters of the list."""
        return [SiteFilter(self.model.site_id)]

    def get_query(self) -> Any:
        """Return the rows, each with its request and the pupil."""
        request = joinedload(self.model.request)
        loads = (request.joinedload(TrajectoryRequest.participant), joinedload(self.model.site))
        return super().get_query().options(*loads)

    def rows_for(self, relation: str, target: type[Any]) -> Iterable[Any]:
        """Return the requests that the session shows, the newest first."""
        return current_session().scalars(self.requests()).all()

    def requests(self) -> Any:
        """Return the question for the requests to choose from."""
        request = TrajectoryRequest
        return (
            select(request)
            .options(joinedload(request.participant), joinedload(request.site))
            .order_by(request.asked_on.desc(), request.id.desc())
            .limit(MOST_CHOICES)
        )

    def name_of(self, row: Any) -> str:
        """Return what a list to choose from calls a request: the pupil, the day and the school."""
        return f"{row}, {row.site}"

    def fill(self, row: Any, form: Any) -> None:
        """Set the school of the request."""
        super().fill(row, form)
        if row.request is not None:
            row.site_id = row.request.site_id

    def heading_of(self, row: Any) -> str:
        """Return the request and the row itself."""
        return f"{row.request.participant}: {row}"


class PackageView(BelowRequestView):
    """The parts of a package, each with its days."""

    record, kind, path = PackageItem, "package", "pakketten"
    title, one = _("Pakketten"), _("Deel van een pakket")
    new_label = _("Nieuw deel van een pakket")
    intro = _("Wat een leerling krijgt, van wanneer tot wanneer. Zo lees je ook wat er wijzigde.")
    empty = _("Hier komt elk deel van het pakket van een leerling.")
    duplicate = _("Dit deel begint op die dag al. Kijk in de lijst en wijzig het daar.")
    year_of = "start"
    column_list = ("request", "part", "start", "end", "site")
    column_sortable_list = ("start", "end", ("site", "site.label"))
    column_default_sort = ("start", True)
    form_columns = ("request", "part", "start", "end")
    column_labels = {
        "request": _("Aanvraag"),
        "part": _("Deel"),
        "start": _("Vanaf"),
        "end": _("Tot en met"),
        "site": _("School"),
    }
    column_descriptions = {
        "request": _("Staat ze er niet bij? Maak ze eerst bij Aanvragen."),
        "end": _("Nog niet gekend? Laat leeg."),
    }

    @property
    def column_filters(self) -> list[Any]:
        """Return the filters of the list."""
        return [
            *super().column_filters,
            WordFilter("deel", PackageItem.part, _("Deel"), PackagePart),
        ]

    def blank_row(self) -> Any:
        """Return a part that starts today."""
        return SimpleNamespace(start=today())


class MonitoringView(BelowRequestView):
    """The days on which the school looked how it goes; never what was said."""

    record, kind, path = MonitoringMoment, "monitoring", "opvolging"
    title, one = _("Opvolging"), _("Opvolgmoment")
    new_label = _("Nieuw opvolgmoment")
    intro = _("Wanneer de school keek hoe het gaat, en hoe. Wat gezegd is, staat hier niet.")
    empty = _("Hier komt elk moment waarop de school keek hoe het gaat.")
    duplicate = _("Dit moment staat er al. Kijk in de lijst en wijzig het daar.")
    year_of = "day"
    column_list = ("request", "means", "day", "site")
    column_sortable_list = ("day", ("site", "site.label"))
    column_default_sort = ("day", True)
    form_columns = ("request", "means", "day")
    column_labels = {
        "request": _("Aanvraag"),
        "means": _("Hoe?"),
        "day": _("Datum"),
        "site": _("School"),
    }
    column_descriptions = {"request": _("Staat ze er niet bij? Maak ze eerst bij Aanvragen.")}

    @property
    def column_filters(self) -> list[Any]:
        """Return the filters of the list."""
        words = WordFilter("hoe", MonitoringMoment.means, _("Hoe?"), MonitoringMeans)
        return [*super().column_filters, words]

    def blank_row(self) -> Any:
        """Return a moment of today."""
        return SimpleNamespace(day=today())
