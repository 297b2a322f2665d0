"""What another school counts, measures or agrees changes no letter of what a school reads.

A token finds words that leak; this finds numbers: a total of everybody, a rank, a share.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from toc_core.access import SYSTEM
from toc_core.db.measures import Agreed, AgreedKind, Observation
from toc_core.db.records import Delivery, HeadCount
from toc_core.db.store import Store
from toc_core.db.theory import ElementRow, IndicatorRow
from toc_core.db.trajectories import Trajectory, TrajectoryStatus
from toc_core.theory import Role

from .attacks import Values, routes
from .conftest import ClientFor
from .pages_world import DAY, YEAR, Pages, add_activity, build_pages

DATABASES = ["sqlite"]
OF_FIGURES = {"home", "poster", "dashboard", "report", "explain", "portfolio_dashboard"}
NEW_EACH_TIME = re.compile(
    r'nonce="[^"]*"|name="csrf_token"[^>]*value="[^"]*"|<code>\w{10}</code>|<script src.*'
)


def addresses(app: Flask, elements: list[str], indicators: list[str]) -> Iterator[str]:
    """Yield every page and file of figures, with each box and each split."""
    values = replace(Values(), formats=("csv", "json", "html"))
    for route in routes(app, values):
        if route.method == "GET" and route.endpoint.partition(".")[0] in OF_FIGURES:
            yield f"{route.path}?periode={YEAR}"
            if route.endpoint in ("report.page", "report.download"):
                yield from (f"{route.path}?periode={YEAR}&per={by}" for by in ("site", "cube"))
            if route.endpoint == "poster.page":
                yield from (f"{route.path}?periode={YEAR}&blok={one}" for one in elements)
    programme = "/programma/campus_talent"
    yield from (f"{programme}/cijfer/{one}?periode={YEAR}" for one in indicators)


def read(client: FlaskClient, paths: list[str]) -> dict[str, str]:
    return {path: NEW_EACH_TIME.sub("", client.get(path).text) for path in paths}


def much_more_at_b(store: Store, pages: Pages) -> None:
    """Let school B count, measure and agree a lot."""
    here = {"programme_id": pages.programme, "site_id": pages.b}
    with store.changing(SYSTEM, "veel meer bij B") as session:
        for _number in range(5):
            delivery: Delivery = add_activity(session, pages, pages.b, ())
            session.add(
                HeadCount(delivery_id=delivery.id, site_id=pages.b, role=Role.PUPIL, people=37)
            )
        session.add(Trajectory(**here, start=DAY, status=TrajectoryStatus.RUNNING))
        wanted = select(IndicatorRow.id).where(IndicatorRow.programme_id == pages.programme)
        for indicator in session.scalars(wanted).all():
            about = {**here, "indicator_id": indicator, "period": YEAR}
            session.add(Observation(**about, value=Decimal(7)))
            target = {"kind": AgreedKind.TARGET, "agreed_on": DAY, "reason": "van B"}
            session.add(Agreed(**about, **target, value=Decimal(99)))


def test_what_another_school_counts_changes_nothing_that_a_school_reads(
    app: Flask, client_for: ClientFor, store: Store
) -> None:
    store.clock = lambda: datetime(2026, 1, 15, 9, 0, tzinfo=UTC)
    pages = build_pages(store)
    with store.session_for(SYSTEM, "kijken") as session:
        codes = [
            list(session.scalars(select(model.code).where(model.programme_id == pages.programme)))
            for model in (ElementRow, IndicatorRow)
        ]
    client, city = client_for("an"), client_for("stad")
    paths = list(addresses(app, *codes))
    report = [f"/programma/campus_talent/rapport.json?oefen=1&periode={YEAR}"]
    before, of_city = read(client, paths), read(city, report)
    much_more_at_b(store, pages)
    after = read(client, paths)
    assert [path for path in paths if before[path] != after[path]] == []
    assert read(city, report) != of_city  # it does count
