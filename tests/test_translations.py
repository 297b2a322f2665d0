"""The words of the interface in English and French: whole, and the same as what is said."""

from __future__ import annotations

import re
from importlib import import_module
from pathlib import Path

import pytest

from proofs import translations
from toc_core.i18n import LANGUAGES, Later, _, add_translations, current_language, language, later
from toc_core.pseudo_language import PseudoTranslations

TITLES = [
    value
    for name in ("bullets", "parts", "picture", "schools", "steps", "years")
    for value in vars(import_module(f"toc_core.dashboards.{name}")).values()
    if isinstance(value, Later)
]


def test_every_catalogue_holds_every_message_translated_and_compiled() -> None:
    assert list(translations.problems()) == []


def test_a_sentence_that_is_not_translated_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "toc_new"
    package.mkdir()
    (package / "said.py").write_text('_("Nog {n} te gaan.")\nX = later("School")\n', "utf-8")
    (package / "templates").mkdir()
    (package / "templates" / "page.html").write_text("{{ _('Nieuw scherm') }}", "utf-8")
    monkeypatch.setattr(translations, "PACKAGES", (package,))
    monkeypatch.setattr(translations, "ROOT", tmp_path)
    told = list(translations.update())
    assert [line.partition(": ")[2] for line in told if "/en/" in line] == [
        "not translated: 'Nieuw scherm'",
        "not translated: 'Nog {n} te gaan.'",  # and School is the core's
    ]
    path = translations.catalogue_of(package, "en")
    path.write_text(path.read_text("utf-8").replace('msgstr ""', 'msgstr "Wrong"'), "utf-8")
    assert [line for line in translations.problems() if "placeholders" in line] != []


def test_a_text_speaks_the_language_of_the_block() -> None:
    said = []
    for code in LANGUAGES:
        with language(code):
            said.append((current_language(), _("Naar de inhoud")))
    assert said == [
        ("nl", "Naar de inhoud"),
        ("en", "To the content"),
        ("fr", "Aller au contenu"),
    ]


@pytest.fixture(autouse=True)
def _with_the_admin() -> None:
    import toc_webadmin

    add_translations(toc_webadmin)


def test_a_constant_is_translated_each_time_it_is_read() -> None:
    word = later("Naar de inhoud")
    assert word == "Naar de inhoud"
    with language("en"):
        assert str(word) == f"{word}" == "To the content"
        assert word + "!" == "To the content!"
        assert "> " + word == "> To the content"
        assert word[:2].lower() == "to"
        assert {"To the content": 1}[word] == 1
        assert len(word) == 14
        assert word.__html__() == "To the content"  # type: ignore[attr-defined]


def test_what_nobody_translated_stays_dutch() -> None:
    with language("en"):
        assert _("Dit staat nergens.") == "Dit staat nergens."


def test_a_catalogue_of_a_plugin_lies_beside_it() -> None:
    import toc_flexible_trajectories

    add_translations(toc_flexible_trajectories)
    with language("en"):
        assert _("goedgekeurd") == "approved"


def test_the_language_of_tests_is_longer_and_keeps_placeholders() -> None:
    longer = PseudoTranslations().gettext("{number} van %(all)s leerlingen")
    assert "{number}" in longer
    assert "%(all)s" in longer
    assert (longer[0], longer[-1]) == ("[", "]")
    assert len(longer) >= 1.3 * len("{number} van %(all)s leerlingen")


@pytest.mark.parametrize("code", LANGUAGES)
def test_no_title_of_a_column_has_a_sign_that_a_chart_reads(code: str) -> None:
    assert len(TITLES) > 20
    with language(code):
        said = [str(title) for title in TITLES]
    assert [title for title in said if re.search(r"""['"\\.\[\]]""", title)] == []
