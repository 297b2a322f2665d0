"""The start page: where each programme stands, and what asks for attention."""

from __future__ import annotations

import re
from datetime import timedelta
from decimal import Decimal
from html import unescape

import pytest
from sqlalchemy import select

from toc_core.access import SYSTEM
from toc_core.db.measures import Observation
from toc_core.db.people import CITY_SITE, Site, SiteAlias
from toc_core.db.records import Delivery, DeliveryStatus
from toc_core.db.store import Store
from toc_core.db.theory import IndicatorRow, ProgrammeRow
from toc_core.plugins import Host
from toc_core.source_data import load_source_data, sources_of
from toc_core.weeks import monday_of

from .conftest import ClientFor
from .pages_world import COORDINATOR, Pages, TickingClock, add_activity, build_pages


@pytest.fixture
def pages(store: Store) -> Pages:
    """The hand-made world."""
    store.clock = TickingClock()
    return build_pages(store)


def card(text: str, code: str) -> str:
    """Return the words on the card of a programme."""
    start = text.index(f'aria-labelledby="kaart-{code}"')
    return " ".join(re.sub("<[^>]+>", " ", text[start : text.index("</section>", start)]).split())


def test_a_card_shows_the_key_figures_of_the_newest_year(
    client_for: ClientFor, pages: Pages
) -> None:
    words = card(client_for("an").get("/").text, "campus_talent")
    assert "schooljaar 2025-2026" in words
    assert "2 / 4 Aantal leerlingen" in words
    assert "Aantal scholen" not in words  # of one school that says nothing
    assert "nog 2 te gaan" in words
    assert "achter" not in words
    assert "Bekijk de poster" in words


def test_a_figure_on_a_card_leads_to_its_explanation(client_for: ClientFor, pages: Pages) -> None:
    address = "/programma/campus_talent/cijfer/pupils_supported?periode=2025-2026&amp;oefen=1"
    assert f'href="{address}"' in client_for("an").get("/").text


def test_a_dash_says_that_something_was_noted_which_does_not_count_here(
    client_for: ClientFor, store: Store, host: Host
) -> None:
    store.clock = TickingClock()
    with store.changing(SYSTEM, "toc sync --data") as session:
        load_source_data(session, sources_of(session, host))
    text = client_for("stad").get("/?schooljaar=2020-2021").text
    noted = "Er is wel iets genoteerd: kijk waarom het hier niet telt."
    assert card(text, "krachtige_scholen").count(noted) == 1  # once, with each figure it is about
    assert noted not in card(text, "buddy")


def test_a_programme_without_records_says_what_to_do(client_for: ClientFor, pages: Pages) -> None:
    words = card(client_for("stad").get("/").text, "campus_talent")
    assert "Er is nog niets geregistreerd." in words
    assert "schooljaar" not in words


def test_a_school_that_takes_part_without_activity_asks_for_attention(
    client_for: ClientFor, pages: Pages, store: Store
) -> None:
    client = client_for("stad")
    text = client.get("/?oefen=1").text
    assert "nog geen activiteit" not in text
    assert 'href="/programma/campus_talent/poster?oefen=1"' in text  # practice stays practice
    with store.changing(COORDINATOR, "Afgelast") as session:
        held = session.scalars(select(Delivery).where(Delivery.site_id == pages.b)).one()
        held.status = DeliveryStatus.CANCELLED
    text = client.get("/?oefen=1").text
    assert "1 school doet dit schooljaar mee en heeft nog geen activiteit" in text
    assert "Oefenschool B" in text
    assert "Oefenschool B" not in client_for("an").get("/").text


def test_the_city_hears_what_is_to_be_confirmed_and_a_school_does_not(
    client_for: ClientFor, pages: Pages, store: Store
) -> None:
    with store.changing(COORDINATOR, "Alias") as session:
        site = session.scalars(select(Site).where(Site.id == pages.a)).one()
        session.add(SiteAlias(site=site, alias="De A"))
    text = client_for("stad").get("/").text
    assert "Zijn Oefenschool A en De A dezelfde school?" in text
    row = text[text.index("Onze lezing, nog te bevestigen") :]
    row = " ".join(re.sub("<[^>]+>", " ", row[row.index("Campus Talent") :]).split())
    assert re.match(r"Campus Talent \d+ \d+", row)
    assert "Lacunes" not in client_for("an").get("/").text


