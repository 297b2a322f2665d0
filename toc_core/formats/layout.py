"""The table that people read: per programme and level, indicators as rows and periods as columns.

Terminal, workbook and page draw the same layout, so they cannot tell different stories.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby
from typing import TYPE_CHECKING

from toc_core.figures import Figure, Origin, Status
from toc_core.formats.sections import ReportSection
from toc_core.formats.stepping import missing, newest_of, steps_table, wholes
from toc_core.formats.words import (
    absence_text,
    change_note,
    change_text,
    n_text,
    ratio_text,
    step_caveats,
    target_text,
)
from toc_core.i18n import _
from toc_core.periods import Period
from toc_core.theory import CROSS, Programme, Stage

if TYPE_CHECKING:
    from toc_core.reports import Report


@dataclass(frozen=True)
class Detail:
    """One line under a value; ``status`` is that of the target it tells."""

    text: str
    marks: tuple[int, ...] = ()
    status: Status = Status.NO_TARGET


@dataclass(frozen=True)
class Entry:
    """One figure in its place, with the numbers of the notes to it and to its step."""

    figure: Figure
    marks: tuple[int, ...] = ()
    step_marks: tuple[int, ...] = ()

    @property
    def details(self) -> tuple[Detail, ...]:
        """Return what stands under the value: absence, ratio, target and step, if any."""
        figure = self.figure
        lines = (
            Detail(absence_text(figure)),
            Detail(ratio_text(figure)),
            Detail(n_text(figure)),
            Detail(target_text(figure), status=figure.status),
            Detail(change_text(figure), self.step_marks),
        )
        return tuple(line for line in lines if line.text)


@dataclass(frozen=True)
class Row:
    """An indicator, or one part of it, over all periods of its programme."""

    label: str
    unit: str
    is_part: bool
    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class Block:
    """The rows of one level; without a label for what has no level."""

    label: str
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Section:
    """One programme: its blocks, and the outcomes that no indicator measures.

    ``steps`` says what changed since the period before the ``newest`` one, ``missing`` which
    indicators have no figure in it.
    """

    programme: Programme
    theory: str
    periods: tuple[Period, ...]
    blocks: tuple[Block, ...]
    gaps: tuple[str, ...]
    definitions: tuple[tuple[str, str], ...]
    newest: Period | None
    steps: ReportSection | None
    missing: tuple[str, ...]
    is_empty: bool


@dataclass(frozen=True)
class Layout:
    """A whole report as tables and numbered notes."""

    sections: tuple[Section, ...]
    notes: tuple[str, ...]


@dataclass
class _Notes:
    """Notes in the order in which the tables first need them."""

    numbers: dict[str, int] = field(default_factory=dict)

    def marks(self, texts: Iterable[str]) -> tuple[int, ...]:
        """Return the number of each note, new ones at the end."""
        return tuple(self.numbers.setdefault(t, len(self.numbers) + 1) for t in texts if t)


def layout_of(report: Report) -> Layout:
    """Return the tables and notes of a report."""
    notes = _Notes()
    sections = tuple(_section(report, programme, notes) for programme in report.programmes)
    return Layout(sections, tuple(notes.numbers))


def _section(report: Report, programme: Programme, notes: _Notes) -> Section:
    own = [f for f in report.figures if f.programme == programme.code]
    periods = tuple(p for p in report.periods if any(f.period == p for f in own))
    theory = next(t for t in report.theories if t.programme == programme.code)
    newest = newest_of(periods) if periods else None
    now = wholes(own, newest) if newest else []
    return Section(
        programme,
        _("Veranderingstheorie: versie {version}, vingerafdruk {hash}").format(
            version=theory.version, hash=theory.hash[:12]
        ),
        periods,
        tuple(_blocks(programme, own, notes)),
        tuple(_gaps(programme)),
        tuple(_definitions(programme)),
        newest,
        steps_table(programme, now),
        tuple(missing(programme, now)),
        all(figure.origin is Origin.ABSENT for figure in own),
    )


def _gaps(programme: Programme) -> Iterator[str]:
    """Yield the outcomes that no indicator measures, with their level: labels may repeat."""
    for element in programme.of_stage(Stage.OUTCOME):
        if not programme.indicators_of(element.code):
            level = programme.level_label(element.level)
            yield f"{level}: {element.label}" if level else element.label


def _definitions(programme: Programme) -> Iterator[tuple[str, str]]:
    for indicator in programme.all_indicators():
        level = programme.level_label(programme.element(indicator.element).level)
        label = programme.indicator_label(indicator)
        if indicator.definition:
            yield (f"{label} ({level})" if level else label), indicator.definition


def _blocks(programme: Programme, figures: list[Figure], notes: _Notes) -> Iterator[Block]:
    """Yield the levels in the order the programme declares them, then what has no level."""
    order = [level.code for level in programme.levels]
    labels = {level.code: level.label for level in programme.levels}
    ranked = sorted(
        figures, key=lambda f: order.index(f.level) if f.level in labels else len(order)
    )
    for level, members in groupby(ranked, key=lambda f: f.level if f.level in labels else ""):
        rows = tuple(_row(programme, list(same), notes) for _key, same in _by_row(members))
        other = _("Zonder niveau") if labels else ""
        yield Block(labels.get(level, other), rows)


def _by_row(figures: Iterable[Figure]) -> Iterable[tuple[object, Iterable[Figure]]]:
    return groupby(figures, key=lambda f: (f.indicator, f.axis, f.category, f.site))


def _row(programme: Programme, figures: list[Figure], notes: _Notes) -> Row:
    first = figures[0]
    part = part_label(programme, first)
    entries = tuple(
        Entry(f, notes.marks(_notes_of(f)), notes.marks(_step_notes(f))) for f in figures
    )
    return Row(part or first.label, first.unit, bool(part), entries)


def part_label(programme: Programme, figure: Figure) -> str:
    """Return the name of the site or category of a figure; empty for a whole."""
    if not figure.axis:
        return figure.site_label
    axes = {axis.key: axis for axis in programme.disaggregations}
    said = []
    for key, category in zip(figure.axis.split(CROSS), figure.category.split(CROSS), strict=False):
        axis = axes.get(key)
        labels = {c.code: c.label for c in axis.categories} if axis else {}
        label = axis.label if axis else _("{axis} (vroeger)").format(axis=key)
        said.append(f"{label}: {(labels | {'unknown': _('onbekend')}).get(category, category)}")
    return ", ".join(said) + (f", {figure.site_label}" if figure.site_label else "")


def _notes_of(figure: Figure) -> Iterator[str]:
    for caveat in figure.caveats:
        yield _sentence(caveat.text)
    for reason in figure.left_out:
        yield _sentence(_("niet meegeteld: {reason}").format(reason=reason))
    for mismatch in figure.mismatches:
        yield _sentence(mismatch.text)
    if figure.context:
        yield _("Context: dit gaat over de wereld rond het programma, niet over wat het deed.")


def _step_notes(figure: Figure) -> Iterator[str]:
    for caveat in step_caveats(figure):
        yield _sentence(caveat.text)
    yield change_note(figure)


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:].rstrip(".") + "."
