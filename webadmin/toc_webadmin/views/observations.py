"""Measurements: only for indicators that nobody can count from the records."""

# ruff: noqa: RUF012 - Flask-Admin reads its declarations from the class

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import or_, select
from wtforms import Field

from toc_core.db.measures import TOTAL, Observation, ObservationCaveat
from toc_core.db.observations import check_observation
from toc_core.db.people import Site
from toc_core.db.theory import Cell, IndicatorRow
from toc_core.figures import CaveatKind
from toc_core.formats.words import period_text
from toc_core.i18n import _, later
from toc_core.periods import parse_period
from toc_core.theory import Observed, Programme
from toc_webadmin.grid.columns import Column
from toc_webadmin.grid.lines import Line
from toc_webadmin.sessions import current_session
from toc_webadmin.views.closed import EVERY_ROLE
from toc_webadmin.views.fields import set_children
from toc_webadmin.views.filters import ListFilter, SiteFilter, visible_sites
from toc_webadmin.views.grid import GridView
from toc_webadmin.views.indicators import indicator_names, theory_in_use
from toc_webadmin.views.observation_rows import (
    key_of_observation,
    observation_columns,
    observation_of,
    same_period,
)
from toc_webadmin.views.words import shown, spoken

MOST_NOTE = 500


class CaveatsField(Field):  # type: ignore[misc]
    """A box and a note per reservation; ``typed`` holds the notes of those that are ticked."""

    wide = True
    notes = True
    data: list[ObservationCaveat]

    def process(self, formdata: Any, data: Any = None, extra_filters: Any = None) -> None:
        """Take what is stored, or what was ticked."""
        self.process_errors: list[str] = []
        self.object_data = data
        stored = data if isinstance(data, list) else []
        self.data = stored
        self.typed: dict[CaveatKind, str] = {row.kind: row.note for row in stored}
        if formdata is None:
            return
        notes = {
            k: str(formdata.get(f"{self.name}-{k.value}-note", "")).strip() for k in CaveatKind
        }
        ticked = {k for k in CaveatKind if f"{self.name}-{k.value}" in formdata}
        self.typed = {k: note for k, note in notes.items() if k in ticked or note}
        if any(len(note) > MOST_NOTE for note in notes.values()):
            self.process_errors.append(_("Een toelichting is hoogstens 500 tekens."))

    def options(self) -> list[tuple[str, str, bool, str]]:
        """Return name, words, whether it is ticked and the note of every reservation."""
        return [
            (f"{self.name}-{k.value}", spoken(k), k in self.typed, self.typed.get(k, ""))
            for k in CaveatKind
        ]

    def populate_obj(self, obj: Any, name: str) -> None:
        """Add, change and remove caveats; one that stays, keeps its row."""
        set_children(obj.caveats, self.typed, ObservationCaveat, ("kind", "note"), obj.site_id)


class SourceFilter(ListFilter):
    """Measurements that nobody can check: without a source and without a caveat."""

    def __init__(self) -> None:
        super().__init__("bron", Observation.source, _("Bron"))

    def choices(self) -> Iterable[tuple[str, str]]:
        """Return the one choice."""
        return [("zonder", _("geen bron en geen voorbehoud"))]

    def apply(self, query: Any, value: Any, alias: Any = None) -> Any:
        """Return the query, narrowed."""
        return query.filter(Observation.unexplained())


