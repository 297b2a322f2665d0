"""Rules of single records: each rule, all problems together, and text that means harm."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import select

from toc_core.db.measures import Agreed, AgreedKind
from toc_core.db.people import CITY_SITE, Group, Site, SiteKind
from toc_core.db.records import Attendance, Delivery, HeadCount, Meeting, Resource, Story
from toc_core.db.rules import problems_of
from toc_core.db.store import Store
from toc_core.db.trajectories import Trajectory, TrajectoryStatus
from toc_core.errors import DataProblems
from toc_core.theory import Role

from .world import COORDINATOR, DAY, YEAR, World

Make = Callable[[World], Any]


def _trajectory(w: World, **values: Any) -> Trajectory:
    row = {"programme_id": w.programme, "site_id": w.a.id, "start": DAY}
    return Trajectory(**row | {"status": TrajectoryStatus.RUNNING} | values)


def _resource(w: World, **values: Any) -> Resource:
    row = {"programme_id": w.programme, "element_id": w.element, "organisation_id": w.funder}
    return Resource(**row | {"start": DAY, "end": DAY, "hours": Decimal(1)} | values)


def _agreed(w: World, **values: Any) -> Agreed:
    row = {"programme_id": w.programme, "indicator_id": w.indicator, "site_id": w.a.id}
    row |= {"kind": AgreedKind.TARGET, "period": "23/24", "value": Decimal(4), "agreed_on": DAY}
    return Agreed(**row | values)


def _head_count(w: World, **values: Any) -> HeadCount:
    row = {"site_id": w.a.id, "delivery_id": w.a.counted, "role": Role.PUPIL}
    return HeadCount(**row | {"people": 1} | values)


def _attendance(w: World, **values: Any) -> Attendance:
    row = {"site_id": w.a.id, "participant_id": w.a.participants[1], "school_year": YEAR}
    return Attendance(**row | {"delivery_id": w.a.rows[Delivery]} | values)


def _site(w: World, **values: Any) -> Site:
    return Site(**{"code": "nieuw", "label": "Nieuw", "kind": SiteKind.SCHOOL} | values)


SOUND: dict[str, Make] = {
    "trajectory": _trajectory,
    "resource": _resource,
    "head count of nobody": lambda w: _head_count(w, people=0),
    "attendance": _attendance,
    "site": _site,
    "delivery": lambda w: w.delivery(w.a, minutes=1440),
    "first day of our time": lambda w: w.delivery(w.a, day=date(1990, 1, 1)),
    "story on the last day": lambda w: w.story(w.a, day=date(2025, 8, 31)),
    "story in lines": lambda w: w.story(w.a, text="Zoë zei:\n\t<b>=1+1</b> 👍🏽 \u202e"),
    "ratio": lambda w: w.observation(w.a, value=None, numerator=0, denominator=0),
    "reason": lambda w: w.observation(w.a, value=None, absence="niet gevraagd"),
    "zero": lambda w: w.observation(w.a, value=Decimal(0)),
}
WRONG: dict[str, tuple[str, Make]] = {
    "end before start": ("end", lambda w: _trajectory(w, end=date(2024, 9, 30))),
    "outside the year of the group": (
        "start",
        lambda w: _trajectory(w, group_id=w.a.rows[Group], start=date(2025, 9, 1)),
    ),
    "no minutes": ("minutes", lambda w: w.delivery(w.a, minutes=0)),
    "more than a day": ("minutes", lambda w: w.delivery(w.a, minutes=1441)),
    "before its trajectory": (
        "day",
        lambda w: w.delivery(w.a, trajectory_id=w.a.rows[Trajectory], day=date(2024, 9, 14)),
    ),
    "after the year of its group": (
        "day",
        lambda w: w.delivery(w.a, trajectory_id=w.a.rows[Trajectory], day=date(2025, 9, 1)),
    ),
    "codes and numbers": (
        "head_counts",
        lambda w: w.delivery(w.a, attendances=[_attendance(w)], head_counts=[_head_count(w)]),
    ),
    "numbers beside codes": (
        "people",
        lambda w: _head_count(w, delivery_id=w.a.rows[Delivery]),
    ),
    "codes beside numbers": ("participant_id", lambda w: _attendance(w, delivery_id=w.a.counted)),
    "fewer than nobody": ("people", lambda w: _head_count(w, people=-1)),
    "more than a city": ("people", lambda w: _head_count(w, people=10_001)),
    "attendance of another year": (
        "school_year",
        lambda w: _attendance(w, school_year="2023-2024"),
    ),
    "story without words": ("text", lambda w: w.story(w.a, text=" \n\t")),
    "story without consent": ("consent", lambda w: w.story(w.a, consent=None)),
    "story of another year": ("day", lambda w: w.story(w.a, day=date(2025, 9, 1))),
    "unreadable year": ("school_year", lambda w: w.story(w.a, school_year="veel")),
    "year in short": ("school_year", lambda w: w.story(w.a, school_year="24/25")),
    "no answer": ("value", lambda w: w.observation(w.a, value=None)),
    "two answers": ("value", lambda w: w.observation(w.a, text="vijf")),
    "half a ratio": ("denominator", lambda w: w.observation(w.a, value=None, numerator=1)),
    "less than none": (
        "numerator",
        lambda w: w.observation(w.a, value=None, numerator=-1, denominator=1),
    ),
    "unknown period": ("period", lambda w: w.observation(w.a, period="ooit")),
    "seven decimals": ("value", lambda w: w.observation(w.a, value=Decimal("0.0000001"))),
    "no number": ("value", lambda w: w.observation(w.a, value=Decimal("NaN"))),
    "too many": (
        "denominator",
        lambda w: w.observation(w.a, value=None, numerator=1, denominator=2**63),
    ),
    "target for no period": ("period", lambda w: _agreed(w, period="ooit")),
    "target without a period": ("period", lambda w: _agreed(w, period=" ")),
    "target of seven decimals": ("value", lambda w: _agreed(w, value=Decimal("0.0000001"))),
    "target too large": ("value", lambda w: _agreed(w, value=Decimal(10) ** 13)),
    "code in capitals": ("code", lambda w: _site(w, code="Nieuw")),
    "code with a line end": ("code", lambda w: _site(w, code="nieuw\n")),
    "campus of nothing": ("school_id", lambda w: _site(w, kind=SiteKind.CAMPUS)),
    "no label": ("label", lambda w: _site(w, label=" ")),
    "long label": ("label", lambda w: _site(w, label="x" * 201)),
    "resource that ends early": ("end", lambda w: _resource(w, end=date(2024, 9, 30))),
    "resource of nothing": ("amount", lambda w: _resource(w, hours=None)),
    "day before our time": ("day", lambda w: w.delivery(w.a, day=date(1989, 12, 31))),
    "day after our time": ("day", lambda w: w.delivery(w.a, day=date(2100, 1, 1))),
    "NUL": ("note", lambda w: w.delivery(w.a, note="a\x00b")),
    "escape": ("note", lambda w: w.delivery(w.a, note="\x1b[2J")),
    "half a character": ("note", lambda w: w.delivery(w.a, note="\ud800")),
}


@pytest.mark.parametrize("case", SOUND)
def test_a_sound_record_is_stored(store: Store, world: World, case: str) -> None:
    with store.changing(COORDINATOR, "proef") as session:
        row = SOUND[case](world)
        session.add(row)
        session.flush()
        assert problems_of(row) == []


@pytest.mark.parametrize("case", WRONG)
def test_a_wrong_record_is_refused_by_name(store: Store, world: World, case: str) -> None:
    field, make = WRONG[case]
    with pytest.raises(DataProblems) as caught, store.changing(COORDINATOR, "proef") as session:
        session.add(make(world))
    places = [problem.partition(":")[0].partition(".")[2] for problem in caught.value.problems]
    assert field in places


def test_the_rule_holds_when_a_stored_record_changes(store: Store, world: World) -> None:
    with pytest.raises(DataProblems), store.changing(COORDINATOR, "proef") as session:
        session.get_one(Delivery, world.a.rows[Delivery]).day = date(2025, 9, 1)


def test_all_problems_of_all_records_are_told_together(store: Store, world: World) -> None:
    rows = [
        world.delivery(world.a, minutes=0, note="x" * 2001),
        world.story(world.b, day=date(2025, 9, 1)),
    ]
    with pytest.raises(DataProblems) as caught, store.changing(COORDINATOR, "proef") as session:
        session.add_all(rows)
    places = sorted(problem.partition(":")[0] for problem in caught.value.problems)
    assert places == ["delivery.minutes", "delivery.note", "story.day"]


def test_everything_missing_is_told_together() -> None:
    assert {field for field, _message in problems_of(Story())} == {
        *("school_year", "day", "teller_role", "consent", "text")
    }


def test_a_period_is_written_in_one_spelling(store: Store, world: World) -> None:
    with store.changing(COORDINATOR, "proef") as session:
        row = world.observation(world.a, period="23/24")
        session.add(row)
        session.flush()
        assert (row.period, row.period_start) == ("2023-2024", date(2023, 9, 1))
        assert row.period_end == date(2024, 8, 31)


def test_a_target_is_kept_under_the_code_of_its_period(store: Store, world: World) -> None:
    with store.changing(COORDINATOR, "proef") as session:
        direction, city = _agreed(world, value=None), _agreed(world, site_id=CITY_SITE)
        session.add_all([direction, city])
        session.flush()
        assert (direction.period, city.period) == ("2023-2024", "2023-2024")


def test_hostile_text_comes_back_as_it_was(store: Store, world: World) -> None:
    hostile = ["=1+1", "'; DROP TABLE story; --", "<script>", "{{7*7}}", "%s", "İß", "e\u0301"]
    with store.changing(COORDINATOR, "proef") as session:
        session.add_all(
            Meeting(
                programme_id=world.programme, site_id=world.a.id, day=DAY, kind="k", agreements=t
            )
            for t in hostile
        )
    with store.session_for(COORDINATOR, "lezen") as session:
        kept = select(Meeting.agreements).where(Meeting.kind == "k").order_by(Meeting.id)
        assert session.scalars(kept).all() == hostile
