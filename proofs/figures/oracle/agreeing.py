"""Section 9: targets, baselines, progress and status."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import NamedTuple

from proofs.figures.facts import CITY, Agreement, period_of
from proofs.figures.oracle.asking import Answer, Asked, Part
from toc_core.periods import Period, PeriodKind, periods_between
from toc_core.theory import (
    Behaviour,
    Count,
    Direction,
    Observed,
    Overall,
    Progress,
    Recorded,
    Scored,
    Summary,
    ValueKind,
)


class Standing(NamedTuple):
    """How a figure stands against what was agreed."""

    target: Fraction | None
    baseline: Fraction | None
    progress: Fraction | None
    status: str


def standing(asked: Asked, answer: Answer) -> Standing:
    """Return how an answer stands against its target."""
    target, baseline = target_of(asked), baseline_of(asked)
    progress = None
    if target is not None and answer.value is not None:
        progress = _progress(asked, answer.value, target, baseline)
    return Standing(target, baseline, progress, _status(asked, answer, target, baseline))


def _speaking(asked: Asked, kind: str, site: int, part: Part) -> dict[Period, Agreement]:
    """Return per period the agreement that speaks: the latest agreed, then the latest entered."""
    found: dict[Period, Agreement] = {}
    rows = sorted(asked.known.all(Agreement), key=lambda row: (row.agreed_on, row.id))
    for row in rows:
        own = (row.programme, row.indicator) == (asked.programme.code, asked.indicator.code)
        where = (row.site, row.axis, row.category) == (site, part.axis, part.category)
        if own and where and row.kind == kind:
            found[period_of(row.period)] = row
    return found


def _site(asked: Asked) -> int | None:
    """Return whose agreements are asked; those of the city are about what is real."""
    if asked.part.site is not None:
        return asked.part.site
    return None if asked.practice else CITY


def target_of(asked: Asked) -> Fraction | None:
    """Return the target, or what the parts add up to where the convention asks for it."""
    site = _site(asked)
    if site is None:
        return None
    spoken = _speaking(asked, "target", site, asked.part)
    if asked.period in spoken:
        value = spoken[asked.period].value
        return None if value is None else Fraction(value)
    if asked.indicator.conventions.overall is Overall.SUMMED and _adds_up(asked):
        return _sum_of_parts(asked, spoken)
    return None


def _sum_of_parts(asked: Asked, spoken: dict[Period, Agreement]) -> Fraction | None:
    """Return the sum over school years, else over calendar years."""
    for kind in (PeriodKind.SCHOOL_YEAR, PeriodKind.CALENDAR_YEAR):
        within = [
            spoken[year]
            for year in periods_between(asked.period.start, asked.period.end, kind)
            if year in spoken and asked.period.start <= year.start and year.end <= asked.period.end
        ]
        if (total := _total(within)) is not None:
            return total
    return None


def _total(rows: Iterable[Agreement]) -> Fraction | None:
    values = [Fraction(row.value) for row in rows if row.value is not None]
    return sum(values, Fraction(0)) if values else None


def _adds_up(asked: Asked) -> bool:
    """Return whether figures of parts can be added: sums, flows and counts."""
    measure = asked.indicator.measure
    if asked.indicator.behaviour is not Behaviour.FLOW:
        return False
    if isinstance(measure, Observed):
        return measure.kind is ValueKind.NUMBER and measure.summary is Summary.SUM
    if isinstance(measure, Scored | Recorded):
        return measure.summary is Summary.SUM
    return isinstance(measure, Count)


def baseline_of(asked: Asked) -> Fraction | None:
    """Return the baseline with the latest end that is not after that of the period."""
    site = _site(asked)
    if site is None:
        return None
    spoken = _speaking(asked, "baseline", site, asked.part)
    before = [period for period in spoken if period.end <= asked.period.end]
    if not before:
        return None
    value = spoken[max(before, key=lambda period: period.end)].value
    return None if value is None else Fraction(value)


def _progress(
    asked: Asked, value: Fraction, target: Fraction, baseline: Fraction | None
) -> Fraction | None:
    """Return how far on the way to the target, in percent; none when that says nothing."""
    direction = asked.indicator.direction
    decrease = direction is Direction.DECREASE
    if direction is Direction.MAINTAIN:
        return None
    convention = asked.indicator.conventions.progress
    from_baseline = convention is Progress.FROM_BASELINE or (
        convention is Progress.BY_DIRECTION and decrease
    )
    if from_baseline and baseline is not None:
        if decrease:
            return _percent(baseline - value, baseline - target)
        return _percent(value - baseline, target - baseline)
    return _percent(target, value) if decrease else _percent(value, target)


def _percent(part: Fraction, whole: Fraction) -> Fraction | None:
    """Return a percentage of a whole above zero; from a baseline beyond the target is none."""
    return 100 * part / whole if whole > 0 else None


def _status(
    asked: Asked, answer: Answer, target: Fraction | None, baseline: Fraction | None
) -> str:
    bounds = answer.bounds
    if target is None:
        return "no_target"
    if bounds is None:
        return "no_figure"
    direction = asked.indicator.direction
    if direction is Direction.MAINTAIN:
        if bounds == (target, target):
            return "reached"
        return "uncertain" if bounds[0] <= target <= bounds[1] else "behind"
    worse, better = bounds if direction is Direction.INCREASE else bounds[::-1]
    if _reaches(direction, worse, target):
        return "reached"
    if _reaches(direction, better, target):
        return "uncertain"
    progress = _progress(asked, better, target, baseline)
    if progress is not None and progress >= asked.indicator.conventions.on_track:
        return "almost"
    still_open = asked.period.end >= asked.today
    return "underway" if still_open and direction is Direction.INCREASE else "behind"


def _reaches(direction: Direction, value: Fraction, target: Fraction) -> bool:
    return value <= target if direction is Direction.DECREASE else value >= target
