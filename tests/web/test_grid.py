"""Many rows at a time: pasted, checked in their cells, taken in and undone in one go."""

from __future__ import annotations

import re
from datetime import date

import pytest
from sqlalchemy import select
from toc_webadmin.grid import drafts

from toc_core.access import SYSTEM
from toc_core.db.journal import Entry
from toc_core.db.records import Delivery, DeliveryStatus, HeadCount
from toc_core.db.store import Store
from toc_core.theory import Role

from .attacks import DAYS, NUMBERS, TEXTS
from .conftest import ClientFor
from .grid_pages import ACTIVITIES, block, fields, paste, press, problems
from .pages_world import TickingClock
from .views_world import count

INTERVIEW = "Talentinterviews (leerlingen)"
GOOD = block(
    "Datum | Activiteit | Leerlingen | Opmerking",
    f"12/01/2026 | {INTERVIEW} | 14 | Klas 3",
    f"13/01/2026 | {INTERVIEW} |  | Klas 4",
    f"14/01/2026 | {INTERVIEW} | 0 | Klas 5",
)


@pytest.fixture(autouse=True)
def january(store: Store) -> None:
    """It is Thursday 15 January 2026."""
    store.clock = TickingClock()


def stored(store: Store) -> list[Delivery]:
    with store.session_for(SYSTEM, "kijken") as session:
        return list(session.scalars(select(Delivery).order_by(Delivery.day)))


def people(store: Store) -> dict[date, dict[Role, int]]:
    with store.session_for(SYSTEM, "kijken") as session:
        rows = session.scalars(select(Delivery).order_by(Delivery.day))
        return {r.day: {c.role: c.people for c in r.head_counts} for r in rows}


def test_pasted_rows_are_a_draft_until_they_are_taken_in_and_one_undo_takes_all_back(
    client_for: ClientFor, store: Store
) -> None:
    client = client_for("an")
    page = paste(client, ACTIVITIES, GOOD).text
    assert "3 klaar, 0 met een probleem" in page
    assert "Neem 3 op" in page
    assert stored(store) == []
    done = press(client, ACTIVITIES, "neem")
    assert done.location.endswith("/activiteiten/")
    page = client.get(done.location).text
    assert "3 rijen opgenomen." in page
    # An empty number was not counted; a zero was.
    assert people(store) == {
        date(2026, 1, 12): {Role.PUPIL: 14},
        date(2026, 1, 13): {},
        date(2026, 1, 14): {Role.PUPIL: 0},
    }
    assert {row.status for row in stored(store)} == {DeliveryStatus.HELD}
    with store.session_for(SYSTEM, "kijken") as session:
        newest = session.scalars(select(Entry.why).order_by(Entry.id.desc())).first()
    assert newest == "Activiteit toegevoegd"  # without a number: that would be of all schools
    undo = re.search(r'action="(/ongedaan/\w+)"', page)
    assert undo
    grid = client.get(ACTIVITIES).text
    assert "uit de klad gehaald" not in grid  # they are records now
    client.post(undo[1], data=fields(grid))
    assert (count(store, Delivery), count(store, HeadCount)) == (0, 0)
    # To mend what was wrong with all of them, they can be had back.
    assert "3 rijen uit de klad gehaald." in client.get(ACTIVITIES).text
    press(client, ACTIVITIES, "terug")
    assert "3 klaar, 0 met een probleem" in client.get(ACTIVITIES).text
    press(client, ACTIVITIES, "neem")
    assert len(stored(store)) == 3


def test_good_rows_go_in_and_the_others_stay_with_a_sentence_in_each_cell(
    client_for: ClientFor, store: Store
) -> None:
    client = client_for("an")
    rows = block(
        "Minuten | Datum | Interventie",
        f"50 | 12/01/2026 | {INTERVIEW}",
        "veel | 31/02/2026 | Talentintervieuws",
    )
    page = paste(client, ACTIVITIES, rows).text
    assert "1 klaar, 1 met een probleem" in page
    assert problems(page) == {
        "2-day": "'31/02/2026' is geen datum. Schrijf ze als 12/05/2025.",
        "2-element": "'Talentintervieuws' kennen we hier niet "
        "(bedoelde je 'Talentinterviews (Leerlingen)'?).",
        "2-minutes": "'veel' is geen getal.",
    }
    assert 'aria-invalid="true" aria-describedby="cel-2-minutes-fout"' in page
    done = press(client, ACTIVITIES, "neem")
    assert done.location.endswith("/activiteiten/tabel/")
    page = client.get(ACTIVITIES).text
    assert "1 rij opgenomen." in page
    assert fields(page)["cel-1-day"] == "31/02/2026"
    assert [row.minutes for row in stored(store)] == [50]
    typed = {"cel__1__day": "14/01/2026", "cel__1__element": INTERVIEW, "cel__1__minutes": ""}
    assert press(client, ACTIVITIES, "neem", **typed).status_code == 302
    assert [(row.day.day, row.minutes) for row in stored(store)] == [(12, 50), (14, None)]


