"""Made-up records: what was done with the people of the town, and what was measured."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import count, islice, product
from typing import Any

from toc_core.bench.people import GROUPS, Place, Town, group_id
from toc_core.bench.theories import HIGHEST, LOWEST, YEARS
from toc_core.db.columns import MICRO
from toc_core.db.measures import TOTAL
from toc_core.theory import Moment, Role

PRESENT = 10  # people at a delivery
_DAYS = 300  # of a school year in which something happens
_WITHOUT_CODES = 0.1  # of the deliveries: those of parents
_FIRST = [date(int(year[:4]), 9, 1) for year in YEARS]
_SCORED = (("mark", (Moment.BEFORE,)), ("enough", (Moment.AFTER,)),
           ("change", (Moment.BEFORE, Moment.AFTER)))  # fmt: skip


@dataclass
class Ids:
    """The ids that the stored theories got, by the number of the programme and the code."""

    programmes: dict[int, int] = field(default_factory=dict)
    elements: dict[int, list[int]] = field(default_factory=dict)
    indicators: dict[tuple[int, str], int] = field(default_factory=dict)
    cells: dict[int, list[int]] = field(default_factory=dict)  # *unknown* is the last
    axes: dict[int, str] = field(default_factory=dict)


@dataclass
class Records:
    """Makes the rows of each table, in an order in which they may be asked once."""

    town: Town
    ids: Ids
    trajectories: dict[Place, list[tuple[int, int, int]]] = field(
        default_factory=lambda: defaultdict(list)
    )  # id, first and last day
    with_codes: list[tuple[int, Place]] = field(default_factory=list)  # deliveries
    without_codes: list[tuple[int, Place]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._places = [place for place, pool in self.town.pools.items() if len(pool) > 1]

    def _place(self) -> Place:
        """Return a programme, year and school where people take part."""
        return self.town.dice.choice(self._places)

    def _day(self, year: int, first: int = 0, last: int = _DAYS) -> str:
        """Return a day of a school year, whose days count from 0."""
        return (_FIRST[year] + timedelta(self.town.dice.randint(first, last))).isoformat()

    def participations(self) -> Iterator[tuple[Any, ...]]:
        """Yield programme, school, school year; of nine in ten schools."""
        for programme, year, site in self.town.places:
            if self.town.dice.random() < 0.9:
                own = self.ids.programmes[programme]
                yield own, site, YEARS[year], "", False, "", ""

    def trajectory_rows(self) -> Iterator[tuple[Any, ...]]:
        """Yield id, programme, school, group, start, end, status and note."""
        dice = self.town.dice
        for number in range(1, self.town.size.part(20) + 1):
            programme, year, site = place = self._place()
            first = dice.randrange(_DAYS // 2)
            last = first + dice.randrange(10, _DAYS // 2)
            ended = dice.random() < 0.8
            group = group_id(self.town, site, year, dice.randrange(GROUPS))
            self.trajectories[place].append((number, first, last))
            yield (
                *(number, self.ids.programmes[programme], site),
                group if dice.random() < 0.7 else None,
                (_FIRST[year] + timedelta(first)).isoformat(),
                (_FIRST[year] + timedelta(last)).isoformat() if ended else None,
                "finished" if ended else "running",
                "",
            )

    def deliveries(self) -> Iterator[tuple[Any, ...]]:
        """Yield id, programme, school, element, trajectory, day, minutes, who, status and note."""
        dice = self.town.dice
        for number in range(1, self.town.size.part(66) + 1):
            programme, year, site = place = self._place()
            counted = dice.random() < _WITHOUT_CODES
            (self.without_codes if counted else self.with_codes).append((number, place))
            runs = self.trajectories[place]
            in_run = dice.choice(runs) if runs and dice.random() < 0.5 else (None, 0, _DAYS)
            yield (
                *(number, self.ids.programmes[programme], site),
                dice.choice(self.ids.elements[programme]),
                in_run[0],
                *(self._day(year, *in_run[1:]), dice.choice((25, 50, 100)), ""),
                "held" if dice.random() < 0.93 else dice.choice(("planned", "cancelled")),
                "",
            )

    def attendances(self) -> Iterator[tuple[Any, ...]]:
        """Yield delivery, school, person and school year."""
        dice = self.town.dice
        for number, place in self.with_codes:
            pool = self.town.pools[place]
            for person in dice.sample(pool, min(PRESENT, len(pool))):
                yield number, place[2], person, YEARS[place[1]]

    def head_counts(self) -> Iterator[tuple[Any, ...]]:
        """Yield delivery, school, role and people: parents, who have no code."""
        for number, place in self.without_codes:
            yield number, place[2], Role.PARENT.value, self.town.dice.randrange(1, 12)

    def meetings(self) -> Iterator[tuple[Any, ...]]:
        """Yield programme, school, day, kind, who was there and what was agreed."""
        for _number in range(self.town.size.part(20)):
            programme, year, site = self._place()
            yield self.ids.programmes[programme], site, self._day(year), "team", "", ""

    def stories(self) -> Iterator[tuple[Any, ...]]:
        """Yield programme, school, school year, day, role of the teller, consent and texts."""
        dice = self.town.dice
        for number in range(self.town.size.part(30)):
            programme, year, site = self._place()
            consent = "withdrawn" if dice.random() < 0.05 else "share"
            own = self.ids.programmes[programme]
            said = f"Verzonnen verhaal {number}."
            yield own, site, YEARS[year], self._day(year), "pupil", consent, said, ""

    def scores(self) -> Iterator[tuple[Any, ...]]:
        """Yield programme, indicator, school, person, school year, day, moment and value."""
        return islice(self._scores(), self.town.size.part(200))

    def _scores(self) -> Iterator[tuple[Any, ...]]:
        dice, seen = self.town.dice, set()
        for _number in count():
            programme, year, site = place = self._place()
            person = dice.choice(self.town.pools[place])
            code, moments = dice.choice(_SCORED)
            indicator = self.ids.indicators[programme, code]
            for moment in moments:
                day = self._day(year)
                if (key := (indicator, person, site, moment, day)) not in seen:
                    seen.add(key)
                    value = dice.randint(LOWEST, HIGHEST) * MICRO
                    own = self.ids.programmes[programme]
                    yield own, indicator, site, person, YEARS[year], day, moment.value, value

    def observations(self) -> Iterator[tuple[Any, ...]]:
        """Yield programme, indicator, school, cell, perspective, period, days and the answer."""
        dice = self.town.dice
        each = [*product(self.town.places, range(len(self.ids.cells[1]) + 1), ("hours", "share"))]
        wanted = min(len(each), self.town.size.part(40))
        for (programme, year, site), number, code in sorted(dice.sample(each, wanted)):
            cell = [TOTAL, *self.ids.cells[programme]][number]
            days = _FIRST[year].isoformat(), date(_FIRST[year].year + 1, 8, 31).isoformat()
            below = dice.randrange(1, 40)
            pair = (dice.randrange(below + 1), below) if code == "share" else (None, None)
            value = dice.randrange(1, 500) * MICRO if code == "hours" else None
            own = self.ids.programmes[programme], self.ids.indicators[programme, code]
            yield *own, site, cell, "none", YEARS[year], *days, value, *pair, "", "", ""

    def targets(self) -> Iterator[tuple[Any, ...]]:
        """Yield programme, indicator, kind, site, cell, period, value, day and reason."""
        for (programme, _code), indicator in self.ids.indicators.items():
            for year, first in zip(YEARS, _FIRST, strict=True):
                value = self.town.dice.randrange(10, 5_000) * MICRO
                own = self.ids.programmes[programme], indicator
                yield *own, "target", 0, TOTAL, year, value, first.isoformat(), ""
