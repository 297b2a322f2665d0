"""The first questions of a reader, answered under the number: why this one, and is it enough?"""

from __future__ import annotations

from collections.abc import Iterator

from toc_core.explaining.behind import source_words
from toc_core.explaining.bounds import bounds_words
from toc_core.explaining.explanation import Explanation
from toc_core.explaining.target import target_words
from toc_core.explaining.wider import names_words, wider_words
from toc_core.figures import CaveatKind, Figure, Origin, display
from toc_core.i18n import _
from toc_core.theory import Count


def answers(e: Explanation) -> tuple[str, ...]:
    """Return the paragraphs that stand under the number, in the order a reader asks."""
    noted = [one.value for one in e.noted if one.value is not None]
    found = (
        *_where_from(e),
        " ".join(_why_not_more(e)),
        *bounds_words(e.figure, e.indicator, noted, e.parts, e.heads),
        " ".join(target_words(e.figure, e.indicator)),
        e.targets.none,
    )
    return tuple(words for words in found if words)


def caveats(e: Explanation) -> tuple[str, ...]:
    """Return what to be careful about, as sentences; what was answered already is not repeated."""
    told = _told_apart(e)
    return tuple(sentence(c.text) for c in e.figure.caveats if c.note not in told or not c.note)


def left_out(e: Explanation) -> tuple[str, ...]:
    """Return what does not count here, without the longer periods that were named already."""
    wide = [figure.period.label for figure in e.wider]
    known_by = _("perspectief")
    return tuple(
        sentence(words)
        for words in e.left_out
        if known_by in words or not any(label in words for label in wide)
    )


def sentence(words: str) -> str:
    """Return words with a capital and a full stop."""
    return f"{words[:1].upper()}{words[1:].rstrip('.')}."


def _where_from(e: Explanation) -> Iterator[str]:
    if e.wider:
        yield from (wider_words(e.figure.period, one) for one in e.wider)
    elif e.figure.origin is Origin.ABSENT:
        yield _("Geen cijfer: {reason}.").format(reason=e.figure.absence.rstrip("."))
    elif e.figure.origin is Origin.OBSERVED and source_words(e.noted):
        yield source_words(e.noted)
    elif e.figure.origin is Origin.OBSERVED and isinstance(e.indicator.measure, Count):
        yield _("Ingevuld als totaal, niet geteld.")
    if e.names:
        yield names_words(e.names)


def _why_not_more(e: Explanation) -> Iterator[str]:
    together = e.together()
    if together is None:
        return
    told = _told_apart(e) or [_beside(figure) for figure in e.apart]
    yield from map(sentence, told)
    yield _("Daarom staat hier {value}, en niet {together}.").format(
        value=e.figure.shown, together=display(together, e.figure.decimals)
    )


def _told_apart(e: Explanation) -> list[str]:
    """Return why others stand apart, as whoever noted the figure says it."""
    if e.together() is None:
        return []
    apart = CaveatKind.SEPARATE_CATEGORY
    return [c.note for c in e.figure.caveats if c.kind is apart and c.note]


def _beside(figure: Figure) -> str:
    return _("{label} ({value}) is een ander cijfer, dat we apart houden").format(
        label=figure.label, value=figure.shown
    )
