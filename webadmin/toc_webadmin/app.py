"""The application: settings, sign-in, guards and every page, put together once at start."""

from __future__ import annotations

import os
import secrets
from collections.abc import Mapping
from contextlib import suppress
from typing import TYPE_CHECKING, Any, cast

from flask import Flask, redirect
from flask.typing import ResponseReturnValue
from flask_admin import Admin, AdminIndexView, expose
from flask_wtf.csrf import CSRFProtect

from toc_core.db.histories import load_models
from toc_core.db.store import Store
from toc_core.errors import SettingsError
from toc_core.i18n import _
from toc_core.plugins import load_plugins
from toc_webadmin import (
    auth,
    errors,
    guard,
    headers,
    languages,
    light,
    request_log,
    theme,
    views,
)
from toc_webadmin.pages import (
    commentary,
    dashboard,
    explain,
    help,
    history,
    home,
    invitation,
    jump,
    portfolio,
    portfolio_dashboard,
    poster,
    report,
    school_sheet,
    school_year,
    users,
    welcome,
)
from toc_webadmin.sessions import Db, close_sessions
from toc_webadmin.views.base import TocModelView, TocView

if TYPE_CHECKING:
    from pathlib import Path

    from toc_core.plugins import Host
    from toc_core.settings import Settings

LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
MEGABYTE = 1024 * 1024
SHORTEST_KEY = 32

LIMITS: Mapping[str, Any] = {
    "MAX_CONTENT_LENGTH": 16 * MEGABYTE,
    "MAX_FORM_MEMORY_SIZE": 2 * MEGABYTE,
    "MAX_FORM_PARTS": 2000,
    "SESSION_COOKIE_HTTPONLY": True,
    "SESSION_COOKIE_SAMESITE": "Lax",
    "WTF_CSRF_TIME_LIMIT": None,  # as long as the session: a form may stand open all morning
}


class AdminStart(AdminIndexView):  # type: ignore[misc]
    """The start page that Flask-Admin must have: ours is elsewhere."""

    @expose()  # type: ignore[untyped-decorator]
    def index(self) -> ResponseReturnValue:
        """Send everyone to the start page."""
        return redirect("/")


def create_app(
    settings: Settings,
    *,
    host: Host | None = None,
    store: Store | None = None,
    config: Mapping[str, Any] | None = None,
) -> Flask:
    """Return the admin for these settings; ``PluginError`` when a view breaks our rules.

    ``config`` replaces values of Flask and its extensions, for tests.
    """
    app = Flask("toc_webadmin")
    app.jinja_options = {"autoescape": True}  # whatever a plugin calls its template
    app.config.update({**LIMITS, **auth.RULES, **_from_settings(settings), **(config or {})})
    app.extensions["toc_settings"] = settings
    app.extensions["toc_host"] = host or load_plugins(
        off=settings.plugins_off, allowed=settings.plugins_allowed or None
    )
    load_models(app.extensions["toc_host"])
    app.extensions["toc_store"] = store or Store(settings.database_url)
    request_log.install(app)
    languages.install(app)
    guard.install(app)  # before the check of the form's token: a stranger gets our own answer
    CSRFProtect(app)
    auth.install(app)
    headers.install(app)
    light.install(app)
    theme.install(app, theme.read_theme(settings.home))
    errors.install(app)
    close_sessions(app)
    _add_pages(app)
    _add_admin(app)
    return app


def _from_settings(settings: Settings) -> dict[str, Any]:
    secure = settings.secure_cookies and settings.host not in LOOPBACK
    return {
        "SECRET_KEY": settings.secret_key or kept_secret(settings.home),
        "SESSION_COOKIE_SECURE": secure,
        # Browsers keep a cookie with this prefix to https and to this host alone.
        "SESSION_COOKIE_NAME": "__Host-toc" if secure else "toc",
        "TOC_TITLE": settings.title,
        "TOC_PRACTICE_ADDRESS": settings.practice_address,
    }


def kept_secret(home: Path) -> str:
    """Return the key that signs cookies; the first time it is made, for the owner only."""
    path = home / "secret.key"
    try:
        home.mkdir(parents=True, exist_ok=True)
        with suppress(FileExistsError):
            made = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
            with os.fdopen(made, "w", encoding="ascii") as file:
                file.write(secrets.token_hex(32))
        key = path.read_text("ascii").strip()
    except (OSError, ValueError) as error:
        raise SettingsError(
            _("De sleutel {path} kan niet gelezen of gemaakt worden: {error}").format(
                path=path, error=error
            )
        ) from error
    if len(key) < SHORTEST_KEY:
        raise SettingsError(
            _(
                "De sleutel {path} is te kort. Verwijder het bestand, dan komt er een nieuwe."
            ).format(path=path)
        )
    return key


def _add_pages(app: Flask) -> None:
    help.install(app)
    invitation.install(app)
    for page in (
        home,
        portfolio,
        portfolio_dashboard,
        poster,
        dashboard,
        report,
        commentary,
        explain,
        history,
        jump,
        school_sheet,
        school_year,
        users,
        welcome,
    ):
        app.register_blueprint(page.blueprint)

    @app.get("/gezond", endpoint="health")
    def health() -> str:
        return "ok\n"

    @app.context_processor
    def practice() -> dict[str, bool]:
        store = cast("Store", app.extensions["toc_store"])
        return {"is_practice_database": store.is_practice}


def _add_admin(app: Flask) -> None:
    admin = Admin(
        app,
        name=app.config["TOC_TITLE"],
        index_view=AdminStart(url="/beheer"),
        csp_nonce_generator=headers.csp_nonce,
    )
    views.register(admin, app.extensions["toc_host"], Db())
    guard.refuse_foreign_views(admin, (TocModelView, TocView, AdminStart))
