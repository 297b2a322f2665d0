"""Who reaches which route: one table, held against the application's own map of routes.

A route that is not in the table, or a line without a route, fails; so a new route is thought about.
"""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient

from toc_core.db.store import Store

from .attacks import UNSAFE, Route, Values, routes
from .canary_world import snapshot
from .conftest import ClientFor, csrf_of
from .pages_world import Pages, build_pages

# Endpoint (a view of records by its kind) and method → what a stranger, a school and the
# coordinator get. A form without its fields is asked again (422), a row that is not there is 404.
OPEN, ASKED = (302, 200, 200), (401, 422, 422)
CITY, CITY_FORM = (302, 403, 200), (401, 403, 422)
GONE, GONE_FORM = (302, 404, 404), (401, 404, 404)
CITY_GONE, CITY_GONE_FORM = (302, 403, 404), (401, 403, 404)

EVERYONES = ("trajectories", "deliveries", "meetings", "observations", "stories")
EVERYONES = (*EVERYONES, "groups", "participants", "requests", "package", "monitoring")

MATRIX: dict[tuple[str, str], tuple[int, int, int]] = {
    ("home.index", "GET"): OPEN,
    ("security.login", "GET"): (200, 302, 302),
    ("security.login", "POST"): (200, 302, 302),
    ("security.logout", "POST"): (401, 302, 302),
    ("security.change_password", "GET"): OPEN,
    ("security.change_password", "POST"): (401, 200, 200),
    ("admin.index", "GET"): (302, 302, 302),
    ("admin.static", "GET"): GONE,
    ("static", "GET"): (200, 200, 200),
    ("toc_font", "GET"): (200, 200, 200),
    ("toc_theme", "GET"): (200, 200, 200),
    ("toc_logo", "GET"): (404, 404, 404),  # no logo was set
    ("health", "GET"): (200, 200, 200),
    ("invitation.page", "GET"): (404, 404, 404),  # of no such link
    ("invitation.page", "POST"): (404, 404, 404),
    ("welcome.put_away", "POST"): (401, 302, 302),
    ("languages.choose", "POST"): (400, 400, 400),  # of no language at all
    ("users.index", "GET"): CITY,
    ("users.invite", "POST"): CITY_FORM,
    ("users.person", "GET"): CITY_GONE,
    ("users.link", "POST"): CITY_GONE_FORM,
    ("users.entry", "POST"): CITY_GONE_FORM,
    ("users.sites", "POST"): CITY_GONE_FORM,
    ("history.journal", "GET"): CITY,
    ("history.record", "GET"): GONE,
    ("history.undo", "POST"): GONE_FORM,
    ("poster.page", "GET"): OPEN,
    ("poster.picture", "GET"): OPEN,
    ("dashboard.page", "GET"): OPEN,
    ("report.page", "GET"): OPEN,
    ("report.download", "GET"): OPEN,
    ("commentary.save", "POST"): (401, 403, 302),  # without words there is nothing to change
    ("explain.page", "GET"): OPEN,
    ("jump.page", "GET"): OPEN,
    ("school_sheet.page", "GET"): GONE,
    ("school_year.page", "GET"): CITY,
    ("school_year.prepare", "POST"): (401, 403, 302),
    ("help.words", "GET"): OPEN,
    ("help.about", "GET"): OPEN,
    ("help.accessibility", "GET"): OPEN,
    ("portfolio.page", "GET"): CITY,
    ("portfolio.download", "GET"): CITY,
    ("portfolio_dashboard.page", "GET"): CITY,
    ("aliases.index_view", "GET"): CITY,
    ("aliases.details_view", "GET"): CITY_GONE,
    ("aliases.create_view", "GET"): CITY,
    ("aliases.create_view", "POST"): CITY_FORM,
    ("aliases.edit_view", "GET"): CITY_GONE,
    ("aliases.edit_view", "POST"): CITY_GONE_FORM,
    ("aliases.delete_view", "POST"): CITY_GONE_FORM,
    ("aliases.decide_view", "POST"): CITY_GONE_FORM,
    ("sites.index_view", "GET"): CITY,
    ("sites.details_view", "GET"): CITY_GONE,
    ("sites.create_view", "GET"): CITY,
    ("sites.create_view", "POST"): CITY_FORM,
    ("sites.edit_view", "GET"): CITY_GONE,
    ("sites.edit_view", "POST"): CITY_GONE_FORM,
    ("sites.delete_view", "POST"): CITY_GONE_FORM,
    ("participations.index_view", "GET"): OPEN,
    ("participations.details_view", "GET"): GONE,
    ("participations.create_view", "GET"): CITY,
    ("participations.create_view", "POST"): CITY_FORM,
    ("participations.edit_view", "GET"): CITY_GONE,
    ("participations.edit_view", "POST"): CITY_GONE_FORM,
    ("participations.delete_view", "POST"): CITY_GONE_FORM,
    ("targets.index_view", "GET"): OPEN,
    ("targets.details_view", "GET"): GONE,
    ("targets.create_view", "GET"): CITY,
    ("targets.create_view", "POST"): CITY_FORM,
    ("matching.index_view", "GET"): CITY,
    ("matching.static", "GET"): GONE,
    ("matching.accept_view", "POST"): (401, 403, 302),
    ("matching.paste_view", "GET"): CITY,
    ("matching.paste_view", "POST"): CITY_FORM,
    ("offers.index_view", "GET"): CITY,
    ("offers.details_view", "GET"): CITY_GONE,
    ("offers.create_view", "GET"): CITY,
    ("offers.create_view", "POST"): CITY_FORM,
    ("offers.edit_view", "GET"): CITY_GONE,
    ("offers.edit_view", "POST"): CITY_GONE_FORM,
    ("offers.delete_view", "POST"): CITY_GONE_FORM,
    ("matches.index_view", "GET"): OPEN,
    ("matches.details_view", "GET"): GONE,
    ("matches.create_view", "GET"): (302, 403, 403),
    ("matches.create_view", "POST"): (401, 403, 403),
    ("matches.edit_view", "GET"): CITY_GONE,
    ("matches.edit_view", "POST"): CITY_GONE_FORM,
    ("matches.delete_view", "POST"): (401, 403, 403),
    ("trajectories.weeks_view", "GET"): GONE,
    ("trajectories.weeks_view", "POST"): GONE_FORM,
    **{(f"{kind}.grid_view", "GET"): OPEN for kind in ("deliveries", "observations")},
    **{(f"{kind}.grid_view", "POST"): (401, 200, 200) for kind in ("deliveries", "observations")},
    **{(f"{kind}.index_view", "GET"): OPEN for kind in EVERYONES},
    **{(f"{kind}.details_view", "GET"): GONE for kind in EVERYONES},
    **{(f"{kind}.create_view", "GET"): OPEN for kind in EVERYONES},
    **{(f"{kind}.create_view", "POST"): ASKED for kind in EVERYONES},
    **{(f"{kind}.edit_view", "GET"): GONE for kind in EVERYONES},
    **{(f"{kind}.edit_view", "POST"): GONE_FORM for kind in EVERYONES},
    **{(f"{kind}.delete_view", "POST"): GONE_FORM for kind in EVERYONES},
}
# The notes of a school are off, and nothing of them is for the city.
SCHOOLS_ALONE = {
    ("index_view", "GET"): (302, 200, 403),
    ("details_view", "GET"): (302, 404, 403),
    ("create_view", "GET"): (302, 200, 403),
    ("create_view", "POST"): (401, 422, 403),
    ("edit_view", "GET"): (302, 404, 403),
    ("edit_view", "POST"): (401, 404, 403),
    ("delete_view", "POST"): (401, 404, 403),
}
for (action, method), answers in SCHOOLS_ALONE.items():
    MATRIX[f"notes_allowed.{action}", method] = answers
    MATRIX[f"notes.{action}", method] = (answers[0], 403, 403)
