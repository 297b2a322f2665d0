"""How far trajectories come: planned, started, finished, and the steps they take on the way."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from toc_core.dashboards.lines import bar, lines
from toc_core.dashboards.picture import Notes, Picture, section
from toc_core.figures import THIN_SPACE, display, quotient
from toc_core.i18n import _, later

_STEP, _NUMBER, _WORDS = later("Stap"), later("Aantal trajecten"), later("In woorden")
_OF_BEFORE, _OF_STARTED = later("Procent van de vorige stap"), later("Procent van de gestarte")


def funnel(*, planned: int, started: int, finished: int, stopped: int) -> Picture | None:
    """Return how many trajectories got how far, each number a part of the one before it.

    What was ``started`` was planned too, and what is ``finished`` was started.
    """
    if not planned:
        return None
    stages = ((_("Gepland"), planned), (_("Gestart"), started), (_("Afgerond"), finished))
    befores = (None, planned, started)
    rows = [
        _row(label, number, before, _("{percent} van de vorige stap"))
        for (label, number), before in zip(stages, befores, strict=True)
    ]
    running = started - finished - stopped
    still = _("{number} loopt nog") if running == 1 else _("{number} lopen nog")
    told = [still.format(number=running)] if running else []
    told += [_("{number} gestopt").format(number=stopped)] if stopped else []
    notes = Notes()
    columns = (_STEP, _NUMBER, _OF_BEFORE, _WORDS)
    title = _("Van gepland tot afgerond traject")
    table = section(title, columns, rows, notes.text(*told), _chart(rows))
    return Picture("trajecten", table, notes=notes)


def own_steps(started: int, steps: Mapping[str, int]) -> Picture | None:
    """Return at how many started trajectories each step was taken; none where no step is noted."""
    if not steps or not started:
        return None
    words = _("{percent} van de gestarte trajecten")
    rows = [_row(_("Gestart"), started, None, words)]
    rows += [_row(label, number, started, words) for label, number in steps.items()]
    columns = (_STEP, _NUMBER, _OF_STARTED, _WORDS)
    notes = Notes()
    note = notes.text(_("stappen zoals ze bij de trajecten genoteerd zijn, de meest gezette eerst"))
    table = section(_("Stappen in een traject"), columns, rows, note, _chart(rows))
    return Picture("stappen", table, notes=notes)


Row = tuple[str, int, Decimal | None, str]


def _row(label: str, number: int, whole: int | None, words: str) -> Row:
    share = quotient(number, whole, percent=True) if whole else None
    if share is None:
        return label, number, None, display(number)
    percent = share.quantize(Decimal(1), ROUND_HALF_UP)
    if (
        not number
    ):  # none is said enough: 0 % of a step that is still going on sounds like a verdict
        return label, number, percent, display(number)
    told = words.format(percent=f"{display(percent)}{THIN_SPACE}%")
    return label, number, percent, f"{display(number)} · {told}"


def _chart(rows: Iterable[Row]) -> Mapping[str, Any]:
    labels: Sequence[str] = [row[0] for row in rows]
    return lines(_STEP, _WORDS, [bar(_NUMBER, "var(--accent)")], labels)
