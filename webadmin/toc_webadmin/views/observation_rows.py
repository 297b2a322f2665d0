"""Measurements entered many at a time: the columns, and the record of a row."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from toc_core.db.measures import Observation
from toc_core.errors import UsageError
from toc_core.i18n import _
from toc_core.periods import parse_period
from toc_core.theory import Observed, Programme, ValueKind
from toc_webadmin.grid.columns import Column, choice_column, text_column
from toc_webadmin.sessions import current_session
from toc_webadmin.views.delivery_rows import site_column
from toc_webadmin.views.fields import key_of
from toc_webadmin.views.grid_rows import put
from toc_webadmin.views.typed import read_number

if TYPE_CHECKING:
    from toc_core.db.theory import Cell, IndicatorRow
    from toc_webadmin.grid.lines import Line

MOST_WORDS, MOST_SOURCE = 500, 200
_PAIR = re.compile(r"(\d{1,9})\s*(?:/|van|op)\s*(\d{1,9})\Z", re.I)


def observation_columns(
    indicators: Iterable[IndicatorRow], names: Mapping[str, str], cells: Iterable[Cell]
) -> list[Column]:
    """Return the columns of the grid of measurements."""
    named = [(row, names.get(row.code, row.label), (row.code, row.label)) for row in indicators]
    split = [(cell, str(cell), (key_of(cell), cell.category)) for cell in cells]
    return [
        choice_column("indicator", _("Indicator"), named, needed=True, other_names=("wat",)),
        Column(
            "period", _("Periode"), _period, needed=True, other_names=("schooljaar", "jaar"),
        ),
        site_column(with_city=True),
        choice_column(
            "cell", _("Opsplitsing"), split, blank=_("Totaal"), other_names=("opsplitsen per",)
        ),
        Column("value", _("Waarde"), str, other_names=("antwoord", "cijfer", "getal", "resultaat")),
        text_column(
            "absence", _("Of reden zonder waarde"), MOST_WORDS,
            other_names=("reden", "reden waarom er geen waarde is", "opmerking"),
        ),
        text_column("source", _("Bron"), MOST_SOURCE, other_names=("herkomst",)),
    ]  # fmt: skip


def _period(text: str) -> str:
    try:
        return parse_period(text).code
    except UsageError as error:
        raise ValueError(str(error)) from error


def observation_of(
    line: Line, values: dict[str, Any], theory: Programme, total: Cell
) -> Observation:
    """Return the measurement of a row; its value is read as its indicator asks it."""
    row = Observation(ref=line.ref, perspective="none", text="", absence="", source="")
    put(row, "cell", total)
    for name in values.keys() - {"value"}:
        put(row, name, values[name])
    if "value" in values:
        try:
            _answer(row, values["value"], _kind_of(theory, row.indicator.code))
        except ValueError as error:
            line.add("value", str(error))
    return row


def _kind_of(theory: Programme, code: str) -> ValueKind:
    found = (i.measure for i in theory.all_indicators() if i.code == code)
    measure = next(found, None)
    return measure.kind if isinstance(measure, Observed) else ValueKind.NUMBER


def _answer(row: Observation, text: str, kind: ValueKind) -> None:
    if kind is ValueKind.TEXT:
        row.text = text
    elif kind is ValueKind.RATIO:
        pair = _PAIR.match(text)
        if pair is None:
            raise ValueError(_("Hier hoort een aandeel: schrijf het als 18 van 24."))
        row.numerator, row.denominator = int(pair[1]), int(pair[2])
    else:
        row.value = read_number(text)


def same_period(records: Sequence[Observation]) -> Iterable[Observation]:
    """Return the stored measurements of the indicators and periods of these."""
    wanted = select(Observation).where(
        Observation.indicator_id.in_({row.indicator_id for row in records}),
        Observation.period.in_({row.period for row in records}),
    )
    return current_session().scalars(wanted).all()


def key_of_observation(row: Observation) -> Any:
    """Return the natural key: there is one value for it."""
    return (row.indicator_id, row.site_id, row.cell_id, row.perspective, row.period)
