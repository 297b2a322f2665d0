"""The one door to the data inside a request: a session of whoever is signed in.

Flask-Admin wants a Flask-SQLAlchemy object; ``Db`` is that and nothing more.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, cast

from flask import current_app, flash, g, has_request_context, request
from flask_security import current_user
from flask_sqlalchemy import SQLAlchemy
from werkzeug.local import LocalProxy

from toc_core.access import Access, Principal
from toc_core.errors import AccessDenied
from toc_core.i18n import _

if TYPE_CHECKING:
    from flask import Flask

    from toc_core.db.door import ScopedSession
    from toc_core.db.people import Site
    from toc_core.db.store import Store

READING = frozenset({"GET", "HEAD", "OPTIONS"})
# The pages that write a user as the system. The domain is read there: on SQLite a second writer in
# the same request would wait for the first for ever.
USER_PAGES = frozenset(
    {
        "security.change_password",
        "security.logout",
        "invitation.page",
        "welcome.put_away",
        "languages.choose",
    }
)


class Db(SQLAlchemy):
    """What Flask-Admin calls ``db``: its session is the request's own."""

    def __init__(self) -> None:
        """Start nothing: the store has the engine."""

    @property
    def session(self) -> ScopedSession:  # type: ignore[override]
        """Return the session of this request; Flask-Admin already asks for it at the start."""
        if not has_request_context():
            return cast("ScopedSession", LocalProxy(current_session))
        return current_session()


def current_store() -> Store:
    """Return the store of the running application."""
    return cast("Store", current_app.extensions["toc_store"])


def current_principal() -> Principal:
    """Return who is signed in; ``AccessDenied`` when nobody is."""
    if not current_user.is_authenticated:
        raise AccessDenied(_("Meld je eerst aan."))
    sites = frozenset(current_user.site_ids)
    return Principal(current_user.name, Access(current_user.access), sites)


def current_session() -> ScopedSession:
    """Return the session of this request; it can write unless the request only reads."""
    if "toc_session" not in g:
        g.toc_session = current_store().session_for(
            current_principal(),
            request.endpoint or request.path,
            writes=request.method not in READING and request.endpoint not in USER_PAGES,
        )
    return cast("ScopedSession", g.toc_session)


@contextmanager
def seen_by_school(site: Site | None) -> Iterator[ScopedSession]:
    """Lend a session that reads what one school sees; that of the request without a school.

    The school must be one that the person may see: it comes out of their own session.
    """
    if site is None:
        yield current_session()
        return
    principal = Principal(current_principal().name, Access.SCHOOL, frozenset({site.id}))
    with current_store().session_for(principal, request.endpoint or request.path) as session:
        yield session


def say_with_undo(sentence: str) -> None:
    """Say what was just stored, on the next page, with a button that undoes it."""
    entry = current_session().entry_ref
    flash({"message": sentence, "entry": entry}, "undo")  # type: ignore[arg-type]


def close_sessions(app: Flask) -> None:
    """Close the session when the request is over; what was not committed is gone."""

    @app.teardown_appcontext
    def close(_error: BaseException | None) -> None:
        session = g.pop("toc_session", None)
        if session is not None:
            session.close()
