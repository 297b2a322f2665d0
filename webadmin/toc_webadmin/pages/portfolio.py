"""The portfolio of the team: whom all programmes reach together, and what nobody knows yet."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Any

from flask import Blueprint, Response, render_template, request, url_for

from toc_core.errors import UsageError, unknown
from toc_core.formats.sections import cell_text
from toc_core.formats.words import made_text
from toc_core.i18n import _
from toc_core.periods import Period, parse_period
from toc_core.portfolio import (
    Asked,
    PortfolioReport,
    SchoolRow,
    SharedReach,
    bounds_text,
    portfolio_report,
)
from toc_core.portfolio.tables import (
    comparison_table,
    frameworks_table,
    policy_table,
    reach_table,
    schools_table,
    totals_table,
)
from toc_core.portfolio.units import units_of
from toc_core.portfolio.words import doubt_words, reach_notes, reach_words
from toc_core.portfolio.writing import WRITERS, write_portfolio
from toc_webadmin.clock import city_zone, now
from toc_webadmin.menu import chosen_school_year
from toc_webadmin.pages.asking import (
    city_only,
    current_host,
    is_practice,
    known_programmes,
    practice_switch,
)
from toc_webadmin.sessions import current_session
from toc_webadmin.views.filters import visible_sites

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from toc_core.db.door import ScopedSession
    from toc_core.db.people import Site
    from toc_core.theory.portfolio import Portfolio

blueprint = Blueprint("portfolio", __name__)


@dataclass(frozen=True)
class Chosen:
    """What the page is asked: a portfolio, a school year (or all), and a school (or none)."""

    portfolio: Portfolio
    period: Period | None
    practice: bool
    school: Site | None
    problem: str = ""


@blueprint.get("/portfolio")
def page() -> ResponseReturnValue:
    """Show the portfolio; for the city team."""
    city_only()
    session = current_session()
    if not current_host().portfolios:
        return render_template("pages/portfolio.html", report=None)
    chosen = _chosen(session)
    report = _report(session, chosen)
    text = render_template(
        "pages/portfolio.html",
        chosen=chosen,
        report=report,
        portfolio=report.portfolio,
        portfolios=current_host().portfolios,
        sites=[site for site in visible_sites() if site.fictitious == chosen.practice],
        taking_part=_row_of(report, chosen.school),
        reached=[(one, reach_table(report, one)) for one in report.reaches],
        totals={one.shared.code: totals_table(report, one) for one in report.reaches},
        notes=lambda one: reach_notes(report, one),
        reach_words=lambda one: reach_words(report, one),
        units_of=units_of,
        doubt_words=lambda first: doubt_words(first, len(report.doubts)),
        in_both=_in_both,
        bounds=bounds_text,
        schools=schools_table(report),
        frameworks=frameworks_table(report),
        comparisons=[(one, comparison_table(one)) for one in report.comparisons],
        policy=policy_table(report),
        cell_text=cell_text,
        made=made_text(report),
        downloads=[(name, _download_url(chosen, name)) for name in WRITERS if name != "terminal"],
        practice=chosen.practice,
        switch=practice_switch(session),
    )
    return text, 400 if chosen.problem else 200


@blueprint.get("/portfolio.<fmt>")
def download(fmt: str) -> ResponseReturnValue:
    """Send the portfolio as a file of one format."""
    city_only()
    session = current_session()
    formats = {f.name: f for f in current_host().formats.values() if f.name in WRITERS}
    formats.pop("terminal", None)
    if fmt not in formats:
        raise unknown(_("Formaat"), fmt, formats)
    if not current_host().portfolios:
        raise UsageError(_("Er is nog geen portfolio."))
    chosen = _chosen(session)
    file = BytesIO()
    write_portfolio(_report(session, chosen), fmt, file)
    answer = Response(file.getvalue(), content_type=formats[fmt].media_type)
    words = ["portfolio", chosen.portfolio.code, *([chosen.period.code] if chosen.period else [])]
    words += ["oefengegevens"] if chosen.practice else []
    name = "-".join(words) + formats[fmt].suffix
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    answer.headers["Cache-Control"] = "no-store"
    answer.headers["X-Content-Type-Options"] = "nosniff"
    return answer


def _chosen(session: ScopedSession) -> Chosen:
    portfolios = current_host().portfolios
    code = request.args.get("portfolio") or next(iter(portfolios))
    if code not in portfolios:
        raise unknown(_("Portfolio"), code, portfolios)
    year = chosen_school_year()
    ref = request.args.get("school", "")
    school = next((site for site in visible_sites() if ref and site.ref == ref), None)
    problem = _("Deze school is niet gekend. Kies een andere.") if ref and school is None else ""
    period = None if year is None else parse_period(year)
    return Chosen(portfolios[code], period, is_practice(session), school, problem)


def _report(session: ScopedSession, chosen: Chosen) -> PortfolioReport:
    asked = Asked(
        now(),
        city_zone(),
        (chosen.period,) if chosen.period else (),
        practice=chosen.practice,
        measures=current_host().measures,
    )
    return portfolio_report(session, chosen.portfolio, known_programmes(session), asked)


def _row_of(report: PortfolioReport, school: Site | None) -> SchoolRow | None:
    """Return in what a chosen school takes part; none without a school or when it does not."""
    if school is None:
        return None
    return next((row for row in report.schools if school.ref in row.refs), None)


def _in_both(one: SharedReach) -> list[str]:
    """Return how much each pair of programmes has in common, where it has."""
    pairs = one.overlaps(one.reaches[0]) if one.reaches else []
    return [
        _("{one} en {other}: {shared} in beide").format(
            one=a.label, other=b.label, shared=bounds_text(shared)
        )
        for a, b, shared in pairs
        if shared.upper
    ]


def _download_url(chosen: Chosen, name: str) -> str:
    query: dict[str, Any] = {"portfolio": chosen.portfolio.code}
    if chosen.practice:
        query["oefen"] = "1"
    return url_for("portfolio.download", fmt=name, **query)
