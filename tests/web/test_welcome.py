"""The welcome of somebody new: a few ways to begin, until they put it away."""

from __future__ import annotations

import re

import pytest
from flask import Flask
from toc_webadmin.pages import welcome

from toc_core.db.store import Store

from .conftest import ClientFor, sign_in
from .invited import CHOSEN, choose, invite, link_on, send, user
from .pages_world import build_pages
from .test_sessions import change_user


def welcome_on(page: str) -> str:
    """Return the welcome on a page; empty without one."""
    found = re.search(r'<section class="[^"]*welcome".*?</section>', page, re.S)
    return found[0] if found else ""


def test_who_is_new_sees_at_most_five_ways_to_begin(
    app: Flask, client_for: ClientFor, store: Store
) -> None:
    build_pages(store)
    client = app.test_client()
    choose(client, link_on(invite(client_for("stad"), store).text))
    sign_in(client, "lies", CHOSEN)
    said = welcome_on(client.get("/").text)
    ways = re.findall(r'<li><a href="([^"]+)">([^<]+)', said)
    assert [label for _url, label in ways] == [
        "Bekijk de poster",
        "Cijfers van jouw school",
        "Noteer een activiteit",
        "Zoek of spring",
        "Wat betekent dat woord?",
    ]
    for url, _label in ways:
        assert client.get(url.replace("&amp;", "&")).status_code == 200
    assert "Oefenen?" not in said  # a school has its own figures and no others


def test_a_coordinator_is_led_to_the_practice_schools(client_for: ClientFor, store: Store) -> None:
    build_pages(store)
    client = client_for("stad")
    assert "Oefenen?" in welcome_on(client.get("/").text)
    assert 'href="/?oefen=1"' in welcome_on(client.get("/").text)
    assert "Oefenen?" not in welcome_on(client.get("/?oefen=1").text)


def test_put_away_it_stays_away_for_this_person_alone(client_for: ClientFor, store: Store) -> None:
    client, other = client_for("an"), client_for("bo")
    assert welcome_on(client.get("/").text)
    assert send(client, "/welkom").location == "/"
    assert not welcome_on(client.get("/").text)
    assert not welcome_on(client_for("an").get("/").text)
    assert welcome_on(other.get("/").text)
    assert not user(store, "an").is_new


def test_who_knew_the_way_before_sees_no_welcome(client_for: ClientFor, store: Store) -> None:
    change_user(store, "an", is_new=False)  # as the migration does
    assert not welcome_on(client_for("an").get("/").text)


@pytest.mark.parametrize("method", ["get", "put"])
def test_nothing_but_the_button_puts_it_away(client_for: ClientFor, method: str) -> None:
    assert welcome.blueprint.name == "welcome"
    assert getattr(client_for("an"), method)("/welkom").status_code in (400, 405)


def test_where_there_is_a_place_to_practise_the_welcome_leads_there(
    app: Flask, client_for: ClientFor, store: Store
) -> None:
    build_pages(store)
    address = "https://oefenen.example.be/"
    assert address not in welcome_on(client_for("stad").get("/").text)
    app.config["TOC_PRACTICE_ADDRESS"] = address
    assert f'href="{address}"' in welcome_on(client_for("stad").get("/").text)
