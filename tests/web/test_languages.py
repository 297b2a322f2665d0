"""Everybody reads the pages in a language of their own."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from dataclasses import replace

import pytest
from flask import Flask
from flask.testing import FlaskClient
from playwright.sync_api import Page
from toc_webadmin import create_app
from toc_webadmin.models import User

from toc_core.access import SYSTEM
from toc_core.db.store import Store
from toc_core.i18n import current_language
from toc_core.plugins import Host
from toc_core.settings import Settings

from .attacks import ELSEWHERE
from .conftest import CHEAP, ClientFor, csrf_of, sign_in
from .pages_world import YEAR, TickingClock, build_pages

SIGN_IN = {"nl": "Aanmelden", "en": "Sign in", "fr": "Se connecter"}
OVERVIEW = {"nl": "Overzicht", "en": "Overview", "fr": "Aperçu"}


def choose(client: FlaskClient, code: str, back: str = "/") -> str:
    """Press the button of a language and return where that leads."""
    page = client.get("/", follow_redirects=True).text
    form = {"taal": code, "terug": back, "csrf_token": csrf_of(page)}
    return client.post("/taal", data=form).location


def speaks(page: str) -> tuple[str, str]:
    """Return the language that a page says it has, and its heading."""
    language, heading = re.search(r'<html lang="(\w+)"', page), re.search(r"<h1>(.*?)</h1>", page)
    assert language
    assert heading
    return language[1], html.unescape(heading[1])


@pytest.mark.parametrize(
    ("asked", "spoken"),
    [("fr-BE,fr;q=0.9", "fr"), ("en-US", "en"), ("nl-BE", "nl"), ("de", "nl"), ("", "nl")],
)
def test_a_stranger_reads_the_language_of_the_browser(app: Flask, asked: str, spoken: str) -> None:
    page = app.test_client().get("/aanmelden", headers={"Accept-Language": asked}).text
    assert speaks(page) == (spoken, SIGN_IN[spoken])


def test_without_a_wish_the_installation_decides(
    settings: Settings, host: Host, store: Store
) -> None:
    app = create_app(replace(settings, language="fr"), host=host, store=store, config=CHEAP)
    assert speaks(app.test_client().get("/aanmelden").text)[0] == "fr"


def test_a_stranger_chooses_and_the_choice_stays_after_signing_in(app: Flask) -> None:
    client = app.test_client()
    assert choose(client, "fr", "/aanmelden") == "/aanmelden"
    assert speaks(client.get("/aanmelden", headers={"Accept-Language": "en"}).text)[0] == "fr"
    page = client.get("/aanmelden").text
    form = {"username": "an", "password": "fout", "csrf_token": csrf_of(page)}
    wrong = html.unescape(client.post("/aanmelden", data=form).text)
    assert "Le nom ou le mot de passe n'est pas correct." in wrong
    sign_in(client, "an")
    assert speaks(client.get("/").text)[0] == "fr"


def test_a_person_keeps_a_language_on_every_computer(
    app: Flask, client_for: ClientFor, store: Store
) -> None:
    assert choose(client_for("an"), "en") == "/"
    with store.session_for(SYSTEM, "kijken") as session:
        chosen = {user.name: user.language for user in session.query(User)}
    assert chosen == {"an": "en", "bo": None, "stad": None}
    elsewhere = app.test_client()
    sign_in(elsewhere, "an")
    assert speaks(elsewhere.get("/", headers={"Accept-Language": "fr"}).text)[0] == "en"


@pytest.mark.parametrize("back", [*ELSEWHERE, "//[", "/x\r\nX-Fout: 1", "\\\\elders.example"])
def test_a_choice_leads_to_no_other_site(client_for: ClientFor, back: str) -> None:
    assert choose(client_for("an"), "fr", back) == "/"


def test_a_language_that_we_do_not_speak_is_refused(client_for: ClientFor, app: Flask) -> None:
    client = client_for("an")
    form = {"taal": "xx", "csrf_token": csrf_of(client.get("/").text)}
    assert client.post("/taal", data=form).status_code == 400
    assert client.post("/taal", data={"taal": "fr"}).status_code == 400  # without a token
    assert client.get("/taal").status_code == 405


def test_a_request_leaves_no_language_behind(client_for: ClientFor) -> None:
    client = client_for("an")
    choose(client, "fr")
    client.get("/")
    assert current_language() == "nl"


def test_labels_of_forms_and_lists_follow_the_reader(client_for: ClientFor) -> None:
    client = client_for("stad")
    choose(client, "en")
    page = client.get("/klasgroepen/new/").text
    assert "New class group" in page
    assert ">School year<" in re.sub(r"\s*<span class=.must.*?</span>\s*", "", page)
    assert "Nieuwe klasgroep" not in page
    choose(client, "nl")
    assert "Nieuwe klasgroep" in client.get("/klasgroepen/new/").text


def test_figures_and_pictures_follow_the_reader(client_for: ClientFor, store: Store) -> None:
    store.clock = TickingClock()
    build_pages(store)
    client = client_for("an")
    path = f"/programma/campus_talent/beeld?periode={YEAR}"
    assert "Cijfer, doel en beginsituatie" in client.get(path).text
    choose(client, "fr")
    page = html.unescape(client.get(path).text)
    assert "Chiffre, objectif et situation de départ" in page
    assert 'class="explain"' in page  # the column of figures is found in each language


def test_what_a_city_wrote_says_in_which_language(client_for: ClientFor, store: Store) -> None:
    store.clock = TickingClock()
    build_pages(store)
    client = client_for("stad")
    assert '<p class="goal">' in client.get("/?oefen=1").text
    choose(client, "en")
    page = client.get("/?oefen=1").text
    assert '<p class="goal" lang="nl">' in page
    assert speaks(page) == ("en", OVERVIEW["en"])


@pytest.mark.browser
def test_without_a_script_the_language_is_one_press_away(
    browser_page: Callable[..., Page], axe_violations: Callable[[Page], list[str]]
) -> None:
    page = browser_page("an", "/klasgroepen/?search=3", java_script_enabled=False)
    page.get_by_role("button", name="Français").click()
    assert page.url.endswith("/klasgroepen/?search=3")
    assert page.locator("html").get_attribute("lang") == "fr"
    assert page.locator("h1").inner_text() == "Groupes-classes"
    assert page.get_by_role("button", name="Français").get_attribute("aria-current") == "true"


@pytest.mark.browser
@pytest.mark.parametrize("width", [1280, 320])
def test_every_language_passes_axe(
    browser_page: Callable[..., Page],
    axe_violations: Callable[[Page], list[str]],
    store: Store,
    width: int,
) -> None:
    store.clock = TickingClock()
    build_pages(store)
    page = browser_page("stad", width=width)
    for name in ("English", "Français"):
        page.get_by_role("button", name=name).click()
        for path in ("/?oefen=1", f"/programma/campus_talent/beeld?oefen=1&periode={YEAR}"):
            page.goto(path)
            assert axe_violations(page) == [], (name, path)
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
