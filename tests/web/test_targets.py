"""Targets and baselines: agreed by the city, kept for ever, and at once on poster and report."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from toc_webadmin.views.indicators import indicator_names

from toc_core.access import SYSTEM
from toc_core.db.measures import Agreed, AgreedKind
from toc_core.db.people import CITY_SITE, Site
from toc_core.db.store import Store
from toc_core.plugins import Host

from .attacks import DAYS, IDS, NUMBERS, PERIODS, TEXTS
from .conftest import ClientFor, csrf_of
from .pages_world import POSTER, REPORT, YEAR, Pages, TickingClock, build_pages
from .test_hostile_input import failures, sendable
from .test_pages_poster import box
from .views_world import CAMPUS, count, hidden, offered, save, site

LIST = f"{CAMPUS}/doelen/"
NEW = f"{LIST}new/"


@pytest.fixture
def pages(store: Store) -> Pages:
    """The hand-made world: school A counts two pupils and has a target of four."""
    store.clock = TickingClock()
    return build_pages(store)


def typed(store: Store, **changes: str) -> dict[str, str]:
    """Return a target of five for school A, with a reason: there was one of four."""
    values = {
        "indicator": "pupils_supported",
        "kind": "target",
        "site": site(store).ref,
        "period": "25/26",
        "value": "5",
        "agreed_on": "2026-01-14",
        "reason": "er kwam een klas bij",
    }
    return values | changes


def rows(page: str) -> list[str]:
    """Return the words of each row of a list."""
    body = page[page.index("<tbody>") : page.index("</tbody>")]
    return [" ".join(re.sub("<[^>]+>", " ", row).split()) for row in body.split("</tr>")[:-1]]


def agreed(store: Store) -> list[Agreed]:
    with store.session_for(SYSTEM, "kijken") as session:
        return list(session.scalars(select(Agreed).order_by(Agreed.id)))


def set_target(client: FlaskClient, store: Store, **changes: str) -> Any:
    answer = save(client, NEW, **typed(store, **changes))
    assert answer.status_code == 302, answer.text
    return client.get(answer.location)


def test_a_target_stands_on_the_poster_and_in_the_report_at_once(
    client_for: ClientFor, pages: Pages, store: Store
) -> None:
    page = set_target(client_for("stad"), store, value="2").text
    assert "Dit vervangt wat op 06/10/2025 is afgesproken." in page
    assert "Doel: " in page
    school = client_for("an")
    assert box(school.get(POSTER).text, "pupils_supported").endswith("2 / 2 bereikt")
    assert "doel 2: bereikt" in school.get(f"{REPORT}?per=site").text
    figures = json.loads(school.get(f"{REPORT}.json?per=site").text)["figures"]
    told = {(f["site"], f["target"], f["status"]) for f in figures if f["target"]}
    assert told == {("oefenschool_a", "2", "reached")}


def test_a_target_of_the_whole_city_is_not_held_against_practice_figures(
    client_for: ClientFor, pages: Pages, store: Store
) -> None:
    with store.session_for(SYSTEM, "kijken") as session:
        city = session.get_one(Site, CITY_SITE).ref
    client = client_for("stad")
    assert "Hele stad" in set_target(client, store, site=city, value="20", reason="").text
    practice = box(client.get(f"{POSTER}?oefen=1").text, "pupils_supported")
    assert "11" in practice
    assert "/ 20" not in practice
    assert "Hele stad" not in client_for("an").get(LIST).text


def test_a_new_target_replaces_and_both_stay_in_the_list(
    client_for: ClientFor, pages: Pages, store: Store
) -> None:
    client = client_for("stad")
    set_target(client, store)
    new, old = rows(client.get(LIST).text)
    assert "vervangen" in old
    assert "vervangen" not in new
    for words in (
        YEAR,
        "Oefenschool A",
        " 5 ",
        "14/01/2026",
        "stad",
        "er kwam een klas bij",
    ):
        assert words in new
    assert "06/10/2025" in old
    assert rows(client_for("an").get(LIST).text) == [new, old]
    assert "2 / 5" in box(client_for("an").get(POSTER).text, "pupils_supported")


def test_what_was_agreed_before_the_newest_does_not_count_and_says_so(
    client_for: ClientFor, pages: Pages, store: Store
) -> None:
    client = client_for("stad")
    page = set_target(client, store, agreed_on="2025-09-01").text
    assert "Let op: wat op 06/10/2025 is afgesproken, is nieuwer en blijft tellen." in page
    assert ["telde nooit" in row for row in rows(client.get(LIST).text)] == [False, True]
    assert "2 / 4" in box(client_for("an").get(POSTER).text, "pupils_supported")


def test_a_target_that_was_saved_can_be_undone(
    client_for: ClientFor, pages: Pages, store: Store
) -> None:
    client = client_for("stad")
    page = set_target(client, store).text
    address = re.search(r'action="(/ongedaan/\w+)"', page)
    assert address
    client.post(address[1], data={"csrf_token": csrf_of(page)})
    assert [row.value for row in agreed(store)] == [4]


def test_a_reason_is_asked_only_for_what_replaces(
    client_for: ClientFor, pages: Pages, store: Store
) -> None:
    client = client_for("stad")
    answer = save(client, NEW, **typed(store, reason=""))
    assert answer.status_code == 422
    assert "Voor deze periode is er al een afspraak. Zeg kort waarom dit erbij komt." in answer.text
    set_target(client, store, reason="", period="2026-2027")
    set_target(client, store, reason="", kind="baseline")
    assert [row.kind for row in agreed(store)].count(AgreedKind.BASELINE) == 1


def test_a_direction_needs_no_number_and_is_no_zero(
    client_for: ClientFor, pages: Pages, store: Store
) -> None:
    client = client_for("stad")
    set_target(client, store, value="")
    assert "alleen een richting" in rows(client.get(LIST).text)[0]
    assert "/" not in box(client_for("an").get(POSTER).text, "pupils_supported")
    answer = save(client, NEW, **typed(store, value="", kind="baseline"))
    assert "Een beginsituatie heeft een waarde; vul ze in." in answer.text


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("value", "12a", "is geen getal"),
        ("value", "4,5", "te veel cijfers na de komma; hoogstens 0"),
        ("value", "-1", "een aantal is niet kleiner dan 0"),
        ("value", "9999999999999", "is geen getal met hoogstens zes decimalen"),
        ("period", "gisteren", "gisteren"),
        ("agreed_on", "31/02/2026", "is geen datum"),
        ("agreed_on", "2090-01-01", "moet nog komen"),
        ("indicator", "schoolz", "Kies iets uit de lijst"),
        ("kind", "wens", "Kies een van de woorden uit de lijst"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(
    client_for: ClientFor, store: Store, field: str, value: str, words: str
) -> None:
    answer = save(client_for("stad"), NEW, **typed(store, **{field: value}))
    assert answer.status_code == 422
    assert words.casefold() in answer.text.casefold()
    assert "er kwam een klas bij" in answer.text
    if field not in ("indicator", "kind"):
        assert f'value="{value}"' in answer.text
    assert agreed(store) == []


def test_a_school_reads_its_own_targets_and_sets_none(
    client_for: ClientFor, pages: Pages, store: Store
) -> None:
    own, other = client_for("an"), client_for("bo")
    (row,) = agreed(store)
    assert len(rows(own.get(LIST).text)) == 1
    assert "Nieuw doel" not in own.get(LIST).text
    assert own.get(f"{LIST}details/?id={row.ref}").status_code == 200
    assert "De stad vult dit aan." in other.get(LIST).text
    assert other.get(f"{LIST}details/?id={row.ref}").status_code == 404
    assert own.get(NEW).status_code == 403
    form = typed(store) | {"csrf_token": csrf_of(own.get("/wachtwoord").text)}
    assert own.post(NEW, data=form).status_code == 403
    assert count(store, Agreed) == 1


@pytest.mark.parametrize("action", ["edit", "delete"])
def test_what_was_agreed_is_neither_changed_nor_removed(
    client_for: ClientFor, pages: Pages, store: Store, action: str
) -> None:
    client = client_for("stad")
    (row,) = agreed(store)
    page = client.get(f"{LIST}details/?id={row.ref}").text
    assert "Wijzig</a>" not in page
    assert "Verwijder" not in page
    form = typed(store) | {"id": row.ref, "csrf_token": csrf_of(page)}
    assert client.post(f"{LIST}{action}/?id={row.ref}", data=form).status_code == 404
    assert [r.value for r in agreed(store)] == [4]


def test_pressing_twice_stores_one_target(client_for: ClientFor, store: Store) -> None:
    client = client_for("stad")
    form = hidden(client.get(NEW).text) | typed(store)
    assert {client.post(NEW, data=form).status_code for _press in range(2)} == {302}
    assert count(store, Agreed) == 1


def test_hostile_input_gets_a_sentence(client_for: ClientFor, store: Store) -> None:
    client, sound = client_for("stad"), typed(store)
    wrong = []
    for field, values in {
        "indicator": [*IDS, "schools"],
        "site": IDS,
        "kind": TEXTS,
        "period": PERIODS,
        "value": NUMBERS,
        "agreed_on": DAYS,
        "reason": TEXTS,
    }.items():
        wrong += failures(client, NEW, field, list(sendable(tuple(values))), sound)
    assert wrong == []
    assert client.get(LIST).status_code == 200


def test_only_indicators_of_the_programme_are_offered_each_with_its_own_name(
    client_for: ClientFor, host: Host
) -> None:
    for code, programme in host.programmes.items():
        page = client_for("stad").get(f"/programma/{code}/doelen/new/").text
        names = indicator_names(programme)
        assert offered(page, "indicator") == set(names)
        assert len(set(names.values())) == len(names)
