"""One figure: its answer, origin, caveats, target and status."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from toc_core.db.measuring.fetched import Fetched, Part
from toc_core.db.measuring.found import Found, both, in_observations, in_records
from toc_core.db.measuring.valued import ALL_SITES
from toc_core.db.measuring.wanting import has_typed_totals
from toc_core.db.people import CITY_SITE
from toc_core.errors import UsageError
from toc_core.figures import (
    Caveat,
    CaveatKind,
    Figure,
    Goal,
    Mismatch,
    Origin,
    display,
    merged_caveats,
    status_of,
)
from toc_core.figures.exact import rounded
from toc_core.figures.formulas import Interval, read_formula
from toc_core.figures.summaries import Answer
from toc_core.i18n import _
from toc_core.periods import Period, parse_period
from toc_core.theory import (
    Behaviour,
    Count,
    Custom,
    Formula,
    Observed,
    Overall,
    Recorded,
    Scored,
    Summary,
    ValueKind,
)


def figure_of(fetched: Fetched, part: Part, span: int) -> Figure:
    """Return the figure of one part in one period, with its caveats, target and status."""
    return _against_target(fetched, part, plain_figure_of(fetched, part, span))


def plain_figure_of(fetched: Fetched, part: Part, span: int) -> Figure:
    """Return the same without target and status: enough to compare another period with."""
    figure = _answered(fetched, part, span)
    about = [*figure.caveats, *_circumstances(fetched, figure)]
    if about:
        figure = figure.fill(caveats=merged_caveats([about]))
    nothing = figure.origin is Origin.ABSENT and not figure.rows
    if nothing and figure.period.start > fetched.question.today:
        when = f"{figure.period.start:%d/%m/%Y}"
        figure.fill(absence=_("deze periode begint pas op {day}").format(day=when))
    return figure


def _answered(fetched: Fetched, part: Part, span: int) -> Figure:
    indicator = part.slot.indicator
    figure = _blank(fetched, part, fetched.spans[span])
    if isinstance(indicator.measure, Formula):
        return _calculated(fetched, part, span, figure, indicator.measure)
    if isinstance(indicator.measure, Observed):
        return _observed(figure, in_observations(fetched, part, span))
    counted = in_records(fetched, part, span)
    late = any(has_typed_totals(i) for _programme, i in part.slot.members)
    typed = in_observations(fetched, part, span) if late else Found()
    if counted.answer is None:
        figure = _observed(figure, typed) if typed.rows or typed.left_out else figure
        if counted.left_out:
            figure = figure.fill(left_out=(*figure.left_out, *counted.left_out))
        return figure
    if typed.answer is not None:
        counted = both(counted, typed, part.slot.behaviour, _break(part))
    else:
        counted.left_out += typed.left_out
    return _filled(figure, counted, Origin.COUNTED)


def _break(part: Part) -> str:
    starts = [i.counted_from for _programme, i in part.slot.members if i.counted_from]
    first = min(map(parse_period, starts))
    return _("tot voor {first} een ingetypt totaal, daarna geteld").format(first=first.label)


def _blank(fetched: Fetched, part: Part, period: Period) -> Figure:
    """Return the figure without an answer; what names it is the same in every period."""
    named = fetched.named.get(part)
    if named is None:
        named = fetched.named[part] = _named(fetched, part, period)
    return named.but(period=period)


def _named(fetched: Fetched, part: Part, period: Period) -> Figure:
    slot, indicator = part.slot, part.slot.indicator
    element = slot.programme.element(indicator.element)
    cell, site = fetched.ids.cells.get(part.cell), fetched.sites.get(part.site)
    return Figure(
        programme=slot.programme.code,
        indicator=indicator.code,
        label=slot.programme.indicator_label(indicator),
        period=period,
        element=indicator.element,
        level=element.level or "",
        unit=indicator.unit,
        site=site.code if site else "",
        site_label=site.label if site else "",
        axis=slot.axis,
        category=cell.category if cell else "",
        direction=indicator.direction,
        sensitive=indicator.sensitive,
        context=indicator.context,
        to_date=fetched.question.to_date,
        decimals=indicator.decimals,
        absence=_("niets geregistreerd"),
    )


def _observed(figure: Figure, found: Found) -> Figure:
    undefined = found.answer is not None and found.answer.denominator is not None
    answered = found.text or (found.answer is not None and (not found.absence or undefined))
    origin = Origin.OBSERVED if answered and not found.absence else Origin.ABSENT
    return _filled(figure, found, origin)


def _filled(figure: Figure, found: Found, origin: Origin) -> Figure:
    answer = found.answer
    nothing = "" if answer or found.text or found.rows else figure.absence
    figure.fill(
        origin=origin,
        text=found.text,
        absence=found.absence or nothing,
        caveats=tuple(found.caveats),
        rows=found.rows,
        partly=found.partly,
        left_out=tuple(dict.fromkeys(found.left_out)),
    )
    if answer is None:
        return figure
    if answer.distribution:
        figure.fill(distribution=answer.distribution, text=found.text or _spread(figure, answer))
    return figure.fill(
        value=answer.value,
        exact=answer.exact,
        lower=answer.lower,
        upper=answer.upper,
        numerator=answer.numerator,
        denominator=answer.denominator,
        percent=answer.percent,
        n=answer.n,
        unmatched=answer.unmatched,
    )


def _spread(figure: Figure, answer: Answer) -> str:
    """Return how often each value was given."""
    return " · ".join(
        _("{value}: {times}×").format(value=display(value, figure.decimals), times=times)
        for value, times in answer.distribution
    )


def _calculated(
    fetched: Fetched, part: Part, span: int, figure: Figure, formula: Formula
) -> Figure:
    """Evaluate a formula on the figures of its operands, in the same part and period."""
    try:
        expression = read_formula(formula.expression)
    except UsageError as error:
        return figure.fill(absence=str(error))
    parts = {p.slot.indicator.code: p for p in fetched.operands(part) if p.number != part.number}
    operands: dict[str, Interval] = {}
    used: list[Figure] = []
    for name in expression.names:
        operand = _answered(fetched, parts[name], span) if name in parts else None
        ends = _interval(operand) if operand is not None else None
        if operand is None or ends is None:
            label = operand.label if operand else name
            return figure.fill(absence=_("geen cijfer voor {name}").format(name=label))
        operands[name], used = ends, [*used, operand]
    figure = figure.fill(
        origin=Origin.COUNTED,
        percent=formula.share,
        rows=sum(f.rows for f in used),
        caveats=merged_caveats(f.caveats for f in used),
        partly="; ".join(dict.fromkeys(f.partly for f in used if f.partly)),
        absence="",
    )
    result = expression.evaluate(operands)
    if result is None:
        return figure.fill(origin=Origin.ABSENT, absence=_("niet bepaald: delen door 0"))
    low, high = (rounded(end * (100 if formula.share else 1)) for end in result)
    if result[0] != result[1]:
        return figure.fill(lower=low, upper=high)
    return figure.fill(value=low, exact=result[0] * (100 if formula.share else 1))


def _interval(figure: Figure) -> Interval | None:
    if figure.value is not None:
        exact = figure.exact if figure.exact is not None else Fraction(figure.value)
        return exact, exact
    if figure.lower is None or figure.upper is None:
        return None
    return Fraction(figure.lower), Fraction(figure.upper)


def _circumstances(fetched: Fetched, figure: Figure) -> Iterator[Caveat]:
    """Yield the caveats that follow from the question itself."""
    if figure.origin is Origin.ABSENT:
        return
    if fetched.question.practice:
        yield Caveat(CaveatKind.FICTITIOUS)
    if figure.period.end >= fetched.question.today:
        yield Caveat(CaveatKind.PROVISIONAL, _("de periode loopt nog"))


def _against_target(fetched: Fetched, part: Part, figure: Figure) -> Figure:
    whole = part.site == ALL_SITES
    indicator = part.slot.indicator
    if indicator.context or (whole and fetched.question.practice):
        return figure  # the city's targets are about real figures
    place = (fetched.indicator_id(part.slot), part.cell, CITY_SITE if whole else part.site)
    target = fetched.agreed.target(*place, figure.period)
    mismatches: list[Mismatch] = []
    if adds_up_in_time(part):
        summed = fetched.agreed.sum_of_parts(*place, figure.period)
        asks_sum = indicator.conventions.overall is Overall.SUMMED
        if asks_sum and not fetched.agreed.has_target(*place, figure.period):
            target = summed
        words = _("Het doel is {whole}, maar de doelen van de jaren erin tellen op tot {parts}.")
        mismatches += _mismatch(words, summed, target, figure)
        if whole:
            summed = fetched.agreed.sum_of_sites(place[0], part.cell, figure.period)
            words = _("Het doel is {whole}, maar de doelen van de scholen tellen op tot {parts}.")
            mismatches += _mismatch(words, summed, target, figure)
    baseline = fetched.agreed.baseline(*place, figure.period)
    if mismatches:
        figure.fill(mismatches=(*figure.mismatches, *mismatches))
    if target is None:
        return figure.fill(baseline=baseline)
    goal = Goal(figure.direction, target, baseline, indicator.conventions)
    value = figure.exact if figure.exact is not None else figure.value
    bounds = None
    if figure.lower is not None and figure.upper is not None:
        bounds = (figure.lower, figure.upper)
    still_open = figure.period.end >= fetched.question.today
    return figure.fill(
        target=target,
        baseline=baseline,
        progress=goal.progress_of(value),
        status=status_of(goal, value, bounds, still_open=still_open),
    )


def _mismatch(
    words: str, parts: Decimal | None, whole: Decimal | None, figure: Figure
) -> Iterator[Mismatch]:
    if parts is None or whole is None or parts == whole:
        return
    said = {n: display(v, figure.decimals) for n, v in (("parts", parts), ("whole", whole))}
    yield Mismatch(words.format(**said), parts, whole)


def is_sum(part: Part) -> bool:
    """Return whether the parts of a figure can be added: counts and sums, no means."""
    measure = part.slot.indicator.measure
    if isinstance(measure, Observed):
        return measure.kind is ValueKind.NUMBER and measure.summary is Summary.SUM
    if isinstance(measure, Recorded | Scored | Custom):
        return measure.summary in (None, Summary.SUM)
    return isinstance(measure, Count)


def adds_up_in_time(part: Part) -> bool:
    """Return whether figures of several periods can be added."""
    return is_sum(part) and part.slot.behaviour is Behaviour.FLOW
