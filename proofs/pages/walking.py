"""Walks through the admin by its links, as a person would, and remembers every kind of page."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Collection
from dataclasses import dataclass
from html import unescape
from urllib.parse import parse_qs, urlsplit

from flask import Flask
from flask.testing import FlaskClient
from toc_webadmin.demo import PASSWORD
from werkzeug.exceptions import HTTPException
from werkzeug.test import TestResponse

_LINK = re.compile(r'<a\b[^>]*?\bhref="([^"#]+)')
_TOKEN = re.compile(r'name="csrf_token"[^>]*value="([^"]+)"')
# How a list is shown, not what it shows: the same page.
_LOOKS = frozenset({"sort", "desc", "page", "schooljaar"})
_MOST_ASKED = 2  # of the switches of a poster: all of them together make no new page


@dataclass(frozen=True)
class Kind:
    """What makes two addresses the same page: who answers, for which programme, asked how."""

    answers: str
    programme: str
    asked: frozenset[str]


@dataclass(frozen=True)
class Seen:
    """A page that was found: its address and how long its text is."""

    kind: Kind
    address: str
    length: int


def signed_in(app: Flask, name: str) -> FlaskClient:
    """Return a client in which somebody of the demo is signed in."""
    client = app.test_client()
    found = _TOKEN.search(client.get("/aanmelden").text)
    assert found
    typed = {"username": name, "password": PASSWORD, "csrf_token": found[1]}
    assert client.post("/aanmelden", data=typed).status_code == 302
    return client


def kind_of(app: Flask, address: str) -> Kind | None:
    """Return the kind of a page; none when there is no such page."""
    parts = urlsplit(address)
    try:
        endpoint, values = app.url_map.bind("localhost").match(parts.path)
    except HTTPException:
        return None
    programme, answers = answering(app, endpoint)
    asked = frozenset(parse_qs(parts.query)) - _LOOKS
    return Kind(answers, programme or str(values.get("code", "")), asked)


def answering(app: Flask, endpoint: str) -> tuple[str, str]:
    """Return of which programme a view is, if of one, and which view."""
    before, dash, after = endpoint.partition("-")
    known = app.extensions["toc_host"].programmes
    return (before, after) if dash and before in known else ("", endpoint)


def every_page(app: Flask, name: str, programmes: Collection[str] = ()) -> list[Seen]:
    """Return one page of each kind that links lead to from the start page.

    With ``programmes`` the pages of others are not walked to.
    """
    client = signed_in(app, name)
    found: dict[Kind, Seen] = {}
    waiting = deque(["/"])
    met: set[Kind] = set()
    while waiting:
        address = waiting.popleft()
        kind = kind_of(app, address)
        if kind is None or kind in met or len(kind.asked) > _MOST_ASKED:
            continue
        if programmes and kind.programme and kind.programme not in programmes:
            continue
        met.add(kind)
        answer = client.get(address)
        if _is_page(answer):
            found[kind] = Seen(kind, address, len(answer.text))
            waiting += _links(answer.text)
    return [*found.values()]


def _is_page(answer: TestResponse) -> bool:
    return answer.status_code == 200 and answer.mimetype == "text/html"


def _links(page: str) -> list[str]:
    return [link for link in map(unescape, _LINK.findall(page)) if link.startswith("/")]


def fullest(pages: list[Seen]) -> list[Seen]:
    """Return of pages that differ only in the programme the one with the most in it."""
    best: dict[tuple[str, frozenset[str]], Seen] = {}
    for page in pages:
        key = (page.kind.answers, page.kind.asked)
        if key not in best or page.length > best[key].length:
            best[key] = page
    return [*best.values()]
