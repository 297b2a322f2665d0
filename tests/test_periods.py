"""Periods are generated from the calendar, read in many spellings and written in one."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toc_core.errors import UsageError
from toc_core.i18n import language
from toc_core.periods import (
    Period,
    PeriodKind,
    containing,
    contains,
    parse_period,
    period_of,
    periods_between,
    previous,
    school_year_of,
    school_years_of,
    span,
)

SINGLE = [kind for kind in PeriodKind if kind is not PeriodKind.SPAN]
# All kinds have a period for every one of these days: 1990-1995 is a policy period,
# 1990-1991 the first school year, 2092-2097 the last policy period.
days = st.dates(date(1990, 9, 1), date(2097, 12, 31))
kinds = st.sampled_from(SINGLE)
single_periods = st.builds(period_of, days, kinds)


def starts_of(kind: PeriodKind) -> list[date]:
    """The oracle: the first day of every period of a kind, written out month by month."""
    first_months = {
        PeriodKind.TERM: (1, 4, 9),
        PeriodKind.SCHOOL_YEAR: (9,),
        PeriodKind.QUARTER: (1, 4, 7, 10),
        PeriodKind.CALENDAR_YEAR: (1,),
        PeriodKind.POLICY_PERIOD: (1,),
    }[kind]
    every = 6 if kind is PeriodKind.POLICY_PERIOD else 1
    # 1984 is a first year of six, as 2020 is: 1984 + 6 x 6 = 2020.
    return [date(year, month, 1) for year in range(1984, 2107, every) for month in first_months]


STARTS: dict[PeriodKind, list[date]] = {kind: starts_of(kind) for kind in SINGLE}


def by_oracle(day: date, kind: PeriodKind) -> tuple[date, date]:
    starts = STARTS[kind]
    for start, following in pairwise(starts):
        if start <= day < following:
            return start, following - timedelta(days=1)
    raise AssertionError(day)


@st.composite
def spans(draw: st.DrawFn) -> Period:
    kind = draw(kinds)
    first, last = sorted(period_of(draw(days), kind) for _ in range(2))
    return span(first, last)


periods = single_periods | spans()


@given(days, kinds)
def test_every_day_is_in_exactly_one_period_of_each_kind(day: date, kind: PeriodKind) -> None:
    period = period_of(day, kind)
    assert (period.start, period.end) == by_oracle(day, kind)
    assert period.contains(day)
    assert periods_between(day, day, kind) == (period,)


@given(periods)
def test_a_written_period_is_read_back(period: Period) -> None:
    assert parse_period(period.code) == period
    assert parse_period(period.label) == period
    assert parse_period(period.code).code == period.code


@given(periods, periods)
def test_different_periods_have_different_codes(one: Period, other: Period) -> None:
    assert (one == other) == (one.code == other.code) == (one.label == other.label)


@pytest.mark.parametrize(
    ("parent", "child", "number"),
    [
        (PeriodKind.SCHOOL_YEAR, PeriodKind.TERM, 3),
        (PeriodKind.CALENDAR_YEAR, PeriodKind.QUARTER, 4),
        (PeriodKind.POLICY_PERIOD, PeriodKind.CALENDAR_YEAR, 6),
    ],
)
@given(day=days)
def test_children_partition_their_parent(
    parent: PeriodKind, child: PeriodKind, number: int, day: date
) -> None:
    whole = period_of(day, parent)
    parts = periods_between(whole.start, whole.end, child)
    assert len(parts) == number
    assert (parts[0].start, parts[-1].end) == (whole.start, whole.end)
    for one, following in pairwise(parts):
        assert one.end + timedelta(days=1) == following.start
    assert all(containing(part)[0] == whole for part in parts)


@given(days, days, kinds)
def test_the_periods_between_two_days_are_those_the_oracle_walks(
    one: date, other: date, kind: PeriodKind
) -> None:
    first, last = sorted((one, other))
    found = [(p.start, p.end) for p in periods_between(first, last, kind)]
    ends = [by_oracle(start, kind) for start in STARTS[kind] if start <= last]
    # A policy period before 1990 is not known; every other stretch here is.
    assert found == [bounds for bounds in ends if bounds[1] >= first]


@given(single_periods)
def test_the_previous_period_ends_the_day_before(period: Period) -> None:
    before = previous(period)
    if before is None:
        assert by_oracle(period.start - timedelta(days=1), period.kind)[0] < date(1990, 9, 1)
    else:
        assert before.end + timedelta(days=1) == period.start
        assert before.kind is period.kind


@given(periods, periods)
def test_one_period_contains_another_when_it_holds_its_first_and_last_day(
    outer: Period, inner: Period
) -> None:
    holds = outer.contains(inner.start) and outer.contains(inner.end)
    assert contains(outer, inner) == holds


@given(single_periods)
def test_ancestors_contain_the_period_and_grow(period: Period) -> None:
    line = (period, *containing(period))
    for inner, outer in pairwise(line):
        assert contains(outer, inner)
        assert not contains(inner, outer)


@given(st.text(max_size=30) | st.from_regex(r"[0-9]{2,4}[-./ ][0-9TQ.]{1,4}", fullmatch=True))
def test_any_other_text_is_read_or_refused_by_name(text: str) -> None:
    try:
        period = parse_period(text)
    except UsageError as error:
        refusal = str(error)
    else:
        refusal = text
        assert parse_period(period.code) == period
    assert text in refusal


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("2018-2019", "2018-2019"),
        ("23/24", "2023-2024"),
        ("23-24", "2023-2024"),
        ("2023/2024", "2023-2024"),
        ("2023-24", "2023-2024"),
        ("2023–2024", "2023-2024"),
        ("2023 — 2024", "2023-2024"),
        ("2023\u20112024", "2023-2024"),
        (" schooljaar\u00a02023-2024 ", "2023-2024"),
        ("Schooljaar 23/24", "2023-2024"),
        ("99/00", "1999-2000"),
        ("1999-00", "1999-2000"),
        ("89/90", "2089-2090"),
        ("2024-2025.T1", "2024-2025.T1"),
        ("2024-2025 t2", "2024-2025.T2"),
        ("T3 24/25", "2024-2025.T3"),
        ("trimester 3 van schooljaar 2024-2025", "2024-2025.T3"),
        ("2024", "2024"),
        ("kalenderjaar 2024", "2024"),
        ("2024 Q1", "2024.Q1"),
        ("2024-Q1", "2024.Q1"),
        ("2024Q1", "2024.Q1"),
        ("Q1 2024", "2024.Q1"),
        ("k4/2024", "2024.Q4"),
        ("kwartaal 2 van 2024", "2024.Q2"),
        ("2020-2025", "2020-2025"),
        ("beleidsperiode 2026-2031", "2026-2031"),
        ("2023-2024..2024-2025", "2023-2024..2024-2025"),
        ("23/24 t/m 24/25", "2023-2024..2024-2025"),
        ("2023-2024 tot en met 2024-2025", "2023-2024..2024-2025"),
        ("2023–2024…2024–2025", "2023-2024..2024-2025"),
        ("2024.Q2 t.e.m. 2025.Q3", "2024.Q2..2025.Q3"),
        ("2023..2024", "2023..2024"),
    ],
)
def test_usual_spellings_are_read(written: str, code: str) -> None:
    assert parse_period(written).code == code


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("2023-2024..2023-2024", "2023-2024"),
        ("2024-2025.T1..2024-2025.T3", "2024-2025"),
        ("2024.Q1..2024.Q4", "2024"),
        ("2020..2025", "2020-2025"),
        ("2020-2025..2026-2031", "2020..2031"),
        ("2024-2025..2025", "2024-2025.T1..2025-2026.T1"),
        ("2024.Q2..2025.Q1", "2023-2024.T3..2024-2025.T2"),
        ("2100.Q2..2100.Q4", "2100.Q2..2100.Q4"),
    ],
)
def test_the_same_days_are_written_in_one_spelling(written: str, code: str) -> None:
    assert parse_period(written).code == code
    assert parse_period(code).code == code


@pytest.mark.parametrize(
    ("written", "remedy"),
    [
        ("2023-2025", "(bedoelde je 2023-2024 of 2023-2024..2024-2025?)"),
        ("2020-2024", "(bedoelde je 2020-2021 of 2020-2021..2023-2024?)"),
        ("schooljaar 2020-2025", "(bedoelde je 2020-2021 of 2020-2021..2024-2025?)"),
        ("2025-2024", "(bedoelde je 2024-2025?)"),
        ("2024-2024", "(bedoelde je 2024?)"),
        ("beleidsperiode 2020-2026", "(bedoelde je '2020-2025'?)"),
        ("2023-2025.T1", "(bedoelde je 2023-2024 of 2023-2024..2024-2025?)"),
        ("2024.Q5", "(bedoelde je '2024.Q"),
        ("2024-2025.T4", "(bedoelde je '2024-2025.T"),
        ("2024-12", "begrijp ik niet. Schrijf bijvoorbeeld 2024-2025,"),
        ("vorig jaar", "begrijp ik niet. Schrijf bijvoorbeeld 2024-2025,"),
        ("", "begrijp ik niet. Schrijf bijvoorbeeld 2024-2025,"),
        ("24", "begrijp ik niet. Schrijf bijvoorbeeld 2024-2025,"),
        ("2022..2023..2024", "begrijp ik niet. Schrijf bijvoorbeeld 2024-2025,"),
        ("2024-2025..2023-2024", "zet de vroegste periode eerst"),
        ("23/24 t/m 22/23", "zet de vroegste periode eerst"),
        ("2024.Q4..2025-2026", "begint en eindigt niet in dezelfde indeling"),
        ("1989-1990", "ligt buiten de jaren 1990 tot en met 2100"),
        ("2100-2101", "ligt buiten de jaren 1990 tot en met 2100"),
        ("1066.Q4", "ligt buiten de jaren 1990 tot en met 2100"),
        ("0000", "ligt buiten de jaren 1990 tot en met 2100"),
    ],
)
def test_what_is_no_period_is_refused_with_a_remedy(written: str, remedy: str) -> None:
    with pytest.raises(UsageError) as refusal:
        parse_period(written)
    assert f"Periode '{written}'" in str(refusal.value)
    assert remedy in str(refusal.value)


def test_a_school_year_runs_from_september_to_august() -> None:
    assert school_year_of(date(2024, 8, 31)).code == "2023-2024"
    assert school_year_of(date(2024, 9, 1)).code == "2024-2025"
    terms = periods_between(date(2024, 9, 1), date(2025, 8, 31), PeriodKind.TERM)
    assert [(t.code, t.start, t.end) for t in terms] == [
        ("2024-2025.T1", date(2024, 9, 1), date(2024, 12, 31)),
        ("2024-2025.T2", date(2025, 1, 1), date(2025, 3, 31)),
        ("2024-2025.T3", date(2025, 4, 1), date(2025, 8, 31)),
    ]


def test_policy_periods_are_six_years_from_2020() -> None:
    assert period_of(date(2025, 12, 31), PeriodKind.POLICY_PERIOD).code == "2020-2025"
    assert period_of(date(2026, 1, 1), PeriodKind.POLICY_PERIOD).code == "2026-2031"


def test_the_ancestors_are_those_of_the_own_tree() -> None:
    def ancestors(code: str) -> list[str]:
        return [p.code for p in containing(parse_period(code))]

    assert ancestors("2024-2025.T1") == ["2024-2025"]
    assert ancestors("2024.Q1") == ["2024", "2020-2025"]
    assert ancestors("2020-2025") == []
    assert ancestors("2023-2024..2024-2025") == []
    assert ancestors("2100.Q1") == ["2100"]  # the policy period 2098-2103 is not known


def test_a_period_contains_by_days_whatever_the_tree() -> None:
    assert contains(parse_period("2024"), parse_period("2024-2025.T1"))
    assert contains(parse_period("2020-2025"), parse_period("2024-2025"))
    assert not contains(parse_period("2024"), parse_period("2024-2025"))


def test_a_calendar_year_touches_two_school_years() -> None:
    assert [p.code for p in school_years_of(parse_period("2024"))] == ["2023-2024", "2024-2025"]
    assert [p.code for p in school_years_of(parse_period("2024-2025.T1"))] == ["2024-2025"]
    # 1989-1990 reaches over the edge of the known years.
    assert [p.code for p in school_years_of(parse_period("1990"))] == ["1990-1991"]


def test_the_period_before_a_span_or_before_the_first_year_is_none() -> None:
    assert previous(parse_period("2023-2024..2024-2025")) is None
    assert previous(parse_period("1990-1991")) is None
    assert previous(parse_period("2020")) == parse_period("2019")


def test_labels_are_dutch_and_can_be_read_aloud() -> None:
    labels = {
        "2024-2025": "schooljaar 2024-2025",
        "2024-2025.T1": "trimester 1 van schooljaar 2024-2025",
        "2024": "kalenderjaar 2024",
        "2024.Q1": "kwartaal 1 van 2024",
        "2020-2025": "beleidsperiode 2020-2025",
        "2022..2023": "kalenderjaar 2022 tot en met kalenderjaar 2023",
    }
    assert {code: parse_period(code).label for code in labels} == labels
    with language("en"):
        assert parse_period("2024-2025").code == "2024-2025"


@pytest.mark.parametrize(
    ("start", "end", "kind"),
    [
        (date(2024, 9, 2), date(2025, 8, 31), PeriodKind.SCHOOL_YEAR),
        (date(2024, 9, 1), date(2025, 8, 31), PeriodKind.SPAN),
        (date(2024, 2, 1), date(2025, 8, 31), PeriodKind.SPAN),
        (date(2025, 8, 31), date(2024, 9, 1), PeriodKind.SCHOOL_YEAR),
        (date(2100, 9, 1), date(2100, 12, 31), PeriodKind.TERM),
    ],
)
def test_a_period_that_the_calendar_does_not_have_cannot_be_made(
    start: date, end: date, kind: PeriodKind
) -> None:
    with pytest.raises(UsageError, match=f"Van {start} tot en met {end} is geen"):
        Period(start, end, kind)


def test_days_outside_the_known_years_are_refused() -> None:
    for day in (date(1989, 12, 31), date(1990, 8, 31), date(2101, 1, 1), date.max, date.min):
        with pytest.raises(UsageError):
            school_year_of(day)
    with pytest.raises(UsageError, match="1989-12-31"):
        periods_between(date(1989, 12, 31), date(1990, 1, 1), PeriodKind.QUARTER)


def test_no_periods_lie_between_a_day_and_an_earlier_day() -> None:
    assert periods_between(date(2024, 2, 1), date(2024, 1, 31), PeriodKind.QUARTER) == ()


def test_a_span_is_not_a_step_of_the_calendar() -> None:
    with pytest.raises(UsageError, match="reeks"):
        period_of(date(2024, 1, 1), PeriodKind.SPAN)
    with pytest.raises(UsageError, match="reeks"):
        periods_between(date(2024, 1, 1), date(2024, 1, 2), PeriodKind.SPAN)


def test_periods_sort_by_their_days() -> None:
    codes = ["2025", "2024-2025", "2024.Q2", "2024", "2024.Q1"]
    in_order = [p.code for p in sorted(map(parse_period, codes))]
    assert in_order == ["2024.Q1", "2024", "2024.Q2", "2024-2025", "2025"]
