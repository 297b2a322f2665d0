"""Unduplicated reach: the same thing once, over several indicators, programmes and levels.

``docs/figures.md`` §8: explained as the sum of the parts, the overlap, and the union.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from toc_core.db.door import ScopedSession
from toc_core.db.measuring.answer import figure_of
from toc_core.db.measuring.fetched import Fetched, Part
from toc_core.db.measuring.fetching import fetch
from toc_core.db.measuring.question import By, Question
from toc_core.db.measuring.slots import Slot
from toc_core.errors import UsageError
from toc_core.figures import Figure
from toc_core.figures.heads import Bounds
from toc_core.i18n import _
from toc_core.theory import Count, Indicator, Programme

Member = tuple[Programme, Indicator]


@dataclass(frozen=True)
class Overlap:
    """How many things two indicators have in common, or between which bounds."""

    one: str
    other: str
    shared: Bounds


@dataclass(frozen=True)
class Reach:
    """One unduplicated figure: the parts, what they add up to, and everything once.

    ``overlap`` is how often something was counted again: the sum less the union.
    """

    label: str
    union: Figure
    parts: tuple[Figure, ...]
    summed: Bounds
    overlap: Bounds
    pairs: tuple[Overlap, ...]


def reach(
    session: ScopedSession, question: Question, members: Sequence[Member], *, label: str = ""
) -> list[Reach]:
    """Return the unduplicated count of what the members count, in each period of the question.

    ``UsageError`` when they do not count the same kind of thing. The programmes and the split of
    the question do not matter; its periods, reality and moment do.
    """
    demand_same_kind(members)
    first, *others = members
    united = _united(first, others)
    pairs = [_united(one, [other]) for one, other in combinations(members, 2)]
    alone = [_united(member, []) for member in members]
    question = replace(question, programmes=(), by=By.TOTAL)
    if not question.periods:
        return []
    fetched = fetch(session, question, [united, *alone, *pairs])
    return [
        _reach(fetched, question.spans.index(period), members, label) for period in question.periods
    ]


def demand_same_kind(members: Sequence[Member]) -> None:
    """Raise ``UsageError`` when things of different kinds would be counted together."""
    if not members:
        raise UsageError(_("Noem minstens één indicator om samen te tellen."))
    kinds = {
        (i.measure.of, frozenset(i.measure.roles)) if isinstance(i.measure, Count) else None
        for _programme, i in members
    }
    if None in kinds:
        names = ", ".join(
            f"{p.code}.{i.code}" for p, i in members if not isinstance(i.measure, Count)
        )
        raise UsageError(
            _(
                "Alleen wat geteld wordt, kan samen geteld worden; {names} wordt niet geteld."
            ).format(names=names)
        )
    if len(kinds) > 1:
        raise UsageError(
            _("Deze indicatoren tellen verschillende dingen en kunnen niet samen: {names}.").format(
                names=", ".join(f"{p.code}.{i.code}" for p, i in members)
            )
        )


def _united(first: Member, others: Sequence[Member]) -> Slot:
    """Return a slot that counts what several indicators count, everything once."""
    programme, indicator = first
    return Slot(programme, indicator, united=tuple(others))


def _reach(fetched: Fetched, span: int, members: Sequence[Member], label: str) -> Reach:
    first = len(fetched.slots) - 1 - len(members) - _number_of_pairs(members)
    union = figure_of(fetched, Part(first, fetched.slots[first]), span)
    union = replace(union, label=label or union.label)
    numbers = range(first + 1, first + 1 + len(members))
    parts = [figure_of(fetched, Part(n, fetched.slots[n]), span) for n in numbers]
    ends = [_bounds(part) for part in parts]
    summed = Bounds(sum(b.lower for b in ends), sum(b.upper for b in ends))
    names = [f"{p.label}: {p.indicator_label(i)}" for p, i in members]
    pairs = []
    start = first + 1 + len(members)
    for place, (one, other) in enumerate(combinations(range(len(members)), 2)):
        slot = fetched.slots[start + place]
        both = _bounds(figure_of(fetched, Part(start + place, slot), span))
        shared = _less(Bounds(ends[one].lower + ends[other].lower,
                              ends[one].upper + ends[other].upper), both)  # fmt: skip
        pairs.append(Overlap(names[one], names[other], shared))
    return Reach(label, union, tuple(parts), summed, _less(summed, _bounds(union)), tuple(pairs))


def _number_of_pairs(members: Sequence[Member]) -> int:
    return len(members) * (len(members) - 1) // 2


def _bounds(figure: Figure) -> Bounds:
    if figure.value is not None:
        return Bounds(int(figure.value), int(figure.value))
    return Bounds(int(figure.lower or 0), int(figure.upper or 0))


def _less(summed: Bounds, union: Bounds) -> Bounds:
    """Return the bounds of a sum less a union: at least nothing."""
    return Bounds(max(0, summed.lower - union.upper), max(0, summed.upper - union.lower))
