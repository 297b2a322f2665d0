"""Which language a page speaks: the person's own, the browser's, or that of the installation."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from flask import Blueprint, Flask, abort, current_app, redirect, request, session
from flask_babel import Babel
from flask_security import current_user

from toc_core.i18n import DUTCH, LANGUAGES, _, current_language, speak
from toc_core.pseudo_language import PSEUDO
from toc_webadmin.auth import UserConnection
from toc_webadmin.errors import own_way

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from toc_core.settings import Settings
    from toc_core.theory import Programme

KEY = "taal"
# Each in its own language, and so never translated.
NAMES = {"nl": "Nederlands", "en": "English", "fr": "Français"}

blueprint = Blueprint("languages", __name__)


def install(app: Flask) -> None:
    """Let every request speak a language; goes before everything that may answer one."""
    app.before_request(_begin)
    app.teardown_request(_end)
    Babel(app, default_locale=DUTCH, locale_selector=locale_of_libraries)
    # Not Jinja's own gettext: it would take a "%" in a text for a placeholder.
    app.jinja_env.globals.update(_=_, current_language=current_language, languages=NAMES)
    app.jinja_env.globals.update(address_here=address_here, words_of=words_of)
    app.register_blueprint(blueprint)


def _begin() -> None:
    speak(language_of_request())


def _end(_error: BaseException | None) -> None:
    speak(DUTCH)


def language_of_request() -> str:
    """Return the language for who asks this page."""
    usual = cast("Settings", current_app.extensions["toc_settings"]).language
    if usual == PSEUDO:
        return PSEUDO
    own = current_user.language if current_user.is_authenticated else None
    chosen = own or session.get(KEY) or request.accept_languages.best_match(LANGUAGES)
    return chosen if chosen in LANGUAGES else usual


def locale_of_libraries() -> str:
    """Return the language in which Flask-Security and Flask-Admin say what is theirs."""
    current = current_language()
    return DUTCH if current == PSEUDO else current


def address_here() -> str:
    """Return where to come back to: this page, if it can be asked again as it is."""
    again = request.method == "GET" and request.endpoint is not None
    return request.full_path.rstrip("?") if again else "/"


def words_of(programme: Programme) -> dict[str, str | None]:
    """Return the attribute of what a programme says: its language, where the page has another."""
    same = programme.language == current_language()
    return {"lang": None if same else programme.language}


@blueprint.post("/taal", endpoint="choose")
def choose() -> ResponseReturnValue:
    """Keep the language that somebody chose: with the user, or in the cookie of a stranger."""
    chosen = request.form.get(KEY, "")
    if chosen not in LANGUAGES:
        abort(400)
    if current_user.is_authenticated:
        current_user.language = chosen
        UserConnection().session.commit()
    session[KEY] = chosen
    return redirect(own_way(request.form.get("terug", "/")))
