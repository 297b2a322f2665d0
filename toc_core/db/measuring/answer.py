"""From fetched rows to figures: which part counts, which is typed, and what must be said."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal

from toc_core.db.measures import TOTAL
from toc_core.db.measuring.head_counts import Bounds, Heads, bounds_of, with_known
from toc_core.db.measuring.observed import (
    Combined,
    Observed,
    combine,
    split_by_period,
    why_left_out,
)
from toc_core.db.measuring.question import By, Question
from toc_core.db.measuring.slots import Identities, Slot
from toc_core.db.measuring.targets import TargetKey
from toc_core.db.people import CITY_SITE, Site
from toc_core.figures import Caveat, CaveatKind, Figure, Origin, display, merged_caveats, status_of
from toc_core.i18n import _
from toc_core.periods import Period
from toc_core.theory import Behaviour
from toc_core.theory import Observed as ObservedMeasure

ALL_SITES = -1


@dataclass(frozen=True)
class Part:
    """Which figure of a slot: the whole, one category, or one site."""

    number: int
    slot: Slot
    cell: int = TOTAL
    site: int = ALL_SITES


@dataclass
class Answers:
    """Everything the statements brought back, by slot, span, cell and site."""

    question: Question
    ids: Identities
    sites: dict[int, Site]
    counts: dict[tuple[int, int, int, int], tuple[int, int]] = field(default_factory=dict)
    heads: dict[tuple[int, int], list[tuple[Heads, int]]] = field(
        default_factory=lambda: defaultdict(list)
    )
    observed: dict[int, list[Observed]] = field(default_factory=dict)
    targets: dict[TargetKey, Decimal | None] = field(default_factory=dict)

    def indicator_id(self, slot: Slot) -> int:
        """Return the stored identity of the slot's indicator; 0 when it was never stored."""
        return self.ids.indicators.get((slot.programme.code, slot.indicator.code), 0)

    def parts(self, number: int, slot: Slot) -> Iterator[Part]:
        """Yield the whole, and each site or category that has something to show."""
        if slot.axis:
            for cell in sorted(self.ids.cells.values(), key=lambda c: c.id):
                own = cell.programme_id == self.ids.programmes.get(slot.programme.code)
                if own and cell.axis == slot.axis:
                    yield Part(number, slot, cell.id)
            return
        yield Part(number, slot)
        if self.question.by is By.SITE:
            for site in self._sites_with_data(number, slot):
                yield Part(number, slot, TOTAL, site)

    def _sites_with_data(self, number: int, slot: Slot) -> list[int]:
        indicator = self.indicator_id(slot)
        found = {site for (n, _span, _cell, site) in self.counts if n == number}
        found |= {h.site for (n, _span), rows in self.heads.items() if n == number for h, _ in rows}
        found |= {row.site for row in self.observed.get(indicator, ())}
        found |= {site for (i, _period, site, _cell) in self.targets if i == indicator}
        shown = [self.sites[site] for site in found - {ALL_SITES, CITY_SITE} if site in self.sites]
        return [site.id for site in sorted(shown, key=lambda site: (site.label, site.id))]


@dataclass(frozen=True)
class _Counted:
    """What records say: a number, or bounds, and how many rows are behind it."""

    bounds: Bounds
    rows: int


def figure_of(answers: Answers, part: Part, span: int) -> Figure:
    """Return the figure of one part in one period, with its caveats, target and status."""
    period = answers.question.spans[span]
    counted = _counted(answers, part, span)
    typed, left_out = _typed(answers, part, period)
    figure = _combined(_blank(answers, part, period), counted, typed, part.slot.indicator.behaviour)
    caveats = merged_caveats([figure.caveats, _circumstances(answers, part, figure)])
    target = _target(answers, part, period)
    return replace(
        figure,
        caveats=caveats,
        target=target,
        status=status_of(
            figure.value,
            target,
            part.slot.indicator.direction,
            still_open=period.end >= answers.question.today,
        ),
        left_out=tuple(why_left_out(row) for row in left_out),
    )


def _blank(answers: Answers, part: Part, period: Period) -> Figure:
    """Return the figure without an answer: everything that names it."""
    slot, indicator = part.slot, part.slot.indicator
    element = slot.programme.element(indicator.element)
    cell = answers.ids.cells.get(part.cell)
    site = answers.sites.get(part.site)
    measure = indicator.measure
    return Figure(
        programme=slot.programme.code,
        indicator=indicator.code,
        label=slot.programme.indicator_label(indicator),
        period=period,
        element=indicator.element,
        level=element.level or "",
        unit=indicator.unit,
        site=site.code if site else "",
        site_label=site.label if site else "",
        axis=slot.axis,
        category=cell.category if cell else "",
        direction=indicator.direction,
        sensitive=indicator.sensitive,
        decimals=measure.decimals if isinstance(measure, ObservedMeasure) else 0,
    )