def test_what_was_planned_and_is_over_asks_to_be_noted(
    client_for: ClientFor, pages: Pages, store: Store
) -> None:
    with store.changing(COORDINATOR, "Gepland") as session:
        row = session.scalars(select(Delivery).where(Delivery.site_id == pages.a)).first()
        assert row is not None
        row.status, row.day = DeliveryStatus.PLANNED, store.clock().date() - timedelta(days=2)
        ref = row.ref
    client = client_for("an")
    text = client.get("/").text
    assert "1 geplande activiteit is voorbij en nog niet genoteerd" in text
    assert f"edit/?id={ref}&amp;noteer=1" in text
    assert ("Noteer wat doorging" in text, "Binnenkort" in text) == (True, False)
    address = re.search(r'href="([^"]+flt_wanneer=voorbij)"', text)
    assert address is not None
    assert ref in client.get(unescape(address[1])).text
    form = client.get(f"/programma/campus_talent/activiteiten/edit/?id={ref}&noteer=1").text
    assert '<option selected value="held">' in form


def test_a_list_of_activities_is_narrowed_to_this_week(
    client_for: ClientFor, pages: Pages, store: Store
) -> None:
    address, client = "/programma/campus_talent/activiteiten/?flt_wanneer=week", client_for("an")
    monday = monday_of(store.clock().date())
    for after, is_shown in ((-1, False), (0, True), (6, True), (7, False)):
        with store.changing(COORDINATOR, "Gepland") as session:
            row = session.scalars(select(Delivery).where(Delivery.site_id == pages.a)).first()
            assert row is not None
            row.status, row.day = DeliveryStatus.PLANNED, monday + timedelta(days=after)
            ref = row.ref
        assert (ref in client.get(address).text) is is_shown


def test_a_series_that_stopped_asks_the_city_for_its_figure(
    client_for: ClientFor, pages: Pages, store: Store
) -> None:
    with store.changing(COORDINATOR, "Meting") as session:
        programme = session.scalars(select(ProgrammeRow).where(ProgrammeRow.code == "buddy")).one()
        indicator = session.scalars(
            select(IndicatorRow).where(IndicatorRow.code == "corona_buddies")
        ).one()
        session.add(
            Observation(
                programme_id=programme.id,
                indicator_id=indicator.id,
                site_id=CITY_SITE,
                period="2023-2024",
                value=Decimal(101),
            )
        )
    text = client_for("stad").get("/").text
    assert "Buddy: 1 cijfer heeft nog geen meting voor schooljaar" in text
    assert "Corona-Buddy" in text


def test_a_measurement_nobody_can_check_asks_for_its_source_or_a_caveat(
    client_for: ClientFor, pages: Pages, store: Store
) -> None:
    with store.changing(COORDINATOR, "Metingen") as session:
        programme = session.scalars(select(ProgrammeRow).where(ProgrammeRow.code == "buddy")).one()
        indicator = session.scalars(
            select(IndicatorRow).where(IndicatorRow.code == "corona_buddies")
        ).one()
        for period, more in {
            "2018-2019": {"value": Decimal(7)},
            "2019-2020": {"value": Decimal(8), "source": "verslag"},
            "2020-2021": {"absence": "niet geteld"},
        }.items():
            session.add(
                Observation(
                    programme_id=programme.id,
                    indicator_id=indicator.id,
                    site_id=CITY_SITE,
                    period=period,
                    **more,
                )
            )
    client = client_for("stad")
    text = unescape(client.get("/").text)
    assert "Buddy: 1 meting heeft geen bron en geen voorbehoud" in text
    address = re.search(r'href="(/programma/buddy/metingen/[^"]*flt_bron=zonder[^"]*)"', text)
    assert address is not None
    listed = client.get(address[1]).text.partition("<tbody>")[2]
    assert "2018-2019" in listed
    assert "2019-2020" not in listed
    assert "2020-2021" not in listed


def test_the_session_of_today_comes_first_however_many_were_forgotten(
    client_for: ClientFor, pages: Pages, store: Store
) -> None:
    now = store.clock().date()
    days = [now - timedelta(days=number) for number in (6, 5, 4, 3, 2, 1, 0, -1)]
    with store.changing(COORDINATOR, "Acht sessies") as session:
        for day in days:
            planned = add_activity(session, pages, pages.a, ())
            planned.day, planned.status = day, DeliveryStatus.PLANNED
    text = client_for("an").get("/").text
    noted = text[text.index('id="noteren"') :]
    assert noted.index("vandaag") < noted.index(f"{days[-3]:%d/%m/%Y}")
    assert "Noteer wat doorging" in text
