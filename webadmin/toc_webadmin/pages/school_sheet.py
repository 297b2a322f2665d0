"""The schoolfiche: what one school does and reaches in a school year, on two sheets of paper."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from flask import Blueprint, abort, render_template
from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from toc_core.access import Access
from toc_core.db.columns import is_ref
from toc_core.db.measuring import By, Question, figures
from toc_core.db.people import CITY_SITE, Site
from toc_core.db.records import Consent, Delivery, DeliveryStatus, Story
from toc_core.db.theory import ProgrammeRow
from toc_core.db.trajectories import Trajectory
from toc_core.figures import Caveat, CaveatKind, Figure, Origin, shared_caveats
from toc_core.formats.words import status_text
from toc_core.i18n import _
from toc_core.reports import periods_with_data
from toc_webadmin.clock import today
from toc_webadmin.pages.asking import current_host, known_programmes, usual_period
from toc_webadmin.pages.explain import explain_url
from toc_webadmin.pages.progress import (
    caveat_signs,
    short,
    target_words,
)
from toc_webadmin.sessions import current_principal, current_session
from toc_webadmin.views.words import day_spoken, spoken

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from toc_core.db.door import ScopedSession
    from toc_core.periods import Period
    from toc_core.theory import Programme

blueprint = Blueprint("school_sheet", __name__)
MOST_STORIES = 2  # of a programme: more do not fit on two sheets
MOST_LETTERS = 320


@dataclass(frozen=True)
class Line:
    """One figure of the school in words."""

    label: str
    value: str
    target: str
    status: str
    tone: str
    caveats: str
    url: str


@dataclass(frozen=True)
class Quote:
    """What somebody of the school told, and allowed to be shared."""

    teller: str
    day: str
    text: str


@dataclass(frozen=True)
class Sheet:
    """What one programme is at the school."""

    programme: Programme
    period: Period
    caveats: tuple[str, ...]  # of every line
    lines: tuple[Line, ...]
    trajectories: tuple[str, ...]
    held: int
    planned: int
    quotes: tuple[Quote, ...]


@dataclass(frozen=True)
class Noted:
    """What the school noted in a period, of all programmes at once; by the id of a programme."""

    activities: Mapping[tuple[int, DeliveryStatus], int]
    trajectories: defaultdict[int, list[str]]
    quotes: defaultdict[int, list[Quote]]  # the newest first


@blueprint.get("/fiche/<ref>")
def page(ref: str) -> ResponseReturnValue:
    """Show the sheet of a school that the session shows."""
    session = current_session()
    site = session.scalars(select(Site).where(Site.ref == ref)).first() if is_ref(ref) else None
    if site is None or site.id == CITY_SITE:
        abort(404)
    return render_template(
        "pages/school_sheet.html",
        site=site,
        sheets=_sheets(session, site),
        is_school=current_principal().access is Access.SCHOOL,
        day=day_spoken(today()),
    )


def _sheets(session: ScopedSession, site: Site) -> list[Sheet]:
    """Return a sheet per programme that has anything of this school in its usual year."""
    known = known_programmes(session)
    found = periods_with_data(session, list(known.values()), practice=site.fictitious)
    periods = {code: usual_period(found, known[code]) for code in found if code in known}
    programmes = session.execute(select(ProgrammeRow.code, ProgrammeRow.id))
    ids = {row.code: row.id for row in programmes}
    sheets = []
    for period in sorted(set(periods.values()), reverse=True):
        same = [known[code] for code in periods if periods[code] == period]
        answers = _figures(session, same, period, site)
        noted = _noted(session, period, site)
        sheets += [_sheet(p, ids.get(p.code, 0), period, site, answers, noted) for p in same]
    return [s for s in sheets if s.lines or s.trajectories or s.held or s.planned or s.quotes]


def _figures(
    session: ScopedSession, programmes: Sequence[Programme], period: Period, site: Site
) -> list[Figure]:
    question = Question(
        tuple(programmes),
        (period,),
        today(),
        by=By.SITE,
        practice=site.fictitious,
        measures=current_host().measures,
    )
    return [f for f in figures(session, question) if f.site == site.code and not f.axis]


def _sheet(
    programme: Programme,
    number: int,
    period: Period,
    site: Site,
    all_of: list[Figure],
    noted: Noted,
) -> Sheet:
    own = [f for f in all_of if f.programme == programme.code and f.origin is not Origin.ABSENT]
    counting = programme.counts_of_schools()
    own = [f for f in own if f.indicator not in counting]
    said = shared_caveats(own)
    return Sheet(
        programme,
        period,
        tuple(c.text for c in said if c.kind is not CaveatKind.FICTITIOUS),
        tuple(_line(programme, site, f, own, said) for f in own),
        tuple(noted.trajectories[number]),
        noted.activities.get((number, DeliveryStatus.HELD), 0),
        noted.activities.get((number, DeliveryStatus.PLANNED), 0),
        tuple(noted.quotes[number][:MOST_STORIES]),
    )


def _line(
    programme: Programme, site: Site, figure: Figure, own: Sequence[Figure], said: Sequence[Caveat]
) -> Line:
    return Line(
        _label(programme, figure, own),
        short(figure) if not figure.text else figure.text,
        target_words(figure),
        status_text(figure) if figure.target is not None else "",
        figure.status.value,
        ", ".join(caveat_signs(figure, said)),
        explain_url(figure, practice=site.fictitious, school=site),
    )


def _label(programme: Programme, figure: Figure, own: Sequence[Figure]) -> str:
    """Return the label of a figure; of several with one label, the level too."""
    levels = {level.code: level.label for level in programme.levels}
    several = sum(f.label == figure.label for f in own) > 1
    level = levels.get(figure.level, "") if several else ""
    return f"{figure.label} ({level})" if level else figure.label


def _noted(session: ScopedSession, period: Period, site: Site) -> Noted:
    return Noted(
        _activities(session, period, site),
        _trajectories(session, period, site),
        _quotes(session, period, site),
    )


def _activities(
    session: ScopedSession, period: Period, site: Site
) -> dict[tuple[int, DeliveryStatus], int]:
    """Return how many activities have each status."""
    statement = (
        select(Delivery.programme_id, Delivery.status, func.count(Delivery.id))
        .where(
            Delivery.site_id == site.id,
            Delivery.day >= period.start,
            Delivery.day <= period.end,
        )
        .group_by(Delivery.programme_id, Delivery.status)
    )
    return {(programme, status): n for programme, status, n in session.execute(statement)}


def _trajectories(
    session: ScopedSession, period: Period, site: Site
) -> defaultdict[int, list[str]]:
    statement = (
        select(Trajectory)
        .options(joinedload(Trajectory.group), joinedload(Trajectory.site))
        .where(
            Trajectory.site_id == site.id,
            Trajectory.start >= period.start,
            Trajectory.start <= period.end,
        )
        .order_by(Trajectory.start, Trajectory.id)
    )
    found: defaultdict[int, list[str]] = defaultdict(list)
    for row in session.scalars(statement):
        sentence = _("{group}: {status}, vanaf {day}").format(
            group=row.group.label if row.group else _("zonder klasgroep"),
            status=spoken(row.status),
            day=day_spoken(row.start),
        )
        found[row.programme_id].append(sentence)
    return found


def _quotes(session: ScopedSession, period: Period, site: Site) -> defaultdict[int, list[Quote]]:
    """Return the stories that may be shared, the newest first."""
    statement = (
        select(Story)
        .where(
            Story.site_id == site.id,
            Story.consent == Consent.SHARE,
            Story.day >= period.start,
            Story.day <= period.end,
        )
        .order_by(Story.day.desc(), Story.id)
    )
    found: defaultdict[int, list[Quote]] = defaultdict(list)
    for row in session.scalars(statement):
        quote = Quote(spoken(row.teller_role), day_spoken(row.day), _shortened(row.text))
        found[row.programme_id].append(quote)
    return found


def _shortened(text: str) -> str:
    if len(text) <= MOST_LETTERS:
        return text
    return text[:MOST_LETTERS].rsplit(" ", 1)[0] + " …"
