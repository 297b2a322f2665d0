"""What asks for attention: what is due, what misses a figure, and what the team has to settle."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from flask import url_for
from sqlalchemy import exists, func, select
from sqlalchemy.orm import aliased

from toc_core.access import Access
from toc_core.checks import Severity
from toc_core.db.measures import Observation
from toc_core.db.people import Site, SiteAlias
from toc_core.db.records import Delivery, DeliveryStatus, Participation
from toc_core.db.theory import IndicatorRow, ProgrammeRow
from toc_core.i18n import _
from toc_core.periods import previous, school_year_of
from toc_core.theory import Observed, Stage
from toc_webadmin.clock import today
from toc_webadmin.pages.asking import current_host
from toc_webadmin.pages.records import counted, view_url

if TYPE_CHECKING:
    from toc_core.db.door import ScopedSession
    from toc_core.theory import Programme

LATELY = timedelta(days=2 * 366)
NAMED = 3  # so many schools are named, the others are counted
Programmes = Mapping[str, "Programme"]


@dataclass(frozen=True)
class Point:
    """One thing to look at: what, and where it is solved; ``more`` explains it in one sentence."""

    words: str
    more: str
    url: str


@dataclass(frozen=True)
class Unsettled:
    """How much of a theory the team has to confirm or to fill in, and where."""

    programme: Programme
    readings: int
    gaps: int
    url: str


def points(
    session: ScopedSession, programmes: Iterable[Programme], *, practice: bool
) -> list[Point]:
    """Return what asks for attention, what is due first; a school sees only its own."""
    known = {programme.code: programme for programme in programmes}
    found = [*_overdue(session, known, practice), *_idle(session, known, practice)]
    found += _unexplained(session, known, practice)
    if session.principal.access is not Access.SCHOOL:
        found += [*_without_figure(session, known, practice), *_broken_plugins()]
        found += _aliases(session)
    return found


def unsettled(programmes: Iterable[Programme]) -> list[Unsettled]:
    """Return the theories with readings to confirm or gaps, the fullest first."""
    found = []
    for programme in programmes:
        readings = sum(link.derived for link in programme.links)
        readings += sum(element.derived for element in programme.elements)
        readings += sum(premise.derived for premise in programme.premises)
        gaps = sum(p.severity is Severity.GAP for p in current_host().check(programme))
        url = url_for("poster.page", code=programme.code, verbanden="1" if readings else None)
        if readings or gaps:
            found.append(Unsettled(programme, readings, gaps, url))
    return sorted(found, key=lambda one: -(one.readings + one.gaps))


def _overdue(session: ScopedSession, known: Programmes, practice: bool) -> Iterator[Point]:
    """Yield the activities that were planned, are over, and were not noted."""
    statement = (
        select(ProgrammeRow.code, func.count(Delivery.id))
        .select_from(Delivery)
        .join(ProgrammeRow, ProgrammeRow.id == Delivery.programme_id)
        .join(Site, Site.id == Delivery.site_id)
        .where(
            Delivery.status == DeliveryStatus.PLANNED,
            Delivery.day < today(),
            Site.fictitious.is_(practice),
        )
        .group_by(ProgrammeRow.code)
    )
    one = _("geplande activiteit is voorbij en nog niet genoteerd")
    several = _("geplande activiteiten zijn voorbij en nog niet genoteerd")
    for programme, number in _of(session, known, statement):
        url = _list_url(programme, "deliveries", flt_status="planned", flt_wanneer="voorbij")
        more = _("Noteer wat er gebeurde, of zeg dat ze niet doorging.")
        yield Point(_named(programme, counted(number, one, several)), more, url)


def _idle(session: ScopedSession, known: Programmes, practice: bool) -> Iterator[Point]:
    """Yield the schools that take part this year and have no activity held yet."""
    year = school_year_of(today())
    held = exists().where(
        Delivery.site_id == Participation.site_id,
        Delivery.programme_id == Participation.programme_id,
        Delivery.status == DeliveryStatus.HELD,
        Delivery.day >= year.start,
        Delivery.day <= year.end,
    )
    statement = (
        select(ProgrammeRow.code, Site.label)
        .join(Participation, Participation.site_id == Site.id)
        .join(ProgrammeRow, ProgrammeRow.id == Participation.programme_id)
        .where(
            Participation.school_year == year.code,
            Participation.stopped_because == "",
            Site.fictitious.is_(practice),
            ~held,
        )
        .order_by(Site.label)
    )
    names: dict[str, list[str]] = {}
    for code, label in session.execute(statement):
        names.setdefault(code, []).append(label)
    one = _("school doet dit schooljaar mee en heeft nog geen activiteit")
    several = _("scholen doen dit schooljaar mee en hebben nog geen activiteit")
    for programme in known.values():
        schools = names.get(programme.code, ())
        if schools and programme.of_stage(Stage.INTERVENTION):
            words = _named(programme, counted(len(schools), one, several))
            yield Point(words, _listed(list(schools)), _list_url(programme, "deliveries"))


def _without_figure(session: ScopedSession, known: Programmes, practice: bool) -> Iterator[Point]:
    """Yield how many series have no measurement for the last school year, but had one before."""
    year = previous(school_year_of(today()))
    assert year is not None
    later = aliased(Observation)
    answered = exists().where(
        later.indicator_id == Observation.indicator_id,
        later.site_id == Observation.site_id,
        later.period_end >= year.end,
    )
    statement = (
        select(ProgrammeRow.code, IndicatorRow.code)
        .select_from(Observation)
        .join(IndicatorRow, IndicatorRow.id == Observation.indicator_id)
        .join(ProgrammeRow, ProgrammeRow.id == Observation.programme_id)
        .join(Site, Site.id == Observation.site_id)
        .where(
            Site.fictitious.is_(practice),
            Observation.period_end >= year.start - LATELY,  # an older series was ended
            ~answered,
        )
        .distinct()
    )
    missing: dict[str, list[str]] = {}
    for code, indicator in session.execute(statement):
        programme = known.get(code)
        own = _observed(programme).get(indicator) if programme else None
        if own:
            missing.setdefault(code, []).append(own)
    one = _("cijfer heeft nog geen meting voor {year}").format(year=year.label)
    several = _("cijfers hebben nog geen meting voor {year}").format(year=year.label)
    for programme in known.values():
        labels = sorted(missing.get(programme.code, ()))
        if labels:
            words = _named(programme, counted(len(labels), one, several))
            url = view_url(f"{programme.code}-observations.create_view")
            yield Point(words, _listed(labels), url or _list_url(programme, "observations"))


def _unexplained(session: ScopedSession, known: Programmes, practice: bool) -> Iterator[Point]:
    """Yield the measurements without a source and without a caveat: nobody can check those."""
    statement = (
        select(ProgrammeRow.code, func.count(Observation.id))
        .select_from(Observation)
        .join(ProgrammeRow, ProgrammeRow.id == Observation.programme_id)
        .join(Site, Site.id == Observation.site_id)
        .where(Observation.unexplained(), Site.fictitious.is_(practice))
        .group_by(ProgrammeRow.code)
    )
    one = _("meting heeft geen bron en geen voorbehoud")
    several = _("metingen hebben geen bron en geen voorbehoud")
    for programme, number in _of(session, known, statement):
        url = _list_url(programme, "observations", flt_bron="zonder")
        more = _("Zeg waar het cijfer vandaan komt, of wat een lezer erbij moet weten.")
        yield Point(_named(programme, counted(number, one, several)), more, url)


def _observed(programme: Programme) -> dict[str, str]:
    """Return the labels of the indicators that somebody measures."""
    return {
        indicator.code: programme.indicator_label(indicator)
        for indicator in programme.all_indicators()
        if isinstance(indicator.measure, Observed) and not indicator.context
    }


def _of(
    session: ScopedSession, known: Programmes, statement: Any
) -> Iterator[tuple[Programme, int]]:
    """Yield the programmes with a number, in their own order."""
    numbers = dict(session.execute(statement).all())
    for code, programme in known.items():
        if numbers.get(code):
            yield programme, numbers[code]


def _named(programme: Programme, words: str) -> str:
    return f"{programme.label}: {words}"


def _list_url(programme: Programme, kind: str, **filters: str) -> str:
    url = view_url(f"{programme.code}-{kind}.index_view", schooljaar="alle", **filters)
    return url or url_for("poster.page", code=programme.code)


def _listed(names: list[str]) -> str:
    rest = len(names) - NAMED
    shown = ", ".join(names[:NAMED])
    return _("{names} en nog {rest}").format(names=shown, rest=rest) if rest > 0 else shown


def _broken_plugins() -> Iterator[Point]:
    for broken in current_host().broken:
        words = _("Plugin {name} is niet geladen").format(name=broken.name)
        yield Point(words, broken.reason, "")


def _aliases(session: ScopedSession) -> Iterator[Point]:
    found = session.scalars(select(SiteAlias).where(SiteAlias.confirmed.is_(False)))
    # Another spelling of one name is no question.
    open_ones = [one for one in found if one.alias.casefold() != one.site.label.casefold()]
    if len(open_ones) > NAMED:
        one, several = _("andere naam van een school"), _("andere namen van scholen")
        words = _("{what}: nog te bevestigen door het team").format(
            what=counted(len(open_ones), one, several)
        )
        yield Point(words, _("Antwoord ja of nee."), view_url("aliases.index_view"))
        return
    for alias in open_ones:
        words = _("Zijn {one} en {other} dezelfde school?").format(
            one=alias.site.label, other=alias.alias
        )
        yield Point(words, _("Antwoord ja of nee."), view_url("aliases.details_view", id=alias.ref))