class ObservationView(GridView):
    """The measurements of a programme."""

    record, kind, path = Observation, "observations", "metingen"
    title, one = later("Metingen"), later("Meting")
    new_label = later("Nieuwe meting")
    intro = later("Wat gemeten of nagevraagd is. Wat we zelf kunnen tellen, hoef je niet te typen.")
    empty = later(
        "Hier komt elke meting: een waarde voor een periode, of de reden waarom ze ontbreekt."
    )
    duplicate = later("Voor deze indicator, school, opsplitsing en periode bestaat al een meting.")
    form_intro = later("Vul één soort antwoord in: een waarde, een aandeel, tekst of een reden.")
    allowed = EVERY_ROLE
    search_label = later("Zoek indicator of school")
    column_list = ("indicator", "period", "site", "answer")
    column_sortable_list = (
        ("indicator", "indicator.label"),
        ("period", "period_start"),
        ("site", "site.label"),
    )
    column_default_sort = ("period_start", True)
    column_searchable_list = ("indicator.label", "site.label", "period", "source")
    column_details_list = (*column_list, "cell", "source")
    form_columns = (
        "indicator",
        "site",
        "period",
        "cell",
        "value",
        "source",
        "numerator",
        "denominator",
        "text",
        "absence",
        "caveats",
    )
    form_extra_fields = {
        "caveats": CaveatsField(
            label=later("Voorbehoud"),
            description=later("Kruis aan wat een lezer moet weten, en zeg kort waarom."),
        )
    }
    not_asked = {
        "programme_id": "the programme of the page",
        "perspective": "one perspective, until a programme declares more",
        "period_start": "follows from the period",
        "period_end": "follows from the period",
    }
    column_labels = {
        "indicator": later("Indicator"),
        "site": later("School"),
        "period": later("Periode"),
        "cell": later("Opsplitsing"),
        "answer": later("Antwoord"),
        "value": later("Waarde"),
        "numerator": later("Teller van een aandeel"),
        "denominator": later("Noemer van een aandeel"),
        "text": later("Antwoord in woorden"),
        "absence": later("Reden waarom er geen waarde is"),
        "source": later("Bron"),
    }
    column_descriptions = {
        "site": later("Voor welke school geldt dit?"),
        "period": later("Bijvoorbeeld 2024-2025, schooljaar 23/24, Q1 2025 of 2025."),
        "cell": later("Geldt het voor iedereen? Kies Totaal."),
        "value": later("Een getal, met een komma als het moet: 7,25."),
        "numerator": later("Bijvoorbeeld 18 leerlingen zeggen ja…"),
        "denominator": later("…van 24 leerlingen die antwoordden."),
        "source": later("Waar staat dit? Bijvoorbeeld een bevraging of verslag."),
        "absence": later("Bijvoorbeeld: niet afgenomen door ziekte."),
    }
    column_formatters = {
        "answer": lambda row: answer_of(row),
        "period": lambda row: period_text(parse_period(row.period)),
    }

    @property
    def column_filters(self) -> list[Any]:
        """Return the filters of the list."""
        return [SiteFilter(Observation.site_id), SourceFilter()]

    def theory(self) -> Programme:
        """Return the theory in use; the plugin's own when none is stored yet."""
        assert self.programme is not None
        return theory_in_use(self.programme)

    def typed_indicators(self) -> set[str]:
        """Return the codes of the indicators that a person may type a value for."""
        return {
            i.code
            for i in self.theory().all_indicators()
            if isinstance(i.measure, Observed) or i.counted_from is not None
        }

    def nothing_to_add(self) -> str:
        """Return why there is nothing to type; empty when there is."""
        if self.typed_indicators():
            return ""
        return _("Alle indicatoren van dit programma tellen we uit je gegevens. Typen hoeft niet.")

    def rows_for(self, relation: str, target: type[Any]) -> Iterable[Any]:
        """Return what a measurement may refer to."""
        if target is Site:
            return visible_sites(with_city=True)
        if target is IndicatorRow:
            codes = self.typed_indicators()
            return [r for r in super().rows_for(relation, target) if r.code in codes]
        if target is Cell:
            ours = or_(Cell.id == TOTAL, Cell.programme_id == self.programme_id())
            cells = current_session().scalars(select(Cell).where(ours).order_by(Cell.id))
            return cells.all()
        return super().rows_for(relation, target)

    def create_form(self, obj: Any = None) -> Any:
        """Return the empty form, for the total."""
        form = super().create_form(obj)
        if form["cell"].data is None and not form["cell"].errors:
            form["cell"].data = current_session().get(Cell, TOTAL)
        return form

    def more_problems(self, row: Any, form: Any) -> list[tuple[str, str]]:
        """Return what the theory refuses."""
        if row.indicator is None:
            return []
        return [("value", sentence) for sentence in check_observation(self.theory(), row)]

    # Many at a time

    def grid_columns(self) -> Sequence[Column]:
        """Return the columns of many measurements at a time."""
        return observation_columns(
            self.rows_for("indicator", IndicatorRow),
            indicator_names(self.theory()),
            self.rows_for("cell", Cell),
        )

    def grid_record(self, line: Line, values: dict[str, Any]) -> Observation:
        """Return the measurement of a row."""
        return observation_of(line, values, self.theory(), current_session().get_one(Cell, TOTAL))

    def grid_problems(self, record: Observation) -> list[tuple[str, str]]:
        """Return what the theory refuses."""
        return self.more_problems(record, None)

    def grid_alike(self, records: Sequence[Observation]) -> Iterable[Observation]:
        """Return the measurements of the same indicators and periods."""
        return same_period(records)

    def grid_key(self, record: Observation) -> Any:
        """Return what only one measurement can have."""
        return key_of_observation(record)

    def heading_of(self, row: Any) -> str:
        """Return the indicator and the period."""
        return f"{row.indicator}, {row.period}"

    def parts_of(self, row: Any) -> list[tuple[str, list[str]]]:
        """Return the caveats."""
        lines = [f"{spoken(c.kind)}: {c.note}".removesuffix(": ") for c in row.caveats]
        return [(_("Voorbehoud"), lines)] if lines else []


def answer_of(row: Observation) -> str:
    """Return the answer of a measurement in one line."""
    if row.numerator is not None:
        return _("{n} van {d}").format(n=row.numerator, d=row.denominator)
    if row.absence:
        return _("geen waarde: {why}").format(why=row.absence)
    return str(shown(row.value if row.value is not None else row.text[:120]))