# Asked without a school, the coordinator chooses one first.
for chosen_first in ("trajectories", "deliveries", "participants", "requests"):
    MATRIX[f"{chosen_first}.create_view", "POST"] = (401, 422, 200)
ROLES = ("", "an", "stad")
PUBLIC_FORMS = frozenset({"security.login", "invitation.page", "languages.choose"})


@pytest.fixture
def pages(store: Store) -> Pages:
    return build_pages(store)


def line_of(route: Route) -> tuple[str, str]:
    """Return the line of the table for a route: of a programme's view, its kind alone."""
    view, dot, action = route.endpoint.rpartition(".")
    return f"{view.rpartition('-')[2]}{dot}{action}", route.method


def all_routes(app: Flask) -> list[Route]:
    found = routes(app, Values(programmes=("campus_talent",), formats=("csv",)))
    return [route for route in found if ".." not in route.path]


def status(client: FlaskClient, route: Route, token: str) -> int:
    data = {"csrf_token": token} if route.method in UNSAFE else None
    with client.open(route.path, method=route.method, data=data) as answer:
        return answer.status_code


def test_every_route_has_a_line_and_every_line_a_route(app: Flask) -> None:
    assert {line_of(route) for route in all_routes(app)} == set(MATRIX)


def test_a_stranger_can_send_the_public_forms_alone() -> None:
    sent = {view for (view, method), answers in MATRIX.items()
            if method in UNSAFE and answers[0] != 401}  # fmt: skip
    assert sent == PUBLIC_FORMS


