"""Lists: empty, searched, sorted, filtered, and asked for what does not exist."""

from __future__ import annotations

import re
from datetime import date

import pytest
from flask import Flask
from sqlalchemy import select

from toc_core.access import SYSTEM
from toc_core.db.journal import Entry
from toc_core.db.people import Site
from toc_core.db.records import Meeting
from toc_core.db.store import Store
from toc_core.db.theory import ProgrammeRow
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


@pytest.mark.parametrize("order", ["", "&sort=1", "&sort=1&desc=1", "&sort=2", "&sort=2&desc=1"])
def test_pages_follow_each_other_from_both_ends_without_gap_or_double(
    client_for: ClientFor, store: Store, order: str
) -> None:
    """Most rows have the day of another, so that only a second rule can keep them apart."""
    with store.changing(SYSTEM, "opzetten") as session:
        school = session.scalars(select(Site).where(Site.code == "oefenschool_a")).one()
        programme = session.scalars(
            select(ProgrammeRow).where(ProgrammeRow.code == "campus_talent")
        ).one()
        session.add_all(
            Meeting(
                programme_id=programme.id,
                site_id=school.id,
                day=date(2024, 10, 1 + number % 3),
                kind="kernteam",
                present=f"wie-{number:02}",
            )
            for number in range(60)
        )
    client, met = client_for("an"), []
    for page in range(3):
        text = client.get(f"{CAMPUS}/overleg/?page={page}{order}").text
        met.append(re.findall(r"wie-\d\d", text))
    assert [len(page) for page in met] == [25, 25, 10]
    everyone = [name for page in met for name in page]
    assert len(set(everyone)) == 60
    days = [int(name[-2:]) % 3 for name in everyone]
    if "sort=2" not in order:
        assert days == sorted(days, reverse="desc" in order or not order)
    opposite = order.replace("&desc=1", "") if "desc" in order else f"{order}&desc=1"
    if order:
        first = client.get(f"{CAMPUS}/overleg/?page=0{opposite}").text
        assert re.findall(r"wie-\d\d", first) == everyone[::-1][:25]


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