def _counted(answers: Answers, part: Part, span: int) -> _Counted | None:
    """Return what records say; none when there are no rows: a blank is never a zero."""
    things, rows = answers.counts.get((part.number, span, part.cell, part.site), (0, 0))
    bounds = Bounds(things, things)
    heads = _heads(answers, part, span)
    if heads:
        bounds = with_known(things, bounds_of(h for h, _records in heads))
        rows += sum(records for _heads, records in heads)
    return _Counted(bounds, rows) if rows else None


def _heads(answers: Answers, part: Part, span: int) -> list[tuple[Heads, int]]:
    """Return the head counts of a part; of a category nothing is known about heads: *unknown*."""
    if part.slot.axis:
        unknown = answers.ids.unknown_cell(part.slot.programme.code, part.slot.axis)
        if part.cell != unknown:
            return []
    found = answers.heads.get((part.number, span), [])
    return [(h, n) for h, n in found if part.site in (ALL_SITES, h.site)]


def _typed(answers: Answers, part: Part, period: Period) -> tuple[Combined | None, list[Observed]]:
    """Return what observations say, and those that do not fit the period.

    Of a counted indicator only totals from before it was counted are read.
    """
    slot = part.slot
    rows = [
        row
        for row in answers.observed.get(answers.indicator_id(slot), ())
        if row.cell == part.cell
        and (slot.count is None or row.end < slot.counted_from)
        and part.site in (ALL_SITES, row.site)
    ]
    inside, left_out = split_by_period(rows, period)
    if part.site == ALL_SITES and any(row.site == CITY_SITE for row in inside):
        # A figure for the whole city is not added to those of its schools.
        inside = [row for row in inside if row.site == CITY_SITE]
    return (combine(inside, slot.indicator.behaviour) if inside else None), left_out


def _combined(
    figure: Figure, counted: _Counted | None, typed: Combined | None, behaviour: Behaviour
) -> Figure:
    if counted is None and typed is None:
        return replace(figure, absence=_("niets geregistreerd"))
    if counted is None and typed is not None:
        return _observed(figure, typed)
    assert counted is not None
    figure = _within(replace(figure, origin=Origin.COUNTED, rows=counted.rows), counted.bounds)
    return figure if typed is None else _joined(figure, counted, typed, behaviour)


def _within(figure: Figure, bounds: Bounds) -> Figure:
    """Return the figure with the one number the bounds leave, or with the bounds."""
    if bounds.exact:
        return replace(figure, value=Decimal(bounds.lower))
    return replace(figure, lower=Decimal(bounds.lower), upper=Decimal(bounds.upper))


def _observed(figure: Figure, typed: Combined) -> Figure:
    answered = typed.value is not None or typed.lower is not None or typed.text
    return replace(
        figure,
        origin=Origin.OBSERVED if answered else Origin.ABSENT,
        value=typed.value,
        numerator=typed.numerator,
        denominator=typed.denominator,
        lower=typed.lower,
        upper=typed.upper,
        text=typed.text,
        absence=typed.absence,
        caveats=typed.caveats,
        rows=typed.rows,
    )


def _joined(figure: Figure, counted: _Counted, typed: Combined, behaviour: Behaviour) -> Figure:
    """Join a typed total from before with what was counted since: the series breaks here."""
    before = typed.value if typed.value is not None else Decimal(0)
    most = typed.upper if typed.upper is not None else before
    least = typed.lower if typed.lower is not None else before
    note = _("eerst getypte totalen ({typed}), daarna geteld").format(typed=display(most))
    figure = replace(
        figure,
        value=None,
        lower=max(least, Decimal(counted.bounds.lower)),
        upper=most + counted.bounds.upper,
        rows=counted.rows + typed.rows,
        caveats=(*typed.caveats, Caveat(CaveatKind.DEFINITION_CHANGED, note)),
    )
    adds_up = behaviour is not Behaviour.DISTINCT
    if typed.value is not None and counted.bounds.exact and adds_up:
        return replace(figure, value=before + counted.bounds.lower, lower=None, upper=None)
    return figure


def _circumstances(answers: Answers, part: Part, figure: Figure) -> Iterator[Caveat]:
    """Yield the caveats that follow from the question itself."""
    if figure.origin is Origin.ABSENT:
        return
    if answers.question.practice:
        yield Caveat(CaveatKind.FICTITIOUS)
    if figure.period.end >= answers.question.today:
        yield Caveat(CaveatKind.PROVISIONAL, _("de periode loopt nog"))
    if figure.lower is not None and part.slot.count is not None:
        note = _("uit aantallen zonder code: wie dubbel telt is niet te zien")
        yield Caveat(CaveatKind.PARTIAL, note)


def _target(answers: Answers, part: Part, period: Period) -> Decimal | None:
    whole = part.site == ALL_SITES
    if whole and answers.question.practice:  # the city's target is about real figures
        return None
    site = CITY_SITE if whole else part.site
    key = (answers.indicator_id(part.slot), period.code, site, part.cell)
    return answers.targets.get(key)
