"""Error pages: what happened, what to do, a reference to ask about; never a traceback."""

from __future__ import annotations

import logging
import re
import traceback
from collections.abc import Callable
from urllib.parse import urlsplit

from flask import Flask, Response, current_app, render_template, request
from flask_security import current_user
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException

from toc_core.errors import AccessDenied, DataProblems, StoreError, TocError, UsageError
from toc_core.i18n import _
from toc_webadmin.request_log import request_id
from toc_webadmin.tokens import give_to, is_of_another, owner_of_form

LOG = logging.getLogger("toc_webadmin.errors")
# A path of this site: no browser reads "//" or a backslash in it as the name of another one.
_OWN_WAY = re.compile(r"/(?![/\\])[^\\\x00-\x20\x7f]*")
SECRET_WORDS = ("password", "csrf_token")


def _words() -> dict[int, tuple[str, str]]:
    """Return the heading and the advice per status."""
    return {
        400: (_("Dat is niet gelukt"), _("Ga terug, kijk na wat je invulde en probeer opnieuw.")),
        401: (
            _("Je bent niet meer aangemeld"),
            _("Er is niets bewaard. Meld je aan en verstuur het formulier dan opnieuw."),
        ),
        403: (
            _("Dit mag je niet zien of wijzigen"),
            _("Heb je dit nodig? Vraag het aan de coördinator van de stad."),
        ),
        404: (
            _("Deze pagina bestaat niet"),
            _("Kijk het adres na of kies een pagina in het menu."),
        ),
        405: (_("Dat kan hier niet"), _("Ga terug naar de pagina en gebruik de knop.")),
        413: (
            _("Dat is te groot"),
            _("Verstuur minder tekst, of een bestand van hoogstens 16 MB."),
        ),
        500: (
            _("Er ging iets mis bij ons"),
            _("Probeer het zo weer. Lukt het niet? Geef de beheerder de code hieronder."),
        ),
        503: (_("Even niet bereikbaar"), _("Probeer het over een minuut opnieuw.")),
    }


def install(app: Flask) -> None:
    """Answer every exception with a page in plain words."""
    handlers: dict[type[Exception], Callable[..., Response]] = {
        CSRFError: _csrf,
        HTTPException: _http,
        AccessDenied: _denied,
        UsageError: lambda error: error_page(404, said=str(error)),
        DataProblems: lambda error: error_page(400, said=str(error)),
        StoreError: lambda error: error_page(503, said=str(error)),
        TocError: _unexpected,
        Exception: _unexpected,
    }
    for kind, handler in handlers.items():
        app.register_error_handler(kind, handler)


def error_page(
    status: int, *, said: str = "", again: list[tuple[str, str]] | None = None
) -> Response:
    """Return the page of a status; ``said`` is a sentence of ours that tells more.

    ``again`` holds what was typed, for a button that sends it once more.
    """
    heading, advice = _words().get(status, _words()[500 if status >= 500 else 400])
    # After a failure the menu, which asks the database, may fail too.
    shell = (
        "toc/base.html" if status < 500 and current_user.is_authenticated else "errors/bare.html"
    )
    page = render_template(
        "errors/page.html",
        shell=shell,
        heading=heading,
        advice=advice,
        said=said,
        again=again,
        reference=request_id(),
    )
    return Response(page, status, mimetype="text/html")


def stranger_page() -> Response:
    """Answer a form of somebody who is no longer signed in; what was typed is kept in the page."""
    owner = owner_of_form()
    if owner:  # only they can send it again
        give_to(owner)
    return error_page(401, again=_typed())


def _typed() -> list[tuple[str, str]] | None:
    """Return the fields of a form of our own; none when it came from elsewhere.

    Only a browser on our own page sends our origin: another site cannot have its fields
    confirmed here.
    """
    if not is_own_address(request.headers.get("Origin", "")) or request.files:
        return None
    fields = request.form.items(multi=True)
    typed = [(n, v) for n, v in fields if not any(word in n for word in SECRET_WORDS)]
    return typed or None


def is_own_address(address: str) -> bool:
    """Return whether an address that a browser sent is one of this installation."""
    try:
        return urlsplit(address).netloc == request.host
    except ValueError:  # not an address at all
        return False


def own_way(address: str) -> str:
    """Return an address in a form or query when it is one of our pages, else the start page."""
    return address if _OWN_WAY.fullmatch(address) else "/"


def only_over_https() -> str:
    """Return why nobody can sign in from another computer yet, and what to do about it."""
    return _(
        "Aanmelden lukt van een ander toestel alleen over https. Zet er een webserver met https "
        "voor (docs/deploy.md), of zet secure_cookies uit in een vertrouwd netwerk."
    )


def used_scheme() -> str:
    """Return whether a form came over http or https.

    Behind a webserver we see http only: the browser itself tells what it used.
    """
    try:
        return urlsplit(request.headers.get("Origin", "")).scheme or request.scheme
    except ValueError:  # not an address at all
        return request.scheme


def _cookie_was_refused() -> bool:
    """Return whether the browser cannot keep our cookie, because the page came over http."""
    rules = current_app.config
    return (
        used_scheme() == "http"
        and rules["SESSION_COOKIE_SECURE"]
        and rules["SESSION_COOKIE_NAME"] not in request.cookies
    )


def _csrf(_error: CSRFError) -> Response:
    if _cookie_was_refused():
        return error_page(400, said=only_over_https())
    if is_of_another():
        said = _(
            "Dit formulier is van iemand anders, of van een andere school. Er is niets bewaard."
        )
        return error_page(400, said=said)
    said = _("Het formulier stond te lang open of kwam van een andere pagina.")
    again = _typed() if request.endpoint != "security.login" else None
    return error_page(400, said=said, again=again)


def _http(error: HTTPException) -> Response:
    page = error_page(error.code or 500)
    page.headers.extend((k, v) for k, v in error.get_headers() if k in ("Allow", "Retry-After"))
    return page


def _denied(error: AccessDenied) -> Response:
    return error_page(403, said=str(error))


def _unexpected(error: Exception) -> Response:
    # Without the message of the error: that of the database holds what people typed.
    frames = "".join(traceback.format_tb(error.__traceback__))
    LOG.error("%s %s\n%s", request_id(), type(error).__name__, frames)
    return error_page(500)
