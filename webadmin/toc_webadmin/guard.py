"""Deny by default: whoever is not signed in reaches nothing but the names in ``PUBLIC``."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from flask import Flask, abort, flash, redirect, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_security import current_user, logout_user

from toc_core.errors import PluginError
from toc_core.i18n import _
from toc_webadmin import languages, tokens
from toc_webadmin.errors import is_own_address, stranger_page
from toc_webadmin.sessions import READING

if TYPE_CHECKING:
    from flask_admin import Admin

PUBLIC = frozenset(
    {
        *("static", "health", "toc_font", "toc_theme", "toc_logo"),
        *("security.login", "invitation.page", "languages.choose"),
    }
)
SESSION_SECONDS = 12 * 3600


def install(app: Flask) -> None:
    """Refuse strangers and other sites before anything else looks at the request."""
    app.before_request(refuse_strangers)
    app.before_request(refuse_other_sites)


def refuse_strangers() -> ResponseReturnValue | None:
    """Send somebody who is not signed in to the sign-in page, or answer a form with a sentence."""
    if current_user.is_authenticated and _too_old():
        logout_user()
        _forget()
        flash(_("Je was lang aangemeld. Meld je opnieuw aan."))
    elif current_user.is_authenticated:
        tokens.give_to(tokens.owner_now())
        return None
    elif "_user_id" in session:  # signed out on another computer, or put out
        _forget()
    if request.endpoint is None or request.endpoint in PUBLIC:  # none: there is no such page
        return None
    if request.method not in ("GET", "HEAD"):
        return stranger_page()
    wanted = request.full_path if request.query_string else request.path
    return redirect(url_for("security.login", next=None if wanted == "/" else wanted))


def _forget() -> None:
    """Begin a new session for whoever signs in next in this browser; the language stays.

    With the token of the old one, a page that somebody left open would store what it holds under
    the name of the next person, and what they were told would be told again.
    """
    kept = {name: session[name] for name in (languages.KEY,) if name in session}
    session.clear()
    session.update(kept)


def refuse_other_sites() -> None:
    """Refuse a form that a browser says comes from elsewhere, even with a token that is right."""
    origin = request.headers.get("Origin")
    if request.method not in READING and origin is not None and not is_own_address(origin):
        abort(400)


def _too_old() -> bool:
    """Return whether the sign-in is longer ago than a working day, however busy the session."""
    return time.time() - float(session.get("fs_paa", 0)) > SESSION_SECONDS


def refuse_foreign_views(admin: Admin, allowed: tuple[type, ...]) -> None:
    """Raise ``PluginError`` naming every admin view that does not keep our rules."""
    foreign = [view for view in admin._views if not isinstance(view, allowed)]
    if foreign:
        names = ", ".join(f"{type(v).__module__}.{type(v).__name__}" for v in foreign)
        raise PluginError(
            _(
                "Deze schermen houden zich niet aan de regels van het beheer: {names}. "
                "Leid ze af van TocModelView of TocView (toc_webadmin.views.base)."
            ).format(names=names)
        )
