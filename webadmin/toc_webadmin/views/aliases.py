"""Other names of schools, and whether two schools in the list are one."""

# ruff: noqa: RUF012 - Flask-Admin reads its declarations from the class

from __future__ import annotations

from typing import Any

from flask import abort, redirect, request, url_for
from flask_admin import expose
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm.exc import StaleDataError

from toc_core.db.people import SiteAlias
from toc_core.i18n import _, later
from toc_webadmin.sessions import current_session, say_with_undo
from toc_webadmin.views.base import TocModelView
from toc_webadmin.views.closed import CITY_ROLES
from toc_webadmin.views.filters import SiteFilter

SAME, DIFFERENT = "dezelfde", "verschillend"


class AliasView(TocModelView):
    """Other names; the city confirms that a name means the same school, or takes it away."""

    record, kind, path = SiteAlias, "aliases", "andere-namen"
    details_template = "admin/alias.html"
    title, one = later("Andere namen"), later("Andere naam")
    new_label = later("Nieuwe andere naam")
    intro = later(
        "Onder welke namen een school nog bekend is. Is zo'n naam ook die van een andere school "
        "in de lijst, dan tellen beide als één school zodra je dat bevestigt. In de portfolio "
        "wordt '6 of 7 scholen' dan bijvoorbeeld gewoon 6."
    )
    form_intro = intro
    empty = later("Hier komen de andere namen van scholen.")
    duplicate = later("Deze naam is al een andere naam van een school.")
    visible_to = later("Zichtbaar voor: de stad.")
    allowed = CITY_ROLES
    search_label = later("Zoek een naam of school")
    column_list = ("alias", "site", "confirmed")
    column_sortable_list = ("alias", ("site", "site.label"), "confirmed")
    column_default_sort = [("confirmed", False), ("alias", False)]
    column_searchable_list = ("alias", "site.label")
    form_columns = ("site", "alias", "confirmed")
    column_labels = {
        "site": later("School"),
        "alias": later("Andere naam"),
        "confirmed": later("Bevestigd"),
    }
    column_descriptions = {
        "confirmed": later(
            "Vink aan als zeker is dat het dezelfde school is. Zijn het twee scholen? Verwijder "
            "dan deze naam."
        ),
    }
    column_formatters = {
        "confirmed": lambda row: _("bevestigd") if row.confirmed else _("nog te bevestigen")
    }

    @property
    def column_filters(self) -> list[Any]:
        """Return the filters of the list."""
        return [SiteFilter(SiteAlias.site_id)]

    def heading_of(self, row: Any) -> str:
        """Return the question that a name asks, or the name itself once it was answered."""
        if row.confirmed:
            return str(row.alias)
        return _("Zijn {one} en {other} dezelfde school?").format(
            one=row.site.label, other=row.alias
        )

    def decisions(self) -> list[tuple[str, str]]:
        """Return the two answers, with their words."""
        return [(SAME, _("Ja, dezelfde school")), (DIFFERENT, _("Nee, twee scholen"))]

    @expose("/beslis/", methods=("POST",))  # type: ignore[untyped-decorator]
    def decide_view(self) -> Any:
        """Confirm that a name means the same school, or take it away: they are two."""
        self._require(True)
        row = self.row_or_404(request.form.get("id"))
        decision = request.form.get("besluit")
        if decision not in (SAME, DIFFERENT):
            abort(400)
        words = (
            _("{one} en {other} zijn dezelfde school.")
            if decision == SAME
            else _("{one} en {other} zijn twee scholen.")
        ).format(one=row.site.label, other=row.alias)
        session = current_session()
        session.purpose = words.rstrip(".")
        try:
            if decision == SAME:
                row.confirmed = True
            else:
                session.delete(row)
            session.commit()
        except (IntegrityError, StaleDataError):
            session.rollback()
            abort(409)
        say_with_undo(words)
        to_portfolio = request.form.get("naar") == "portfolio"
        return redirect(url_for("portfolio.page" if to_portfolio else ".index_view"))
