"""A note is on no screen until the school wants it, and then on no screen but the school's."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO

import pytest
from sqlalchemy import text
from toc_flexible_trajectories.models import NotesAllowed, TrajectoryRequest
from toc_flexible_trajectories.notes import Note

from toc_core.db.journal import ChangedRow
from toc_core.db.store import Store

from .conftest import COORDINATOR
from .screens import ALLOWED, NOTES, PAGES, REQUESTS, Admin, press, save, undo_of

SECRET = "zzgeheimzz"
KINDS = {"code": "flexible_trajectories", "table": Note.__tablename__, "indicator": "x"}


@pytest.fixture
def noted(admin: Admin) -> Admin:
    """The first school switched notes on, and wrote one about its request."""
    client = admin.client("a")
    admin.ask(client)
    (request,) = admin.rows(TrajectoryRequest)
    assert save(client, f"{ALLOWED}new/", since="2024-10-01").status_code == 302
    typed = {"request": request.ref, "note_class": "meldingsmap", "day": "2024-10-02"}
    assert save(client, f"{NOTES}new/", **typed, text=SECRET).status_code == 302
    return admin


def test_while_notes_are_off_no_screen_shows_them(admin: Admin) -> None:
    client = admin.client("a")
    asked = admin.ask(client).location
    for page in (REQUESTS, asked, f"{REQUESTS}new/"):
        shown = client.get(page).text
        assert NOTES not in shown
        assert "Notitie" not in shown.replace("Notities toelaten", "")
    for page in ("", "new/"):
        assert client.get(f"{NOTES}{page}").status_code == 403


def test_a_school_writes_changes_and_removes_its_note(noted: Admin) -> None:
    client = noted.client("a")
    assert NOTES in client.get(REQUESTS).text
    (note,) = noted.rows(Note)
    assert (note.text, note.known_by) == (SECRET, "a")
    shown = client.get(f"{NOTES}details/?id={note.ref}").text
    assert SECRET in shown
    assert "meldingsmap: alleen voor personeel" in shown
    assert "/geschiedenis/" not in shown
    (request,) = noted.rows(TrajectoryRequest)
    typed = {"request": request.ref, "note_class": "zorg", "day": "2024-10-02", "text": "anders"}
    saved = save(client, f"{NOTES}edit/?id={note.ref}", **typed)
    assert undo_of(client.get(saved.location).text) == ""
    assert [row.text for row in noted.rows(Note)] == ["anders"]
    gone = press(client, NOTES, f"{NOTES}delete/", id=note.ref)
    assert "Notitie verwijderd." in gone.text
    assert undo_of(gone.text) == ""
    assert noted.rows(Note) == []


def test_two_who_change_a_note_at_once_do_not_overwrite_each_other(noted: Admin) -> None:
    client = noted.client("a")
    (note,), (request,) = noted.rows(Note), noted.rows(TrajectoryRequest)
    typed = {"request": request.ref, "note_class": "zorg", "day": "2024-10-02"}
    path = f"{NOTES}edit/?id={note.ref}"
    assert save(client, path, **typed, text="eerst").status_code == 302
    late = save(client, path, **typed, text="later", row_version="1")
    assert late.status_code == 422
    assert [row.text for row in noted.rows(Note)] == ["eerst"]


def test_another_school_finds_no_note_also_when_it_keeps_notes_itself(noted: Admin) -> None:
    other = noted.client("b")
    assert other.get(NOTES).status_code == 403
    assert save(other, f"{ALLOWED}new/", since="2024-10-01").status_code == 302
    (note,) = noted.rows(Note)
    assert note.ref not in other.get(NOTES).text
    for action in ("details", "edit"):
        assert other.get(f"{NOTES}{action}/?id={note.ref}").status_code == 404


def test_the_city_reads_a_note_nowhere(noted: Admin) -> None:
    (note,) = noted.rows(Note)
    city, asked = noted.client("stad"), 0
    for rule in noted.app.url_map.iter_rules():
        if "GET" not in (rule.methods or ()) or "static" in rule.endpoint:
            continue
        for fmt in ("csv", "xlsx", "json", "html"):
            kinds = {**KINDS, "ref": note.ref, "fmt": fmt}
            path = re.sub(r"<(?:\w+:)?(\w+)>", lambda m, k=kinds: k.get(m[1], note.ref), rule.rule)
            for query in ("", f"?id={note.ref}", f"?search={SECRET}", "?oefen=1"):
                answer = city.get(path + query)
                assert SECRET not in _read(answer.data).replace(f"search={SECRET}", "").replace(
                    f'value="{SECRET}"', ""
                ).replace(f"Zoekwoord: {SECRET}", ""), path + query
                assert answer.status_code < 500, path + query
                asked += 1
            if "<fmt>" not in rule.rule:
                break
    assert asked > 100
    for path in (NOTES, f"{NOTES}details/?id={note.ref}", ALLOWED):
        assert city.get(path).status_code == 403
    assert NOTES not in city.get(PAGES + "/aanvragen/").text
    assert noted.rows(Note, COORDINATOR) == []


def test_the_city_writes_and_removes_no_note(noted: Admin) -> None:
    city = noted.client("stad")
    (note,) = noted.rows(Note)
    for action in ("new/", f"edit/?id={note.ref}", "delete/"):
        sent = {"id": note.ref, "text": "van de stad"}
        assert press(city, REQUESTS, f"{NOTES}{action}", **sent).status_code == 403
    assert [row.text for row in noted.rows(Note)] == [SECRET]


def test_a_note_of_the_screen_stands_in_its_own_table_alone(noted: Admin) -> None:
    noted.client("a").get(f"/geschiedenis/{Note.__tablename__}/aaaaaaaaaa")
    assert _holding(noted.practice.store) == {Note.__tablename__}
    told = {row.table_name for row in noted.rows(ChangedRow, COORDINATOR)}
    assert NotesAllowed.__tablename__ in told
    assert Note.__tablename__ not in told


def test_notes_go_off_once_they_are_gone(noted: Admin) -> None:
    client = noted.client("a")
    (allowed,), (note,) = noted.rows(NotesAllowed), noted.rows(Note)
    kept = press(client, ALLOWED, f"{ALLOWED}delete/", id=allowed.ref)
    assert "er hangen nog andere gegevens aan vast" in kept.text
    press(client, NOTES, f"{NOTES}delete/", id=note.ref)
    off = press(client, ALLOWED, f"{ALLOWED}delete/", id=allowed.ref)
    assert client.get(NOTES).status_code == 403
    assert "Ongedaan gemaakt." in press(client, ALLOWED, undo_of(off.text)).text
    assert client.get(NOTES).status_code == 200


def _read(data: bytes) -> str:
    """Return what a file says; a workbook is unpacked."""
    if not zipfile.is_zipfile(BytesIO(data)):
        return data.decode("utf-8", "replace")
    with zipfile.ZipFile(BytesIO(data)) as book:
        return " ".join(book.read(name).decode("utf-8", "replace") for name in book.namelist())


def _holding(store: Store) -> set[str]:
    from sqlalchemy import inspect

    with store.engine.connect() as connection:
        return {
            name
            for name in inspect(connection).get_table_names()
            if any(
                SECRET in str(row) for row in connection.execute(text(f'SELECT * FROM "{name}"'))
            )
        }
