"""The folder ``translations/`` of a plugin: per language a TOML file with a label for each code.

``translations/en.toml`` holds a table per programme and kind:

    [leesclub.element]
    evening = "Reading together after school"
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from toc_core.i18n import _
from toc_core.theory import Programme

FOLDER = "translations"


@dataclass(frozen=True)
class Translation:
    """The labels in one language: by programme, kind and code."""

    file: str
    labels: Mapping[str, Any] = field(default_factory=dict)
    problems: tuple[str, ...] = ()

    def incomplete(self, programme: Programme) -> Iterator[str]:
        """Yield what is missing, and what is no label of the programme."""
        own = self.labels.get(programme.code, {})
        for kind, known in labels_of(programme).items():
            given = own.get(kind, {}) if isinstance(own, Mapping) else {}
            for code, label in known.items():
                if not isinstance(given.get(code), str) or not given[code].strip():
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
    }
    return {
        kind: {code: label for code, label in labels.items() if label}
        for kind, labels in found.items()
    }