def test_pressing_twice_stores_once(client_for: ClientFor, store: Store) -> None:
    client = client_for("an")
    paste(client, ACTIVITIES, GOOD)
    sent = fields(client.get(ACTIVITIES).text) | {"doel": "neem"}
    first, second = (client.post(ACTIVITIES, data=sent) for _press in range(2))
    assert first.status_code == 302
    assert "Wat al opgenomen was, staat er één keer" in second.text
    assert len(stored(store)) == 3
    assert "cel-1-day" in fields(client.get(ACTIVITIES).text)
    assert fields(client.get(ACTIVITIES).text)["cel-1-day"] == ""


def test_a_row_that_is_there_already_or_twice_in_the_draft_is_told_in_the_row(
    client_for: ClientFor, store: Store
) -> None:
    client = client_for("an")
    paste(client, ACTIVITIES, GOOD)
    press(client, ACTIVITIES, "neem")
    again = GOOD + f"9/01/2026\t{INTERVIEW}\t5\t\r\n9/01/2026\t{INTERVIEW}\t5\t\r\n"
    found = problems(paste(client, ACTIVITIES, again).text)
    there = "Deze activiteit staat er al. Is het een andere? Zeg dat in de opmerking."
    assert {found[f"{n}-day"] for n in (1, 2, 3)} == {there}
    assert found["5-day"].startswith("Dit is dezelfde als rij 4.")
    assert press(client, ACTIVITIES, "neem").status_code == 302
    assert len(stored(store)) == 4


def test_what_is_thrown_away_comes_back(client_for: ClientFor, store: Store) -> None:
    client = client_for("an")
    paste(client, ACTIVITIES, GOOD)
    before = fields(client.get(ACTIVITIES).text)
    press(client, ACTIVITIES, "gooi")
    page = client.get(ACTIVITIES).text
    assert "3 rijen uit de klad gehaald." in page
    assert "Nog geen rijen" in page
    press(client, ACTIVITIES, "terug")
    after = fields(client.get(ACTIVITIES).text)
    cells = {
        name: text for name, text in before.items() if text and name.startswith(("cel", "ref-"))
    }
    assert {name: after[name] for name in cells if after["cel-1-day"]}.items() >= {
        name: text for name, text in cells.items() if name.startswith("cel")
    }.items()
    press(client, ACTIVITIES, "", weg=after["ref-2"])
    page = client.get(ACTIVITIES).text
    assert "1 rij uit de klad gehaald." in page
    assert fields(page)["cel-2-day"] == "14/01/2026"


def test_a_draft_is_kept_as_it_was_typed_for_its_own_user_alone(
    client_for: ClientFor, store: Store
) -> None:
    client = client_for("an")
    typed = {"cel__1__day": "  ooit  ", "cel__1__note": "=1+1 \u202e👩‍👧 <script>"}
    answer = press(client, ACTIVITIES, "vanzelf", **typed).get_json()
    assert answer["said"].startswith("Klad bewaard ")
    assert (answer["counted"], answer["ready"]) == ("0 klaar, 1 met een probleem", "Neem op")
    assert set(answer["problems"]) == {"cel-1-day", "cel-1-element"}
    page = client_for("an").get(ACTIVITIES).text  # from another browser
    assert fields(page)["cel-1-day"] == "ooit"
    assert fields(page)["cel-1-note"] == "=1+1 \u202e👩‍👧 <script>"
    assert '<script>"' not in page
    for other, path in (("stad", ACTIVITIES), ("an", ACTIVITIES.replace("campus_talent", "buddy"))):
        assert "ooit" not in client_for(other).get(path).text


def test_two_tabs_on_one_draft_are_told_and_both_kept(client_for: ClientFor, store: Store) -> None:
    client = client_for("an")
    paste(client, ACTIVITIES, GOOD)
    mine, theirs = (fields(client.get(ACTIVITIES).text) for _tab in range(2))
    client.post(ACTIVITIES, data=theirs | {"cel-1-note": "Hun klas", "cel-4-day": "6/01/2026"})
    changed = mine | {"cel-1-note": "Mijn klas"}
    told = client.post(ACTIVITIES, data=changed | {"doel": "vanzelf"})
    assert told.status_code == 409
    assert "In een ander tabblad veranderde deze klad." in told.get_json()["said"]
    assert "Mijn klas" not in client.get(ACTIVITIES).text
    page = client.post(ACTIVITIES, data=changed | {"doel": "neem"}).text
    assert "In een ander tabblad veranderde deze klad." in page
    assert stored(store) == []
    notes = [text for name, text in fields(page).items() if name.endswith("note") and text]
    assert sorted(notes) == ["Hun klas", "Klas 4", "Klas 5", "Mijn klas"]
    assert "6/01/2026" in fields(page).values()


