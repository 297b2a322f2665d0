"""Looks at a page in a real browser, in every width and scheme, and tells what is wrong with it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib.resources import files
from typing import Literal

from playwright.sync_api import Page

Scheme = Literal["light", "dark"]
# 320 px is a phone, and also a screen of 1280 px at 400 % (WCAG 1.4.10).
LOOKS: tuple[tuple[int, Scheme], ...] = (
    (1280, "light"),
    (1280, "dark"),
    (390, "light"),
    (390, "dark"),
    (320, "light"),
    (320, "dark"),
)
HEIGHT = 800
_AXE = files("axe_playwright_python") / "axe.min.js"
_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
_OPTIONS = {"resultTypes": ["violations"], "runOnly": {"type": "tag", "values": _RULES}}
_RUN = f"""async () => (await axe.run({json.dumps(_OPTIONS)})).violations
    .flatMap(v => v.nodes.map(n => v.id + ": " + n.html.slice(0, 120)))"""
_SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
_OPEN = "document.querySelectorAll('main details').forEach(d => d.open = true)"


def violations(page: Page) -> list[str]:
    """Return what axe finds wrong on the page as it stands."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(_AXE.read_text("utf-8"))
    return list(page.evaluate(_RUN))


@dataclass
class Listener:
    """What a page says in its console and asks from elsewhere, since it was last asked."""

    page: Page
    own: str

    def __post_init__(self) -> None:
        self._said: list[str] = []
        self.page.on("console", lambda message: self._said.append(f"console: {message.text}"))
        self.page.on("pageerror", lambda error: self._said.append(f"error: {error}"))
        self.page.on("request", lambda request: self._note(request.url))

    def _note(self, url: str) -> None:
        if not url.startswith((self.own, "data:")):
            self._said.append(f"asked elsewhere: {url}")

    def heard(self) -> list[str]:
        """Return what was heard and forget it."""
        heard, self._said[:] = list(self._said), []
        return heard


def wrong_with(
    page: Page, listener: Listener, address: str, looks: Iterable[tuple[int, Scheme]]
) -> Iterator[str]:
    """Yield what is wrong with one page in these looks, as sentences with its address."""
    answer = page.goto(address)
    page.evaluate(_OPEN)
    refused = answer is not None and answer.status >= 400
    for width, scheme in looks:
        page.set_viewport_size({"width": width, "height": HEIGHT})
        page.emulate_media(color_scheme=scheme)
        sideways = page.evaluate(_SIDEWAYS)
        found = violations(page) + ([f"sticks out by {sideways} px"] if sideways > 0 else [])
        yield from (f"{address} at {width} px, {scheme}: {one}" for one in found)
    # A browser says in the console that a page was not found: that is the page's answer.
    heard = [one for one in listener.heard() if not (refused and "Failed to load" in one)]
    yield from (f"{address}: {one}" for one in heard)
