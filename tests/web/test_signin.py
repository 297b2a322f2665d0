"""Signing in, signing out, changing a password, and who is kept out."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from importlib.resources import files
from io import BytesIO
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po
from flask import Flask
from flask.testing import FlaskClient
from playwright.sync_api import Page
from sqlalchemy import text
from toc_webadmin import auth, guard, passwords, throttle, users

from toc_core.db.store import Store
from toc_core.errors import AccessDenied

from .conftest import PASSWORD, ClientFor, csrf_of, sign_in

NEW = "vier-losse-woorden-hier"
WRONG = "De naam of het wachtwoord klopt niet."


def change(client: FlaskClient, old: str, new: str, again: str | None = None) -> str:
    form = {
        "password": old,
        "new_password": new,
        "new_password_confirm": new if again is None else again,
        "csrf_token": csrf_of(client.get("/wachtwoord").text),
    }
    return client.post("/wachtwoord", data=form).text


def test_a_stranger_is_sent_to_the_sign_in_page(app: Flask) -> None:
    answer = app.test_client().get("/wachtwoord?jaar=2024-2025")
    assert answer.location == "/aanmelden?next=/wachtwoord?jaar%3D2024-2025"


def test_after_signing_in_you_are_where_you_wanted_to_be(app: Flask) -> None:
    answer = sign_in(app.test_client(), "an", next_="/wachtwoord")
    assert (answer.status_code, answer.location) == (302, "/wachtwoord")


def test_capitals_and_spaces_around_a_name_do_not_matter(app: Flask) -> None:
    assert sign_in(app.test_client(), " AN ").status_code == 302


@pytest.mark.parametrize("name", ["an", "niemand"])
def test_a_wrong_password_and_an_unknown_name_get_the_same_answer(app: Flask, name: str) -> None:
    answer = sign_in(app.test_client(), name, "helemaal-verkeerd")
    assert answer.status_code == 200
    assert re.findall(r"<p>([^<]*klopt[^<]*)</p>", answer.text) == [WRONG]


@pytest.mark.parametrize(
    "elsewhere",
    [
        "https://elders.example",
        "//elders.example",
        "///elders.example",
        "\\\\elders.example",
        "/\\elders.example",
        "https:elders.example",
        "javascript:alert(1)",
        " //elders.example",
        "http://localhost@elders.example",
    ],
)
def test_signing_in_never_leads_to_another_site(app: Flask, elsewhere: str) -> None:
    answer = sign_in(app.test_client(), "an", next_=elsewhere)
    assert answer.status_code == 302
    assert not answer.location.startswith(("//", "/\\", "\\"))
    assert urlsplit(urljoin("http://localhost/aanmelden", answer.location)).netloc == "localhost"


def test_after_five_failures_even_the_right_password_has_to_wait(app: Flask) -> None:
    client = app.test_client()
    for _try in range(throttle.FREE_TRIES):
        assert WRONG in sign_in(client, "an", "helemaal-verkeerd").text
    assert "Te veel pogingen" in sign_in(client, "an").text
    assert sign_in(client, "bo").status_code == 302  # somebody else has no trouble


def test_waiting_a_minute_is_enough() -> None:
    moment = [0.0]
    guesses = throttle.Throttle(clock=lambda: moment[0])
    for _try in range(throttle.FREE_TRIES):
        assert not guesses.must_wait("An")
        guesses.failed("an")
    assert guesses.must_wait("AN ")
    moment[0] = throttle.WAIT_SECONDS
    assert not guesses.must_wait("an")
    guesses.failed("an")
    assert guesses.must_wait("an")
    guesses.succeeded("an")
    assert not guesses.must_wait("an")


def test_a_flood_of_names_does_not_fill_the_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(throttle, "MOST_NAMES", 10)
    moment = [0.0]
    guesses = throttle.Throttle(clock=lambda: moment[0])
    for number in range(30):
        moment[0] += throttle.FORGET_SECONDS / 5
        guesses.failed(f"naam {number}")
    assert len(guesses._failures) <= 10


def test_signing_out_ends_it(client_for: ClientFor) -> None:
    client = client_for("an")
    token = csrf_of(client.get("/wachtwoord").text)
    assert client.post("/afmelden", data={"csrf_token": token}).location == "/aanmelden"
    assert client.get("/wachtwoord").location.startswith("/aanmelden")


def test_nobody_signs_you_out_by_a_link(client_for: ClientFor) -> None:
    client = client_for("an")
    assert client.get("/afmelden").status_code == 405
    assert client.post("/afmelden").status_code == 400
    assert client.get("/wachtwoord").status_code == 200


def test_a_changed_password_works_and_signs_out_elsewhere(
    app: Flask, client_for: ClientFor
) -> None:
    here, elsewhere = client_for("an"), client_for("an")
    change(here, PASSWORD, NEW)
    assert "Je wachtwoord is gewijzigd." in here.get("/wachtwoord").text
    assert elsewhere.get("/wachtwoord").location.startswith("/aanmelden")
    assert WRONG in sign_in(app.test_client(), "an", PASSWORD).text
    assert sign_in(app.test_client(), "an", NEW).status_code == 302


@pytest.mark.parametrize(
    ("old", "new", "again", "sentence"),
    [
        ("verkeerd-wachtwoord", NEW, NEW, "Dit is niet je wachtwoord van nu."),
        (PASSWORD, "te kort", "te kort", "Neem een wachtwoord van minstens 12 tekens."),
        (PASSWORD, NEW, "iets anders", "De twee nieuwe wachtwoorden zijn niet gelijk."),
        (PASSWORD, PASSWORD, PASSWORD, "Neem een ander wachtwoord dan dat van nu."),
        (PASSWORD, "", "", "Vul een wachtwoord in."),
        ("", NEW, NEW, "Vul een wachtwoord in."),
    ],
)
def test_what_is_wrong_with_a_new_password_is_said_in_dutch(
    client_for: ClientFor, old: str, new: str, again: str, sentence: str
) -> None:
    assert sentence in change(client_for("an"), old, new, again)


def test_no_english_of_flask_security_is_on_our_pages(client_for: ClientFor, app: Flask) -> None:
    pages = [app.test_client().get("/aanmelden").text, sign_in(app.test_client(), "", "").text]
    pages.append(sign_in(app.test_client(), "an", "helemaal-verkeerd").text)
    pages.append(client_for("an").get("/wachtwoord").text)
    pages.append(change(client_for("bo"), "x", "y", "z"))
    template = files("flask_security").joinpath("translations/flask_security.pot").read_bytes()
    english = [str(m.id) for m in read_po(BytesIO(template)) if " " in str(m.id)]
    assert len(english) > 100
    shown = [re.sub(r"<[^>]+>", " ", page) for page in pages]
    assert [words for words in english if any(words in page for page in shown)] == []


def test_the_catalogue_is_complete_and_compiled() -> None:
    folder = auth.TRANSLATIONS / "nl" / "LC_MESSAGES"
    written = read_po(BytesIO((folder / "flask_security.po").read_bytes()))
    compiled = read_mo(BytesIO((folder / "flask_security.mo").read_bytes()))
    assert [m.id for m in written if m.id and (not m.string or m.fuzzy)] == []
    assert {m.id: m.string for m in written if m.id} == {m.id: m.string for m in compiled if m.id}


def test_every_message_about_passwords_is_in_the_catalogue(app: Flask) -> None:
    folder = auth.TRANSLATIONS / "nl" / "LC_MESSAGES"
    known = {m.id for m in read_po(BytesIO((folder / "flask_security.po").read_bytes()))}
    shown = ["GENERIC_AUTHN_FAILED", "DISABLED_ACCOUNT", "PASSWORD_NOT_PROVIDED", "API_ERROR"]
    shown += ["PASSWORD_INVALID_LENGTH", "INVALID_PASSWORD", "PASSWORD_IS_THE_SAME", "LOGIN"]
    shown += ["PASSWORD_CHANGE", "RETYPE_PASSWORD_MISMATCH", "USER_DOES_NOT_EXIST"]
    shown += ["UNAUTHENTICATED", "UNAUTHORIZED", "INVALID_REDIRECT"]
    messages = [app.config[f"SECURITY_MSG_{key}"][0] for key in shown]
    assert [message for message in messages if message not in known] == []


def test_after_twelve_hours_you_sign_in_again(
    client_for: ClientFor, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = client_for("an")
    now = time.time()
    monkeypatch.setattr(guard.time, "time", lambda: now + guard.SESSION_SECONDS + 60)
    answer = client.get("/wachtwoord", follow_redirects=True)
    assert "Je was lang aangemeld. Meld je opnieuw aan." in answer.text


def test_a_form_sent_too_late_keeps_what_was_typed(app: Flask) -> None:
    client = app.test_client()
    form = {"note": 'Zes "mooie" weken', "new_password": "geheim", "csrf_token": "oud"}
    answer = client.post("/wachtwoord", data=form, headers={"Origin": "http://localhost"})
    assert answer.status_code == 401
    assert "Zes &#34;mooie&#34; weken" in answer.text
    assert "geheim" not in answer.text
    assert "oud" not in re.findall(r'value="([^"]*)"', answer.text)


def test_what_was_typed_can_be_sent_after_signing_in_again(client_for: ClientFor) -> None:
    client, origin = client_for("an"), {"Origin": "http://localhost"}
    typed = {"note": "x", "csrf_token": csrf_of(client.get("/wachtwoord").text)}
    with client.session_transaction() as session:
        session["fs_paa"] = 0  # signed in long ago
    late = client.post("/wachtwoord", data=typed, headers=origin)
    assert sign_in(client, "an").status_code == 302  # in another tab: the same cookies
    form = {"note": "x", "csrf_token": csrf_of(late.text)}
    assert client.post("/wachtwoord", data=form).status_code == 200


def test_a_form_of_which_nobody_can_tell_whose_it_is_is_asked_once_more(app: Flask) -> None:
    client, origin = app.test_client(), {"Origin": "http://localhost"}
    late = client.post("/wachtwoord", data={"note": "x", "csrf_token": "oud"}, headers=origin)
    sign_in(client, "an")
    form = {"note": "x", "csrf_token": csrf_of(late.text)}
    asked = client.post("/wachtwoord", data=form, headers=origin)
    assert (asked.status_code, "Verstuur opnieuw" in asked.text) == (400, True)
    form["csrf_token"] = re.findall(r'hidden" name="csrf_token" value="([^"]+)', asked.text)[0]
    assert client.post("/wachtwoord", data=form).status_code == 200


def test_another_site_cannot_have_its_form_confirmed_here(app: Flask) -> None:
    form = {"note": "ingefluisterd"}
    for origin in ({"Origin": "https://elders.example"}, {"Origin": "null"}, {}):
        answer = app.test_client().post("/wachtwoord", data=form, headers=origin)
        assert (answer.status_code, "ingefluisterd" in answer.text) == (401, False)


def test_a_token_in_an_address_or_header_signs_nobody_in(app: Flask, store: Store) -> None:
    with app.test_request_context():
        user = app.extensions["security"].datastore.find_user(name="an")
        token = user.get_auth_token()
    client = app.test_client()
    assert client.get(f"/wachtwoord?auth_token={token}").status_code == 302
    headers = {"Authentication-Token": token}
    assert client.get("/wachtwoord", headers=headers).status_code == 302


def test_whoever_is_put_out_is_out_at_the_next_click(
    app: Flask, client_for: ClientFor, store: Store
) -> None:
    client = client_for("an")
    users.set_active(store, "an", False)
    assert client.get("/wachtwoord").status_code == 302
    assert "kan niet meer aanmelden" in sign_in(app.test_client(), "an").text


def test_passwords_are_kept_as_argon2id(store: Store) -> None:
    with store.engine.connect() as connection:
        kept = list(connection.scalars(text("SELECT password FROM webadmin_user")))
    assert [password.split("$")[1] for password in kept] == ["argon2id"] * 3


def test_signing_in_and_reading_writes_nothing(app: Flask, store: Store) -> None:
    with store.session_for(auth.SYSTEM, "proef", writes=True) as busy:
        busy.bare_connection()  # somebody is saving: a second writer would wait five seconds
        started = time.monotonic()
        client = app.test_client()
        assert sign_in(client, "an").status_code == 302
        assert client.get("/wachtwoord").status_code == 200
        assert time.monotonic() - started < 4


def test_a_school_user_has_sites_and_a_coordinator_has_none(app: Flask) -> None:
    with app.test_request_context():
        find = app.extensions["security"].datastore.find_user
        assert [link.site.code for link in find(name="an").sites] == ["oefenschool_a"]
        assert find(name="stad").site_ids == []


def test_the_table_of_users_cannot_be_read_by_a_school(app: Flask, store: Store) -> None:
    from sqlalchemy import select
    from toc_webadmin.models import User

    from toc_core.access import Access, Principal

    school = Principal("an", Access.SCHOOL, frozenset({1}))
    with store.session_for(school, "proef", writes=True) as session:
        assert list(session.scalars(select(User))) == []
        session.add(User(name="x", password="x", access=Access.COORDINATOR))
        with pytest.raises(AccessDenied):
            session.flush()


def test_a_made_up_password_is_long_and_never_the_same() -> None:
    made = {passwords.made_up_password() for _time in range(50)}
    assert len(made) == 50
    assert {len(password) for password in made} == {17}


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_signing_in_works_in_a_browser_without_problems_for_anyone(
    browser_page: Callable[..., Page],
    axe_violations: Callable[[Page], list[str]],
    scheme: str,
) -> None:
    problems: list[str] = []
    page = browser_page("an", "/wachtwoord", width=320, scheme=scheme)
    page.on("console", lambda m: problems.append(m.text) if m.type == "error" else None)
    page.reload()
    assert page.get_by_role("heading", name="Wachtwoord wijzigen").is_visible()
    assert axe_violations(page) == []
    page.context.clear_cookies()
    page.goto("/aanmelden")
    page.get_by_label("Naam").fill("an")
    page.get_by_label("Wachtwoord").fill("helemaal-verkeerd")
    page.get_by_role("button", name="Aanmelden").click()
    assert page.get_by_role("alert").inner_text().strip() == WRONG
    assert axe_violations(page) == []
    assert problems == []


def test_the_secret_key_is_made_once_and_only_for_the_owner(tmp_path: Path) -> None:
    from toc_webadmin.app import kept_secret

    home = tmp_path / "home"
    key = kept_secret(home)
    assert kept_secret(home) == key
    assert (home / "secret.key").stat().st_mode & 0o777 == 0o600
