"""How a figure stands against its target: ``docs/figures.md`` §9, and the conventions."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction

from toc_core.figures.exact import rounded
from toc_core.figures.figure import Status
from toc_core.theory import Conventions, Direction, Progress

Number = Decimal | Fraction


def _percent(part: Number, whole: Number) -> Fraction:
    return Fraction(part) / Fraction(whole) * 100


@dataclass(frozen=True)
class Goal:
    """What a figure is held against: which way, how far, from where, by which conventions."""

    direction: Direction
    target: Decimal | None
    baseline: Decimal | None = None
    conventions: Conventions = field(default_factory=Conventions)

    def reached_by(self, value: Number) -> bool:
        """Return whether a value is at or beyond the target; exactly at it is reached."""
        assert self.target is not None
        if self.direction is Direction.DECREASE:
            return value <= self.target
        if self.direction is Direction.MAINTAIN:
            return value == self.target
        return value >= self.target

    def progress_of(self, value: Number | None) -> Decimal | None:
        """Return the percentage of the way to the target; none where that says nothing."""
        way = None if value is None else self.way_of(value)
        return None if way is None else rounded(way)

    def way_of(self, value: Number) -> Fraction | None:
        """Return the same, exact."""
        if self.target is None or self.direction is Direction.MAINTAIN:
            return None
        decrease = self.direction is Direction.DECREASE
        if self._from_baseline:
            assert self.baseline is not None
            to_go = self.target - self.baseline
            ahead = to_go < 0 if decrease else to_go > 0
            done = Fraction(value) - Fraction(self.baseline)
            return _percent(done, to_go) if ahead else None
        part, whole = (self.target, value) if decrease else (value, self.target)
        return _percent(part, whole) if whole > 0 else None

    @property
    def _from_baseline(self) -> bool:
        if self.baseline is None or self.conventions.progress is Progress.OF_TARGET:
            return False
        asked = self.conventions.progress is Progress.FROM_BASELINE
        return asked or self.direction is Direction.DECREASE


def status_of(
    goal: Goal,
    value: Number | None,
    bounds: tuple[Decimal, Decimal] | None = None,
    *,
    still_open: bool = False,
) -> Status:
    """Compare a value, or its bounds, with a target.

    Bounds have reached it when the worse one has; they are judged by the better one when that
    has not either; else nothing is certain. What still has to grow is not behind as long as its
    period is ``still_open``.
    """
    if goal.target is None:
        return Status.NO_TARGET
    if value is None and bounds is None:
        return Status.NO_FIGURE
    if value is None and bounds is not None:
        lower, upper = bounds
        if goal.direction is Direction.MAINTAIN:
            return Status.UNCERTAIN if lower <= goal.target <= upper else Status.BEHIND
        worse, value = (upper, lower) if goal.direction is Direction.DECREASE else bounds
        if goal.reached_by(worse):
            return Status.REACHED
        if goal.reached_by(value):
            return Status.UNCERTAIN
    assert value is not None
    return _judged(goal, value, still_open)


def _judged(goal: Goal, value: Number, still_open: bool) -> Status:
    if goal.reached_by(value):
        return Status.REACHED
    way = goal.way_of(value)
    if way is not None and way >= goal.conventions.on_track:
        return Status.ALMOST
    growing = still_open and goal.direction is Direction.INCREASE
    return Status.UNDERWAY if growing else Status.BEHIND
