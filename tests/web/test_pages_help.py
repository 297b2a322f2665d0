"""Jump to a place by a few letters; help, words, and what this is built on."""

from __future__ import annotations

import re

import pytest
from toc_webadmin.pages.help import components, with_words
from toc_webadmin.pages.help_texts import OF_PAGES, OF_VIEWS
from toc_webadmin.pages.jump import plain
from toc_webadmin.pages.words_list import TERMS

from toc_core.access import SYSTEM
from toc_core.db.people import Group
from toc_core.db.store import Store

from .conftest import ClientFor
from .pages_world import PUPILS_A, PUPILS_B, Pages, build_pages


@pytest.fixture
def pages(store: Store) -> Pages:
    """The hand-made world."""
    return build_pages(store)


def names(text: str) -> list[str]:
    """Return the places of a list, as name and kind."""
    found = re.findall(r'role="option" id=[^>]*>(.*?)</li>', text)
    return [" ".join(re.sub("<[^>]+>", " ", one).split()) for one in found]


def test_a_few_letters_lead_to_pages_figures_and_boxes(client_for: ClientFor, pages: Pages) -> None:
    client = client_for("an")
    assert names(client.get("/spring?deel=1&q=verhal camp").text)[0] == "Verhalen Campus Talent"
    assert "Aantal trajecten cijfer van Campus Talent" in names(
        client.get("/spring?deel=1&q=trajecten").text
    )
    whole = client.get("/spring?q=Geschiedenis").text
    assert "Niets gevonden voor &#39;Geschiedenis&#39;" in whole  # a page of the city
    assert "/geschiedenis" in client_for("stad").get("/spring?q=geschied").text


def test_a_class_group_is_told_with_its_school_to_who_sees_more_schools(
    client_for: ClientFor, pages: Pages, store: Store
) -> None:
    with store.changing(SYSTEM, "Klasgroepen") as session:
        for site in (pages.a, pages.b):
            session.add(Group(site_id=site, school_year="2025-2026", label="3A"))
    asked = "/spring?deel=1&q=3a"
    in_city = [f"3A (2025-2026) klasgroep, Oefenschool {letter}" for letter in "AB"]
    assert sorted(names(client_for("stad").get(asked).text)) == in_city
    assert names(client_for("an").get(asked).text) == ["3A (2025-2026) klasgroep"]


def test_letters_without_accents_and_capitals_will_do() -> None:
    assert plain("Veranderingstheorieën") == "veranderingstheorieen"


def test_a_code_leads_to_the_participant_of_the_own_school_alone(
    client_for: ClientFor, pages: Pages
) -> None:
    client = client_for("an")
    own, other = PUPILS_A[0], PUPILS_B[0]
    assert names(client.get(f"/spring?deel=1&q={own.lower()}").text)[:1] == [f"{own} deelnemer"]
    assert other not in str(names(client.get(f"/spring?deel=1&q={other}").text))


@pytest.mark.parametrize("asked", ["", "   ", "\x00", "%", "<script>alert(1)</script>", "é" * 500])
def test_any_letters_are_answered(client_for: ClientFor, pages: Pages, asked: str) -> None:
    answer = client_for("an").get("/spring", query_string={"q": asked})
    assert answer.status_code == 200
    assert "<script>alert" not in answer.text


def test_every_page_explains_itself_in_three_sentences(client_for: ClientFor, pages: Pages) -> None:
    client = client_for("stad")
    for sentences in (*OF_PAGES.values(), *OF_VIEWS.values()):
        assert len(sentences) == 3
        assert all(sentence.endswith((".", "?")) for sentence in sentences)
    for address in ("/", "/portfolio", "/scholen/", "/programma/buddy/verhalen/", "/geschiedenis"):
        assert "Hulp bij deze pagina" in client.get(address).text


def test_our_words_are_underlined_once_in_a_sentence_and_lead_to_their_meaning(
    client_for: ClientFor, pages: Pages
) -> None:
    client = client_for("an")
    with client.application.test_request_context():
        text = with_words("Een traject <b> bestaat uit activiteiten; een traject stopt.")
    assert text.count("woord-traject") == 1
    assert "woord-activiteit" in text
    assert "&lt;b&gt;" in text
    page = client.get("/begrippen").text
    assert all(f'id="woord-{term.code}"' in page for term in TERMS)


def test_no_word_is_explained_twice() -> None:
    written = [word.casefold() for term in TERMS for word in term.written]
    assert len(written) == len(set(written))
    assert len({term.code for term in TERMS}) == len(TERMS)


def test_the_components_are_named_with_their_licences(client_for: ClientFor, pages: Pages) -> None:
    known = {name.casefold(): licence for name, _version, licence in components()}
    assert known["flask"] == "BSD-3-Clause"
    assert "sqlalchemy" in known
    assert "toc-core" not in known
    assert [name for name, licence in known.items() if licence == "–"] == []
    assert "BSD-3-Clause" in client_for("an").get("/over").text


def test_the_accessibility_statement_says_what_is_not_checked(
    client_for: ClientFor, pages: Pages
) -> None:
    assert "Geen onafhankelijke audit" in client_for("an").get("/toegankelijkheid").text


def test_the_field_at_the_top_is_empty_but_where_it_was_asked(
    client_for: ClientFor, pages: Pages
) -> None:
    client = client_for("an")
    for address in ("/", "/programma/campus_talent/rapport", "/programma/campus_talent/poster"):
        field = re.search(r'<input id="spring"[^>]*>', client.get(address).text)
        assert field is not None
        assert 'value=""' in field[0]
    assert 'value="verhalen"' in client.get("/spring?q=verhalen").text
