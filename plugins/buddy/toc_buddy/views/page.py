"""The page of matching: who waits longest, which buddies fit and why; a person says yes.

Enter accepts the first buddy, S skips, U undoes. Every step is a form or a link, so the page works
without its script; a GET writes nothing, so who was skipped stands in the address.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from flask import flash, redirect, request, url_for
from flask_admin import expose
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm.exc import StaleDataError
from toc_webadmin.clock import today
from toc_webadmin.pages.asking import practice_switch
from toc_webadmin.sessions import current_session, current_store, say_with_undo
from toc_webadmin.views.closed import CITY_ROLES
from toc_webadmin.views.people import default_year
from toc_webadmin.views.words import day_spoken

from toc_buddy.matching import Buddy, Pupil, is_possible, suggest
from toc_buddy.rounds import Round, read_round
from toc_buddy.running import accept
from toc_buddy.sets import Words
from toc_buddy.theory import BUDDY
from toc_buddy.views.asking import practice_asked
from toc_buddy.views.paste import PastePage
from toc_core.db.columns import is_ref
from toc_core.errors import TocError, UsageError
from toc_core.i18n import _, later

FIRST = 5  # so many buddies are shown at once; the others are folded


@dataclass(frozen=True)
class Waiting:
    """A line of the list: a pupil who waits, how long, and how many buddies could do."""

    pupil: Pupil
    since: str
    possible: int
    url: str
    is_chosen: bool


class MatchingView(PastePage):
    """Pupils who wait at one side, the buddies that fit at the other."""

    kind = "matching"
    title = later("Buddy's matchen")
    intro = later(
        "Kies voor elke leerling een buddy. Wij stellen voor en zeggen waarom; jij beslist."
    )
    visible_to = later("Zichtbaar voor: de stad. Een school ziet alleen haar eigen matches.")
    allowed = CITY_ROLES
    folder = Path(__file__).parent.parent
    programme = BUDDY

    def __init__(self) -> None:
        endpoint, url = f"{BUDDY.code}-matching", f"/programma/{BUDDY.code}/matchen"
        super().__init__(name=self.title, endpoint=endpoint, url=url)

    @expose("/")  # type: ignore[untyped-decorator]
    def index_view(self) -> str:
        """Show who waits, and the buddies for the pupil that is chosen."""
        found = _round()
        chosen = _chosen(found)
        suggestions = suggest(chosen, found.buddies) if chosen else []
        possible = [one for one in suggestions if one.is_possible]
        store, last = current_store(), _last(found)
        return str(
            self.render(
                "buddy/matching.html",
                found=found,
                counter=_counter(found),
                chosen=chosen,
                facts=_facts(chosen) if chosen else (),
                first=possible[:FIRST],
                more=possible[FIRST:],
                impossible=[one for one in suggestions if not one.is_possible],
                waiting=_lines(found, chosen),
                skip=_address(_after(found.waiting, chosen), **last) if chosen else "",
                last=last.get("laatste", ""),
                practice=practice_asked(),
                taken_words=taken_words,
                switch="" if store.is_practice else practice_switch(current_session()),
            )
        )

    @expose("/kies/", methods=("POST",))  # type: ignore[untyped-decorator]
    def accept_view(self) -> Any:
        """Match the two that were chosen, and go on with the next pupil."""
        session = current_session()
        pupil, buddy = request.form.get("leerling", ""), request.form.get("buddy", "")
        found = _round()
        if found.is_matched(pupil, buddy):  # the button was pressed twice
            flash(_("Dit was al bewaard; het staat er één keer."))
            return redirect(_address(None))
        going_on = next((one for one in found.waiting if one.ref == pupil), None)
        try:
            session.purpose = _("Buddy gematcht")
            match = accept(session, found, pupil, buddy, today())
            code = match.pupil_id, match.buddy_id
            session.commit()
        except (TocError, IntegrityError, StaleDataError) as error:
            session.rollback()
            flash(_refusal(error), "error")
            return redirect(_address(going_on))
        names = {number: name for name, number in found.people.items()}
        said = _("{pupil} heeft nu buddy {buddy}.")
        say_with_undo(said.format(pupil=names[code[0]], buddy=names[code[1]]))
        going_on = _after(found.waiting, going_on)
        return redirect(_address(going_on, net=pupil, laatste=session.entry_ref))


def _round() -> Round:
    return read_round(current_session(), default_year(), practice=practice_asked())


def _refusal(error: Exception) -> str:
    if isinstance(error, UsageError):
        return str(error)
    return _("Iemand anders was net voor: deze leerling of deze plaats is al bezet. Kijk opnieuw.")


def _chosen(found: Round) -> Pupil | None:
    """Return the pupil to match: whose match was just undone, who is asked for, or the first."""
    by_ref = {pupil.ref: pupil for pupil in found.waiting}
    asked = (request.args.get("net", ""), request.args.get("leerling", ""))
    first = found.waiting[0] if found.waiting else None
    return next((by_ref[ref] for ref in asked if ref in by_ref), first)


def _after(waiting: Sequence[Pupil], pupil: Pupil | None) -> Pupil | None:
    """Return who comes after a pupil, and after the last one the first; none if nobody else."""
    others = [one for one in waiting if one is not pupil]
    if pupil is None or not others:
        return None
    place = waiting.index(pupil)
    return others[place % len(others)]


def _last(found: Round) -> dict[str, str]:
    """Return the last match as the address says it, so that it can be undone after a skip too."""
    pupil, entry = (request.args.get(name, "") for name in ("net", "laatste"))
    stands = pupil in found.buddy_of and is_ref(entry)
    return {"net": pupil, "laatste": entry} if stands else {}


def _address(pupil: Pupil | None, *, net: str | None = None, laatste: str | None = None) -> str:
    """Return the address of the page for a pupil; ``net`` and ``laatste`` name the last match."""
    return url_for(
        "buddy-matching.index_view",
        leerling=pupil.ref if pupil else None,
        net=net,
        laatste=laatste,
        oefen=request.args.get("oefen"),
    )


def _counter(found: Round) -> str:
    waiting = len(found.waiting)
    waits = _("1 wacht") if waiting == 1 else _("{n} wachten").format(n=waiting)
    words = _("{matched} van {number} gematcht, {waits}")
    return words.format(matched=len(found.buddy_of), number=found.number, waits=waits)


def _lines(found: Round, chosen: Pupil | None) -> list[Waiting]:
    return [
        Waiting(
            pupil,
            day_spoken(pupil.asked_on),
            sum(is_possible(pupil, buddy) for buddy in found.buddies),
            _address(pupil),
            pupil is chosen,
        )
        for pupil in found.waiting
    ]


def _facts(pupil: Pupil) -> list[tuple[str, str]]:
    """Return what is known of the chosen pupil, as (what, words)."""
    language = pupil.language.label if pupil.language else ""
    wish = _("{language} (nodig)") if pupil.must_speak else _("{language} (liefst)")
    facts = [
        (_("School"), pupil.school),
        (_("Waar"), pupil.level.label),
        (_("Wacht sinds"), day_spoken(pupil.asked_on)),
        (_("Vrij op"), str(Words(pupil.free))),
        (_("Vraagt hulp bij"), str(Words(pupil.help))),
        (_("Taal"), wish.format(language=language) if language else ""),
    ]
    return [(what, words) for what, words in facts if words]


def taken_words(buddy: Buddy) -> str:
    """Return how many pupils a buddy has now, and can have."""
    if buddy.at:
        words = _("{taken} van {most} plaatsen bezet")
    else:
        words = _("nog geen leerling") if buddy.most == 1 else _("nog geen leerling, kan er {most}")
    return words.format(taken=len(buddy.at), most=buddy.most)
