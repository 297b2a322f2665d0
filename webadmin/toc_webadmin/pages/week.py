"""The activities of this week: the first thing a school sees, ready to be noted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from toc_core.db.people import Site
from toc_core.db.records import Delivery, DeliveryStatus
from toc_core.db.trajectories import Trajectory
from toc_core.i18n import _
from toc_webadmin.clock import today
from toc_webadmin.pages.records import view_url
from toc_webadmin.views.deliveries import NOTE
from toc_webadmin.views.words import day_spoken

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from toc_core.db.door import ScopedSession
    from toc_core.theory import Programme

DAYS = 7
MOST = 6


@dataclass(frozen=True)
class Session:
    """One planned activity: what and for whom, when, and where it is noted."""

    what: str
    whom: str
    when: str
    url: str
    is_due: bool


def sessions(
    session: ScopedSession, programmes: Mapping[str, Programme], *, practice: bool
) -> list[Session]:
    """Return what was planned around today: what can be noted, of today first; then what comes."""
    day = today()
    week = timedelta(days=DAYS)
    planned = (
        select(Delivery)
        .join(Site, Site.id == Delivery.site_id)
        .options(
            joinedload(Delivery.element),
            joinedload(Delivery.programme),
            joinedload(Delivery.trajectory).joinedload(Trajectory.group),
            joinedload(Delivery.trajectory).joinedload(Trajectory.site),
            joinedload(Delivery.site),
        )
        .where(
            Delivery.status == DeliveryStatus.PLANNED,
            Site.fictitious.is_(practice),
        )
        .limit(MOST)
    )
    due = planned.where(Delivery.day.between(day - week, day))
    coming = planned.where(Delivery.day > day, Delivery.day <= day + week)
    rows = [
        *session.scalars(due.order_by(Delivery.day.desc(), Delivery.id)),
        *session.scalars(coming.order_by(Delivery.day, Delivery.id)),
    ]
    found = (_session(row, day) for row in rows[:MOST])
    return [one for one in found if one.url]


def _session(row: Delivery, day: date) -> Session:
    whom = str(row.trajectory) if row.trajectory else row.site.label
    arguments = {NOTE: "1"} if row.day <= day else {}
    return Session(
        row.element.label,
        f"{row.programme.label} · {whom}",
        _("vandaag") if row.day == day else day_spoken(row.day),
        view_url(f"{row.programme.code}-deliveries.edit_view", id=row.ref, **arguments),
        row.day <= day,
    )
