"""A new school year in one go: which schools go on, and with which targets."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from flask import Blueprint, flash, redirect, render_template, request, url_for

from toc_core.i18n import _
from toc_core.new_school_year import Made, Targets, plans_for, prepare_year
from toc_core.periods import Period, parse_period, school_year_of
from toc_webadmin.clock import today
from toc_webadmin.pages.asking import city_only, is_practice, known_programmes, practice_switch
from toc_webadmin.pages.records import counted, view_url
from toc_webadmin.sessions import current_session, say_with_undo

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from toc_core.theory import Programme

blueprint = Blueprint("school_year", __name__)
FROM_MAY = 5  # the month from which one prepares the next year
APART = "/"  # between the programme and the school in a tick box


@blueprint.get("/schooljaar-klaarzetten")
def page() -> ResponseReturnValue:
    """Show what can be taken over from the year before."""
    city_only()
    session = current_session()
    practice = is_practice(session)
    years = _years()
    year = _asked(years)
    programmes = list(known_programmes(session).values())
    plans = plans_for(session, programmes, year, practice=practice)
    return render_template(
        "pages/school_year.html",
        plans=plans,
        year=year,
        years=years,
        before=parse_period(f"{year.start.year - 1}-{year.start.year}"),
        chosen={(p.programme.code, s.site.ref) for p in plans for s in p.to_add if s.goes_on},
        nothing_left=not any(plan.to_add for plan in plans),
        beginnings=() if plans else list(_beginnings(programmes)),
        practice=practice,
        switch=practice_switch(session),
    )


@blueprint.post("/schooljaar-klaarzetten")
def prepare() -> ResponseReturnValue:
    """Make what was chosen, in one change that can be undone."""
    city_only()
    session = current_session()
    year, practice = _asked(_years()), is_practice(session)
    plans = plans_for(session, known_programmes(session).values(), year, practice=practice)
    ticked = {tuple(one.split(APART, 1)) for one in request.form.getlist("school") if APART in one}
    session.purpose = _("{year} klaargezet").format(year=year.label.capitalize())
    made = prepare_year(session, plans, year, ticked, _targets(), today())  # type: ignore[arg-type]
    session.commit()
    _say(year, made)
    return redirect(url_for(".page", jaar=year.code, oefen=request.args.get("oefen")))


def _beginnings(programmes: Iterable[Programme]) -> Iterator[tuple[str, str]]:
    """Yield each programme with its page of participations, where a first year begins."""
    for programme in programmes:
        if url := view_url(f"{programme.code}-participations.index_view"):
            yield programme.label, url


def _years() -> list[Period]:
    """Return the school years that can be prepared: this one, and the next."""
    current = school_year_of(today())
    return [current, parse_period(f"{current.end.year}-{current.end.year + 1}")]


def _asked(years: list[Period]) -> Period:
    asked = request.values.get("jaar", "")
    usual = years[FROM_MAY <= today().month < years[1].start.month]
    return next((year for year in years if year.code == asked), usual)


def _targets() -> Targets:
    asked = request.form.get("doelen", "")
    return Targets(asked) if asked in set(Targets) else Targets.NONE


def _say(year: Period, made: Made) -> None:
    if not (made.participations or made.targets):
        flash(_("Er was niets klaar te zetten: kruis minstens één school aan."))
        return
    sentence = _("{year}: {schools} en {targets} klaargezet.").format(
        year=year.label.capitalize(),
        schools=counted(made.participations, _("deelname"), _("deelnames")),
        targets=counted(made.targets, _("doel"), _("doelen")),
    )
    say_with_undo(sentence)
