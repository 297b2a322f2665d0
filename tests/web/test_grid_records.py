"""What a grid takes in: the rules of each record, whose rows they are, how long a draft lasts."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest
from flask import Flask
from planted import INIT, Planted
from sqlalchemy import event, select
from toc_webadmin import create_app
from toc_webadmin.models import Draft

from toc_core.access import SYSTEM
from toc_core.db.measures import Observation
from toc_core.db.people import CITY_SITE, SiteAlias
from toc_core.db.records import Delivery, Meeting
from toc_core.db.store import Store
from toc_core.plugins import load_plugins
from toc_core.settings import Settings
from toc_core.sync import plan_sync, run_sync

from .conftest import CHEAP, ClientFor, sign_in
from .grid_pages import ACTIVITIES, block, fields, paste, press, problems
from .pages_world import TickingClock
from .views_world import count, only, site

BUDDY = "/programma/buddy/metingen/tabel/"
INTERVIEW = "Talentinterviews (leerlingen)"


@pytest.fixture(autouse=True)
def clock(store: Store) -> TickingClock:
    """It is Thursday 15 January 2026."""
    store.clock = TickingClock()
    return store.clock


def observations(store: Store) -> list[Observation]:
    with store.session_for(SYSTEM, "kijken") as session:
        return list(session.scalars(select(Observation).order_by(Observation.id)))


# Measurements


def test_measurements_are_pasted_with_a_value_or_a_reason(
    client_for: ClientFor, store: Store
) -> None:
    client = client_for("stad")
    rows = block(
        "Schooljaar | Indicator | School | Waarde | Reden | Bron",
        "2020-2021 | aantal corona-buddy's | Oefenschool A | 12,0 |  | Verslag",
        "20/21 | corona_buddies | De hele stad |  | niet gevraagd | Verslag",
        "2020-2021 | Aantal Corona-Buddy's | Oefenschool B |  |  | Verslag",
        "2020-2021 | Aantal Corona-Buddy's | Oefenschool A | 7 |  | Verslag",
    )
    with store.session_for(SYSTEM, "kijken") as session:
        city = session.get_one(site(store).__class__, CITY_SITE).label
    found = problems(paste(client, BUDDY, rows.replace("De hele stad", city)).text)
    assert {cell: words[:40] for cell, words in found.items()} == {
        "3-value": "Vul een waarde in, of een reden waarom z",
        "4-indicator": "Dit is dezelfde als rij 1. Haal er een w",
    }
    assert press(client, BUDDY, "neem").status_code == 302
    one, other = observations(store)
    assert (one.value, one.period, one.site_id) == (Decimal(12), "2020-2021", site(store).id)
    assert (other.value, other.absence, other.site_id) == (None, "niet gevraagd", CITY_SITE)
    again = problems(paste(client, BUDDY, rows.splitlines(keepends=True)[1]).text)
    assert "bestaat al een meting" in str(again)


def test_the_theory_is_asked_about_every_measurement(client_for: ClientFor) -> None:
    client = client_for("stad")
    rows = block(
        "Indicator | Periode | School | Waarde | Opsplitsing",
        "Aantal scholen | 2022-2023 | Oefenschool A | 7 | ",
        "Aantal scholen | gisteren | Oefenschool A | 1.000 | iets",
        "Aantal Corona-Buddy's | 2020-2021 | Oefenschool A | 7,5 | ",
    )
    found = problems(paste(client, BUDDY, rows).text)
    assert "wordt vanaf 2021-2022 geteld uit de gegevens" in found["1-value"]
    assert {"2-period", "2-cell"} <= found.keys()  # all problems of a row together
    assert "te veel cijfers na de komma" in found["3-value"]


# Whose rows


def test_a_school_takes_in_rows_of_its_own_alone(client_for: ClientFor, store: Store) -> None:
    client = client_for("an")
    assert 'id="k-site"' not in client.get(ACTIVITIES).text  # it has only one
    rows = block(
        "Datum | Activiteit | School",
        f"12/01/2026 | {INTERVIEW} | ",
        f"13/01/2026 | {INTERVIEW} | Oefenschool B",
        f"14/01/2026 | {INTERVIEW} | oefenschool_a",
    )
    page = paste(client, ACTIVITIES, rows).text
    assert 'id="k-site"' in page
    assert problems(page).keys() == {"2-site"}
    press(client, ACTIVITIES, "neem")
    with store.session_for(SYSTEM, "kijken") as session:
        assert {*session.scalars(select(Delivery.site_id))} == {site(store).id}
    assert count(store, Delivery) == 2


def test_the_city_says_the_school_by_its_name_or_another_that_was_confirmed(
    client_for: ClientFor, store: Store
) -> None:
    with store.changing(SYSTEM, "opzetten") as session:
        for alias, confirmed in (("De Bron", True), ("De Beek", False)):
            session.add(SiteAlias(site_id=site(store).id, alias=alias, confirmed=confirmed))
    rows = [
        f"{n}/01/2026 | {INTERVIEW} | {name}"
        for n, name in ((7, "de bron"), (8, "De Beek"), (9, ""))
    ]
    page = paste(client_for("stad"), ACTIVITIES, block("Datum|Activiteit|School", *rows)).text
    assert problems(page).keys() == {"2-site", "3-site"}


def test_a_reference_of_another_school_is_not_taken_over(
    client_for: ClientFor, store: Store
) -> None:
    paste(client_for("bo"), ACTIVITIES, block(f"12/01/2026 | {INTERVIEW}"))
    press(client_for("bo"), ACTIVITIES, "neem")
    row = only(store, Delivery)
    typed = {"ref__1": row.ref, "cel__1__day": "13/01/2026", "cel__1__element": INTERVIEW}
    answer = press(client_for("an"), ACTIVITIES, "neem", **typed)
    assert answer.status_code == 200
    assert only(store, Delivery).site_id == site(store, "oefenschool_b").id
    assert fields(client_for("an").get(ACTIVITIES).text)["cel-1-day"] == "13/01/2026"


@pytest.fixture
def with_refusal(settings: Settings, store: Store, planted: Planted) -> Flask:
    """The admin with a plugin that refuses activities of exactly 50 minutes."""
    check = (
        "\n@hookimpl\ndef toc_check_record(record):\n"
        "    return ['Nu even niet.'] if getattr(record, 'minutes', 0) == 50 else []\n"
    )
    planted.lay("reading", {}, init=INIT + check)
    return create_app(settings, host=load_plugins(), store=store, config=CHEAP)


def test_a_plugin_refuses_one_row_and_not_the_others(with_refusal: Flask, store: Store) -> None:
    client = with_refusal.test_client()
    sign_in(client, "an")
    rows = block(f"12/01/2026 | {INTERVIEW} |  | 50", f"13/01/2026 | {INTERVIEW} |  | 45")
    assert problems(paste(client, ACTIVITIES, rows).text) == {"1-day": "Nu even niet."}
    press(client, ACTIVITIES, "neem")
    assert only(store, Delivery).minutes == 45


# Drafts


def test_a_draft_lasts_thirty_days_and_no_page_that_is_read_removes_it(
    client_for: ClientFor, store: Store, clock: TickingClock
) -> None:
    paste(client_for("an"), ACTIVITIES, block(f"12/01/2026 | {INTERVIEW}"))
    clock.moment += timedelta(days=31)
    client_for("bo").get(ACTIVITIES)
    client_for("an").get(ACTIVITIES)
    assert count(store, Draft) == 1
    paste(client_for("bo"), ACTIVITIES, block(f"12/01/2026 | {INTERVIEW}"))
    with store.session_for(SYSTEM, "kijken") as session:
        assert len(set(session.scalars(select(Draft.user_id)))) == count(store, Draft) == 1
    assert "Nog geen rijen" in client_for("an").get(ACTIVITIES).text


def test_an_empty_grid_leaves_no_draft(client_for: ClientFor, store: Store) -> None:
    press(client_for("an"), ACTIVITIES, "vanzelf")
    press(client_for("an"), ACTIVITIES, "gooi")
    assert count(store, Draft) == 0


def test_a_grid_asks_the_database_no_more_for_more_rows(
    client_for: ClientFor, store: Store
) -> None:
    client = client_for("stad")
    asked: list[str] = []
    event.listen(
        store.engine, "before_cursor_execute", lambda _c, _u, sql, *_rest: asked.append(sql)
    )
    numbers = []
    for rows in (2, 60):
        lines = (f"12/01/2026 | {INTERVIEW} | Oefenschool A |  | {n}" for n in range(1, rows))
        paste(client, ACTIVITIES, block(*lines), rij="1")
        asked.clear()
        assert f"{rows - 1} klaar" in client.get(ACTIVITIES).text
        numbers.append(len(asked))
    assert numbers[0] == numbers[1] <= 24


def test_what_does_not_fit_when_two_tabs_are_put_together_is_laid_aside(
    client_for: ClientFor,
) -> None:
    client = client_for("an")
    mine = fields(client.get(ACTIVITIES).text)
    paste(client, ACTIVITIES, block(*(f"12/01/2026 | {INTERVIEW} |  | {n}" for n in range(1, 200))))
    typed = mine | {"cel-1-note": "Van hier", "cel-2-note": "Ook van hier"}
    page = client.post(ACTIVITIES, data=typed).text
    assert "In een ander tabblad veranderde deze klad." in page
    assert "1 rij uit de klad gehaald." in page
    assert fields(page)["cel-200-minutes"] == "198"
    press(client, ACTIVITIES, "", weg=fields(page)["ref-1"])
    press(client, ACTIVITIES, "terug")  # as many as fit, and the rest stays aside
    page = client.get(ACTIVITIES).text
    assert fields(page)["cel-200-note"] == "Van hier"
    assert "1 rij uit de klad gehaald." in page


TALKS = """
from toc_webadmin.grid.columns import choice_column, day_column
from toc_webadmin.views.grid import GridView
from toc_webadmin.views.runs import MeetingView

