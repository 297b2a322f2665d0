"""Source figures: loaded once, all problems together, and only what the theory accepts."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from toc_core.access import SYSTEM
from toc_core.db.measures import Observation
from toc_core.db.observations import check_observation
from toc_core.db.store import Store
from toc_core.db.theory import Cell, IndicatorRow
from toc_core.errors import DataProblems
from toc_core.source_data import Loaded, Source, load_source_data, sources_of
from toc_core.sync import plan_sync, run_sync

from .installed import BOTH, host_of, made, reading, rows

SITES = "code,label,kind,net,aliases,note\n"
OBSERVATIONS = "indicator,period,site,value,numerator,denominator,text,absence,caveats,source\n"
FILES = {
    "sites": SITES + "oefen_a,Oefenschool A,school,,A-school|De A,\n",
    "organisations": "code,label,kind,note\npartner,Partner,partner,Helpt\n",
    "participations": "site,school_year,pioneer,source\noefen_a,2020/21,yes,proef\n",
    "observations": OBSERVATIONS
    + "pairs,2019-2020,,12,,,,,provisional: bij de start|partial,proef\n"
    + "dares,2020-2021,oefen_a,,3,4,,,,proef\n"
    + "mark,2020-2021,,7.5,,,,,,proef\n"
    + "words,2020-2021,,,,,Goed,,,proef\n"
    + "mark,2021-2022,,,,,,niet gevraagd,,proef\n",
}


@pytest.fixture(params=BOTH)
def synced(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    with made(request, tmp_path) as store:
        with store.changing(SYSTEM, "toc sync") as session:
            run_sync(session, plan_sync(session, host_of(reading())))
        yield store


def write(folder: Path, **files: str) -> Source:
    """Write a plugin's files and return them as a source of the programme."""
    folder.mkdir(exist_ok=True)
    for name, content in files.items():
        (folder / f"{name}.csv").write_text(content, encoding="utf-8")
    return Source(folder, ("reading",))


def load(store: Store, *sources: Source) -> Loaded:
    with store.changing(SYSTEM, "toc sync --data") as session:
        return load_source_data(session, sources)


def refused(store: Store, *sources: Source) -> list[str]:
    """Return the problems, each without its folder."""
    with pytest.raises(DataProblems) as caught:
        load(store, *sources)
    return [problem.split("/", 2)[-1] for problem in caught.value.problems]


def test_all_files_are_loaded_and_a_second_time_changes_nothing(
    synced: Store, tmp_path: Path
) -> None:
    source = write(tmp_path / "data", **FILES)
    first = load(synced, source)
    assert dict(first.added) == {
        "site": 1,
        "site_alias": 2,
        "organisation": 1,
        "participation": 1,
        "observation": 5,
    }
    journal = rows(synced, "SELECT count(*) FROM journal_row")
    second = load(synced, source)
    assert dict(second.added) == {}
    assert dict(second.left_alone) == {
        "site": 1,
        "organisation": 1,
        "participation": 1,
        "observation": 5,
    }
    assert rows(synced, "SELECT count(*) FROM journal_row") == journal


def test_what_is_loaded_is_what_the_files_say(synced: Store, tmp_path: Path) -> None:
    load(synced, write(tmp_path / "data", **FILES))
    assert rows(synced, "SELECT period, site_id, value FROM observation ORDER BY id")[0] == (
        "2019-2020",
        0,
        12_000_000,
    )
    assert rows(synced, "SELECT kind, note, site_id FROM observation_caveat ORDER BY id") == [
        ("provisional", "bij de start", 0),
        ("partial", "", 0),
    ]
    assert rows(synced, "SELECT school_year FROM participation") == [("2020-2021",)]
    assert rows(synced, "SELECT alias FROM site_alias WHERE NOT confirmed ORDER BY id") == [
        ("A-school",),
        ("De A",),
    ]


def test_all_problems_of_all_files_come_together_and_nothing_is_stored(
    synced: Store, tmp_path: Path
) -> None:
    source = write(
        tmp_path / "data",
        sites=SITES + "oefen_a,Oefenschool A,kasteel,,,\n",
        organisations="code,label,kind,note\nfonds,Fonds,partnr,\nok,Goed,partner,\n",
        participations="site,school_year,pioneer\noefen_b,2020-2021,ja\n",
        observations=OBSERVATIONS
        + "mark,nooit,,1,,,,,,\nmark,2020-2021,,NaN,,,,,,\nmak,2020-2021,,1,,,,,,\n"
        + "mark,2020-2021,,1,,,,,vreemd: x,\nmark,2020-2021\n",
    )
    places = [problem.split(": ")[0] for problem in refused(synced, source)]
    assert places.count("observations.csv:3:value") == 1  # what is no value is not missing too
    assert places[:3] == [
        "sites.csv:2:kind",
        "organisations.csv:2:kind",
        "participations.csv:2:site",
    ]
    assert {
        "observations.csv:2:period",
        "observations.csv:3:value",
        "observations.csv:4:indicator",
        "observations.csv:5:caveats",
        "observations.csv:6",
    } <= set(places)
    assert rows(synced, "SELECT count(*) FROM organisation") == [(0,)]


def test_a_header_with_another_column_is_refused_with_the_nearest(
    synced: Store, tmp_path: Path
) -> None:
    source = write(tmp_path / "data", sites="code,lable,kind\nx,X,school\n")
    first, second = refused(synced, source)
    assert "kolom 'lable' is niet gekend (bedoelde je 'label'?)" in first
    assert "kolom 'label' ontbreekt" in second


