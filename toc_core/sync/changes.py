"""What is different between two versions of a theory, part by part."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from toc_core.i18n import _
from toc_core.theory import Programme


class Difference(StrEnum):
    """What happened to a part."""

    ADDED = "added"
    CHANGED = "changed"
    REMOVED = "removed"


@dataclass(frozen=True)
class Change:
    """One part that differs: which kind of part, its code, and how."""

    difference: Difference
    part: str
    code: str

    def __str__(self) -> str:
        sign = {"added": "+", "changed": "~", "removed": "-"}[self.difference]
        return f"{sign} {self.part} {self.code}"


def changes(before: Programme | None, after: Programme) -> list[Change]:
    """Return every part that was added, changed or removed; all is new without a ``before``."""
    found: list[Change] = []
    earlier = {} if before is None else _parts(before)
    for part, new in _parts(after).items():
        found += _of_part(part, earlier.get(part, {}), new)
    return found


def _of_part(part: str, old: Mapping[str, object], new: Mapping[str, object]) -> Iterator[Change]:
    for code, value in new.items():
        if code not in old:
            yield Change(Difference.ADDED, part, code)
        elif old[code] != value:
            yield Change(Difference.CHANGED, part, code)
    for code in old:
        if code not in new:
            yield Change(Difference.REMOVED, part, code)


def _parts(programme: Programme) -> dict[str, dict[str, object]]:
    """Return the parts by kind and code, in the words of the interface."""
    own = {
        "label": programme.label,
        "version": programme.version,
        "goal": (programme.goal, programme.goal_source_text),
        "language": programme.language,
    }
    return {
        _("programma"): dict(own),
        _("niveau"): {x.code: x for x in programme.levels},
        _("bouwsteen"): {x.code: x for x in programme.elements},
        _("verband"): {x.code: x for x in programme.links},
        _("aanname"): {x.code: x for x in programme.premises},
        _("indicator"): {x.code: x for x in programme.indicators},
        _("opsplitsing"): {x.code: x for x in programme.disaggregations},
        _("soort overleg"): {x.code: x for x in programme.meeting_kinds},
    }
