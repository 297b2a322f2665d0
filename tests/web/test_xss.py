"""Hostile text in every field runs nowhere: real Chromium visits every page that shows it."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from playwright.sync_api import Page
from sqlalchemy import String, inspect, select

from toc_core.access import SYSTEM
from toc_core.db.history import model_of
from toc_core.db.people import Site
from toc_core.db.store import Store

from .canary_world import Canary, build_canary
from .conftest import ClientFor

HOSTILE = "<img src=x onerror=window.ran=1>"
MORE = (
    "\"'><script>window.ran=1</script><svg onload=window.ran=1>"
    "</style><a href=javascript:window.ran=1>x</a>{{7*7}}"
)
CAMPUS = "/programma/campus_talent"
LISTS = {
    "delivery": f"{CAMPUS}/activiteiten", "trajectory": f"{CAMPUS}/trajecten",
    "meeting": f"{CAMPUS}/overleg", "story": f"{CAMPUS}/verhalen",
    "observation": f"{CAMPUS}/metingen", "participation": f"{CAMPUS}/deelnames",
    "class_group": "/klasgroepen", "participant": "/deelnemers", "site": "/scholen",
}  # fmt: skip
QUESTION = "periode=2025-2026&oefen=1"
POSTER = f"{CAMPUS}/poster?{QUESTION}&verbanden=1&blok=pupil_talent_interviews"
DASHBOARD = f"{CAMPUS}/beeld?{QUESTION}"
OTHERS = ("/", "/geschiedenis", POSTER, DASHBOARD, f"{CAMPUS}/rapport?{QUESTION}&per=site")
# What is chosen from a list, or is not text of a person.
NOT_TYPED = {"ref", "known_by", "school_year", "period", "perspective", "code", "axis"}


def poison(store: Store, canary: Canary) -> int:
    """Write hostile text in every text field of school B; return in how many."""
    fields = 0
    with store.changing(SYSTEM, f"reden {HOSTILE}") as session:
        for table in canary.refs:
            model = model_of(table)
            key = Site.id if table == "site" else model.site_id if table != "participant" else None
            if key is None:
                continue
            for row in session.scalars(select(model).where(key == canary.pages.b)):
                for column in inspect(model).columns:
                    typed = type(column.type).__name__ in ("String", "Text")
                    if not typed or column.key in NOT_TYPED or not getattr(row, column.key):
                        continue
                    longest = getattr(column.type, "length", None) or 5000
                    texts = (f"{row.id}{HOSTILE}{MORE}", f"{row.id}{HOSTILE}", f"{row.id}<b>")
                    fits = (text for text in texts if len(text) <= longest)
                    setattr(row, column.key, next(fits))
                    fields += isinstance(column.type, String)
    return fields


def addresses(canary: Canary) -> list[str]:
    """Return every page that shows a row of school B."""
    found = list(OTHERS)
    for table, path in LISTS.items():
        ref = canary.refs[table][0]
        found += [f"{path}/", f"{path}/details/?id={ref}", f"{path}/edit/?id={ref}"]
    found += [f"{CAMPUS}/trajecten/weken/?id={canary.refs['trajectory'][0]}"]
    found += [f"{CAMPUS}/activiteiten/edit/?id={canary.refs['delivery'][0]}&noteer=1"]
    found += [f"{path}/?search=%3Cimg" for path in (LISTS["story"], LISTS["class_group"])]
    return found + [f"/geschiedenis/{table}/{refs[0]}" for table, refs in canary.refs.items()]


@pytest.fixture
def poisoned(store: Store) -> Canary:
    canary = build_canary(store)
    assert poison(store, canary) >= 20
    return canary


def test_hostile_text_is_escaped_on_every_page(client_for: ClientFor, poisoned: Canary) -> None:
    client: FlaskClient = client_for("stad")
    shown = 0
    for address in addresses(poisoned):
        answer = client.get(address)
        assert answer.status_code == 200, address
        assert "<img src=x" not in answer.text, address
        assert "<script>window" not in answer.text, address
        assert not re.search(r'<a [^>]*href="?javascript:', answer.text), address
        shown += "&lt;img src=x" in answer.text
    assert shown >= 20


def test_hostile_text_runs_in_no_file(client_for: ClientFor, poisoned: Canary) -> None:
    page = client_for("stad").get(f"{CAMPUS}/rapport.html?{QUESTION}&per=site")
    assert "<img src=x" not in page.text
    assert page.headers["Content-Disposition"].startswith("attachment")


@pytest.mark.browser
def test_hostile_text_runs_nowhere_in_a_browser(
    poisoned: Canary, browser_page: Callable[..., Page]
) -> None:
    page = browser_page("stad", "/")
    ran: list[str] = []
    page.on("dialog", lambda dialog: (ran.append(dialog.message), dialog.dismiss()))
    page.on("console", lambda m: ran.append(f"{page.url}: {m.text}") if m.type == "error" else None)
    page.on("pageerror", lambda error: ran.append(str(error)))
    visited = addresses(poisoned)
    for address in visited:
        page.goto(address, wait_until="domcontentloaded")
        found = page.evaluate("[window.ran, document.querySelector('img[src=x],main script')]")
        assert found == [None, None], address
    assert ran == []
    assert len(visited) > 40
