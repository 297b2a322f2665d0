"""The words beside the figures: written by the city, read with the report, and never lost."""

from __future__ import annotations

import json
import re

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from toc_core.access import SYSTEM
from toc_core.db.measures import CommentaryRow
from toc_core.db.store import Store

from .conftest import ClientFor, csrf_of
from .pages_world import REPORT, YEAR, Pages, TickingClock, build_pages

PRACTICE = f"{REPORT}?oefen=1&periode={YEAR}"
SAVE = f"{REPORT}/duiding?oefen=1&periode={YEAR}"
TEXTS = {"striking": "Meer gesprekken.", "meaning": "Het leeft.", "next_steps": "Verder zo."}


@pytest.fixture
def pages(store: Store) -> Pages:
    """The hand-made world."""
    store.clock = TickingClock()
    return build_pages(store)


def save(client: FlaskClient, address: str = SAVE, **texts: str) -> tuple[int, str]:
    """Send the form as the page offers it, with these texts; return the answer."""
    page = client.get(address.replace("/duiding", "")).text
    return send(client, page, address, **texts)


def send(client: FlaskClient, page: str, address: str = SAVE, **texts: str) -> tuple[int, str]:
    """Send the form of a page that was opened before."""
    version = re.search(r'name="row_version" value="(\d+)"', page)
    assert version
    form = {"csrf_token": csrf_of(page), "row_version": version[1], **texts}
    answer = client.post(address, data=form, follow_redirects=True)
    return answer.status_code, answer.text


def stored(store: Store) -> list[tuple[str, bool, str]]:
    with store.session_for(SYSTEM, "kijken") as session:
        rows = session.scalars(select(CommentaryRow))
        return [(row.period, row.fictitious, row.striking) for row in rows]


def test_the_city_writes_and_whoever_reads_the_report_reads_it(
    client_for: ClientFor, pages: Pages
) -> None:
    code, page = save(client_for("stad"), **TEXTS)
    assert (code, "Duiding geschreven: Campus Talent, schooljaar 2025-2026." in page) == (200, True)
    read = client_for("an").get(f"{REPORT}?periode={YEAR}").text
    assert '<h3>Wat valt op?</h3><p class="written">Meer gesprekken.</p>' in read
    assert 'name="striking"' not in read
    files = client_for("an").get(f"{REPORT}.json?periode={YEAR}").text
    assert json.loads(files)["commentaries"][0]["meaning"] == "Het leeft."


def test_a_school_cannot_write(client_for: ClientFor, pages: Pages, store: Store) -> None:
    client = client_for("an")
    token = csrf_of(client.get("/").text)
    assert client.post(SAVE, data={"csrf_token": token, **TEXTS}).status_code == 403
    assert stored(store) == []


def test_words_about_practice_never_stand_beside_real_figures(
    client_for: ClientFor, pages: Pages, store: Store
) -> None:
    client = client_for("stad")
    save(client, **TEXTS)
    real = f"{REPORT}?periode={YEAR}"
    assert "Meer gesprekken." not in client.get(real).text
    save(client, f"{REPORT}/duiding?periode={YEAR}", striking="Echt.")
    assert stored(store) == [(YEAR, True, "Meer gesprekken."), (YEAR, False, "Echt.")]
    assert "Echt." not in client.get(PRACTICE).text


def test_what_was_written_is_undone_with_one_button(
    client_for: ClientFor, pages: Pages, store: Store
) -> None:
    client = client_for("stad")
    save(client, **TEXTS)
    _code, page = save(client, striking="Fout.")
    undo = re.search(r'action="(/ongedaan/\w+)"', page)
    assert undo
    client.post(undo[1], data={"csrf_token": csrf_of(page)}, headers={"Referer": PRACTICE})
    assert stored(store) == [(YEAR, True, "Meer gesprekken.")]


def test_empty_texts_take_the_row_away_and_nothing_new_changes_nothing(
    client_for: ClientFor, pages: Pages, store: Store
) -> None:
    client = client_for("stad")
    assert "Er was niets te wijzigen." in save(client)[1]
    save(client, **TEXTS)
    assert "Er was niets te wijzigen." in save(client, **TEXTS)[1]
    assert "Duiding gewist" in save(client)[1]
    assert stored(store) == []


def test_a_second_editor_sees_both_texts_and_then_decides(
    client_for: ClientFor, pages: Pages, store: Store
) -> None:
    client = client_for("stad")
    opened = client.get(PRACTICE).text
    save(client, striking="De eerste.")
    code, page = send(client, opened, striking="De tweede.")
    assert code == 422
    assert "Terwijl jij typte, schreef stad hier ook." in page
    assert ">De tweede.</textarea>" in page
    assert "<b>Er staat nu:</b> De eerste." in page
    assert stored(store) == [(YEAR, True, "De eerste.")]
    assert send(client, page, striking="De tweede.")[0] == 200
    assert stored(store) == [(YEAR, True, "De tweede.")]


def test_what_cannot_be_stored_is_kept_in_its_field(
    client_for: ClientFor, pages: Pages, store: Store
) -> None:
    code, page = save(client_for("stad"), striking="goed", meaning="slecht\x07")
    assert code == 422
    assert ">goed</textarea>" in page
    assert "Hier staat een teken dat niet te lezen is; typ het opnieuw." in page
    assert stored(store) == []


def test_script_is_only_words(client_for: ClientFor, pages: Pages) -> None:
    hostile = "</textarea><script>x</script>{{7*7}}"
    _code, page = save(client_for("stad"), striking=hostile)
    assert "<script>x" not in page
    assert "{{7*7}}" in page


def test_a_page_of_several_periods_writes_for_the_newest(
    client_for: ClientFor, pages: Pages, store: Store
) -> None:
    client = client_for("stad")
    both = f"{REPORT}/duiding?oefen=1&periode=2024-2025&periode={YEAR}"
    assert save(client, both, striking="Van nu.")[0] == 200
    assert stored(store) == [(YEAR, True, "Van nu.")]


def test_a_report_without_figures_says_so_and_what_is_missing_stands_first(
    client_for: ClientFor, pages: Pages
) -> None:
    client = client_for("stad")
    empty = client.get(f"{REPORT}?oefen=1&periode=2020.Q1").text
    assert "Zonder cijfers nog" in empty
    page = client.get(PRACTICE).text
    assert "Zonder cijfers nog" not in page
    missing = page.index("Ontbreekt nog in schooljaar 2025-2026")
    assert missing < page.index("Alle cijfers")
