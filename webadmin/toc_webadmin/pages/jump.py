"""Jump to: every page, school, group, box and figure by a few letters of its name."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from flask import Blueprint, render_template, request, url_for
from sqlalchemy import select

from toc_core.db.people import Group, Participant
from toc_core.i18n import _
from toc_webadmin.menu import menu_for
from toc_webadmin.pages.asking import known_programmes
from toc_webadmin.pages.records import view_url
from toc_webadmin.sessions import current_principal, current_session
from toc_webadmin.views.filters import visible_sites

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from toc_core.db.door import ScopedSession
    from toc_core.db.people import Site
    from toc_core.theory import Programme

blueprint = Blueprint("jump", __name__)
MOST = 12
LONGEST = 80


@dataclass(frozen=True)
class Place:
    """Somewhere to go: its name, what it is, and its address."""

    name: str
    kind: str
    url: str


@blueprint.get("/spring")
def page() -> ResponseReturnValue:
    """Show where the letters lead; ``deel=1`` asks for the list alone."""
    asked = "".join(c for c in request.args.get("q", "") if c.isprintable()).strip()[:LONGEST]
    places = found(current_session(), asked) if asked else []
    template = "pages/_places.html" if request.args.get("deel") == "1" else "pages/jump.html"
    return render_template(template, jump_asked=asked, places=places)


def found(session: ScopedSession, asked: str) -> list[Place]:
    """Return the places whose name holds every word, those that begin with it first."""
    words = plain(asked).split()
    ranked = [
        (rank, number, place)
        for number, place in enumerate(_places(session))
        if (rank := _rank(plain(f"{place.name} {place.kind}"), words)) is not None
    ]
    places = [place for _rank_of, _number, place in sorted(ranked, key=lambda one: one[:2])]
    return [*_person(session, asked), *places][:MOST]


def plain(text: str) -> str:
    """Return a text as it is compared: without capitals and accents."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in apart if not unicodedata.combining(c))


def _rank(name: str, words: list[str]) -> int | None:
    """Return how well words fit: the name begins so, each begins a word of it, or is in it."""
    if not words or not all(word in name for word in words):
        return None
    if name.startswith(words[0]):
        return 0
    begins = name.replace("(", " ").replace("-", " ").split()
    return 1 if all(any(own.startswith(word) for own in begins) for word in words) else 2


def _places(session: ScopedSession) -> Iterator[Place]:
    for group in menu_for(current_principal()):
        for item in group.items:
            yield Place(item.label, group.label or _("pagina"), item.url)
    yield Place(_("Begrippen"), _("hulp"), url_for("help.words"))
    yield Place(_("Over deze software"), _("hulp"), url_for("help.about"))
    for programme in known_programmes(session).values():
        yield from _of_theory(programme)
    sites = visible_sites()
    for site in sites:
        yield Place(site.label, _("schoolfiche"), url_for("school_sheet.page", ref=site.ref))
    for row in session.scalars(select(Group).order_by(Group.school_year.desc(), Group.label)):
        if url := view_url("groups.details_view", id=row.ref):
            yield Place(f"{row.label} ({row.school_year})", _group_kind(row, sites), url)


def _group_kind(row: Group, sites: Sequence[Site]) -> str:
    """Return what a group is; with its school, because two schools have a 3A."""
    own = [site.label for site in sites if site.id == row.site_id and len(sites) > 1]
    return ", ".join((_("klasgroep"), *own))


def _of_theory(programme: Programme) -> Iterator[Place]:
    code, label = programme.code, programme.label
    for indicator in programme.all_indicators():
        url = url_for("explain.page", code=code, indicator=indicator.code)
        yield Place(programme.indicator_label(indicator), _("cijfer van {p}").format(p=label), url)
    for element in programme.elements:
        url = url_for("poster.page", code=code, blok=element.code, _anchor="blok")
        yield Place(element.label, _("bouwsteen van {p}").format(p=label), url)


def _person(session: ScopedSession, asked: str) -> Iterator[Place]:
    """Yield the person with this code, when the session shows them."""
    code = "".join(c for c in asked.upper() if c.isalnum())
    row = session.scalars(select(Participant).where(Participant.code == code)).one_or_none()
    if row is not None and (url := view_url("participants.details_view", id=row.ref)):
        yield Place(row.code, _("deelnemer"), url)
