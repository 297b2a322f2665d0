"""``toc serve``: everything is looked at first, then granian answers until it is told to stop."""

from __future__ import annotations

import os
import tempfile
from dataclasses import replace
from typing import TYPE_CHECKING

from sqlalchemy import select

from toc_core.access import SYSTEM
from toc_core.db.migrate import check_ready
from toc_core.db.store import Store
from toc_core.errors import PluginError, SettingsError, TocError, UsageError
from toc_core.i18n import _
from toc_webadmin.app import LOOPBACK
from toc_webadmin.errors import only_over_https
from toc_webadmin.listening import bind_error, refusal, run_granian
from toc_webadmin.models import User
from toc_webadmin.wsgi import tell

if TYPE_CHECKING:
    from toc_core.plugins import Host
    from toc_core.settings import Settings

THREADS = 8
STOP_SECONDS = 20


def serve_until_stopped(
    settings: Settings, host: Host, *, address: str | None, port: int | None
) -> int:
    """Serve the admin and return the exit code; a ``TocError`` says why it cannot start."""
    settings = replace(settings, host=chosen_address(settings, address), port=port or settings.port)
    check_home(settings)
    require_admin(host)
    store = Store(settings.database_url)
    try:
        check_ready(store, host)
        _mention_missing_user(store)
    finally:
        store.close()
    check_port(settings.host, settings.port)
    _mention_https(settings)
    return run_server(settings)


def run_server(settings: Settings) -> int:
    """Serve the application of these settings until told to stop; return the exit code."""
    # The process that answers reads the settings itself.
    os.environ |= {
        "TOC_HOME": str(settings.home),
        "TOC_HOST": settings.host,
        "TOC_PORT": str(settings.port),
    }
    return run_granian(
        "toc_webadmin.wsgi:app",
        address=settings.host,
        port=settings.port,
        threads=THREADS,
        stop_seconds=STOP_SECONDS,
    )


def chosen_address(settings: Settings, address: str | None) -> str:
    """Return where to listen; other machines only get in when ``--host`` says so."""
    if address is None and settings.host not in LOOPBACK:
        raise UsageError(
            _(
                "De instelling host is '{host}': dan kunnen andere computers erbij. "
                "Wil je dat, doe dan: toc serve --host {host}"
            ).format(host=settings.host)
        )
    return address or settings.host


def check_home(settings: Settings) -> None:
    """Raise ``SettingsError`` when nothing can be kept in the home."""
    try:
        settings.home.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=settings.home):
            pass
    except OSError as error:
        raise SettingsError(
            _(
                "In de map {home} kan niet geschreven worden: {error}. "
                "Geef rechten op die map of kies een andere met TOC_HOME."
            ).format(home=settings.home, error=error.strerror)
        ) from error


def require_admin(host: Host) -> None:
    """Raise ``PluginError`` when the settings leave out the admin itself."""
    if all(plugin.name != "webadmin" for plugin in host.plugins):
        raise PluginError(
            _(
                "De plugin webadmin staat uit. Neem 'webadmin' op in de instelling "
                "plugins_allowed, of haal ze weg uit plugins_off."
            )
        )


def check_port(address: str, port: int) -> None:
    """Raise ``TocError`` naming the remedy when the port cannot be used."""
    error = bind_error(address, port)
    if error is not None:
        raise TocError(refusal(error, address, port, "toc serve")) from error


def _mention_https(settings: Settings) -> None:
    if settings.secure_cookies and settings.host not in LOOPBACK:
        tell(only_over_https())


def _mention_missing_user(store: Store) -> None:
    with store.session_for(SYSTEM, "serve") as session:
        if session.scalar(select(User.id).limit(1)) is None:
            tell(_("Er is nog geen gebruiker. Maak er een: toc user add NAAM --role coordinator"))
