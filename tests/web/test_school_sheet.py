"""The schoolfiche: one school in its own figures and words; nobody else's."""

from __future__ import annotations

import re

import pytest
from sqlalchemy import select

from toc_core.access import SYSTEM
from toc_core.db.people import Site
from toc_core.db.records import Consent, Story
from toc_core.db.store import Store
from toc_core.theory import Role

from .conftest import ClientFor
from .pages_world import DAY, YEAR, Pages, TickingClock, build_pages


@pytest.fixture
def pages(store: Store) -> Pages:
    """The hand-made world."""
    store.clock = TickingClock()
    return build_pages(store)


def address(store: Store, site: int) -> str:
    with store.session_for(SYSTEM, "test") as session:
        return f"/fiche/{session.scalars(select(Site.ref).where(Site.id == site)).one()}"


def words(text: str) -> str:
    return " ".join(re.sub("<[^>]+>", " ", text[text.index("<main") :]).split())


def tell(store: Store, pages: Pages, site: int, text: str, consent: Consent) -> None:
    with store.changing(SYSTEM, "verhaal") as session:
        session.add(
            Story(
                programme_id=pages.programme,
                site_id=site,
                day=DAY,
                school_year=YEAR,
                teller_role=Role.PUPIL,
                text=text,
                consent=consent,
            )
        )


def test_a_school_reads_its_own_figures_and_words(
    client_for: ClientFor, pages: Pages, store: Store
) -> None:
    tell(store, pages, pages.a, "Ik durf nu vragen stellen", Consent.SHARE)
    tell(store, pages, pages.a, "Dit blijft onder ons", Consent.TEAM_ONLY)
    tell(store, pages, pages.b, "Van de andere school", Consent.SHARE)
    client = client_for("an")
    assert f'href="{address(store, pages.a)}"' in client.get("/").text
    said = words(client.get(address(store, pages.a)).text)
    assert "2 / 4 Aantal leerlingen" in said
    assert "nog 2 te gaan" in said
    assert "1 activiteit gehouden" in said
    assert "Ik durf nu vragen stellen" in said
    assert "onder ons" not in said
    assert "andere school" not in said.split("Bekijk wat de stad ziet")[0]
    assert "Aantal scholen" not in said
    assert "zonder te weten wie het is" in said


def test_nobody_reads_the_sheet_of_another_school_and_the_city_reads_all(
    client_for: ClientFor, pages: Pages, store: Store
) -> None:
    assert client_for("an").get(address(store, pages.b)).status_code == 404
    assert client_for("an").get(address(store, 0)).status_code == 404
    assert client_for("an").get("/fiche/x").status_code == 404
    assert "Oefenschool B" in words(client_for("stad").get(address(store, pages.b)).text)


def test_an_empty_sheet_says_what_to_do(client_for: ClientFor, store: Store) -> None:
    with store.session_for(SYSTEM, "test") as session:
        site = session.scalars(select(Site.id).where(Site.code == "oefenschool_a")).one()
    assert "nog niets genoteerd" in words(client_for("stad").get(address(store, site)).text)


def test_a_name_finds_the_sheet(client_for: ClientFor, pages: Pages, store: Store) -> None:
    assert address(store, pages.b) in client_for("stad").get("/spring?q=oefenschool b").text
    assert address(store, pages.b) not in client_for("an").get("/spring?q=oefenschool b").text


def test_the_page_of_a_school_leads_to_its_sheet(
    client_for: ClientFor, pages: Pages, store: Store
) -> None:
    sheet = address(store, pages.b)
    ref = sheet.rsplit("/", 1)[1]
    assert f'href="{sheet}"' in client_for("stad").get(f"/scholen/details/?id={ref}").text
