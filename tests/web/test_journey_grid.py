"""A school pastes thirty rows of its own list, mends what is wrong, and takes them in.

The ceiling may only go down: the plan for this product allows six presses.
"""

from __future__ import annotations

import gzip
import re
from collections.abc import Callable
from pathlib import Path

import pytest
import toc_webadmin
from playwright.sync_api import Page, expect

from toc_core.db.records import Delivery
from toc_core.db.store import Store

from .ceilings import FILL_THIRTY_ROWS
from .grid_pages import ACTIVITIES, fields
from .hand import Hand
from .pages_world import TickingClock, build_pages
from .views_world import count

pytestmark = pytest.mark.browser
OpenPage = Callable[..., Page]

# From the start page: the list, the table, paste, take in.
INTERVIEW = "Talentinterviews (leerlingen)"
HEADINGS = "Leerlingen\tDatum\tInterventie\tOpmerking"
GOOD = [f"{n}\t{n}/11/2025\t{INTERVIEW}\t" for n in range(1, 31)]
WRONG = [
    *GOOD[:9],
    f"tien\t10/11/2025\t{INTERVIEW}\t",
    *GOOD[10:29],
    f"5\t31/11/2025\t{INTERVIEW}\t",
]
THUMB = 44  # pixels
PASTE = """([id, text]) => {
    const data = new DataTransfer();
    data.setData("text/plain", text);
    const given = {clipboardData: data, bubbles: true, cancelable: true};
    document.getElementById(id).dispatchEvent(new ClipboardEvent("paste", given));
}"""


@pytest.fixture(autouse=True)
def january(store: Store) -> None:
    """It is Thursday 15 January 2026."""
    store.clock = TickingClock()


def paste(page: Page, *lines: str, into: str = "cel-1-day") -> None:
    page.evaluate(PASTE, [into, "\r\n".join(lines) + "\r\n"])


def cell(page: Page, row: int, column: str) -> str:
    return page.locator(f"#cel-{row}-{column}").input_value()


def saved(page: Page, does: Callable[[], object]) -> None:
    """Do something and wait until the page has saved it by itself."""
    with page.expect_response(lambda answer: answer.request.method == "POST"):
        does()
    expect(page.locator("#bewaard")).to_contain_text("Klad bewaard ")


def test_thirty_rows_are_in_with_four_presses_and_out_with_one(
    browser_page: OpenPage, store: Store
) -> None:
    build_pages(store)  # a programme one works in stands open in the menu
    page = browser_page("an")
    hand, before = Hand(page), count(store, Delivery)
    hand.press(page.get_by_role("link", name="Activiteiten").first)
    hand.press(page.get_by_role("link", name="Vul in als tabel"))
    expect(page.locator("#cel-1-day")).to_be_focused()  # ready to paste
    hand.presses += 1
    paste(page, HEADINGS, *GOOD)
    hand.press(page.get_by_role("button", name="Neem 30 op"))
    expect(page.get_by_role("status")).to_contain_text("30 rijen opgenomen.")
    assert hand.presses <= FILL_THIRTY_ROWS
    assert count(store, Delivery) == before + 30
    page.get_by_role("button", name="Ongedaan maken").click()
    expect(page.get_by_role("status")).to_contain_text("Ongedaan gemaakt.")
    assert count(store, Delivery) == before


