"""Corrections: a file that says something else is followed, unless a person said so too."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from toc_core.access import SYSTEM, Access, Principal
from toc_core.db.history import versions_of
from toc_core.db.measures import Observation
from toc_core.db.people import Site, SiteAlias
from toc_core.db.records import Participation
from toc_core.db.store import Store
from toc_core.errors import DataProblems
from toc_core.source_data import Loaded, Source, load_source_data
from toc_core.sync import plan_sync, run_sync

from .installed import BOTH, host_of, made, reading, rows

HEADER = "indicator,period,site,value,numerator,denominator,text,absence,caveats,source\n"
PAIRS = "pairs,2019-2020,,11,,,,,provisional: bij de start|partial,proef\n"
MARK = "mark,2020-2021,,7.5,,,,,,proef\n"
SITES = "code,label,kind,aliases\noefen_a,Oefenschool A,school,A-school\n"
PARTICIPATIONS = "site,school_year,contact\noefen_a,2020-2021,Piet\n"
PARTNERS = "code,label,kind\npartner,Partner,partner\n"
ANN = Principal("Ann", Access.COORDINATOR)


class Folder:
    """The folder ``data`` of one plugin, loaded once; ``again`` loads what it says by now."""

    def __init__(self, store: Store, folder: Path) -> None:
        self.store, self.folder = store, folder
        folder.mkdir()
        self.again(
            sites=SITES,
            organisations=PARTNERS,
            participations=PARTICIPATIONS,
            observations=HEADER + PAIRS + MARK,
        )

    def again(self, **files: str) -> Loaded:
        for name, content in files.items():
            (self.folder / f"{name}.csv").write_text(content, encoding="utf-8")
        with self.store.changing(SYSTEM, "toc sync --data") as session:
            return load_source_data(session, [Source(self.folder, ("reading",))])

    def ann_changes(self, model: type[Any], **values: object) -> None:
        """Let a person change the first row of a class that is about a school or the city."""
        with self.store.changing(ANN, "verbeterd") as session:
            row = session.scalars(select(model).order_by(model.id.desc())).first()
            for name, value in values.items():
                setattr(row, name, value)


@pytest.fixture(params=BOTH)
def data(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Folder]:
    with made(request, tmp_path) as store:
        with store.changing(SYSTEM, "toc sync") as session:
            run_sync(session, plan_sync(session, host_of(reading())))
        yield Folder(store, tmp_path / "data")


def short(sentences: list[str]) -> list[str]:
    """Return sentences without the folder in which the file stands."""
    return [sentence.partition("/data/")[2] for sentence in sentences]


def test_a_corrected_value_is_taken_over_told_and_kept_in_the_history(data: Folder) -> None:
    loaded = data.again(observations=HEADER + PAIRS.replace(",11,", ",12,") + MARK)
    assert (loaded.corrected["observation"], loaded.left_alone["observation"]) == (1, 1)
    assert short(loaded.corrections) == ["observations.csv:2:value: 11 → 12"]
    assert loaded.notices == []
    with data.store.session_for(SYSTEM, "kijken") as session:
        row = session.scalars(select(Observation).order_by(Observation.id)).first()
        assert row is not None
        versions = versions_of(session, Observation, row.id)
    assert versions[-1].changes == {"value": (Decimal(11), Decimal(12))}
    assert data.again().corrected == {}


def test_an_absence_that_became_a_value_is_a_correction_too(data: Folder) -> None:
    data.again(observations=HEADER + PAIRS + MARK.replace(",7.5,,,,,", ",,,,,niet gevraagd,"))
    loaded = data.again()
    assert loaded.left_alone["observation"] == 2
    loaded = data.again(observations=HEADER + PAIRS + MARK)
    assert short(loaded.corrections) == [
        "observations.csv:3:value: - → 7.5",
        "observations.csv:3:absence: niet gevraagd → -",
    ]


def test_a_caveat_that_was_taken_out_goes_and_the_others_stay(data: Folder) -> None:
    caveats = "SELECT id, kind FROM observation_caveat ORDER BY id"
    before = rows(data.store, caveats)
    loaded = data.again(observations=HEADER + PAIRS.replace("|partial", "") + MARK)
    assert loaded.corrected["observation"] == 1
    assert rows(data.store, caveats) == before[:1]
    assert rows(data.store, "SELECT kind FROM observation_caveat_past") == [("partial",)]


def test_schools_partners_and_participations_follow_their_file(data: Folder) -> None:
    loaded = data.again(
        sites=SITES.replace("A-school", "A-school|De A").replace("Oefenschool A", "Oefenschool  A"),
        organisations=PARTNERS.replace("Partner,", "De partner,"),
        participations=PARTICIPATIONS.replace("Piet", "An"),
    )
    assert dict(loaded.corrected) == {"site": 1, "organisation": 1, "participation": 1}
    assert short(loaded.corrections) == [
        "sites.csv:2:label: Oefenschool A → Oefenschool  A",
        "sites.csv:2:aliases: A-school → A-school|De A",
        "organisations.csv:2:label: Partner → De partner",
        "participations.csv:2:contact: Piet → An",
    ]
    assert rows(data.store, "SELECT alias, confirmed FROM site_alias ORDER BY id") == [
        ("A-school", False),
        ("De A", False),
    ]


def test_what_a_person_changed_since_stays_and_is_told_by_name(data: Folder) -> None:
    data.ann_changes(Observation, value=Decimal(8))
    loaded = data.again(observations=HEADER + PAIRS + MARK.replace("7.5", "7"))
    assert (loaded.corrected, loaded.left_alone["observation"]) == ({}, 2)
    (notice,) = short(loaded.notices)
    assert notice.startswith("observations.csv:3:value: hier staat 7, in de databank 8.")
    assert "Ann heeft het daar veranderd" in notice
    assert rows(data.store, "SELECT min(value) FROM observation") == [(8_000_000,)]


def test_a_name_that_the_team_confirmed_makes_the_school_theirs(data: Folder) -> None:
    data.ann_changes(SiteAlias, confirmed=True)
    loaded = data.again(sites=SITES.replace("A-school", "De A"))
    assert loaded.corrected == {}
    (notice,) = loaded.notices
    assert "hier staat De A, in de databank A-school" in notice


def test_a_person_who_says_what_the_file_says_is_not_contradicted(data: Folder) -> None:
    data.ann_changes(Observation, value=Decimal(7))
    loaded = data.again(observations=HEADER + PAIRS + MARK.replace("7.5", "7"))
    assert (loaded.corrected, loaded.notices) == ({}, [])


def test_a_row_that_left_the_file_is_told_and_stays(data: Folder) -> None:
    loaded = data.again(observations=HEADER + MARK, participations="site,school_year\n")
    participation, observation = loaded.notices
    assert participation.startswith("participation: reading, Oefenschool A: deelname in 2020-2021")
    assert "reading.pairs" in observation
    assert "11 over 2019-2020 (bron: proef) staat in geen bestand meer" in observation
    assert rows(data.store, "SELECT count(*) FROM observation") == [(2,)]


def test_a_row_of_a_person_or_a_practice_school_is_not_missed_in_the_files(data: Folder) -> None:
    data.ann_changes(Observation, value=Decimal(8))
    with data.store.changing(SYSTEM, "oefenen") as session:
        session.scalars(select(Site).where(Site.code == "oefen_a")).one().fictitious = True
    loaded = data.again(observations=HEADER + PAIRS, participations="site,school_year\n")
    assert loaded.notices == []


def test_what_a_person_took_away_is_not_loaded_again(data: Folder) -> None:
    with data.store.changing(ANN, "hoort hier niet") as session:
        for row in [*session.scalars(select(Participation)), *session.scalars(select(Observation))]:
            session.delete(row)
    loaded = data.again()
    assert loaded.added == {}
    assert short(loaded.notices)[0].startswith("participations.csv:2: Ann heeft deze rij")
    assert len(loaded.notices) == 3
    assert rows(data.store, "SELECT count(*) FROM observation") == [(0,)]


def test_a_correction_that_the_theory_refuses_is_a_problem_with_its_place(data: Folder) -> None:
    with pytest.raises(DataProblems) as caught:
        data.again(observations=HEADER + PAIRS.replace(",11,", ",1.5,") + MARK)
    (problem,) = short(list(caught.value.problems))
    assert problem.startswith("observations.csv:2:value: ")
    assert rows(data.store, "SELECT max(value) FROM observation") == [(11_000_000,)]


def test_two_lines_about_the_same_that_differ_are_a_problem(data: Folder) -> None:
    twice = MARK.replace("7.5", "7") + "mark,2019-2020,,,,,,niet gevraagd,,a\n"
    twice += "mark,2019-2020,,,,,,niet gevraagd,,b\n"
    with pytest.raises(DataProblems) as caught:
        data.again(observations=HEADER + PAIRS + MARK + twice)
    assert [problem.split(": ")[0] for problem in short(list(caught.value.problems))] == [
        "observations.csv:4:value",
        "observations.csv:6:source",
    ]


def test_a_calendar_year_among_school_years_is_told(data: Folder) -> None:
    loaded = data.again(observations=HEADER + PAIRS + MARK + "pairs,2018,,4,,,,,,proef\n")
    assert loaded.added["observation"] == 1
    (notice,) = short(loaded.notices)
    assert notice.startswith("observations.csv:4:period: 2018 is een ander soort jaar dan op")
    assert data.again().notices == []  # told once: some sources do give both
