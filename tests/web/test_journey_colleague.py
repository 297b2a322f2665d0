"""The journey of a new colleague: invited by a coordinator, and at work a few minutes later.

Each step is a press on a real page; the number of presses is a ceiling that may only go down.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from playwright.sync_api import Browser, Page

from toc_core.db.store import Store

from .ceilings import BEGIN_AS_INVITED, INVITE, NOTE_ACTIVITY
from .invited import CHOSEN
from .pages_world import Pages, TickingClock, build_pages
from .test_journey import Hand, note_an_activity
from .test_pages_in_browser import LOOKS

pytestmark = pytest.mark.browser


@pytest.fixture
def pages(store: Store) -> Pages:
    """The hand-made world."""
    store.clock = TickingClock()
    return build_pages(store)


@pytest.fixture
def strangers_page(chromium: Browser, served: str) -> Iterator[Callable[..., Page]]:
    """A function that opens a page of somebody who is not signed in, in a browser of their own."""
    contexts = []

    def opened(width: int = 390, scheme: str = "light") -> Page:
        contexts.append(
            chromium.new_context(
                base_url=served,
                locale="nl-BE",
                viewport={"width": width, "height": 800},
                color_scheme=scheme,
            )
        )
        return contexts[-1].new_page()

    yield opened
    for context in contexts:
        context.close()


def invited(hand: Hand, name: str) -> str:
    """From the start page to a link on the screen."""
    menu = hand.page.locator(".wide-menu")
    hand.press(menu.get_by_role("link", name="Gebruikers"))
    hand.page.get_by_label("Naam om mee aan te melden (verplicht)").fill(name)
    hand.press(hand.page.get_by_label("Oefenschool A"))
    hand.press(hand.page.get_by_role("button", name="Maak de link"))
    return hand.page.get_by_label("Link", exact=True).input_value()


def begun(hand: Hand, link: str, name: str) -> None:
    """From the link to the start page."""
    page = hand.page
    page.goto(link)
    page.get_by_label("Wachtwoord", exact=True).fill(CHOSEN)
    page.get_by_label("Wachtwoord, nog eens").fill(CHOSEN)
    hand.press(page.get_by_role("button", name="Bewaar het wachtwoord"))
    assert "Je wachtwoord is bewaard." in page.get_by_role("status").inner_text()
    page.get_by_label("Naam").fill(name)
    page.get_by_label("Wachtwoord").fill(CHOSEN)
    hand.press(page.get_by_role("button", name="Aanmelden"))


def test_a_colleague_is_invited_signs_in_and_notes_a_first_activity(
    browser_page: Callable[..., Page], strangers_page: Callable[..., Page], pages: Pages
) -> None:
    coordinator = Hand(browser_page("stad"))
    link = invited(coordinator, "lies")
    assert coordinator.presses <= INVITE
    colleague = Hand(strangers_page())
    sent: list[str] = []
    colleague.page.on("request", lambda r: sent.append(r.headers.get("referer", "")))
    begun(colleague, link, "lies")
    assert colleague.presses <= BEGIN_AS_INVITED
    assert any(sent)
    assert [referer for referer in sent if "uitnodiging" in referer] == []
    home = colleague.page.locator("main").inner_text()
    assert "Cijfers van jouw school: Oefenschool A." in home
    assert "Oefenschool B" not in home
    assert colleague.page.get_by_role("heading", name="Welkom, lies").is_visible()
    colleague.presses = 0
    note_an_activity(colleague, "K7M2P9C")
    assert colleague.presses <= NOTE_ACTIVITY
    assert "Activiteit bewaard." in colleague.page.get_by_role("status").first.inner_text()
    colleague.page.goto("/")
    colleague.press(colleague.page.get_by_role("button", name="Gezien, toon dit niet meer"))
    assert colleague.page.get_by_role("heading", name="Welkom, lies").count() == 0


def test_the_button_copies_the_link_and_without_a_script_the_field_is_chosen(
    browser_page: Callable[..., Page], pages: Pages
) -> None:
    page = browser_page("stad")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    link = invited(Hand(page), "lies")
    page.get_by_role("button", name="Kopieer").click()
    page.get_by_text("Gekopieerd").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == link
    page = browser_page("stad", java_script_enabled=False)
    invited(Hand(page), "mia")
    assert page.get_by_role("button", name="Kopieer").is_hidden()
    assert page.get_by_label("Link", exact=True).is_visible()


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_the_pages_around_an_invitation_are_readable_and_fit(
    browser_page: Callable[..., Page],
    strangers_page: Callable[..., Page],
    axe_violations: Callable[[Page], list[str]],
    pages: Pages,
    store: Store,
    width: int,
    scheme: str,
) -> None:
    coordinator = browser_page("stad", "/gebruikers", width=width, scheme=scheme)
    page = strangers_page(width, scheme)
    said: list[str] = []

    def looked_at(shown: Page) -> None:
        assert axe_violations(shown) == [], shown.url
        assert shown.evaluate("document.documentElement.scrollWidth <= innerWidth"), shown.url

    for one in (coordinator, page):
        one.on("console", lambda message: said.append(message.text))
    coordinator.get_by_label("Naam om mee aan te melden (verplicht)").fill("an")
    coordinator.get_by_role("button", name="Maak de link").click()
    looked_at(coordinator)  # what is wrong
    coordinator.get_by_label("Naam om mee aan te melden (verplicht)").fill("lies")
    coordinator.get_by_label("Oefenschool A").check()
    coordinator.get_by_role("button", name="Maak de link").click()
    looked_at(coordinator)
    link = coordinator.get_by_label("Link", exact=True).input_value()
    page.goto(link)
    looked_at(page)
    page.get_by_label("Wachtwoord", exact=True).fill("te kort")
    page.get_by_label("Wachtwoord, nog eens").fill("te kort")
    page.get_by_role("button", name="Bewaar het wachtwoord").click()
    looked_at(page)
    moment = store.clock()
    store.clock = lambda: moment + timedelta(days=8)
    page.goto(link)
    looked_at(page)
    assert [text for text in said if "422" not in text and "404" not in text] == []
