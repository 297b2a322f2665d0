"""The whole look: every programme, every person, every width and scheme."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

from proofs.pages.looking import LOOKS
from proofs.pages.running import PEOPLE, STRANGER, looked, running


def look(executable: str | None, say: Callable[[str], None]) -> tuple[dict[str, Any], list[str]]:
    """Look at everything; return what was looked at, and what is wrong."""
    begin = time.monotonic()
    wrong: list[str] = []
    counts: dict[str, int] = {}
    with (
        tempfile.TemporaryDirectory() as home,
        running(Path(home)) as demo,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=executable, args=["--no-sandbox"])
        for name in PEOPLE:
            pages = [] if name == STRANGER else demo.pages(name)
            addresses = demo.addresses(name, pages)
            counts[name] = len(addresses)
            say(f"{name}: {len(addresses)} pages")
            for one in looked(demo, browser, name, addresses, lambda _number: LOOKS):
                wrong.append(one)
                say(one)
        browser.close()
    found = {
        "pages": counts,
        "looks": [f"{width} px, {scheme}" for width, scheme in LOOKS],
        "seconds": round(time.monotonic() - begin),
        "wrong": wrong,
    }
    return found, wrong
