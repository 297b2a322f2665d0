"""Entering facts in time: some late, some corrected or removed since."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from random import Random
from typing import NamedTuple, TypeVar

from proofs.figures.facts import Fact, Version

F = TypeVar("F", bound=Fact)
# The moments at which something is entered, corrected or removed.
MOMENTS = tuple(datetime(2025, 1, 1, 9, 0, tzinfo=UTC) + timedelta(days=30 * n) for n in range(5))


class Span(NamedTuple):
    """From which of the moments on a fact exists, and until which; none: it still does."""

    since: int = 0
    until: int | None = None


ALWAYS = Span()


class Ledger:
    """Collects the versions of facts; ``restless`` is the share that does not stay as entered."""

    def __init__(self, dice: Random, restless: float) -> None:
        self.dice, self.restless = dice, restless
        self.versions: list[Version] = []
        self._last: dict[str, int] = defaultdict(int)

    def number(self, kind: str) -> int:
        """Return the next free number of a kind of fact."""
        self._last[kind] += 1
        return self._last[kind]

    def enter(self, fact: F, within: Span = ALWAYS, change: Callable[[F], F] | None = None) -> Span:
        """Enter a fact while its parent exists, and perhaps correct or remove it later."""
        span = self._span(within)
        last = len(MOMENTS) - 1 if span.until is None else span.until - 1
        moment = span.since + 1
        if change is not None and moment <= last and self._is_restless():
            moment = self.dice.randint(moment, last)
            self._keep(fact, Span(span.since, moment))
            self._keep(change(fact), Span(moment, span.until))
        else:
            self._keep(fact, span)
        return span

    def always(self, fact: Fact) -> None:
        """Enter a fact that never changes."""
        self._keep(fact, ALWAYS)

    def _span(self, within: Span) -> Span:
        end = len(MOMENTS) if within.until is None else within.until
        since = within.since
        if self._is_restless():
            since = self.dice.randint(since, end - 1)
        until = within.until
        if since + 1 < end and self._is_restless():
            until = self.dice.randint(since + 1, end - 1)
        return Span(since, until)

    def _is_restless(self) -> bool:
        return self.dice.random() < self.restless

    def _keep(self, fact: Fact, span: Span) -> None:
        until = None if span.until is None else MOMENTS[span.until]
        self.versions.append(Version(fact, MOMENTS[span.since], until))
