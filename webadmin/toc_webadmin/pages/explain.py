"""One figure explained on a page: the rule, the records, the targets, what is left out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from flask import Blueprint, render_template, request

from toc_core.db.measures import AgreedKind
from toc_core.db.measuring import Question
from toc_core.explaining import Agreement, Explanation, explain, shown
from toc_core.explaining.words import direction_words
from toc_core.figures import display
from toc_core.formats.words import status_text
from toc_core.i18n import _
from toc_webadmin.clock import today
from toc_webadmin.pages.asking import (
    chosen_period,
    current_host,
    is_practice,
    practice_switch,
    programme_named,
    whose_figures,
)
from toc_webadmin.pages.panel import MOST_ROWS, Behind, behind_of
from toc_webadmin.pages.words import origin_words, unit_beside
from toc_webadmin.sessions import current_session

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

blueprint = Blueprint("explain", __name__)


@dataclass(frozen=True)
class AgreedRow:
    """One agreement in words, for a row of the table."""

    kind: str
    period: str
    site: str
    value: str
    day: str
    who: str
    reason: str
    speaks: bool


@blueprint.get("/programma/<code>/cijfer/<indicator>")
def page(code: str, indicator: str) -> ResponseReturnValue:
    """Explain the figure of an indicator in one period."""
    session = current_session()
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
    explanation = explain(session, question, indicator)
    behind: list[Behind] = behind_of(session, programme, explanation.rows)
    together = explanation.together()
    figure = explanation.figure
    text = render_template(
        "pages/explain.html",
        e=explanation,
        choice=choice,
        origin=origin_words(figure, explanation.indicator),
        unit=unit_beside(figure.label, figure.unit),
        status=status_text(figure),
        rows=behind[:MOST_ROWS],
        more=max(0, len(behind) - MOST_ROWS),
        together=None if together is None else display(together),
        agreements=[_row(one, explanation) for one in explanation.agreements],
        has_target=any(one.revision.kind is AgreedKind.TARGET for one in explanation.agreements),
        direction=direction_words()[explanation.indicator.direction],
        practice=practice,
        whose=whose_figures(session),
        switch=practice_switch(session),
    )
    return text, 400 if choice.problem else 200


def _row(one: Agreement, explanation: Explanation) -> AgreedRow:
    revision = one.revision
    return AgreedRow(
        _("doel") if revision.kind is AgreedKind.TARGET else _("beginsituatie"),
        revision.period.label,
        one.site,
        shown(revision.value, explanation.indicator),
        f"{revision.agreed_on:%d/%m/%Y}",
        revision.author,
        revision.reason,
        one.speaks,
    )
