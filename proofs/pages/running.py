"""Runs the demo for a browser, and looks at all of its pages as three people."""

from __future__ import annotations

import threading
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from flask import Flask
from playwright.sync_api import Browser, Page
from toc_webadmin.demo import COORDINATOR, PASSWORD, SCHOOL, demo_settings, prepare
from toc_webadmin.demo_server import demo_application
from toc_webadmin.users import invite_user
from werkzeug.serving import make_server

from proofs.pages.looking import Listener, Scheme, wrong_with
from proofs.pages.walking import Seen, every_page, fullest
from toc_core.access import Access
from toc_core.db.store import Store
from toc_core.plugins import load_plugins

Looks = Iterable[tuple[int, Scheme]]
LooksOf = Callable[[int], Looks]
STRANGER = "stranger"
PEOPLE = (COORDINATOR, SCHOOL, STRANGER)
# What no link leads to: the ways in, and the pages that say no.
REFUSED = {COORDINATOR: ("/bestaat-niet",), SCHOOL: ("/gebruikers", "/scholen/details/?id=x")}
INVITED = "uitgenodigd"


@dataclass(frozen=True)
class Demo:
    """A demo that answers."""

    app: Flask
    address: str

    def opened(self, browser: Browser, name: str) -> Page:
        """Return a page of somebody who signed in, or of a stranger."""
        page = browser.new_context(base_url=self.address, locale="nl-BE").new_page()
        if name != STRANGER:
            page.goto("/aanmelden")
            page.fill("input[name=username]", name)
            page.fill("input[type=password]", PASSWORD)
            page.press("input[type=password]", "Enter")
            page.wait_for_url(f"{self.address}/")
        return page

    def pages(self, name: str, programmes: Collection[str] = ()) -> list[Seen]:
        """Return every kind of page that somebody can walk to, the fullest of each."""
        return fullest(every_page(self.app, name, programmes))

    def addresses(self, name: str, pages: Iterable[Seen]) -> list[str]:
        """Return the addresses of what somebody sees, also of what no link leads to."""
        if name == STRANGER:
            return ["/aanmelden", *self._invitations()]
        return [*(page.address for page in pages), *REFUSED[name]]

    def _invitations(self) -> tuple[str, str]:
        store: Store = self.app.extensions["toc_store"]
        secret = invite_user(store, INVITED, Access.COORDINATOR, sites=())
        return f"/uitnodiging/{secret}", f"/uitnodiging/{'x' * len(secret)}"


@contextmanager
def running(home: Path) -> Iterator[Demo]:
    """Serve the demo in a home, on a free port of this computer."""
    settings = demo_settings({}, home)
    prepare(settings, load_plugins())
    app = demo_application(settings)
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield Demo(app, f"http://127.0.0.1:{server.port}")
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
        app.extensions["toc_store"].close()


def looked(
    demo: Demo, browser: Browser, name: str, addresses: Iterable[str], looks_of: LooksOf
) -> Iterator[str]:
    """Yield what is wrong with these pages; each is seen in the looks that belong to its place."""
    page = demo.opened(browser, name)
    listener = Listener(page, demo.address)
    for number, address in enumerate(addresses):
        yield from wrong_with(page, listener, address, looks_of(number))
    page.context.close()
