"""Every page that links lead to: axe finds nothing, nothing sticks out, nothing is asked elsewhere.

Here each page is seen in some of the looks, in turns; ``python -m proofs pages`` sees them all.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from toc_webadmin.demo import COORDINATOR, SCHOOL

from proofs.pages.looking import LOOKS
from proofs.pages.running import PEOPLE, Demo, Looks, looked, running
from proofs.pages.walking import Seen, answering

# One with much, and two with pages of their own.
PROGRAMMES = ("campus_talent", "buddy", "flexible_trajectories")
FILES = {"static", "admin.static", "toc_font", "toc_theme", "toc_logo", "health"}
FILES |= {"report.download", "portfolio.download", "poster.picture", "matching.static"}
WAYS = {"security.login": "seen as a stranger", "invitation.page": "seen as a stranger"}
WAYS |= {"admin.index": "leads to the start page"}
# The demo has no rows of these; their pages are those of every table.
NO_ROWS = {
    f"{kind}.{page}_view"
    for kind in ("matches", "package", "monitoring", "notes_allowed", "notes")
    for page in ("details", "edit")
} | {"notes.index_view", "notes.create_view", "matches.create_view"}  # a match is not typed


@pytest.fixture(scope="module")
def demo(demo_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    """A running demo of this file alone: somebody is invited in it."""
    home = shutil.copytree(demo_home, tmp_path_factory.mktemp("copy") / "demo")
    with running(home) as found:
        yield found


@pytest.fixture(scope="module")
def walked(demo: Demo) -> dict[str, list[Seen]]:
    """Every kind of page that each person can walk to."""
    return {name: demo.pages(name, PROGRAMMES) for name in (COORDINATOR, SCHOOL)}


def in_turns(number: int) -> Looks:
    """Return a narrow and a wide look, or a light and a dark one; three pages on, all were seen."""
    return (LOOKS[number % 6], LOOKS[(number + 3) % 6])


def test_links_lead_to_every_page_there_is(demo: Demo, walked: dict[str, list[Seen]]) -> None:
    seen = {page.kind.answers for pages in walked.values() for page in pages}
    rules = [rule for rule in demo.app.url_map.iter_rules() if "GET" in (rule.methods or ())]
    there = {answering(demo.app, rule.endpoint)[1] for rule in rules}
    assert there - seen - FILES - WAYS.keys() == NO_ROWS


@pytest.mark.browser
@pytest.mark.parametrize("name", PEOPLE)
def test_every_page_is_right_for_everyone(
    demo: Demo, walked: dict[str, list[Seen]], chromium: Browser, name: str
) -> None:
    addresses = demo.addresses(name, walked.get(name, []))
    assert [*looked(demo, chromium, name, addresses, in_turns)] == []