class TalkView(GridView, MeetingView):
    kind, path = "talks", "gesprekken"

    def grid_columns(self):
        kinds = [("core", "Kernteam", ("kern",)), ("project", "Projectteam", ())]
        return [day_column("day", "Datum", needed=True),
                choice_column("kind", "Soort", kinds, needed=True)]

def views(db, programme):
    return [TalkView(db, programme=programme)]
"""
HOOK = """
@hookimpl
def toc_admin_views(db):
    from toc_reading.views import views
    return views(db, toc_programmes()[0])
"""


def test_a_view_of_a_plugin_has_a_grid_when_it_gives_its_columns(
    settings: Settings, store: Store, planted: Planted
) -> None:
    planted.lay("reading", {"views.py": TALKS}, init=INIT + HOOK)
    host = load_plugins()
    with store.changing(SYSTEM, "opzetten") as session:
        run_sync(session, plan_sync(session, host))
    app = create_app(settings, host=host, store=store, config=CHEAP)
    client = app.test_client()
    sign_in(client, "an")
    path = "/programma/reading/gesprekken/tabel/"
    rows = block("soort|datum", "KERN | 12/01/2026", "kerteam | 13/01/2026")
    assert problems(paste(client, path, rows).text).keys() == {"2-kind"}
    assert press(client, path, "neem").status_code == 302
    assert (only(store, Meeting).kind, only(store, Meeting).known_by) == ("core", "an")
