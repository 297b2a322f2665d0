"""From figures to what stands on a box of the poster: ready words, nothing computed anew."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from toc_core.db.measuring import By, Question, figures
from toc_core.drawing import Mark, Tone
from toc_core.figures import Caveat, Figure, Origin, Status, caveat_words, display, shared_caveats
from toc_core.formats.words import status_text
from toc_core.theory import Direction, Programme, Stage
from toc_webadmin.pages.asking import current_host

if TYPE_CHECKING:
    from toc_core.db.door import ScopedSession
    from toc_core.periods import Period

_TONES = {Status.REACHED: Tone.REACHED, Status.ALMOST: Tone.NEAR, Status.BEHIND: Tone.BEHIND}
# What is underway has words and a bar, and no sign that judges it.
_SPOKEN = frozenset({*_TONES, Status.UNDERWAY})


def progress(
    session: ScopedSession,
    programmes: Iterable[Programme],
    period: Period,
    *,
    practice: bool,
    day: date,
) -> dict[str, list[Figure]]:
    """Return the undivided figures per programme; of a school, with the targets of that school."""
    chosen = tuple(programmes)
    question = Question(
        chosen,
        (period,),
        day,
        by=_split(session),
        practice=practice,
        measures=current_host().measures,
    )
    found = figures(session, question)
    own = {(f.programme, f.indicator): f for f in found if f.site and not f.axis}
    grouped: dict[str, list[Figure]] = defaultdict(list)
    for figure in found:
        if not figure.axis and not figure.site:
            at_school = own.get((figure.programme, figure.indicator))
            grouped[figure.programme].append(_with_target_of(figure, at_school))
    return grouped


def _split(session: ScopedSession) -> By:
    """Return how to ask: a target is agreed with a school, so one school is asked by site."""
    return By.SITE if session.principal.is_of_one_school else By.TOTAL


def _with_target_of(figure: Figure, at_school: Figure | None) -> Figure:
    if at_school is None or figure.target is not None:
        return figure
    return figure.held_against(at_school)


def marks_of(programme: Programme, found: Sequence[Figure]) -> dict[str, Mark]:
    """Return the mark of every element that is measured or should be."""
    said = shared_caveats(found)
    by_element: dict[str, list[Figure]] = defaultdict(list)
    for figure in found:
        by_element[figure.element].append(figure)
    marks = {code: mark_of(speaking(own), said) for code, own in by_element.items()}
    for element in programme.of_stage(Stage.OUTCOME):
        marks.setdefault(element.code, Mark(lacune=True))
    return marks


def speaking(own: Sequence[Figure]) -> Figure:
    """Return the figure that a box shows: the first that has an answer."""
    return next((f for f in own if f.origin is not Origin.ABSENT), own[0])


def mark_of(figure: Figure, said: Collection[Caveat] = ()) -> Mark:
    """Return the words and bar of one figure; what was ``said`` already is not repeated."""
    return Mark(
        value=short(figure),
        target=target_words(figure),
        status=status_text(figure) if figure.status in _SPOKEN else "",
        tone=_TONES.get(figure.status, Tone.NONE),
        share=share_of(figure),
        caveats=caveat_signs(figure, said),
    )


def short(figure: Figure) -> str:
    """Return the value with its unit when it is a share; long words stay in the panel."""
    if figure.text:
        return "✓"
    return figure.shown


def target_words(figure: Figure) -> str:
    """Return the target as it is printed: ``6``, or ``≤ 30`` where less is better."""
    if figure.target is None:
        return ""
    number = display(figure.target, figure.decimals)
    return f"≤ {number}" if figure.direction is Direction.DECREASE else number


def share_of(figure: Figure) -> int | None:
    """Return the length of the bar in thousandths of the target; none where less is better."""
    if figure.value is None or not figure.target or figure.target < 0:
        return None
    if figure.direction is Direction.DECREASE:
        return None
    return max(0, min(1000, int(figure.value * 1000 / Decimal(figure.target))))


def caveat_signs(figure: Figure, said: Collection[Caveat] = ()) -> tuple[str, ...]:
    """Return each reservation that was not said yet in one word."""
    words = caveat_words()
    return tuple(
        words[kind] for kind in dict.fromkeys(c.kind for c in figure.caveats if c not in said)
    )
