"""The page of users: invite a colleague, give a new link, keep out or let in, change schools.

For coordinators alone, in the session of the coordinator: the door to the data refuses others too.
A link is in the one answer that makes it, and nowhere else.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from flask import Blueprint, flash, redirect, render_template, request, url_for
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import joinedload

from toc_core.access import Access
from toc_core.errors import AccessDenied, UsageError
from toc_core.i18n import _
from toc_webadmin.clock import city_zone, now
from toc_webadmin.errors import used_scheme
from toc_webadmin.invitations import give_link, let_in, note
from toc_webadmin.models import Change, User, UserChange
from toc_webadmin.pages.users_words import change_words, role_words, standing_words
from toc_webadmin.sessions import current_principal, current_session
from toc_webadmin.users import change_sites, new_user, user_named, why_not_out, wrong_name
from toc_webadmin.views.filters import visible_sites
from toc_webadmin.views.words import day_spoken

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from toc_core.db.door import ScopedSession
    from toc_core.db.people import Site

blueprint = Blueprint("users", __name__)
ROLES = (Access.SCHOOL, Access.COORDINATOR)
MOST_CHANGES = 30
MOST_DIGITS = 9  # of a number in an address: what the database can hold


@dataclass(frozen=True)
class Wish:
    """What somebody filled in to invite a colleague; ``refs`` are of schools."""

    name: str = ""
    role: str = Access.SCHOOL.value
    refs: tuple[str, ...] = ()


@dataclass(frozen=True)
class Link:
    """A link to hand over, which is shown once."""

    name: str
    address: str
    last_day: str


@blueprint.get("/gebruikers")
def index() -> ResponseReturnValue:
    """Show everyone who may sign in, and the form to invite somebody."""
    return _list(_session(), Wish())


@blueprint.post("/gebruikers")
def invite() -> ResponseReturnValue:
    """Add a user without a password and show the link to choose one."""
    session = _session()
    wish = Wish(
        request.form.get("name", "").strip(),
        request.form.get("role", ""),
        tuple(request.form.getlist("sites")),
    )
    sites = _chosen(wish.refs)
    problems = _problems(session, wish, sites)
    if problems:
        return _list(session, wish, problems)
    user = new_user(session, wish.name, Access(wish.role), [site.id for site in sites])
    about = ", ".join([role_words(wish.role), *(site.label for site in sites)])
    note(session, user, current_principal().name, Change.INVITED, about)
    secret = give_link(session, user)
    try:
        session.commit()
    except IntegrityError:  # somebody else invited the same name just now
        session.rollback()
        return _list(session, wish, [("name", _taken(wish.name))])
    return _list(session, Wish(), link=_link(user, secret))


@blueprint.get("/gebruikers/<user>")
def person(user: str) -> ResponseReturnValue:
    """Show one user, what can be done about them and what was."""
    session = _session()
    return _person(session, _found(session, user))


@blueprint.post("/gebruikers/<user>/link", endpoint="link")
def new_link(user: str) -> ResponseReturnValue:
    """Give a user a new link and show it; the old link, password and sessions end."""
    session = _session()
    found = _found(session, user)
    refusal = why_not_out(session, found, current_principal().name)
    if not refusal and not found.active:
        refusal = _("Laat {name} eerst weer binnen.").format(name=found.name)
    if refusal:
        return _back(found, refusal, "error")
    note(session, found, current_principal().name, Change.LINK)
    secret = give_link(session, found)
    session.commit()
    return _person(session, found, link=_link(found, secret))


@blueprint.post("/gebruikers/<user>/toegang", endpoint="entry")
def entry(user: str) -> ResponseReturnValue:
    """Keep a user out, or let them in again with ``in=1``."""
    session = _session()
    found = _found(session, user)
    into = request.form.get("in") == "1"
    refusal = "" if into else why_not_out(session, found, current_principal().name)
    if refusal:
        return _back(found, refusal, "error")
    if found.active is not into:
        let_in(found, into)
        note(session, found, current_principal().name, Change.IN if into else Change.OUT)
        session.commit()
    said = _("{name} kan weer binnen.") if into else _("{name} is buiten vanaf de volgende klik.")
    return _back(found, said.format(name=found.name))


@blueprint.post("/gebruikers/<user>/scholen", endpoint="sites")
def other_sites(user: str) -> ResponseReturnValue:
    """Give a user of a school other schools, from the next click on."""
    session = _session()
    found = _found(session, user)
    sites = _chosen(request.form.getlist("sites"))
    if found.access is not Access.SCHOOL:
        return _back(found, _("Een coördinator ziet alle scholen."), "error")
    if not sites:
        return _back(found, _("Duid minstens één school aan. Er is niets gewijzigd."), "error")
    if change_sites(session, found, [site.id for site in sites]):
        labels = ", ".join(site.label for site in sites)
        note(session, found, current_principal().name, Change.SITES, labels)
        session.commit()
    return _back(found, _("De scholen van {name} zijn bewaard.").format(name=found.name))


def _session() -> ScopedSession:
    """Return the session of a coordinator; nobody else comes here."""
    if current_principal().access is not Access.COORDINATOR:
        raise AccessDenied(_("Gebruikers uitnodigen en wijzigen doet de coördinator van de stad."))
    return current_session()


def _found(session: ScopedSession, number: str) -> User:
    is_number = number.isascii() and number.isdigit() and len(number) <= MOST_DIGITS
    user = session.get(User, int(number)) if is_number else None
    if user is None:
        raise UsageError(_("Deze gebruiker is niet gevonden."))
    return user


def _chosen(refs: list[str] | tuple[str, ...]) -> list[Site]:
    return [site for site in visible_sites() if site.ref in refs]


def _problems(session: ScopedSession, wish: Wish, sites: list[Site]) -> list[tuple[str, str]]:
    """Return what is wrong with an invitation: the field and a sentence."""
    wrong = wrong_name(wish.name)
    if not wrong and user_named(session, wish.name) is not None:
        wrong = _taken(wish.name)
    problems = [("name", wrong)] if wrong else []
    if wish.role not in ROLES:
        problems.append(("role", _("Kies een rol.")))
    elif wish.role == Access.SCHOOL and not sites:
        problems.append(("sites", _("Duid minstens één school aan.")))
    elif wish.role == Access.COORDINATOR and sites:
        said = _("Een coördinator ziet alle scholen: haal de vinkjes weg, of kies de rol school.")
        problems.append(("sites", said))
    return problems


def _taken(name: str) -> str:
    return _(
        "De naam '{name}' is al in gebruik. Neem een andere, "
        "of open die gebruiker in de lijst voor een nieuwe link."
    ).format(name=name)


def _link(user: User, secret: str) -> Link:
    path = url_for("invitation.page", secret=secret)
    assert user.link_until is not None
    last = day_spoken(user.link_until.astimezone(city_zone()).date())
    return Link(user.name, f"{used_scheme()}://{request.host}{path}", last)


def _list(
    session: ScopedSession,
    wish: Wish,
    problems: list[tuple[str, str]] | None = None,
    *,
    link: Link | None = None,
) -> ResponseReturnValue:
    sites = visible_sites()
    text = render_template(
        "pages/users.html",
        users=session.scalars(select(User).order_by(User.name)).all(),
        wish=wish,
        problems=problems or [],
        wrong=dict(problems or []),
        roles=[(role.value, role_words(role)) for role in ROLES],
        sites=sites,
        labels={site.id: site.label for site in sites},
        link=link,
        changes=_changes(session),
        **_words(),
    )
    return text, 422 if problems else 200


def _person(session: ScopedSession, user: User, *, link: Link | None = None) -> ResponseReturnValue:
    sites = visible_sites()
    return render_template(
        "pages/user.html",
        user=user,
        is_self=user.name == current_principal().name,
        sites=sites,
        ticked={site.ref for site in sites if site.id in user.site_ids},
        link=link,
        changes=_changes(session, user),
        **_words(),
    )


def _words() -> dict[str, object]:
    """Return what both templates say things with."""
    moment = now()
    return {
        "role_words": role_words,
        "standing_words": lambda user: standing_words(user, moment),
        "change_words": change_words,
    }


def _changes(session: ScopedSession, user: User | None = None) -> list[UserChange]:
    """Return the newest changes, of one user or of everyone."""
    newest = select(UserChange).order_by(UserChange.id.desc()).limit(MOST_CHANGES)
    mine = newest if user is None else newest.where(UserChange.user_id == user.id)
    return list(session.scalars(mine.options(joinedload(UserChange.user))).all())


def _back(user: User, said: str, category: str = "message") -> ResponseReturnValue:
    flash(said, category)
    return redirect(url_for("users.person", user=user.id))
