"""A school whose every text holds a token: whatever shows the token elsewhere, leaks.

The token fits where a participant's code must fit. ``snapshot`` tells which stored rows changed.
"""

from __future__ import annotations

import hashlib
import zipfile
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from io import BytesIO
from typing import Any

from sqlalchemy import select

from toc_core.access import SYSTEM, Access, Principal
from toc_core.db.base import Base, Record
from toc_core.db.journal import Entry
from toc_core.db.measures import TOTAL, Agreed, AgreedKind, Observation, ObservationCaveat, Score
from toc_core.db.people import (
    Characteristic,
    Enrolment,
    Group,
    Organisation,
    OrganisationKind,
    Participant,
    Site,
    SiteAlias,
)
from toc_core.db.records import (
    Attendance,
    Consent,
    Delivery,
    DeliveryStatus,
    HeadCount,
    Meeting,
    Participation,
    Resource,
    Story,
)
from toc_core.db.store import Store
from toc_core.db.theory import IndicatorRow
from toc_core.db.trajectories import (
    StepKind,
    Trajectory,
    TrajectoryMember,
    TrajectoryStatus,
    TrajectoryStep,
)
from toc_core.figures import CaveatKind
from toc_core.theory import Moment, Role

from .pages_world import DAY, PUPILS_A, YEAR, Pages, build_pages

TOKEN = "zqxkana"
PART_OF_TOKEN = "zqxk"
CODE = TOKEN.upper()
Snapshot = dict[tuple[str, int], str]


@dataclass
class Canary:
    """The world: the pages of ``pages_world``, and what school B has, by table."""

    pages: Pages
    refs: dict[str, list[str]] = field(default_factory=dict)
    ids: dict[str, list[int]] = field(default_factory=dict)
    entries: list[str] = field(default_factory=list)
    site_ref: str = ""

    def all_refs(self) -> list[str]:
        """Return one reference of each table of school B."""
        return [refs[0] for refs in self.refs.values()]


def build_canary(store: Store) -> Canary:
    """Fill the installation of ``conftest.py``: A is ordinary, every text of B is marked."""
    pages = build_pages(store)
    canary = Canary(pages)
    with store.changing(SYSTEM, "opzetten") as session:
        school = session.get(Site, pages.b)
        assert school is not None
        school.code, school.label, school.note = f"{TOKEN}_b", f"School {TOKEN}", TOKEN
        school.net, school.institution_number = TOKEN, TOKEN
        canary.site_ref = school.ref
        _city_rows(session, pages)
    person = Principal(f"{TOKEN}-bo", Access.SCHOOL, frozenset({pages.b}))
    with store.changing(person, f"wijziging {TOKEN}") as session:
        delivery = _school_rows(session, pages)
        session.add(Story(**_story(pages, f"weg {TOKEN}")))
        session.flush()
    with store.changing(person, f"nog een {TOKEN}") as session:
        kept = session.get(Delivery, delivery.id)
        assert kept is not None
        kept.note = f"gewijzigd {TOKEN}"
        gone = session.scalars(select(Story).where(Story.text == f"weg {TOKEN}")).one()
        session.delete(gone)
    _remember_rows(store, canary)
    return canary


def _city_rows(session: Any, pages: Pages) -> None:
    """Add what only the city writes; one pupil of A is known at school B too."""
    ids = {"programme_id": pages.programme, "site_id": pages.b}
    indicator = _indicator(session, pages)
    funder = Organisation(code="stad", label="De stad", kind=OrganisationKind.FUNDER)
    both = session.scalars(select(Participant).where(Participant.code == PUPILS_A[0])).one()
    session.add_all(
        [
            funder,
            SiteAlias(site_id=pages.b, alias=f"ook {TOKEN}"),
            Participation(
                **ids, school_year="2024-2025", contact=TOKEN, source=TOKEN, stopped_because=TOKEN
            ),
            Agreed(
                **ids, indicator_id=indicator, kind=AgreedKind.TARGET, period=YEAR,
                value=Decimal(4), agreed_on=DAY, reason=TOKEN,
            ),
        ]
    )  # fmt: skip
    session.flush()
    group = Group(site_id=pages.b, school_year=YEAR, label=f"samen {TOKEN}")
    session.add(group)
    session.flush()
    session.add_all(
        [
            Resource(
                programme_id=pages.programme, element_id=pages.interview, note=TOKEN,
                organisation_id=funder.id, start=DAY, end=DAY, hours=Decimal(3),
            ),
            Enrolment(
                participant_id=both.id, site_id=pages.b, school_year=YEAR, group_id=group.id
            ),
        ]
    )  # fmt: skip


def _trajectory(session: Any, ids: dict[str, int], group_id: int) -> Trajectory:
    running = {"start": date(2025, 9, 8), "status": TrajectoryStatus.RUNNING}
    row = Trajectory(**ids, **running, group_id=group_id, note=TOKEN)
    session.add(row)
    session.flush()
    return row


def _score(pages: Pages, observation: Observation, enrolled: dict[str, Any]) -> Score:
    own = {"programme_id": pages.programme, "indicator_id": observation.indicator_id}
    return Score(**own, day=DAY, moment=Moment.BEFORE, value=Decimal(4), **enrolled)


