"""The pictures in the documentation, made anew from the demo: only practice schools are in them."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError

from playwright.sync_api import Browser, Page, sync_playwright

FOLDER = Path(__file__).resolve().parent.parent / "docs" / "pictures"
PORT = 8317
ADDRESS = f"http://127.0.0.1:{PORT}"
PASSWORD = "oefenen-mag-altijd"  # noqa: S105 - the demo prints it for everyone
WAIT_SECONDS = 120
CAMPUS = "/programma/campus_talent"
# Name, who looks, how wide and high the screen is, and where they go.
PICTURES = (
    ("home", "demo-coordinator", (1280, 900), "/?oefen=1"),
    ("poster", "demo-school", (1440, 1000), f"{CAMPUS}/poster?blok=pupils_supported&verbanden=1"),
    ("dashboard", "demo-school", (1280, 1100), f"{CAMPUS}/beeld"),
    ("form", "demo-school", (1280, 1000), f"{CAMPUS}/trajecten/new/"),
    ("schoolfiche", "demo-school", (1280, 1100), ""),
    ("phone", "demo-school", (390, 844), ""),
)


@contextmanager
def demo() -> Iterator[None]:
    """Run the demo in a temporary home until it answers."""
    with tempfile.TemporaryDirectory() as home:
        toc = Path(sys.executable).with_name("toc")
        command = [str(toc), "demo", "--home", home, "--port", str(PORT)]
        running = subprocess.Popen(command, stdout=subprocess.DEVNULL)  # noqa: S603
        try:
            _wait()
            yield
        finally:
            running.terminate()
            running.wait()


def _wait() -> None:
    until = time.monotonic() + WAIT_SECONDS
    while time.monotonic() < until:
        try:
            urllib.request.urlopen(f"{ADDRESS}/gezond").close()  # noqa: S310 - our own address
        except URLError:
            time.sleep(0.5)
        else:
            return
    raise TimeoutError(ADDRESS)


def make(executable: str | None = None) -> list[Path]:
    """Make every picture and return where they stand; ``executable`` is another Chromium."""
    with demo(), sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=["--no-sandbox"])
        return [_picture(browser, *one) for one in PICTURES]


def _picture(browser: Browser, name: str, who: str, size: tuple[int, int], address: str) -> Path:
    width, height = size
    page = browser.new_page(viewport={"width": width, "height": height}, locale="nl-BE")
    page.goto(f"{ADDRESS}/aanmelden")
    page.fill("input[name=username]", who)
    page.fill("input[type=password]", PASSWORD)
    page.press("input[type=password]", "Enter")
    page.wait_for_url(f"{ADDRESS}/")
    page.goto(f"{ADDRESS}{address or _found(page, name)}")
    path = FOLDER / f"{name}.png"
    page.screenshot(path=path)
    page.close()
    return path


def _found(page: Page, name: str) -> str:
    """Return an address that only the page itself knows: it holds a reference."""
    link = 'a[href^="/fiche/"]' if name == "schoolfiche" else '.week a[href*="noteer=1"]'
    address = page.locator(link).first.get_attribute("href")
    return address or "/"
