"""A small programme and figures written by hand: what a picture shows stands in the test."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from toc_core.dashboards.picture import Picture
from toc_core.figures import Figure, Goal, Origin, status_of
from toc_core.periods import parse_period
from toc_core.theory import (
    Category,
    Count,
    Countable,
    Direction,
    Disaggregation,
    Element,
    Indicator,
    Level,
    Observed,
    Programme,
    Stage,
    Summary,
)

YEAR = "2024-2025"
CATEGORIES = ("volunteer", "student", "parent", "teacher", "other")
READING = Programme(
    "reading",
    "Leesbuurt",
    "1",
    levels=(Level("pupils", "Leerlingen"), Level("class", "Klas")),
    elements=(
        Element("pairs", Stage.OUTPUT, "Aantal duo's"),
        Element("late", Stage.OUTPUT, "Aantal keer te laat"),
        Element("sessions", Stage.OUTPUT, "Aantal sessies", level="pupils"),
        Element("lessons", Stage.OUTPUT, "Aantal sessies", level="class"),
        Element("joy", Stage.OUTPUT, "Leesplezier"),
        Element("schools", Stage.OUTPUT, "Aantal scholen"),
    ),
    indicators=(
        Indicator("pairs", "pairs", Count(Countable.PARTICIPANTS)),
        Indicator("late", "late", direction=Direction.DECREASE),
        Indicator("sessions", "sessions"),
        Indicator("lessons", "lessons"),
        Indicator("joy", "joy", Observed(summary=Summary.MEAN)),
        Indicator("schools", "schools", Count(Countable.SCHOOLS)),
    ),
    disaggregations=(
        Disaggregation("kind", "Soort", tuple(Category(c, c.capitalize()) for c in CATEGORIES)),
    ),
)
PLACES = {"a": "Oefenschool A", "b": "Oefenschool B"}


def figure(value: int | str | None, indicator: str = "pairs", **changes: Any) -> Figure:
    """Return a figure of the year; its status follows from its target, as in the engine."""
    period = parse_period(changes.pop("year", YEAR))
    exact = None if value is None else Decimal(value)
    known = exact is not None or "lower" in changes
    made = Figure(
        "reading",
        indicator,
        indicator,
        period,
        origin=Origin.COUNTED if known else Origin.ABSENT,
        value=exact,
    ).but(**{name: _exact(change) for name, change in changes.items()})
    bounds = (made.lower, made.upper) if made.lower is not None and made.upper is not None else None
    goal = Goal(made.direction, made.target, made.baseline)
    status = status_of(goal, made.value, bounds, still_open=True)
    return made.but(status=status, progress=goal.progress_of(made.value))


def _exact(change: Any) -> Any:
    return Decimal(change) if isinstance(change, int) else change


def at(site: str, value: int | None, indicator: str = "pairs", **changes: Any) -> Figure:
    """Return a figure of one school."""
    return figure(value, indicator, site=site, site_label=PLACES.get(site, site), **changes)


def column(picture: Picture | None, name: str) -> list[Any]:
    """Return one column of the table of a picture, top to bottom."""
    assert picture is not None
    place = picture.section.columns.index(name)
    return [row[place] for row in picture.section.rows]


def drawn(picture: Picture | None) -> str:
    """Return the picture as SVG."""
    assert picture is not None
    return picture.section.picture(picture.section.title)
