"""The view of the loans in the admin. SPDX-License-Identifier: 0BSD"""

# ruff: noqa: RUF012 - Flask-Admin reads its declarations from the class

from __future__ import annotations

from typing import Any

from toc_webadmin.views.base import TocModelView
from toc_webadmin.views.closed import EVERY_ROLE
from toc_webadmin.views.filters import SiteFilter

from toc_leeskoffer.models import Loan


class LoanView(TocModelView):
    """The cases that were lent; a school sees its own."""

    record, kind, path = Loan, "loans", "koffers"
    title, one, new_label = "Koffers", "Koffer", "Nieuwe koffer"
    intro = "Welke koffer naar welke school ging."
    empty = "Hier komt elke koffer die uitgeleend is."
    allowed = EVERY_ROLE
    year_of = "lent_on"
    column_list = ("site", "lent_on", "returned_on", "books")
    column_sortable_list = ("lent_on", ("site", "site.label"))
    column_default_sort = ("lent_on", True)
    column_searchable_list = ("site.label",)
    form_columns = ("site", "lent_on", "returned_on", "books", "note")
    not_asked = {"programme_id": "the programme of the page"}
    column_labels = {
        "site": "School",
        "lent_on": "Uitgeleend op",
        "returned_on": "Terug op",
        "books": "Aantal boeken",
        "note": "Opmerking",
    }

    @property
    def column_filters(self) -> list[Any]:
        """Return the filters of the list."""
        return [SiteFilter(Loan.site_id)]
