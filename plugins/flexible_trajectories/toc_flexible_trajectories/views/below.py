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

from toc_core.i18n import _, later
from toc_flexible_trajectories.codes import MonitoringMeans, PackagePart
from toc_flexible_trajectories.models import MonitoringMoment, PackageItem, TrajectoryRequest


class BelowRequestView(TocModelView):
    """Rows that belong to a request; its school is theirs."""

    allowed = EVERY_ROLE
    search_label = later("Zoek code of school")
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
    title, one = later("Pakketten"), later("Deel van een pakket")
    new_label = later("Nieuw deel van een pakket")
    intro = later(
        "Wat een leerling krijgt, van wanneer tot wanneer. Zo lees je ook wat er wijzigde."
    )
    empty = later("Hier komt elk deel van het pakket van een leerling.")
    duplicate = later("Dit deel begint op die dag al. Kijk in de lijst en wijzig het daar.")
    year_of = "start"
    column_list = ("request", "part", "start", "end", "site")
    column_sortable_list = ("start", "end", ("site", "site.label"))
    column_default_sort = ("start", True)
    form_columns = ("request", "part", "start", "end")
    column_labels = {
        "request": later("Aanvraag"),
        "part": later("Deel"),
        "start": later("Vanaf"),
        "end": later("Tot en met"),
        "site": later("School"),
    }
    column_descriptions = {
        "request": later("Staat ze er niet bij? Maak ze eerst bij Aanvragen."),
        "end": later("Nog niet gekend? Laat leeg."),
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
    title, one = later("Opvolging"), later("Opvolgmoment")
    new_label = later("Nieuw opvolgmoment")
    intro = later("Wanneer de school keek hoe het gaat, en hoe. Wat gezegd is, staat hier niet.")
    empty = later("Hier komt elk moment waarop de school keek hoe het gaat.")
    duplicate = later("Dit moment staat er al. Kijk in de lijst en wijzig het daar.")
    year_of = "day"
    column_list = ("request", "means", "day", "site")
    column_sortable_list = ("day", ("site", "site.label"))
    column_default_sort = ("day", True)
    form_columns = ("request", "means", "day")
    column_labels = {
        "request": later("Aanvraag"),
        "means": later("Hoe?"),
        "day": later("Datum"),
        "site": later("School"),
    }
    column_descriptions = {"request": later("Staat ze er niet bij? Maak ze eerst bij Aanvragen.")}

    @property
    def column_filters(self) -> list[Any]:
        """Return the filters of the list."""
        words = WordFilter("hoe", MonitoringMoment.means, _("Hoe?"), MonitoringMeans)
        return [*super().column_filters, words]

    def blank_row(self) -> Any:
        """Return a moment of today."""
        return SimpleNamespace(day=today())
