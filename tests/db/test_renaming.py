"""Codes that got another name: what was recorded follows, or it is told that it does not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from sqlalchemy import select

from toc_core.access import SYSTEM
from toc_core.db.measures import Observation
from toc_core.db.store import Store
from toc_core.db.theory import Cell, IndicatorRow, TheoryOrigin
from toc_core.errors import DataProblems
from toc_core.plugins import Plugin
from toc_core.source_data import Loaded, Source, load_source_data
from toc_core.sync import Outcome, Step, plan_sync, publish, run_sync
from toc_core.theory import Category, Disaggregation, Programme

from .installed import BOTH, host_with, lay_package, made, reading, rows

DATA = "indicator,period,value\nmark,2020-2021,7\n"


def renamed(new: str = "grade") -> Programme:
    """Return the small programme with another code for its indicator ``mark``."""
    before = reading("2")
    indicators = tuple(
        replace(one, code=new) if one.code == "mark" else one for one in before.indicators
    )
    return replace(before, indicators=indicators)


class City:
    """A database with a plugin whose ``codes.txt`` and theory may change between syncs."""

    def __init__(self, store: Store, folder: Path) -> None:
        self.store, self.folder = store, folder
        self.sync(reading())
        self.load(DATA)

    def sync(self, programme: Programme, codes: str = "") -> Step:
        plugin = lay_package(self.folder, "toc_reading", {"codes.txt": codes})
        host = host_with(Plugin("reading", plugin.module, "1", (programme,)))
        with self.store.changing(SYSTEM, "toc sync") as session:
            (step,) = plan_sync(session, host)
            run_sync(session, [step])
        return step

    def load(self, text: str) -> Loaded:
        data = self.folder / "data"
        data.mkdir(exist_ok=True)
        (data / "observations.csv").write_text(text, encoding="utf-8")
        with self.store.changing(SYSTEM, "toc sync --data") as session:
            return load_source_data(session, [Source(data, ("reading",))])

    def observed(self) -> list[tuple[object, ...]]:
        """Return the code of the indicator and the value of each observation."""
        query = "SELECT i.code, o.value / 1000000 FROM observation o"
        return rows(self.store, f"{query} JOIN indicator i ON i.id = o.indicator_id ORDER BY o.id")


@pytest.fixture(params=BOTH)
def city(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[City]:
    monkeypatch.syspath_prepend(tmp_path)
    with made(request, tmp_path) as store:
        yield City(store, tmp_path)


DECLARED = "reading indicator mark renamed grade\nreading indicator words dropped\n"


def test_figures_follow_an_indicator_that_codes_txt_says_is_renamed(city: City) -> None:
    step = city.sync(renamed(), DECLARED)
    assert [(one.old, one.new) for one in step.codes.renamed] == [("mark", "grade")]
    assert step.codes.notices == ()
    assert city.observed() == [("grade", 7)]
    assert city.sync(renamed(), DECLARED).codes.renamed == ()
    assert city.load(DATA.replace("mark", "grade")).left_alone["observation"] == 1


def test_a_code_that_goes_without_a_word_is_told_with_the_remedy(city: City) -> None:
    (notice,) = city.sync(renamed()).codes.notices
    assert notice.startswith("reading indicator mark staat niet meer in de theorie")
    assert "'reading indicator mark renamed NIEUWE_CODE'" in notice
    assert city.sync(renamed()).codes.notices == ()  # told when it happens


def test_a_rename_that_is_declared_too_late_still_brings_the_figures_along(city: City) -> None:
    city.sync(renamed())
    step = city.sync(renamed(), DECLARED)
    assert step.outcome is Outcome.UNCHANGED
    assert city.observed() == [("grade", 7)]
    assert city.sync(renamed(), DECLARED).codes.renamed == ()


def test_two_codes_with_records_are_not_joined_and_told(city: City) -> None:
    city.sync(renamed())
    city.load(DATA.replace("mark", "grade").replace("7", "8"))
    step = city.sync(renamed(), DECLARED)
    (notice,) = step.codes.notices
    assert "reading indicator mark heet nu grade, maar aan allebei hangt al iets vast" in notice
    assert city.observed() == [("mark", 7), ("grade", 8)]


def test_a_code_that_was_dropped_on_purpose_is_not_told(city: City) -> None:
    step = city.sync(renamed(), "reading indicator mark dropped\n")
    assert step.codes.notices == ()


def test_a_category_that_is_renamed_takes_its_figures_along(city: City) -> None:
    with city.store.changing(SYSTEM, "meten") as session:
        indicator = session.scalars(select(IndicatorRow).where(IndicatorRow.code == "dares")).one()
        cell = session.scalars(select(Cell).where(Cell.category == "girl")).one()
        row = Observation(indicator=indicator, programme=indicator.programme, cell=cell)
        row.period, row.site_id, row.value = "2020-2021", 0, Decimal(3)
        session.add(row)
    axis = Disaggregation("k", "Soort", (Category("girls", "Meisjes"),))
    city.sync(
        replace(reading("2"), disaggregations=(axis,)), "reading category k.girl renamed k.girls\n"
    )
    assert rows(city.store, "SELECT category, label FROM cell WHERE id > 0 ORDER BY id")[0] == (
        "girls",
        "Meisjes",
    )


def test_a_theory_of_the_team_keeps_its_codes_whatever_a_plugin_renames(city: City) -> None:
    with city.store.changing(SYSTEM, "team") as session:
        publish(session, reading("eigen"), TheoryOrigin.TEAM, reason="eigen keuze")
    step = city.sync(renamed(), DECLARED)
    assert (step.outcome, step.codes.renamed) == (Outcome.OFFERED, ())
    assert city.observed() == [("mark", 7)]


def test_a_file_that_names_a_code_of_before_is_told_and_a_new_row_is_refused(city: City) -> None:
    city.sync(renamed())
    (notice,) = city.load(DATA).notices
    assert "'mark' staat niet meer in de theorie van Leesbuurt" in notice
    with pytest.raises(DataProblems, match="'mark' bestaat niet in Leesbuurt"):
        city.load(DATA + "mark,2021-2022,7\n")
