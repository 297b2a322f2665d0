"""The poster in a real Chromium: nothing overflows, overlaps or calls outside."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page

from toc_core import Programme, Stage
from toc_core.drawing import Mark, Tone, poster_html
from toc_core.drawing.measure import clean

from .samples import SHIPPED, hostile

pytestmark = pytest.mark.browser
_FINDINGS = """() => {
  const boxes = [...document.querySelectorAll('.e')];
  const rects = boxes.map(b => b.getBoundingClientRect());
  const apart = (a, b) => a.right <= b.left + .5 || b.right <= a.left + .5
    || a.bottom <= b.top + .5 || b.bottom <= a.top + .5;
  const wrong = [];
  for (const b of document.querySelectorAll('.e, .b, h2, h3, header, .legend'))
    if (b.scrollHeight > b.clientHeight + 1) wrong.push('overflows: ' + b.textContent);
  for (const b of document.querySelectorAll('.e .t, .b .t'))
    if (b.getBoundingClientRect().right > b.parentElement.getBoundingClientRect().right + .5)
      wrong.push('too wide: ' + b.textContent);
  rects.forEach((a, n) => {
    if (a.left < 0 || a.right > innerWidth) wrong.push('outside: ' + boxes[n].textContent);
    for (let m = 0; m < n; m++)
      if (!apart(a, rects[m])) wrong.push('overlap: ' + boxes[n].textContent);
  });
  if (document.documentElement.scrollWidth > innerWidth) wrong.push('sideways scroll');
  if (![...document.fonts].some(f => f.status === 'loaded')) wrong.push('font not loaded');
  return wrong;
}"""


def _open(
    browser: Browser, programme: Programme, width: int, scheme: str
) -> tuple[Page, list[str]]:
    page = browser.new_page(viewport={"width": width, "height": 1122}, color_scheme=scheme)
    noise: list[str] = []
    page.on("console", lambda message: noise.append(message.text))
    page.on("pageerror", lambda error: noise.append(str(error)))
    page.on("request", lambda r: None if r.url.startswith("data:") else noise.append(r.url))
    page.set_content(poster_html(programme))
    page.evaluate("document.fonts.ready.then(() => true)")
    return page, noise


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1587, 1280, 390, 320])
@pytest.mark.parametrize("programme", SHIPPED, ids=lambda p: p.code)
def test_a_poster_is_whole_and_accessible(
    chromium: Browser,
    axe_violations: Callable[[Page], list[str]],
    programme: Programme,
    width: int,
    scheme: str,
) -> None:
    page, noise = _open(chromium, programme, width, scheme)
    text = page.locator("main").inner_text().replace("\u00ad", "")
    assert [e.label for e in programme.elements if clean(e.label) not in text] == []
    assert page.evaluate(_FINDINGS) == []
    assert axe_violations(page) == []
    assert noise == []
    page.close()


@pytest.mark.parametrize("width", [1587, 1280, 390, 320])
def test_hostile_texts_stay_inside_their_boxes(chromium: Browser, width: int) -> None:
    page, noise = _open(chromium, hostile(), width, "light")
    assert page.evaluate(_FINDINGS) == []
    assert noise == []
    page.close()


@pytest.mark.parametrize("programme", SHIPPED, ids=lambda p: p.code)
def test_a_poster_prints_on_one_page(chromium: Browser, programme: Programme) -> None:
    page, _noise = _open(chromium, programme, 1280, "dark")
    printed = page.pdf(prefer_css_page_size=True, print_background=True)
    assert printed.count(b"/Type /Page\n") == 1
    page.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1587, 1280, 320])
def test_a_fragment_with_progress_and_links_holds_under_a_strict_policy(
    chromium: Browser, axe_violations: Callable[[Page], list[str]], width: int, scheme: str
) -> None:
    programme = SHIPPED[0]
    tones = [(Tone.REACHED, "bereikt"), (Tone.NEAR, "bijna"), (Tone.BEHIND, "achter")]
    marks = {
        e.code: Mark("7", "≤ 8", tones[n % 3][1], tones[n % 3][0], 875, ("fictief",), href="#x")
        for n, e in enumerate(programme.of_stage(Stage.OUTPUT))
    }
    fragment = poster_html(programme, marks=marks, links=True, standalone=False, nonce="n1")
    policy = "default-src 'none'; style-src 'nonce-n1'"
    page = chromium.new_page(viewport={"width": width, "height": 1122}, color_scheme=scheme)
    noise: list[str] = []
    page.on("console", lambda message: noise.append(message.text))
    page.set_content(
        '<!doctype html><html lang="nl"><head><title>Poster</title>'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
        f'<style nonce="n1">body{{margin:0}}</style></head><body><main>{fragment}</main></body>'
    )
    assert noise == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert page.locator(".e").first.evaluate("e => getComputedStyle(e).position") == (
        "absolute" if width >= 900 else "relative"
    )
    assert axe_violations(page) == []
    page.close()
