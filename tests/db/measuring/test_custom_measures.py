"""A measure that a plugin brings: counted, summarised, split and explained like any other."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest
from sqlalchemy import Integer, and_, cast

from toc_core.access import SYSTEM
from toc_core.db.history import known
from toc_core.db.measuring import By, Question, rows_behind
from toc_core.db.measuring.families import Tables, inside, matching
from toc_core.db.measuring.valued import as_value
from toc_core.db.records import Delivery
from toc_core.db.store import Store
from toc_core.figures.custom import CustomMeasure
from toc_core.periods import parse_period
from toc_core.theory import Custom, Indicator, Option, Summary

from .small_town import NEXT, TODAY, YEAR, SmallTown


def long_talks(tables: Tables, options: Mapping[str, str]) -> Any:
    delivery = known(Delivery, tables.at)
    asked = tables.asked.c
    fits = and_(asked.programme_id == delivery.programme_id, inside(tables, delivery.day))
    return (
        matching(tables, delivery, delivery.id)
        .add_columns(as_value(delivery.minutes), delivery.day, asked.threshold)
        .join(tables.asked, fits)
        .where(delivery.minutes >= cast(int(options.get("from", "0")), Integer))
    )


MEASURES = {"club.talks": CustomMeasure("club.talks", Delivery, long_talks)}
LONG = (Option("from", "45"),)


@pytest.fixture
def town(store: Store, request: pytest.FixtureRequest) -> SmallTown:
    town = SmallTown(
        store,
        Indicator("long", "result", Custom("club.talks", options=LONG)),
        Indicator("mean", "result", Custom("club.talks", Summary.MEAN)),
    )
    for site, day, minutes in (("a", 2, 30), ("a", 3, 50), ("b", 4, 60)):
        talk = town._talk(date(2023, 10, day), site, minutes=minutes)
        town.add(talk)
    return town


def test_it_is_counted_and_split_by_school(town: SmallTown) -> None:
    found = town.all(YEAR, by=By.SITE, measures=MEASURES)
    assert {f.site: f.value for f in found} == {"": 2, "a": 1, "b": 1}
    assert town.one(NEXT, measures=MEASURES).absence == "niets geregistreerd"


def test_its_values_are_summarised(town: SmallTown) -> None:
    question = Question((town.programme,), (parse_period(YEAR),), TODAY, measures=MEASURES)
    with town.store.session_for(SYSTEM, "toets") as session:
        from toc_core.db.measuring import figures

        mean = next(f for f in figures(session, question) if f.indicator == "mean")
    assert (mean.n, str(mean.value)[:9]) == (3, "46.666667")  # (30 + 50 + 60) / 3


def test_the_rows_behind_it_are_found(town: SmallTown) -> None:
    question = Question((town.programme,), (parse_period(YEAR),), TODAY, measures=MEASURES)
    with town.store.session_for(SYSTEM, "toets") as session:
        rows = rows_behind(session, question, "long")
    assert [(row.table, row.site) for row in rows] == [("delivery", "A"), ("delivery", "B")]


def test_without_its_plugin_the_figure_is_a_blank(town: SmallTown) -> None:
    assert town.one().absence == "niets geregistreerd"
