"""Everything known about one box of the poster: figures, records, premises and source."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from toc_core.db.history import model_of
from toc_core.db.measures import TOTAL, Observation
from toc_core.db.measuring import Question, rows_behind
from toc_core.db.people import Site
from toc_core.db.records import Attendance
from toc_core.db.theory import IndicatorRow, ProgrammeRow
from toc_core.figures import Figure, Origin
from toc_core.i18n import _
from toc_core.theory import (
    CausalLink,
    Count,
    Element,
    Indicator,
    Premise,
    Programme,
    Stage,
)
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


def panel_of(
    session: ScopedSession,
    programme: Programme,
    element: Element,
    found: Sequence[Figure],
    question: Question,
) -> Panel:
    """Return the panel of an element; ``found`` are the figures of the question."""
    own = {f.indicator: f for f in found if f.element == element.code}
    measured = tuple(
        _measured(session, programme, indicator, own[indicator.code], question)
        for indicator in programme.indicators_of(element.code)
        if indicator.code in own
    )
    return Panel(
        element,
        _place(programme, element),
        measured,
        element.stage is Stage.OUTCOME and not measured,
        tuple((premise_words()[p.kind], p) for p in _premises(programme, element)),
        _told(programme, element, "causes"),
        _told(programme, element, "effects"),
    )


def _measured(
    session: ScopedSession,
    programme: Programme,
    indicator: Indicator,
    figure: Figure,
    question: Question,
) -> Measured:
    if figure.origin is Origin.ABSENT:
        rows: list[Behind] = []
    else:
        rows = _counted_rows(session, programme, indicator, question)
        rows += _observed_rows(session, programme, indicator, question)
    return Measured(
        indicator,
        programme.indicator_label(indicator),
        unit_beside(programme.indicator_label(indicator), indicator.unit),
        figure,
        origin_words(figure, indicator),
        tuple(notes_of(figure)),
        tuple(rows[:MOST_ROWS]),
        max(0, len(rows) - MOST_ROWS),
    )


def _counted_rows(
    session: ScopedSession, programme: Programme, indicator: Indicator, question: Question
) -> list[Behind]:
    """Return the records read, an attendance as the activity it is of."""
    found = rows_behind(session, question, indicator.code)
    by_id = _loaded(session, {(row.table, row.id) for row in found})
    sites = {(row.table, row.id): row.site for row in found}
    by_code = any(row.table == Attendance.__tablename__ for row in found)
    tally: Counter[tuple[Any, str]] = Counter()
    for key, row in by_id.items():
        tally[row.delivery if isinstance(row, Attendance) else row, sites[key]] += 1
    return [
        Behind(
            title_of(row, programme),
            site,
            record_url(row.__tablename__, row.ref, programme.code),
            _("{number} met code").format(number=number) if by_code else "",
        )
        for (row, site), number in tally.items()
    ]


def _loaded(session: ScopedSession, keys: set[tuple[str, int]]) -> dict[tuple[str, int], Any]:
    """Return the rows by table and id, in the order of their ids."""
    found: dict[tuple[str, int], Any] = {}
    for table in sorted({table for table, _id in keys}):
        model = model_of(table)
        ids = sorted(number for name, number in keys if name == table)
        for start in range(0, len(ids), 500):  # databases limit the length of a list
            some = select(model).where(model.id.in_(ids[start : start + 500])).order_by(model.id)
            if model is Attendance:
                some = some.options(selectinload(Attendance.delivery))
            found |= {(table, row.id): row for row in session.scalars(some)}
    return found


def _observed_rows(
    session: ScopedSession, programme: Programme, indicator: Indicator, question: Question
) -> list[Behind]:
    """Return the observations that lie inside the period."""
    period = question.periods[0]
    if isinstance(indicator.measure, Count) and indicator.counted_from is None:
        return []
    statement = (
        select(Observation, Site.label)
        .join(IndicatorRow, IndicatorRow.id == Observation.indicator_id)
        .join(ProgrammeRow, ProgrammeRow.id == Observation.programme_id)
        .join(Site, Site.id == Observation.site_id)
        .where(
            ProgrammeRow.code == programme.code,
            IndicatorRow.code == indicator.code,
            Site.fictitious.is_(question.practice),
            Observation.cell_id == TOTAL,
            Observation.period_start >= period.start,
            Observation.period_end <= period.end,
        )
        .order_by(Observation.period_start, Observation.id)
    )
    return [
        Behind(
            title_of(row),
            site,
            record_url("observation", row.ref, programme.code),
            _("bron: {source}").format(source=row.source) if row.source else "",
        )
        for row, site in session.execute(statement)
    ]


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