def test_a_row_over_several_lines_is_named_by_its_first(synced: Store, tmp_path: Path) -> None:
    lines = 'een,Een,partner,"twee\nregels"\ntwee,Twee,partnr,\n'
    source = write(tmp_path / "data", organisations="code,label,kind,note\n" + lines)
    (problem,) = refused(synced, source)
    assert problem.startswith("organisations.csv:4:kind: 'partnr' is niet gekend")


def test_a_file_as_excel_writes_it_here_has_semicolons_and_decimal_commas(
    synced: Store, tmp_path: Path
) -> None:
    text = "\ufeffindicator;period;value;caveats\r\nmark;2020-2021;7,5;partial: 3, 4\r\n"
    assert load(synced, write(tmp_path / "data", observations=text)).added["observation"] == 1
    assert rows(synced, "SELECT value FROM observation") == [(7_500_000,)]
    text = "indicator;period;value\nmark;2021-2022;1.234\n"  # a thousand, or little more than one?
    (problem,) = refused(synced, write(tmp_path / "data", observations=text))
    assert problem == ("observations.csv:2:value: '1.234' is geen getal; schrijf bijvoorbeeld 12,5")


def test_a_file_that_is_no_utf_8_is_refused_with_its_line_and_the_remedy(
    synced: Store, tmp_path: Path
) -> None:
    source = write(tmp_path / "data", organisations="code,label,kind\nok,Goed,partner\n")
    with (tmp_path / "data" / "organisations.csv").open("ab") as file:
        file.write("cafe,Café,partner\n".encode("cp1252"))
    assert refused(synced, source) == [
        "organisations.csv:3: deze regel is geen UTF-8. Bewaar het bestand als 'CSV UTF-8'."
    ]


def test_a_quotation_mark_that_never_closes_is_refused_in_dutch(
    synced: Store, tmp_path: Path
) -> None:
    source = write(tmp_path / "data", organisations='code,label,kind\nok,"Goed,partner\n')
    assert refused(synced, source) == [
        "organisations.csv:2: geen goede CSV; kijk de aanhalingstekens na."
    ]


def test_two_plugins_may_name_the_same_school_when_they_agree(
    synced: Store, tmp_path: Path
) -> None:
    one = write(tmp_path / "one", sites=SITES + "oefen_a,Oefenschool A,school,,,van een\n")
    two = write(tmp_path / "two", sites=SITES + "oefen_a,Oefenschool A,school,,,van twee\n")
    assert load(synced, one, two).added["site"] == 1
    three = write(tmp_path / "three", sites=SITES + "oefen_c,Oefenschool C,school,,,\n")
    four = write(tmp_path / "four", sites=SITES + "oefen_c,Oefenschool D,school,,,\n")
    (problem,) = refused(synced, three, four)
    assert "'Oefenschool D' is niet wat" in problem
    assert "three/sites.csv:2 zegt: 'Oefenschool C'" in problem


def test_a_total_of_a_period_that_is_counted_is_refused_by_name(
    synced: Store, tmp_path: Path
) -> None:
    text = OBSERVATIONS + "pairs,2021-2022,,5,,,,,,\npairs,2019-2020..2021-2022,,5,,,,,,\n"
    first, second = refused(synced, write(tmp_path / "data", observations=text))
    assert "'Duo's' wordt vanaf 2021-2022 geteld" in first
    assert "niet van 2019-2020..2021-2022" in second


def test_a_plugin_without_a_stored_theory_has_no_source(synced: Store) -> None:
    with synced.session_for(SYSTEM, "kijken") as session:
        assert len(sources_of(session, host_of(reading()))) == 1
        assert sources_of(session, host_of()) == []


def observed(code: str, *, cell: Cell | None = None, **values: object) -> Observation:
    row = Observation(period="2020-2021", **values)
    row.indicator = IndicatorRow(code=code)
    if cell is not None:
        row.cell = cell
    return row


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (observed("mak", value=Decimal(1)), "bedoelde je 'mark'"),
        (observed("dares", value=Decimal(1)), "een teller en een noemer, niet een getal"),
        (observed("mark", numerator=1, denominator=2), "een getal, niet een teller"),
        (observed("words", value=Decimal(1)), "een tekst, niet een getal"),
        (observed("mark", value=Decimal("7.25")), "hoogstens 1"),
        (observed("mark", value=Decimal("NaN")), "geen getal"),
        (observed("mark", value=Decimal("Infinity")), "geen getal"),
        (observed("mark", value=Decimal(10) ** 13), "te groot"),
        (observed("pairs", value=Decimal("1.5")), "hoogstens 0"),
        (observed("pairs", value=Decimal(-1)), "niet kleiner dan 0"),
        (
            observed("mark", value=Decimal(1), cell=Cell(axis="k", category="girl")),
            "niet opgesplitst per 'k'",
        ),
        (
            observed("dares", numerator=1, denominator=2, cell=Cell(axis="k", category="gril")),
            "bedoelde je 'girl'",
        ),
    ],
)
def test_the_theory_refuses_what_it_does_not_ask_for(row: Observation, reason: str) -> None:
    (problem,) = check_observation(reading(), row)
    assert reason in problem


@pytest.mark.parametrize(
    "row",
    [
        observed("mark", value=Decimal("7.50")),
        observed("mark", absence="niet gevraagd"),
        observed("dares", numerator=0, denominator=0),
        observed("words", text="Goed"),
        observed("pairs", value=Decimal(44)),
        observed("dares", numerator=1, denominator=2, cell=Cell(axis="k", category="unknown")),
    ],
)
def test_the_theory_accepts_what_it_asks_for(row: Observation) -> None:
    assert check_observation(reading(), row) == []
