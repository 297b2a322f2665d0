"""Hostile input gets a sentence and never an error of ours: texts, numbers, days, ids, headers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from toc_core.access import SYSTEM
from toc_core.db.people import CITY_SITE, Site
from toc_core.db.records import Delivery, Meeting, Story
from toc_core.db.store import Store

from .attacks import DAYS, IDS, LIST_QUERIES, NUMBERS, PERIODS, TEXTS, Route, routes
from .canary_world import snapshot
from .conftest import ClientFor, csrf_of, sign_in
from .views_world import CAMPUS, count, hidden, interventions, only, save, site

STORY = {"day": "12/05/2025", "teller_role": "pupil", "consent": "share", "text": "Het ging goed."}


def sendable(values: tuple[str, ...]) -> Iterator[str]:
    """Yield the values as a browser can send them: without lone surrogates."""
    return (value.encode("utf-8", "replace").decode() for value in values)


def failures(client: FlaskClient, path: str, field: str, values: Any, typed: Any) -> list[Any]:
    """Send a form with each value in one field; return what was no answer of ours."""
    fixed = hidden(client.get(path).text) | typed
    del fixed["ref"]
    wrong = []
    for value in values:
        answer = client.post(path, data=fixed | {field: value})
        fits = answer.status_code == 302 or (
            answer.status_code == 422 and "Nog niet bewaard" in answer.text
        )
        if not fits:
            wrong.append((field, value[:30], answer.status_code))
    return wrong


def test_no_text_number_or_day_in_a_form_breaks_it(client_for: ClientFor, store: Store) -> None:
    client = client_for("an")
    texts, numbers, days = (list(sendable(v)) for v in (TEXTS, NUMBERS, DAYS))
    story = STORY | {"site": site(store).ref}
    activity = {"element": interventions(store)[0], "day": "12/05/2025", "status": "planned"}
    codes = {"role": "pupil", "school_year": "2024-2025", "number": "1"}
    new = {kind: f"{CAMPUS}/{kind}/new/" for kind in ("verhalen", "activiteiten", "metingen")}
    wrong = failures(client, new["verhalen"], "text", texts, story)
    wrong += failures(client, new["verhalen"], "day", days, story)
    wrong += failures(client, new["verhalen"], "consent", texts, story)
    wrong += failures(client, new["activiteiten"], "minutes", numbers, activity)
    wrong += failures(client, new["activiteiten"], "head_counts-pupil", numbers, activity)
    wrong += failures(client, new["activiteiten"], "element", [*IDS, *texts], activity)
    wrong += failures(client, new["activiteiten"], "attendances", IDS, activity)
    weeks = {"start": "12/05/2025", "weeks": "2", "class_group": "3 Haarzorg"}
    for field, values in (
        ("class_group", texts),
        ("start", days),
        ("weeks", numbers),
        ("weekday", [*IDS, *numbers]),
        ("weekly", [*IDS, *texts]),
        ("status", texts),
    ):
        wrong += failures(client, f"{CAMPUS}/trajecten/new/", field, values, weeks)
    wrong += failures(client, "/deelnemers/new/", "number", numbers, codes)
    wrong += failures(client, "/deelnemers/new/", "school_year", sendable(PERIODS), codes)
    wrong += failures(client, "/klasgroepen/new/", "label", texts, {"school_year": "2024-2025"})
    for field, values in (
        ("value", numbers),
        ("period", sendable(PERIODS)),
        ("numerator", numbers),
    ):
        wrong += failures(client, new["metingen"], field, values, {"period": "2024-2025"})
    assert wrong == []


def test_a_story_in_the_year_9999_is_refused_in_its_field(
    client_for: ClientFor, store: Store
) -> None:
    typed = STORY | {"day": "9999-12-31", "text": "getypt"}
    answer = save(client_for("an"), f"{CAMPUS}/verhalen/new/", site=site(store).ref, **typed)
    assert answer.status_code == 422
    assert "is geen datum van onze tijd" in answer.text
    assert "getypt" in answer.text


def test_a_text_of_two_megabytes_is_refused_with_a_sentence(
    client_for: ClientFor, store: Store
) -> None:
    typed = STORY | {"text": "x" * 1_900_000, "site": site(store).ref}
    answer = save(client_for("an"), f"{CAMPUS}/verhalen/new/", **typed)
    assert "Dit is 1900000 tekens; hoogstens 50000." in answer.text
    assert count(store, Story) == 0


def is_read(route: Route) -> bool:
    """Return whether a route shows something of a programme or of the city."""
    return route.method == "GET" and route.endpoint != "admin.static"


def test_no_question_to_a_list_or_page_breaks_it(app: Flask, client_for: ClientFor) -> None:
    client = client_for("stad")
    wrong = []
    # A view is the same code for every programme: once is enough.
    once = {route.endpoint.rsplit("-", 1)[-1]: route for route in routes(app) if is_read(route)}
    for route in once.values():
        asked: list[dict[str, Any]] = []
        if route.action == "index_view":
            asked = list(LIST_QUERIES)
        elif route.action in ("details_view", "edit_view", "weeks_view"):
            asked = [{"id": value} for value in IDS]
        elif route.endpoint in ("report.page", "poster.page"):
            some = PERIODS[::2] if route.endpoint == "report.page" else PERIODS[1::2]
            asked = [{"periode": p, "per": p, "blok": p} for p in sendable(some)]
        for query in asked:
            answer = client.get(route.path, query_string=query)
            if answer.status_code >= 500:
                wrong.append((route.path, query, answer.status_code))
    assert wrong == []


@pytest.mark.parametrize("path", ["/geschiedenis/delivery/a%00", "/geschiedenis/a%00/aaaaaaaaaa"])
def test_an_address_with_a_nul_is_not_found(client_for: ClientFor, path: str) -> None:
    assert client_for("an").get(path).status_code == 404


def test_a_report_of_hundreds_of_periods_is_refused_before_it_is_made(
    client_for: ClientFor,
) -> None:
    periods = [f"{year}.Q{quarter}" for year in range(1991, 2091) for quarter in range(1, 5)]
    path = f"{CAMPUS}/rapport"
    answer = client_for("an").get(path, query_string={"periode": periods})
    assert answer.status_code == 400
    assert "Kies hoogstens 24 periodes tegelijk." in answer.text


HEADERS = (
    {"Referer": "http://["},
    {"Referer": f"http://localhost{CAMPUS}/poster?endpoint=x&self=y&values=z"},
    {"Referer": "http://localhost//elders.example/"},
    {"Cookie": "toc=\xff\xfe"},
    {"Accept-Language": "\xff"},
    {"Content-Type": "multipart/form-data"},
    {"Content-Type": "application/json"},
    {"X-Forwarded-Host": "elders.example"},
    {"Authorization": "Basic ///"},
)


@pytest.mark.parametrize("header", HEADERS, ids=str)
def test_no_header_breaks_an_answer(
    client_for: ClientFor, store: Store, header: dict[str, str]
) -> None:
    client = client_for("an")
    saved = save(client, f"{CAMPUS}/verhalen/new/", **STORY | {"site": site(store).ref})
    page = client.get(saved.location).text
    undo = page[page.index("/ongedaan/") :].partition('"')[0]
    for path in (undo, "/klasgroepen/new/"):
        answer = client.post(path, data={"csrf_token": csrf_of(page)}, headers=header)
        assert answer.status_code in (302, 400, 422), path
        assert "elders" not in answer.headers.get("Location", "")
    assert client.get("/aanmelden", headers=header).status_code < 500


JSON = ('{"username":"\\ud800"}', '{"username":5}', "[1,2]", '{"username":{}}', "[" * 99_999, "5")


@pytest.mark.parametrize("body", JSON, ids=lambda body: body[:20])
def test_the_sign_in_pages_take_no_json(app: Flask, client_for: ClientFor, body: str) -> None:
    for client, path in ((app.test_client(), "/aanmelden"), (client_for("an"), "/wachtwoord")):
        token = {"X-CSRFToken": csrf_of(client.get(path).text)}
        answer = client.post(path, data=body, headers=token, content_type="application/json")
        assert answer.status_code == 415


@pytest.mark.parametrize("text", ["\x00", "x" * 100_000, "\ud800".encode("utf-8", "replace")])
def test_no_name_or_password_breaks_signing_in(app: Flask, text: Any) -> None:
    assert sign_in(app.test_client(), text).status_code in (200, 413)
    assert sign_in(app.test_client(), "an", text).status_code in (200, 413)


def test_a_path_of_two_slashes_makes_no_form_to_another_site(client_for: ClientFor) -> None:
    place = {"PATH_INFO": "//elders.example/x"}
    answer = client_for("an").open("/x", environ_overrides=place)
    assert answer.status_code == 404
    assert 'action="//' not in answer.text


# Mass assignment


def test_fields_that_are_not_in_the_form_change_nothing(
    client_for: ClientFor, store: Store
) -> None:
    client, other = client_for("an"), site(store, "oefenschool_b")
    slipped = {
        "id": "77", "known_by": "stad", "known_from": "2000-01-01", "programme_id": "1",
        "programme": "buddy", "site_id": str(other.id), "row_version": "9", "fictitious": "y",
        "school": other.ref, "school_year": "1999-2000", "past_id": "1", "access": "coordinator",
    }  # fmt: skip
    path = f"{CAMPUS}/verhalen/new/"
    saved = save(client, path, **STORY | slipped | {"site": site(store).ref})
    assert saved.status_code == 302, saved.text
    row = only(store, Story)
    found = (row.known_by, row.site_id, row.row_version, row.school_year)
    assert found == ("an", site(store).id, 1, "2024-2025")
    assert row.known_from.year > 2000
    assert row.id != 77
    before = snapshot(store)
    edited = save(client, f"{CAMPUS}/verhalen/edit/?id={row.ref}", **STORY | slipped)
    assert edited.status_code in (302, 422)
    assert snapshot(store) == before


def test_a_reference_of_another_schools_row_is_not_taken_over(
    client_for: ClientFor, store: Store
) -> None:
    path = f"{CAMPUS}/verhalen/new/"
    theirs = save(client_for("bo"), path, **STORY | {"site": site(store, "oefenschool_b").ref})
    assert theirs.status_code == 302
    row = only(store, Story)
    typed = STORY | {"site": site(store).ref, "text": "overgenomen"}
    answer = save(client_for("an"), path, **typed | {"ref": row.ref})
    assert answer.status_code == 422
    assert only(store, Story).text == "Het ging goed."


def test_a_meeting_of_the_city_cannot_be_made_by_a_school(
    client_for: ClientFor, store: Store
) -> None:
    typed = {"day": "12/05/2025", "kind": "kernteam"}
    with store.session_for(SYSTEM, "kijken") as session:
        city = session.get_one(Site, CITY_SITE).ref
    for place in (city, "0", ""):
        answer = save(client_for("an"), f"{CAMPUS}/overleg/new/", site=place, **typed)
        assert answer.status_code == 422
    assert (count(store, Meeting), count(store, Delivery)) == (0, 0)
