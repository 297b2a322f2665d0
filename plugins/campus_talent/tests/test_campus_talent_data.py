"""The real records of Campus Talent that the sources give: four schools and one figure."""

from __future__ import annotations

import csv
from importlib.resources import files

import pytest
from toc_campus_talent.theory import CAMPUS_TALENT

from toc_core import Stage

WEB_PAGE = "webpagina Campus Talent, een Mechelse proeftuin"
COLUMNS = {
    "sites": "code,label,kind,net,aliases,note",
    "participations": "site,school_year,pioneer,source",
    "observations": (
        "indicator,period,site,value,numerator,denominator,text,absence,caveats,source"
    ),
    "organisations": "code,label,kind,note",
}
CAVEATS = {
    "provisional",
    "partial",
    "separate_category",
    "not_comparable",
    "definition_changed",
    "fictitious",
}


def rows(name: str) -> list[dict[str, str]]:
    text = (files("toc_campus_talent") / "data" / f"{name}.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines(), strict=True))


@pytest.mark.parametrize("name", COLUMNS)
def test_every_file_has_its_columns_and_no_ragged_row(name: str) -> None:
    for row in rows(name):
        assert ",".join(row) == COLUMNS[name]
        assert None not in row.values()


def test_the_four_pioneer_schools_carry_the_net_the_web_page_gives() -> None:
    assert {row["label"]: row["net"] for row in rows("sites")} == {
        "ColomaPlus": "VORM",
        "UM": "VORM",
        "PTS": "Provinciaal onderwijs",
        "BA Botaniek": "GO!",
    }
    assert {row["kind"] for row in rows("sites")} == {"school"}


def test_what_is_not_confirmed_about_a_school_is_said_in_a_note() -> None:
    um, botaniek = (row for row in rows("sites") if row["code"] in ("um", "ba_botaniek"))
    # An alias that comes from a file is never confirmed: the reach has bounds until the team is.
    assert um["aliases"] == "Ursulinen Mechelen"
    assert "Ursulinen Mechelen: nog te bevestigen" in um["note"]
    assert "nog te bevestigen" in botaniek["note"]


def test_four_schools_pioneered_in_two_school_years() -> None:
    taken_part = [(row["site"], row["school_year"]) for row in rows("participations")]
    assert taken_part == [
        (row["code"], year) for row in rows("sites") for year in ("2023-2024", "2024-2025")
    ]
    assert {row["pioneer"] for row in rows("participations")} == {"yes"}
    assert {row["source"] for row in rows("participations")} == {WEB_PAGE}


def test_the_only_figure_is_the_thirty_stories_of_two_school_years() -> None:
    (figure,) = rows("observations")
    assert figure["indicator"] in {i.code for i in CAMPUS_TALENT.indicators}
    assert (figure["period"], figure["site"]) == ("2023-2024..2024-2025", "")
    assert int(figure["value"]) == 18 + 12
    assert figure["source"] == WEB_PAGE


def test_every_caveat_has_a_known_kind_and_says_what_is_the_matter() -> None:
    caveats = [text for row in rows("observations") for text in row["caveats"].split("|")]
    for caveat in caveats:
        kind, colon, note = caveat.partition(": ")
        assert kind in CAVEATS
        assert colon
        assert note
    assert "18 leerlingen en 12 leerkrachten" in caveats[0]


def test_who_pays_or_provides_an_input_is_an_organisation_we_know() -> None:
    known = {row["label"] for row in rows("organisations")}
    inputs = CAMPUS_TALENT.of_stage(Stage.INPUT)
    assert {name for e in inputs for name in (*e.funders, *e.providers)} <= known
    kinds = {row["kind"] for row in rows("organisations")}
    assert kinds <= {"partner", "funder", "college", "research"}
