"""Records that were looked at and do not count, by the reason: what a figure leaves out."""

from __future__ import annotations

from collections import Counter
from typing import Any

from sqlalchemy import and_, func, select

from toc_core.db.history import known
from toc_core.db.measuring.families import Tables, any_or, inside
from toc_core.db.measuring.fetching import Run
from toc_core.db.records import Consent, Delivery, DeliveryStatus, Story
from toc_core.db.trajectories import Trajectory, TrajectoryStatus
from toc_core.i18n import _
from toc_core.theory import Countable

Words = tuple[str, str]  # for one, and for several


def not_counted(run: Run) -> list[str]:
    """Return a sentence per reason why records of the first period do not count."""
    reasons: Counter[Words] = Counter()
    for countable in (Countable.DELIVERIES, Countable.PARTICIPANTS):
        for tables in run.counting(countable):
            for status, number in tables.run(run.session, _deliveries(tables)):
                reasons[_why(status)] += number
    for tables in run.counting(Countable.STORIES):
        number = tables.run(run.session, _stories(tables)).scalar() or 0
        one = _("verhaal waarvan de toestemming is ingetrokken")
        reasons[one, _("verhalen waarvan de toestemming is ingetrokken")] += number
    for countable in (Countable.TRAJECTORIES, Countable.GROUPS):
        for tables in run.counting(countable):
            number = tables.run(run.session, _trajectories(tables)).scalar() or 0
            one = _("traject dat alleen gepland is")
            reasons[one, _("trajecten die alleen gepland zijn")] += number
    return [f"{n} {one if n == 1 else several}" for (one, several), n in reasons.items() if n]


def _why(status: DeliveryStatus) -> Words:
    if status is DeliveryStatus.CANCELLED:
        return _("geannuleerde activiteit"), _("geannuleerde activiteiten")
    return _("activiteit die nog gepland staat"), _("activiteiten die nog gepland staan")


def _deliveries(t: Tables) -> Any:
    delivery = known(Delivery, t.at)
    ask = t.asked.c
    asked = and_(
        delivery.programme_id == ask.programme_id,
        delivery.element_id == ask.element_id,
        inside(t, delivery.day),
    )
    cancelled = delivery.status == DeliveryStatus.CANCELLED
    planned = and_(delivery.status == DeliveryStatus.PLANNED, ask.held_only == 1)
    return (
        select(delivery.status, func.count(delivery.id.distinct()))
        .select_from(delivery)
        .join(t.asked, asked)
        .where(t.here(delivery), t.asked.c.span == 0, cancelled | planned)
        .group_by(delivery.status)
    )


def _stories(t: Tables) -> Any:
    story = known(Story, t.at)
    ask = t.asked.c
    asked = and_(
        ask.programme_id == story.programme_id,
        any_or(ask.role, "", story.teller_role),
        inside(t, story.day, story.school_year),
    )
    return (
        select(func.count(story.id.distinct()))
        .select_from(story)
        .join(t.asked, asked)
        .where(t.here(story), t.asked.c.span == 0, story.consent == Consent.WITHDRAWN)
    )


def _trajectories(t: Tables) -> Any:
    row = known(Trajectory, t.at)
    ask = t.asked.c
    asked = and_(ask.programme_id == row.programme_id, ask.held_only == 1, inside(t, row.start))
    return (
        select(func.count(row.id.distinct()))
        .select_from(row)
        .join(t.asked, asked)
        .where(t.here(row), t.asked.c.span == 0, row.status == TrajectoryStatus.PLANNED)
    )
