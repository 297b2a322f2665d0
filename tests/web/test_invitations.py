"""An invitation: one link, that works once and for seven days, and that nobody else learns of."""

from __future__ import annotations

import logging
import re
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select
from toc_webadmin import invitations
from toc_webadmin.models import User
from toc_webadmin.pages import invitation

from toc_core.access import SYSTEM
from toc_core.db.base import Base
from toc_core.db.store import Store

from .attacks import TEXTS
from .conftest import PASSWORD, ClientFor, csrf_of, sign_in
from .invited import CHOSEN, REFUSED, choose, invite, link_on, send, user
from .test_sessions import cookie_of, with_cookie

UNKNOWN = "/uitnodiging/" + "x" * 43


@pytest.fixture
def link(client_for: ClientFor, store: Store) -> str:
    """The link of an invitation for lies, of school A."""
    return link_on(invite(client_for("stad"), store).text)


def everything_stored(store: Store) -> str:
    with store.engine.connect() as connection:
        tables = Base.metadata.sorted_tables
        return "".join(str(row) for t in tables for row in connection.execute(select(t)))


def test_who_has_the_link_chooses_a_password_and_signs_in(app: Flask, link: str) -> None:
    client = app.test_client()
    page = client.get(link).text
    assert "Welkom, lies" in page
    assert "Leerrecht in beeld" in page
    answer = choose(client, link)
    assert answer.location == "/aanmelden"
    said = "Je wachtwoord is bewaard. Meld je nu aan met de naam lies."
    assert said in client.get("/aanmelden").text
    assert sign_in(client, "lies", CHOSEN).status_code == 302
    assert client.get("/scholen/").status_code == 403  # a school, as was asked


def test_before_that_no_password_fits(app: Flask, link: str, store: Store) -> None:
    assert user(store, "lies").password == ""
    for password in ("", " ", "None", PASSWORD, link.rpartition("/")[2]):
        assert sign_in(app.test_client(), "lies", password).status_code == 200
    assert not user(store, "lies").verify_and_update_password("")


def test_a_link_works_once(app: Flask, link: str) -> None:
    assert choose(app.test_client(), link).status_code == 302
    again = choose(app.test_client(), link, "een-heel-ander-wachtwoord")
    assert (again.status_code, REFUSED in again.text) == (404, True)
    assert sign_in(app.test_client(), "lies", CHOSEN).status_code == 302


def test_a_form_that_was_open_when_the_link_was_used_changes_nothing(app: Flask, link: str) -> None:
    late = app.test_client()
    token = csrf_of(late.get(link).text)
    choose(app.test_client(), link)
    form = {"password": "a" * 20, "password_confirm": "a" * 20, "csrf_token": token}
    assert late.post(link, data=form).status_code == 404
    assert sign_in(app.test_client(), "lies", CHOSEN).status_code == 302


def test_of_two_who_use_a_link_at_once_one_succeeds(app: Flask, link: str) -> None:
    clients = [app.test_client() for _one in range(4)]
    tokens = [csrf_of(client.get(link).text) for client in clients]

    def sent(number: int) -> int:
        password = f"wachtwoord-nummer-{number}"
        form = {"password": password, "password_confirm": password, "csrf_token": tokens[number]}
        return clients[number].post(link, data=form).status_code

    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(sent, range(4))) == [302, 404, 404, 404]


def test_a_link_is_good_for_seven_days(app: Flask, link: str, store: Store) -> None:
    made = store.clock()
    store.clock = lambda: made + timedelta(days=6, hours=23)
    assert app.test_client().get(link).status_code == 200
    store.clock = lambda: made + timedelta(days=7, seconds=1)
    assert choose(app.test_client(), link).status_code == 404


def test_an_unknown_a_used_and_an_old_link_get_the_same_answer(
    app: Flask, link: str, client_for: ClientFor, store: Store
) -> None:
    old = link_on(invite(client_for("stad"), store, "kim").text)
    choose(app.test_client(), link)
    made = store.clock()
    store.clock = lambda: made + timedelta(days=8)
    answers = [app.test_client().get(path) for path in (UNKNOWN, link, old)]
    assert {answer.status_code for answer in answers} == {404}
    mains = {answer.text.partition("<main")[2].partition("</main>")[0] for answer in answers}
    assert len(mains) == 1
    assert REFUSED in answers[0].text


def test_a_new_link_ends_the_old_one_the_password_and_every_session(
    app: Flask, client_for: ClientFor, store: Store
) -> None:
    an, coordinator = client_for("an"), client_for("stad")
    path = f"/gebruikers/{user(store, 'an').id}/link"
    first, second = (link_on(send(coordinator, path).text) for _time in range(2))
    assert an.get("/").status_code == 302
    assert sign_in(app.test_client(), "an", PASSWORD).status_code == 200
    assert app.test_client().get(first).status_code == 404
    assert choose(app.test_client(), second).status_code == 302
    assert sign_in(app.test_client(), "an", CHOSEN).status_code == 302


def test_choosing_signs_out_whoever_was_signed_in_there(
    client_for: ClientFor, link: str, app: Flask
) -> None:
    client = client_for("bo")
    copied = cookie_of(client)
    choose(client, link)
    assert client.get("/").status_code == 302
    assert with_cookie(app, copied).get("/").status_code == 200  # bo's own session goes on


