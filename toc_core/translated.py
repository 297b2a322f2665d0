"""The folder ``translations/`` of a plugin: per language a TOML file with a label for each code.

``translations/en.toml`` holds a table per programme and kind:

    [leesclub.element]
    evening = "Reading together after school"
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, TypeVar

from toc_core.i18n import _
from toc_core.theory import (
    Category,
    Disaggregation,
    Element,
    Indicator,
    Level,
    Part,
    Premise,
    Programme,
)

FOLDER = "translations"


@dataclass(frozen=True)
class Translation:
    """The labels in one language: by programme, kind and code."""

    file: str
    labels: Mapping[str, Any] = field(default_factory=dict)
    problems: tuple[str, ...] = ()

    @property
    def language(self) -> str:
        """Return the language, as the file is named."""
        return Path(self.file).stem

    def given(self, programme: str) -> dict[str, dict[str, str]]:
        """Return the labels of a programme by kind and code; what is no label is left out."""
        own = self.labels.get(programme)
        kinds = own.items() if isinstance(own, Mapping) else ()
        return {
            kind: {code: label for code, label in found.items() if isinstance(label, str)}
            for kind, found in kinds
            if isinstance(found, Mapping)
        }

    def incomplete(self, programme: Programme) -> Iterator[str]:
        """Yield what is missing, and what is no label of the programme."""
        own = self.given(programme.code)
        for kind, known in labels_of(programme).items():
            given = own.get(kind, {})
            for code, label in known.items():
                if not given.get(code, "").strip():
                    yield _("{file}: [{place}] {code} ontbreekt; vertaal '{label}'.").format(
                        file=self.file, place=f"{programme.code}.{kind}", code=code, label=label
                    )
            for code in sorted(given.keys() - known.keys()):
                yield _("{file}: [{place}] {code} bestaat niet (meer); haal het weg.").format(
                    file=self.file, place=f"{programme.code}.{kind}", code=code
                )


def read_translations(folder: Path) -> Iterator[Translation]:
    """Yield the translations beside a plugin's module, sorted by language."""
    for path in sorted((folder / FOLDER).glob("*.toml")):
        place = f"{FOLDER}/{path.name}"
        try:
            yield Translation(place, tomllib.loads(path.read_text("utf-8-sig")))
        except (OSError, ValueError, RecursionError) as error:
            message = _("{file} is niet leesbaar als TOML: {error}")
            yield Translation(place, problems=(message.format(file=place, error=error),))


def in_language(
    programme: Programme, language: str, source: Programme, translation: Translation
) -> Programme:
    """Return the programme with its labels in a language; what is missing stays, marked ``(nl)``.

    ``source`` is the programme that was translated: a label that reads otherwise by now is not
    translated with the old words. Source texts are quotes and stay as they are.
    """
    speaker = _Speaker(translation.given(programme.code), labels_of(source), programme.language)
    return replace(
        programme,
        language=language,
        label=speaker.say("programme", "label", programme.label),
        goal=speaker.say("programme", "goal", programme.goal),
        levels=speaker.labelled(programme.levels, "level"),
        elements=tuple(map(speaker.element, speaker.labelled(programme.elements, "element"))),
        links=tuple(replace(k, rationale=speaker.stays(k.rationale)) for k in programme.links),
        premises=tuple(map(speaker.premise, speaker.labelled(programme.premises, "premise"))),
        indicators=tuple(map(speaker.indicator, programme.indicators)),
        disaggregations=tuple(map(speaker.axis, programme.disaggregations)),
        meeting_kinds=speaker.labelled(programme.meeting_kinds, "meeting_kind"),
    )


def marked(label: str, language: str) -> str:
    """Return a label with the language that it stayed in; nothing stays nothing."""
    return f"{label} ({language})" if label else ""


_Named = TypeVar("_Named", Level, Element, Premise, Indicator, Disaggregation, Category)


@dataclass(frozen=True)
class _Speaker:
    """The labels that are given, those that they translate, and the language of the rest."""

    given: Mapping[str, Mapping[str, str]]
    known: Mapping[str, Mapping[str, str]]
    language: str

    def say(self, kind: str, code: str, label: str) -> str:
        same = self.known.get(kind, {}).get(code) == label
        spoken = self.given.get(kind, {}).get(code) if same else None
        return spoken or self.stays(label)

    def stays(self, label: str) -> str:
        return marked(label, self.language)

    def labelled(
        self, things: tuple[_Named, ...], kind: str, before: str = ""
    ) -> tuple[_Named, ...]:
        return tuple(
            replace(one, label=self.say(kind, before + one.code, one.label)) for one in things
        )

    def element(self, element: Element) -> Element:
        funders = tuple(self.say("funder", one, one) for one in element.funders)
        return replace(element, parts=self._parts(element, "element_part"), funders=funders)

    def premise(self, premise: Premise) -> Premise:
        return replace(premise, parts=self._parts(premise, "premise_part"))

    def _parts(self, thing: Element | Premise, kind: str) -> tuple[Part, ...]:
        return tuple(
            replace(part, label=self.say(kind, f"{thing.code}.{n}", part.label))
            for n, part in enumerate(thing.parts, start=1)
        )

    def indicator(self, one: Indicator) -> Indicator:
        return replace(
            one,
            label=self.say("indicator", one.code, one.label),
            unit=self.say("unit", one.unit, one.unit),
            definition=self.say("definition", one.code, one.definition),
        )

    def axis(self, axis: Disaggregation) -> Disaggregation:
        label = self.say("axis", axis.code, axis.label)
        categories = self.labelled(axis.categories, "category", f"{axis.code}.")
        return replace(axis, label=label, categories=categories)


def labels_of(programme: Programme) -> dict[str, dict[str, str]]:
    """Return every label of a programme that can be translated, by kind and code."""
    found = {
        "programme": {"label": programme.label, "goal": programme.goal},
        "level": {level.code: level.label for level in programme.levels},
        "element": {element.code: element.label for element in programme.elements},
        "premise": {premise.code: premise.label for premise in programme.premises},
        "indicator": {i.code: i.label for i in programme.indicators},
        "axis": {axis.code: axis.label for axis in programme.disaggregations},
        "meeting_kind": {kind.code: kind.label for kind in programme.meeting_kinds},
        "category": {
            f"{a.code}.{c.code}": c.label for a in programme.disaggregations for c in a.categories
        },
        "element_part": _parts_of(programme.elements),
        "premise_part": _parts_of(programme.premises),
        "funder": {funder: funder for element in programme.elements for funder in element.funders},
        "unit": {i.unit: i.unit for i in programme.indicators},
        "definition": {i.code: i.definition for i in programme.indicators},
    }
    return {
        kind: {code: label for code, label in labels.items() if label}
        for kind, labels in found.items()
    }


def _parts_of(things: Iterable[Element | Premise]) -> dict[str, str]:
    """Return the sub-points by the code of what they are of and their number."""
    return {
        f"{thing.code}.{n}": part.label
        for thing in things
        for n, part in enumerate(thing.parts, start=1)
    }
