"""Random answers in a city: observations, scores, targets and baselines."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Any

from proofs.figures import facts
from proofs.figures.facts import CITY, NONE, period_of
from proofs.figures.ledger import ALWAYS, Ledger, Span
from proofs.figures.theories import cells_of
from toc_core.figures import CaveatKind
from toc_core.theory import CROSS, Count, Indicator, Observed, Programme, Scored, ValueKind

TOTAL = ("", "")
PERIODS = (
    "2022-2023",
    "2023-2024",
    "2024-2025",
    "2023-2024.T1",
    "2023-2024.T2",
    "2023-2024.T3",
    "2024-2025.T1",
    "2023",
    "2024",
    "2023.Q4",
    "2024.Q1",
    "2024.Q2",
    "2020-2025",
    "2022-2023..2023-2024",
)
# No two of these end on the same day, so that one of them is the latest.
BASELINES = ("2021-2022", "2022-2023", "2023", "2023-2024")
Enrolled = list[tuple[facts.Enrolment, Span]]


def random_answers(
    ledger: Ledger, programme: Programme, sites: list[int], enrolled: Enrolled
) -> None:
    """Enter answers to every indicator that somebody answers, and agreements on all of them."""
    for indicator in programme.all_indicators():
        axes = list(_cells(programme, indicator))
        if isinstance(indicator.measure, Observed) or indicator.counted_from:
            _observations(ledger, programme.code, indicator, sites, axes)
        elif isinstance(indicator.measure, Scored):
            for _n in range(ledger.dice.randint(0, 8)):
                _score(ledger, programme.code, indicator.code, enrolled)
        for _n in range(ledger.dice.choice((0, 0, 2, 5))):
            _agreement(ledger, programme.code, indicator.code, sites, axes)


def _cells(programme: Programme, indicator: Indicator) -> Iterator[tuple[str, str]]:
    """Yield the cells of the axes that an indicator is split by, and of their first version."""
    for axis, category in cells_of(programme.code):
        base = CROSS.join(part.split(".")[0] for part in axis.split(CROSS))
        if base in indicator.disaggregations:
            yield axis, category


def _observations(
    ledger: Ledger, programme: str, indicator: Indicator, sites: list[int], axes: list[Any]
) -> None:
    dice = ledger.dice
    taken: dict[tuple[Any, ...], int] = {}
    few = dice.sample(sites, min(len(sites), 2))
    for _n in range(dice.choice((0, 2, 4, 8))):
        site, period = dice.choice(few), dice.choice(PERIODS)
        axis, category = dice.choice(axes) if axes and dice.random() < 0.5 else TOTAL
        perspective = "pupil" if dice.random() < 0.08 else NONE
        key = (site, axis, category, perspective, period)
        if key in taken:
            continue
        taken[key] = 1
        row = facts.Observation(
            ledger.number("observation"),
            programme,
            indicator.code,
            *key[:4],
            period,
            **_answer(dice, indicator),
        )
        known = ledger.enter(
            row, ALWAYS, lambda old: facts.Observation(*old[:8], **_answer(dice, indicator))
        )
        if dice.random() < 0.15:
            kind = dice.choice(tuple(CaveatKind)[:5]).value
            number = ledger.number("reservation")
            ledger.enter(facts.Reservation(number, row.id, site, kind), known)


def _answer(dice: Random, indicator: Indicator) -> dict[str, Any]:
    if dice.random() < 0.15:
        return {"absence": "niet gemeten"}
    measure = indicator.measure
    kind = measure.kind if isinstance(measure, Observed) else ValueKind.NUMBER
    if kind is ValueKind.TEXT:
        return {"text": dice.choice(("ja", "nee", "soms"))}
    if kind is ValueKind.RATIO:
        below = dice.choice((0, 1, 3, 7, 18))
        return {"numerator": dice.randint(0, below), "denominator": below}
    if kind is ValueKind.RATING:
        return {"value": Decimal(dice.randint(1, 5))}
    if isinstance(measure, Count):
        return {"value": Decimal(dice.randint(0, 30))}
    return {"value": Decimal(dice.randint(0, 60)) / dice.choice((1, 2))}


def _score(ledger: Ledger, programme: str, indicator: str, enrolled: Enrolled) -> None:
    dice = ledger.dice
    row, known = dice.choice(enrolled)
    start = period_of(row.year).start
    # A questionnaire of September may be about the year before.
    day = start + timedelta(days=dice.choice((0, 30, 121, 122, 250, 364, 366, 380)))
    moment = dice.choice(("before", "before", "after", "after", "follow_up"))
    taken = (indicator, row.person, row.site, moment, day)
    scores = (v.fact for v in ledger.versions if isinstance(v.fact, facts.Score))
    if any(taken == (s.indicator, s.person, s.site, s.moment, s.day) for s in scores):
        return
    number, value = ledger.number("score"), Decimal(dice.randint(2, 10)) / 2
    score = facts.Score(
        number, programme, indicator, row.site, row.person, row.year, day, moment, value
    )
    ledger.enter(score, known, lambda s: s._replace(value=Decimal(dice.randint(1, 5))))


def _agreement(
    ledger: Ledger, programme: str, indicator: str, sites: list[int], axes: list[Any]
) -> None:
    dice = ledger.dice
    kind = dice.choice(("target", "target", "baseline"))
    axis, category = dice.choice(axes) if axes and dice.random() < 0.2 else TOTAL
    value = Decimal(dice.choice((0, 1, 2, 3, 4, 5, 10, 20, 40, 50, 60, 100)))
    row = facts.Agreement(
        ledger.number("agreement"),
        programme,
        indicator,
        kind,
        dice.choice((CITY, CITY, dice.choice(sites))),
        axis,
        category,
        dice.choice(BASELINES if kind == "baseline" else PERIODS[:3] * 2 + PERIODS),
        None if kind == "target" and dice.random() < 0.1 else value,
        dice.choice((date(2022, 1, 1), date(2023, 1, 1), date(2024, 1, 1))),
    )
    ledger.enter(row)
