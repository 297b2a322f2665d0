"""Programmes as JSON and TOML: nothing lost, nothing guessed, every refusal explained."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given

from toc_core.errors import DataProblems, UsageError
from toc_core.i18n import language
from toc_core.schemas import (
    dump_programme,
    dumps_programme,
    load_programme,
    programme_hash,
    read_programme,
)
from toc_core.schemas.reading import LARGEST_FILE
from toc_core.theory import (
    CausalLink,
    Count,
    Countable,
    Element,
    Horizon,
    Indicator,
    Observed,
    Programme,
    Role,
    Stage,
    ValueKind,
)

from .strategies import programmes, relaxed

if TYPE_CHECKING:
    from pathlib import Path

SMALL: dict[str, Any] = {"code": "small", "label": "Klein", "version": "1"}


def problems(**changes: Any) -> list[str]:
    with pytest.raises(DataProblems) as caught:
        load_programme({**SMALL, **changes})
    return list(caught.value.problems)


def refused(path: Path, content: str | bytes) -> str:
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    with pytest.raises(DataProblems) as caught:
        read_programme(path)
    return str(caught.value)


@relaxed
@given(programmes)
def test_any_programme_survives_the_round_trip(programme: Programme) -> None:
    text = dumps_programme(programme)
    again = load_programme(json.loads(text))
    assert again == programme
    assert dumps_programme(again) == text
    assert programme_hash(again) == programme_hash(programme)


def test_defaults_are_left_out() -> None:
    element = Element("talks", Stage.INTERVENTION, "Gesprekken")
    programme = Programme(**SMALL, elements=(element,))
    expected = [{"code": "talks", "stage": "intervention", "label": "Gesprekken"}]
    assert dump_programme(programme) == {**SMALL, "elements": expected}


def test_a_measure_names_its_kind() -> None:
    count = Count(Countable.PARTICIPANTS, roles=(Role.PUPIL,), held_only=False)
    rating = Observed(ValueKind.RATING)
    indicators = (Indicator("a", "x", count), Indicator("b", "x", rating), Indicator("c", "x"))
    dumped = dump_programme(Programme(**SMALL, indicators=indicators))["indicators"]
    assert dumped == [
        {
            "code": "a",
            "element": "x",
            "measure": {"count": {"of": "participants", "roles": ["pupil"], "held_only": False}},
        },
        {"code": "b", "element": "x", "measure": {"observed": {"kind": "rating"}}},
        {"code": "c", "element": "x"},
    ]


def test_canonical_json_is_sorted_compact_and_keeps_accents() -> None:
    programme = Programme("p", "Één", "1")
    assert dumps_programme(programme) == '{"code":"p","label":"Één","version":"1"}'


def test_the_hash_of_a_programme_stays_the_same_over_versions_of_this_library() -> None:
    # sha256sum of the line above, without a line end
    expected = "1e3fcd45b7232ed7f9b4ee9776c3292fe54fe065b497f3980151daa87d0b2940"
    assert programme_hash(Programme("p", "Één", "1")) == expected


def test_half_a_character_does_not_stop_a_hash() -> None:
    assert len(programme_hash(Programme("p", "\ud800", "1"))) == 64


def test_every_problem_is_told_at_once() -> None:
    with pytest.raises(DataProblems) as caught:
        load_programme({"code": 1, "labl": "x", "version": "1", "elements": [3]})
    starts = [text.partition(":")[0] for text in caught.value.problems]
    assert sorted(starts) == ["code", "elements[1]", "label", "programma"]


def test_a_misspelt_word_is_placed_and_a_better_one_offered() -> None:
    ok = {"code": "a", "stage": "impact", "label": "A"}
    found = problems(elements=[ok, ok, ok, {**ok, "stage": "outcom"}])
    assert len(found) == 1
    assert found[0].startswith(
        "elements[4, a].stage: \"outcom\" is geen stap (bedoelde je 'outcome'?); kies uit problem, "
    )


def test_an_unknown_key_is_refused_with_a_suggestion() -> None:
    found = problems(links=[{"causes": ["a"], "effect": "b", "feedbak": True}])
    assert found == [
        "links[1]: de sleutel \"feedbak\" bestaat niet (bedoelde je 'feedback'?); "
        "kies uit causes, effect, rationale, derived, feedback"
    ]


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"label": None}, "label: is leeg (null)"),
        ({"label": 3}, "label: is geen tekst"),
        ({"label": "x" * 5001}, "label: is 5001 tekens lang"),
        ({"label": "a\x1bb"}, "label: bevat op plaats 2 een stuurteken (U+001B)"),
        ({"label": "a\nb"}, "label: bevat op plaats 2 een stuurteken (U+000A)"),
        ({"label": "\ud800"}, "label: bevat op plaats 1 een stuurteken (U+D800)"),
        ({"goal": "a\rb"}, "goal: bevat op plaats 2 een stuurteken (U+000D)"),
        ({"elements": {"a": 1}}, "elements: is geen lijst"),
        ({"elements": "abc"}, "elements: is geen lijst"),
        ({"elements": ["abc"]}, "elements[1]: is geen groep velden"),
        ({"elements": [None]}, "elements[1]: is leeg (null)"),
        ({"links": [{"causes": [1], "effect": "b"}]}, "links[1].causes[1]: is geen tekst"),
        (
            {"links": [{"causes": [], "effect": "b", "derived": 1}]},
            "links[1].derived: is geen ja of nee",
        ),
        ({"_schema": 1}, 'programma: de sleutel "_schema" bestaat niet'),
        ({"\x00": 1}, 'programma: de sleutel "\\u0000" bestaat niet'),
    ],
)
def test_a_wrong_value_is_refused(changes: dict[str, Any], expected: str) -> None:
    [found] = problems(**changes)
    assert found.startswith(expected)


@pytest.mark.parametrize("version", [True, 1.0, "1", 10**12])
def test_a_whole_number_is_nothing_else(version: object) -> None:
    axis = {"code": "a", "label": "A", "categories": [], "version": version}
    [found] = problems(disaggregations=[axis])
    assert found.startswith("disaggregations[1, a].version: is geen geheel getal")


@pytest.mark.parametrize(
    ("measure", "expected"),
    [
        (3, "measure: is niet te lezen; schrijf"),
        ({}, "measure: is niet te lezen; schrijf"),
        ({"count": {"of": "schools"}, "observed": {}}, "measure: is niet te lezen; schrijf"),
        ({"counts": {}}, "measure: is niet te lezen (bedoelde je 'count'?); schrijf"),
        ({"count": {}}, "measure.count.of: ontbreekt"),
        ({"count": 3}, "measure.count: is geen groep velden"),
        ({"count": {"of": 3}}, 'measure.count.of: "int" is geen soort telling; kies uit schools'),
        ({"observed": {"kind": "numbr"}}, 'measure.observed.kind: "numbr" is geen soort meting'),
    ],
)
def test_a_wrong_measure_is_refused(measure: object, expected: str) -> None:
    [found] = problems(indicators=[{"code": "a", "element": "b", "measure": measure}])
    assert found.startswith(f"indicators[1, a].{expected}")


def test_prose_may_run_over_lines() -> None:
    assert load_programme({**SMALL, "goal": "een\n\ttwee"}).goal == "een\n\ttwee"


def test_a_long_wrong_word_is_cut_in_the_message() -> None:
    [found] = problems(elements=[{"code": "a", "label": "A", "stage": "x" * 4000}])
    assert len(found) < 300


def test_a_refusal_can_be_asked_in_a_language_without_catalogue() -> None:
    with language("en"):
        assert problems(label=None)[0].startswith("label: ")


def test_json_and_toml_give_the_same_programme(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(
        '\ufeff{"code": "small", "label": "Klein", "version": "1", "elements": '
        '[{"code": "calm", "stage": "outcome", "label": "Rust", "horizon": "short"}], '
        '"links": [{"causes": ["calm"], "effect": "calm"}]}',
        encoding="utf-8",
    )
    (tmp_path / "a.TOML").write_text(
        'code = "small"\r\nlabel = "Klein"\r\nversion = "1"\r\n'
        '[[elements]]\ncode = "calm"\nstage = "outcome"\nlabel = "Rust"\nhorizon = "short"\n'
        '[[links]]\ncauses = ["calm"]\neffect = "calm"\n',
        encoding="utf-8",
    )
    calm = Element("calm", Stage.OUTCOME, "Rust", horizon=Horizon.SHORT)
    expected = Programme(**SMALL, elements=(calm,), links=(CausalLink(("calm",), "calm"),))
    assert read_programme(tmp_path / "a.json") == expected
    assert read_programme(tmp_path / "a.TOML") == expected


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("a.json", '{"code":\n  x}', "a.json: geen geldige JSON op regel 2, teken 3;"),
        ("a.json", "", "a.json: geen geldige JSON op regel 1, teken 1;"),
        ("a.json", '{"code": NaN}', "a.json: NaN is geen getal in JSON"),
        ("a.json", "[" * 100_000, "a.json: deze JSON is te diep genest"),
        ("a.json", '{"a": ' + "9" * 5000 + "}", "a.json: deze JSON is te diep genest"),
        ("a.json", "[]", "a.json: programma: is geen groep velden"),
        ("a.json", b'{"a":\n"\xff"}', "a.json: regel 2 is geen UTF-8"),
        ("a.toml", "code = 'a'\nlabel =\n", "a.toml: geen geldige TOML op regel 2, teken 8;"),
        ("a.toml", "code = 'a'\nlabel = '", "a.toml: geen geldige TOML op regel 2, teken"),
        ("a.toml", "code = 'a'\ncode = 'b'", "a.toml: geen geldige TOML op regel 2"),
        ("a.toml", "a = " + "[" * 100_000, "a.toml: deze TOML is te diep genest"),
        ("a.toml", "code = 2024-09-01", "a.toml: code: is geen tekst"),
        ("a.json", b" " * (LARGEST_FILE + 1), "a.json: het bestand is groter dan 5 MB"),
    ],
)
def test_a_bad_file_is_refused(
    tmp_path: Path, name: str, content: str | bytes, expected: str
) -> None:
    assert refused(tmp_path / name, content).startswith(expected)


def test_a_key_written_twice_is_refused(tmp_path: Path) -> None:
    found = refused(tmp_path / "a.json", '{"code": "a", "code": "b", "goal": {"x": 1, "x": 1}}')
    assert found.count("staat twee keer in dezelfde groep") == 2


def test_a_file_of_another_kind_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"'theory\.yaml' is geen \.json of \.toml"):
        read_programme(tmp_path / "theory.yaml")


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"gone\.json' is niet te openen"):
        read_programme(tmp_path / "gone.json")
