"""The weeks of a trajectory follow each other, pass over holidays and say which."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from toc_core import Element, Programme, Stage
from toc_core.holidays import holiday_on, school_holidays
from toc_core.weeks import monday_of, school_weeks, usual_weeks

THURSDAY = 3
days = st.dates(date(2000, 1, 1), date(2090, 12, 31))
numbers = st.integers(1, 40)
weekdays = st.integers(0, 4)


def test_six_weeks_in_september_follow_each_other() -> None:
    weeks = school_weeks(date(2025, 9, 8), 6)
    assert [week.day for week in weeks] == [date(2025, 9, 8) + timedelta(weeks=n) for n in range(6)]
    assert (weeks[0].first, weeks[-1].last) == (date(2025, 9, 8), date(2025, 10, 17))


def test_a_week_in_the_autumn_holidays_moves_on_and_says_so() -> None:
    weeks = school_weeks(date(2025, 10, 6), 6)
    assert [week.monday for week in weeks][2:5] == [
        date(2025, 10, 20),
        date(2025, 11, 3),
        date(2025, 11, 10),
    ]
    assert [[h.label for h in week.passed] for week in weeks][2:5] == [[], ["herfstvakantie"], []]


def test_two_weeks_of_christmas_are_passed_over_at_once() -> None:
    weeks = school_weeks(date(2025, 12, 15), 2)
    assert [week.monday for week in weeks] == [date(2025, 12, 15), date(2026, 1, 5)]
    assert [h.label for h in weeks[1].passed] == ["kerstvakantie"]


def test_on_a_single_day_off_the_sessions_are_on_the_next_day_of_school() -> None:
    week = school_weeks(date(2024, 11, 11), 1)[0]  # a Monday that is Armistice Day
    assert (week.day, week.instead_of) == (date(2024, 11, 12), date(2024, 11, 11))
    assert week.first == date(2024, 11, 12)


def test_when_no_day_of_school_follows_the_sessions_are_on_the_one_before() -> None:
    week = school_weeks(date(2026, 5, 11), 1, THURSDAY)[0]  # Ascension Day and the day after
    assert (week.day, week.instead_of) == (date(2026, 5, 13), date(2026, 5, 14))
    assert week.last == date(2026, 5, 13)


def test_a_start_in_the_weekend_is_the_monday_after_and_any_other_day_the_one_before() -> None:
    assert monday_of(date(2025, 9, 10)) == date(2025, 9, 8)
    assert monday_of(date(2025, 9, 13)) == date(2025, 9, 15)
    assert monday_of(date(2025, 9, 8)) == date(2025, 9, 8)


def test_after_june_the_weeks_go_on_in_september() -> None:
    first, second = school_weeks(date(2026, 6, 29), 2)  # 29 and 30 June are days of school
    assert (first.last, second.monday) == (date(2026, 6, 30), date(2026, 8, 31))
    assert (second.first, [h.label for h in second.passed]) == (
        date(2026, 9, 1),
        ["zomervakantie"],
    )


def test_a_programme_that_names_its_weeks_gets_those_and_another_six() -> None:
    assert usual_weeks(_programme("Een 7-wekenprogramma")) == 7
    assert usual_weeks(_programme("Acht sessies in 8 weken")) == 8
    assert usual_weeks(_programme("Samen lezen")) == 6


def _programme(label: str) -> Programme:
    elements = (Element("club", Stage.INTERVENTION, label),)
    return Programme("leesclub", "Leesclub", "1", elements=elements)


@given(days, numbers, weekdays)
def test_every_session_is_on_a_day_of_school_in_its_own_week(
    start: date, number: int, weekday: int
) -> None:
    weeks = school_weeks(start, number, weekday)
    assert [week.number for week in weeks] == list(range(1, number + 1))
    for week in weeks:
        assert week.monday <= week.first <= week.day <= week.last < week.monday + timedelta(days=5)
        assert holiday_on(week.day) is None
        assert week.day.weekday() == weekday or week.instead_of is not None


@given(days, numbers)
def test_no_week_is_passed_over_twice_and_none_without_a_holiday(start: date, number: int) -> None:
    weeks = school_weeks(start, number)
    passed = [holiday for week in weeks for holiday in week.passed]
    assert len(passed) == len(set(passed))
    for before, after in pairwise(weeks):
        gap = (after.monday - before.monday).days // 7 - 1
        off = [before.monday + timedelta(weeks=n + 1) for n in range(gap)]
        assert all(holiday_on(day) in after.passed for day in off)


@given(days)
def test_a_year_of_weeks_says_every_long_holiday_once(start: date) -> None:
    said = [h for week in school_weeks(start, 38) for h in week.passed]
    assert len({h.label for h in said}) >= 4
    assert all(h in school_holidays(h.start.year - (h.start.month < 9)) for h in said)
