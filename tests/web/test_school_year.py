"""A new school year in one go: schools and targets of the year before, and one undo."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from toc_core.access import SYSTEM
from toc_core.db.measures import Agreed
from toc_core.db.people import Site
from toc_core.db.records import Participation
from toc_core.db.store import Store
from toc_core.new_school_year import Targets, _grown

from .conftest import ClientFor, csrf_of
from .pages_world import DAY, Pages, TickingClock, build_pages

PAGE = "/schooljaar-klaarzetten?jaar=2026-2027&oefen=1"
NEXT = "2026-2027"


@pytest.fixture
def pages(store: Store) -> Pages:
    """Two schools that took part in 2025-2026; school A has a target of four pupils."""
    store.clock = TickingClock()
    return build_pages(store)


def tick(store: Store, site: int) -> str:
    with store.session_for(SYSTEM, "test") as session:
        return f"campus_talent/{session.get_one(Site, site).ref}"


def stored(store: Store) -> tuple[set[int], list[tuple[int, Any, str]]]:
    """Return the schools and the targets of the next school year."""
    with store.session_for(SYSTEM, "test") as session:
        schools = select(Participation.site_id).where(Participation.school_year == NEXT)
        targets = select(Agreed).where(Agreed.period == NEXT)
        return set(session.scalars(schools)), [
            (one.site_id, one.value, one.reason) for one in session.scalars(targets)
        ]


def prepare(client: Any, **form: Any) -> Any:
    token = csrf_of(client.get(PAGE).text)
    return client.post(PAGE, data={"csrf_token": token, "jaar": NEXT, **form}).text


def test_the_schools_of_last_year_are_ticked_and_go_on_with_their_targets(
    client_for: ClientFor, pages: Pages, store: Store
) -> None:
    client = client_for("stad")
    text = client.get(PAGE).text
    assert len(re.findall(r'name="school"[^>]* checked', text)) == 2
    said = prepare(client, school=[tick(store, pages.a), tick(store, pages.b)], doelen="more")
    assert "2 deelnames en 1 doel klaargezet" in client.get(PAGE).text + said
    schools, targets = stored(store)
    assert schools == {pages.a, pages.b}
    assert targets == [(pages.a, Decimal(4), "een tiende meer dan in 2025-2026")]  # 4.4, whole


def test_a_school_that_is_left_out_gets_no_target_and_can_be_added_later(
    client_for: ClientFor, pages: Pages, store: Store
) -> None:
    client = client_for("stad")
    prepare(client, school=[tick(store, pages.b)], doelen="same")
    assert stored(store) == ({pages.b}, [])
    text = client.get(PAGE).text
    assert "Oefenschool B: staat er al" in text
    prepare(client, school=[tick(store, pages.a), tick(store, pages.b)], doelen="same")
    assert stored(store)[0] == {pages.a, pages.b}
    assert stored(store)[1] == [(pages.a, Decimal(4), "overgenomen van 2025-2026")]


def test_all_of_it_is_undone_at_once(client_for: ClientFor, pages: Pages, store: Store) -> None:
    client = client_for("stad")
    both = [tick(store, pages.a), tick(store, pages.b)]
    prepare(client, school=both, doelen="same")
    entry = re.search(r'action="(/ongedaan/[^"]+|[^"]*ongedaan[^"]*)"', client.get(PAGE).text)
    assert entry is not None
    client.post(entry[1], data={"csrf_token": csrf_of(client.get(PAGE).text)})
    assert stored(store) == (set(), [])


def test_a_school_that_stopped_is_not_ticked(
    client_for: ClientFor, pages: Pages, store: Store
) -> None:
    with store.changing(SYSTEM, "stopt") as session:
        one = session.scalars(select(Participation).where(Participation.site_id == pages.b)).one()
        one.stopped_because = "fusie"
    text = client_for("stad").get(PAGE).text
    assert len(re.findall(r'name="school"[^>]* checked', text)) == 1
    assert "stopte" in text


@pytest.mark.parametrize(
    "form",
    [
        {},
        {"school": ["campus_talent/aaaaaaaaaa", "zonder", "/", "a/b/c"], "doelen": "alles"},
        {"school": "campus_talent/aaaaaaaaaa", "jaar": "2099-2100"},
    ],
)
def test_nonsense_makes_nothing_and_says_so(
    client_for: ClientFor, pages: Pages, store: Store, form: dict[str, Any]
) -> None:
    client = client_for("stad")
    prepare(client, **form)
    assert "Er was niets klaar te zetten" in client.get(PAGE).text
    assert stored(store) == (set(), [])


def test_sent_twice_it_stands_there_once(client_for: ClientFor, pages: Pages, store: Store) -> None:
    client = client_for("stad")
    for _time in range(2):
        prepare(client, school=[tick(store, pages.a)], doelen="same")
    schools, targets = stored(store)
    assert (schools, len(targets)) == ({pages.a}, 1)


def test_where_nothing_is_left_to_do_the_page_says_so_and_asks_nothing(
    client_for: ClientFor, pages: Pages, store: Store
) -> None:
    client = client_for("stad")
    assert "Dit schooljaar staat klaar." not in client.get(PAGE).text
    said = prepare(client, school=[tick(store, pages.a), tick(store, pages.b)], doelen="same")
    text = client.get(PAGE).text + said
    assert "Dit schooljaar staat klaar." in text
    assert 'name="doelen"' not in text


def test_real_schools_do_not_come_along_with_practice(
    client_for: ClientFor, pages: Pages, store: Store
) -> None:
    text = client_for("stad").get(PAGE.replace("&oefen=1", "")).text
    assert "Niets over te nemen" in text
    assert 'href="/programma/campus_talent/deelnames/"' in text.partition('class="card empty"')[2]
    assert DAY.year == 2025


@given(st.decimals(0, 10**6, places=2, allow_nan=False))
def test_a_tenth_more_is_exact_and_whole_stays_whole(value: Decimal) -> None:
    grown = _grown(value, Targets.MORE)
    assert grown is not None
    if value == value.to_integral_value():
        assert grown == int(value * 11 / 10 + Decimal("0.5"))
    else:
        assert grown == value * Decimal("1.1")
    assert _grown(value, Targets.SAME) == value
    assert _grown(None, Targets.MORE) is None
