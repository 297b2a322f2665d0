"""Every page in the language of tests, ``xx``: nothing is left out, and longer words have room."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import Page
from toc_webadmin import create_app
from toc_webadmin.languages import NAMES

from toc_core.db.store import Store
from toc_core.plugins import Host
from toc_core.schemas import dump_portfolio, dump_programme
from toc_core.settings import Settings

from .conftest import CHEAP, SCHOOLS, ClientFor
from .pages_world import POSTER, REPORT, YEAR, Pages, TickingClock, build_pages
from .views_world import CAMPUS, interventions, save

pytestmark = pytest.mark.browser
TRAJECTORY = {"class_group": "3 Haarzorg", "start": "2026-01-05", "weeks": "3"}
FLEXIBLE = "/programma/flexible_trajectories"

# Text that can be seen, without the drawing of the poster, whose words the city wrote.
VISIBLE = """() => {
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), found = new Set();
  while (walk.nextNode()) {
    const place = walk.currentNode.parentElement;
    if (place.closest('script, style, .toc-poster, svg, code, [lang]:not(html)')) continue;
    if (place.checkVisibility()) found.add(walk.currentNode.data.trim());
  }
  for (const e of document.querySelectorAll('[aria-label], [placeholder], [title]'))
    for (const name of ['aria-label', 'placeholder', 'title'])
      if (e.getAttribute(name) && !e.closest('svg, .toc-poster')) found.add(e.getAttribute(name));
  return [...found];
}"""
CUT_OFF = """() => [...document.querySelectorAll('body *')].filter(e => {
    const look = getComputedStyle(e);
    const hides = ['hidden', 'clip'].includes(look.overflowX) && e.clientWidth > 1;
    const shows = e.matches('button, a.button, select, summary');
    return (hides || shows) && e.checkVisibility() && e.scrollWidth > e.clientWidth + 1;
  }).map(e => e.outerHTML.slice(0, 160))"""
SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture
def app(settings: Settings, host: Host, store: Store) -> Flask:
    """The admin, speaking the language of tests."""
    return create_app(replace(settings, language="xx"), host=host, store=store, config=CHEAP)


@pytest.fixture
def pages(store: Store, client_for: ClientFor) -> Pages:
    """The hand-made world, with a trajectory of three weeks."""
    store.clock = TickingClock()
    made = build_pages(store)
    weekly = {"weekly": interventions(store)[4:5], "status": "planned"}
    assert save(client_for("an"), f"{CAMPUS}/trajecten/new/", **TRAJECTORY | weekly).location
    return made


def paths(pages: Pages) -> list[str]:
    return [
        "/?oefen=1",
        f"{POSTER}?oefen=1",
        f"{POSTER}?oefen=1&blok=pupils_supported",
        f"{CAMPUS}/beeld?oefen=1&periode={YEAR}",
        f"{REPORT}?oefen=1&per=site&periode={YEAR}",
        f"{CAMPUS}/cijfer/pupils_supported?oefen=1&periode={YEAR}",
        *(f"{CAMPUS}/{kind}/" for kind in ("trajecten", "activiteiten", "verhalen", "doelen")),
        *(f"{CAMPUS}/{kind}/new/" for kind in ("activiteiten", "metingen", "verhalen", "doelen")),
        f"{CAMPUS}/activiteiten/edit/?id={pages.delivery_a}",
        f"{CAMPUS}/activiteiten/details/?id={pages.delivery_a}",
        "/klasgroepen/",
        "/deelnemers/",
        "/wachtwoord",
        f"/fiche/{pages.ref_of_site(pages.a)}",
        f"{FLEXIBLE}/aanvragen/",
        f"{FLEXIBLE}/aanvragen/new/",
        "/begrippen",
        "/spring?q=zzz",
        "/bestaat-niet",
    ]


LISTS_OF_NAMES = {"/over"}  # of packages and licences
CITY = [
    "/portfolio",
    "/gebruikers",
    "/gebruikers/2",
    "/geschiedenis",
    "/schooljaar-klaarzetten?oefen=1&jaar=2026-2027",
    "/scholen/",
    "/over",
    "/toegankelijkheid",
]


def every_page(browser_page: Callable[..., Page], pages: Pages, width: int) -> Any:
    """Yield each page, opened by a school or by the city, with all that folds open."""
    for name, addresses in (("an", paths(pages)), ("stad", [*CITY, f"{CAMPUS}/beeld?oefen=1"])):
        page = browser_page(name, width=width)
        weeks = page.request.get(f"{CAMPUS}/trajecten/").text()
        found = re.search(r"/trajecten/details/\?id=(\w+)", weeks)
        assert found
        for path in (*addresses, f"{CAMPUS}/trajecten/weken/?id={found[1]}"):
            page.goto(path)
            page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
            yield path, page


@pytest.mark.parametrize("width", [1280, 390, 320])
def test_words_that_are_longer_have_room(
    browser_page: Callable[..., Page], pages: Pages, width: int
) -> None:
    wrong = [
        (path, found)
        for path, page in every_page(browser_page, pages, width)
        if (found := [page.evaluate(SIDEWAYS), *page.evaluate(CUT_OFF)]) != [0]
    ]
    assert wrong == []


def written_by_people(host: Host) -> list[str]:
    """Return what stays as it was written: theories, names of schools and of people."""
    found: set[str] = {*SCHOOLS.values(), *NAMES.values(), "an", "bo", "stad", "Leerrecht in beeld"}
    found |= {"Hele stad", TRAJECTORY["class_group"], "Wereld gemaakt", "Excel", "CSV", "JSON"}
    found |= {"Theorie in gebruik genomen", "systeem", "csv", "xlsx", "json", "html", "pdf", "(nl)"}

    def collect(part: Any) -> None:
        if isinstance(part, str):
            found.update({part, part.capitalize()})
        for each in (
            part.values() if isinstance(part, dict) else part if isinstance(part, list) else ()
        ):
            collect(each)

    for programme in host.programmes.values():
        collect(dump_programme(programme))
    for portfolio in host.portfolios.values():
        collect(dump_portfolio(portfolio))
    return sorted((text for text in found if len(text) > 1), key=len, reverse=True)


def left_over(text: str, known: list[str]) -> str:
    """Return what of a text neither was translated nor written by people."""
    for one in known:
        text = text.replace(one, "")
    while (less := re.sub(r"\[[^\[\]]*\]", "", text)) != text:
        text = less
    return text if re.search(r"[^\W\d_]{2}", text) else ""


def test_every_word_on_a_page_went_through_the_translator(
    browser_page: Callable[..., Page], pages: Pages, host: Host
) -> None:
    known = written_by_people(host)
    missed: dict[str, str] = {}
    for path, page in every_page(browser_page, pages, 1280):
        for text in page.evaluate(VISIBLE) if path not in LISTS_OF_NAMES else ():
            if left_over(text, known):
                missed.setdefault(text, path)
    assert missed == {}
