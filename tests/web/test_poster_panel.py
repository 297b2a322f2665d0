"""The panel of a box: its years, who changed what, and the poster on paper and as a file."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from html import unescape
from xml.etree import ElementTree

import pytest
from playwright.sync_api import Page
from sqlalchemy import select

from toc_core.access import SYSTEM
from toc_core.db.measures import Observation
from toc_core.db.people import CITY_SITE
from toc_core.db.store import Store
from toc_core.db.theory import IndicatorRow, ProgrammeRow

from .conftest import ClientFor
from .pages_world import DAY, POSTER, Pages, TickingClock, add_activity, build_pages
from .test_pages_dashboard import statements

BOX = f"{POSTER}?blok=pupils_supported"


@pytest.fixture
def pages(store: Store) -> Pages:
    """The hand-made world."""
    store.clock = TickingClock()
    return build_pages(store)


def panel(text: str) -> str:
    """Return the words of the panel, without the marks."""
    found = text[text.index('id="blok"') : text.index("</section>", text.index('id="blok"'))]
    return " ".join(re.sub("<[^>]+>", " ", found).split())


def before(pages: Pages) -> None:
    """Record an activity of school A in each of the two school years before."""
    with pages.store.changing(SYSTEM, "vroeger") as session:
        for year in (2023, 2024):
            add_activity(session, pages, pages.a, ()).day = date(year, 10, 6)


def observed(pages: Pages, values: tuple[int, ...], *, text: str = "") -> str:
    """Enter a typed total of Buddy for the city, change it, and return its reference."""
    with pages.store.changing(SYSTEM, "ingevoerd") as session:
        buddy = session.scalars(select(ProgrammeRow.id).where(ProgrammeRow.code == "buddy")).one()
        indicator = select(IndicatorRow.id).where(
            IndicatorRow.programme_id == buddy, IndicatorRow.code == "buddies"
        )
        row = Observation(
            programme_id=buddy, indicator_id=session.scalars(indicator).one(), site_id=CITY_SITE,
            period="2018-2019", period_start=date(2018, 9, 1), period_end=date(2019, 8, 31),
            value=None if text else Decimal(values[0]), text=text,
        )  # fmt: skip
        session.add(row)
        session.flush()
        number = row.id
    for value in values[1:]:
        with pages.store.changing(SYSTEM, "verbeterd") as session:
            session.get_one(Observation, number).value = Decimal(value)
    return row.ref


def test_a_box_shows_its_school_years_as_a_picture_and_as_a_table(
    client_for: ClientFor, pages: Pages
) -> None:
    before(pages)
    text = client_for("an").get(f"{POSTER}?blok=pupil_interventions&periode=2025-2026").text
    assert text.count('<svg class="spark"') == 1
    assert text.count('class="spark-line"') == 1  # the year that still runs is not compared
    words = panel(text)
    assert "2023-2024 1 2024-2025 1" in words
    assert "voorlopig" in words


def test_the_targets_of_a_box_say_who_changed_what_and_why(
    client_for: ClientFor, pages: Pages
) -> None:
    pages.agree(9, date(2026, 1, 10), "een klas erbij", "els", site=pages.a)
    words = panel(client_for("an").get(BOX).text)
    assert "Doel 2025-2026, Oefenschool A: van 4 naar 9. Reden: een klas erbij." in words
    assert "els" in words
    assert words.index("van 4 naar 9") < words.index("Oefenschool A: 4.")  # the newest first


def test_another_school_and_the_real_poster_do_not_see_a_target_of_practice(
    client_for: ClientFor, pages: Pages
) -> None:
    assert "Oefenschool A" not in panel(client_for("bo").get(BOX).text)
    assert "Oefenschool" not in panel(client_for("stad").get(BOX).text)
    assert "Doel 2025-2026, Oefenschool A: 4." in panel(
        client_for("stad").get(f"{BOX}&oefen=1").text
    )


def test_an_observation_tells_from_what_to_what_and_leads_to_its_record(
    client_for: ClientFor, pages: Pages
) -> None:
    ref = observed(pages, (44, 45))
    text = client_for("stad").get("/programma/buddy/poster?blok=buddies").text
    words = panel(text)
    assert "Meting 2018-2019: van 44 naar 45." in words
    assert "Meting 2018-2019: 44." in words
    assert ref in text


def test_a_removed_observation_stays_told(client_for: ClientFor, pages: Pages) -> None:
    ref = observed(pages, (44,))
    with pages.store.changing(SYSTEM, "weg") as session:
        session.delete(session.scalars(select(Observation).where(Observation.ref == ref)).one())
    words = panel(client_for("stad").get("/programma/buddy/poster?blok=buddies").text)
    assert "Meting 2018-2019: verwijderd (44)." in words


def test_the_words_of_an_observation_are_not_repeated(client_for: ClientFor, pages: Pages) -> None:
    observed(pages, (), text="Jan vertelde iets")
    words = panel(client_for("stad").get("/programma/buddy/poster?blok=buddies").text)
    assert "Meting 2018-2019: in woorden." in words
    history = words[words.index("Wie wijzigde wat") :]
    assert "Jan" not in history.partition("Wat erachter zit")[0]


def test_the_number_of_statements_does_not_grow_with_years_or_changes(
    client_for: ClientFor, pages: Pages, store: Store
) -> None:
    client = client_for("stad")
    few = statements(client, store, f"{BOX}&oefen=1&periode=2025-2026")
    before(pages)
    for value in range(5, 9):
        pages.agree(value, DAY, "weer anders", "els", site=pages.a)
    assert statements(client, store, f"{BOX}&oefen=1&periode=2025-2026") == few


def test_the_poster_downloads_as_svg_with_its_figures(client_for: ClientFor, pages: Pages) -> None:
    answer = client_for("an").get("/programma/campus_talent/poster.svg?verbanden=1")
    assert answer.mimetype == "image/svg+xml"
    assert "campus_talent-poster.svg" in answer.headers["Content-Disposition"]
    words = "".join(ElementTree.fromstring(answer.text).itertext())
    assert "2 / 4" in words
    assert "Oefengegevens: fictief" in words
    plain = client_for("an").get("/programma/campus_talent/poster.svg?laag=geen").text
    assert "2 / 4" not in plain


def test_the_print_view_is_the_poster_alone_and_keeps_its_layer(
    client_for: ClientFor, pages: Pages
) -> None:
    text = client_for("an").get(f"{POSTER}?druk=1&laag=geen&verbanden=1").text
    assert "<nav" not in text
    assert "Druk af met Ctrl+P" in text
    assert "<path class=derived" in text
    assert 'href="/programma/campus_talent/poster?laag=geen&amp;verbanden=1"' in text


def test_a_reader_of_french_sees_the_french_labels(client_for: ClientFor, pages: Pages) -> None:
    asked = client_for("stad").get(f"{BOX}&oefen=1", headers={"Accept-Language": "fr"})
    text = unescape(asked.text).replace("\u00ad", "")
    assert "Nombre d'élèves (soutien)" in text
    assert "Chaque élève présent" in panel(text)


@pytest.mark.browser
def test_the_panel_stands_beside_the_poster_and_escape_closes_it(
    browser_page: Callable[..., Page], pages: Pages
) -> None:
    page = browser_page("an", POSTER)
    page.locator('[data-code="positive_learning_careers"] a').click()
    page.wait_for_url("**blok=positive_learning_careers**")
    page.wait_for_function("document.activeElement.id === 'blok'")
    page.wait_for_function("document.querySelector('.poster-frame').scrollLeft > 0")
    panel, box = (page.locator(place).bounding_box() for place in ("#blok", "#te53"))
    assert panel
    assert box
    assert box["x"] + box["width"] <= panel["x"]  # the box that was opened stays in view
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.keyboard.press("Escape")
    page.wait_for_url(lambda url: "blok=" not in url)
    assert page.locator("#blok").count() == 0


@pytest.mark.browser
@pytest.mark.parametrize("width", [1280, 390, 320])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_an_open_panel_and_the_print_view_are_accessible(
    browser_page: Callable[..., Page],
    axe_violations: Callable[[Page], list[str]],
    pages: Pages,
    width: int,
    scheme: str,
) -> None:
    before(pages)
    page = browser_page("an", f"{POSTER}?blok=pupil_interventions", width=width, scheme=scheme)
    page.locator("summary", has_text="Per schooljaar").click()
    assert axe_violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    poster, panel = (page.locator(place).bounding_box() for place in (".poster-frame", "#blok"))
    assert poster
    assert panel
    assert panel["y"] >= poster["y"] + poster["height"] or width == 1280  # below it on a phone
    page.goto(f"{POSTER}?druk=1&verbanden=1")
    assert axe_violations(page) == []


@pytest.mark.browser
def test_the_panel_works_without_scripts(browser_page: Callable[..., Page], pages: Pages) -> None:
    page = browser_page("an", POSTER, java_script_enabled=False)
    page.locator('[data-code="pupils_supported"] a').click()
    page.wait_for_url("**blok=pupils_supported**")
    page.get_by_role("link", name="Sluit", exact=True).click()
    page.wait_for_url("**#te*")
    assert page.locator("#blok").count() == 0
