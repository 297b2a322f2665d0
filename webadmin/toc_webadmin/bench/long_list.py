"""A list of a million meetings, and Flask-Admin's own list of them, as it comes out of the box."""

from __future__ import annotations

import secrets
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from flask_admin import Admin
from flask_admin.contrib.sqla import ModelView
from flask_babel import Babel
from sqlalchemy import func, select
from sqlalchemy.orm import scoped_session, sessionmaker

from toc_core.access import SYSTEM
from toc_core.bench.writing import write_rows
from toc_core.db.people import Site
from toc_core.db.records import Meeting
from toc_core.db.store import Store
from toc_core.db.theory import ProgrammeRow

ROWS = 1_000_000
_FIRST, _DAYS, _STEP = date(2019, 9, 1), 2_000, 7_919


def add_meetings(store: Store, programme: str, rows: int) -> tuple[int, int]:
    """Write meetings of a programme until it has that many; return how many it has, and all."""
    with store.session_for(SYSTEM, "toc bench") as session:
        own = session.scalars(select(ProgrammeRow.id).where(ProgrammeRow.code == programme)).one()
        sites = list(session.scalars(select(Site.id).where(Site.id != 0)))
        there = session.scalar(select(func.count(Meeting.id)).where(Meeting.programme_id == own))
        all_of_them = session.scalar(select(func.count(Meeting.id))) or 0
    there = there or 0
    made = (
        (own, sites[number % len(sites)], _day(number), "team", "", "")
        for number in range(rows - there)
    )
    columns = ["programme_id", "site_id", "day", "kind", "present", "agreements"]
    written = write_rows(store, Meeting, columns, made, first=all_of_them + 1)
    return there + written, all_of_them + written


def _day(number: int) -> str:
    """Return a day, all over the years: the order of the table is not the order of the days."""
    return (_FIRST + timedelta(number * _STEP % _DAYS)).isoformat()


class _Plain(ModelView):  # type: ignore[misc]
    """Flask-Admin's list of meetings, in the order of the table."""


class _NewestFirst(ModelView):  # type: ignore[misc]
    """The same, in the order of our own list."""

    column_default_sort = ("day", True)


@contextmanager
def flask_admin_client(store: Store, page_size: int) -> Iterator[FlaskClient]:
    """Yield a client of a bare Flask-Admin over the same database: ``/sorted/``, ``/unsorted/``."""
    app = Flask("flask_admin_alone")
    app.secret_key = secrets.token_hex()
    Babel(app)
    session: Any = scoped_session(sessionmaker(store.engine))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # a session, as its manual writes
        admin = Admin(app)
        for name, view in (("sorted", _NewestFirst), ("unsorted", _Plain)):
            one = view(Meeting, session, name=name, endpoint=name, url=f"/{name}")
            one.page_size = page_size
            admin.add_view(one)
    app.teardown_appcontext(lambda _error: session.remove())
    yield app.test_client()
