"""Two usual ways of making a report, to compare with; both must give the very same figures.

``objects`` loads the records as objects and adds up in Python; ``query_each`` asks the database
for one indicator of one year at a time.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session, joinedload, selectinload

from toc_core.bench.answers import (
    Answer,
    Answers,
    Scored,
    change_of,
    count,
    exact,
    mean_of,
    people_of,
    share_of,
)
from toc_core.bench.theories import THRESHOLD
from toc_core.db.measures import TOTAL, Agreed, AgreedKind, Observation, Score
from toc_core.db.people import Site
from toc_core.db.records import (
    Attendance,
    Consent,
    Delivery,
    DeliveryStatus,
    Participation,
    Story,
)
from toc_core.db.theory import ProgrammeRow
from toc_core.db.trajectories import Trajectory, TrajectoryStatus
from toc_core.figures.exact import quotient
from toc_core.periods import Period
from toc_core.theory import Role

SOME = ("activity_1", "activity_2")
ROLES = (Role.PUPIL, Role.TEACHER)


@dataclass
class Loaded:
    """The objects of one programme at schools that are real."""

    deliveries: list[Delivery] = field(default_factory=list)
    trajectories: list[Trajectory] = field(default_factory=list)
    participations: list[Participation] = field(default_factory=list)
    stories: list[Story] = field(default_factory=list)
    scores: list[Score] = field(default_factory=list)
    observations: list[Observation] = field(default_factory=list)
    targets: dict[tuple[str, str], Decimal | None] = field(default_factory=dict)


def objects(engine: Engine, periods: Sequence[Period]) -> Answers:
    """Load every record of the programmes and add up in Python."""
    found: Answers = {}
    with Session(engine) as session:
        for programme in session.scalars(select(ProgrammeRow)).all():
            loaded = _load(session, programme.id)
            for period in periods:
                for code, answer in _added_up(loaded, period).items():
                    target = loaded.targets.get((code, period.code))
                    found[programme.code, code, period.code] = (answer, target)
    return found


def _load(session: Session, programme: int) -> Loaded:
    real = set(session.scalars(select(Site.id).where(Site.fictitious.is_(False))))

    def rows(model: Any, *options: Any) -> list[Any]:
        statement = select(model).where(model.programme_id == programme).options(*options)
        return [row for row in session.scalars(statement) if row.site_id in real]

    return Loaded(
        rows(
            Delivery,
            selectinload(Delivery.attendances).joinedload(Attendance.participant),
            selectinload(Delivery.head_counts),
            joinedload(Delivery.trajectory),
            joinedload(Delivery.element),
        ),
        rows(Trajectory),
        rows(Participation),
        rows(Story),
        rows(Score, joinedload(Score.indicator)),
        rows(Observation, joinedload(Observation.indicator)),
        {
            (one.indicator.code, one.period): one.value
            for one in session.scalars(
                select(Agreed)
                .where(Agreed.programme_id == programme, Agreed.kind == AgreedKind.TARGET)
                .options(joinedload(Agreed.indicator))
                .order_by(Agreed.agreed_on, Agreed.id)
            )
        },
    )


def _added_up(loaded: Loaded, period: Period) -> dict[str, Answer]:
    held = [
        d for d in loaded.deliveries if d.status is DeliveryStatus.HELD and period.contains(d.day)
    ]
    scores: dict[str, list[Scored]] = defaultdict(list)
    for s in loaded.scores:
        if period.contains(s.day):
            one = (s.participant_id, s.moment.value, s.day, s.id, s.value)
            scores[s.indicator.code].append(one)
    schools = {p.site_id for p in loaded.participations if p.school_year == period.code}
    return {
        "pupils": _people(held, (Role.PUPIL,)),
        "people": _people((d for d in held if d.element.code in SOME), ROLES),
        "parents": _parents(held),
        "sessions": count(len(held)),
        "runs": count(
            sum(
                period.contains(t.start)
                for t in loaded.trajectories
                if t.status is not TrajectoryStatus.PLANNED
            )
        ),
        "schools": count(len(schools)),
        "stories": count(
            sum(
                s.consent is not Consent.WITHDRAWN and period.contains(s.day)
                for s in loaded.stories
            )
        ),
        "mark": mean_of(scores["mark"]),
        "enough": share_of(scores["enough"], THRESHOLD),
        "change": change_of(scores["change"]),
        **_observed(loaded.observations, period),
    }


def _people(held: Iterable[Delivery], roles: Sequence[Role]) -> Answer:
    return count(
        len(
            {
                a.participant_id
                for delivery in held
                for a in delivery.attendances
                if a.participant.role in roles
            }
        )
    )


def _parents(held: Iterable[Delivery]) -> Answer:
    units: dict[object, int] = defaultdict(int)
    for delivery in held:
        for heads in delivery.head_counts:
            if heads.role is Role.PARENT:
                run = delivery.trajectory
                unit = unit_of(delivery.id, run.id if run else None, run.group_id if run else None)
                place = (delivery.site_id, unit)
                units[place] = max(units[place], heads.people)
    return people_of(units.values())


def unit_of(delivery: int, trajectory: int | None, group: int | None) -> tuple[str, int]:
    """Return in which unit heads were counted: the group, else the trajectory, else alone."""
    if group is not None:
        return "group", group
    return ("trajectory", trajectory) if trajectory is not None else ("delivery", delivery)


def _observed(observations: Iterable[Observation], period: Period) -> dict[str, Answer]:
    rows = [o for o in observations if o.period == period.code]
    hours = chosen((o.site_id, o.cell_id, o.value) for o in rows if o.indicator.code == "hours")
    pairs = chosen(
        (o.site_id, o.cell_id, (o.numerator, o.denominator))
        for o in rows
        if o.indicator.code == "share"
    )
    return {"hours": hours_of(hours), "share": ratio_of(pairs)}


def chosen(rows: Iterable[tuple[int, int, Any]]) -> list[Any]:
    """Return per school the value of the whole, or where there is none those of its parts."""
    by_school: dict[int, dict[bool, list[Any]]] = defaultdict(lambda: defaultdict(list))
    for site, cell, value in rows:
        by_school[site][cell == TOTAL].append(value)
    return [value for own in by_school.values() for value in own.get(True) or own[False]]


def hours_of(values: Sequence[Decimal]) -> Answer:
    """Return what values add up to; nothing when there are none."""
    return exact(sum(values, Decimal(0)) if values else None)


def ratio_of(pairs: Sequence[tuple[int, int]]) -> Answer:
    """Return the sum of the numerators over that of the denominators, as a percentage."""
    top, below = sum(top for top, _b in pairs), sum(below for _t, below in pairs)
    return exact(quotient(top, below, percent=True))
