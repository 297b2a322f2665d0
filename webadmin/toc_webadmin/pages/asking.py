"""What a page is asked: which programme, which period, and real or practice data."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import urlencode

from flask import abort, current_app, request
from sqlalchemy import select

from toc_core.access import Access
from toc_core.db.columns import is_ref
from toc_core.db.people import CITY_SITE, Site
from toc_core.errors import UsageError, did_you_mean
from toc_core.i18n import _
from toc_core.periods import Period, PeriodKind, parse_period, school_year_of
from toc_core.reports import periods_with_data
from toc_core.sync import stored_programmes
from toc_webadmin.clock import today
from toc_webadmin.menu import YEAR_KEY, chosen_school_year
from toc_webadmin.sessions import current_principal, current_session

if TYPE_CHECKING:
    from toc_core.db.door import ScopedSession
    from toc_core.plugins import Host
    from toc_core.theory import Programme


MOST_YEARS = 5  # in a picture of years after each other


def current_host() -> Host:
    """Return the plugin host of the running application."""
    return cast("Host", current_app.extensions["toc_host"])


def city_only() -> None:
    """Refuse whoever is not a coordinator of the city."""
    if current_principal().access is not Access.COORDINATOR:
        abort(403)


def known_programmes(session: ScopedSession) -> dict[str, Programme]:
    """Return every programme by code; the theory in use goes before the plugin's own."""
    stored = stored_programmes(session)
    return {**stored, **{c: p for c, p in current_host().programmes.items() if c not in stored}}


def programme_named(session: ScopedSession, code: str) -> Programme:
    """Return one programme; ``UsageError`` with the nearest code when there is none."""
    known = known_programmes(session)
    if code not in known:
        raise UsageError(
            _("Programma '{code}' is niet gekend{hint}.").format(
                code=code, hint=did_you_mean(code, known)
            )
        )
    return known[code]


def is_practice(session: ScopedSession) -> bool:
    """Return whether the page is about fictitious data.

    A practice school has nothing else; the city asks for it with ``?oefen=1``.
    """
    if session.principal.access is Access.SCHOOL:
        schools = session.scalars(select(Site.fictitious)).all()
        return bool(schools) and all(schools)
    return request.args.get("oefen") == "1"


def practice_switch(session: ScopedSession) -> str:
    """Return the address of this page with the other figures; empty when there are none.

    A school has only its own. The period is left out: the other figures have other years.
    """
    if session.principal.access is Access.SCHOOL:
        return ""
    if session.scalar(select(Site.id).where(Site.fictitious).limit(1)) is None:
        return ""
    kept: dict[str, Any] = request.args.to_dict(flat=False)
    for name in ("oefen", "periode", YEAR_KEY):
        kept.pop(name, None)
    if not is_practice(session):
        kept["oefen"] = "1"
    path = request.path
    return f"{path}?{urlencode(kept, doseq=True)}" if kept else path


def asked_school() -> Site | None:
    """Return the school of ``?school=``, none without one; not found when it may not be seen."""
    ref = request.args.get("school", "")
    if not ref:
        return None
    found = current_session().scalars(select(Site).where(Site.ref == ref)) if is_ref(ref) else ()
    site = next(iter(found), None)
    if site is None or site.id == CITY_SITE:
        abort(404)
    return site


def usual_period(found: Mapping[str, Sequence[Period]], *programmes: Programme) -> Period:
    """Return the school year chosen at the top, else the newest with data, else the current."""
    current = school_year_of(today())
    above = chosen_school_year()
    if above is not None:
        return parse_period(above)
    every = (period for one in programmes for period in found.get(one.code, ()))
    begun = [period for period in every if period.kind is current.kind and period <= current]
    return max(begun, default=current)


def asks_year() -> bool:
    """Return whether the school year at the top was just chosen: then it goes before a period."""
    return YEAR_KEY in request.args


@dataclass(frozen=True)
class Choice:
    """The periods a page can show and the one it shows; ``problem`` says what was not understood.

    ``written`` is what the person asked for, so that a form keeps it.
    """

    offered: tuple[Period, ...]
    chosen: Period
    written: str = ""
    problem: str = ""

    @property
    def years(self) -> tuple[Period, ...]:
        """Return the school years that lead to the chosen period, the oldest first."""
        years = (p for p in self.offered if p.kind is PeriodKind.SCHOOL_YEAR)
        return tuple(sorted(p for p in years if p.end <= self.chosen.end)[-MOST_YEARS:])

    @property
    def chosen_after_years(self) -> tuple[Period, ...]:
        """Return those school years and, as the last, the chosen period."""
        return (*(year for year in self.years if year != self.chosen), self.chosen)


def chosen_period(session: ScopedSession, *programmes: Programme, practice: bool) -> Choice:
    """Return the period of ``?periode=``, or else the usual one of these programmes."""
    found = periods_with_data(session, programmes, practice)
    default = usual_period(found, *programmes)
    offered = dict.fromkeys([*(p for own in found.values() for p in own), school_year_of(today())])
    written = "" if asks_year() else request.args.get("periode", "").strip()
    chosen, problem = default, ""
    if written:
        try:
            chosen = parse_period(written)
        except UsageError as error:
            problem = str(error)
    offered[chosen] = None
    return Choice(tuple(sorted(offered, reverse=True)), chosen, written, problem)


def whose_figures(session: ScopedSession) -> str:
    """Return the sentence that says whose figures a school sees; empty for the city."""
    if session.principal.access is not Access.SCHOOL:
        return ""
    names = session.scalars(select(Site.label).order_by(Site.label)).all()
    if not names:
        return _("Je account hoort nog bij geen enkele school. Vraag het aan de stad.")
    if len(names) == 1:
        return _("Cijfers van jouw school: {names}.").format(names=names[0])
    return _("Cijfers van jouw scholen: {names}.").format(names=", ".join(names))
