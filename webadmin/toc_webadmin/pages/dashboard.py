"""Figures in pictures: a dashboard of one programme, each chart with its table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, render_template, request

from toc_core.access import Access
from toc_core.dashboards import Picture, dashboard, funnel, labels_of, own_steps
from toc_core.dashboards.asking import figures_to_show
from toc_core.db.measuring import Question
from toc_core.db.progress_of_trajectories import trajectory_progress
from toc_core.db.trajectories import TrajectoryStatus
from toc_core.periods import Period
from toc_webadmin.clock import today
from toc_webadmin.pages.asking import (
    chosen_period,
    current_host,
    is_practice,
    practice_switch,
    programme_named,
    whose_figures,
)
from toc_webadmin.pages.pictures import card_of
from toc_webadmin.sessions import current_session
from toc_webadmin.views.filters import visible_sites

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from toc_core.db.door import ScopedSession
    from toc_core.theory import Programme

blueprint = Blueprint("dashboard", __name__)


@blueprint.get("/programma/<code>/beeld")
def page(code: str) -> ResponseReturnValue:
    """Show the pictures of a programme; a period that is not understood says so."""
    session = current_session()
    programme = programme_named(session, code)
    practice = is_practice(session)
    choice = chosen_period(session, programme, practice=practice)
    question = Question(
        (programme,),
        choice.chosen_after_years,
        today(),
        practice=practice,
        measures=current_host().measures,
    )
    beside = session.principal.access is Access.COORDINATOR
    series = request.args.get("reeks", "")
    told = dashboard(
        programme,
        figures_to_show(session, question, side_by_side=beside, series=series),
        choice.chosen,
        side_by_side=beside,
        series=series,
        group=request.args.get("scholen", 0, type=int),
    )
    pictures = [*told.pictures, *_trajectories(session, programme, choice.chosen, practice)]
    pictures.sort(key=lambda picture: picture.is_wide)  # the others stand in columns above it
    schools = {site.code: site for site in visible_sites()}
    only = next(iter(schools.values())) if session.principal.is_of_one_school and schools else None
    names = labels_of(programme)
    text = render_template(
        "pages/dashboard.html",
        programme=programme,
        choice=choice,
        cards=[
            card_of(p, choice.chosen, practice=practice, schools=schools, school=only)
            for p in pictures
        ],
        series={indicator: names[indicator] for indicator in told.series},
        shown_series=told.shown_series,
        groups=told.groups,
        shown_group=request.args.get("scholen", 0, type=int),
        practice=practice,
        whose=whose_figures(session),
        switch=practice_switch(session),
    )
    return text, 400 if choice.problem else 200


def _trajectories(
    session: ScopedSession, programme: Programme, period: Period, practice: bool
) -> list[Picture]:
    found = trajectory_progress(session, programme.code, period, practice=practice)
    pictures = (
        funnel(
            planned=found.number(),
            started=found.started,
            finished=found.number(TrajectoryStatus.FINISHED),
            stopped=found.number(TrajectoryStatus.STOPPED),
        ),
        own_steps(found.started, found.steps),
    )
    return [picture for picture in pictures if picture is not None]
