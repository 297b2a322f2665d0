"""The page stands on its own, works under a strict content policy, and is accessible."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page

from toc_core.formats.html import report_html

from .by_hand import figure, report_of, rich_report, written


def page() -> str:
    return written("html", rich_report(practice=True)).decode()


def test_the_page_asks_nothing_of_a_network() -> None:
    addresses = re.findall(r'(?:src|href|url)\s*[=(]\s*"?([^")\s>]+)', page())
    assert all(a.startswith(("#", "data:font/woff2")) for a in addresses)
    assert "<script" not in page()


def test_there_is_no_style_attribute_and_the_style_takes_a_nonce() -> None:
    assert not re.search(r"\sstyle=", page())
    assert '<style nonce="a&quot;b">' in report_html(rich_report(), nonce='a"b')


def test_the_table_says_what_its_heads_are_for() -> None:
    html = page()
    assert '<html lang="nl">' in html
    assert html.count("<h1>") == 1
    assert "<caption" in html
    assert '<th scope="col">2024-2025</th>' in html
    assert '<th scope="rowgroup" colspan="3">Leerlingen</th>' in html
    assert '<th scope="row">Aantal duo&#x27;s' in html


def test_every_mark_leads_to_its_note() -> None:
    html = page()
    marks = set(re.findall(r'href="#(n\d+)"', html))
    assert marks
    assert marks == set(re.findall(r'<li id="(n\d+)"', html))


def test_a_label_cannot_bring_markup() -> None:
    html = written("html", report_of(figure("1", label="<script>x</script>"))).decode()
    assert "<script>x" not in html


@pytest.mark.browser
@pytest.mark.parametrize("width", [1280, 390, 320])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_and_the_page_does_not_scroll_sideways(
    chromium: Browser, axe_violations: Callable[[Page], list[str]], width: int, scheme: str
) -> None:
    context = chromium.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)
    opened = context.new_page()
    opened.set_content(page())
    assert axe_violations(opened) == []
    assert opened.evaluate("document.documentElement.scrollWidth") == width
    context.close()


@pytest.mark.browser
def test_the_page_is_styled_under_a_strict_policy(chromium: Browser) -> None:
    context = chromium.new_context()
    opened = context.new_page()
    policy = "default-src 'none'; style-src 'nonce-n1'; font-src 'self'"
    html = report_html(rich_report(), nonce="n1", font_url="/font.woff2")
    opened.route(
        "**/*",
        lambda route: route.fulfill(
            body=html, content_type="text/html", headers={"Content-Security-Policy": policy}
        ),
    )
    said: list[str] = []
    opened.on("console", lambda message: said.append(message.text))
    opened.goto("http://report.test/")
    assert opened.evaluate("getComputedStyle(document.querySelector('section')).borderStyle") == (
        "solid"
    )
    assert [words for words in said if "Content Security Policy" in words] == []
    context.close()
