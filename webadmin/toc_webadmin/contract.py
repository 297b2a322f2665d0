"""The part of a plugin's contract that is about its views: strangers are tried at every one.

``toc_core.testing`` finds this through the entry-point group ``toc.contract``.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from sqlalchemy import select
from werkzeug.routing import Rule

from toc_core.access import SYSTEM, Access
from toc_core.db.columns import new_ref
from toc_core.i18n import _
from toc_core.settings import read_settings
from toc_core.testing.seeding import CANARY
from toc_webadmin.added_views import added_by
from toc_webadmin.app import create_app
from toc_webadmin.passwords import hashed
from toc_webadmin.users import add_user

if TYPE_CHECKING:
    from flask import Flask
    from flask.testing import FlaskClient

    from toc_core.db.store import Store
    from toc_core.plugins import Host

_PASSWORD = "een-zin-om-te-oefenen"  # noqa: S105 - of a practice database that is thrown away
_CHEAP = {
    "SECURITY_PASSWORD_HASH_PASSLIB_OPTIONS": {
        "argon2__rounds": 1,
        "argon2__memory_cost": 8,
        "argon2__parallelism": 1,
    },
}


def trial_of_views(plugin: str, store: Store, host: Host) -> list[str]:
    """Return a sentence for each view of a plugin that lets in who may not see it.

    The database holds ``oefenschool_a`` with a row in every table, and ``oefenschool_b``.
    """
    user = "oefenschool_b"
    hashed_password = hashed(_PASSWORD, _CHEAP)
    add_user(store, user, Access.SCHOOL, sites=[user], password_hash=hashed_password)
    settings = replace(read_settings({}), secret_key=secrets.token_hex())
    app = create_app(settings, host=host, store=store, config=_CHEAP)
    refused = [str(broken) for broken in host.broken if broken.name == plugin]
    views = added_by(app, plugin)
    if refused or not views:
        return refused or [
            _("toc_admin_views() gaf geen enkel scherm; geef er een of haal ze weg.")
        ]
    other = _signed_in(app, user)
    return [
        *(problem for view in views for problem in _open_to_strangers(app, view)),
        *(problem for view in views for problem in _shows_another_school(app, view, other, store)),
    ]


def _open_to_strangers(app: Flask, view: Any) -> Iterator[str]:
    """Try every route of a view without signing in."""
    client = app.test_client()
    for rule in _rules(app, view):
        for method in sorted((rule.methods or set()) & {"GET", "POST"}):
            answer = client.open(_address(rule), method=method)
            sent_away = answer.status_code == 302 and "/aanmelden" in answer.location
            if not (sent_away or answer.status_code in (400, 401, 403)):
                yield _("{method} {url} antwoordt {status} aan wie niet aangemeld is.").format(
                    method=method, url=rule.rule, status=answer.status_code
                )


def _shows_another_school(
    app: Flask, view: Any, client: FlaskClient, store: Store
) -> Iterator[str]:
    """Look for the rows of school A as school B: in the list, and each by its address."""
    model = getattr(view, "model", None)
    if model is None or not hasattr(model, "site_id"):
        return
    with store.session_for(SYSTEM, "contract") as session:
        refs = list(session.scalars(select(model.ref)))
    for rule in _rules(app, view):
        if "GET" not in (rule.methods or ()):
            continue
        url = _address(rule)
        plain, unknown = client.get(url), client.get(url, query_string={"id": new_ref()})
        for ref in refs:
            asked = client.get(url, query_string={"id": ref})
            differs = asked.status_code != unknown.status_code
            if differs or ref in plain.text or CANARY in asked.text or asked.status_code >= 500:
                yield _(
                    "{url} toont school B een rij van school A (of breekt: {status}); lees rijen "
                    "alleen met current_session()."
                ).format(url=rule.rule, status=asked.status_code)


def _rules(app: Flask, view: Any) -> list[Rule]:
    found = (r for r in app.url_map.iter_rules() if r.endpoint.startswith(f"{view.endpoint}."))
    return [rule for rule in found if not rule.endpoint.endswith(".static")]


def _address(rule: Rule) -> str:
    return re.sub(r"<[^>]+>", "x", rule.rule)


def _signed_in(app: Flask, name: str) -> FlaskClient:
    client = app.test_client()
    page = client.get("/aanmelden").text
    token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page)
    form = {"username": name, "password": _PASSWORD, "csrf_token": token[1] if token else ""}
    client.post("/aanmelden", data=form)
    return client
