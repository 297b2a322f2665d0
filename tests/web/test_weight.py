"""What pages weigh as they travel, what a browser may keep, and for whom text is compressed."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from playwright.sync_api import Browser
from toc_webadmin import light
from toc_webadmin.demo import COORDINATOR, SCHOOL

from proofs.pages.running import Demo, running
from proofs.pages.weighing import KB, MOST_COLD, MOST_REQUESTS, MOST_WARM, Scales

from .conftest import ClientFor

MOST_SCRIPT = 40 * KB
CAMPUS = "/programma/campus_talent"
PAGES = {
    "home": "/?oefen=1",
    "list": f"{CAMPUS}/activiteiten/",
    "form": f"{CAMPUS}/verhalen/new/",
    "dashboard": f"{CAMPUS}/beeld?oefen=1",
    "poster": f"{CAMPUS}/poster?oefen=1&blok=pupils_supported",
    "report": f"{CAMPUS}/rapport?oefen=1&per=site",
    "portfolio": "/portfolio?oefen=1",
}
OF_SCHOOL = {"week grid": "trajectories.weeks_view", "school sheet": "school_sheet.page"}
ASKED_BY_US = {"Accept-Encoding": "gzip", "Sec-Fetch-Site": "same-origin"}


@pytest.fixture(scope="module")
def demo(demo_home: Path) -> Iterator[Demo]:
    with running(demo_home) as found:
        yield found


@pytest.mark.browser
def test_pages_are_light_the_first_time_and_after(demo: Demo, chromium: Browser) -> None:
    found = {page.kind.answers: page.address for page in demo.pages(SCHOOL, ["campus_talent"])}
    of_school = {name: found[view] for name, view in OF_SCHOOL.items()}
    for who, pages in ((COORDINATOR, PAGES), (SCHOOL, of_school)):
        page = demo.opened(chromium, who)
        scales = Scales(page)
        for name, address in pages.items():
            cold = scales.weigh(address, cold=True)
            warm = scales.weigh(address)
            assert cold.transferred <= MOST_COLD, (name, cold)
            assert cold.requests <= MOST_REQUESTS, (name, cold)
            assert 0 < warm.transferred <= MOST_WARM, (name, warm)
        page.context.close()


def test_all_our_scripts_together_are_small(app: Flask) -> None:
    scripts = [*Path(app.static_folder or "").rglob("*.js")]
    assert len(scripts) >= 2
    assert sum(len(gzip.compress(script.read_bytes())) for script in scripts) <= MOST_SCRIPT


def test_a_file_of_ours_is_kept_for_good_under_its_version_alone(app: Flask) -> None:
    client = app.test_client()
    found = re.search(r'href="(/static/toc.css\?v=\w{10})"', client.get("/aanmelden").text)
    assert found
    kept = {found[1]: True, "/static/toc.css": False, "/static/toc.css?v=0123456789": False}
    for address, for_good in kept.items():
        answer = client.get(address)
        assert (answer.headers["Cache-Control"] == light.FOR_GOOD) is for_good, address
        answer.close()
    missing = client.get("/static/weg.css?v=0123456789")
    assert missing.headers["Cache-Control"] == "no-store"


def sent(client: FlaskClient, path: str, headers: dict[str, str]) -> str:
    """Return how the text of a page was sent, after reading that it is the same."""
    answer = client.get(path, headers=headers)
    coding = answer.headers.get("Content-Encoding", "as it is")
    body = gzip.decompress(answer.data) if coding == "gzip" else answer.data
    assert len(body) > light.SMALLEST
    assert int(answer.headers["Content-Length"]) == len(answer.data)
    assert {"Accept-Encoding", "Sec-Fetch-Site"} <= {*answer.vary}
    answer.close()
    return coding


def test_a_page_that_another_site_asks_for_is_not_compressed(client_for: ClientFor) -> None:
    client = client_for("an")
    takes = {"Accept-Encoding": "gzip, br"}
    asked = {"same-origin": "gzip", "none": "gzip"}
    asked |= {"cross-site": "as it is", "same-site": "as it is"}
    for site, coding in asked.items():
        assert sent(client, "/", takes | {"Sec-Fetch-Site": site}) == coding, site
    assert sent(client, "/", takes) == "as it is"
    assert sent(client, "/", ASKED_BY_US | {"Accept-Encoding": "br"}) == "as it is"
    assert sent(client, "/", ASKED_BY_US | {"Accept-Encoding": "gzip;q=0"}) == "as it is"


def test_a_style_is_compressed_for_everyone_and_still_known_when_kept(app: Flask) -> None:
    client = app.test_client()
    assert sent(client, "/static/toc.css", {"Accept-Encoding": "gzip"}) == "gzip"
    first = client.get("/static/toc.css", headers={"Accept-Encoding": "gzip"})
    kept = {"Accept-Encoding": "gzip", "If-None-Match": first.headers["ETag"]}
    again = client.get("/static/toc.css", headers=kept)
    assert (again.status_code, again.data) == (304, b"")
    for answer in (first, again):
        answer.close()


def test_a_file_to_download_travels_as_it_is(client_for: ClientFor) -> None:
    answer = client_for("stad").get(f"{CAMPUS}/rapport.csv", headers=ASKED_BY_US)
    assert answer.status_code == 200
    assert "Content-Encoding" not in answer.headers
