"""Whose form it is: the token against forged forms also tells who opened the page.

Without that, what somebody typed before they were signed out could be sent again by whoever signs
in next in the same browser, and be shown to them or stored under their name.
"""

from __future__ import annotations

import secrets
from typing import Any

from flask import Flask, current_app, request, session
from flask_login import user_logged_in
from flask_security import current_user
from itsdangerous import BadData, URLSafeTimedSerializer

FIELD = "csrf_token"  # of a form, and of the session: the names of Flask-WTF
_SALT = "wtf-csrf-token"


def install(app: Flask) -> None:
    """Give everybody who signs in a token of their own."""
    user_logged_in.connect(_signed_in, app)


def _signed_in(_app: Flask, user: Any, **_arguments: Any) -> None:
    give_to(str(user.id))


def give_to(owner: str) -> None:
    """Let the session hold a token of this person; one of theirs that it holds stays good."""
    if _owner(session.get(FIELD, "")) != owner:
        session[FIELD] = f"{owner}.{secrets.token_hex(20)}"


def owner_of_form() -> str:
    """Return the number of who opened the form that was sent; empty when nobody can tell."""
    signer = URLSafeTimedSerializer(current_app.secret_key or "", salt=_SALT)
    try:
        return _owner(signer.loads(request.form.get(FIELD, "")))
    except BadData:
        return ""


def is_of_another() -> bool:
    """Return whether the form that was sent was opened by somebody else."""
    return current_user.is_authenticated and owner_of_form() not in ("", str(current_user.id))


def _owner(token: Any) -> str:
    owner, dot, _chance = str(token).partition(".")
    return owner if dot else ""
