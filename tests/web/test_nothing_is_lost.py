"""What a person typed is never lost: signed out meanwhile, pressed back, pressed twice."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from toc_core.db.records import Story
from toc_core.db.store import Store

from .conftest import PASSWORD, ClientFor
from .pages_world import build_pages
from .views_world import CAMPUS, count, hidden, only, save

NEW = f"{CAMPUS}/verhalen/new/"
TEXT = "Ze durft nu zelf bellen 📞 “écht” \u05e9\u05dc\u05d5\u05dd <b>vet</b>"
OpenPage = Callable[..., Page]


def tell(page: Page) -> None:
    """Fill in a story and leave it unsaved."""
    page.get_by_label("Datum").fill("2025-05-13")
    page.get_by_label("Wie vertelt?").select_option(index=1)
    page.get_by_label("Toestemming").select_option(index=1)
    page.locator("[name=text]").fill(TEXT)


@pytest.mark.browser
@pytest.mark.parametrize("script", [True, False])
def test_who_was_signed_out_while_typing_signs_in_and_sends_it_after_all(
    browser_page: OpenPage, store: Store, script: bool
) -> None:
    page = browser_page("an", NEW, java_script_enabled=script)
    tell(page)
    page.context.clear_cookies()
    page.get_by_role("button", name="Bewaar").click()
    assert TEXT not in page.url
    with page.context.expect_page() as opened:
        page.get_by_role("link", name="Meld je aan in een nieuw tabblad").click()
    other = opened.value
    other.get_by_label("Naam").fill("an")
    other.get_by_label("Wachtwoord").fill(PASSWORD)
    other.get_by_role("button", name="Aanmelden").click()
    other.wait_for_load_state()
    for _press in range(2):  # the token was that of before: asked once more, with all of it there
        if page.get_by_role("button", name="Verstuur opnieuw").count():
            page.get_by_role("button", name="Verstuur opnieuw").click()
            page.wait_for_load_state()
    expect(page.get_by_text("Verhaal bewaard.")).to_be_visible()
    assert only(store, Story).text == TEXT


@pytest.mark.browser
def test_back_after_saving_and_saving_again_stores_one_row(
    browser_page: OpenPage, store: Store
) -> None:
    page = browser_page("an", NEW)
    tell(page)
    page.get_by_role("button", name="Bewaar").click()
    page.wait_for_load_state()
    page.go_back()
    page.get_by_role("button", name="Bewaar").click()
    page.wait_for_load_state()
    assert page.get_by_role("alert").is_visible()  # the form is empty again, and says so
    assert count(store, Story) == 1


def test_a_conflict_names_who_was_there_in_both_versions(
    client_for: ClientFor, store: Store
) -> None:
    path = f"{CAMPUS}/activiteiten/edit/?id={build_pages(store).delivery_b}"
    mine, theirs = client_for("bo"), client_for("stad")
    opened = hidden(mine.get(path).text)
    typed = {"element": "pupil_talent_interviews", "day": "2025-10-06", "status": "held"}
    typed |= {"minutes": "50"}
    assert save(theirs, path, **typed, **{"head_counts-pupil": "12"}).status_code == 302
    answer = mine.post(path, data=opened | typed | {"head_counts-pupil": "15"})
    assert answer.status_code == 422
    assert "Nu staat er: 12 leerlingen" in answer.text
    assert 'value="15"' in answer.text
