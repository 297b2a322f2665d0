"""Figures in pictures: a dashboard of one programme, each chart with its table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from flask import Blueprint, render_template, request
from markupsafe import Markup

from toc_core.access import Access
from toc_core.dashboards import FIGURE, Picture, dashboard, funnel, labels_of, own_steps
from toc_core.db.measuring import By, Question, figures
from toc_core.db.progress_of_trajectories import trajectory_progress
from toc_core.db.trajectories import TrajectoryStatus
from toc_core.formats.csv import harmless
from toc_core.formats.sections import Cell, cell_text
from toc_core.formats.words import period_text
from toc_core.i18n import _
from toc_core.periods import Period
from toc_webadmin.clock import local_moment, now, today
from toc_webadmin.pages.asking import (
    chosen_period,
    current_host,
    is_practice,
    practice_switch,
    programme_named,
    whose_figures,
)
from toc_webadmin.pages.explain import explain_url
from toc_webadmin.sessions import current_session

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from toc_core.db.door import ScopedSession
    from toc_core.theory import Programme

blueprint = Blueprint("dashboard", __name__)


@dataclass(frozen=True)
class TableCell:
    """A cell of a table twin: as it is read, as it is copied, and where it is explained."""

    text: str
    copied: str
    is_text: bool
    url: str = ""


@dataclass(frozen=True)
class Card:
    """One picture on the page: drawn, with its table and where its figures come from."""

    picture: Picture
    svg: Markup
    rows: tuple[tuple[TableCell, ...], ...]
    source: str


@blueprint.get("/programma/<code>/beeld")
def page(code: str) -> ResponseReturnValue:
    """Show the pictures of a programme; a period that is not understood says so."""
    session = current_session()
    programme = programme_named(session, code)
    practice = is_practice(session)
    choice = chosen_period(session, programme, practice=practice)
    question = Question(
        (programme,),
        tuple(dict.fromkeys([*choice.years, choice.chosen])),
        today(),
        by=By.CUBE,
        practice=practice,
        measures=current_host().measures,
    )
    told = dashboard(
        programme,
        figures(session, question),
        choice.chosen,
        side_by_side=session.principal.access is Access.COORDINATOR,
        series=request.args.get("reeks", ""),
        group=request.args.get("scholen", 0, type=int),
    )
    pictures = [*told.pictures, *_trajectories(session, programme, choice.chosen, practice)]
    pictures.sort(key=lambda picture: picture.is_wide)  # the others stand in columns above it
    names = labels_of(programme)
    text = render_template(
        "pages/dashboard.html",
        programme=programme,
        choice=choice,
        cards=[_card(picture, choice.chosen, practice=practice) for picture in pictures],
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


def _card(picture: Picture, period: Period, *, practice: bool) -> Card:
    section = picture.section
    svg = Markup(section.picture(section.title))  # noqa: S704 - drawn and checked by toc_core.charts
    urls = [explain_url(f, practice=practice) if f else "" for f in picture.figures]
    urls += [""] * (len(section.rows) - len(urls))
    rows = tuple(
        tuple(
            _cell(cell, url if column == FIGURE else "")
            for column, cell in zip(section.columns, row, strict=True)
        )
        for row, url in zip(section.rows, urls, strict=True)
    )
    return Card(picture, svg, rows, _source(picture, period))


def _cell(cell: Cell, url: str) -> TableCell:
    text = cell_text(cell)
    return TableCell(text, harmless(text), isinstance(cell, str), url)


def _source(picture: Picture, period: Period) -> str:
    """Return the line under a picture: which period, when it was asked, and what holds for all."""
    made = local_moment(now())
    words = [_span([f.period for f in picture.figures if f] or [period])]
    words.append(_("cijfers van {made}").format(made=made))
    words += [caveat.text for caveat in picture.notes.said]
    return " · ".join(words)


def _span(periods: Sequence[Period]) -> str:
    first, last = min(periods), max(periods)
    if first == last:
        return first.label
    return _("{first} t/m {last}").format(first=period_text(first), last=period_text(last))
