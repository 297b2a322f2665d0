"""A small world for the pages: two practice schools of Campus Talent in school year 2025-2026.

At A: one participation, one activity (a talent interview) with two pupils by code. At B: one
participation and one activity with head counts only.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

from sqlalchemy import func, select

from toc_core.access import SYSTEM, Access, Principal
from toc_core.db.base import Base
from toc_core.db.journal import Entry
from toc_core.db.measures import Agreed, AgreedKind
from toc_core.db.people import Enrolment, Participant, Site
from toc_core.db.records import Attendance, Delivery, DeliveryStatus, HeadCount, Participation
from toc_core.db.store import Store
from toc_core.db.theory import ElementRow, IndicatorRow, ProgrammeRow
from toc_core.theory import Role

YEAR = "2025-2026"
DAY = date(2025, 10, 6)
PUPILS_A = ("K7M2P9A", "K7M2P9B", "K7M2P9C")
PUPILS_B = ("K7M2P9D",)
COORDINATOR = Principal("stad", Access.COORDINATOR)
POSTER = "/programma/campus_talent/poster"
REPORT = "/programma/campus_talent/rapport"


@dataclass
class Pages:
    """The ids of the world, and what a test does in it."""

    store: Store
    programme: int
    interview: int
    a: int
    b: int
    delivery_a: str
    delivery_b: str

    def principal(self, name: str) -> Principal:
        """Return who ``an`` (school A) or ``bo`` (school B) is to the store."""
        return Principal(name, Access.SCHOOL, frozenset({self.a if name == "an" else self.b}))

    def record_activity(self, name: str, codes: tuple[str, ...], why: str) -> None:
        """Record one more interview at a school with these pupils, as somebody of that school."""
        principal = self.principal(name)
        (site,) = principal.sites
        with self.store.changing(principal, why) as session:
            add_activity(session, self, site, codes)

    def agree(self, value: int, day: date, reason: str, who: str, site: int = 0) -> None:
        """Agree how many pupils will be supported, in the whole city or at a school."""
        with self.store.changing(Principal(who, Access.COORDINATOR), "doel") as session:
            session.add(self.target(session, value, day, reason, site))

    def target(self, session: Any, value: int, day: date, reason: str, site: int) -> Agreed:
        """Return a target of pupils supported in the school year."""
        indicator = select(IndicatorRow.id).where(
            IndicatorRow.programme_id == self.programme, IndicatorRow.code == "pupils_supported"
        )
        return Agreed(
            programme_id=self.programme,
            indicator_id=session.scalars(indicator).one(),
            kind=AgreedKind.TARGET,
            site_id=site,
            period=YEAR,
            value=Decimal(value),
            agreed_on=day,
            reason=reason,
        )

    def ref_of_site(self, site: int) -> str:
        """Return the reference of a school."""
        with self.store.session_for(SYSTEM, "test") as session:
            return session.get_one(Site, site).ref

    def ref_of_entry(self, why: str) -> str:
        """Return the reference of the newest journal entry with this reason."""
        with self.store.session_for(SYSTEM, "test") as session:
            statement = select(Entry.ref).where(Entry.why == why).order_by(Entry.id.desc())
            return session.scalars(statement).first() or ""


def add_activity(session: Any, pages: Pages, site: int, codes: tuple[str, ...]) -> Delivery:
    """Add one held interview with these pupils."""
    delivery = Delivery(
        programme_id=pages.programme,
        site_id=site,
        element_id=pages.interview,
        day=DAY,
        minutes=50,
        status=DeliveryStatus.HELD,
    )
    session.add(delivery)
    session.flush()
    people = session.scalars(select(Participant.id).where(Participant.code.in_(codes)))
    session.add_all(
        Attendance(delivery_id=delivery.id, site_id=site, participant_id=person, school_year=YEAR)
        for person in people
    )
    session.flush()
    return delivery


def _enrol(session: Any, site: int, code: str) -> None:
    person = Participant(code=code, role=Role.PUPIL)
    session.add(person)
    session.flush()
    session.add(Enrolment(participant_id=person.id, site_id=site, school_year=YEAR))


def build_pages(store: Store) -> Pages:
    """Fill the installation of ``conftest.py`` and return what it holds."""
    with store.changing(COORDINATOR, "Wereld gemaakt") as session:
        programme = session.scalars(
            select(ProgrammeRow).where(ProgrammeRow.code == "campus_talent")
        ).one()
        interview = _id(session, ElementRow, programme, "pupil_talent_interviews")
        sites = {s.code: s.id for s in session.scalars(select(Site))}
        a, b = sites["oefenschool_a"], sites["oefenschool_b"]
        pages = Pages(store, programme.id, interview, a, b, "", "")
        session.add_all(
            Participation(programme_id=programme.id, site_id=site, school_year=YEAR)
            for site in (a, b)
        )
        session.add(pages.target(session, 4, DAY, "", a))
        for site, codes in ((a, PUPILS_A), (b, PUPILS_B)):
            for code in codes:
                _enrol(session, site, code)
        first = add_activity(session, pages, a, PUPILS_A[:2])
        other = add_activity(session, pages, b, ())
        session.add(HeadCount(delivery_id=other.id, site_id=b, role=Role.PUPIL, people=9))
        pages.delivery_a, pages.delivery_b = first.ref, other.ref
    return pages


def _id(session: Any, model: Any, programme: ProgrammeRow, code: str) -> int:
    statement = select(model.id).where(model.programme_id == programme.id, model.code == code)
    return int(session.scalars(statement).one())


class TickingClock:
    """A clock in January of the world's school year; every look is a minute later."""

    def __init__(self) -> None:
        self.moment = datetime(2026, 1, 15, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        self.moment += timedelta(minutes=1)
        return self.moment


def counted_rows(store: Store) -> dict[str, int]:
    """Return how many rows every table holds."""
    with store.engine.connect() as connection:
        return {
            table.name: connection.execute(select(func.count()).select_from(table)).scalar_one()
            for table in Base.metadata.sorted_tables
        }
