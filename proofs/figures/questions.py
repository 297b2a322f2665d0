"""Random questions about a city, put to the engine and to the oracle."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from datetime import date, timedelta
from random import Random
from typing import NamedTuple

from proofs.figures.cities import City
from proofs.figures.facts import CITY, Known, period_of
from proofs.figures.ledger import MOMENTS
from proofs.figures.oracle.asking import Asked, Part
from proofs.figures.oracle.observing import axes_of, categories_of
from toc_core.access import SYSTEM
from toc_core.db.measuring import By, Question, figures
from toc_core.db.store import Store
from toc_core.figures import Figure
from toc_core.theory import CROSS, Indicator, Observed, Programme

PERIODS = (
    *("2022-2023", "2023-2024", "2024-2025") * 3,
    *("2022-2023.T1", "2023-2024.T1", "2023-2024.T2", "2024-2025.T3"),
    *("2023.Q4", "2024.Q1", "2025.Q2", "2023", "2024", "2025"),
    *("2020-2025", "2020-2025", "2022-2023..2023-2024", "2025-2026"),
)
TODAYS = (date(2024, 2, 10), date(2024, 12, 31), date(2025, 8, 31), *[date(2026, 11, 22)] * 3)
WAYS = tuple(by for by in By if by.value != "level")
HALFWAY = timedelta(days=15)


def random_question(dice: Random, city: City) -> Question:
    """Return a question: split or not, of practice or not, of today or as known before."""
    periods = dict.fromkeys(dice.choices(PERIODS, k=dice.choice((1, 1, 2, 3))))
    at = dice.choice((None, None, None, *MOMENTS, *(moment + HALFWAY for moment in MOMENTS)))
    asked = {
        "by": dice.choice(WAYS),
        "practice": dice.random() < 0.15,
        "at": at,
        "to_date": dice.random() < 0.2,
        "indicators": _some_indicators(dice, city),
    }
    known = {field.name for field in fields(Question)}
    return Question(
        city.programmes,
        tuple(period_of(code) for code in periods),
        dice.choice(TODAYS),
        **{name: value for name, value in asked.items() if name in known},  # type: ignore[arg-type]
    )


def _some_indicators(dice: Random, city: City) -> frozenset[str]:
    """Return which indicators alone are wanted; mostly none, which means all."""
    codes = [i.code for programme in city.programmes for i in programme.all_indicators()]
    return frozenset(dice.sample(codes, dice.randint(1, 3)) if dice.random() < 0.2 else ())


def answers(store: Store, question: Question) -> list[Figure]:
    """Return what the engine says."""
    with store.session_for(SYSTEM, "bewijs") as session:
        return figures(session, question)


class Place(NamedTuple):
    """Which figure of a question."""

    programme: str
    indicator: str
    period: str
    part: Part


def place_of(known: Known, figure: Figure) -> Place:
    """Return which figure of a question this is."""
    sites = {site.code: site.id for site in known.sites.values()}
    part = Part(sites[figure.site] if figure.site else None, figure.axis, figure.category)
    return Place(figure.programme, figure.indicator, figure.period.code, part)


def asked_at(known: Known, question: Question, place: Place) -> Asked:
    """Return what is asked of the facts for one figure."""
    programme = next(p for p in question.programmes if p.code == place.programme)
    indicator = next(i for i in programme.all_indicators() if i.code == place.indicator)
    return Asked(
        known,
        programme,
        indicator,
        period_of(place.period),
        question.today,
        place.part,
        question.practice,
        getattr(question, "to_date", False),
    )


def places(known: Known, question: Question) -> Iterator[Place]:
    """Yield every figure that must be in the answer when there is something to show."""
    for programme in question.programmes:
        for indicator in _wanted(question, programme):
            for part in _parts(known, question, programme, indicator):
                for period in question.periods:
                    yield Place(programme.code, indicator.code, period.code, part)


def _wanted(question: Question, programme: Programme) -> Iterator[Indicator]:
    some = getattr(question, "indicators", ())
    return (i for i in programme.all_indicators() if not some or i.code in some)


def _parts(
    known: Known, question: Question, programme: Programme, indicator: Indicator
) -> Iterator[Part]:
    by_site = question.by in ("site", "cube")
    by_cell = question.by in ("cell", "cube")
    sites = [s.id for s in known.sites.values() if s.fictitious is question.practice]
    observed = isinstance(indicator.measure, Observed)
    cells = [
        (axis, category)
        for axis in axes_of(programme, indicator.disaggregations)
        for category in categories_of(programme, axis)
        # Of an axis as it was before, whoever has no category there says nothing, and people
        # have categories on single axes only.
        if axis in _current(programme, indicator)
        or ("unknown" not in category and (CROSS not in axis or observed))
    ]
    for site in [None, *(s for s in sites if s != CITY and by_site)]:
        yield Part(site)
        if by_cell and (site is None or question.by == "cube"):
            yield from (Part(site, *cell) for cell in cells)


def _current(programme: Programme, indicator: Indicator) -> set[str]:
    keys = {a.code: a.key for a in programme.disaggregations}
    return {
        CROSS.join(keys[part] for part in name.split(CROSS)) for name in indicator.disaggregations
    }
