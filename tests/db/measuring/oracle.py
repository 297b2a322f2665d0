"""What every figure must be, counted row by row: shares no code with the engine."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from toc_core.periods import Period, parse_period

from .random_city import LESSONS, TALKS, City, DeliveryFact

# value, lower, upper: a value, or bounds, or three times nothing
Answer = tuple[Decimal | None, Decimal | None, Decimal | None]
NOTHING: Answer = (None, None, None)
Sites = Callable[[int], bool]


def expected(city: City, code: str, period: Period, here: Sites, kind: str = "") -> Answer:
    """Return the answer to one indicator in one period over the sites that ``here`` accepts."""
    if code in ("hours", "level_on_a_day", "share", "unique"):
        return _observed(city, code, period, here)
    if code in ("pupils", "people_in_lessons"):
        return _people(city, code, period, here, kind)
    return _whole(len(set(_things(city, code, period, here))))


def _whole(number: int) -> Answer:
    return (Decimal(number), None, None) if number else NOTHING


def _within(day: date | None, period: Period) -> bool:
    return day is not None and period.start <= day <= period.end


def _things(city: City, code: str, period: Period, here: Sites) -> Iterable[Any]:
    if code in ("schools", "campuses"):
        for site, year in city.participations:
            whole = parse_period(year)
            if here(site) and whole.start <= period.end and whole.end >= period.start:
                yield city.school_of[site] if code == "schools" else site
    elif code in ("started", "ended", "running", "groups"):
        yield from _trajectories(city, code, period, here)
    elif code.endswith("deliveries") or code == "planned_talks":
        for d in city.deliveries:
            if here(d.site) and _within(d.day, period) and _asked(code, d):
                yield d.id
    elif code.endswith("meetings"):
        for number, (site, day, kind) in enumerate(city.meetings):
            if here(site) and _within(day, period) and code in ("meetings", f"{kind}_meetings"):
                yield number
    else:
        for number, (site, day, role, consent) in enumerate(city.stories):
            told = code == "stories" or role == "pupil"
            if here(site) and _within(day, period) and told and consent != "withdrawn":
                yield number


def _trajectories(city: City, code: str, period: Period, here: Sites) -> Iterable[Any]:
    for number, site, group, start, end, status in city.trajectories:
        if not here(site) or (status == "planned" and code != "running"):
            continue
        runs = start <= period.end and (end is None or end >= period.start)
        hit = {"ended": _within(end, period), "running": runs}.get(code, _within(start, period))
        if hit and code != "groups":
            yield number
        elif hit and group is not None:
            yield group


def _asked(code: str, d: DeliveryFact) -> bool:
    if code == "planned_talks":
        return d.element == TALKS and d.status != "cancelled"
    return d.status == "held" and (code == "all_deliveries" or d.element == TALKS)


def _people(city: City, code: str, period: Period, here: Sites, kind: str) -> Answer:
    held = [
        d
        for d in city.deliveries
        if here(d.site)
        and d.status == "held"
        and _within(d.day, period)
        and (code == "pupils" or d.element == LESSONS)
    ]

    def counts(role: str) -> bool:
        return code != "pupils" or role == "pupil"

    known = {
        p for d in held for p, role in d.present if counts(role) and _is_kind(city, d, p, kind)
    }
    heads = [(d, n) for d in held for role, n in d.heads if counts(role) and n]
    if kind not in ("", "unknown"):
        heads = []
    if not known and not heads:
        return NOTHING
    lower, upper = _bounds(heads)
    lower, upper = max(lower, len(known)), upper + len(known)
    return _whole(lower) if lower == upper else (None, Decimal(lower), Decimal(upper))


def _is_kind(city: City, d: DeliveryFact, person: int, kind: str) -> bool:
    if not kind:
        return True
    return city.kinds.get((person, d.site, _year(d.day)), "unknown") == kind


def _year(day: date) -> str:
    first = day.year if day.month >= 9 else day.year - 1
    return f"{first}-{first + 1}"


def _bounds(heads: list[tuple[DeliveryFact, int]]) -> tuple[int, int]:
    """Groups of one site and year are disjoint; everything else may be the same people."""
    lower = upper = 0
    for site in {d.site for d, _n in heads}:
        per_year = []
        for year in {_year(d.day) for d, _n in heads if d.site == site}:
            here = [(d, n) for d, n in heads if d.site == site and _year(d.day) == year]
            best: dict[int, int] = defaultdict(int)
            loose: dict[int, int] = defaultdict(int)
            for d, n in here:
                target = loose if d.unit is None else best
                key = d.id if d.unit is None else d.unit
                target[key] = max(target[key], n)
            groups = sum(best.values())
            per_year.append((max([groups, *loose.values()]), groups + sum(loose.values())))
        lower += max(low for low, _high in per_year)
        upper += sum(high for _low, high in per_year)
    return lower, upper


def _observed(city: City, code: str, period: Period, here: Sites) -> Answer:
    rows = [
        (site, parse_period(text), answer)
        for indicator, site, text, answer in city.observations
        if indicator == code and here(site)
    ]
    rows = [r for r in rows if period.start <= r[1].start and r[1].end <= period.end]
    if any(site == 0 for site, _p, _a in rows):
        rows = [r for r in rows if r[0] == 0]
    rows = [r for r in rows if not any(_covers(other, r) for other in rows)]
    answered = [(p, a) for _site, p, a in rows if "absence" not in a]
    if not answered:
        return NOTHING
    if code == "share":
        top = sum(a["numerator"] for _p, a in answered)
        below = sum(a["denominator"] for _p, a in answered)
        return NOTHING if not below else (_six(Fraction(100 * top, below)), None, None)
    values = [a["value"] for _p, a in answered]
    if code == "hours" or len(values) == 1:
        return (sum(values, Decimal(0)), None, None)
    if code == "unique":
        return (None, max(values), sum(values, Decimal(0)))
    last = max(p.end for p, _a in answered)
    return (sum((a["value"] for p, a in answered if p.end == last), Decimal(0)), None, None)


def _covers(outer: Any, inner: Any) -> bool:
    (site, wide, _a), (other, narrow, _b) = outer, inner
    same_days = (wide.start, wide.end) == (narrow.start, narrow.end)
    return site == other and wide.start <= narrow.start and wide.end >= narrow.end and not same_days


def _six(share: Fraction) -> Decimal:
    return Decimal(round(share * 10**6)) / 10**6
