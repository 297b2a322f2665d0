"""Targets and baselines: append-only, so a new one replaces the last and both stay readable."""

# ruff: noqa: RUF012 - Flask-Admin reads its declarations from the class

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import SimpleNamespace
from typing import Any

from flask import g
from sqlalchemy import select

from toc_core.db.measures import TOTAL, Agreed, AgreedKind
from toc_core.db.people import Site
from toc_core.db.rules import problems_of
from toc_core.db.theory import IndicatorRow
from toc_core.explaining.agreed_words import standing_word
from toc_core.explaining.agreeing import Agreement, agreements_of
from toc_core.formats.words import period_text
from toc_core.i18n import _, later
from toc_core.periods import parse_period, school_year_of
from toc_core.theory import Count, Indicator, Observed, ValueKind
from toc_webadmin.clock import today
from toc_webadmin.sessions import current_session
from toc_webadmin.views.base import TocModelView
from toc_webadmin.views.closed import EVERY_ROLE
from toc_webadmin.views.filters import SiteFilter, WordFilter, visible_sites
from toc_webadmin.views.indicators import indicator_names, theory_in_use
from toc_webadmin.views.words import day_spoken, shown, spoken

# What makes two rows revisions of one agreement; the cell is always the total here.
_KEY = (Agreed.indicator_id, Agreed.kind, Agreed.period, Agreed.site_id, Agreed.cell_id)


