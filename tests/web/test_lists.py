"""Lists: empty, searched, sorted, filtered, and asked for what does not exist."""

from __future__ import annotations

import pytest
from flask import Flask

from toc_core.db.journal import Entry
from toc_core.db.store import Store
from toc_core.db.trajectories import TrajectoryStatus

from .views_world import CAMPUS, ClientFor, add_trajectory, count, site


@pytest.mark.parametrize("name", ["stad", "an"])
@pytest.mark.parametrize(
    "path", ["trajecten", "activiteiten", "overleg", "metingen", "verhalen", "deelnames"]
)
def test_every_list_opens_and_says_what_it_is_when_empty(
    client_for: ClientFor, name: str, path: str
) -> None:
    answer = client_for(name).get(f"{CAMPUS}/{path}/")
    assert answer.status_code == 200
    assert "Nog leeg" in answer.text


@pytest.mark.parametrize("query", ["page=99999999999999999999999", "page=-5", "page=x"])
def test_a_page_that_is_not_there_shows_one_that_is(
    client_for: ClientFor, store: Store, query: str
) -> None:
    add_trajectory(store)
    answer = client_for("an").get(f"{CAMPUS}/trajecten/?{query}")
    assert "3 Haarzorg" in answer.text


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("sort=99", "Op die kolom kan je niet sorteren"),
        ("sort=4", "Op die kolom kan je niet sorteren"),
        ("flt_kleur=rood", "Een filter in dit adres bestaat niet"),
        ("flt_status=weg", "Een filter in dit adres bestaat niet"),
        ("flt0_0=1", "Een filter in dit adres bestaat niet"),
    ],
)
def test_what_the_list_does_not_know_is_left_out_with_a_sentence(
    client_for: ClientFor, store: Store, query: str, sentence: str
) -> None:
    add_trajectory(store)
    answer = client_for("an").get(f"{CAMPUS}/trajecten/?{query}")
    assert sentence in answer.text
    assert "3 Haarzorg" in answer.text


def test_search_sort_and_filters_narrow_the_list(client_for: ClientFor, store: Store) -> None:
    add_trajectory(store)
    add_trajectory(store, "oefenschool_b", status=TrajectoryStatus.FINISHED)
    client = client_for("stad")
    for query, there, gone in (
        ("search=haarzorg+oefen", "3 Haarzorg", "5 Logistiek"),
        ("flt_status=finished", "5 Logistiek", "3 Haarzorg"),
        (f"flt_school={site(store).ref}&sort=0&desc=1", "3 Haarzorg", "5 Logistiek"),
    ):
        page = client.get(f"{CAMPUS}/trajecten/?{query}").text
        assert there in page, query
        assert gone not in page, query
    assert "Niets gevonden" in client.get(f"{CAMPUS}/trajecten/?search=zzz").text
    assert "Niets gevonden" in client.get(f"{CAMPUS}/trajecten/?schooljaar=2020-2021").text
    assert "3 Haarzorg" in client.get(f"{CAMPUS}/trajecten/?schooljaar=2024-2025").text


def test_a_get_writes_nothing(app: Flask, client_for: ClientFor, store: Store) -> None:
    add_trajectory(store)
    before = count(store, Entry)
    client = client_for("stad")
    for rule in app.url_map.iter_rules():
        if "GET" in (rule.methods or ()) and not rule.arguments and "logout" not in rule.endpoint:
            client.get(rule.rule)
    assert count(store, Entry) == before
