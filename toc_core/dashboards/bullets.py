"""Where every indicator stands beside its target and where it began; what has neither, as a list.

A target that is not reached says how much is left, and judges nobody.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from toc_core.dashboards.lines import bar, lines, upright
from toc_core.dashboards.picture import (
    FIGURE,
    LEAST,
    MOST,
    Notes,
    Picture,
    as_shown,
    ends,
    is_number,
    labels_of,
    section,
)
from toc_core.figures import Figure, Status, display, shared_caveats
from toc_core.i18n import _, later
from toc_core.theory import Direction, Programme

_WHAT, _TARGET, _BEGAN, _WORDS = (
    later("Indicator"),
    later("Doel"),
    later("Beginsituatie"),
    later("Stand"),
)
_ORDER = (Status.UNCERTAIN, Status.REACHED, Status.NO_TARGET, Status.NO_FIGURE)


def bullets(programme: Programme, own: Sequence[Figure]) -> Picture | None:
    """Return the figures with a target or baseline, the largest gap first; none without any."""
    aimed = [f for f in own if f.target is not None or (is_number(f) and f.baseline is not None)]
    if not aimed:
        return None
    aimed.sort(key=_by_gap)
    names, notes = labels_of(programme), Notes(shared_caveats(own))
    rows = [
        (
            names[f.indicator],
            notes.marked(f),
            *ends(f),
            as_shown(f.target, f),
            as_shown(f.baseline, f),
            _words(f),
        )
        for f in aimed
    ]
    layers = [
        bar(LEAST, "var(--accent)"),
        bar(MOST, "var(--accent)", start=LEAST, opacity=0.4),
        upright(_BEGAN, reach=9, strokeDash=[3, 2], strokeWidth=2),
        upright(_TARGET, reach=10, strokeWidth=4),
    ]
    began = any(f.baseline is not None for f in aimed)
    note = notes.text(
        _("balk: cijfer; dikke streep: doel"), _("stippellijn: beginsituatie") if began else ""
    )
    columns = (_WHAT, FIGURE, LEAST, MOST, _TARGET, _BEGAN, _WORDS)
    chart = lines(_WHAT, _WORDS, layers, [row[0] for row in rows], apart=True)
    title = _("Cijfer, doel en beginsituatie")
    return Picture("stand", section(title, columns, rows, note, chart), tuple(aimed), notes)


def without_target(programme: Programme, own: Sequence[Figure]) -> Picture | None:
    """Return the figures that no target is agreed for and that began nowhere, as a table."""
    loose = [f for f in own if is_number(f) and f.target is None and f.baseline is None]
    if not loose:
        return None
    names, notes = labels_of(programme), Notes(shared_caveats(own))
    rows = [(names[f.indicator], notes.marked(f)) for f in loose]
    columns = (_WHAT, FIGURE)
    title = _("Cijfers zonder doel")
    table = section(title, columns, rows, notes.text())
    return Picture("zonder-doel", table, tuple(loose), notes)


def _by_gap(figure: Figure) -> tuple[int, Decimal]:
    rank = _ORDER.index(figure.status) + 1 if figure.status in _ORDER else 0
    return rank, figure.progress if figure.progress is not None else Decimal(0)


def _words(figure: Figure) -> str:
    if figure.target is None:
        return _("{value}, geen doel afgesproken").format(value=figure.shown)
    target = display(figure.target, figure.decimals)
    if not is_number(figure):
        return _("nog geen cijfer, doel {target}").format(target=target)
    of = _("{value}, doel {target}: {gap}")
    return of.format(value=figure.shown, target=_aim(figure, target), gap=gap_words(figure))


def _aim(figure: Figure, target: str) -> str:
    return f"≤ {target}" if figure.direction is Direction.DECREASE else target


def gap_words(figure: Figure) -> str:
    """Return how much is left to a target, in words that judge nobody."""
    if figure.status is Status.REACHED:
        return _("bereikt")
    if figure.status is Status.UNCERTAIN:
        return _("niet zeker of het bereikt is")
    low, high = _left(figure)
    left = display(low, figure.decimals)
    if low != high:
        left = _("{lower} tot {upper}").format(lower=left, upper=display(high, figure.decimals))
    if figure.direction is Direction.INCREASE:
        return _("nog {left} te gaan").format(left=left)
    if figure.direction is Direction.DECREASE:
        return _("nog {left} te veel").format(left=left)
    return _("{left} verschil").format(left=left)


def _left(figure: Figure) -> tuple[Decimal, Decimal]:
    assert figure.target is not None
    found = ends(figure)
    apart = sorted(abs(figure.target - end) for end in found if end is not None)
    return apart[0], apart[-1]
