"""Pasting a list of buddies: checked whole, kept whole, undone whole."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, request, url_for
from flask_admin import expose
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from toc_webadmin.clock import today
from toc_webadmin.sessions import current_session, say_with_undo
from toc_webadmin.views.base import UNPROCESSABLE, TocView
from toc_webadmin.views.people import default_year

from toc_buddy.models import Offer
from toc_buddy.pasting import MOST_LINES, Line, columns, list_problems, read_lines
from toc_buddy.views.asking import practice_asked
from toc_core.db.codes import new_code
from toc_core.db.columns import is_ref, new_ref
from toc_core.db.people import Participant
from toc_core.errors import DataProblems
from toc_core.i18n import _
from toc_core.theory import Role


class PastePage(TocView):
    """The page of matching may also take a pasted list."""

    @expose("/plakken/", methods=("GET", "POST"))  # type: ignore[untyped-decorator]
    def paste_view(self) -> Any:
        """Ask for a list, or keep it; a list with a problem is shown again as it was typed."""
        typed, ref = request.form.get("lijst", ""), request.form.get("ref", "")
        problems: list[str] = []
        if request.method == "POST":
            lines = read_lines(typed)
            problems = [*list_problems(lines)]
            if not problems:
                problems = self._keep(lines, ref if is_ref(ref) else new_ref())
            if not problems:
                return redirect(url_for(".index_view", oefen=request.args.get("oefen")))
        page = self.render(
            "buddy/paste.html",
            problems=problems,
            typed=typed,
            ref=ref if is_ref(ref) else new_ref(),
            columns=columns(),
            most=MOST_LINES,
            year=default_year(),
        )
        return page, UNPROCESSABLE if problems else 200

    def _keep(self, lines: list[Line], ref: str) -> list[str]:
        """Keep every buddy of a list, and return what is in the way; then nothing is kept."""
        session = current_session()
        if session.scalar(select(Offer.id).where(Offer.ref == ref)) is not None:
            flash(_("Dit was al bewaard; het staat er één keer."))
            return []
        people, problems = _known(lines)
        if problems:
            return problems
        made = [line for line in lines if not line.code]
        try:
            session.add_all(_offers(lines, people, ref))
            session.purpose = _("Lijst van buddy's geplakt")
            session.commit()
        except (IntegrityError, DataProblems):
            session.rollback()
            return [_("Een van deze buddy's staat er dit schooljaar ondertussen al. Kijk opnieuw.")]
        said = _("{n} buddy's bewaard.").format(n=len(lines))
        codes = ", ".join(people[line.number].code for line in made)
        new = _(" Nieuwe codes, in de volgorde van je lijst: {codes}.").format(codes=codes)
        say_with_undo(said + (new if made else ""))
        return []


def _known(lines: list[Line]) -> tuple[dict[int, Participant], list[str]]:
    """Return who each line is about, by its number, and what is wrong with the codes."""
    session = current_session()
    codes = [line.code for line in lines if line.code]
    wanted = select(Participant).where(Participant.code.in_(codes), Participant.role == Role.BUDDY)
    known = {person.code: person for person in session.scalars(wanted)}
    offered = select(Offer.participant_id).where(Offer.school_year == default_year())
    there = set(session.scalars(offered))
    people: dict[int, Participant] = {}
    for line in lines:
        person = (
            known.get(line.code) if line.code else Participant(code=new_code(), role=Role.BUDDY)
        )
        if person is None:
            line.add(columns()[0], _("{code} is geen code van een buddy.").format(code=line.code))
        elif person.id in there:
            line.add(columns()[0], _("{code} staat er dit jaar al.").format(code=line.code))
        else:
            people[line.number] = person
    return people, [problem for line in lines for problem in line.problems]


def _offers(lines: list[Line], people: dict[int, Participant], ref: str) -> list[Offer]:
    """Return the offers; the first has the reference of the form, so that it is kept once."""
    return [
        Offer(
            ref=new_ref() if place else ref,
            participant=people[line.number],
            school_year=default_year(),
            offered_on=today(),
            fictitious=practice_asked(),
            **line.values,
        )
        for place, line in enumerate(lines)
    ]
