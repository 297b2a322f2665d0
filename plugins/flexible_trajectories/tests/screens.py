"""The admin over the practice schools: signing in, and filling in a form as a browser would."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from toc_core.access import Principal
from toc_core.db.people import Participant

from .conftest import Practice, School

PASSWORD = "oefenen-met-zes-woorden"
PAGES = "/programma/flexible_trajectories"
REQUESTS, PACKAGES, MONITORING = (f"{PAGES}/{p}/" for p in ("aanvragen", "pakketten", "opvolging"))
NOTES, ALLOWED = f"{PAGES}/notities/", f"{PAGES}/notities-toelaten/"
BOTH = {
    "council": "approved",
    "council_on": "2024-10-08",
    "willing": "yes",
    "willing_on": "2024-10-09",
}


@dataclass(frozen=True)
class Admin:
    """The application, with a user for each school (a, b) and for the city (stad)."""

    app: Flask
    practice: Practice

    def client(self, name: str) -> FlaskClient:
        """Return a client that is signed in."""
        client = self.app.test_client()
        form = {"username": name, "password": PASSWORD}
        assert save(client, "/aanmelden", **form).status_code == 302
        return client

    def rows(self, model: type[Any], principal: Principal | None = None) -> list[Any]:
        """Return the rows of a table, as the first school sees them or somebody else."""
        who = principal or self.practice.a.principal
        with self.practice.store.session_for(who, "kijken") as session:
            return list(session.scalars(select(model).order_by(model.id)))

    def pupil_of(self, school: School) -> str:
        """Return what a form sends for the pupil of a school."""
        with self.practice.store.session_for(school.principal, "kijken") as session:
            return str(session.get_one(Participant, school.pupil).ref)

    def ask(self, client: FlaskClient, **typed: str) -> Any:
        """Fill in a request for the pupil of the first school, and press the button."""
        basis = {"asked_by": "parents_and_pupil", "asked_on": "2024-10-01"}
        who = {"participant": self.pupil_of(self.practice.a), "school_year": "2024-2025"}
        return save(client, f"{REQUESTS}new/", **{**basis, **who, **typed})


def save(client: FlaskClient, path: str, **typed: Any) -> Any:
    """Open a form, fill it in and press the button; what is not typed stays as it was shown."""
    page = client.get(path).text
    hidden = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page))
    token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page)
    return client.post(path, data={"csrf_token": token[1] if token else "", **hidden, **typed})


def press(client: FlaskClient, page: str, path: str, **sent: str) -> Any:
    """Send a form of one button, with the token of a page."""
    token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', client.get(page).text)
    assert token
    return client.post(path, data={"csrf_token": token[1], **sent}, follow_redirects=True)


def undo_of(page: str) -> str:
    """Return the address that undoes what was just done; empty when nothing is offered."""
    found = re.search(r'action="(/ongedaan/\w+)"', page)
    return found[1] if found else ""
