"""What every answer carries: a strict content policy with a nonce, and no copy in any cache."""

from __future__ import annotations

import secrets

from flask import Flask, Response, g, request

CACHED = frozenset({"static", "toc_font", "toc_theme", "toc_logo"})
STATIC_SECONDS = 3600
HSTS = "max-age=31536000"
# The address of an invitation is a secret: not even our own pages are told it.
SECRET_ADDRESS = frozenset({"invitation.page"})

POLICY = (
    "default-src 'self'; style-src 'self' 'nonce-{nonce}'; script-src 'self'; "
    "img-src 'self' data:; object-src 'none'; form-action 'self'; frame-ancestors 'none'; "
    "base-uri 'none'"
)
ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    # Not no-referrer: the origin of a form would become "null" and could not be checked.
    "Referrer-Policy": "same-origin",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}


def csp_nonce() -> str:
    """Return the nonce of this request, for ``<style nonce=…>``."""
    if "csp_nonce" not in g:
        g.csp_nonce = secrets.token_urlsafe(16)
    return str(g.csp_nonce)


def install(app: Flask) -> None:
    """Add the headers to every answer, and ``csp_nonce()`` to every template."""
    app.jinja_env.globals["csp_nonce"] = csp_nonce
    app.config["SEND_FILE_MAX_AGE_DEFAULT"] = STATIC_SECONDS
    app.after_request(with_headers)


def with_headers(response: Response) -> Response:
    """Return the answer with our headers; what a view set itself is replaced."""
    response.headers.update(ALWAYS)
    if request.endpoint in SECRET_ADDRESS:
        response.headers["Referrer-Policy"] = "strict-origin"
    response.headers["Content-Security-Policy"] = POLICY.format(nonce=csp_nonce())
    if not _is_cached(request.endpoint or "") or response.status_code >= 400:
        response.headers["Cache-Control"] = "no-store"
    if request.is_secure:
        response.headers["Strict-Transport-Security"] = HSTS
    return response


def _is_cached(endpoint: str) -> bool:
    """Return whether an answer is the same for everyone: also what a plugin's page brings."""
    return endpoint in CACHED or endpoint.endswith(".static")
