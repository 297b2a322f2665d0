"""Who changed what about an element, and when: its targets, baselines and observations.

Read through the person's own door, and never invented and real ones together. What an observation
says in words is not repeated here: its own page has it, for who may read that.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from toc_core.db.measures import TOTAL, Observation
from toc_core.db.people import CITY_SITE, Site
from toc_core.db.theory import IndicatorRow, ProgrammeRow
from toc_core.explaining.agreed_words import kind_words, reason_words, step_words
from toc_core.explaining.agreeing import Agreement, agreements_of
from toc_core.figures import display
from toc_core.formats.words import period_text
from toc_core.i18n import _
from toc_core.periods import parse_period
from toc_webadmin.pages.records import record_url

if TYPE_CHECKING:
    from toc_core.db.door import ScopedSession
    from toc_core.theory import Indicator, Programme

SHOWN = 8  # the newest; the lists have the rest
_READ = 100  # versions of observations that are looked through for them


@dataclass(frozen=True)
class Change:
    """One change in words; ``url`` leads to the record when it is still there."""

    at: datetime
    who: str
    words: str
    url: str = ""


def changes_of(
    session: ScopedSession, programme: Programme, indicators: Sequence[Indicator], *, practice: bool
) -> list[Change]:
    """Return the newest changes, the newest first: always the same five statements."""
    numbers = _numbers(session, programme, indicators)
    sites = {site.id: site for site in session.scalars(select(Site)) if site.fictitious is practice}
    found = [*_agreed(session, numbers, sites), *_observed(session, programme, numbers, sites)]
    return sorted(found, key=lambda change: change.at, reverse=True)[:SHOWN]


def _numbers(
    session: ScopedSession, programme: Programme, indicators: Sequence[Indicator]
) -> list[int]:
    statement = (
        select(IndicatorRow.id)
        .join(ProgrammeRow, ProgrammeRow.id == IndicatorRow.programme_id)
        .where(ProgrammeRow.code == programme.code)
        .where(IndicatorRow.code.in_([indicator.code for indicator in indicators]))
    )
    return list(session.scalars(statement))


def _agreed(
    session: ScopedSession, numbers: Sequence[int], sites: Mapping[int, Site]
) -> Iterator[Change]:
    for one in agreements_of(session, numbers):
        if one.site in sites and one.cell == TOTAL:
            yield Change(one.entered, one.author, _agreed_words(one, sites[one.site]))


def _agreed_words(one: Agreement, site: Site) -> str:
    said = _("{kind} {place}: {step}.").format(
        kind=kind_words()[one.kind].capitalize(),
        place=_place(site, period_text(one.period)),
        step=step_words(one),
    )
    return f"{said} {reason_words(one)}" if one.reason else said


def _place(site: Site, period: str) -> str:
    return period if site.id == CITY_SITE else f"{period}, {site.label}"


def _observed(
    session: ScopedSession, programme: Programme, numbers: Sequence[int], sites: Mapping[int, Site]
) -> Iterator[Change]:
    """Yield what happened to each observation: entered, changed or removed."""
    past: Any = Observation.__past__
    current = _versions(session, Observation, numbers, Observation.known_from)
    earlier = _versions(session, past, numbers, past.known_until)
    replaced = {(row.id, row.known_until): row for row in earlier}
    followed = {(row.id, row.known_from) for row in (*current, *earlier)}
    for row in (*current, *earlier):
        if row.site_id not in sites or row.cell_id != TOTAL:
            continue
        place = _place(sites[row.site_id], period_text(parse_period(row.period)))
        step = _step(replaced.get((row.id, row.known_from)), row)
        is_there = row in current
        url = record_url("observation", row.ref, programme.code) if is_there else ""
        words = _("Meting {place}: {step}.").format(place=place, step=step)
        yield Change(row.known_from, row.known_by, words, url)
        if not is_there and (row.id, row.known_until) not in followed:
            words = _("Meting {place}: verwijderd ({value}).")
            yield Change(row.known_until, "", words.format(place=place, value=_value(row)))


def _versions(
    session: ScopedSession, model: Any, numbers: Sequence[int], newest: Any
) -> Sequence[Any]:
    statement = select(model).where(model.indicator_id.in_(numbers))
    return session.scalars(statement.order_by(newest.desc()).limit(_READ)).all()


def _step(before: Any, row: Any) -> str:
    if before is None:
        return _value(row)
    old, new = _value(before), _value(row)
    if old == new:
        return _("{value}, andere gegevens gewijzigd").format(value=new)
    return _("van {old} naar {new}").format(old=old, new=new)


def _value(row: Any) -> str:
    if row.value is not None:
        exponent = row.value.normalize().as_tuple().exponent
        return display(row.value, max(0, -int(exponent)))
    if row.numerator is not None:
        return f"{row.numerator}/{row.denominator}"
    return _("in woorden") if row.text else _("geen cijfer")
