"""What the tests of the record views share: a trajectory, and filling in a form."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Any

from flask.testing import FlaskClient
from sqlalchemy import func, select

from toc_core.access import SYSTEM
from toc_core.db.people import Group, Site
from toc_core.db.store import Store
from toc_core.db.theory import ElementRow, ProgrammeRow
from toc_core.db.trajectories import Trajectory, TrajectoryStatus
from toc_core.theory import Stage

ClientFor = Callable[[str], FlaskClient]
GROUPS = {"oefenschool_a": "3 Haarzorg", "oefenschool_b": "5 Logistiek"}
CAMPUS = "/programma/campus_talent"


def count(store: Store, model: type[Any]) -> int:
    with store.session_for(SYSTEM, "tellen") as session:
        return session.scalar(select(func.count()).select_from(model)) or 0


def only(store: Store, model: type[Any]) -> Any:
    with store.session_for(SYSTEM, "kijken") as session:
        return session.scalars(select(model)).one()


def site(store: Store, code: str = "oefenschool_a") -> Site:
    with store.session_for(SYSTEM, "kijken") as session:
        return session.scalars(select(Site).where(Site.code == code)).one()


def add_trajectory(store: Store, code: str = "oefenschool_a", **changes: Any) -> str:
    """Store a trajectory with its class group and return its reference."""
    with store.changing(SYSTEM, "opzetten") as session:
        school = session.scalars(select(Site).where(Site.code == code)).one()
        programme = session.scalars(
            select(ProgrammeRow).where(ProgrammeRow.code == "campus_talent")
        ).one()
        group = Group(site_id=school.id, school_year="2024-2025", label=GROUPS[code])
        session.add(group)
        session.flush()
        values = {"start": date(2024, 9, 9), "status": TrajectoryStatus.RUNNING, "note": "eerst"}
        row = Trajectory(
            programme_id=programme.id, site_id=school.id, group_id=group.id, **values | changes
        )
        session.add(row)
        session.flush()
        return str(row.ref)


def hidden(page: str) -> dict[str, str]:
    """Return the hidden fields of the form that saves."""
    form = page[page.index('class="card form"') :]
    pairs = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', form)
    return dict(pairs)


def save(client: FlaskClient, path: str, **typed: Any) -> Any:
    """Open the form, fill it in and press the button."""
    page = client.get(path).text
    return client.post(path, data=hidden(page) | typed, follow_redirects=False)


def interventions(store: Store) -> list[str]:
    with store.session_for(SYSTEM, "kijken") as session:
        found = (
            select(ElementRow.code)
            .join(ProgrammeRow)
            .where(ProgrammeRow.code == "campus_talent", ElementRow.stage == Stage.INTERVENTION)
        )
        return list(session.scalars(found.order_by(ElementRow.id)))


def offered(page: str, field: str) -> set[str]:
    """Return the values of a select box."""
    box = re.search(rf'<select[^>]*id="{field}".*?</select>', page, re.DOTALL)
    assert box
    return set(re.findall(r'value="([^"]+)"', box[0]))
