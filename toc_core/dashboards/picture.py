"""What every picture of a dashboard shares: its table, its notes and how a figure stands in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from toc_core.figures import Caveat, Figure
from toc_core.formats.sections import Cell, ReportSection
from toc_core.i18n import Later, _, later
from toc_core.theory import Programme

# The title of a column is also the name by which a chart finds it: no translation of one has a
# sign that Vega-Lite reads (tests/test_translations.py).
FIGURE = later("Cijfer")  # the column that a page links to the explanation
LEAST, MOST = later("Minstens"), later("Hoogstens")
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


@dataclass
class Notes:
    """What must be known of a picture: ``said`` are the reservations that all its figures share.

    ``of_all`` explains the drawing; ``numbers`` has each note to single figures with its number.
    """

    said: tuple[Caveat, ...] = ()
    of_all: tuple[str, ...] = ()
    numbers: dict[str, int] = field(default_factory=dict)

    def marked(self, figure: Figure, *more: str) -> str:
        """Return a figure as a reader sees it, with the number of each note to it."""
        texts = [*_reservations(figure, self.said), *(text for text in more if text)]
        marks = [self.numbers.setdefault(text, len(self.numbers) + 1) for text in texts]
        raised = " ".join(str(mark).translate(_RAISED) for mark in dict.fromkeys(marks))
        return f"{figure.shown} {raised}" if raised else figure.shown

    def text(self, *of_all: str) -> str:
        """Keep what is said of all of it, and return that with the notes in one line."""
        self.of_all = tuple(text for text in of_all if text)
        notes = (f"{str(n).translate(_RAISED)} {text}" for text, n in self.numbers.items())
        return " · ".join((*self.of_all, *notes))


@dataclass(frozen=True)
class Picture:
    """A chart with its table, and the figure that each row shows, if it is one.

    ``code`` names it on a page, ``notes`` say what must be known of it, and ``is_wide`` asks for
    the whole width.
    """

    code: str
    section: ReportSection
    figures: tuple[Figure | None, ...] = ()
    notes: Notes = field(default_factory=Notes)
    is_wide: bool = False


def _reservations(figure: Figure, said: Sequence[Caveat]) -> Iterator[str]:
    yield from (caveat.text for caveat in figure.caveats if caveat not in said)
    if figure.partly:
        yield figure.partly
    if figure.context:
        yield _("gaat over de omgeving en is geen resultaat van het programma")


def is_number(figure: Figure) -> bool:
    """Return whether a figure can be drawn: a number, or bounds of one."""
    return figure.value is not None or figure.lower is not None


def ends(figure: Figure) -> tuple[Decimal | None, Decimal | None]:
    """Return between what a figure lies, as it is shown: twice the value when that is known."""
    if figure.value is not None:
        return (as_shown(figure.value, figure),) * 2
    return as_shown(figure.lower, figure), as_shown(figure.upper, figure)


def as_shown(value: Decimal | None, figure: Figure) -> Decimal | None:
    """Return a value with the decimals that the figure shows; a blank stays one."""
    if value is None:
        return None
    return value.quantize(Decimal(1).scaleb(-figure.decimals), ROUND_HALF_UP)


def labels_of(programme: Programme) -> Mapping[str, str]:
    """Return a label per indicator that no other has: with its level, or else its element."""
    indicators = programme.all_indicators()
    elements = {i.code: programme.element(i.element) for i in indicators}
    plain = {i.code: programme.indicator_label(i) for i in indicators}
    levels = {c: programme.level_label(e.level) or e.label for c, e in elements.items()}
    precise = _told_apart(plain, levels)
    return _told_apart(precise, {c: e.label for c, e in elements.items()})


def site_labels(found: Iterable[Figure]) -> Mapping[str, str]:
    """Return a label per school that no other has, in the order of the alphabet."""
    plain = {f.site: f.site_label for f in found if f.site}
    told = _told_apart(plain, {code: code for code in plain})
    return dict(sorted(told.items(), key=lambda each: (each[1].casefold(), each[0])))


def _told_apart(labels: Mapping[str, str], more: Mapping[str, str]) -> dict[str, str]:
    often = Counter(labels.values())
    return {
        code: f"{label} ({more[code]})" if often[label] > 1 else label
        for code, label in labels.items()
    }


def section(
    title: str,
    columns: Sequence[str],
    rows: Iterable[Sequence[Cell]],
    note: str = "",
    chart: Mapping[str, object] | None = None,
) -> ReportSection:
    """Return the table of a picture, which is drawn by ``chart``."""
    told = None if chart is None else _now(chart)
    return ReportSection(title, tuple(map(str, columns)), tuple(map(tuple, rows)), note, told)


def _now(part: Any) -> Any:
    """Return a part of a specification with its titles of columns as texts."""
    if isinstance(part, Mapping):
        return {key: _now(each) for key, each in part.items()}
    if isinstance(part, list | tuple):
        return [_now(each) for each in part]
    return str(part) if isinstance(part, Later) else part
