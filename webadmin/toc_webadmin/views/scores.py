"""Scores: what one person, known by code, scored before, after or later."""

# ruff: noqa: RUF012 - Flask-Admin reads its declarations from the class

from __future__ import annotations

from collections.abc import Iterable
from types import SimpleNamespace
from typing import Any

from toc_core.db.measures import Score
from toc_core.db.observations import check_score
from toc_core.db.theory import IndicatorRow
from toc_core.i18n import _, later
from toc_core.theory import Moment, Programme, Scored
from toc_webadmin.clock import today
from toc_webadmin.views.base import TocModelView
from toc_webadmin.views.closed import EVERY_ROLE
from toc_webadmin.views.filters import SiteFilter, WordFilter
from toc_webadmin.views.indicators import theory_in_use
from toc_webadmin.views.people import YEAR_HELP, default_year, not_enrolled


def has_scores(programme: Programme) -> bool:
    """Return whether a programme asks for scores of people."""
    return any(isinstance(i.measure, Scored) for i in programme.all_indicators())


class ScoreView(TocModelView):
    """The scores of people in a programme, by code."""

    record, kind, path = Score, "scores", "scores"
    title, one = later("Scores"), later("Score")
    new_label = later("Nieuwe score")
    intro = later("Wat iemand, gekend met een code, scoorde: voor, na of bij de opvolging.")
    empty = later("Hier komt elke score van een leerling of leerkracht, met een code.")
    duplicate = later("Voor deze code, indicator, dag en dit moment bestaat al een score.")
    form_intro = later("Gebruik alleen codes, nooit namen.")
    allowed = EVERY_ROLE
    year_of = "day"
    search_label = later("Zoek indicator of school")
    column_list = ("participant", "indicator", "moment", "day", "value", "site")
    column_sortable_list = ("day", ("indicator", "indicator.label"), ("site", "site.label"))
    column_default_sort = ("day", True)
    column_searchable_list = ("indicator.label", "site.label")
    form_columns = ("site", "participant", "school_year", "indicator", "moment", "day", "value")
    not_asked = {"programme_id": "the programme of the page"}
    column_labels = {
        "site": later("School"),
        "participant": later("Code"),
        "school_year": later("Schooljaar"),
        "indicator": later("Indicator"),
        "moment": later("Wanneer?"),
        "day": later("Datum"),
        "value": later("Score"),
    }
    column_descriptions = {
        "participant": later("De code van de leerling of leerkracht."),
        "school_year": YEAR_HELP,
        "day": later("De dag waarop de score gegeven is."),
        "value": later("Een getal, met een komma als het moet: 3,5."),
    }

    @property
    def column_filters(self) -> list[Any]:
        """Return the filters of the list."""
        return [
            SiteFilter(Score.site_id),
            WordFilter("wanneer", Score.moment, _("Wanneer?"), Moment),
        ]

    def blank_row(self) -> Any:
        """Return a score that was given today, in the current school year."""
        return SimpleNamespace(day=today(), school_year=default_year())

    def rows_for(self, relation: str, target: type[Any]) -> Iterable[Any]:
        """Return what a score may refer to: only the indicators that ask for scores."""
        rows = super().rows_for(relation, target)
        if target is not IndicatorRow:
            return rows
        assert self.programme is not None
        theory = theory_in_use(self.programme)
        codes = {i.code for i in theory.all_indicators() if isinstance(i.measure, Scored)}
        return [row for row in rows if row.code in codes]

    def more_problems(self, row: Any, form: Any) -> list[tuple[str, str]]:
        """Return what the theory refuses, and whether the person is enrolled there."""
        if None in (row.indicator, row.participant, row.site):
            return []
        assert self.programme is not None
        found = [("value", said) for said in check_score(theory_in_use(self.programme), row)]
        return [*found, *not_enrolled(row)]

    def heading_of(self, row: Any) -> str:
        """Return whose score it is, of which day."""
        return f"{row.participant}, {row.day:%d/%m/%Y}"
