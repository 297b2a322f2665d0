"""The report of a programme: the same figures on the page and in every file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial
from io import BytesIO
from typing import TYPE_CHECKING, Any

from flask import Blueprint, Response, render_template, request, url_for

from toc_core.access import Access
from toc_core.errors import UsageError, did_you_mean, unknown
from toc_core.formats import ReportFormat
from toc_core.formats.commentary import commentary_heading, questions
from toc_core.formats.layout import layout_of
from toc_core.formats.sections import cell_text
from toc_core.formats.stepping import missing_title, newest_of
from toc_core.formats.words import known_text, made_text, period_text
from toc_core.i18n import _
from toc_core.periods import (
    Period,
    PeriodKind,
    parse_period,
    period_of,
    previous,
    school_year_of,
)
from toc_core.report_sections import with_sections
from toc_core.reports import By, Report, indicator_report, periods_with_data
from toc_webadmin.clock import city_zone, now, today
from toc_webadmin.menu import chosen_school_year
from toc_webadmin.pages.asking import (
    asks_year,
    current_host,
    is_practice,
    practice_switch,
    programme_named,
    usual_period,
    whose_figures,
)
from toc_webadmin.pages.drafts import Draft, draft_of
from toc_webadmin.pages.explain import explain_url
from toc_webadmin.pages.words import unit_beside
from toc_webadmin.sessions import current_session

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from toc_core.db.door import ScopedSession
    from toc_core.theory import Programme

blueprint = Blueprint("report", __name__)
MOST_ASKED = 24  # periods in one report: more takes the machine for itself
MOST_PERIODS = 5


@dataclass
class Request:
    """What a report is asked: periods and split, what can be chosen, and what was wrong."""

    programme: Programme
    practice: bool
    offered: tuple[Period, ...] = ()
    periods: tuple[Period, ...] = ()
    by: By = By.TOTAL
    written: str = ""
    problems: list[str] = field(default_factory=list)

    def arguments(self) -> dict[str, Any]:
        """Return the query that asks the same again."""
        asked: dict[str, Any] = {"periode": [p.code for p in self.periods]}
        if self.by is not By.TOTAL:
            asked["per"] = self.by.value
        if request.args.get("oefen"):
            asked["oefen"] = request.args["oefen"]
        return asked


@blueprint.get("/programma/<code>/rapport")
def page(code: str) -> ResponseReturnValue:
    """Show the report; what was not understood is said above a form that keeps the rest."""
    session = current_session()
    return shown(session, asked_of(session, code))


def shown(
    session: ScopedSession, asked: Request, *, wrong: int = 400, draft: Draft | None = None
) -> ResponseReturnValue:
    """Return the page of a report; with a ``draft`` that could not be stored, all of it."""
    report = _report(session, asked)
    if draft is None and session.principal.access is Access.COORDINATOR:
        draft = draft_of(session, asked.programme, newest_of(asked.periods), asked.practice)
    text = render_template(
        "pages/report.html",
        asked=asked,
        report=report,
        layout=layout_of(report),
        made=made_text(report),
        known=known_text(report),
        cell_text=cell_text,
        splits=split_words(),
        period_text=period_text,
        explained=partial(explain_url, practice=asked.practice),
        unit_beside=unit_beside,
        downloads=[(f, _download_url(asked, f)) for f in formats()],
        missing_title=missing_title,
        commentary_heading=commentary_heading,
        draft=draft,
        questions=questions(),
        near=_near_periods(),
        whose=whose_figures(session),
        switch=practice_switch(session),
    )
    return text, wrong if asked.problems or (draft and draft.problems) else 200


def _near_periods() -> list[tuple[str, Period]]:
    """Return the periods that a report is most often made of, each with its name."""
    quarter, year = period_of(today(), PeriodKind.QUARTER), school_year_of(today())
    named = [
        (_("vorig kwartaal"), previous(quarter)),
        (_("dit kwartaal"), quarter),
        (_("vorig schooljaar"), previous(year)),
        (_("dit schooljaar"), year),
    ]
    return [(name, period) for name, period in named if period is not None]


@blueprint.get("/programma/<code>/rapport.<fmt>")
def download(code: str, fmt: str) -> ResponseReturnValue:
    """Send the report as a file of one format."""
    session = current_session()
    asked = asked_of(session, code)
    chosen = _format_named(asked, fmt)
    if chosen is None or asked.problems:
        return shown(session, asked, wrong=404 if chosen is None else 400)
    report = _report(session, asked)
    file = BytesIO()
    chosen.write(report, file)
    answer = Response(file.getvalue(), content_type=chosen.media_type)
    name = file_name(asked) + chosen.suffix
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    answer.headers["Cache-Control"] = "no-store"
    answer.headers["X-Content-Type-Options"] = "nosniff"
    return answer


def formats() -> list[ReportFormat]:
    """Return every registered format that is a file of its own."""
    return [f for f in current_host().formats.values() if f.name != "terminal"]


def _format_named(asked: Request, name: str) -> ReportFormat | None:
    known = {f.name: f for f in formats()}
    if name not in known:
        asked.problems.append(str(unknown(_("Formaat"), name, known)))
    return known.get(name)


def file_name(asked: Request) -> str:
    """Return the name of a file without its suffix, such as ``campus_talent-2024-2025``."""
    words = [asked.programme.code, *_span_of(asked.periods)]
    if asked.by is not By.TOTAL:
        words.append({By.LEVEL: "niveau", By.SITE: "school"}.get(asked.by, "opsplitsing"))
    if asked.practice:
        words.append("oefengegevens")
    return "-".join(words)


def _span_of(periods: Sequence[Period]) -> list[str]:
    """Return the one period, or the first and last of several."""
    codes = [period.code for period in periods]
    return codes if len(codes) < 3 else [codes[0], codes[-1]]


def split_words() -> dict[By, str]:
    """Return the ways to split a report, in words; the tables are by level already."""
    return {
        By.TOTAL: _("niet"),
        By.SITE: _("per school"),
        By.CELL: _("per soort (waar dat bijgehouden wordt)"),
        By.CUBE: _("per school én per soort"),
    }


def _download_url(asked: Request, chosen: ReportFormat) -> str:
    query = asked.arguments()
    code = asked.programme.code
    return url_for("report.download", code=code, fmt=chosen.name, **query)


def _report(session: ScopedSession, asked: Request) -> Report:
    report = indicator_report(
        session,
        [asked.programme],
        asked.periods,
        by=asked.by,
        practice=asked.practice,
        made_at=now(),
        zone=city_zone(),
        measures=current_host().measures,
    )
    return with_sections(report, current_host(), session)


def asked_of(session: ScopedSession, code: str) -> Request:
    """Return what the address asks of the report of a programme."""
    programme = programme_named(session, code)
    asked = Request(programme, is_practice(session))
    found = periods_with_data(session, [programme], asked.practice)
    written = [] if asks_year() else request.args.getlist("periode")
    for text in written[:MOST_ASKED]:
        _add_period(asked, text.strip())
    if len(written) > MOST_ASKED:
        asked.problems.append(_("Kies hoogstens {most} periodes tegelijk.").format(most=MOST_ASKED))
    if not asked.periods:
        asked.periods = _usual_periods(found.get(code, ())) or (usual_period(found, programme),)
    offered = {*found.get(code, ()), school_year_of(today()), *asked.periods}
    asked.offered = tuple(sorted(offered, reverse=True))
    _set_split(asked, request.args.get("per", ""))
    return asked


def _usual_periods(found: Sequence[Period]) -> tuple[Period, ...]:
    """Return the newest periods with data, as in a report of the command line.

    A school year chosen at the top goes before them.
    """
    if chosen_school_year() is not None:
        return ()
    newest = sorted(found, key=lambda period: period.end)[-MOST_PERIODS:]
    return tuple(period for period in found if period in newest)


def _add_period(asked: Request, text: str) -> None:
    if not text:
        return
    try:
        asked.periods = tuple(sorted({*asked.periods, parse_period(text)}))
    except UsageError as error:
        asked.written = text
        asked.problems.append(str(error))


def _set_split(asked: Request, text: str) -> None:
    known = [by.value for by in By]
    if text in known:
        asked.by = By(text)
    elif text:
        asked.problems.append(
            _("Opsplitsen per '{text}' kan niet{hint}. Gekend: {known}.").format(
                text=text, hint=did_you_mean(text, known), known=", ".join(known)
            )
        )
