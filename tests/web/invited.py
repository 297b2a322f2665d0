"""What the tests of users share: inviting as a coordinator does, and opening the link."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlsplit

from flask.testing import FlaskClient
from sqlalchemy import select
from toc_webadmin.models import User

from toc_core.access import SYSTEM
from toc_core.db.people import Site
from toc_core.db.store import Store

from .conftest import csrf_of

CHOSEN = "vier-losse-woorden-hier"
REFUSED = "Deze link werkt niet (meer). Vraag een nieuwe link aan de coördinator."


def send(client: FlaskClient, path: str, **form: Any) -> Any:
    """Send a form with its token, as our own pages do."""
    return client.post(path, data={"csrf_token": csrf_of(client.get("/wachtwoord").text)} | form)


def invite(client: FlaskClient, store: Store, name: str = "lies", **form: Any) -> Any:
    """Invite somebody of school A, unless the form says otherwise."""
    return send(
        client,
        "/gebruikers",
        **{"name": name, "role": "school", "sites": ref_of(store, "oefenschool_a")} | form,
    )


def link_on(page: str) -> str:
    """Return the path of the link that a page shows."""
    found = re.search(r'id="link" value="([^"]+)"', page)
    assert found, "no link on this page"
    return urlsplit(found[1]).path


def choose(client: FlaskClient, link: str, password: str = CHOSEN, again: str = "") -> Any:
    """Open a link and choose a password; of a link that does not work, return that page."""
    page = client.get(link)
    if page.status_code != 200:
        return page
    form = {"password": password, "password_confirm": again or password}
    return client.post(link, data=form | {"csrf_token": csrf_of(page.text)})


def user(store: Store, name: str) -> User:
    """Return a user as it is stored now."""
    with store.session_for(SYSTEM, "kijken") as session:
        return session.scalars(select(User).where(User.name == name)).one()


def ref_of(store: Store, code: str) -> str:
    """Return the reference of a school."""
    with store.session_for(SYSTEM, "kijken") as session:
        return str(session.scalars(select(Site.ref).where(Site.code == code)).one())