@pytest.mark.parametrize(
    ("password", "again", "sentence"),
    [
        ("te kort", "te kort", "Neem een wachtwoord van minstens 12 tekens."),
        (CHOSEN, "iets anders", "De twee nieuwe wachtwoorden zijn niet gelijk."),
        ("", "", "Vul een wachtwoord in."),
    ],
)
def test_our_rules_of_passwords_hold_here_too(
    app: Flask, link: str, password: str, again: str, sentence: str
) -> None:
    answer = choose(app.test_client(), link, password, again)
    assert (answer.status_code, sentence in answer.text) == (422, True)
    assert app.test_client().get(link).status_code == 200  # it can be tried again


def test_after_some_wrong_links_a_visitor_waits(app: Flask, link: str) -> None:
    client = app.test_client()
    for _try in range(invitation.FREE_TRIES):
        assert client.get(UNKNOWN).status_code == 404
    answer = client.get(link)
    assert (answer.status_code, "Wacht een minuut" in answer.text) == (429, True)
    elsewhere = {"REMOTE_ADDR": "192.0.2.7"}
    assert app.test_client().get(link, environ_overrides=elsewhere).status_code == 200


@pytest.mark.parametrize("text", ["a" * 100_000, "%00", "-", "..", "%2e%2e%2f", "é", "' OR 1=1 --"])
def test_no_link_breaks_the_page(app: Flask, text: str) -> None:
    assert app.test_client().get(f"/uitnodiging/{text}").status_code in (404, 308)


def test_no_password_breaks_the_page(app: Flask, link: str) -> None:
    client = app.test_client()
    token = csrf_of(client.get(link).text)
    for text in (*TEXTS[:-1], "x" * 100_000):
        form = {"password": text, "password_confirm": "anders", "csrf_token": token}
        assert client.post(link, data=form).status_code in (413, 422), text[:20]
    answer = client.post(link, json={"password": 5}, headers={"X-CSRFToken": token})
    assert answer.status_code == 415


def test_a_form_from_elsewhere_or_without_its_token_chooses_nothing(
    app: Flask, link: str, store: Store
) -> None:
    client = app.test_client()
    form = {"password": CHOSEN, "password_confirm": CHOSEN}
    assert client.post(link, data=form).status_code == 400
    form["csrf_token"] = csrf_of(client.get(link).text)
    for origin in ("https://elders.example", "null"):
        assert client.post(link, data=form, headers={"Origin": origin}).status_code == 400
    assert user(store, "lies").password == ""


def test_the_link_stands_in_no_table_log_header_or_cookie(
    app: Flask, client_for: ClientFor, store: Store, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    coordinator = client_for("stad")
    answer = invite(coordinator, store)
    link = link_on(answer.text)
    secret = link.rpartition("/")[2]
    client = app.test_client()
    opened, chosen = client.get(link), choose(client, link)
    for one in (answer, opened, chosen):
        assert secret not in str(one.headers)
        assert one.headers["Cache-Control"] == "no-store"
    assert secret not in everything_stored(store) + caplog.text + cookie_of(client)
    assert CHOSEN not in everything_stored(store) + caplog.text
    assert "GET invitation.page 200" in caplog.text
    for page in ("/gebruikers", "/geschiedenis"):
        assert secret not in coordinator.get(page).text


def test_no_page_is_told_the_address_of_a_link(app: Flask, link: str) -> None:
    # The origin alone: with no-referrer a browser would send a form from "null".
    for path in (link, UNKNOWN):
        assert app.test_client().get(path).headers["Referrer-Policy"] == "strict-origin"
    page = app.test_client().get(link).text
    assert re.findall(r'(?:href|src)="(http[^"]*)"', page) == []


def test_only_the_hash_of_a_link_is_kept(store: Store, link: str) -> None:
    kept = user(store, "lies").link_hash
    assert kept == invitations._hash(link.rpartition("/")[2])
    assert len(kept) == 64


def test_opening_a_link_writes_nothing_and_waits_for_nobody(
    app: Flask, link: str, store: Store
) -> None:
    before = everything_stored(store)
    with store.session_for(SYSTEM, "proef", writes=True) as busy:
        busy.bare_connection()
        assert app.test_client().get(link).status_code == 200
    assert everything_stored(store) == before


def test_a_link_of_somebody_kept_out_stays_worthless(
    app: Flask, client_for: ClientFor, store: Store, link: str
) -> None:
    path = f"/gebruikers/{user(store, 'lies').id}/toegang"
    for into in ("0", "1"):
        send(client_for("stad"), path, **{"in": into})
        assert app.test_client().get(link).status_code == 404


def test_a_coordinator_who_opens_a_link_sees_the_same_page(
    client_for: ClientFor, link: str
) -> None:
    client = client_for("stad")
    assert "Welkom, lies" in client.get(link).text
    assert choose(client, link, "kort").status_code == 422  # the menu is read, nothing waits
    assert client.get("/").status_code == 200


def test_a_user_cannot_be_made_without_the_door_of_the_city(store: Store) -> None:
    assert User.__writers__ == frozenset({"system", "coordinator"})
