"""The Flemish school holidays by rule are those that were published, and never overlap."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toc_core.holidays import easter, holiday_on, school_holidays

# As the government published them: autumn, Christmas, spring half-term and Easter.
PUBLISHED = {
    2017: "30/10/2017-5/11/2017 25/12/2017-7/1/2018 12/2/2018-18/2/2018 2/4/2018-15/4/2018",
    2018: "29/10/2018-4/11/2018 24/12/2018-6/1/2019 4/3/2019-10/3/2019 8/4/2019-22/4/2019",
    2019: "28/10/2019-3/11/2019 23/12/2019-5/1/2020 24/2/2020-1/3/2020 6/4/2020-19/4/2020",
    2020: "2/11/2020-8/11/2020 21/12/2020-3/1/2021 15/2/2021-21/2/2021 5/4/2021-18/4/2021",
    2021: "1/11/2021-7/11/2021 27/12/2021-9/1/2022 28/2/2022-6/3/2022 4/4/2022-18/4/2022",
    2022: "31/10/2022-6/11/2022 26/12/2022-8/1/2023 20/2/2023-26/2/2023 3/4/2023-16/4/2023",
    2023: "30/10/2023-5/11/2023 25/12/2023-7/1/2024 12/2/2024-18/2/2024 1/4/2024-14/4/2024",
    2024: "28/10/2024-3/11/2024 23/12/2024-5/1/2025 3/3/2025-9/3/2025 7/4/2025-21/4/2025",
    2025: "27/10/2025-2/11/2025 22/12/2025-4/1/2026 16/2/2026-22/2/2026 6/4/2026-19/4/2026",
    2026: "2/11/2026-8/11/2026 21/12/2026-3/1/2027 8/2/2027-14/2/2027 29/3/2027-11/4/2027",
}
# Armistice Day, Ascension Day, Whit Monday.
SINGLE = {
    2018: "11/11/2018 30/5/2019 10/6/2019",
    2023: "11/11/2023 9/5/2024 20/5/2024",
    2024: "11/11/2024 29/5/2025 9/6/2025",
    2025: "11/11/2025 14/5/2026 25/5/2026",
    2026: "11/11/2026 6/5/2027 17/5/2027",
}
LONG = ["herfstvakantie", "kerstvakantie", "krokusvakantie", "paasvakantie", "zomervakantie"]
years = st.integers(1990, 2099)


def written(day: date) -> str:
    return f"{day.day}/{day.month}/{day.year}"


@pytest.mark.parametrize("year", PUBLISHED)
def test_the_long_holidays_are_those_that_were_published(year: int) -> None:
    long = [holiday for holiday in school_holidays(year) if holiday.is_long]
    assert [holiday.label for holiday in long] == LONG
    spoken = [f"{written(holiday.start)}-{written(holiday.end)}" for holiday in long[:-1]]
    assert " ".join(spoken) == PUBLISHED[year]
    assert (long[-1].start, long[-1].end) == (date(year + 1, 7, 1), date(year + 1, 8, 31))


@pytest.mark.parametrize("year", SINGLE)
def test_the_single_days_are_those_that_were_published(year: int) -> None:
    found = {holiday.label: written(holiday.start) for holiday in school_holidays(year)}
    names = ("Wapenstilstand", "Hemelvaart", "Pinkstermaandag")
    assert " ".join(found[name] for name in names) == SINGLE[year]
    assert found["Dag van de Arbeid"] == f"1/5/{year + 1}"


def test_the_friday_after_ascension_is_a_holiday_too() -> None:
    friday = holiday_on(date(2026, 5, 15))
    assert friday is not None
    assert friday.label == "Hemelvaart"
    assert not friday.is_long
    assert holiday_on(date(2026, 5, 16)) is None


def test_easter_monday_is_named_only_when_it_stands_apart() -> None:
    # Easter on 15 April 2001: two weeks from 2 April, and then one more day.
    assert "Paasmaandag" in [holiday.label for holiday in school_holidays(2000)]
    assert "Paasmaandag" not in [holiday.label for holiday in school_holidays(2024)]


def test_a_first_of_may_that_is_ascension_day_is_named_once() -> None:
    labels = [holiday.label for holiday in school_holidays(2007)]  # Ascension: 1 May 2008
    assert "Hemelvaart" in labels
    assert "Dag van de Arbeid" not in labels


def test_new_year_is_found_in_the_school_year_that_began_before() -> None:
    holiday = holiday_on(date(2026, 1, 1))
    assert holiday is not None
    assert holiday.label == "kerstvakantie"


@given(years)
def test_no_two_holidays_overlap(year: int) -> None:
    for before, after in pairwise(school_holidays(year) + school_holidays(year + 1)):
        assert before.start <= before.end < after.start


@given(years)
def test_long_holidays_begin_on_a_monday_and_end_before_one(year: int) -> None:
    autumn, christmas, spring, _easter, _summer = (h for h in school_holidays(year) if h.is_long)
    for holiday in (autumn, christmas, spring):
        assert (holiday.start.weekday(), holiday.end.weekday()) == (0, 6)
    assert autumn.contains(date(year, 11, 1)) or date(year, 11, 1).weekday() == 6
    assert christmas.contains(date(year + 1, 1, 1))


@given(years)
def test_easter_is_a_sunday_in_its_five_weeks(year: int) -> None:
    assert easter(year).weekday() == 6
    assert date(year, 3, 22) <= easter(year) <= date(year, 4, 25)
    holiday = holiday_on(easter(year) + timedelta(days=1))
    assert holiday is not None
