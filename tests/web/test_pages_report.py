"""The report: the same figures on the page and in every file, asked for in plain words."""

from __future__ import annotations

import csv
import io
import json
import re
from datetime import date

import pytest

from toc_core.db.store import Store

from .conftest import ClientFor
from .pages_world import POSTER, REPORT, Pages, TickingClock, add_activity, build_pages


@pytest.fixture
def pages(store: Store) -> Pages:
    """The hand-made world."""
    store.clock = TickingClock()
    return build_pages(store)


def shown_on_page(text: str) -> list[str]:
    """Return the values in the table of the report, top to bottom."""
    return re.findall(r'<span class="value">([^<]*)</span>', text)


def shown_periods(text: str) -> list[str]:
    """Return the columns of the table with all figures."""
    every = text.partition('id="alle-cijfers"')[2]
    return re.findall(r'<th scope="col" class="number">([^<]+)<', every)


def test_the_page_and_the_file_say_the_same(client_for: ClientFor, pages: Pages) -> None:
    client = client_for("an")
    page = client.get(REPORT).text
    rows = list(csv.DictReader(io.StringIO(client.get(f"{REPORT}.csv").text)))
    assert shown_on_page(page) == [row["shown"] for row in rows]
    assert {row["indicator"]: row["shown"] for row in rows}["pupils_supported"] == "2"


def test_a_recorded_activity_moves_the_report_at_once(client_for: ClientFor, pages: Pages) -> None:
    client = client_for("an")
    pages.record_activity("an", ("K7M2P9C",), "Activiteit toegevoegd")
    figures = json.loads(client.get(f"{REPORT}.json").text)["figures"]
    # Two pupils the first time and one new pupil now.
    assert [f["value"] for f in figures if f["indicator"] == "pupils_supported"] == ["3"]


def test_a_file_carries_its_name_and_stays_out_of_caches(
    client_for: ClientFor, pages: Pages
) -> None:
    answer = client_for("stad").get(f"{REPORT}.xlsx?periode=2024-2025")
    assert answer.headers["Content-Disposition"] == (
        'attachment; filename="campus_talent-2024-2025.xlsx"'
    )
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.data[:2] == b"PK"


def test_a_school_reads_its_own_rows_and_the_file_of_practice_says_so(
    client_for: ClientFor, pages: Pages
) -> None:
    answer = client_for("bo").get(f"{REPORT}.csv?per=site")
    assert answer.headers["Content-Disposition"].endswith(
        '"campus_talent-2025-2026-school-oefengegevens.csv"'
    )
    assert "oefenschool_b" in answer.text
    assert "oefenschool_a" not in answer.text
    assert "Oefengegevens: fictief" in answer.text


@pytest.mark.parametrize(
    ("path", "status", "sentence"),
    [
        (f"{REPORT}?periode=2024-12", 400, "Periode &#39;2024-12&#39; begrijp ik niet"),
        (f"{REPORT}?periode=2024-26&periode=2023-2024", 400, "bedoelde je"),
        (f"{REPORT}?per=sit", 400, "bedoelde je &#39;site&#39;"),
        (f"{REPORT}.xslx?periode=2023-2024", 404, "bedoelde je &#39;xlsx&#39;"),
    ],
)
def test_what_is_not_understood_is_named_and_the_form_is_kept(
    client_for: ClientFor, pages: Pages, path: str, status: int, sentence: str
) -> None:
    answer = client_for("stad").get(path)
    assert answer.status_code == status
    assert sentence in answer.text
    if "2023-2024" in path:
        assert re.search(r'value="2023-2024" checked', answer.text)
    if "2024-26" in path:
        assert 'value="2024-26"' in answer.text


def test_two_periods_stand_beside_each_other(client_for: ClientFor, pages: Pages) -> None:
    text = client_for("an").get(f"{REPORT}?periode=2025-2026&periode=2024-2025").text
    assert text.index(">2024-2025</th>") < text.index(">2025-2026</th>")


def test_without_a_choice_every_year_with_data_is_shown(
    client_for: ClientFor, pages: Pages, store: Store
) -> None:
    with store.changing(pages.principal("an"), "Jaren later") as session:
        for year in range(2017, 2023):
            add_activity(session, pages, pages.a, ()).day = date(year, 10, 6)
    text = client_for("an").get(REPORT).text
    assert shown_periods(text) == [
        f"{year}-{year + 1}" for year in range(2021, 2026)
    ]  # the newest five
    one = client_for("an").get(f"{REPORT}?schooljaar=2022-2023").text
    assert shown_periods(one) == ["2022-2023"]


@pytest.mark.parametrize("path", ["/", POSTER, REPORT])
def test_the_city_finds_the_practice_figures_and_the_way_back(
    client_for: ClientFor, pages: Pages, path: str
) -> None:
    client = client_for("stad")
    text = client.get(f"{path}?laag=stand").text
    there = re.search(r'<a href="([^"]+)">Toon oefengegevens</a>', text)
    assert there
    practice = client.get(there[1].replace("&amp;", "&")).text
    assert practice.count('class="practice"') == 1
    back = re.search(r'<a href="([^"]+)">Toon echte cijfers</a>', practice)
    assert back
    assert back[1] == f"{path}?laag=stand"
    assert "Toon oefengegevens" not in client_for("an").get(path).text
