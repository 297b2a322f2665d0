"""The poster shows what was recorded, at once, and only to those who may see it."""

from __future__ import annotations

import re

import pytest
from flask import Flask

from toc_core.db.store import Store

from .conftest import ClientFor
from .pages_world import POSTER, Pages, TickingClock, build_pages, counted_rows


@pytest.fixture
def pages(store: Store) -> Pages:
    """The hand-made world."""
    store.clock = TickingClock()
    return build_pages(store)


def box(text: str, code: str) -> str:
    """Return the words on the box of an element."""
    found = re.search(rf'data-code="{code}">(.*?)</li>', text, re.S)
    assert found, f"no box {code}"
    return " ".join(re.sub("<[^>]+>", " ", found[1]).split())


def test_a_recorded_activity_moves_the_figure_at_once(client_for: ClientFor, pages: Pages) -> None:
    client = client_for("an")
    assert "2 / 4" in box(client.get(POSTER).text, "pupils_supported")
    pages.record_activity("an", ("K7M2P9B", "K7M2P9C"), "Activiteit toegevoegd")
    # A and B were there the first time, B and C now: three pupils, each once.
    assert "3 / 4" in box(client.get(POSTER).text, "pupils_supported")


def test_a_school_sees_only_its_own_figures_and_is_told_so(
    client_for: ClientFor, pages: Pages
) -> None:
    text = client_for("bo").get(POSTER).text
    assert "9" in box(text, "pupils_supported")  # its head count, not A's two pupils by code
    assert "Cijfers van jouw school: Oefenschool B." in text
    assert "Oefenschool A" not in text


def test_the_city_sees_practice_only_when_it_asks_and_with_a_banner(
    client_for: ClientFor, pages: Pages
) -> None:
    client = client_for("stad")
    plain = client.get(POSTER).text
    assert "Oefengegevens: fictief" not in plain
    assert "–" in box(plain, "pupils_supported")
    practice = client.get(f"{POSTER}?oefen=1").text
    # Two pupils by code at A and nine heads at B: other schools, so nobody counts twice here.
    assert "11" in box(practice, "pupils_supported")
    plain = practice.replace("\u00ad", "")
    assert plain.count("Oefengegevens: fictief") == 2  # above the page, and on paper


def test_a_blank_is_a_dash_and_a_gap_is_called_a_gap(client_for: ClientFor, pages: Pages) -> None:
    text = client_for("an").get(POSTER).text
    assert box(text, "core_team_meetings").endswith("–")
    assert "geen indicator (lacune)" in box(text, "lasting_change")


def test_the_clean_poster_has_no_figures(client_for: ClientFor, pages: Pages) -> None:
    text = client_for("an").get(f"{POSTER}?laag=geen").text
    assert "2 / 4" not in text
    assert "Alle cijfers als tabel" not in text


def test_a_box_opens_with_its_definition_its_records_and_its_source(
    client_for: ClientFor, pages: Pages
) -> None:
    text = client_for("an").get(f"{POSTER}?blok=pupils_supported").text
    panel = text[text.index('id="blok"') : text.index("</section>", text.index('id="blok"'))]
    assert "Elke leerling die bij minstens" in panel
    assert "2 registraties van aanwezigen" in panel
    assert "doel 4: nog 2 te gaan" in panel
    assert "06/10/2025" in panel
    assert pages.delivery_a in panel
    assert "Zo staat het in de bron" in panel


def test_every_figure_stands_in_the_table_twin(client_for: ClientFor, pages: Pages) -> None:
    text = client_for("an").get(POSTER).text
    twin = text[text.index('<details class="twin"') :]
    assert twin.count('<th scope="row">') == 11  # the eleven outputs of the poster
    assert "geen doel afgesproken" in twin


@pytest.mark.parametrize(
    ("query", "status", "words"),
    [
        ("periode=2024-26", 400, "bedoelde je"),
        ("periode=2024-2025", 200, "schooljaar 2024-2025"),
        ("periode=2025-2026.T1", 200, "trimester 1 van schooljaar 2025-2026"),
        ("blok=pupils_suported", 404, "bedoelde je &#39;pupils_supported&#39;"),
    ],
)
def test_what_is_asked_is_shown_or_its_mistake_is_named(
    client_for: ClientFor, pages: Pages, query: str, status: int, words: str
) -> None:
    answer = client_for("an").get(f"{POSTER}?{query}")
    assert answer.status_code == status
    assert words in answer.text


def test_an_unknown_programme_is_named_with_the_nearest(
    client_for: ClientFor, pages: Pages
) -> None:
    answer = client_for("an").get("/programma/campus_tallent/poster")
    assert answer.status_code == 404
    assert "bedoelde je &#39;campus_talent&#39;" in answer.text


def test_a_stranger_reaches_no_page(app: Flask, pages: Pages) -> None:
    for path in ("/", POSTER, "/programma/campus_talent/rapport.csv", "/geschiedenis"):
        assert app.test_client().get(path).status_code == 302


def test_looking_at_every_page_writes_nothing(
    client_for: ClientFor, pages: Pages, store: Store
) -> None:
    before = counted_rows(store)
    client = client_for("stad")
    for path in ("/", POSTER, f"{POSTER}?blok=schools&oefen=1", "/geschiedenis", "/?oefen=1"):
        assert client.get(path).status_code == 200
    for name in ("csv", "xlsx", "json", "html"):
        client.get(f"/programma/campus_talent/rapport.{name}?oefen=1")
    client.get(f"/geschiedenis/delivery/{pages.delivery_a}")
    assert counted_rows(store) == before


def test_the_positions_stand_in_one_block_with_the_nonce_of_the_page(
    client_for: ClientFor, pages: Pages
) -> None:
    answer = client_for("an").get(POSTER)
    nonce = re.search(r"'nonce-([^']+)'", answer.headers["Content-Security-Policy"])
    assert nonce
    assert answer.text.count("<style") == answer.text.count(f'<style nonce="{nonce[1]}"') == 1
    assert " style=" not in answer.text
    assert answer.text.count("<script") == answer.text.count('<script src="/static/')
