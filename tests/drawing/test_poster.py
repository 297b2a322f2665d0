"""The poster as HTML and SVG text."""

from __future__ import annotations

import gzip
import re
import time
from html import unescape
from xml.etree import ElementTree

import pytest

from toc_core import CausalLink, Element, Horizon, Programme, Stage
from toc_core.drawing import FONT_FILE, Mark, Tone, poster_html, poster_svg
from toc_core.drawing.measure import clean

from .samples import HOSTILE, SHIPPED, hostile

SHIPPED_BY_CODE = pytest.mark.parametrize("programme", SHIPPED, ids=lambda p: p.code)
SMALL = Programme(
    "small", "Klein", "1",
    elements=(
        Element("talks", Stage.OUTPUT, "Aantal gesprekken"),
        Element("calm", Stage.OUTCOME, "Rust in de klas", horizon=Horizon.SHORT),
    ),
    links=(CausalLink(("talks",), "calm", derived=True),),
)  # fmt: skip


def _plain(markup: str) -> str:
    body = re.sub(r"<style.*?</style>", "", markup, flags=re.DOTALL)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", body)).replace("\u00ad", "").split())


def _squeezed(text: str) -> str:
    return re.sub(r"[\s-]", "", text)


@SHIPPED_BY_CODE
def test_every_label_and_part_is_in_html_and_svg(programme: Programme) -> None:
    page, drawing = _plain(poster_html(programme)), _squeezed(_plain(poster_svg(programme)))
    for thing in (*programme.elements, *programme.premises):
        for text in (thing.label, *(part.label for part in thing.parts)):
            assert clean(text) in page
            assert _squeezed(clean(text)) in drawing


@SHIPPED_BY_CODE
def test_the_poster_is_light_and_quick(programme: Programme) -> None:
    poster_html(programme)
    start = time.process_time()
    page = poster_html(programme, links=True, font_url="/font.woff2")
    assert time.process_time() - start <= 0.15
    assert len(gzip.compress(page.encode())) <= 15_000
    assert FONT_FILE.stat().st_size <= 50_000


def test_a_page_holds_no_style_attribute_script_or_external_address() -> None:
    page = poster_html(SMALL, marks={"talks": Mark("4", share=500)}, links=True)
    assert not re.search(r"<[^>]+\sstyle=", page)
    assert "<script" not in page
    assert not re.search(r"https?://", page)


def test_the_nonce_stands_on_the_one_style_block() -> None:
    fragment = poster_html(SMALL, standalone=False, nonce="abc", font_url="/font.woff2")
    assert fragment.count("<style") == fragment.count('<style nonce="abc">') == 1
    assert "<html" not in fragment
    assert 'url("/font.woff2")' in fragment


def test_an_outcome_without_an_indicator_says_so_and_an_output_does_not() -> None:
    page = poster_html(SMALL)
    assert page.count("k k-lacune") == 2  # the outcome and the legend
    assert "geen indicator (lacune)" in page


def test_links_are_off_unless_asked_and_then_dashed_and_spoken() -> None:
    assert "<path class=derived" not in poster_html(SMALL)
    page = poster_html(SMALL, links=True)
    assert "<path class=derived" in page
    assert "leidt tot: Rust in de klas (onze lezing)" in _plain(page)
    assert "onze lezing" in _plain(page)


def test_a_mark_shows_shape_figure_and_word() -> None:
    mark = Mark("7", "8", "bijna", Tone.NEAR, 875, ("voorlopig",), href="/bouwsteen/x")
    page, drawing = (
        poster_html(SMALL, marks={"talks": mark}),
        poster_svg(SMALL, marks={"talks": mark}),
    )
    assert '<a href="/bouwsteen/x">' in page
    assert 'width="875"' in page
    for word in ("7 / 8", "bijna", "voorlopig"):
        assert word in _plain(page)
        assert word in _plain(drawing)


def test_an_address_that_runs_a_script_is_dropped() -> None:
    page = poster_html(SMALL, href=lambda code: f"javascript:alert('{code}')")
    assert "javascript" not in page


def test_hostile_texts_are_escaped() -> None:
    page, drawing = poster_html(hostile()), poster_svg(hostile())
    ElementTree.fromstring(drawing)  # well-formed
    for text in (page, drawing):
        assert "<script" not in text
        assert "<img" not in text
        assert "\u202e" not in text
    assert clean(HOSTILE[2]) in page


def test_the_same_programme_gives_the_same_bytes() -> None:
    assert poster_html(SMALL) == poster_html(SMALL)
    assert poster_svg(SMALL) == poster_svg(SMALL)


def test_a_program_without_our_font_draws_the_svg_inside_its_boxes() -> None:
    drawing = poster_svg(SHIPPED[0], links=True)
    lines = re.findall(r"<tspan [^>]*>", drawing)
    assert len(lines) > 100
    assert [line for line in lines if "textLength=" not in line] == []
    converter = pytest.importorskip("vl_convert")  # its drawing does not read embedded fonts
    assert converter.svg_to_png(drawing).startswith(b"\x89PNG")
