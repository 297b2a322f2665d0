"""Whether an observation is one that the theory asks for; the same for every door."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from toc_core.db.columns import LARGEST
from toc_core.db.measures import TOTAL, Observation, Score
from toc_core.db.theory import Cell, IndicatorRow
from toc_core.errors import UsageError, did_you_mean
from toc_core.i18n import _
from toc_core.periods import parse_period
from toc_core.theory import (
    CROSS,
    Disaggregation,
    Indicator,
    Observed,
    Programme,
    Scored,
    ValueKind,
)

UNKNOWN = "unknown"  # a category of every axis


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
    problems += _life_problems(programme, observation)
    if isinstance(indicator.measure, Observed):
        measure = indicator.measure
    else:
        problems += _typed_total_problems(programme, indicator, observation)
        measure = Observed()
    if indicator.context and not observation.source:
        problems.append(_("dit gaat over de wereld rond het programma: noem de bron."))
    return [*problems, *_value_problems(measure, observation)]


def check_score(programme: Programme, score: Score) -> list[str]:
    """Return why the theory refuses a score; empty when it fits. ``indicator`` must be a row."""
    indicators = {indicator.code: indicator for indicator in programme.all_indicators()}
    found = indicators.get(score.indicator.code)
    if found is None or not isinstance(found.measure, Scored):
        return [_("'{label}' vraagt geen scores.").format(label=score.indicator.label)]
    problems = [] if score.value is None else [*number_problems(score.value, found.measure)]
    if found.measure.moments and score.moment not in found.measure.moments:
        problems.append(_("op dit moment wordt hier geen score gevraagd."))
    return problems


def _life_problems(programme: Programme, observation: Observation) -> Iterator[str]:
    """A programme is not observed before it began, nor after it ended."""
    try:
        period = parse_period(observation.period or "")
    except UsageError:  # told where the record itself is looked at
        return
    if programme.since and period.end < parse_period(programme.since).start:
        yield _("{programme} begon pas in {since}; {period} ligt daarvoor.").format(
            programme=programme.label, since=programme.since, period=period.code
        )
    if programme.until and period.start > parse_period(programme.until).end:
        yield _("{programme} eindigde in {until}; {period} ligt daarna.").format(
            programme=programme.label, until=programme.until, period=period.code
        )


def _cell_problems(
    programme: Programme, indicator: Indicator, observation: Observation
) -> Iterator[str]:
    cell: Cell | None = observation.cell
    if cell is None or cell.id == TOTAL:
        return
    known = axes_of(programme, indicator)
    if cell.axis not in known:
        yield _("'{indicator}' wordt niet opgesplitst per '{axis}'. Gekend: {known}.").format(
            indicator=programme.indicator_label(indicator),
            axis=cell.axis,
            known=", ".join(known) or _("geen enkele opsplitsing"),
        )
        return
    for axis, category in zip(known[cell.axis], cell.category.split(CROSS), strict=False):
        if category not in _categories(axis):
            yield _("'{category}' is geen categorie van '{axis}'{hint}.").format(
                category=category,
                axis=axis.label,
                hint=did_you_mean(category, _categories(axis)),
            )


def axes_of(programme: Programme, indicator: Indicator) -> dict[str, list[Disaggregation]]:
    """Return the axes, and crossed axes, that an indicator is split by, under their keys."""
    axes = {axis.code: axis for axis in programme.disaggregations}
    named = [
        [axes[code] for code in name.split(CROSS) if code in axes]
        for name in indicator.disaggregations
    ]
    return {CROSS.join(axis.key for axis in parts): parts for parts in named if parts}


def _categories(axis: Disaggregation) -> list[str]:
    return [*(category.code for category in axis.categories), UNKNOWN]


def _typed_total_problems(
    programme: Programme, indicator: Indicator, observation: Observation
) -> Iterator[str]:
    """A computed figure is typed only for periods that end before counting began."""
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
        yield from number_problems(observation.value, measure)
    top, below = observation.numerator, observation.denominator
    if measure.share and top is not None and below is not None and top > below:
        words = _(
            "de teller ({top}) is groter dan de noemer ({below}), maar hoort er een deel van "
            "te zijn."
        )
        yield words.format(top=top, below=below)


def _given(observation: Observation) -> ValueKind | None:
    if observation.value is not None:
        return ValueKind.NUMBER
    if observation.numerator is not None or observation.denominator is not None:
        return ValueKind.RATIO
    return ValueKind.TEXT if observation.text else None


def number_problems(given: Decimal | int, measure: Observed | Scored) -> Iterator[str]:
    """Yield why a number cannot be a value of a measure: too exact, too large, off its scale."""
    value = Decimal(given)
    if not value.is_finite():
        yield _("{value} is geen getal.").format(value=value)
        return
    if abs(value) > LARGEST:
        yield _("{value} is te groot; hoogstens {most}.").format(value=value, most=f"{LARGEST:f}")
        return
    if value != round(value, measure.decimals):
        yield _("{value} heeft te veel cijfers na de komma; hoogstens {most}.").format(
            value=value, most=measure.decimals
        )
    if measure.lowest is not None and value < measure.lowest:
        yield _("{value} is te laag; minstens {least}.").format(value=value, least=measure.lowest)
    if measure.highest is not None and value > measure.highest:
        yield _("{value} is te hoog; hoogstens {most}.").format(value=value, most=measure.highest)


def _word(kind: ValueKind) -> str:
    return {
        ValueKind.NUMBER: _("een getal"),
        ValueKind.RATING: _("een getal"),
        ValueKind.RATIO: _("een teller en een noemer"),
        ValueKind.TEXT: _("een tekst"),
    }[kind]