def test_a_keyboard_mends_one_of_two_wrong_rows_and_the_other_waits(
    browser_page: OpenPage, store: Store
) -> None:
    page = browser_page("an", ACTIVITIES)
    paste(page, HEADINGS, *WRONG)
    wrong = page.locator("#cel-10-pupils")
    expect(wrong).to_be_focused()
    expect(wrong).to_have_attribute("aria-invalid", "true")
    expect(page.locator("#cel-10-pupils-fout")).to_have_text("'tien' is geen getal.")
    expect(page.locator("#geteld")).to_have_text("28 klaar, 2 met een probleem")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    saved(page, lambda: page.keyboard.type("10"))
    expect(wrong).not_to_have_attribute("aria-invalid", "true")
    expect(page.locator("#geteld")).to_have_text("29 klaar, 1 met een probleem")
    page.get_by_label("Alleen problemen (1)").check()
    assert page.locator(".grid tbody tr:visible").count() == 1
    page.locator("#cel-30-day").press("Escape")
    expect(page.get_by_role("button", name="Neem 29 op")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").first).to_contain_text("29 rijen opgenomen.")
    assert (count(store, Delivery), cell(page, 1, "day")) == (29, "31/11/2025")


def test_the_keys_walk_and_fill_as_in_a_sheet(browser_page: OpenPage) -> None:
    page = browser_page("an", ACTIVITIES)
    paste(page, "\t".join(("1/12/2025", INTERVIEW, "", "50")), "2/12/2025", "3/12/2025")
    expect(page.locator("#cel-2-element")).to_be_focused()  # the first problem
    page.locator("#cel-1-element").focus()
    saved(page, lambda: page.keyboard.press("Control+d"))
    assert len({cell(page, n, "element") for n in (1, 2, 3)}) == 1
    assert cell(page, 4, "element") == ""  # nothing stands in that row
    page.locator("#cel-2-minutes").focus()
    saved(page, lambda: page.keyboard.press("Control+d"))  # empty: what stands above
    assert cell(page, 2, "minutes") == "50"
    for key, where in (
        ("Enter", "cel-3-minutes"), ("ArrowUp", "cel-2-minutes"), ("ArrowRight", "cel-2-pupils"),
        ("ArrowLeft", "cel-2-minutes"), ("Shift+Enter", "cel-1-minutes"), ("Tab", "cel-1-pupils"),
    ):  # fmt: skip
        page.keyboard.press(key)
        expect(page.locator(f"#{where}")).to_be_focused()
    page.locator("#cel-10-day").press("Enter")  # past the last row there is always another
    expect(page.locator("#cel-11-day")).to_be_focused()
    saved(page, lambda: page.keyboard.type("9/12/2025"))
    page.reload()
    assert cell(page, 4, "day") == "9/12/2025"


def test_a_session_that_is_over_loses_nothing_and_saves_after_signing_in(
    browser_page: OpenPage, served: str
) -> None:
    page = browser_page("an", ACTIVITIES)
    page.context.clear_cookies()
    page.locator("#cel-1-note").fill("Getypt na het afmelden")
    expect(page.locator("#bewaard")).to_contain_text("Je bent niet meer aangemeld.")
    page.get_by_role("link", name="Meld je aan").click()
    page.get_by_label("Naam").fill("an")
    page.get_by_label("Wachtwoord").fill("oefenen-met-zes-woorden")
    page.get_by_role("button", name="Aanmelden").click()
    expect(page.locator("#cel-1-note")).to_have_value("Getypt na het afmelden")
    expect(page.locator("#bewaard")).to_contain_text("Klad bewaard ")


def test_what_was_typed_a_moment_ago_is_kept_when_the_page_is_left(browser_page: OpenPage) -> None:
    page = browser_page("an", ACTIVITIES)
    page.locator("#cel-1-note").fill("Nog net getypt")
    page.goto("/")
    page.goto(ACTIVITIES)
    expect(page.locator("#cel-1-note")).to_have_value("Nog net getypt")
    assert page.get_by_text("In een ander tabblad").count() == 0


def test_two_tabs_are_told_while_they_type(browser_page: OpenPage) -> None:
    page = browser_page("an", ACTIVITIES)
    other = page.context.new_page()
    other.goto(ACTIVITIES)
    saved(page, lambda: page.locator("#cel-1-note").fill("Hier"))
    other.locator("#cel-1-note").fill("Daar")
    expect(other.get_by_role("alert")).to_contain_text("In een ander tabblad veranderde deze klad.")
    other.get_by_role("button", name="Controleer").click()
    assert {cell(other, 1, "note"), cell(other, 2, "note")} == {"Hier", "Daar"}


def test_all_works_without_a_script(browser_page: OpenPage, store: Store) -> None:
    page = browser_page("an", ACTIVITIES, java_script_enabled=False)
    page.get_by_text("Plak hier uit Excel").click()
    page.get_by_label("Rijen uit Excel").fill("\n".join([HEADINGS, *WRONG]))
    page.get_by_role("button", name="Zet in de tabel").click()
    expect(page.locator("#geteld")).to_have_text("28 klaar, 2 met een probleem")
    page.locator("#cel-10-pupils").fill("10")
    page.get_by_role("button", name="Haal rij 30 weg").click()
    expect(page.locator("#geteld")).to_have_text("29 klaar, 0 met een probleem")
    page.get_by_role("button", name="Neem 29 op").click()
    expect(page.get_by_role("status")).to_contain_text("29 rijen opgenomen.")
    assert count(store, Delivery) == 29


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390, 320])
def test_axe_finds_nothing_and_thumbs_find_every_cell(
    browser_page: OpenPage, axe_violations: Callable[[Page], list[str]], width: int, scheme: str
) -> None:
    page = browser_page("stad", ACTIVITIES, width=width, scheme=scheme)
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    assert axe_violations(page) == []
    paste(page, HEADINGS + "\tVoornaam", *(f"{line}\tJan" for line in WRONG[:12]))
    expect(page.get_by_role("alert")).to_contain_text("Kolom 'Voornaam'")
    assert axe_violations(page) == []
    sideways = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert page.evaluate(sideways) == 0
    low = f"""() => [...document.querySelectorAll('.grid [data-kolom], .save button')]
        .filter(e => e.offsetParent && e.getBoundingClientRect().height < {THUMB - 3})
        .map(e => e.id)"""
    assert page.evaluate(low) == []
    assert said == []


def test_the_script_is_small_and_the_page_of_a_full_draft_is_not_heavy(
    browser_page: OpenPage,
) -> None:
    script = Path(toc_webadmin.__path__[0]) / "static" / "grid.js"
    assert len(gzip.compress(script.read_bytes())) < 8_000
    page = browser_page("an", ACTIVITIES)
    many = [f"1/12/2025\t{INTERVIEW}\t\t{n}" for n in range(1, 201)]
    paste(page, *many)
    expect(page.locator("#geteld")).to_have_text("200 klaar, 0 met een probleem")
    text = page.content()
    assert len(re.findall("<tr", text)) == 201
    assert len(fields(text)) < 2_000
    assert len(gzip.compress(text.encode())) < 40_000