@pytest.mark.parametrize("column", range(3), ids=("stranger", "school", "coordinator"))
def test_every_route_answers_as_the_table_says(
    app: Flask, client_for: ClientFor, pages: Pages, column: int
) -> None:
    wrong = []
    client = client_for(ROLES[column]) if ROLES[column] else app.test_client()
    page = "/wachtwoord" if ROLES[column] else "/aanmelden"
    token = csrf_of(client.get(page).text)
    last = sorted(all_routes(app), key=lambda route: route.endpoint == "security.logout")
    for route in last:
        expected = MATRIX.get(line_of(route), (0, 0, 0))[column]
        if route.endpoint == "admin.static" and column:
            continue  # files of Flask-Admin itself
        found = status(client, route, token)
        if found != expected:
            wrong.append((route.endpoint, route.method, expected, found))
    assert wrong == []


def test_no_form_is_taken_without_its_token_or_from_elsewhere(
    app: Flask, client_for: ClientFor, pages: Pages, store: Store
) -> None:
    client = client_for("stad")
    token = csrf_of(client.get("/wachtwoord").text)
    before = snapshot(store)
    unsafe = [route for route in all_routes(app) if route.method in UNSAFE]
    wrong = []
    for route in unsafe:
        path = route.path
        answers = {"no token": client.open(path, method=route.method, data={"id": "x"})}
        for origin in ("https://elders.example", "null", "http://[", "http://localhost:81"):
            answers[origin] = client.open(
                path, method=route.method, data={"csrf_token": token}, headers={"Origin": origin}
            )
        answers |= {
            "wrong token": client.open(path, method=route.method, data={"csrf_token": token[:-2]})
        }
        wrong += [(path, why, a.status_code) for why, a in answers.items() if a.status_code != 400]
    assert len(unsafe) > 20
    assert wrong == []
    assert snapshot(store) == before
    assert client.get("/wachtwoord").status_code == 200


def test_our_own_pages_may_send_their_origin(client_for: ClientFor) -> None:
    client = client_for("an")
    form = {"csrf_token": csrf_of(client.get("/wachtwoord").text)}
    answer = client.post("/klasgroepen/new/", data=form, headers={"Origin": "http://localhost"})
    assert answer.status_code == 422


def test_reading_every_page_leaves_every_table_as_it_was(
    app: Flask, client_for: ClientFor, pages: Pages, store: Store
) -> None:
    client = client_for("stad")
    before = snapshot(store)
    for route in all_routes(app):
        if route.method == "GET":
            for method in ("GET", "HEAD", "OPTIONS"):
                asked = {"id": pages.delivery_a}
                client.open(route.path, method=method, query_string=asked).close()
    assert snapshot(store) == before
