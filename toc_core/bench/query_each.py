"""The peer that asks the database for one indicator of one year at a time."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from toc_core.bench.answers import (
    Answer,
    Answers,
    change_of,
    count,
    mean_of,
    people_of,
    share_of,
)
from toc_core.bench.peers import ROLES, SOME, chosen, hours_of, ratio_of, unit_of
from toc_core.bench.theories import THRESHOLD
from toc_core.db.measures import Agreed, AgreedKind, Observation, Score
from toc_core.db.people import CITY_SITE, Participant, Site
from toc_core.db.records import (
    Attendance,
    Consent,
    Delivery,
    DeliveryStatus,
    HeadCount,
    Participation,
    Story,
)
from toc_core.db.theory import ElementRow, IndicatorRow, ProgrammeRow
from toc_core.db.trajectories import Trajectory, TrajectoryStatus
from toc_core.periods import Period
from toc_core.theory import Role

Ask = Callable[[Session, int, Period], Answer]


def query_each(engine: Engine, periods: Sequence[Period]) -> Answers:
    """Ask every indicator of every programme in every year, and its target, by two queries."""
    with Session(engine) as session:
        return {
            (programme.code, code, period.code): (
                ask(session, programme.id, period),
                _target(session, programme.id, code, period),
            )
            for programme in session.scalars(select(ProgrammeRow)).all()
            for code, ask in _ASKED.items()
            for period in periods
        }


def _target(session: Session, programme: int, code: str, period: Period) -> Decimal | None:
    return session.scalar(
        select(Agreed.value)
        .join(IndicatorRow, IndicatorRow.id == Agreed.indicator_id)
        .where(
            IndicatorRow.programme_id == programme,
            IndicatorRow.code == code,
            Agreed.kind == AgreedKind.TARGET,
            Agreed.period == period.code,
            Agreed.site_id == CITY_SITE,
        )
        .order_by(Agreed.agreed_on.desc(), Agreed.id.desc())
        .limit(1)
    )


def _real(model: Any) -> Any:
    return model.site_id.in_(select(Site.id).where(Site.fictitious.is_(False)))


def _held(programme: int, period: Period) -> tuple[Any, ...]:
    return (
        Delivery.programme_id == programme,
        Delivery.status == DeliveryStatus.HELD,
        Delivery.day.between(period.start, period.end),
        _real(Delivery),
    )


def _people(roles: Sequence[Role], elements: Sequence[str] = ()) -> Ask:
    def ask(session: Session, programme: int, period: Period) -> Answer:
        statement = (
            select(func.count(Attendance.participant_id.distinct()))
            .join(Delivery, Delivery.id == Attendance.delivery_id)
            .join(Participant, Participant.id == Attendance.participant_id)
            .where(*_held(programme, period), Participant.role.in_(roles))
        )
        if elements:
            statement = statement.join(ElementRow, ElementRow.id == Delivery.element_id).where(
                ElementRow.code.in_(elements)
            )
        return count(session.scalar(statement) or 0)

    return ask


def _parents(session: Session, programme: int, period: Period) -> Answer:
    statement = (
        select(Delivery.id, Delivery.site_id, Trajectory.id, Trajectory.group_id, HeadCount.people)
        .join(HeadCount, HeadCount.delivery_id == Delivery.id)
        .outerjoin(Trajectory, Trajectory.id == Delivery.trajectory_id)
        .where(*_held(programme, period), HeadCount.role == Role.PARENT)
    )
    units: dict[object, int] = {}
    for delivery, site, trajectory, group, people in session.execute(statement):
        place = (site, unit_of(delivery, trajectory, group))
        units[place] = max(units.get(place, 0), people)
    return people_of(units.values())


def _number(statement: Callable[[int, Period], Any]) -> Ask:
    return lambda session, programme, period: count(
        session.scalar(statement(programme, period)) or 0
    )


def _sessions(programme: int, period: Period) -> Any:
    return select(func.count(Delivery.id)).where(*_held(programme, period))


def _runs(programme: int, period: Period) -> Any:
    return select(func.count(Trajectory.id)).where(
        Trajectory.programme_id == programme,
        Trajectory.status != TrajectoryStatus.PLANNED,
        Trajectory.start.between(period.start, period.end),
        _real(Trajectory),
    )


def _schools(programme: int, period: Period) -> Any:
    return select(func.count(Participation.site_id.distinct())).where(
        Participation.programme_id == programme,
        Participation.school_year == period.code,
        _real(Participation),
    )


def _stories(programme: int, period: Period) -> Any:
    return select(func.count(Story.id)).where(
        Story.programme_id == programme,
        Story.consent != Consent.WITHDRAWN,
        Story.day.between(period.start, period.end),
        _real(Story),
    )


def _scores(code: str, made: Callable[[Any], Answer]) -> Ask:
    def ask(session: Session, programme: int, period: Period) -> Answer:
        rows = session.execute(
            select(Score.participant_id, Score.moment, Score.day, Score.id, Score.value)
            .join(IndicatorRow, IndicatorRow.id == Score.indicator_id)
            .where(
                IndicatorRow.programme_id == programme,
                IndicatorRow.code == code,
                Score.day.between(period.start, period.end),
                _real(Score),
            )
        )
        return made([(who, moment.value, day, n, value) for who, moment, day, n, value in rows])

    return ask


def _observed(code: str, made: Callable[[Any], Answer], *columns: Any) -> Ask:
    def ask(session: Session, programme: int, period: Period) -> Answer:
        rows = session.execute(
            select(Observation.site_id, Observation.cell_id, *columns)
            .join(IndicatorRow, IndicatorRow.id == Observation.indicator_id)
            .where(
                IndicatorRow.programme_id == programme,
                IndicatorRow.code == code,
                Observation.period == period.code,
                _real(Observation),
            )
        )
        one = len(columns) == 1
        return made(chosen((site, cell, v[0] if one else tuple(v)) for site, cell, *v in rows))

    return ask


_ASKED: Mapping[str, Ask] = {
    "pupils": _people((Role.PUPIL,)),
    "people": _people(ROLES, SOME),
    "parents": _parents,
    "sessions": _number(_sessions),
    "runs": _number(_runs),
    "schools": _number(_schools),
    "stories": _number(_stories),
    "mark": _scores("mark", mean_of),
    "enough": _scores("enough", lambda scores: share_of(scores, THRESHOLD)),
    "change": _scores("change", change_of),
    "hours": _observed("hours", hours_of, Observation.value),
    "share": _observed("share", ratio_of, Observation.numerator, Observation.denominator),
}
