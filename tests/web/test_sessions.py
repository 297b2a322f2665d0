"""A session ends when it must, whoever kept a copy of its cookie; and leads nowhere else."""

from __future__ import annotations

import re
from urllib.parse import urljoin, urlsplit

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from toc_webadmin import throttle
from toc_webadmin.models import User

from toc_core.access import SYSTEM, Access
from toc_core.db.records import Meeting
from toc_core.db.store import Store

from .attacks import ELSEWHERE
from .conftest import ClientFor, csrf_of, sign_in
from .grid_pages import ACTIVITIES, fields
from .views_world import CAMPUS, count, hidden


def with_cookie(app: Flask, cookie: str) -> FlaskClient:
    client = app.test_client()
    client.set_cookie("toc", cookie)
    return client


def cookie_of(client: FlaskClient) -> str:
    cookie = client.get_cookie("toc")
    assert cookie is not None
    return cookie.value


def sign_out(client: FlaskClient, next_: str = "") -> str:
    form = {"csrf_token": csrf_of(client.get("/wachtwoord").text), "next": next_}
    return str(client.post("/afmelden", data=form).location)


def change_user(store: Store, name: str, **values: object) -> None:
    with store.changing(SYSTEM, "proef") as session:
        user = session.scalars(select(User).where(User.name == name)).one()
        for key, value in values.items():
            setattr(user, key, value)


def test_a_copy_of_the_cookie_is_worth_nothing_after_signing_out(
    app: Flask, client_for: ClientFor
) -> None:
    client = client_for("an")
    copied = cookie_of(client)
    assert with_cookie(app, copied).get("/wachtwoord").status_code == 200
    assert sign_out(client) == "/aanmelden"
    assert with_cookie(app, copied).get("/wachtwoord").status_code == 302
    assert sign_in(client, "an").status_code == 302


def test_signing_out_leaves_everybody_else_signed_in(client_for: ClientFor) -> None:
    other = client_for("bo")
    sign_out(client_for("an"))
    assert other.get("/wachtwoord").status_code == 200


def test_a_cookie_that_was_planted_before_signing_in_stays_a_strangers(app: Flask) -> None:
    client = app.test_client()
    client.get("/aanmelden")
    planted = cookie_of(client)
    sign_in(client, "an")
    assert cookie_of(client) != planted
    assert with_cookie(app, planted).get("/wachtwoord").status_code == 302


def test_a_role_that_is_taken_away_is_gone_at_the_next_click(
    client_for: ClientFor, store: Store
) -> None:
    client = client_for("stad")
    assert client.get("/scholen/").status_code == 200
    change_user(store, "stad", access=Access.SCHOOL)
    assert client.get("/scholen/").status_code == 403
    assert client.get("/klasgroepen/").status_code == 200  # of no school at all: empty


def test_a_user_who_is_put_out_is_out_at_the_next_click(
    client_for: ClientFor, store: Store
) -> None:
    client = client_for("an")
    change_user(store, "an", active=False)
    assert client.get("/").status_code == 302


@pytest.mark.parametrize("elsewhere", ELSEWHERE)
def test_no_page_of_signing_in_or_out_leads_elsewhere(
    app: Flask, client_for: ClientFor, elsewhere: str
) -> None:
    client = client_for("an")
    token = {"csrf_token": csrf_of(client.get("/wachtwoord").text)}
    places = [
        client.get("/aanmelden", query_string={"next": elsewhere}).location,
        client.post("/aanmelden", data=token | {"next": elsewhere}).location,
        sign_out(client, elsewhere),
    ]
    assert all(place.startswith("/") for place in places)
    hosts = {urlsplit(urljoin("http://localhost/aanmelden", place)).netloc for place in places}
    assert hosts == {"localhost"}


@pytest.mark.parametrize("no_address", ["//[", "http://[e"])
def test_what_is_no_address_is_refused(app: Flask, client_for: ClientFor, no_address: str) -> None:
    assert sign_in(app.test_client(), "an", next_=no_address).status_code == 400
    signed_in = client_for("an")
    assert signed_in.get("/aanmelden", query_string={"next": no_address}).status_code == 400
    token = csrf_of(signed_in.get("/wachtwoord").text)
    form = {"csrf_token": token, "next": no_address}
    assert signed_in.post("/afmelden", data=form).status_code == 400


def test_a_wrong_password_is_told_at_once_and_does_not_wait_for_itself(
    client_for: ClientFor,
) -> None:
    client = client_for("an")
    form = {"csrf_token": csrf_of(client.get("/wachtwoord").text), "password": "verkeerd"}
    answer = client.post("/wachtwoord", data=form)
    assert answer.status_code == 200


def test_letters_that_nobody_sees_do_not_give_more_tries(app: Flask) -> None:
    client = app.test_client()
    for number in range(throttle.FREE_TRIES):
        sign_in(client, "a" + "\u200b" * number + "n", "helemaal-verkeerd")
    assert "Te veel pogingen" in sign_in(client, "an").text


@pytest.mark.parametrize("ended", ["elsewhere", "long ago"])
def test_a_page_left_open_writes_nothing_for_who_signs_in_next(
    client_for: ClientFor, store: Store, ended: str
) -> None:
    client = client_for("an")
    left_open = fields(client.get(ACTIVITIES).text) | {"cel-1-note": "Over een leerling van A"}
    with client.session_transaction() as session:
        session["_flashes"] = [("message", "Leerling van A heeft nu een buddy.")]
        session["fs_paa"] *= ended == "elsewhere"
    if ended == "elsewhere":
        change_user(store, "an", fs_uniquifier="signed out on another computer")
    assert "van A" not in client.get("/aanmelden").text
    assert sign_in(client, "bo").status_code == 302
    assert client.post(ACTIVITIES, data=left_open | {"doel": "vanzelf"}).status_code == 400
    assert "van A" not in client.get(ACTIVITIES).text


@pytest.mark.parametrize("next_one", ["an", "bo"])
def test_what_somebody_typed_before_the_time_out_is_sent_again_by_nobody_else(
    client_for: ClientFor, store: Store, next_one: str
) -> None:
    path, ours = f"{CAMPUS}/overleg/new/", {"Origin": "http://localhost"}
    client = client_for("an")
    typed = hidden(client.get(path).text) | {"day": "2025-10-06", "agreements": "Van A"}
    change_user(store, "an", fs_uniquifier="signed out on another computer")
    told = client.post(path, data=typed, headers=ours)
    assert (told.status_code, "Van A" in told.text) == (401, True)
    sign_in(client, next_one)
    again = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', told.text))
    for form in (typed | again, typed):
        answer = client.post(path, data=form, headers=ours)
        assert ("Van A" in answer.text) is (next_one == "an")
    assert count(store, Meeting) == 0  # the kind is still asked
