"""Adding users and changing what they may: what the command line and the page of users share."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from sqlalchemy import func, select

from toc_core.access import SYSTEM, Access
from toc_core.db.door import ScopedSession
from toc_core.db.people import Site
from toc_core.db.store import Store
from toc_core.errors import UsageError, did_you_mean
from toc_core.i18n import _
from toc_webadmin.invitations import NO_PASSWORD, give_link, give_password, let_in, note
from toc_webadmin.models import Change, Draft, User, UserSite

LONGEST_NAME = 120


def add_user(
    store: Store, name: str, access: Access, *, sites: Iterable[str] = (), password_hash: str
) -> None:
    """Add a user; ``sites`` holds the codes of the sites of a school."""
    with store.changing(SYSTEM, _("Gebruiker toegevoegd")) as session:
        user = _added(session, name, access, sites)
        user.password = password_hash
        note(session, user, SYSTEM.name, Change.ADDED)


def invite_user(store: Store, name: str, access: Access, *, sites: Iterable[str] = ()) -> str:
    """Add a user without a password; return the secret of the link to choose one."""
    with store.changing(SYSTEM, _("Gebruiker uitgenodigd")) as session:
        user = _added(session, name, access, sites)
        note(session, user, SYSTEM.name, Change.INVITED)
        return give_link(session, user)


def set_password(store: Store, name: str, password_hash: str) -> None:
    """Give a user another password; whoever is signed in under that name is signed out."""
    with store.changing(SYSTEM, _("Nieuw wachtwoord")) as session:
        user = find_user(session, name)
        give_password(user, password_hash)
        note(session, user, SYSTEM.name, Change.PASSWORD)


def set_active(store: Store, name: str, active: bool) -> None:
    """Let a user in, or keep a user out from the next click on."""
    with store.changing(SYSTEM, _("Gebruiker aan of uit gezet")) as session:
        user = find_user(session, name)
        let_in(user, active)
        note(session, user, SYSTEM.name, Change.IN if active else Change.OUT)


def find_user(session: ScopedSession, name: str) -> User:
    """Return a user by name; ``UsageError`` with the nearest name when there is none."""
    user = user_named(session, name)
    if user is None:
        known = list(session.scalars(select(User.name)))
        raise UsageError(
            _("Gebruiker '{name}' bestaat niet{hint}. Alle namen: toc user list").format(
                name=name, hint=did_you_mean(name, known)
            )
        )
    return user


def user_named(session: ScopedSession, name: str) -> User | None:
    """Return a user by name, whatever the capitals."""
    return session.scalar(select(User).where(func.lower(User.name) == name.strip().lower()))


def new_user(session: ScopedSession, name: str, access: Access, sites: Iterable[int]) -> User:
    """Add and return a user who has no password yet; ``sites`` holds ids."""
    links = [UserSite(site_id=number) for number in sites]
    user = User(name=name, access=access, password=NO_PASSWORD, sites=links)
    session.add(user)
    return user


def wrong_name(name: str) -> str:
    """Return what is wrong with a name for somebody new; empty when it will do."""
    if not 0 < len(name) <= LONGEST_NAME:
        return _("Een naam heeft 1 tot {n} tekens.").format(n=LONGEST_NAME)
    if not name.isprintable() or name.lower() == SYSTEM.name:
        return _("Deze naam kan niet. Neem een gewone naam, zoals an.peeters.")
    return ""


def why_not_out(session: ScopedSession, user: User, by: str) -> str:
    """Return why somebody may not put a user out; empty when they may.

    Nobody shuts themselves out, and one coordinator who can sign in always stays.
    """
    if user.name == by:
        return _(
            "Dit ben jij zelf: jezelf buitenhouden kan niet. "
            "Je wachtwoord wijzig je bij Wachtwoord; voor de rest vraag je een andere coördinator."
        )
    if user.access is not Access.COORDINATOR:
        return ""
    wanted = select(User).where(User.access == Access.COORDINATOR).with_for_update()
    fresh = wanted.execution_options(populate_existing=True)  # as it is, now that it is locked
    if any(o.active and o.password and o.id != user.id for o in session.scalars(fresh).all()):
        return ""
    return _(
        "{name} is de laatste coördinator die kan aanmelden. "
        "Nodig eerst een andere coördinator uit, en wacht tot die aangemeld is."
    ).format(name=user.name)


def change_sites(session: ScopedSession, user: User, sites: Collection[int]) -> bool:
    """Give a user other sites; return whether anything changed.

    What they typed for a site that they leave goes: it would be taken in at the next one.
    """
    old = set(user.site_ids)
    if not old <= set(sites):
        for draft in session.scalars(select(Draft).where(Draft.user_id == user.id)):
            session.delete(draft)
    user.sites = [link for link in user.sites if link.site_id in sites]
    user.sites += [UserSite(site_id=number) for number in sites if number not in old]
    return old != set(sites)


def _added(session: ScopedSession, name: str, access: Access, sites: Iterable[str]) -> User:
    """Add a user as the command line asks; ``UsageError`` when that cannot be."""
    codes = list(dict.fromkeys(sites))
    name = name.strip()
    if wrong := wrong_name(name):
        raise UsageError(wrong)
    if access is Access.SCHOOL and not codes:
        raise UsageError(_("Een gebruiker van een school heeft minstens één school: --site CODE"))
    if access is not Access.SCHOOL and codes:
        raise UsageError(_("Alleen bij --role school hoort --site; een coördinator ziet alles."))
    if user_named(session, name) is not None:
        raise UsageError(
            _("Gebruiker '{name}' bestaat al. Nieuw wachtwoord: toc user password {name}")
            .format(name=name)
        )  # fmt: skip
    return new_user(session, name, access, [_site_id(session, code) for code in codes])


def _site_id(session: ScopedSession, code: str) -> int:
    site_id = session.scalar(select(Site.id).where(Site.code == code))
    if site_id is None:
        known = list(session.scalars(select(Site.code)))
        raise UsageError(
            _("School '{code}' staat niet in de databank{hint}.").format(
                code=code, hint=did_you_mean(code, known)
            )
        )
    return site_id
