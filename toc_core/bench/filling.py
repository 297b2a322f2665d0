"""Fills a database with the made-up town, table by table."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import select

from toc_core.access import SYSTEM
from toc_core.bench.database import store_theories
from toc_core.bench.people import (
    characteristic_rows,
    enrolment_rows,
    group_rows,
    new_town,
    participant_rows,
    site_rows,
)
from toc_core.bench.records import Ids, Records
from toc_core.bench.sizes import Size
from toc_core.bench.theories import axis_of, programmes
from toc_core.bench.writing import write_rows
from toc_core.db.base import Base
from toc_core.db.measures import Agreed, Observation, Score
from toc_core.db.observations import UNKNOWN
from toc_core.db.people import Characteristic, Enrolment, Group, Participant, Site
from toc_core.db.records import (
    Attendance,
    Delivery,
    HeadCount,
    Meeting,
    Participation,
    Story,
)
from toc_core.db.store import Store
from toc_core.db.theory import Cell, ElementRow, IndicatorRow, ProgrammeRow
from toc_core.db.trajectories import Trajectory
from toc_core.theory import Stage

SEED = 20260101
FACTS = frozenset(
    {Attendance, Delivery, HeadCount, Meeting, Participation, Story, Trajectory, Score, Observation}
)
Part = tuple[type[Base], str, Iterable[Sequence[Any]]]


def fill(
    store: Store,
    size: Size,
    seed: int = SEED,
    progress: Callable[[str], None] = lambda _table: None,
) -> int:
    """Store the theories and records of a made-up town, and return how many facts there are."""
    store_theories(store, programmes())
    facts = 0
    for model, names, rows in _parts(store, size, seed):
        progress(model.__tablename__)
        written = write_rows(store, model, names.split(), rows)
        facts += written if model in FACTS else 0
    return facts


def _parts(store: Store, size: Size, seed: int) -> Iterator[Part]:
    """Yield the columns and rows of each table; a table that others refer to comes before them."""
    town, ids = new_town(size, seed), stored_ids(store)
    year, who = "site_id school_year", "participant_id site_id school_year"
    yield Site, "id code label kind net institution_number fictitious note", site_rows(town)
    yield Group, f"id {year} label", group_rows(town)
    yield Participant, "id code role", participant_rows(town)
    yield Enrolment, f"{who} group_id", enrolment_rows(town)
    cells = {programme: own[:-1] for programme, own in ids.cells.items()}
    traits = characteristic_rows(town, ids.axes, cells)
    yield Characteristic, f"{who} axis cell_id", traits
    yield from _records(Records(town, ids))


def _records(records: Records) -> Iterator[Part]:
    year = "site_id school_year"
    yield (
        Participation,
        f"programme_id {year} contact pioneer stopped_because source",
        records.participations(),
    )
    yield (
        Trajectory,
        "id programme_id site_id group_id start end status note",
        records.trajectory_rows(),
    )
    yield (
        Delivery,
        "id programme_id site_id element_id trajectory_id day minutes delivered_by status note",
        records.deliveries(),
    )
    yield Attendance, "delivery_id site_id participant_id school_year", records.attendances()
    yield HeadCount, "delivery_id site_id role people", records.head_counts()
    yield Meeting, "programme_id site_id day kind present agreements", records.meetings()
    yield (
        Story,
        f"programme_id {year} day teller_role consent text message",
        records.stories(),
    )
    of = "programme_id indicator_id"
    yield (
        Score,
        f"{of} site_id participant_id school_year day moment value",
        records.scores(),
    )
    yield (
        Observation,
        f"{of} site_id cell_id perspective period period_start period_end value"
        " numerator denominator text absence source",
        records.observations(),
    )
    yield Agreed, f"{of} kind site_id cell_id period value agreed_on reason", records.targets()


def stored_ids(store: Store) -> Ids:
    """Return the ids of the stored theories."""
    found = Ids()
    with store.session_for(SYSTEM, "toc bench") as session:
        for number, programme in enumerate(programmes(), 1):
            own = session.scalars(
                select(ProgrammeRow).where(ProgrammeRow.code == programme.code)
            ).one()
            found.programmes[number], axis = own.id, axis_of(programme.code)
            activity = select(ElementRow.id).where(ElementRow.stage == Stage.INTERVENTION)
            found.elements[number] = list(
                session.scalars(activity.where(ElementRow.programme_id == own.id))
            )
            for row in session.scalars(
                select(IndicatorRow).where(IndicatorRow.programme_id == own.id)
            ):
                found.indicators[number, row.code] = row.id
            cells = session.scalars(select(Cell).where(Cell.axis == axis))
            last = sorted(cells, key=lambda cell: (cell.category == UNKNOWN, cell.id))
            found.cells[number], found.axes[number] = [cell.id for cell in last], axis
    return found
