"""Section 1: which days count, and which day decides."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from proofs.figures.facts import period_of
from proofs.figures.oracle.asking import Asked
from toc_core.theory import Behaviour, Count, Dated, Gap


class Window(NamedTuple):
    """The first and the last day that count."""

    first: date
    last: date


def window_of(asked: Asked) -> Window | None:
    """Return the window of the period asked for; none when it has no day."""
    if not is_level(asked):
        return typed_window(asked)
    if asked.today < asked.period.start:
        return None
    day = min(asked.period.end, asked.today)
    return Window(day, day)


def typed_window(asked: Asked) -> Window:
    """Return the window of everything but a level that is counted on one day."""
    period, indicator = asked.period, asked.indicator
    carried = indicator.behaviour is Behaviour.STOCK and indicator.conventions.gap is Gap.CARRIED
    if asked.to_date or carried or indicator.behaviour is Behaviour.CUMULATIVE:
        return Window(date.min, period.end)
    return Window(period.start, period.end)


def is_level(asked: Asked) -> bool:
    """Return whether things are counted on one day."""
    stock = asked.indicator.behaviour is Behaviour.STOCK
    return stock and isinstance(asked.indicator.measure, Count)


def counted_from(asked: Asked) -> date:
    """Return the first day that is counted."""
    first = asked.indicator.counted_from
    return period_of(first).start if first else date.min


def counted_window(asked: Asked) -> Window | None:
    """Return the window without the days before counting began."""
    window = window_of(asked)
    if window is None:
        return None
    clipped = Window(max(window.first, counted_from(asked)), window.last)
    return clipped if clipped.first <= clipped.last else None


def day_counts(asked: Asked, day: date | None) -> bool:
    """Return whether what is decided by a day is counted."""
    window = counted_window(asked)
    return day is not None and window is not None and window.first <= day <= window.last


def dated_counts(asked: Asked, day: date, school_year: str) -> bool:
    """Return whether what has both a day and a school year is counted."""
    if asked.indicator.conventions.dated is Dated.DAY:
        return day_counts(asked, day)
    year = period_of(school_year)
    return day_counts(asked, year.start) and day_counts(asked, year.end)


def any_day_counts(asked: Asked, first: date, last: date | None) -> bool:
    """Return whether some day of a stretch is counted; without a last day it still runs."""
    window = counted_window(asked)
    if window is None:
        return False
    return first <= window.last and (last is None or last >= window.first)


def lies_within(asked: Asked, first: date, last: date) -> bool:
    """Return whether a stretch lies in the window as a whole."""
    window = typed_window(asked)
    return window.first <= first and last <= window.last


def only_overlaps(asked: Asked, first: date, last: date) -> bool:
    """Return whether a stretch touches the window and does not lie in it."""
    window = typed_window(asked)
    touches = first <= window.last and last >= window.first
    return touches and not lies_within(asked, first, last)
