"""Journey 7: the quarterly report for the alderman, from the start page to paper."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

from toc_core.db.store import Store

from .ceilings import QUARTERLY_REPORT
from .hand import Hand
from .pages_world import REPORT, Pages, TickingClock, build_pages

pytestmark = pytest.mark.browser

# The report, the quarter before this one, save what was written, print.
SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
QUARTER = f"{REPORT}?oefen=1&periode=2025.Q4"

_STYLE = "(all, name) => all.map(one => getComputedStyle(one)[name])"


@pytest.fixture
def pages(store: Store) -> Pages:
    """Two schools with activities in the last quarter of 2025; it is January now."""
    store.clock = TickingClock()
    return build_pages(store)


def write(page: Page) -> None:
    """Write in the three boxes."""
    page.get_by_label("Wat valt op?").fill("Elf leerlingen hadden een gesprek.")
    page.get_by_label("Wat betekent dit?").fill("Scholen vinden de weg.")
    page.get_by_label("Wat doen we verder?").fill("Ook in het voorjaar.")


def test_a_coordinator_makes_the_report_of_the_quarter_in_four_presses(
    browser_page: Callable[..., Page], pages: Pages
) -> None:
    page = browser_page("stad", "/?oefen=1")
    page.add_init_script("window.printed = 0; window.print = () => { window.printed += 1; };")
    hand = Hand(page)
    hand.press(page.locator("main").get_by_role("link", name="Rapport").first)
    hand.press(page.get_by_role("link", name="vorig kwartaal"))
    write(page)
    hand.press(page.get_by_role("button", name="Bewaar de duiding"))
    assert "Duiding geschreven" in page.get_by_role("status").first.inner_text()
    hand.press(page.get_by_role("button", name="Afdrukken"))
    assert page.evaluate("window.printed") == 1
    assert hand.presses <= QUARTERLY_REPORT


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="needs poppler (pdftotext)")
def test_printed_it_is_an_a4_report_without_menu_or_buttons(
    browser_page: Callable[..., Page], pages: Pages, tmp_path: Path
) -> None:
    page = browser_page("stad", "/")
    page.goto(QUARTER)
    write(page)
    page.get_by_role("button", name="Bewaar de duiding").click()
    page.wait_for_load_state()
    file = tmp_path / "rapport.pdf"
    page.pdf(path=file, prefer_css_page_size=True)
    text = " ".join(_run("pdftotext", "-layout", str(file), "-").split())
    for words in (
        "Indicatoren van Campus Talent",
        "Kwartaal 4 van 2025",
        "Oefengegevens: fictief",
        "Gemaakt op",
        "Wat valt op? Elf leerlingen hadden een gesprek.",
        "Alle cijfers",
        "in een gesprek beluisterd werd",  # from what counts, which is folded on the screen
    ):
        assert words in text, words
    for words in ("Afmelden", "Geschiedenis", "Bewaar de duiding", "Toon het rapport", "Excel"):
        assert words not in text, words
    assert "A4" in _run("pdfinfo", str(file))


def _run(*command: str) -> str:
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def test_no_row_or_heading_is_torn_from_what_follows(
    browser_page: Callable[..., Page], pages: Pages
) -> None:
    page = browser_page("stad", "/")
    page.goto(QUARTER)
    page.emulate_media(media="print")
    assert set(page.locator(".report tbody tr").evaluate_all(_STYLE, "breakInside")) == {"avoid"}
    assert set(page.locator(".report h2").evaluate_all(_STYLE, "breakAfter")) == {"avoid"}


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark"), (320, "light")])
def test_axe_finds_nothing_and_nothing_sticks_out(
    browser_page: Callable[..., Page],
    pages: Pages,
    axe_violations: Callable[[Page], list[str]],
    width: int,
    scheme: str,
) -> None:
    page = browser_page("stad", "/", width=width, scheme=scheme)
    page.goto(QUARTER)
    write(page)
    page.get_by_role("button", name="Bewaar de duiding").click()
    page.wait_for_load_state()
    assert axe_violations(page) == []
    assert page.evaluate(SIDEWAYS) == 0
