"""One figure explained on a page: the rule, the records, the targets, what is left out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import Blueprint, render_template, request, url_for

from toc_core.access import Access
from toc_core.db.measuring import Question
from toc_core.explaining import answers, caveats, explain, left_out
from toc_core.explaining.wider import together
from toc_core.formats.words import status_text
from toc_core.i18n import _
from toc_webadmin.clock import city_zone, today
from toc_webadmin.pages.asking import (
    asked_school,
    chosen_period,
    current_host,
    is_practice,
    practice_switch,
    programme_named,
    whose_figures,
)
from toc_webadmin.pages.panel import MOST_ROWS, Behind, behind_of
from toc_webadmin.pages.words import origin_words, unit_beside
from toc_webadmin.sessions import current_principal, current_session, seen_by_school

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from toc_core.db.door import ScopedSession
    from toc_core.db.people import Site
    from toc_core.figures import Figure

blueprint = Blueprint("explain", __name__)


def explain_url(figure: Figure, *, practice: bool, school: Site | None = None) -> str:
    """Return the address of the page that explains a figure: that of one ``school``, if any."""
    query: dict[str, Any] = {"periode": figure.period.code}
    if school is not None:
        query["school"] = school.ref
    if practice:
        query["oefen"] = "1"
    return url_for("explain.page", code=figure.programme, indicator=figure.indicator, **query)


@blueprint.get("/programma/<code>/cijfer/<indicator>")
def page(code: str, indicator: str) -> ResponseReturnValue:
    """Explain the figure of an indicator in one period, of all schools or of one of them."""
    school = asked_school()
    with seen_by_school(school) as session:
        return _explained(session, code, indicator, school)


def _explained(
    session: ScopedSession, code: str, indicator: str, school: Site | None
) -> ResponseReturnValue:
    programme = programme_named(session, code)
    practice = is_practice(session)
    choice = chosen_period(session, programme, practice=practice)
    question = Question(
        (programme,),
        (choice.chosen,),
        today(),
        practice=practice,
        to_date=request.args.get("tot") == "1",
        measures=current_host().measures,
    )
    explanation = explain(session, question, indicator, zone=city_zone())
    behind: list[Behind] = behind_of(session, programme, explanation.rows)
    figure = explanation.figure
    text = render_template(
        "pages/explain.html",
        e=explanation,
        choice=choice,
        answers=answers(explanation),
        caveats=caveats(explanation),
        left_out=left_out(explanation),
        origin=origin_words(figure, explanation.indicator),
        unit=unit_beside(figure.label, figure.unit),
        status=status_text(figure),
        rows=behind[:MOST_ROWS],
        more=max(0, len(behind) - MOST_ROWS),
        explained=lambda other: explain_url(other, practice=practice, school=school),
        together=together,
        has_portfolio=_has_portfolio(),
        columns=agreed_columns(),
        practice=practice,
        school=school,
        whose=whose_figures(current_session()),
        switch=practice_switch(session),
    )
    return text, 400 if choice.problem else 200


def _has_portfolio() -> bool:
    """Return whether this person can look up in the portfolio which schools take part."""
    return bool(current_host().portfolios) and current_principal().access is Access.COORDINATOR


def agreed_columns() -> dict[str, str]:
    """Return the columns of the table of agreements with what stands above them."""
    return {
        "period": _("Periode"),
        "site": _("School"),
        "value": _("Waarde"),
        "agreed_on": _("Afgesproken op"),
        "entered_on": _("Ingevoerd op"),
        "who": _("Door wie"),
        "reason": _("Reden"),
    }
