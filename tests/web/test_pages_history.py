"""History in people's words, and undo that stays inside the scope of who asks."""

from __future__ import annotations

from datetime import date
from html import unescape

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from toc_core.db.records import Delivery
from toc_core.db.store import Store

from .conftest import ClientFor, csrf_of
from .pages_world import COORDINATOR, POSTER, YEAR, Pages, TickingClock, build_pages

ADDED = "Activiteit toegevoegd"
FIGURE = "3 / 4"


@pytest.fixture
def pages(store: Store) -> Pages:
    """The hand-made world."""
    store.clock = TickingClock()
    return build_pages(store)


def undo(client: FlaskClient, ref: str, back: str = "/") -> TestResponse:
    """Send the undo form as a browser does, and return the page it leads to."""
    token = csrf_of(client.get("/wachtwoord").text)
    return client.post(
        f"/ongedaan/{ref}",
        data={"csrf_token": token},
        headers={"Referer": f"http://localhost{back}"},
    )


def test_undo_moves_the_figure_back_and_can_itself_be_undone(
    client_for: ClientFor, pages: Pages
) -> None:
    client = client_for("an")
    pages.record_activity("an", ("K7M2P9C",), ADDED)
    assert FIGURE in client.get(POSTER).text
    answer = undo(client, pages.ref_of_entry(ADDED), POSTER)
    assert answer.status_code == 302
    assert answer.location == POSTER
    assert FIGURE not in client.get(POSTER).text
    undo(client, pages.ref_of_entry(f"Ongedaan gemaakt: {ADDED}"))
    assert FIGURE in client.get(POSTER).text


def test_the_record_tells_who_changed_what_in_words(
    client_for: ClientFor, pages: Pages, store: Store
) -> None:
    with store.changing(pages.principal("an"), "Activiteit gewijzigd") as session:
        row = session.scalars(select(Delivery).where(Delivery.ref == pages.delivery_a)).one()
        row.minutes = 75
    text = client_for("an").get(f"/geschiedenis/delivery/{pages.delivery_a}").text
    assert "<h2>Gewijzigd</h2>" in text
    assert "Activiteit gewijzigd" in text
    assert "<dt>Minuten</dt>" in text
    changes = text[text.index("<del>") : text.index("</ins>")]
    assert "50" in changes
    assert "75" in changes
    first = text[text.index("<h2>Toegevoegd</h2>") :]
    assert "Oefenschool A" in first
    assert "Campus Talent" in first
    assert "06/10/2025" in first


def test_a_foreign_record_does_not_exist_for_a_school(client_for: ClientFor, pages: Pages) -> None:
    client = client_for("an")
    assert client.get(f"/geschiedenis/delivery/{pages.delivery_b}").status_code == 404
    assert client.get("/geschiedenis/delivery/zzzzzzzzzz").status_code == 404
    assert client.get(f"/geschiedenis/webadmin_user/{pages.delivery_a}").status_code == 404
    assert client.get("/geschiedenis/delivery_past/x").status_code == 404


def test_a_removed_record_is_told_to_the_city_only(
    client_for: ClientFor, pages: Pages, store: Store
) -> None:
    with store.changing(pages.principal("an"), "Activiteit verwijderd") as session:
        session.delete(
            session.scalars(select(Delivery).where(Delivery.ref == pages.delivery_a)).one()
        )
    path = f"/geschiedenis/delivery/{pages.delivery_a}"
    assert client_for("an").get(path).status_code == 404
    text = client_for("stad").get(path).text
    assert "<h2>Verwijderd</h2>" in text
    assert "Activiteit verwijderd" in text


def test_a_school_cannot_undo_what_another_wrote(client_for: ClientFor, pages: Pages) -> None:
    pages.record_activity("bo", ("K7M2P9D",), "Van school B")
    assert undo(client_for("an"), pages.ref_of_entry("Van school B")).status_code == 404
    assert undo(client_for("an"), "zzzzzzzzzz").status_code == 404


def test_the_city_undoes_what_a_school_wrote(
    client_for: ClientFor, pages: Pages, store: Store
) -> None:
    pages.record_activity("bo", ("K7M2P9D",), "Van school B")
    assert undo(client_for("stad"), pages.ref_of_entry("Van school B")).status_code == 302
    with store.session_for(COORDINATOR, "test") as session:
        held = session.scalars(select(Delivery).where(Delivery.site_id == pages.b)).all()
    assert len(held) == 1


def test_what_was_changed_since_is_refused_with_a_sentence(
    client_for: ClientFor, pages: Pages, store: Store
) -> None:
    pages.record_activity("an", ("K7M2P9C",), ADDED)
    with store.changing(COORDINATOR, "Daarna nog gewijzigd") as session:
        for row in session.scalars(select(Delivery).where(Delivery.site_id == pages.a)):
            row.minutes = 20
    client = client_for("an")
    undo(client, pages.ref_of_entry(ADDED), POSTER)
    text = client.get(POSTER).text
    assert "daarna nog gewijzigd" in text
    assert FIGURE in text


def test_a_get_does_not_undo(client_for: ClientFor, pages: Pages) -> None:
    pages.record_activity("an", ("K7M2P9C",), ADDED)
    assert client_for("an").get(f"/ongedaan/{pages.ref_of_entry(ADDED)}").status_code == 405


def test_a_form_without_its_token_undoes_nothing(client_for: ClientFor, pages: Pages) -> None:
    pages.record_activity("an", ("K7M2P9C",), ADDED)
    client = client_for("an")
    assert client.post(f"/ongedaan/{pages.ref_of_entry(ADDED)}").status_code == 400
    assert FIGURE in client.get(POSTER).text


def test_the_whole_journal_is_for_the_city(client_for: ClientFor, pages: Pages) -> None:
    assert client_for("an").get("/geschiedenis").status_code == 403
    text = client_for("stad").get("/geschiedenis").text
    assert "Wereld gemaakt" in text
    assert "2 aanwezigheden toegevoegd" in text


def test_the_journal_tells_a_target_from_what_to_what_and_why(
    client_for: ClientFor, pages: Pages
) -> None:
    pages.agree(5, date(2026, 1, 14), "er kwam een klas bij", "stad", pages.a)
    pages.agree(3, date(2025, 9, 1), "te laat ingevoerd", "stad", pages.a)
    text = unescape(client_for("stad").get("/geschiedenis").text)
    target = f"Doel Aantal leerlingen (ondersteuning) (Campus Talent, Oefenschool A, {YEAR})"
    assert f"{target}: 4. Reden: niet opgegeven." in text
    assert f"{target}: van 4 naar 5. Reden: er kwam een klas bij." in text
    assert f"{target}: 3 (telde nooit: later ingevoerd, maar vroeger afgesproken dan" in text
    assert "1 doel of beginsituatie" not in text


def test_undo_never_leads_to_another_site(client_for: ClientFor, pages: Pages) -> None:
    pages.record_activity("an", ("K7M2P9C",), ADDED)
    client = client_for("an")
    token = csrf_of(client.get("/wachtwoord").text)
    answer = client.post(
        f"/ongedaan/{pages.ref_of_entry(ADDED)}",
        data={"csrf_token": token},
        headers={"Referer": "http://elsewhere.example/x"},
    )
    assert answer.location == "/"
