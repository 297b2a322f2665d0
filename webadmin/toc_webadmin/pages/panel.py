"""Everything known about one box of the poster: figures, records, premises and source."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from markupsafe import Markup
from sqlalchemy import select
from sqlalchemy.orm import selectinload

from toc_core.dashboards.sparks import spark_points
from toc_core.db.columns import batches
from toc_core.db.history import model_of
from toc_core.db.measures import Observation
from toc_core.db.measuring import Question, RecordRow, figures, rows_behind
from toc_core.db.records import Attendance, HeadCount
from toc_core.drawing.sparkline import Point, sparkline
from toc_core.explaining.behind import noted_behind, source_words
from toc_core.figures import Figure, Origin
from toc_core.i18n import _
from toc_core.theory import (
    CausalLink,
    Element,
    Indicator,
    Premise,
    Programme,
    Stage,
)
from toc_webadmin.pages.element_history import Change, changes_of
from toc_webadmin.pages.records import record_url, title_of
from toc_webadmin.pages.words import (
    horizon_words,
    notes_of,
    origin_words,
    premise_words,
    stage_words,
    unit_beside,
)

if TYPE_CHECKING:
    from toc_core.db.door import ScopedSession
    from toc_core.periods import Period

MOST_ROWS = 60  # a panel is for reading; the list has the rest


@dataclass(frozen=True)
class Behind:
    """One record behind a figure: its words, school, address and what it adds."""

    title: str
    site: str
    url: str
    adds: str = ""


@dataclass(frozen=True)
class Measured:
    """One indicator of the box with its figure, in words."""

    indicator: Indicator
    label: str
    unit: str
    figure: Figure
    origin: str
    notes: tuple[str, ...]
    rows: tuple[Behind, ...]
    more: int
    years: tuple[Point, ...]
    spark: Markup


@dataclass(frozen=True)
class Panel:
    """What the panel of an element says."""

    element: Element
    place: str
    measured: tuple[Measured, ...]
    lacune: bool
    premises: tuple[tuple[str, Premise], ...]
    causes: tuple[tuple[str, tuple[str, ...]], ...]
    effects: tuple[tuple[str, tuple[str, ...]], ...]
    changes: tuple[Change, ...]


def panel_of(
    session: ScopedSession,
    programme: Programme,
    element: Element,
    found: Sequence[Figure],
    question: Question,
    years: tuple[Period, ...],
) -> Panel:
    """Return the panel of an element; ``found`` are the figures of the question.

    ``years`` are the school years that its indicators are followed over.
    """
    indicators = programme.indicators_of(element.code)
    own = {f.indicator: f for f in found if f.element == element.code}
    series = _series(session, question, years) if own else {}
    measured = tuple(
        _measured(
            session, programme, one, own[one.code], question, spark_points(series.get(one.code, ()))
        )
        for one in indicators
        if one.code in own
    )
    return Panel(
        element,
        _place(programme, element),
        measured,
        element.stage is Stage.OUTCOME and not measured,
        tuple((premise_words()[p.kind], p) for p in _premises(programme, element)),
        _told(programme, element, "causes"),
        _told(programme, element, "effects"),
        tuple(changes_of(session, programme, indicators, practice=question.practice)),
    )


def _series(
    session: ScopedSession, question: Question, years: tuple[Period, ...]
) -> Mapping[str, Sequence[Figure]]:
    """Return the figures of the years by indicator: one question, whatever the element."""
    series: dict[str, list[Figure]] = {}
    for figure in figures(session, replace(question, periods=years)) if years else ():
        if not figure.axis and not figure.site:
            series.setdefault(figure.indicator, []).append(figure)
    return series


def _measured(
    session: ScopedSession,
    programme: Programme,
    indicator: Indicator,
    figure: Figure,
    question: Question,
    years: tuple[Point, ...],
) -> Measured:
    rows = () if figure.origin is Origin.ABSENT else rows_behind(session, question, indicator.code)
    behind = behind_of(session, programme, rows)
    noted = () if figure.origin is not Origin.OBSERVED else noted_behind(session, rows, question.at)
    return Measured(
        indicator,
        programme.indicator_label(indicator),
        unit_beside(programme.indicator_label(indicator), indicator.unit),
        figure,
        source_words(noted) or origin_words(figure, indicator),
        tuple(notes_of(figure)),
        tuple(behind[:MOST_ROWS]),
        max(0, len(behind) - MOST_ROWS),
        years,
        Markup(sparkline(years)),  # noqa: S704 - drawn from numbers, escaped where it is drawn
    )


def behind_of(
    session: ScopedSession, programme: Programme, found: Sequence[RecordRow]
) -> list[Behind]:
    """Return records in words and with their address; who was present, as the activity it is of."""
    by_id = _loaded(session, {(row.table, row.id) for row in found})
    sites = {(row.table, row.id): row.site for row in found}
    tally: Counter[tuple[Any, str]] = Counter()
    adds: dict[Any, str] = {}
    for key, row in by_id.items():
        one, many = row, 1
        if isinstance(row, Attendance | HeadCount):
            one, many = row.delivery, getattr(row, "people", 1)
        tally[one, sites[key]] += many
        words = _("{number} met code") if isinstance(row, Attendance) else _("{number} zonder code")
        if one is not row:
            adds[one] = words.format(number=tally[one, sites[key]])
        elif isinstance(row, Observation) and row.source:
            adds[one] = _("bron: {source}").format(source=row.source)
    return [
        Behind(
            title_of(row, programme),
            site,
            record_url(row.__tablename__, row.ref, programme.code),
            adds.get(row, ""),
        )
        for row, site in tally
    ]


def _loaded(session: ScopedSession, keys: set[tuple[str, int]]) -> dict[tuple[str, int], Any]:
    """Return the rows by table and id, in the order of their ids."""
    found: dict[tuple[str, int], Any] = {}
    for table in sorted({table for table, _id in keys}):
        model = model_of(table)
        ids = sorted(number for name, number in keys if name == table)
        for some in batches(ids):
            chosen = select(model).where(model.id.in_(some)).order_by(model.id)
            if model in (Attendance, HeadCount):
                chosen = chosen.options(selectinload(model.delivery))
            found |= {(table, row.id): row for row in session.scalars(chosen)}
    return found


def _place(programme: Programme, element: Element) -> str:
    words = [stage_words()[element.stage]]
    if element.horizon is not None:
        words.append(horizon_words()[element.horizon])
    words.append(programme.level_label(element.level))
    return " · ".join(word for word in words if word)


def _premises(programme: Programme, element: Element) -> Iterator[Premise]:
    """Yield the premises about an element: by name, by one of its links or by its horizon."""
    links = {k.code for k in programme.links if element.code in (*k.causes, k.effect)}
    for premise in programme.premises:
        scope = premise.scope
        horizon = element.horizon is not None and scope.horizon is element.horizon
        if element.code in scope.elements or links & set(scope.links) or horizon:
            yield premise


def _told(
    programme: Programme, element: Element, side: str
) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return what an element follows from or leads to, together where the reason is the same."""
    grouped: dict[str, list[str]] = {}
    for link in programme.links:
        for code in _other_side(link, element.code, side):
            grouped.setdefault(link.rationale, []).append(programme.element(code).label)
    return tuple((why, tuple(labels)) for why, labels in grouped.items())


def _other_side(link: CausalLink, code: str, side: str) -> tuple[str, ...]:
    if side == "causes":
        return link.causes if link.effect == code else ()
    return (link.effect,) if code in link.causes else ()
