"""The admin over the practice schools: signing in, and filling in a form as a browser would."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from flask import Flask
from flask.testing import FlaskClient

PASSWORD = "oefenen-met-zes-woorden"
PAGES = "/programma/buddy"
MATCHING = f"{PAGES}/matchen/"
REQUESTS, OFFERS, MATCHES = (f"{PAGES}/{path}/" for path in ("aanvragen", "aanbod", "matches"))
PRACTICE = "?oefen=1&schooljaar=2026-2027"


@dataclass(frozen=True)
class Admin:
    """The application, with a user for each school (a, b) and for the city (stad)."""

    app: Flask

    def client(self, name: str) -> FlaskClient:
        """Return a client that is signed in."""
        client = self.app.test_client()
        form = {"username": name, "password": PASSWORD}
        assert save(client, "/aanmelden", **form).status_code == 302
        return client


def save(client: FlaskClient, path: str, **typed: Any) -> Any:
    """Open a form, fill it in and press the button; what is not typed stays as it was shown."""
    page = client.get(path).text
    hidden = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page))
    return client.post(path, data={**hidden, "csrf_token": token_of(page), **typed})


def press(client: FlaskClient, path: str, **sent: str) -> Any:
    """Send a form of one button, with a token of the page of matching."""
    page = client.get(f"{MATCHING}{PRACTICE}").text
    form = {"csrf_token": token_of(page), **sent}
    return client.post(path, data=form, follow_redirects=True)


def choose(client: FlaskClient, pupil: str, buddy: str) -> str:
    """Press the button that matches two people; return the page that follows."""
    answer = press(client, f"{MATCHING}kies/?oefen=1", leerling=pupil, buddy=buddy)
    assert answer.status_code == 200
    return str(answer.text)


def token_of(page: str) -> str:
    """Return the token of the first form on a page."""
    found = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page)
    return found[1] if found else ""


def undo_of(page: str) -> str:
    """Return the address that undoes what was just done; empty when nothing is offered."""
    found = re.search(r'action="(/ongedaan/\w+)"', page)
    return found[1] if found else ""


def counter_of(page: str) -> str:
    """Return how many are matched and wait."""
    found = re.search(r'<p class="counter"><strong>([^<]+)', page)
    return found[1] if found else ""
