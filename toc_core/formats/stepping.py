"""What changed since the period before, where that may be told, and which figures are missing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from toc_core.figures import THIN_SPACE, Caveat, Figure, Origin, display, shared_caveats
from toc_core.formats.sections import Cell, ReportSection
from toc_core.formats.words import (
    absence_text,
    change_text,
    period_text,
    step_caveats,
    told_change,
)
from toc_core.i18n import _
from toc_core.periods import Period, parse_period

if TYPE_CHECKING:
    from toc_core.formats.layout import Section
    from toc_core.theory import Programme


def newest_of(periods: Sequence[Period]) -> Period:
    """Return the period that ends last, and of those the shortest."""
    return max(periods, key=lambda period: (period.end, period.start))


def wholes(figures: Iterable[Figure], period: Period) -> list[Figure]:
    """Return the figures of a period that are not split."""
    return [f for f in figures if f.period == period and not f.axis and not f.site]


def steps_table(programme: Programme, now: Sequence[Figure]) -> ReportSection | None:
    """Return what each figure was and is; a step that may not be told says why.

    One reason that holds for every figure is said once, without a table. None when no figure has a
    period before it.
    """
    told = [f for f in now if told_change(f) is not None]
    if not told:
        return None
    before = next(f.change.previous for f in told if f.change is not None)
    columns = (
        _("Indicator"),
        period_text(parse_period(before)),
        period_text(told[0].period),
        _("Verschil"),
        _("Let op"),
    )
    title = _("Wat veranderde sinds {period}?").format(period=parse_period(before).label)
    refused = {f.change.refused for f in told if f.change is not None}
    if len(told) > 1 and len(refused) == 1 and (reason := refused.pop()):
        note = _("Geen enkel cijfer is te vergelijken: {reason}.").format(reason=reason)
        return ReportSection(title, columns, (), note)
    of_all = shared_caveats(told)
    rows = tuple(_row(programme, figure, of_all) for figure in told)
    note = _("Voor alle cijfers: {what}.").format(what="; ".join(c.text for c in of_all))
    return ReportSection(title, columns, rows, note if of_all else "")


def _row(programme: Programme, figure: Figure, of_all: Sequence[Caveat]) -> tuple[Cell, ...]:
    change = told_change(figure)
    assert change is not None
    name = _named(programme, figure)
    if change.difference is None or figure.value is None:
        return name, None, figure.shown, _("niet vergeleken"), change.refused
    was = display(figure.value - change.difference, figure.decimals)
    was += f"{THIN_SPACE}%" if figure.percent else ""
    caveats = (*figure.caveats, *step_caveats(figure))
    said = "; ".join(caveat.text for caveat in caveats if caveat not in of_all)
    return name, was, figure.shown, change_text(figure), said or None


def missing(programme: Programme, now: Sequence[Figure]) -> Iterator[str]:
    """Yield each indicator that has no figure, with the reason."""
    for figure in now:
        if figure.origin is Origin.ABSENT:
            yield f"{_named(programme, figure)}: {absence_text(figure)}"


def missing_title(section: Section) -> str:
    """Return what stands above the figures that are missing."""
    assert section.newest is not None  # what is missing is so in a period
    return _("Ontbreekt nog in {period}").format(period=section.newest.label)


def _named(programme: Programme, figure: Figure) -> str:
    """Return the name of an indicator with its level: labels may repeat."""
    level = programme.level_label(figure.level) if figure.level else ""
    return f"{figure.label} ({level})" if level else figure.label
