"""A programme whose plugin is gone: what was stored stays readable, and the rest works."""

from __future__ import annotations

import csv
import io

import pytest
from flask import Flask
from sqlalchemy import select
from toc_webadmin import create_app

from toc_core.access import SYSTEM
from toc_core.db.people import Site
from toc_core.db.records import Participation
from toc_core.db.store import Store
from toc_core.db.theory import ProgrammeRow
from toc_core.plugins import load_plugins
from toc_core.settings import Settings

from .conftest import CHEAP, ClientFor

BUDDY = "/programma/buddy"


@pytest.fixture
def app(settings: Settings, store: Store) -> Flask:
    """The admin on the whole database, without the plugin of Buddy."""
    return create_app(settings, host=load_plugins(off=("buddy",)), store=store, config=CHEAP)


@pytest.fixture
def stored(store: Store) -> str:
    """The reference of a participation in Buddy that was stored before."""
    with store.changing(SYSTEM, "Deelname toegevoegd") as session:
        programme = session.scalars(select(ProgrammeRow).where(ProgrammeRow.code == "buddy")).one()
        site = session.scalars(select(Site).where(Site.code == "oefenschool_a")).one()
        row = Participation(programme_id=programme.id, site_id=site.id, school_year="2024-2025")
        session.add(row)
        session.flush()
        return str(row.ref)


@pytest.mark.parametrize("name", ["stad", "an"])
def test_its_theory_and_report_stay_in_the_menu_and_open(
    client_for: ClientFor, stored: str, name: str
) -> None:
    client = client_for(name)
    menu = client.get("/").text.partition("<main")[0]
    for page in ("poster", "rapport"):
        assert f'href="{BUDDY}/{page}"' in menu
        assert client.get(f"{BUDDY}/{page}").status_code == 200
    assert f'href="{BUDDY}/activiteiten/' not in menu
    assert client.get(f"{BUDDY}/activiteiten/").status_code == 404


def test_its_figures_and_the_history_of_its_records_stay(
    client_for: ClientFor, stored: str
) -> None:
    client = client_for("an")
    rows = csv.DictReader(io.StringIO(client.get(f"{BUDDY}/rapport.csv").text))
    assert {row["indicator"]: row["shown"] for row in rows}["schools"] == "1"
    assert "2024-2025" in client.get(f"/geschiedenis/participation/{stored}").text


def test_the_other_programme_works(client_for: ClientFor, stored: str) -> None:
    client = client_for("an")
    for page in ("poster", "rapport", "activiteiten/", "activiteiten/new/"):
        assert client.get(f"/programma/campus_talent/{page}").status_code == 200
