"""Whether an observation is one that the theory asks for; the same for every door."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING

from toc_core.db.columns import LARGEST
from toc_core.db.measures import TOTAL, Observation
from toc_core.db.theory import Cell, IndicatorRow
from toc_core.errors import UsageError, did_you_mean
from toc_core.i18n import _
from toc_core.periods import parse_period
from toc_core.theory import Count, Disaggregation, Indicator, Observed, Programme, ValueKind

if TYPE_CHECKING:
    from toc_core.plugins import Host

UNKNOWN = "unknown"  # a category of every axis


def refusals(host: Host, programme: Programme, observation: Observation) -> list[str]:
    """Return why the theory or a plugin refuses an observation; plugins see only what fits."""
    problems = check_observation(programme, observation)
    if problems:
        return problems
    code = observation.indicator.code
    indicator = next(i for i in programme.all_indicators() if i.code == code)
    found = host.call("toc_check_observation", str, observation=observation, indicator=indicator)
    return [sentence for _name, sentences in found for sentence in sentences]


def check_observation(programme: Programme, observation: Observation) -> list[str]:
    """Return why the theory refuses an observation; empty when it fits.

    The observation's ``indicator`` (and ``cell``, unless it is the total) must be given as rows.
    Whether the record itself is whole is for ``toc_core.db.rules``.
    """
    row: IndicatorRow | None = observation.indicator  # a form may have left it empty
    code = row.code if row is not None else ""
    indicators = {indicator.code: indicator for indicator in programme.all_indicators()}
    if code not in indicators:
        unknown = _("Indicator '{code}' bestaat niet in {programme}{hint}.")
        hint = did_you_mean(code, indicators)
        return [unknown.format(code=code, programme=programme.label, hint=hint)]
    indicator = indicators[code]
    problems = [*_cell_problems(programme, indicator, observation)]
    if isinstance(indicator.measure, Count):
        problems += _typed_total_problems(programme, indicator, observation)
        measure = Observed()
    else:
        measure = indicator.measure
    return [*problems, *_value_problems(measure, observation)]


def _cell_problems(
    programme: Programme, indicator: Indicator, observation: Observation
) -> Iterator[str]:
    cell: Cell | None = observation.cell
    if cell is None or cell.id == TOTAL:
        return
    axes = {a.code: a for a in programme.disaggregations if a.code in indicator.disaggregations}
    if cell.axis not in axes:
        yield _("'{indicator}' wordt niet opgesplitst per '{axis}'. Gekend: {known}.").format(
            indicator=programme.indicator_label(indicator),
            axis=cell.axis,
            known=", ".join(axes) or _("geen enkele opsplitsing"),
        )
    elif cell.category not in _categories(axes[cell.axis]):
        yield _("'{category}' is geen categorie van '{axis}'{hint}.").format(
            category=cell.category,
            axis=axes[cell.axis].label,
            hint=did_you_mean(cell.category, _categories(axes[cell.axis])),
        )


def _categories(axis: Disaggregation) -> list[str]:
    return [*(category.code for category in axis.categories), UNKNOWN]


def _typed_total_problems(
    programme: Programme, indicator: Indicator, observation: Observation
) -> Iterator[str]:
    """A counted figure is typed only for periods that end before counting began."""
    label = programme.indicator_label(indicator)
    if indicator.counted_from is None:
        yield _("'{indicator}' wordt geteld uit de gegevens; typ er geen totaal bij.").format(
            indicator=label
        )
        return
    try:
        period, first = parse_period(observation.period or ""), parse_period(indicator.counted_from)
    except UsageError as error:
        yield str(error)
        return
    if period.end >= first.start:
        yield _(
            "'{indicator}' wordt vanaf {first} geteld uit de gegevens; typ alleen totalen van "
            "voordien, niet van {period}."
        ).format(indicator=label, first=first.code, period=period.code)
    if observation.value is not None and observation.value < 0:
        yield _("een aantal is niet kleiner dan 0.")


def _value_problems(measure: Observed, observation: Observation) -> Iterator[str]:
    if observation.absence:
        return
    given = _given(observation)
    asked = ValueKind.NUMBER if measure.kind is ValueKind.RATING else measure.kind
    if given is not None and given is not asked:
        yield _("hier hoort {asked}, niet {given}.").format(asked=_word(asked), given=_word(given))
        return
    if observation.value is not None:
        yield from _number_problems(Decimal(observation.value), measure.decimals)


def _given(observation: Observation) -> ValueKind | None:
    if observation.value is not None:
        return ValueKind.NUMBER
    if observation.numerator is not None or observation.denominator is not None:
        return ValueKind.RATIO
    return ValueKind.TEXT if observation.text else None


def _number_problems(value: Decimal, decimals: int) -> Iterator[str]:
    if not value.is_finite():
        yield _("{value} is geen getal.").format(value=value)
    elif abs(value) > LARGEST:
        yield _("{value} is te groot; hoogstens {most}.").format(value=value, most=f"{LARGEST:f}")
    elif value != round(value, decimals):
        yield _("{value} heeft te veel cijfers na de komma; hoogstens {most}.").format(
            value=value, most=decimals
        )


def _word(kind: ValueKind) -> str:
    return {
        ValueKind.NUMBER: _("een getal"),
        ValueKind.RATING: _("een getal"),
        ValueKind.RATIO: _("een teller en een noemer"),
        ValueKind.TEXT: _("een tekst"),
    }[kind]
