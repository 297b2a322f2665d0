"""Every shipped programme in every language, on every width and on paper: whole and inside."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page

from toc_core import Programme, Stage
from toc_core.drawing import Mark, Tone, poster_html, poster_svg
from toc_core.drawing.content import content_of
from toc_core.drawing.fit import A3, fit_page
from toc_core.drawing.html import heading_of
from toc_core.drawing.measure import clean
from toc_core.i18n import language
from toc_core.plugins import load_plugins
from toc_core.speaking import spoken

pytestmark = pytest.mark.browser
HOST = load_plugins()
WIDTHS = (1280, 390, 320)
BESIDE_A3 = ("flexible_trajectories",)  # its texts ask for A2 at eight points
SMALLEST_PIXELS = 8 * 96 / 72
WRONG = """() => {
  const wrong = [];
  for (const b of document.querySelectorAll('.e, .b')) {
    const edge = b.getBoundingClientRect();
    const words = document.createTreeWalker(b, NodeFilter.SHOW_TEXT);
    while (words.nextNode()) {
      if (words.currentNode.parentElement.closest('.v')) continue;
      const text = document.createRange();
      text.selectNodeContents(words.currentNode);
      for (const r of text.getClientRects())
        if (r.right > edge.right + 1 || r.left < edge.left - 1
            || r.bottom > edge.bottom + 2 || r.top < edge.top - 2)
          wrong.push('out of its box: ' + b.textContent);
    }
  }
  for (const b of document.querySelectorAll('.e, .b, h2, header, .legend'))
    if (b.scrollHeight > b.clientHeight + 2) wrong.push('overflows: ' + b.textContent);
  if (document.documentElement.scrollWidth > innerWidth) wrong.push('sideways scroll');
  return [...new Set(wrong)];
}"""


def marked(programme: Programme) -> dict[str, Mark]:
    """Return progress on every output, and every outcome without an indicator."""
    near = Mark("131", "160", "bijna", Tone.NEAR, 818)
    outcomes = {e.code: Mark(lacune=True) for e in programme.of_stage(Stage.OUTCOME)}
    return outcomes | {e.code: near for e in programme.of_stage(Stage.OUTPUT)}


def missing(programme: Programme, text: str) -> list[str]:
    """Return the labels that do not stand in a text, hyphens and line ends aside."""
    squeezed = re.sub(r"[\s\u00ad-]", "", text)
    labels = [e.label for e in programme.elements] + [p.label for p in programme.premises]
    return [label for label in labels if re.sub(r"[\s-]", "", clean(label)) not in squeezed]


def looked_at(page: Page, programme: Programme, width: int, place: str) -> list[str]:
    page.set_viewport_size({"width": width, "height": 1122})
    page.evaluate("document.fonts.ready.then(() => true)")
    found = [*page.evaluate(WRONG), *missing(programme, page.locator("main").inner_text())]
    return [f"{programme.code} {place}: {each}" for each in found]


@pytest.mark.parametrize("code", ["nl", "en", "fr"])
def test_every_poster_is_whole_on_screen_and_on_paper(chromium: Browser, code: str) -> None:
    page, wrong = chromium.new_page(), []
    with language(code):
        for dutch in HOST.programmes.values():
            programme = spoken(HOST, dutch, code)
            marks = marked(programme)
            page.emulate_media(media="screen")
            page.set_content(poster_html(programme, marks=marks, links=True))
            for width in WIDTHS:
                wrong += looked_at(page, programme, width, f"{width} px")
            page.emulate_media(media="print")
            wrong += looked_at(page, programme, 1587, "paper")
            svg = re.sub(r"<[^>]+>", " ", poster_svg(programme, marks=marks, embed_font=False))
            wrong += missing(programme, svg.replace("&#x27;", "'").replace("&amp;", "&"))
    page.close()
    assert wrong == []


@pytest.mark.parametrize("code", ["nl", "en", "fr"])
def test_a_poster_prints_as_one_a3_with_letters_of_eight_points(
    chromium: Browser, code: str
) -> None:
    page = chromium.new_page()
    with language(code):
        for dutch in HOST.programmes.values():
            programme = spoken(HOST, dutch, code)
            content = content_of(programme, marked(programme), links=True)
            fitted = fit_page(content, heading_of(programme, content))
            assert fitted is not None
            assert fitted[1].size >= SMALLEST_PIXELS - 0.01
            assert (fitted[0] is A3) is (programme.code not in BESIDE_A3), programme.code
            page.set_content(poster_html(programme, marks=marked(programme), links=True))
            printed = page.pdf(prefer_css_page_size=True, print_background=True)
            assert printed.count(b"/Type /Page\n") == 1, programme.code
            (width, height) = re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", printed)[0]
            points = fitted[0].width_mm / 25.4 * 72, fitted[0].height_mm / 25.4 * 72
            assert (float(width), float(height)) == pytest.approx(points, abs=1), programme.code
    page.close()


def test_a_reader_hears_title_columns_levels_and_boxes_in_order(chromium: Browser) -> None:
    programme = HOST.programme("campus_talent")
    page = chromium.new_page(viewport={"width": 1587, "height": 1122})
    page.set_content(poster_html(programme, marks=marked(programme), links=True))
    heard = page.locator("main").aria_snapshot().replace("\u00ad", "")
    order = (
        'heading "Campus Talent" [level=1]',
        'heading "Maatschappelijk probleem & doelgroep" [level=2]',
        "listitem: Uitsluitingen in onderwijs",
        'heading "Interventies" [level=2]',
        'heading "Samenwerking" [level=3]',
        'heading "Leerlingen" [level=3]',
        'heading "Output" [level=2]',
        'heading "Outcome · korte termijn" [level=2]',
        'heading "Impact" [level=2]',
        'heading "Werkzame bestanddelen" [level=2]',
    )
    places = [heard.index(words) for words in order]
    assert places == sorted(places)
    assert "Aantal scholen 131 / 160 bijna . leidt tot: Breder draagvlak" in heard
    assert "(onze lezing)" in heard
    assert "geen indicator (lacune)" in heard
    assert page.locator("svg.links:not([aria-hidden=true])").count() == 0
    page.close()
