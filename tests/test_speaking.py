"""A programme in the language of its reader: translated, and honest about what is not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from toc_core import Programme
from toc_core.cli import run
from toc_core.plugins import Host, folder_of, load_plugins
from toc_core.speaking import spoken
from toc_core.translated import labels_of, read_translations

TRANSLATED = ("campus_talent", "buddy")


@pytest.fixture(scope="module")
def host() -> Host:
    """Return the plugins of this repository."""
    return load_plugins()


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("code", TRANSLATED)
def test_a_translated_programme_has_every_label_in_the_language(
    host: Host, code: str, language: str
) -> None:
    dutch, translated = host.programme(code), spoken(host, host.programme(code), language)
    assert translated.language == language
    labels = [label for kind in labels_of(translated).values() for label in kind.values()]
    assert len(labels) > 25
    assert [label for label in labels if "(nl)" in label] == []
    assert translated.elements != dutch.elements
    assert [e.code for e in translated.elements] == [e.code for e in dutch.elements]
    assert [e.source_text for e in translated.elements] == [e.source_text for e in dutch.elements]


def test_a_translation_says_that_it_is_not_by_the_city(host: Host) -> None:
    for plugin in host.plugins:
        for one in read_translations(folder_of(plugin)):
            text = (folder_of(plugin) / one.file).read_text("utf-8")
            assert "unofficial translation, not by the city" in text.splitlines()[0].casefold()


def test_parts_funders_units_and_definitions_are_translated_too(host: Host) -> None:
    french = spoken(host, host.programme("campus_talent"), "fr")
    assert french.element("coordination").funders == ("ville de Malines",)
    assert french.element("teachers_use_talents").parts[1].label == (
        "Ils connaissent les talents de leurs élèves"
    )
    schools = next(i for i in french.indicators if i.code == "schools")
    assert schools.unit == "école"
    assert schools.definition.startswith("Chaque école")
    assert {link.rationale for link in french.links if not link.rationale.endswith("(nl)")} <= {""}


def test_words_that_the_team_changed_are_not_shown_in_the_old_translation(host: Host) -> None:
    dutch = host.programme("buddy")
    changed = _with_label(dutch, "students", "Studenten van Thomas More")
    english = spoken(host, changed, "en")
    assert english.element("students").label == "Studenten van Thomas More (nl)"
    assert english.element("volunteers").label == "Volunteers"


def _with_label(programme: Programme, code: str, label: str) -> Programme:
    elements = (replace(e, label=label) if e.code == code else e for e in programme.elements)
    return replace(programme, elements=tuple(elements))


def test_a_programme_without_a_translation_stays_dutch_and_says_so_once(host: Host) -> None:
    dutch = host.programme("krachtige_scholen")
    english = spoken(host, dutch, "en")
    assert english == replace(dutch, label="Krachtige Scholen (nl)")


def test_a_programme_in_its_own_language_is_itself(host: Host) -> None:
    dutch = host.programme("buddy")
    assert spoken(host, dutch, "nl") is dutch


def test_the_command_draws_a_poster_in_a_language(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["poster", "buddy", "--language", "fr", "--format", "svg"]) == 0
    drawn = capsys.readouterr().out
    assert 'lang="fr"' in drawn
    assert "Nombre de" in drawn
