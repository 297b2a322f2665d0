"""How a figure stands against its target, as a sum that a reader can do again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import ROUND_HALF_UP, Decimal

from toc_core.db.people import CITY_SITE
from toc_core.explaining.agreeing import Agreement
from toc_core.figures import THIN_SPACE, Figure, Goal, Origin, Status, display
from toc_core.i18n import _
from toc_core.theory import Direction, Indicator, Progress


def target_words(figure: Figure, indicator: Indicator) -> Iterator[str]:
    """Yield the target, the sum behind the percentage, and what the margin makes of it.

    Nothing is said without a target, and no sum where the figure has no answer.
    """
    if figure.target is None:
        return
    yield _("Het doel is {target}.").format(target=_number(figure, figure.target))
    if figure.status is Status.NO_FIGURE:
        return
    if figure.value is None:
        yield from _of_bounds(figure, indicator)
        return
    if figure.progress is not None:
        yield _sum(figure, indicator).format(
            value=_number(figure, figure.value),
            target=_number(figure, figure.target),
            start=_number(figure, figure.baseline or Decimal(0)),
            percent=percent(figure.progress, indicator.conventions.on_track),
        )
    yield from _judged(figure, indicator)
    if figure.baseline is not None and figure.progress is not None and not from_start(indicator):
        yield _("De beginsituatie ({start}) telt niet mee in dit percentage.").format(
            start=_number(figure, figure.baseline)
        )


def from_start(indicator: Indicator) -> bool:
    """Return whether progress is measured from the baseline, where there is one."""
    progress = indicator.conventions.progress
    if progress is Progress.BY_DIRECTION:
        return indicator.direction is Direction.DECREASE
    return progress is Progress.FROM_BASELINE


def _sum(figure: Figure, indicator: Indicator) -> str:
    if figure.baseline is not None and from_start(indicator):
        return _("Van {start} tot {value} is {percent} van de weg van {start} naar {target}.")
    if figure.direction is Direction.DECREASE:
        return _("{target} gedeeld door {value} is {percent}.")
    return _("{value} van de {target} is {percent}.")


def _judged(figure: Figure, indicator: Indicator) -> Iterator[str]:
    margin = indicator.conventions.on_track
    if figure.status is Status.REACHED:
        yield _("Het doel is bereikt.")
    elif figure.status is Status.ALMOST:
        yield _("Vanaf {margin}{space}% zeggen we 'bijna'.").format(margin=margin, space=THIN_SPACE)
    elif figure.status is Status.UNDERWAY and figure.target is not None:
        left = figure.target - (figure.value or 0)
        yield _("De periode loopt nog: nog {left} te gaan.").format(left=_number(figure, left))
    elif figure.direction is Direction.MAINTAIN:
        yield _("Gelijk blijven is het doel. Daarom zeggen we 'achter'.")
    elif figure.progress is not None:
        yield _("Onder {margin}{space}% zeggen we 'achter'.").format(
            margin=margin, space=THIN_SPACE
        )


def _of_bounds(figure: Figure, indicator: Indicator) -> Iterator[str]:
    """Yield what is certain of a figure that lies between two numbers."""
    if figure.lower is None or figure.upper is None:
        return
    goal = Goal(figure.direction, figure.target)
    less = figure.direction is Direction.DECREASE
    worse, better = (figure.upper, figure.lower) if less else (figure.lower, figure.upper)
    ends = {"worse": _number(figure, worse), "better": _number(figure, better)}
    if figure.status is Status.REACHED:
        yield _("Ook met {worse} is het doel bereikt.").format(**ends)
    elif figure.status is Status.UNCERTAIN and goal.reached_by(better):
        yield _("Met {better} is het doel bereikt, met {worse} niet. Daarom is het niet zeker.")\
            .format(**ends)  # fmt: skip
    elif figure.status is Status.UNCERTAIN:
        yield _("Het doel ligt tussen {worse} en {better}. Daarom is het niet zeker.").format(
            **ends
        )
    else:
        yield _("Ook met {better} is het doel niet bereikt.").format(**ends)
        yield from _judged(figure.but(value=better, progress=None), indicator)


def percent(progress: Decimal, margin: int) -> str:
    """Return a percentage with one decimal; with more where one would pass the margin or 100."""
    decimals = 0 if progress == progress.to_integral_value() else 1
    for edge in (Decimal(margin), Decimal(100)):
        while decimals < 6 and progress < edge <= _rounded(progress, decimals):
            decimals += 1
    return display(progress, decimals) + THIN_SPACE + "%"


def _rounded(number: Decimal, decimals: int) -> Decimal:
    return number.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)


def _number(figure: Figure, value: Decimal) -> str:
    return display(value, figure.decimals) + (f"{THIN_SPACE}%" if figure.percent else "")


def without_target(indicator: Indicator, figure: Figure, targets: Sequence[Agreement]) -> str:
    """Return why nothing is said of a figure without a target; empty when it has one.

    ``targets`` are those agreed for its period. A direction that nobody agreed is our reading.
    """
    if figure.target is not None or (figure.origin is Origin.ABSENT and not targets):
        return ""
    if any(one.site == CITY_SITE for one in targets):
        return _("Er is geen getal afgesproken, alleen een richting: {direction}.").format(
            direction=_direction(indicator)
        )
    if targets:
        return _("Er is alleen een doel per school, niet voor de hele stad. Daarom zeggen we niet "
                 "of {value} genoeg is.").format(value=figure.shown)  # fmt: skip
    said = _("Er is geen doel afgesproken.")
    if indicator.context:
        return said
    words = _("{direction} is beter (onze lezing).")
    if indicator.direction is Direction.MAINTAIN:
        words = _("{direction} is goed (onze lezing).")
    reading = words.format(direction=_direction(indicator).capitalize())
    return f"{said} {reading}"


def _direction(indicator: Indicator) -> str:
    return {
        Direction.INCREASE: _("meer"),
        Direction.DECREASE: _("minder"),
        Direction.MAINTAIN: _("gelijk blijven"),
    }[indicator.direction]
