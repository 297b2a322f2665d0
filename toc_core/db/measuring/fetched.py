"""Everything the statements of a question brought back, and which parts have something to show."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from toc_core.db.measures import TOTAL
from toc_core.db.measuring.observed import Read, Where
from toc_core.db.measuring.question import Question
from toc_core.db.measuring.same_schools import SameSchools
from toc_core.db.measuring.slots import Identities, Slot
from toc_core.db.measuring.targets import Agreements
from toc_core.db.measuring.valued import ALL_SITES, Key
from toc_core.db.measuring.windows import Span, Window, spans_of
from toc_core.db.people import CITY_SITE, Site
from toc_core.figures import Figure
from toc_core.figures.heads import Bounds, Heads
from toc_core.figures.summaries import Tally, joined
from toc_core.periods import Period
from toc_core.theory import CROSS, Formula


@dataclass(frozen=True)
class Part:
    """Which figure of a slot: the whole, one category, or one site."""

    number: int
    slot: Slot
    cell: int = TOTAL
    site: int = ALL_SITES


@dataclass
class Fetched:
    """What was fetched, by slot, span, cell, cross and site."""

    question: Question
    ids: Identities
    sites: Mapping[int, Site]
    same: SameSchools
    slots: list[Slot]
    counts: dict[Key, tuple[Bounds, int]] = field(default_factory=dict)
    school_sites: dict[Key, set[int]] = field(default_factory=dict)
    heads: dict[tuple[int, int], list[tuple[Heads, int]]] = field(
        default_factory=lambda: defaultdict(list)
    )
    tallies: dict[Key, Tally] = field(default_factory=dict)
    changes: dict[Key, tuple[int, Any, int, int]] = field(default_factory=dict)
    observed: dict[Where, Read] = field(default_factory=dict)
    left_out: dict[tuple[int, int, int, int], list[Any]] = field(default_factory=dict)
    resources_left_out: dict[tuple[int, int], list[Any]] = field(default_factory=dict)
    agreed: Agreements = field(default_factory=Agreements)
    named: dict[Part, Figure] = field(default_factory=dict)  # each part's figure, still empty

    def indicator_id(self, slot: Slot) -> int:
        """Return the stored identity of the slot's indicator; 0 when it was never stored."""
        return self.ids.indicators.get((slot.programme.code, slot.indicator.code), 0)

    @cached_property
    def practice_sites(self) -> tuple[int, ...]:
        """Return the ids of the practice schools that can be seen."""
        return tuple(site.id for site in self.sites.values() if site.fictitious)

    @cached_property
    def windows(self) -> Mapping[Window, Sequence[Span]]:
        """Return the days of each window in every period that is fetched."""
        return spans_of(self.question.spans, self.question.today)

    @cached_property
    def spans(self) -> tuple[Period, ...]:
        """Return the periods that were fetched."""
        return self.question.spans

    def tally_of(self, part: Part, span: int) -> Tally:
        """Return the values of a part; the whole is that of all its sites."""
        own = self.tallies.get(self.key(part, span))
        if own is not None or part.site != ALL_SITES:
            return own or Tally()
        return joined(self._site_tallies.get(self.key(part, span)[:4], ()))

    @cached_property
    def _site_tallies(self) -> Mapping[tuple[int, int, int, int], list[Tally]]:
        found: dict[tuple[int, int, int, int], list[Tally]] = defaultdict(list)
        for (*place, _site), tally in self.tallies.items():
            found[tuple(place)].append(tally)  # type: ignore[index]
        return found

    def key(self, part: Part, span: int, site: int | None = None) -> Key:
        """Return where the counts and tallies of a part stand."""
        cell, cross = self.cells(part)
        return part.number, span, cell, cross, part.site if site is None else site

    def cells(self, part: Part) -> tuple[int, int]:
        """Return the cell on the first and on the second axis of a part."""
        axes = part.slot.axes
        if len(axes) < 2:
            return part.cell, 0
        code = part.slot.programme.code
        categories = self.ids.cells[part.cell].category.split(CROSS)
        cells = [self.ids.cell_of(code, a, c) for a, c in zip(axes, categories, strict=True)]
        return cells[0], cells[1]

    def parts(self, number: int) -> Iterator[Part]:
        """Yield the parts of a slot: the whole or each category, then each site with data."""
        slot = self.slots[number]
        cells = [TOTAL]
        if slot.axis:
            cells = [c.id for c in self.ids.cells_of(slot.programme.code, slot.axis)]
        for cell in cells:
            part = Part(number, slot, cell)
            if slot.axis and self._is_earlier(slot) and not self._has_data(part):
                continue
            yield part
            if self.question.by.sites:
                for site in self._sites_of(part):
                    yield Part(number, slot, cell, site)

    def _is_earlier(self, slot: Slot) -> bool:
        """Return whether an axis is one that the theory changed since."""
        return not set(slot.axes) <= {axis.key for axis in slot.programme.disaggregations}

    def _has_data(self, part: Part) -> bool:
        return bool(self._found(part))

    @cached_property
    def _places(self) -> Mapping[tuple[int, int, int], set[int]]:
        """Return the sites with records or values, by slot, cell and cross."""
        found: dict[tuple[int, int, int], set[int]] = defaultdict(set)
        for keys in (self.counts, self.tallies, self.changes):
            for slot, _span, cell, cross, site in keys:
                found[slot, cell, cross].add(site)
        for (number, _span), heads in self.heads.items():
            own = self.slots[number]
            unknown = 0
            if own.axis:
                unknown = self.ids.unknown_cell(own.programme.code, own.axis)
            cells = self.cells(Part(number, own, unknown))
            found[(number, *cells)] |= {h.site for h, _records in heads}
        return found

    @cached_property
    def observations(self) -> Mapping[tuple[int, int, int], Mapping[int, Mapping[int, Read]]]:
        """Return what was observed by slot, span and cell, then by site and rank."""
        found: dict[tuple[int, int, int], dict[int, dict[int, Read]]] = defaultdict(
            lambda: defaultdict(dict)
        )
        for (slot, span, cell, rank, site), read in self.observed.items():
            found[slot, span, cell][site][rank] = read
        return found

    @cached_property
    def _observed_places(self) -> Mapping[tuple[int, int], set[int]]:
        found: dict[tuple[int, int], set[int]] = defaultdict(set)
        for slot, _span, cell, _rank, site in self.observed:
            found[slot, cell].add(site)
        return found

    def _found(self, part: Part) -> set[int]:
        """Return the sites (and "all") with anything to show for a part in any period."""
        recorded = self._places.get((part.number, *self.cells(part)), set())
        observed = self._observed_places.get((part.number, part.cell), set())
        return recorded | observed | self.agreed.sites(self.indicator_id(part.slot), part.cell)

    def _is_unknown(self, part: Part) -> bool:
        return part.cell == self.ids.unknown_cell(part.slot.programme.code, part.slot.axis)

    def _sites_of(self, part: Part) -> list[int]:
        found = self._found(part)
        if isinstance(part.slot.indicator.measure, Formula):
            found |= {site for other in self.operands(part) for site in self._found(other)}
        shown = [self.sites[s] for s in found - {ALL_SITES, CITY_SITE} if s in self.sites]
        return [site.id for site in sorted(shown, key=lambda site: (site.label, site.id))]

    def operands(self, part: Part) -> Iterator[Part]:
        """Yield the same part of every other indicator of the programme, for formulas."""
        for number, slot in enumerate(self.slots):
            if slot.programme is part.slot.programme and slot.axis == part.slot.axis:
                yield Part(number, slot, part.cell, part.site)

    def heads_of(self, part: Part, span: int) -> list[tuple[Heads, int]]:
        """Return the head counts of a part; of a category nothing is known of heads: *unknown*."""
        if part.slot.axis and not self._is_unknown(part):
            return []
        return self._heads_by_site.get((part.number, span), {}).get(part.site, [])

    @cached_property
    def _heads_by_site(self) -> Mapping[tuple[int, int], Mapping[int, list[tuple[Heads, int]]]]:
        found: dict[tuple[int, int], dict[int, list[tuple[Heads, int]]]] = {}
        for place, rows in self.heads.items():
            by_site = found[place] = defaultdict(list)
            for heads, records in rows:
                by_site[ALL_SITES].append((heads, records))
                by_site[heads.site].append((heads, records))
        return found

    @cached_property
    def left_out_at(self) -> Mapping[tuple[int, int, int], list[tuple[int, Any]]]:
        """Return the observations that do not count by slot, span and cell, each with its site."""
        found: dict[tuple[int, int, int], list[tuple[int, Any]]] = defaultdict(list)
        for (slot, span, cell, site), rows in self.left_out.items():
            found[slot, span, cell].append((site, rows))
        return found
