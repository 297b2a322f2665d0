"""Adding users and giving them a new password; the operator does this on the command line."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import uuid4

from sqlalchemy import func, select

from toc_core.access import SYSTEM, Access
from toc_core.db.door import ScopedSession
from toc_core.db.people import Site
from toc_core.db.store import Store
from toc_core.errors import UsageError, did_you_mean
from toc_core.i18n import _
from toc_webadmin.models import User, UserSite


def add_user(
    store: Store, name: str, access: Access, *, sites: Iterable[str] = (), password_hash: str
) -> None:
    """Add a user; ``sites`` holds the codes of the sites of a school."""
    codes = list(dict.fromkeys(sites))
    name = name.strip()
    if not 0 < len(name) <= 120:
        raise UsageError(_("Een naam heeft 1 tot 120 tekens."))
    if access is Access.SCHOOL and not codes:
        raise UsageError(_("Een gebruiker van een school heeft minstens één school: --site CODE"))
    if access is not Access.SCHOOL and codes:
        raise UsageError(_("Alleen bij --role school hoort --site; een coördinator ziet alles."))
    with store.changing(SYSTEM, _("Gebruiker toegevoegd")) as session:
        if _found(session, name) is not None:
            raise UsageError(
                _("Gebruiker '{name}' bestaat al. Nieuw wachtwoord: toc user password {name}")
                .format(name=name)
            )  # fmt: skip
        links = [UserSite(site_id=_site_id(session, code)) for code in codes]
        session.add(User(name=name, access=access, password=password_hash, sites=links))


def set_password(store: Store, name: str, password_hash: str) -> None:
    """Give a user another password; whoever is signed in under that name is signed out."""
    with store.changing(SYSTEM, _("Nieuw wachtwoord")) as session:
        user = find_user(session, name)
        user.password, user.fs_uniquifier = password_hash, uuid4().hex


def set_active(store: Store, name: str, active: bool) -> None:
    """Let a user in, or keep a user out from the next click on."""
    with store.changing(SYSTEM, _("Gebruiker aan of uit gezet")) as session:
        user = find_user(session, name)
        user.active, user.fs_uniquifier = active, uuid4().hex


def find_user(session: ScopedSession, name: str) -> User:
    """Return a user by name; ``UsageError`` with the nearest name when there is none."""
    user = _found(session, name)
    if user is None:
        known = list(session.scalars(select(User.name)))
        raise UsageError(
            _("Gebruiker '{name}' bestaat niet{hint}. Alle namen: toc user list").format(
                name=name, hint=did_you_mean(name, known)
            )
        )
    return user


def _found(session: ScopedSession, name: str) -> User | None:
    return session.scalar(select(User).where(func.lower(User.name) == name.strip().lower()))


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
