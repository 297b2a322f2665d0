"""The start page: where each programme stands, and what asks for attention."""

from __future__ import annotations

import re

import pytest
from sqlalchemy import select

from toc_core.access import SYSTEM
from toc_core.db.people import Site, SiteAlias
from toc_core.db.records import Delivery, DeliveryStatus
from toc_core.db.store import Store
from toc_core.plugins import Host
from toc_core.source_data import load_source_data, sources_of

from .conftest import ClientFor
from .pages_world import COORDINATOR, Pages, TickingClock, build_pages


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
    assert noted in card(text, "krachtige_scholen")
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
    assert "1 andere naam van een school: nog te bevestigen door het team" in text
    assert re.search(r"Campus Talent: \d+ lacunes in de veranderingstheorie", text)
    assert re.search(r"Campus Talent: \d+ lezingen nog te bevestigen", text)
    assert "lacunes" not in client_for("an").get("/").text
