"""Dashboards: figures as charts, each drawn from the rows of its own table.

Pure functions from figures to pictures; the admin shows them, and a report can. Only ``asking``
reads the records.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from toc_core.dashboards.bullets import bullets, without_target
from toc_core.dashboards.parts import parts
from toc_core.dashboards.picture import FIGURE, Picture, is_number, labels_of, site_labels
from toc_core.dashboards.schools import schools
from toc_core.dashboards.steps import funnel, own_steps
from toc_core.dashboards.years import (
    YEARS,
    has_years,
    years_of_indicators,
    years_of_schools,
)
from toc_core.figures import Figure
from toc_core.periods import Period, PeriodKind
from toc_core.theory import Programme

__all__ = ["FIGURE", "Dashboard", "Picture", "dashboard", "funnel", "labels_of", "own_steps"]


MOST_SCHOOLS = 12  # more beside each other cannot be read


@dataclass(frozen=True)
class Dashboard:
    """The pictures of a programme, and what else can be chosen.

    ``series`` are the indicators whose years can be shown per school, ``groups`` the schools that
    are shown together, by their first and last.
    """

    pictures: tuple[Picture, ...]
    series: tuple[str, ...] = ()
    shown_series: str = ""
    groups: tuple[tuple[str, str], ...] = ()


def dashboard(
    programme: Programme,
    found: Sequence[Figure],
    period: Period,
    *,
    side_by_side: bool,
    series: str = "",
    group: int = 0,
) -> Dashboard:
    """Return what there is to see in the figures of one programme.

    ``found`` holds, each once: the figures of the period with their categories and per school,
    those of the school years before it, and per school those of the series that is shown.
    ``side_by_side`` sets schools beside each other, as the city may; else they are left out, and
    one school is shown with its own targets. ``series`` is the indicator whose years are shown.
    """
    now = [f for f in found if f.period == period and not f.site]
    years = [f for f in found if f.period.kind is PeriodKind.SCHOOL_YEAR]
    counting = programme.counts_of_schools()
    at_schools = [f for f in found if f.site and not f.axis and f.indicator not in counting]
    if side_by_side:
        offered = series_in(programme, years)
        own, beside = _wholes(now), _beside(programme, at_schools, period, offered, series, group)
    else:
        own = [f for f in _agreed_with(now, at_schools) if f.indicator not in counting]
        beside = Dashboard(())
    if not any(picture.code == YEARS for picture in beside.pictures):
        wholes = [f for f in _wholes(years) if side_by_side or f.indicator not in counting]
        beside = replace(
            beside, pictures=(*beside.pictures, *_some(years_of_indicators(programme, wholes)))
        )
    first = _some(bullets(programme, own), without_target(programme, own))
    return replace(beside, pictures=(*first, *parts(programme, now), *beside.pictures))


def series_in(programme: Programme, found: Iterable[Figure]) -> tuple[str, ...]:
    """Return the indicators of which school years can be shown, in the order of the theory."""
    counting = programme.counts_of_schools()
    years = [f for f in _wholes(found) if f.period.kind is PeriodKind.SCHOOL_YEAR]
    return tuple(
        code
        for code in labels_of(programme)
        if code not in counting and has_years([f for f in years if f.indicator == code])
    )


def shown_of(offered: Sequence[str], asked: str) -> str:
    """Return the series that is asked for, or else the first; empty when there is none."""
    return asked if asked in offered else next(iter(offered), "")


def _beside(
    programme: Programme,
    at_schools: Sequence[Figure],
    period: Period,
    offered: tuple[str, ...],
    series: str,
    group: int,
) -> Dashboard:
    """Return the pictures of one group of schools beside each other."""
    places = list(site_labels(f for f in at_schools if is_number(f)).items())
    groups = [dict(places[n : n + MOST_SCHOOLS]) for n in range(0, len(places), MOST_SCHOOLS)]
    if not groups:
        return Dashboard(())
    shown = groups[group if 0 <= group < len(groups) else 0]
    years = [f for f in at_schools if f.period.kind is PeriodKind.SCHOOL_YEAR]
    chosen = shown_of(offered, series)
    now = [f for f in at_schools if f.period == period]
    pictures = _some(
        years_of_schools(programme, chosen, years, shown) if chosen else None,
        schools(programme, now, shown),
    )
    ends = tuple((next(iter(g.values())), list(g.values())[-1]) for g in groups)
    return Dashboard(pictures, offered, chosen, ends)


def _some(*pictures: Picture | None) -> tuple[Picture, ...]:
    return tuple(picture for picture in pictures if picture is not None)


def _wholes(found: Iterable[Figure]) -> list[Figure]:
    return [f for f in found if not f.site and not f.axis]


def _agreed_with(found: Iterable[Figure], at_schools: Sequence[Figure]) -> Iterator[Figure]:
    """Yield the undivided figures; of a single school with what was agreed with that school."""
    one_school = len({f.site for f in at_schools}) == 1
    agreed = {(f.indicator, f.period): f for f in at_schools if one_school}
    for figure in _wholes(found):
        own = agreed.get((figure.indicator, figure.period))
        if own is None or figure.target is not None:
            yield figure
        else:
            yield figure.held_against(own)
