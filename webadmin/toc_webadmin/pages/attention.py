"""What asks for attention: gaps in a theory, readings to confirm, schools without activities."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from flask import url_for
from sqlalchemy import exists, func, select

from toc_core.access import Access
from toc_core.checks import Severity
from toc_core.db.people import Site, SiteAlias
from toc_core.db.records import Delivery, DeliveryStatus, Participation
from toc_core.db.theory import ProgrammeRow
from toc_core.i18n import _
from toc_core.periods import school_year_of
from toc_core.theory import Stage
from toc_webadmin.clock import today
from toc_webadmin.pages.asking import current_host
from toc_webadmin.pages.records import counted, view_url

if TYPE_CHECKING:
    from toc_core.db.door import ScopedSession
    from toc_core.theory import Programme

NAMED = 3  # so many schools are named, the others are counted


@dataclass(frozen=True)
class Point:
    """One thing to look at: what, how many, where; ``more`` explains it in one sentence."""

    words: str
    more: str
    url: str
    number: int = 0


def points(
    session: ScopedSession, programmes: Iterable[Programme], *, practice: bool
) -> list[Point]:
    """Return what asks for attention, the most useful first; a school sees only its own."""
    chosen = list(programmes)
    found = [p for programme in chosen for p in _idle(session, programme, practice=practice)]
    if session.principal.access is Access.SCHOOL:
        return found
    found += _broken_plugins()
    found += _aliases(session)
    for programme in chosen:
        found += _readings(programme)
        found += _gaps(programme)
    return found


def _idle(session: ScopedSession, programme: Programme, *, practice: bool) -> Iterator[Point]:
    """Yield the schools that take part this year and have no activity held yet."""
    if not programme.of_stage(Stage.INTERVENTION):
        return
    year = school_year_of(today())
    held = exists().where(
        Delivery.site_id == Participation.site_id,
        Delivery.programme_id == Participation.programme_id,
        Delivery.status == DeliveryStatus.HELD,
        Delivery.day >= year.start,
        Delivery.day <= year.end,
    )
    statement = (
        select(Site.label)
        .join(Participation, Participation.site_id == Site.id)
        .join(ProgrammeRow, ProgrammeRow.id == Participation.programme_id)
        .where(
            ProgrammeRow.code == programme.code,
            Participation.school_year == year.code,
            Participation.stopped_because == "",
            Site.fictitious.is_(practice),
            ~held,
        )
        .order_by(Site.label)
    )
    names = list(session.scalars(statement))
    if names:
        one = _("school doet dit schooljaar mee en heeft nog geen activiteit")
        several = _("scholen doen dit schooljaar mee en hebben nog geen activiteit")
        words = f"{programme.label}: {counted(len(names), one, several)}"
        url = view_url(f"{programme.code}-deliveries.index_view") or url_for(
            "poster.page", code=programme.code
        )
        yield Point(words, _listed(names), url, len(names))


def _listed(names: list[str]) -> str:
    rest = len(names) - NAMED
    shown = ", ".join(names[:NAMED])
    return _("{names} en nog {rest}").format(names=shown, rest=rest) if rest > 0 else shown


def _broken_plugins() -> Iterator[Point]:
    for broken in current_host().broken:
        words = _("Plugin {name} is niet geladen").format(name=broken.name)
        yield Point(words, broken.reason, "")


def _aliases(session: ScopedSession) -> Iterator[Point]:
    number = session.scalar(select(func.count(SiteAlias.id)).where(SiteAlias.confirmed.is_(False)))
    if number:
        one, several = _("andere naam van een school"), _("andere namen van scholen")
        words = _("{what}: nog te bevestigen door het team").format(
            what=counted(number, one, several)
        )
        more = _("Kijk na of het wel dezelfde school is.")
        yield Point(words, more, view_url("aliases.index_view"), number)


def _readings(programme: Programme) -> Iterator[Point]:
    """Yield how much of a theory is our reading."""
    links = sum(link.derived for link in programme.links)
    others = sum(e.derived for e in programme.elements)
    others += sum(p.derived for p in programme.premises)
    if links or others:
        one, several = _("lezing"), _("lezingen")
        words = _("{programme}: {what} nog te bevestigen door het team").format(
            programme=programme.label,
            what=counted(links + others, one, several),
        )
        more = _("Zo staat het niet letterlijk in de bron. Verbanden: {links}, andere: {others}.")
        more = more.format(links=links, others=others)
        url = url_for("poster.page", code=programme.code, verbanden="1")
        yield Point(words, more, url, links + others)


def _gaps(programme: Programme) -> Iterator[Point]:
    """Yield the gaps that the source leaves."""
    number = sum(problem.severity is Severity.GAP for problem in current_host().check(programme))
    if number:
        one, several = _("lacune in de veranderingstheorie"), _("lacunes in de veranderingstheorie")
        words = f"{programme.label}: {counted(number, one, several)}"
        more = _("Bijvoorbeeld een outcome waarvoor nog geen indicator is gekozen.")
        yield Point(words, more, url_for("poster.page", code=programme.code), number)
