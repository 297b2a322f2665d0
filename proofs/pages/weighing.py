"""Weighs what a page asks over the line, as it travels: compressed, and with its headers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Page

KB = 1000
MOST_COLD, MOST_WARM, MOST_REQUESTS = 150 * KB, 25 * KB, 8


@dataclass(frozen=True)
class Weight:
    """What one visit to a page cost."""

    transferred: int
    requests: int


class Scales:
    """Counts what a page transfers, since it was last asked."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self._transferred = self._requests = 0
        self._tools = page.context.new_cdp_session(page)
        self._tools.on("Network.loadingFinished", self._finished)
        self._tools.on("Network.requestWillBeSent", self._asked)
        self._tools.send("Network.enable")

    def weigh(self, address: str, *, cold: bool = False) -> Weight:
        """Visit a page and return what that cost; cold as if the browser was never here."""
        if cold:
            self._tools.send("Network.clearBrowserCache")
        self.taken()
        self.page.goto(address, wait_until="networkidle")
        return self.taken()

    def taken(self) -> Weight:
        """Return what was counted and start again."""
        weight = Weight(self._transferred, self._requests)
        self._transferred = self._requests = 0
        return weight

    def _finished(self, event: dict[str, Any]) -> None:
        self._transferred += int(event["encodedDataLength"])

    def _asked(self, event: dict[str, Any]) -> None:
        self._requests += not event["request"]["url"].startswith("data:")