def test_ten_thousand_rows_are_refused_with_the_ceiling_and_nothing_is_lost(
    client_for: ClientFor,
) -> None:
    client = client_for("an")
    paste(client, ACTIVITIES, GOOD)
    many = block(*(f"12/01/2026 | {INTERVIEW} | | {n}" for n in range(10_000)))
    page = paste(client, ACTIVITIES, many).text
    assert "Je plakte 10000 rijen en er staan er al 3: in één klad passen er 200." in page
    assert f"12/01/2026\t{INTERVIEW}\t\t9999" in page  # still there to be cut into parts
    assert "3 klaar, 0 met een probleem" in client.get(ACTIVITIES).text
    fits = block(*(f"12/01/2026 | {INTERVIEW} | | {n + 1}" for n in range(197)))
    assert "200 klaar, 0 met een probleem" in paste(client, ACTIVITIES, fits).text
    assert press(client, ACTIVITIES, "neem").status_code == 302


def test_no_cell_and_no_block_breaks_the_page(client_for: ClientFor, store: Store) -> None:
    client = client_for("an")
    sent = fields(client.get(ACTIVITIES).text)
    columns = ("day", "element", "site", "status", "minutes", "pupils", "teachers", "note")
    for n, text in enumerate((*TEXTS, *NUMBERS, *DAYS, "1e309", "1.000", "01/01/1900")):
        text = text.encode("utf-8", "replace").decode()[:20_000]
        cells = {f"cel-1-{name}": text for name in columns}
        strange = {"version": text, "ref-1": text, "rij": text, "kolom": text, "weg": text}
        goal = ("vanzelf", "neem", text)[n % 3]
        answer = client.post(
            ACTIVITIES, data=sent | cells | strange | {"doel": goal, "plak": f"{text}\t{text}"}
        )
        assert answer.status_code in (200, 409), (text[:20], goal)
    assert stored(store) == []


def test_what_two_tabs_add_to_a_draft_stays_small(
    client_for: ClientFor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(drafts, "MOST_LETTERS", 100)
    client = client_for("an")
    sent = fields(client.get(ACTIVITIES).text)
    for n in range(4):  # each from a page that knew nothing of the others
        new = {"ref-1": f"{n}".rjust(10, "a"), "cel-1-note": f"{n}" * 60, "doel": "kijk"}
        page = client.post(ACTIVITIES, data=sent | new).text
        assert ("uit de klad gehaald" in page) is (n > 0)
    assert fields(page)["cel-1-note"] == "3" * 60
    assert fields(page)["cel-2-note"] == ""


def test_a_block_of_very_many_columns_is_answered_at_once(client_for: ClientFor) -> None:
    client = client_for("an")
    empty = paste(client, ACTIVITIES, "Datum" + "\t" * 100_000 + "\n" + "x\n" * 100_000).text
    assert "Je plakte 100000 rijen" in empty
    named = paste(client, ACTIVITIES, "Datum" + "\tnaam" * 100_000 + "\nx").text
    assert "Rechts vielen kolommen buiten de tabel" in named
    assert named.count("namen blijven op school") == 20


@pytest.mark.parametrize(
    ("cell", "text", "sentence"),
    [
        ("minutes", "1.000", "Schrijf 1000 of 1,000."),
        ("minutes", "1e309", "'1e309' is geen getal."),
        ("minutes", "0", "0 minuten kan niet; hoogstens 1440."),
        ("pupils", "12,5", "Dit is geen heel getal: '12,5'."),
        ("pupils", "-3", "Geef een getal van 0 tot 10000."),
        ("day", "01/01/1900", "1900-01-01 is geen datum van onze tijd"),
        ("day", "12/01/2016", "Dit ligt voor schooljaar 2018-2019. Kijk het jaartal na."),
        ("status", "misschien", "'misschien' kennen we hier niet; kies uit de lijst."),
        ("site", "Oefenschool B", "'Oefenschool B' kennen we hier niet"),
        ("note", "x" * 2001, "Dit is 2001 tekens; hoogstens 2000."),
        ("note", "a\x07b", "Hier staat een teken dat niet te lezen is"),
        ("day", "20/01/2026", "Er staat een aantal. Kies 'gedaan', of maak het aantal leeg."),
    ],
)
def test_a_cell_says_what_is_wrong_and_what_to_do(
    client_for: ClientFor, cell: str, text: str, sentence: str
) -> None:
    good = {"cel-1-day": "12/01/2026", "cel-1-element": INTERVIEW, "cel-1-pupils": "3"}
    client = client_for("an")
    sent = fields(client.get(ACTIVITIES).text) | good | {f"cel-1-{cell}": text}
    told = client.post(ACTIVITIES, data=sent | {"doel": "vanzelf"}).get_json()["problems"]
    assert any(words.startswith(sentence) for words in told.values()), told
