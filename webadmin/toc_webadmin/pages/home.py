"""The start page: what can be noted now, what asks for attention, and where programmes stand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from flask import Blueprint, render_template, request, url_for

from toc_core.access import Access
from toc_core.figures import Caveat, CaveatKind, Figure, Origin, shared_caveats
from toc_core.formats.words import status_text
from toc_core.reports import periods_with_data
from toc_core.theory import Count, Countable, Stage
from toc_webadmin.clock import today
from toc_webadmin.pages.asking import (
    is_practice,
    known_programmes,
    practice_switch,
    usual_period,
    whose_figures,
)
from toc_webadmin.pages.attention import points, unsettled
from toc_webadmin.pages.explain import explain_url
from toc_webadmin.pages.progress import (
    caveat_signs,
    progress,
    short,
    target_words,
)
from toc_webadmin.pages.records import view_url
from toc_webadmin.pages.week import sessions
from toc_webadmin.sessions import current_principal, current_session

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from toc_core.db.door import ScopedSession
    from toc_core.periods import Period
    from toc_core.theory import Programme

blueprint = Blueprint("home", __name__)
KEY_FIGURES = 4


@dataclass(frozen=True)
class KeyFigure:
    """One figure of a card, in words."""

    label: str
    value: str
    target: str
    status: str
    tone: str
    caveats: tuple[str, ...]
    url: str
    is_elsewhere: bool


@dataclass(frozen=True)
class Card:
    """One programme on the start page."""

    programme: Programme
    period: Period
    has_data: bool
    caveats: tuple[str, ...]
    figures: tuple[KeyFigure, ...]
    poster: str
    report: str
    new_activity: str
    new_trajectory: str

    @property
    def noted_elsewhere(self) -> tuple[KeyFigure, ...]:
        """Return the dashes behind which something was noted; their explanation says what."""
        return tuple(figure for figure in self.figures if figure.is_elsewhere)


@blueprint.get("/")
def index() -> ResponseReturnValue:
    """Show what is to be done, and a card per programme."""
    session = current_session()
    practice = is_practice(session)
    known = known_programmes(session)
    programmes = list(known.values())
    cards = _cards(session, programmes, practice=practice)
    busy = [card for card in cards if card.has_data] or cards
    is_school = session.principal.access is Access.SCHOOL
    return render_template(
        "pages/home.html",
        cards=busy,
        others=[card for card in cards if card not in busy],
        sessions=sessions(session, known, practice=practice) if is_school else (),
        points=points(session, programmes, practice=practice),
        unsettled=() if is_school else unsettled(programmes),
        is_school=is_school,
        practice=practice,
        switch=practice_switch(session),
        whose=whose_figures(session),
    )


def _cards(
    session: ScopedSession, programmes: Sequence[Programme], *, practice: bool
) -> list[Card]:
    """Return the cards; programmes shown in the same period share one question."""
    found = periods_with_data(session, programmes, practice) if programmes else {}
    periods = {p.code: usual_period(found, p) for p in programmes}
    answers: dict[str, list[Figure]] = {}
    for period in set(periods.values()):
        same = [p for p in programmes if periods[p.code] == period]
        answers |= progress(session, same, period, practice=practice, day=today())
    return [
        _card(p, periods[p.code], answers.get(p.code, []), has_data=p.code in found)
        for p in programmes
    ]


def _card(programme: Programme, period: Period, own: Sequence[Figure], *, has_data: bool) -> Card:
    code = programme.code
    has_interventions = bool(programme.of_stage(Stage.INTERVENTION))
    return Card(
        programme,
        period,
        has_data,
        tuple(c.text for c in shared_caveats(own) if c.kind is not CaveatKind.FICTITIOUS),
        tuple(_key_figure(f, shared_caveats(own)) for f in _chosen(_telling(programme, own))),
        url_for("poster.page", code=code, oefen=request.args.get("oefen")),
        url_for("report.page", code=code, oefen=request.args.get("oefen")),
        view_url(f"{code}-deliveries.create_view") if has_interventions else "",
        view_url(f"{code}-trajectories.create_view") if _plans_trajectories(programme) else "",
    )


def _plans_trajectories(programme: Programme) -> bool:
    """Return whether a school starts trajectories of a programme: its theory counts them."""
    if current_principal().access is not Access.SCHOOL:
        return False
    measures = (indicator.measure for indicator in programme.all_indicators())
    return any(isinstance(m, Count) and m.of is Countable.TRAJECTORIES for m in measures)


def _telling(programme: Programme, own: Sequence[Figure]) -> list[Figure]:
    """Return the figures that tell somebody something: a school knows that it is one school."""
    if current_principal().access is not Access.SCHOOL:
        return list(own)
    schools = programme.counts_of_schools()
    return [figure for figure in own if figure.indicator not in schools]


def _chosen(own: Sequence[Figure]) -> list[Figure]:
    """Return the first figures that have an answer, in the order of the theory."""
    answered = [f for f in own if f.origin is not Origin.ABSENT]
    chosen = [*answered, *(f for f in own if f.origin is Origin.ABSENT)][:KEY_FIGURES]
    return [f for f in own if f in chosen]


def _key_figure(figure: Figure, said: Sequence[Caveat]) -> KeyFigure:
    return KeyFigure(
        figure.label,
        short(figure),
        target_words(figure),
        status_text(figure) if figure.target is not None else "",
        figure.status.value,
        tuple(caveat_signs(figure, said)),
        explain_url(figure, practice=is_practice(current_session())),
        figure.origin is Origin.ABSENT and bool(figure.left_out),
    )