def _school_rows(session: Any, pages: Pages) -> Delivery:
    """Add what a school writes itself; return its activity."""
    ids = {"programme_id": pages.programme, "site_id": pages.b}
    group_id, enrolled = _pupil(session, pages)
    trajectory = _trajectory(session, ids, group_id)
    delivery = Delivery(
        **ids, element_id=pages.interview, trajectory_id=trajectory.id, day=DAY, minutes=50,
        status=DeliveryStatus.HELD, delivered_by=TOKEN, note=TOKEN,
    )  # fmt: skip
    counted = Delivery(
        **ids, element_id=pages.interview, day=DAY, status=DeliveryStatus.HELD, note=TOKEN
    )
    observation = Observation(
        **ids, indicator_id=_indicator(session, pages), period=YEAR,
        text=f"antwoord {TOKEN}", source=TOKEN,
    )  # fmt: skip
    session.add_all([delivery, counted, observation])
    session.flush()
    step = {"trajectory_id": trajectory.id, "site_id": pages.b}
    session.add_all(
        [
            TrajectoryStep(**step, kind=StepKind.STEP, label=TOKEN, day=DAY, note=TOKEN),
            TrajectoryMember(trajectory_id=trajectory.id, **enrolled),
            Score(
                programme_id=pages.programme,
                indicator_id=observation.indicator_id,
                day=DAY,
                moment=Moment.BEFORE,
                value=Decimal(4),
                **enrolled,
            ),
            Attendance(delivery_id=delivery.id, **enrolled),
            HeadCount(delivery_id=counted.id, site_id=pages.b, role=Role.PUPIL, people=9),
            Meeting(**ids, day=DAY, kind=TOKEN, present=TOKEN, agreements=TOKEN),
            ObservationCaveat(
                observation_id=observation.id, site_id=pages.b, kind=CaveatKind.PARTIAL, note=TOKEN
            ),
            Story(**_story(pages, TOKEN)),
        ]
    )
    session.flush()
    return delivery


def _pupil(session: Any, pages: Pages) -> tuple[int, dict[str, Any]]:
    """Enrol a pupil in a group; return the group and what names the enrolment."""
    group = Group(site_id=pages.b, school_year=YEAR, label=f"3 {TOKEN}")
    person = Participant(code=CODE, role=Role.PUPIL)
    session.add_all([group, person])
    session.flush()
    enrolled = {"participant_id": person.id, "site_id": pages.b, "school_year": YEAR}
    session.add(Enrolment(**enrolled, group_id=group.id))
    session.flush()
    session.add(Characteristic(**enrolled, axis=TOKEN, cell_id=TOTAL))
    return group.id, enrolled


def _story(pages: Pages, text: str) -> dict[str, Any]:
    return {
        "programme_id": pages.programme, "site_id": pages.b, "school_year": YEAR, "day": DAY,
        "teller_role": Role.PUPIL, "consent": Consent.SHARE, "text": text, "message": TOKEN,
    }  # fmt: skip


def _indicator(session: Any, pages: Pages) -> int:
    statement = select(IndicatorRow.id).where(IndicatorRow.programme_id == pages.programme)
    return int(session.scalars(statement.order_by(IndicatorRow.id)).first())


def _remember_rows(store: Store, canary: Canary) -> None:
    """Note what school B has now, and every transaction about it."""
    with store.session_for(SYSTEM, "kijken") as session:
        for mapper in Base.registry.mappers:
            model = mapper.class_
            if not (issubclass(model, Record) and hasattr(model, "site_id")):
                continue
            if not model.__module__.startswith("toc_core."):  # this world has nothing of plugins
                continue
            rows = session.scalars(select(model).where(model.site_id == canary.pages.b)).all()
            canary.refs[model.__tablename__] = [row.ref for row in rows]
            canary.ids[model.__tablename__] = [row.id for row in rows]
        people = session.scalars(select(Participant).where(Participant.code == CODE)).all()
        canary.refs["participant"] = [person.ref for person in people]
        canary.refs["site"] = [canary.site_ref]
        canary.ids["participant"] = [person.id for person in people]
        canary.ids["site"] = [canary.pages.b]
        canary.entries = list(session.scalars(select(Entry.ref)))
    assert all(canary.refs.values()), canary.refs


def snapshot(store: Store) -> Snapshot:
    """Return a hash of every stored row, by table and key."""
    found: Snapshot = {}
    with store.engine.connect() as connection:
        for table in Base.metadata.sorted_tables:
            key = next(iter(table.primary_key.columns))
            for row in connection.execute(select(key, table)):
                found[table.name, row[0]] = hashlib.sha256(repr(row).encode()).hexdigest()
    return found


def rows_of_b(canary: Canary, rows: Snapshot) -> Snapshot:
    """Return the part of a snapshot that is about school B."""
    return {key: rows.get(key, "gone") for table, ids in canary.ids.items() for key in
            ((table, number) for number in ids)}  # fmt: skip


def all_text(content: bytes) -> str:
    """Return what can be read in an answer or file, also inside a zip, in small letters."""
    parts = [content]
    if content.startswith(b"PK"):
        with zipfile.ZipFile(BytesIO(content)) as archive:
            parts += [archive.read(name) for name in archive.namelist()]
    return b"\n".join(parts).decode("utf-8", "replace").casefold()
