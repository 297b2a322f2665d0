"""The pages in a real browser: readable by everyone, on a phone, on paper and without a script."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from playwright.sync_api import Page
from sqlalchemy import select

from toc_core.db.records import Delivery
from toc_core.db.store import Store

from .pages_world import POSTER, REPORT, YEAR, Pages, TickingClock, build_pages

pytestmark = pytest.mark.browser

DASHBOARD = "/programma/campus_talent/beeld"
FIGURE = "/programma/campus_talent/cijfer/pupils_supported"
LOOKS = [(1280, "light"), (1280, "dark"), (390, "light"), (320, "dark")]


@pytest.fixture
def pages(store: Store) -> Pages:
    """The hand-made world."""
    store.clock = TickingClock()
    return build_pages(store)


def paths(pages: Pages) -> list[str]:
    """Return an address of every page of the coordinator."""
    return [
        "/?oefen=1",
        f"{POSTER}?oefen=1&verbanden=1",
        f"{POSTER}?oefen=1&blok=pupils_supported",
        f"{REPORT}?oefen=1&per=site&periode=2025-2026&periode=2024-2025",
        f"{FIGURE}?oefen=1&periode={YEAR}",
        f"{DASHBOARD}?oefen=1&periode={YEAR}",
        "/geschiedenis",
        "/gebruikers",
        "/gebruikers/2",
        f"/geschiedenis/delivery/{pages.delivery_a}",
        f"/fiche/{pages.ref_of_site(pages.a)}",
        "/schooljaar-klaarzetten?oefen=1&jaar=2026-2027",
        "/spring?q=verhalen",
        "/begrippen",
        "/over",
        "/toegankelijkheid",
    ]


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_every_page_is_readable_and_fits(
    browser_page: Callable[..., Page],
    axe_violations: Callable[[Page], list[str]],
    pages: Pages,
    width: int,
    scheme: str,
) -> None:
    page = browser_page("stad", width=width, scheme=scheme)
    said: list[str] = []
    foreign: list[str] = []
    own = page.url.rstrip("/")
    page.on("console", lambda message: said.append(message.text))
    page.on("request", lambda r: r.url.startswith((own, "data:")) or foreign.append(r.url))
    for path in paths(pages):
        page.goto(path)
        page.evaluate("document.querySelectorAll('main details').forEach(d => d.open = true)")
        assert axe_violations(page) == [], path
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
    assert (said, foreign) == ([], [])


def test_ctrl_k_and_a_few_letters_lead_anywhere(
    browser_page: Callable[..., Page], axe_violations: Callable[[Page], list[str]], pages: Pages
) -> None:
    page = browser_page("an", REPORT)
    page.keyboard.press("Control+k")
    page.keyboard.type("verhal")
    page.locator("#plaatsen li").first.wait_for()
    assert axe_violations(page) == []
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/programma/*/verhalen/")
    page.keyboard.press("Control+k")
    page.keyboard.type("<b>")
    page.get_by_text("Niets gevonden voor '<b>'").wait_for()
    page.keyboard.press("Escape")
    assert page.locator("#plaatsen").is_hidden()


def test_who_changed_a_target_and_why_can_be_read_on_a_phone(
    browser_page: Callable[..., Page], pages: Pages
) -> None:
    pages.agree(5, date(2026, 1, 14), "er kwam een klas bij", "bo.maes", pages.a)
    page = browser_page("stad", f"{FIGURE}?oefen=1&periode={YEAR}", width=390)
    newest = page.locator(".explained .stack tbody tr").first
    for words in ("bo.maes", "er kwam een klas bij", "14/01/2026"):
        cell = newest.get_by_text(words, exact=True)
        assert cell.is_visible()
        box = cell.bounding_box()
        assert box
        assert box["x"] + box["width"] <= 390
    label = "(cell) => getComputedStyle(cell, '::before').content"
    assert newest.locator("td").nth(3).evaluate(label) == '"Afgesproken op"'


def test_no_year_of_a_report_falls_off_a_phone(
    browser_page: Callable[..., Page], pages: Pages
) -> None:
    years = "&".join(f"periode={year}" for year in ("2023-2024", "2024-2025", YEAR))
    page = browser_page("stad", f"{REPORT}?oefen=1&{years}", width=390)
    for table in page.locator(".scroll").all():
        assert table.evaluate("e => e.scrollWidth <= e.clientWidth")


def test_a_picture_keeps_its_letters_readable_and_its_table_is_copied(
    browser_page: Callable[..., Page], pages: Pages
) -> None:
    page = browser_page("an", f"{DASHBOARD}?periode={YEAR}", width=390)
    sizes = "all => all.map(e => parseFloat(getComputedStyle(e).fontSize) * e.getScreenCTM().a)"
    assert min(page.locator(".drawn svg text").evaluate_all(sizes)) >= 12
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.locator("#beeld-stand ~ details > summary").click()
    page.locator("[data-copy=beeld-stand-tabel]").click()
    page.get_by_text("Gekopieerd. Plak het in Excel.").wait_for()
    lines = page.evaluate("navigator.clipboard.readText()").splitlines()
    assert lines[0].split("\t")[:2] == ["Indicator", "Cijfer"]
    assert lines[1].split("\t")[1] == "2"


def test_without_a_script_a_table_is_there_and_no_button_that_does_nothing(
    browser_page: Callable[..., Page], pages: Pages
) -> None:
    path = f"{DASHBOARD}?periode={YEAR}"
    page = browser_page("an", path, java_script_enabled=False)
    assert page.locator("#beeld-stand-tabel").count() == 1
    assert not page.locator("button[data-copy]").first.is_visible()


def test_a_person_opens_a_box_and_undoes_a_change_without_a_script(
    browser_page: Callable[..., Page], pages: Pages
) -> None:
    pages.record_activity("an", ("K7M2P9C",), "Activiteit toegevoegd")
    page = browser_page("an", POSTER, java_script_enabled=False)
    page.locator('[data-code="pupils_supported"] a').click()
    assert page.locator(".big-figure").inner_text() == "3"
    page.locator(".behind a").last.click()
    page.goto(f"/geschiedenis/delivery/{_newest(pages)}")
    page.get_by_role("button", name="Maak ongedaan").click()
    assert page.get_by_role("status").inner_text().startswith("Ongedaan gemaakt.")
    page.get_by_role("button", name="Toch opnieuw doen").click()
    page.goto(POSTER)
    assert "3 / 4" in page.locator('[data-code="pupils_supported"]').inner_text()


def test_the_poster_is_one_sheet_on_paper(browser_page: Callable[..., Page], pages: Pages) -> None:
    page = browser_page("an", f"{POSTER}?blok=schools")
    paper = page.pdf(prefer_css_page_size=True)
    assert paper.count(b"/Type /Page\n") == 1
    page.emulate_media(media="print")
    for hidden in (".side", ".top", ".switches", ".panel", ".twin"):
        assert not page.locator(hidden).first.is_visible()


def test_figures_on_paper_carry_their_programme_and_that_they_are_made_up(
    browser_page: Callable[..., Page], pages: Pages
) -> None:
    page = browser_page("stad", "/programma/campus_talent/beeld?oefen=1&periode=2025-2026")
    page.emulate_media(media="print")
    for shown in ("h1", ".practice", ".picture"):
        assert page.locator(shown).first.is_visible()
    assert page.locator(".picture:has(table:visible)").count()  # where nothing is drawn
    for hidden in (".page-help", ".practice a", ".period-form", "details.twin"):
        assert not page.locator(hidden).first.is_visible()


def _newest(pages: Pages) -> str:

    with pages.store.session_for(pages.principal("an"), "test") as session:
        return str(session.scalars(select(Delivery.ref).order_by(Delivery.id.desc())).first())
