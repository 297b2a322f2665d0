"""A canary school: nothing of school B reaches school A, a stranger, a header or the log.

Every route comes from the application's own map, so a new one is attacked as well.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from toc_core.db.store import Store

from .attacks import Route, Values, every_table, routes
from .canary_world import (
    CODE,
    PART_OF_TOKEN,
    TOKEN,
    Canary,
    all_text,
    build_canary,
    rows_of_b,
    snapshot,
)
from .conftest import ClientFor, csrf_of

CAMPUS = "/programma/campus_talent"


@pytest.fixture
def canary(store: Store) -> Canary:
    return build_canary(store)


def values_of(canary: Canary) -> Values:
    """Every reference of school B in every place of an address."""
    return Values(
        records=tuple((table, ref) for table in canary.refs for ref in canary.refs[table])
        + tuple((table, canary.refs["delivery"][0]) for table in every_table()),
        entries=tuple(canary.entries),
        formats=("csv", "xlsx", "json", "html", "terminal", "pdf"),
    )


class Watch:
    """Sends requests and notes what leaks or breaks."""

    def __init__(self, client: FlaskClient, token: str = "") -> None:
        self.client = client
        self.token = token
        self.problems: list[str] = []
        self.sent = 0

    def send(self, method: str, path: str, **options: Any) -> Any:
        """Send a request; what comes back is searched for the token."""
        if method != "GET":
            options["data"] = {"csrf_token": self.token} | options.get("data", {})
        answer = self.client.open(path, method=method, **options)
        self.sent += 1
        asked = {k: str(v)[:60] for k, v in options.items()}
        if answer.status_code >= 500:
            self.problems.append(f"{answer.status_code}: {method} {path} {asked}")
        said = all_text(answer.data) + str(answer.headers).casefold()
        if TOKEN in said:
            place = said.index(TOKEN)
            self.problems.append(f"leak: {method} {path} {asked}: {said[place - 80 : place + 20]}")
        answer.close()
        return answer


def queries(route: Route, canary: Canary) -> Iterator[dict[str, Any]]:
    """Yield what is asked of an address: B's rows, and hostile values."""
    yield {}
    if route.action in ("details_view", "edit_view", "weeks_view"):
        yield from (
            {"id": ref, "noteer": "1"}
            for ref in [*_kind_refs(route, canary), *canary.all_refs()[:2]]
        )
        yield {"id": str(canary.ids["delivery"][0])}
    elif route.action == "index_view":
        yield from ({"sort": str(n), "desc": "1"} for n in range(5))
        yield from ({"flt_school": canary.site_ref}, {"search": PART_OF_TOKEN}, {"search": "%"})
    elif route.action == "create_view":
        yield {"school": canary.site_ref}
    elif route.endpoint in ("report.page", "report.download", "poster.page", "poster.picture"):
        yield from ({"per": "site", "oefen": oefen, "periode": "2025-2026"} for oefen in "01")
        yield {"blok": "pupil_talent_interviews", "periode": "2025-2026", "verbanden": "1"}


def forms(route: Route, canary: Canary) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield (row asked for, form) for a route that writes: always to reach school B."""
    slipped: dict[str, Any] = {
        "school": canary.site_ref, "site": canary.site_ref, "site_id": str(canary.pages.b),
        "trajectory": canary.refs["trajectory"][0], "group": canary.refs["class_group"][0],
        "attendances": canary.refs["participant"], "programme_id": "2", "known_by": "stad",
        "element": "pupil_talent_interviews", "day": "2025-10-06", "status": "planned",
        "start": "2025-10-06", "text": "overgenomen", "teller_role": "pupil", "consent": "share",
        "kind": "kernteam", "school_year": "2025-2026", "label": "overgenomen", "role": "pupil",
        "number": "1", "row_version": "1", "class_group": "overgenomen", "weeks": "2",
        "weekly": "pupil_talent_interviews", "note": "overgenomen", "period": "2025-2026",
    }  # fmt: skip
    for ref in canary.refs["delivery"]:  # a line of the weeks of a trajectory
        slipped |= {f"status-{ref}": "cancelled", f"people-{ref}": "1", f"note-{ref}": "over"}
    own = _kind_refs(route, canary)
    for ref in dict.fromkeys([*own, *canary.all_refs()[:3]]):
        yield ref, slipped | {"id": ref, "ref": ref}
    yield "", slipped


def _kind_refs(route: Route, canary: Canary) -> list[str]:
    kind = {
        "deliveries": "delivery", "trajectories": "trajectory", "meetings": "meeting",
        "stories": "story", "observations": "observation", "participations": "participation",
        "groups": "class_group", "participants": "participant", "sites": "site",
        "targets": "agreed",
    }.get(route.endpoint.partition(".")[0].rpartition("-")[2])  # fmt: skip
    return canary.refs[kind] if kind else []


def crawl(watch: Watch, app: Flask, canary: Canary) -> None:
    """Ask every page for everything of school B."""
    for route in routes(app, values_of(canary)):
        if route.method == "GET" and "buddy" not in route.path:
            for query in queries(route, canary):
                watch.send("GET", route.path, query_string=query)


def attack(watch: Watch, app: Flask, canary: Canary) -> None:
    """Send every form, aimed at school B."""
    for route in routes(app, values_of(canary)):
        if route.method == "GET" or route.endpoint.startswith("security."):
            continue
        for ref, form in forms(route, canary):
            watch.send(route.method, route.path, data=form, query_string={"id": ref} if ref else {})


def test_no_page_shows_a_school_anything_of_another_school(
    app: Flask, canary: Canary, client_for: ClientFor, store: Store,
    caplog: pytest.LogCaptureFixture,
) -> None:  # fmt: skip
    caplog.set_level(logging.INFO)
    before = snapshot(store)
    watch = Watch(client_for("an"))
    crawl(watch, app, canary)
    assert watch.problems == []
    assert watch.sent > 300
    assert snapshot(store) == before  # reading changes nothing, not even the journal
    assert TOKEN not in caplog.text.casefold()


def test_no_form_of_a_school_reaches_another_school(
    app: Flask, canary: Canary, client_for: ClientFor, store: Store,
    caplog: pytest.LogCaptureFixture,
) -> None:  # fmt: skip
    caplog.set_level(logging.INFO)
    client = client_for("an")
    before = snapshot(store)
    watch = Watch(client, csrf_of(client.get("/wachtwoord").text))
    attack(watch, app, canary)
    assert watch.problems == []
    after = snapshot(store)
    assert rows_of_b(canary, after) == rows_of_b(canary, before)
    assert TOKEN not in caplog.text.casefold()
    crawl_home = [client.get(path).text for path in ("/", f"{CAMPUS}/rapport")]
    assert CODE not in "".join(crawl_home)


def test_a_stranger_sees_nothing_of_any_school(app: Flask, canary: Canary, store: Store) -> None:
    before = snapshot(store)
    watch = Watch(app.test_client())
    for route in routes(app, values_of(canary)):
        answer = watch.send(route.method, route.path, query_string={"id": canary.site_ref})
        assert "oefenschool" not in all_text(answer.data)
    assert watch.problems == []
    assert snapshot(store) == before
