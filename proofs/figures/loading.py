"""Writes a city to a database by plain inserts: live rows, and history as the product keeps it."""

from __future__ import annotations

from collections import defaultdict
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Table, delete, insert

from proofs.figures import facts
from proofs.figures.facts import Fact, Version, period_of
from proofs.figures.theories import (
    COACH,
    CODES,
    IMPLIED,
    LESSONS,
    MONEY,
    PROGRAMMES,
    TALKS,
    cells_of,
)
from toc_core.db import measures, people, records, trajectories
from toc_core.db.theory import Cell, ElementRow, IndicatorRow, ProgrammeRow
from toc_core.theory import Stage

LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)
STAGES = {
    TALKS: Stage.INTERVENTION,
    LESSONS: Stage.INTERVENTION,
    MONEY: Stage.INPUT,
    COACH: Stage.INPUT,
    "result": Stage.OUTPUT,
    IMPLIED: Stage.OUTPUT,
}
PROGRAMME_ID = {code: number for number, code in enumerate(PROGRAMMES, 1)}
ELEMENT_ID = {(p, e): 10 * n + k for p, n in PROGRAMME_ID.items() for k, e in enumerate(STAGES, 1)}
INDICATOR_ID = {
    (p, i): 100 * n + k for p, n in PROGRAMME_ID.items() for k, i in enumerate((*CODES, IMPLIED))
}
CELL_ID = {("", "", ""): 0} | {
    (p, *cell): 100 * n + k
    for p, n in PROGRAMME_ID.items()
    for k, cell in enumerate(cells_of(p), 1)
}
FUNDER = 1
# Parents before children.
MODELS: dict[type, Any] = {
    facts.Site: people.Site,
    facts.Alias: people.SiteAlias,
    facts.Group: people.Group,
    facts.Person: people.Participant,
    facts.Enrolment: people.Enrolment,
    facts.Trait: people.Characteristic,
    facts.Participation: records.Participation,
    facts.Trajectory: trajectories.Trajectory,
    facts.Delivery: records.Delivery,
    facts.Attendance: records.Attendance,
    facts.HeadCount: records.HeadCount,
    facts.Meeting: records.Meeting,
    facts.Story: records.Story,
    facts.Observation: measures.Observation,
    facts.Reservation: measures.ObservationCaveat,
    facts.Score: measures.Score,
    facts.Resource: records.Resource,
    facts.Agreement: measures.Agreed,
}
LIVE: dict[type, Table] = {kind: model.__table__ for kind, model in MODELS.items()}
PAST: dict[type, Table] = {kind: model.__past__.__table__ for kind, model in MODELS.items()}


def store_identities(connection: Connection) -> None:
    """Store what facts refer to and what is the same in every city."""
    own = [{"id": n, "code": p, "label": p} for p, n in PROGRAMME_ID.items()]
    elements = [
        {"id": n, "programme_id": PROGRAMME_ID[p], "code": e, "label": e, "stage": STAGES[e]}
        for (p, e), n in ELEMENT_ID.items()
    ]
    indicators = [
        {"id": n, "programme_id": PROGRAMME_ID[p], "code": i, "label": i}
        for (p, i), n in INDICATOR_ID.items()
    ]
    cells = [
        {"id": n, "programme_id": PROGRAMME_ID.get(p), "axis": a, "category": c, "label": c}
        for (p, a, c), n in CELL_ID.items()
    ]
    funder = {"id": FUNDER, "code": "fonds", "label": "Fonds", "kind": "funder"}
    for model, rows in (
        (ProgrammeRow, own),
        (ElementRow, elements),
        (IndicatorRow, indicators),
        (Cell, cells),
        (people.Organisation, [funder | _record("organisation", FUNDER, LONG_AGO)]),
    ):
        connection.execute(insert(model), rows)


def replace_city(connection: Connection, versions: list[Version]) -> None:
    """Store the facts of a city in the place of those of the one before."""
    for kind in reversed(MODELS):
        connection.execute(delete(LIVE[kind]))
        connection.execute(delete(PAST[kind]))
    live: dict[type, list[dict[str, Any]]] = defaultdict(list)
    past: dict[type, list[dict[str, Any]]] = defaultdict(list)
    for version in versions:
        kind = type(version.fact)
        row = row_of(version.fact) | _record(LIVE[kind].name, version.fact.id, version.since)
        if version.until is None:
            live[kind].append(row)
        else:
            past[kind].append(row | {"known_until": version.until})
    for kind in MODELS:
        for table, rows in ((LIVE[kind], live[kind]), (PAST[kind], past[kind])):
            if rows:
                connection.execute(insert(table), rows)


def _record(table: str, number: int, since: datetime) -> dict[str, Any]:
    """Return the columns that every record shares."""
    since = LONG_AGO if table in ("site", "site_alias", "class_group") else since
    return {"ref": f"r{number}", "row_version": 1, "known_from": since, "known_by": "toets"}


def row_of(fact: Fact) -> dict[str, Any]:
    """Return the columns of a fact: codes become numbers, and what it does not say is blank."""
    row: dict[str, Any] = {_COLUMN.get(name, name): v for name, v in fact._asdict().items()}
    programme = row.pop("programme", None)
    if programme:
        row["programme_id"] = PROGRAMME_ID[programme]
    if "indicator" in row:
        row["indicator_id"] = INDICATOR_ID[programme, row.pop("indicator")]
    if "element" in row:
        row["element_id"] = ELEMENT_ID[programme, row.pop("element")]
    if "category" in row:
        axis, category = row["axis"], row.pop("category")
        row["cell_id"] = CELL_ID[programme if axis else "", axis, category]
        if not isinstance(fact, facts.Trait):
            del row["axis"]
    more: dict[str, Any] = _BLANK.get(type(fact), dict)(row)
    return row | more


_COLUMN = {
    "site": "site_id",
    "person": "participant_id",
    "year": "school_year",
    "group": "group_id",
    "trajectory": "trajectory_id",
    "delivery": "delivery_id",
    "observation": "observation_id",
}


def _site(row: dict[str, Any]) -> dict[str, Any]:
    school = row.pop("school")
    kind = "city" if row["id"] == 0 else "school" if school == row["id"] else "campus"
    above = school if kind == "campus" else None
    return {"kind": kind, "school_id": above, "net": "", "institution_number": "", "note": ""}


def _story(row: dict[str, Any]) -> dict[str, Any]:
    return {"teller_role": row.pop("role"), "text": "x", "message": ""}


def _resource(row: dict[str, Any]) -> dict[str, Any]:
    return {"organisation_id": FUNDER, "budget": None, "note": ""}


def _observation(row: dict[str, Any]) -> dict[str, Any]:
    period = period_of(row["period"])
    return {"period_start": period.start, "period_end": period.end, "source": ""}


def _participation(row: dict[str, Any]) -> dict[str, Any]:
    return {"since": None, "contact": "", "pioneer": False, "stopped_because": "", "source": ""}


_BLANK: dict[type, Any] = {
    facts.Site: _site,
    facts.Person: lambda row: {"code": f"p{row['id']}"},
    facts.Enrolment: lambda row: {"group_id": None},
    facts.Participation: _participation,
    facts.Trajectory: lambda row: {"note": ""},
    facts.Delivery: lambda row: {"delivered_by": "", "note": ""},
    facts.Meeting: lambda row: {"present": "", "agreements": ""},
    facts.Story: _story,
    facts.Observation: _observation,
    facts.Reservation: lambda row: {"note": ""},
    facts.Resource: _resource,
    facts.Agreement: lambda row: {"reason": ""},
}