class TargetView(TocModelView):
    """The targets and baselines of a programme; the city agrees them, a school reads its own."""

    record, kind, path = Agreed, "targets", "doelen"
    title, one = later("Doelen"), later("Doel of beginsituatie")
    new_label = later("Nieuw doel")
    intro = later(
        "Een nieuw doel vervangt het vorige. Het doel met de laatste datum bij 'Afgesproken op' "
        "telt."
    )
    empty = later("Hier komt elk doel en elke beginsituatie die de stad en de scholen afspreken.")
    form_intro = intro
    visible_to = later("Zichtbaar voor: de school waarvoor dit geldt en de stad.")
    allowed = EVERY_ROLE
    # What was agreed stays as it was agreed: there is no route that changes or removes it.
    can_edit = False
    can_delete = False
    edit_view = None
    delete_view = None
    search_label = later("Zoek indicator of school")
    column_list = (
        "indicator",
        "kind",
        "period",
        "site",
        "value",
        "agreed_on",
        "reason",
        "known_by",
    )
    column_sortable_list = (
        ("indicator", "indicator.label"),
        "period",
        ("site", "site.label"),
        "agreed_on",
    )
    column_default_sort = [("agreed_on", True), ("id", True)]
    column_searchable_list = ("indicator.label", "site.label", "period", "reason")
    form_columns = ("indicator", "kind", "site", "period", "value", "agreed_on", "reason")
    not_asked = {
        "programme_id": "the programme of the page",
        "cell_id": "a target is agreed for the total",
    }
    column_labels = {
        "indicator": later("Indicator"),
        "kind": later("Soort"),
        "period": later("Periode"),
        "site": later("School"),
        "value": later("Waarde"),
        "agreed_on": later("Afgesproken op"),
        "reason": later("Reden"),
        "known_by": later("Door wie"),
    }
    column_descriptions = {
        "kind": later("Een doel is waar je naartoe wil; een beginsituatie is waar je begon."),
        "site": later("Geldt het voor alle scholen samen? Kies Hele stad."),
        "period": later("Bijvoorbeeld 2024-2025, schooljaar 23/24, Q1 2025 of 2025."),
        "value": later("Een getal, een aandeel in procent. Alleen een richting? Laat leeg."),
        "agreed_on": later("De dag waarop dit beslist is."),
        "reason": later("Verplicht als je een eerdere afspraak vervangt. Geen namen."),
    }

    def __init__(self, *positional: Any, **named: Any) -> None:
        self.column_formatters = {
            "indicator": lambda row: self.name_of(row.indicator),
            "kind": self._kind_cell,
            "period": lambda row: period_text(parse_period(row.period)),
            "value": value_of,
        }
        super().__init__(*positional, **named)

    @property
    def column_filters(self) -> list[Any]:
        """Return the filters of the list."""
        return [
            SiteFilter(Agreed.site_id),
            WordFilter("soort", Agreed.kind, _("Soort"), AgreedKind),
        ]

    # Words

    def _names(self) -> dict[str, str]:
        assert self.programme is not None
        return indicator_names(theory_in_use(self.programme))

    def name_of(self, row: Any) -> str:
        """Return what a row is called; of two indicators with one name, the level too."""
        if isinstance(row, IndicatorRow):
            return self._names().get(row.code, row.label)
        return super().name_of(row)

    def _kind_cell(self, row: Agreed) -> str:
        standing = standing_word(self._standing()[row.id])
        return f"{spoken(row.kind)} ({standing})" if standing else spoken(row.kind)

    def _standing(self) -> Mapping[int, Agreement]:
        """Return the agreements of the programme by id, as figures are computed by them."""
        if "toc_agreements" not in g:
            session = current_session()
            own = select(IndicatorRow.id).where(IndicatorRow.programme_id == self.programme_id())
            found = agreements_of(session, session.scalars(own))
            g.toc_agreements = {one.id: one for one in found}
        return g.toc_agreements  # type: ignore[no-any-return]

    def heading_of(self, row: Any) -> str:
        """Return what was agreed, of which indicator and period."""
        return f"{spoken(row.kind).capitalize()}: {self.name_of(row.indicator)}, {row.period}"

    # The form

    def blank_row(self) -> Any:
        """Return a target that is agreed today for this school year."""
        year = school_year_of(today()).code
        return SimpleNamespace(kind=AgreedKind.TARGET, period=year, agreed_on=today())

    def rows_for(self, relation: str, target: type[Any]) -> Iterable[Any]:
        """Return what can be agreed on: the indicators in use, for a school or the whole city."""
        if target is Site:
            return visible_sites(with_city=True)
        if target is IndicatorRow:
            order = {code: place for place, code in enumerate(self._names())}
            rows = [r for r in super().rows_for(relation, target) if r.code in order]
            return sorted(rows, key=lambda row: order[row.code])
        return super().rows_for(relation, target)

    def fill(self, row: Any, form: Any) -> None:
        """Set the programme, and that it is agreed for the total."""
        super().fill(row, form)
        row.cell_id = TOTAL

    def more_problems(self, row: Any, form: Any) -> list[tuple[str, str]]:
        """Return what the indicator refuses, and whether a reason is missing."""
        if problems_of(row):  # the questions below need a row that can be read
            return []
        found = list(self._value_problems(row))
        if row.agreed_on > today():
            found.append(("agreed_on", _("deze dag moet nog komen. Kijk de datum na.")))
        if not row.reason and _earlier(row):
            found.append(
                (
                    "reason",
                    _("voor deze periode is er al een afspraak. Zeg kort waarom dit erbij komt."),
                )
            )
        return found

    def _value_problems(self, row: Agreed) -> Iterator[tuple[str, str]]:
        assert self.programme is not None
        if row.value is None:
            if row.kind is AgreedKind.BASELINE:
                yield "value", _("een beginsituatie heeft een waarde; vul ze in.")
            return
        indicators = {i.code: i for i in theory_in_use(self.programme).all_indicators()}
        problem = _misfit(indicators[row.indicator.code], row)
        if problem:
            yield "value", problem

    def store(self, row: Any, form: Any) -> str:
        """Store it and say what it replaces, or that it does not count."""
        earlier = _earlier(row)
        said = _("{kind} bewaard.").format(kind=spoken(row.kind).capitalize())
        super().store(row, form)
        if not earlier:
            return said
        last = earlier[-1]
        if last.agreed_on > row.agreed_on:
            words = _("Let op: wat op {day} is afgesproken, is nieuwer en blijft tellen.")
        else:
            words = _("Dit vervangt wat op {day} is afgesproken.")
        return f"{said} {words.format(day=day_spoken(last.agreed_on))}"


def _earlier(row: Agreed) -> Sequence[Agreed]:
    """Return the stored revisions with the key of a new row; the one that speaks is last."""
    same = (column == getattr(row, column.key) for column in _KEY)
    newest_last = (Agreed.agreed_on, Agreed.id)
    return current_session().scalars(select(Agreed).where(*same).order_by(*newest_last)).all()


def _misfit(indicator: Indicator, row: Agreed) -> str:
    """Return why a value cannot be one of the indicator; empty when it can."""
    measure, value = indicator.measure, row.value
    assert value is not None
    if isinstance(measure, Count) and value < 0:
        return _("een aantal is niet kleiner dan 0.")
    if isinstance(measure, Observed) and measure.kind is ValueKind.TEXT:
        return _("deze indicator heeft een antwoord in woorden; laat de waarde leeg.")
    if value == round(value, indicator.decimals):
        return ""
    most = indicator.decimals
    return _("dit heeft te veel cijfers na de komma; hoogstens {most}.").format(most=most)


def value_of(row: Agreed) -> str:
    """Return the value; without one it is a direction, and never a zero."""
    return str(shown(row.value)) if row.value is not None else _("alleen een richting")
