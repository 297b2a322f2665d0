"""Inviting: a link that works once lets somebody choose a password; only its hash is kept."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import uuid4

from sqlalchemy import select

from toc_core.db.door import ScopedSession
from toc_webadmin.models import Change, User, UserChange

GOOD_DAYS = 7
NO_PASSWORD = ""


class Standing(StrEnum):
    """Whether somebody can sign in, or what is in the way."""

    ACTIVE = "active"
    INVITED = "invited"
    EXPIRED = "expired"
    OUT = "out"


def standing(user: User, now: datetime) -> Standing:
    """Return how a user stands at a moment."""
    if not user.active:
        return Standing.OUT
    if user.link_until is None:
        return Standing.ACTIVE
    good = user.link_hash is not None and now < user.link_until
    return Standing.INVITED if good else Standing.EXPIRED


def note(session: ScopedSession, user: User, by: str, what: Change, about: str = "") -> None:
    """Note who did what to a user."""
    moment = session.clock()
    session.add(UserChange(user=user, at=moment, who=by, what=what, about=about[:500]))


def give_link(session: ScopedSession, user: User) -> str:
    """Return the secret of a new link; the old link, password and sessions of the user end."""
    secret = secrets.token_urlsafe(32)
    user.password, user.fs_uniquifier = NO_PASSWORD, uuid4().hex
    user.link_hash = _hash(secret)
    user.link_until = session.clock() + timedelta(days=GOOD_DAYS)
    return secret


def invited_by(session: ScopedSession, secret: str) -> User | None:
    """Return whose link this is; none when it is unknown, used or too old.

    In a session that writes nobody else can use the link before the commit.
    """
    wanted = select(User).where(User.link_hash == _hash(secret))
    user = session.scalar(wanted.with_for_update() if session.writes else wanted)
    kept = user.link_hash if user is not None else None
    if user is None or not hmac.compare_digest(kept or "", _hash(secret)):
        return None
    return user if standing(user, session.clock()) is Standing.INVITED else None


def choose_password(session: ScopedSession, user: User, password_hash: str) -> None:
    """Give the user of a link a password; the link is used up and old sessions end."""
    give_password(user, password_hash)
    note(session, user, user.name, Change.CHOSEN)


def give_password(user: User, password_hash: str) -> None:
    """Replace the password of a user; what was open under the old one, or by a link, ends."""
    user.password, user.fs_uniquifier = password_hash, uuid4().hex
    user.link_hash = user.link_until = None


def let_in(user: User, active: bool) -> None:
    """Let a user in, or keep out from the next click on; a link that waited is then worthless."""
    user.active, user.fs_uniquifier = active, uuid4().hex
    user.link_hash = None


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()
