"""Signing in and out: Flask-Security with our users, our words and nothing it does not need."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import urlsplit

from flask import Flask, abort, current_app, g, request
from flask_login import user_logged_out
from flask_security import Security, SQLAlchemyUserDatastore
from flask_security.forms import LoginForm
from flask_security.utils import get_message, validate_redirect_url
from wtforms import Field, StringField
from wtforms.validators import DataRequired

from toc_core.access import SYSTEM
from toc_core.i18n import _, later
from toc_webadmin.models import User
from toc_webadmin.passwords import PASSWORD_RULES
from toc_webadmin.sessions import USER_PAGES
from toc_webadmin.throttle import Throttle

if TYPE_CHECKING:
    from toc_core.db.door import ScopedSession
    from toc_core.db.store import Store

LONGEST = 1000  # letters in one field; passlib refuses a password of more than 4096
TRANSLATIONS = Path(__file__).parent / "translations"

RULES: Mapping[str, Any] = {
    **PASSWORD_RULES,
    "SECURITY_USER_IDENTITY_ATTRIBUTES": [{"name": {"case_insensitive": True}}],
    "SECURITY_LOGIN_URL": "/aanmelden",
    "SECURITY_LOGOUT_URL": "/afmelden",
    "SECURITY_CHANGE_URL": "/wachtwoord",
    "SECURITY_POST_LOGIN_VIEW": "/",
    "SECURITY_POST_LOGOUT_VIEW": "/aanmelden",
    "SECURITY_CHANGEABLE": True,
    # No mail is configured: whoever lost a password asks a coordinator for a link.
    "SECURITY_SEND_PASSWORD_CHANGE_EMAIL": False,
    "SECURITY_FRESHNESS": timedelta(seconds=-1),
    "SECURITY_API_ENABLED_METHODS": ["session"],
    "SECURITY_STATIC_FOLDER": None,
    "SECURITY_CLI_USERS_NAME": None,
    "SECURITY_CLI_ROLES_NAME": None,
    "SECURITY_I18N_DIRNAME": [str(TRANSLATIONS)],
}


class UserConnection:
    """What Flask-Security calls ``db``: a session of the system, apart from the domain's.

    It only reads, but for the pages that write a user: on SQLite a second writer would wait for the
    first.
    """

    @property
    def session(self) -> ScopedSession:
        """Return the session of this request."""
        if "toc_user_session" not in g:
            store = cast("Store", current_app.extensions["toc_store"])
            writes = request.method == "POST" and request.endpoint in USER_PAGES
            g.toc_user_session = store.session_for(SYSTEM, _("Aanmelden"), writes=writes)
        return cast("ScopedSession", g.toc_user_session)


class SignInForm(LoginForm):
    """A name and a password; whatever is wrong, the answer is the same sentence."""

    email = None
    remember = None
    username = StringField(
        later("Naam"),
        render_kw={"autocomplete": "username"},
        validators=[DataRequired(later("Vul je naam in."))],
    )

    def validate(self, **arguments: Any) -> bool:
        """Return whether name and password fit; too many failures have to wait."""
        throttle = cast("Throttle", current_app.extensions["toc_throttle"])
        name = "".join(c for c in self.username.data or "" if c.isprintable())
        if throttle.must_wait(name):
            self.form_errors.append(_("Te veel pogingen. Wacht een minuut en probeer opnieuw."))
            return False
        self.ifield = self.username
        self.user = current_app.extensions["security"].datastore.find_user(
            case_insensitive=True, name=name.strip()
        )
        if super().validate(**arguments):
            throttle.succeeded(name)
            return True
        if not self.user_authenticated:
            self._answer_alike(throttle, name)
        return False

    def validate_next(self, field: Field) -> None:
        """Drop an address that leads elsewhere instead of refusing the sign-in."""
        if field.data and not validate_redirect_url(field.data):
            field.data = ""

    def _answer_alike(self, throttle: Throttle, name: str) -> None:
        """Replace every error that tells which of the two was wrong."""
        if not self.username.data or not self.password.data:
            return
        throttle.failed(name)
        self.username.errors = []
        self.password.errors = []
        if not self.form_errors:
            self.form_errors.append(get_message("GENERIC_AUTHN_FAILED")[0])


def install(app: Flask) -> None:
    """Add signing in to the application; its configuration holds ``RULES`` by then."""
    app.extensions["toc_throttle"] = Throttle()
    datastore: Any = SQLAlchemyUserDatastore  # we have no roles, which its types ask for
    security = Security(app, datastore(UserConnection(), User, None), login_form=SignInForm)
    security.want_json(lambda _request: False)
    # Nobody is anybody by a token in a header or an address.
    app.login_manager.request_loader(lambda _request: None)  # type: ignore[attr-defined]

    user_logged_out.connect(end_everywhere, app)
    app.before_request(refuse_strange_forms)

    @app.teardown_appcontext
    def close(_error: BaseException | None) -> None:
        session = g.pop("toc_user_session", None)
        if session is not None:
            session.close()


def end_everywhere(_app: Flask, user: User, **_arguments: Any) -> None:
    """End every session of somebody who signs out: a copy of the cookie would stay good."""
    if request.endpoint != "security.logout" or not user.is_authenticated:
        return  # too long ago is told by the cookie itself, and that page may only read
    datastore = current_app.extensions["security"].datastore
    datastore.set_uniquifier(user)
    datastore.commit()


def refuse_strange_forms() -> None:
    """Refuse what Flask-Security fails on: JSON with any value, endless text, a broken address."""
    if request.blueprint not in ("security", "invitation"):
        return
    if request.is_json:
        abort(415)
    try:
        urlsplit(request.values.get("next", ""))
    except ValueError:  # not an address at all
        abort(400)
    if any(len(text) > LONGEST for text in request.form.values()):
        abort(413)
