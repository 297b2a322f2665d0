"""The real records of Krachtige Scholen: six schools, three counts, and no school year for them."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path

import pytest
from sources import source_text
from sqlalchemy import select
from toc_krachtige_scholen.theory import KRACHTIGE_SCHOLEN

from toc_core import Stage
from toc_core.access import SYSTEM
from toc_core.db.measures import Observation
from toc_core.db.migrate import migrate
from toc_core.db.records import Participation
from toc_core.db.store import Store
from toc_core.plugins import Host, load_plugins
from toc_core.source_data import load_source_data, sources_of
from toc_core.sync import plan_sync, run_sync

COLUMNS = {
    "sites": "code,label,kind,net,aliases,note",
    "participations": "site,school_year,source",
    "observations": (
        "indicator,period,site,value,numerator,denominator,text,absence,caveats,source"
    ),
    "organisations": "code,label,kind,note",
}
SHARED = ("colomaplus", "pts", "ba_botaniek")


def rows(name: str, package: str = "toc_krachtige_scholen") -> list[dict[str, str]]:
    text = (files(package) / "data" / f"{name}.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines(), strict=True))


def site(code: str) -> dict[str, str]:
    return next(row for row in rows("sites") if row["code"] == code)


@pytest.mark.parametrize("name", COLUMNS)
def test_every_file_has_its_columns_and_no_ragged_row(name: str) -> None:
    for row in rows(name):
        assert ",".join(row) == COLUMNS[name]
        assert None not in row.values()


def test_there_are_six_schools() -> None:
    assert len({row["label"] for row in rows("sites")}) == 6
    assert {row["kind"] for row in rows("sites")} == {"school"}


def test_the_six_schools_are_those_of_the_slides() -> None:
    slides = source_text("004_")
    names = [row["aliases"] or row["label"] for row in rows("sites")]
    assert [name for name in names if f"- {name}" not in slides] == []


def test_a_net_that_the_sources_do_not_give_stays_empty() -> None:
    assert {row["label"] for row in rows("sites") if not row["net"]} == {
        "BA Stassart",
        "TSM",
        "Ursulinen Mechelen",
    }


def test_ursulinen_mechelen_is_a_school_apart_until_the_team_knows() -> None:
    row = site("ursulinen_mechelen")
    assert row["aliases"] == ""
    assert "Waarschijnlijk dezelfde school als UM" in row["note"]
    assert "nog te bevestigen" in row["note"]


def test_the_schools_of_campus_talent_are_written_as_there() -> None:
    if find_spec("toc_campus_talent") is None:
        pytest.skip("Campus Talent is not installed")
    theirs = {row["code"]: row for row in rows("sites", "toc_campus_talent")}
    assert set(theirs) & {row["code"] for row in rows("sites")} == set(SHARED)
    assert [theirs[code] for code in SHARED] == [site(code) for code in SHARED]


def test_each_school_takes_part_once_in_a_year_that_is_our_reading() -> None:
    found = rows("participations")
    assert {row["site"] for row in found} == {row["code"] for row in rows("sites")}
    assert len(found) == 6
    assert {row["school_year"] for row in found} == {"2020-2021"}
    assert all("onze lezing" in row["source"] for row in found)


def test_the_three_counts_are_of_a_span_with_the_caveat_that_no_year_is_given() -> None:
    found = rows("observations")
    assert [(row["indicator"], row["value"]) for row in found] == [
        ("schools", "6"),
        ("trajectories", "6"),
        ("assistants", "3"),
    ]
    assert {row["period"] for row in found} == {"2019-2020..2020-2021"}
    for row in found:
        assert row["site"] == ""
        assert row["caveats"].startswith("partial: de slides noemen geen dag of schooljaar")
        assert "onze lezing" in row["caveats"]


def test_who_pays_or_provides_an_input_is_an_organisation_we_know() -> None:
    known = {row["label"] for row in rows("organisations")}
    inputs = KRACHTIGE_SCHOLEN.of_stage(Stage.INPUT)
    assert {name for e in inputs for name in (*e.funders, *e.providers)} == known


@pytest.fixture
def loaded(tmp_path: Path) -> Iterator[tuple[Store, Host]]:
    """A database with the figures of this plugin and of those that share its schools."""
    host = load_plugins(allowed=("krachtige_scholen", "campus_talent", "buddy"))
    store = Store(f"sqlite:///{tmp_path / 'toc.sqlite'}")
    migrate(store, host)
    with store.changing(SYSTEM, "toc sync --data") as session:
        run_sync(session, plan_sync(session, host))
        load_source_data(session, sources_of(session, host))
    yield store, host
    store.close()


def test_the_figures_load_beside_those_of_the_other_programmes(
    loaded: tuple[Store, Host],
) -> None:
    store, _host = loaded
    with store.session_for(SYSTEM, "test") as session:
        taken_part = session.scalars(select(Participation)).all()
        ours = [row.site_id for row in taken_part if row.programme.code == "krachtige_scholen"]
        assert len(ours) == len(set(ours)) == 6
        if find_spec("toc_campus_talent"):
            # Four schools and six, three of them the same: 7, or 6 if UM is Ursulinen Mechelen.
            assert len({row.site_id for row in taken_part}) == 4 + 6 - 3
        observed = session.scalars(select(Observation)).all()
        quoted = [o for o in observed if o.programme.code == "krachtige_scholen"]
        assert {o.indicator.code: int(o.value or 0) for o in quoted} == {
            "schools": 6,
            "trajectories": 6,
            "assistants": 3,
        }
