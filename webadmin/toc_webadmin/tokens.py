"""Whose form it is: the token against forged forms also tells who opened the page, and for what.

Without that, what somebody typed before they were signed out could be sent again by whoever signs
in next in the same browser, and be shown to them or stored under their name; and what was typed
for one school could be stored at another, when a person was given other schools meanwhile.
"""

from __future__ import annotations

import secrets
from typing import Any

from flask import current_app, request, session
from flask_security import current_user
from itsdangerous import BadData, URLSafeTimedSerializer

FIELD = "csrf_token"  # of a form, and of the session: the names of Flask-WTF
_SALT = "wtf-csrf-token"


def owner_now() -> str:
    """Return who is signed in, with what they may; empty when nobody is."""
    if not current_user.is_authenticated:
        return ""
    return f"{current_user.id}-{current_user.access}-{sorted(current_user.site_ids)}"


def give_to(owner: str) -> None:
    """Let the session hold a token of this owner; one of theirs that it holds stays good."""
    if _owner(session.get(FIELD, "")) != owner:
        session[FIELD] = f"{owner}.{secrets.token_hex(20)}"


def owner_of_form() -> str:
    """Return who opened the form that was sent; empty when nobody can tell."""
    signer = URLSafeTimedSerializer(current_app.secret_key or "", salt=_SALT)
    try:
        return _owner(signer.loads(request.form.get(FIELD, "")))
    except BadData:
        return ""


def is_of_another() -> bool:
    """Return whether the form was opened by somebody else, or when they had other schools."""
    return current_user.is_authenticated and owner_of_form() not in ("", owner_now())


def _owner(token: Any) -> str:
    owner, dot, _chance = str(token).partition(".")
    return owner if dot else ""
