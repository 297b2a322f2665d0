"""The programmes of a portfolio beside each other: a row each, as pictures with their tables."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from flask import Blueprint, render_template, request

from toc_core.dashboards.picture import Notes, Picture
from toc_core.errors import unknown
from toc_core.i18n import _
from toc_core.portfolio import Asked, Comparison
from toc_core.portfolio.overview import Beside, Overview, chosen_only, overview, overview_table
from toc_core.portfolio.tables import comparison_table
from toc_core.portfolio.words import reach_notes
from toc_webadmin.clock import city_zone, now
from toc_webadmin.pages.asking import (
    Choice,
    asked_school,
    chosen_period,
    city_only,
    current_host,
    is_practice,
    known_programmes,
    practice_switch,
)
from toc_webadmin.pages.pictures import Card, card_of
from toc_webadmin.sessions import current_session, seen_by_school
from toc_webadmin.views.filters import visible_sites

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from toc_core.db.people import Site
    from toc_core.theory.portfolio import Portfolio

blueprint = Blueprint("portfolio_dashboard", __name__)


@dataclass(frozen=True)
class Row:
    """One programme on the page: what is said of it, and its pictures."""

    beside: Beside
    cards: tuple[Card, ...]


@blueprint.get("/portfolio/beeld")
def page() -> ResponseReturnValue:
    """Show the programmes beside each other; for the city team."""
    city_only()
    portfolio = _portfolio()
    if portfolio is None:
        return render_template("pages/portfolio_dashboard.html", told=None)
    school, practice = asked_school(), is_practice(current_session())
    if school is not None:
        practice = school.fictitious
    known = known_programmes(current_session())
    everyone = [known[code] for code in portfolio.programmes if code in known]
    choice = chosen_period(current_session(), *everyone, practice=practice)
    chosen = chosen_only(portfolio, request.args.getlist("programma"))
    asked = Asked(
        now(),
        city_zone(),
        (choice.chosen,),
        practice=practice,
        measures=current_host().measures,
    )
    with seen_by_school(school) as session:
        told = overview(session, chosen, known, asked, choice.chosen_after_years)
    text = render_template(
        "pages/portfolio_dashboard.html",
        portfolio=portfolio,
        told=told,
        choice=choice,
        school=school,
        sites=[site for site in visible_sites() if site.fictitious == practice],
        everyone=everyone,
        chosen=chosen.programmes,
        summary=_summary(told, choice, practice=practice),
        rows=[_row(row, choice, school, practice=practice) for row in told.rows],
        comparisons=[
            _comparison(one, choice, practice=practice) for one in told.report.comparisons
        ],
        notes=[note for one in told.report.reaches for note in reach_notes(told.report, one)],
        practice=practice,
        switch="" if school else practice_switch(current_session()),
    )
    return text, 400 if choice.problem else 200


def _portfolio() -> Portfolio | None:
    """Return the portfolio that was asked for, or the first; none when there is none."""
    portfolios = current_host().portfolios
    code = request.args.get("portfolio") or next(iter(portfolios), "")
    if code and code not in portfolios:
        raise unknown(_("Portfolio"), code, portfolios)
    return portfolios.get(code)


def _summary(told: Overview, choice: Choice, *, practice: bool) -> Card:
    section = overview_table(told)
    picture = Picture("overzicht", section, notes=Notes(of_all=(section.note,)), is_wide=True)
    return card_of(picture, choice.chosen, practice=practice)


def _row(row: Beside, choice: Choice, school: Site | None, *, practice: bool) -> Row:
    cards = (card_of(p, choice.chosen, practice=practice, school=school) for p in row.pictures)
    return Row(row, tuple(cards))


def _comparison(one: Comparison, choice: Choice, *, practice: bool) -> tuple[Comparison, Card]:
    picture = Picture("vergelijking", comparison_table(one))
    return one, card_of(picture, choice.chosen, practice=practice)
