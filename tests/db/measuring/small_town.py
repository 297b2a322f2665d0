"""A small town to try one rule at a time: one programme, two schools, and facts in a few words."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import select

from toc_core.access import SYSTEM
from toc_core.db.identities import store_identities
from toc_core.db.measures import Agreed, AgreedKind, Observation, Score
from toc_core.db.measuring import By, Question, figures
from toc_core.db.people import Characteristic, Enrolment, Group, Participant, Site, SiteKind
from toc_core.db.records import Attendance, Delivery, DeliveryStatus, HeadCount
from toc_core.db.store import Store
from toc_core.db.theory import Cell, ElementRow, IndicatorRow
from toc_core.db.trajectories import Trajectory, TrajectoryStatus
from toc_core.figures import Figure
from toc_core.periods import parse_period, school_year_of
from toc_core.theory import (
    Category,
    Disaggregation,
    Element,
    Indicator,
    Moment,
    Programme,
    Role,
    Stage,
)

YEAR, NEXT = "2023-2024", "2024-2025"
TODAY = date(2026, 11, 22)
KIND = Disaggregation("kind", "Soort", (Category("a", "A"), Category("b", "B")))
GENDER = Disaggregation("gender", "Geslacht", (Category("x", "X"), Category("y", "Y")))


class SmallTown:
    """One programme with the indicators of a test, and schools A and B."""

    def __init__(self, store: Store, *indicators: Indicator, axes: tuple[Any, ...] = ()) -> None:
        self.store = store
        self.programme = Programme(
            "oefen",
            "Oefenprogramma",
            "1",
            elements=(
                Element("talks", Stage.INTERVENTION, "Gesprekken"),
                Element("money", Stage.INPUT, "Middelen"),
                Element("result", Stage.OUTPUT, "Resultaat"),
            ),
            indicators=indicators,
            disaggregations=axes or (KIND, GENDER),
        )
        with store.changing(SYSTEM, "opzetten") as session:
            city = Site(id=0, code="city", label="Hele stad", kind=SiteKind.CITY)
            schools = [Site(code=c, label=c.upper(), kind=SiteKind.SCHOOL) for c in "ab"]
            total = Cell(id=0, axis="", category="", label="Totaal")
            session.add_all([city, *schools, total])
            self.id = store_identities(session, self.programme).id
            self.sites = {site.code: site.id for site in (city, *schools)}
            self.elements = {row.code: row.id for row in session.scalars(select(ElementRow))}
            self.indicators = {row.code: row.id for row in session.scalars(select(IndicatorRow))}
            cells = session.scalars(select(Cell)).all()
            self.cells = {(c.axis, c.category): c.id for c in cells}
        self.people: dict[str, int] = {}

    def add(self, *rows: Any) -> None:
        """Store rows as the system."""
        with self.store.changing(SYSTEM, "toets") as session:
            session.add_all(rows)

    def typed(self, period: str, value: Any = None, site: str = "city", **more: Any) -> None:
        """Note an observation of the first indicator (or of ``indicator``)."""
        cell = more.pop("cell", None)
        code = more.pop("indicator", self.programme.indicators[0].code)
        row = Observation(
            programme_id=self.id,
            indicator_id=self.indicators[code],
            site_id=self.sites[site],
            cell_id=self.cells[cell] if cell else 0,
            period=period,
            value=None if value is None else Decimal(str(value)),
            **more,
        )
        self.add(row)

    def person(self, name: str, site: str = "a", year: str = YEAR, role: Role = Role.PUPIL) -> int:
        """Return a person, enrolled at the school in the year."""
        with self.store.changing(SYSTEM, "toets") as session:
            if name not in self.people:
                row = Participant(code=f"code{name:>03}"[:7], role=role)
                session.add(row)
                session.flush()
                self.people[name] = row.id
            key = {
                "participant_id": self.people[name],
                "site_id": self.sites[site],
                "school_year": year,
            }
            if session.scalar(select(Enrolment.id).filter_by(**key)) is None:
                session.add(Enrolment(**key))
        return self.people[name]

    def trait(self, name: str, axis: str, category: str, site: str = "a", year: str = YEAR) -> None:
        """Note the category of a person on an axis."""
        person = self.person(name, site, year)
        cell = self.cells[axis, category]
        self.add(
            Characteristic(
                participant_id=person,
                site_id=self.sites[site],
                school_year=year,
                axis=axis,
                cell_id=cell,
            )
        )

    def session(self, *names: str, day: date = date(2023, 10, 2), site: str = "a") -> None:
        """Hold a talk with people known by code."""
        year = school_year_of(day).code
        present = [self.person(name, site, year) for name in names]
        self.add(
            self._talk(
                day,
                site,
                attendances=[Attendance(participant_id=p, school_year=year) for p in present],
            )
        )

    def heads(
        self,
        people: int,
        day: date = date(2023, 10, 2),
        *,
        group: str = "",
        site: str = "a",
        role: Role = Role.PUPIL,
    ) -> None:
        """Hold a talk of which only the number of people is known."""
        trajectory = self._trajectory(group, site, day) if group else None
        heads = [HeadCount(role=role, people=people)]
        self.add(self._talk(day, site, trajectory_id=trajectory, head_counts=heads))

    def _talk(self, day: date, site: str, **more: Any) -> Delivery:
        more = {"status": DeliveryStatus.HELD, **more}
        own = {"programme_id": self.id, "site_id": self.sites[site]}
        return Delivery(**own, element_id=self.elements["talks"], day=day, **more)

    def _trajectory(self, label: str, site: str, day: date) -> int:
        year = school_year_of(day)
        with self.store.changing(SYSTEM, "toets") as session:
            key = {"site_id": self.sites[site], "school_year": year.code, "label": label}
            group = session.scalar(select(Group).filter_by(**key))
            if group is None:
                group = Group(**key)
                session.add(group)
                session.flush()
            row = Trajectory(
                programme_id=self.id,
                site_id=self.sites[site],
                group_id=group.id,
                start=year.start,
                status=TrajectoryStatus.RUNNING,
            )
            session.add(row)
            session.flush()
            return row.id

    def score(
        self,
        name: str,
        value: Any,
        moment: Moment = Moment.BEFORE,
        day: date = date(2023, 10, 2),
        site: str = "a",
        year: str = YEAR,
    ) -> None:
        """Note what a person scored on the first indicator."""
        code = self.programme.indicators[0].code
        self.add(
            Score(
                programme_id=self.id,
                indicator_id=self.indicators[code],
                site_id=self.sites[site],
                participant_id=self.person(name, site, year),
                school_year=year,
                day=day,
                moment=moment,
                value=Decimal(str(value)),
            )
        )

    def agree(
        self, value: Any, period: str = YEAR, kind: AgreedKind = AgreedKind.TARGET, **more: Any
    ) -> None:
        """Agree on a target or baseline of the first indicator."""
        site, day = more.pop("site", "city"), more.pop("on", date(2023, 9, 1))
        self.add(
            Agreed(
                programme_id=self.id,
                indicator_id=self.indicators[self.programme.indicators[0].code],
                kind=kind,
                site_id=self.sites[site],
                period=period,
                value=None if value is None else Decimal(str(value)),
                agreed_on=day,
                **more,
            )
        )

    def all(self, *periods: str, by: By = By.TOTAL, **more: Any) -> list[Figure]:
        """Return the figures of the first indicator."""
        today = more.pop("today", TODAY)
        asked = tuple(parse_period(period) for period in periods or (YEAR,))
        question = Question((self.programme,), asked, today, by=by, **more)
        with self.store.session_for(SYSTEM, "toets") as session:
            found = figures(session, question)
        return [f for f in found if f.indicator == self.programme.indicators[0].code]

    def one(self, period: str = YEAR, **more: Any) -> Figure:
        """Return the whole of the first indicator in one period."""
        return next(f for f in self.all(period, **more) if not f.site and not f.axis)
