"""Timing in turns: A B C A B C, so that a busy moment of the machine hits all of them alike."""

from __future__ import annotations

import gc
import statistics
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass

ROUNDS = 5
_ENOUGH_SECONDS = 20  # of one case: then fewer rounds will do
_LEAST_ROUNDS = 3


def in_turns(ways: Mapping[str, Callable[[], object]], rounds: int) -> dict[str, float]:
    """Return the median milliseconds of each way, run in turns after one turn that warms up."""
    times: dict[str, list[float]] = {name: [] for name in ways}
    begin = time.perf_counter()
    for number in range(rounds + 1):
        gc.collect()
        for name, way in ways.items():
            start = time.perf_counter()
            way()
            if number:
                times[name].append((time.perf_counter() - start) * 1000)
        if number >= _LEAST_ROUNDS and time.perf_counter() - begin > _ENOUGH_SECONDS:
            break
    return {name: statistics.median(found) for name, found in times.items()}


@dataclass(frozen=True)
class Goal:
    """What is promised: its words, and whether it was kept."""

    words: str
    kept: bool


@dataclass(frozen=True)
class Result:
    """One line of the table; milliseconds, empty where there is nothing to compare with."""

    case: str
    size: str
    ours: float
    bound: float | None = None
    peer: float | None = None
    goals: tuple[Goal, ...] = ()

    @property
    def over_bound(self) -> float | None:
        """Return how many times the bare driver's time ours is."""
        return None if self.bound is None else self.ours / self.bound

    @property
    def under_peer(self) -> float | None:
        """Return how many times faster than the peer we are."""
        return None if self.peer is None else self.peer / self.ours

    @property
    def kept(self) -> bool:
        """Return whether every goal of the line was kept."""
        return all(goal.kept for goal in self.goals)


def at_most(what: str, found: float, most: float, unit: str = "x") -> Goal:
    """Return the goal that a number is at most another."""
    return Goal(f"{what} <= {most:g}{unit}", found <= most)


def at_least(what: str, found: float, least: float, unit: str = "x") -> Goal:
    """Return the goal that a number is at least another."""
    return Goal(f"{what} >= {least:g}{unit}", found >= least)
