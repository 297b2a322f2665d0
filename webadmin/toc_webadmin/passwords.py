"""Passwords: how they are kept (argon2id), made up and hashed outside a request."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from typing import Any

from toc_core.db.columns import ALPHABET
from toc_core.errors import UsageError
from toc_core.i18n import _

SHORTEST = 12

# Argon2 has a salt per password: no second, shared salt that could be lost.
PASSWORD_RULES: Mapping[str, Any] = {
    "SECURITY_PASSWORD_HASH": "argon2",
    "SECURITY_PASSWORD_SCHEMES": ["argon2"],
    "SECURITY_PASSWORD_SINGLE_HASH": ["argon2"],
    "SECURITY_PASSWORD_LENGTH_MIN": SHORTEST,
}


def made_up_password() -> str:
    """Return a random password that can be read aloud (about 74 bits)."""
    parts = ("".join(secrets.choice(ALPHABET) for _letter in range(5)) for _part in range(3))
    return "-".join(parts)


def hashed(password: str, config: Mapping[str, Any] | None = None) -> str:
    """Return the hash to keep; ``UsageError`` when the password is too short."""
    if len(password) < SHORTEST:
        raise UsageError(
            _("Het wachtwoord is te kort: neem minstens {n} tekens.").format(n=SHORTEST)
        )
    from flask import Flask
    from flask_security import Security, UserDatastore, hash_password

    from toc_webadmin.models import User

    app = Flask("toc_passwords")
    app.config.update({"SECRET_KEY": secrets.token_hex(), **PASSWORD_RULES, **(config or {})})
    users: Any = UserDatastore
    security = Security(app, users(User, None), register_blueprint=False)
    with app.app_context():
        return str(hash_password(security.password_util.normalize(password)))
