"""The rules of truth, each on a handful of records whose sum stands in the test."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from toc_core.access import SYSTEM, Access, Principal
from toc_core.db.measures import Agreed, AgreedKind, Observation
from toc_core.db.measuring import By, Question, figures, rows_behind
from toc_core.db.people import Enrolment, Participant, Site, SiteKind
from toc_core.db.records import Attendance, Delivery, DeliveryStatus, HeadCount, Participation
from toc_core.db.store import Store
from toc_core.db.theory import Cell, ElementRow, IndicatorRow, ProgrammeRow
from toc_core.figures import CaveatKind, Figure, Origin, Status
from toc_core.figures.heads import Bounds, Heads, bounds_of, with_known
from toc_core.periods import parse_period
from toc_core.theory import Role

from .usual_theory import TALKS, THEORY

TODAY = date(2026, 11, 22)
YEAR = "2024-2025"
DAY = date(2024, 10, 1)


class Town:
    """A programme with schools A and B and the practice school P."""

    def __init__(self, store: Store) -> None:
        self.store = store
        with store.changing(SYSTEM, "stad maken") as session:
            programme = ProgrammeRow(code=THEORY.code, label="Oefenprogramma")
            session.add(programme)
            session.flush()
            own = {"programme_id": programme.id}
            talks = ElementRow(**own, code=TALKS, label="Gesprekken", stage="intervention")
            indicators = [
                IndicatorRow(**own, code=i.code, label=i.code) for i in THEORY.all_indicators()
            ]
            cells = [Cell(id=0, axis="", category="", label="Totaal")]
            cells += [Cell(**own, axis="kind", category=c, label=c) for c in ("a", "unknown")]
            city = Site(id=0, code="city", label="Hele stad", kind=SiteKind.CITY)
            sites = [Site(code=c, label=c.upper(), kind=SiteKind.SCHOOL) for c in "ab"]
            practice = Site(code="p", label="Oefenschool", kind=SiteKind.SCHOOL, fictitious=True)
            session.add_all([talks, *indicators, *cells, city, *sites, practice])
            session.flush()
            self.programme, self.talks = programme.id, talks.id
            self.indicators = {i.code: i.id for i in indicators}
            self.site = {s.code: s.id for s in (city, *sites, practice)}

    def record(self, *rows: Any) -> None:
        """Store rows as the system."""
        with self.store.changing(SYSTEM, "toets") as session:
            session.add_all(rows)

    def delivery(self, site: str = "a", day: date = DAY, **values: Any) -> Delivery:
        """Return a held talk."""
        held = {"status": DeliveryStatus.HELD} | values
        return Delivery(
            programme_id=self.programme,
            site_id=self.site[site],
            element_id=self.talks,
            day=day,
            **held,
        )

    def observation(self, code: str, period: str, site: str = "city", **answer: Any) -> Observation:
        """Return a typed value."""
        return Observation(
            programme_id=self.programme,
            indicator_id=self.indicators[code],
            site_id=self.site[site],
            period=period,
            **answer,
        )

    def person(self, code: str, site: str = "a", year: str = YEAR) -> int:
        """Enrol a pupil and return the id."""
        with self.store.changing(SYSTEM, "toets") as session:
            person = Participant(code=code, role=Role.PUPIL)
            session.add(person)
            session.flush()
            session.add(
                Enrolment(participant_id=person.id, site_id=self.site[site], school_year=year)
            )
            return person.id

    def ask(self, code: str, period: str = YEAR, **changes: Any) -> list[Figure]:
        """Return the figures of one indicator."""
        who = changes.pop("who", SYSTEM)
        theory = changes.pop("theory", THEORY)
        question = Question((theory,), (parse_period(period),), TODAY)
        with self.store.session_for(who, "toets") as session:
            found = figures(session, replace(question, **changes))
        return [f for f in found if f.indicator == code]


@pytest.fixture
def town(store: Store) -> Town:
    return Town(store)


def test_a_blank_is_never_zero(town: Town) -> None:
    (figure,) = town.ask("all_deliveries")
    assert (figure.value, figure.shown, figure.origin) == (None, "–", Origin.ABSENT)
    assert figure.absence == "niets geregistreerd"


def test_only_what_was_held_counts(town: Town) -> None:
    town.record(town.delivery(), town.delivery(), town.delivery(status=DeliveryStatus.CANCELLED))
    (figure,) = town.ask("all_deliveries")
    assert (figure.value, figure.rows) == (2, 2)


def test_a_person_counts_once_in_a_year_and_once_over_years(town: Town) -> None:
    ann, ben = town.person("aaaaaa2"), town.person("aaaaaa3")
    for day, people in ((DAY, [ann, ben]), (DAY + timedelta(7), [ann])):
        present = [Attendance(participant_id=p, school_year=YEAR) for p in people]
        town.record(town.delivery(day=day, attendances=present))
    assert [f.value for f in town.ask("pupils")] == [2]  # not 3 attendances
    assert [f.value for f in town.ask("pupils", "2020-2025")] == [2]


def test_practice_records_are_never_summed_with_real_ones(town: Town) -> None:
    town.record(town.delivery("a"), town.delivery("p"), town.delivery("p"))
    (real,) = town.ask("all_deliveries")
    (practice,) = town.ask("all_deliveries", practice=True)
    assert (real.value, real.caveats) == (1, ())
    assert practice.value == 2
    assert [c.kind for c in practice.caveats] == [CaveatKind.FICTITIOUS]


def test_a_school_sees_its_own_figures_only(town: Town) -> None:
    town.record(town.delivery("a"), town.delivery("b"), town.delivery("b"))
    school = Principal("school A", Access.SCHOOL, frozenset({town.site["a"]}))
    figures_of_a = town.ask("all_deliveries", by=By.SITE, who=school)
    assert [(f.site, f.value) for f in figures_of_a] == [("", 1), ("a", 1)]


def test_parts_and_unknown_make_the_whole(town: Town) -> None:
    people = [town.person(f"aaaaaa{n}") for n in (2, 3)]
    present = [Attendance(participant_id=p, school_year=YEAR) for p in people]
    town.record(town.delivery(attendances=present))
    parts = {f.category: f.value for f in town.ask("pupils", by=By.CELL)}
    assert parts == {"": 2, "a": None, "unknown": 2}


def _historical(code: str) -> Any:
    """The theory with one indicator counted from 2024-2025 on."""
    return replace(
        THEORY,
        indicators=tuple(
            replace(i, counted_from=YEAR) if i.code == code else i for i in THEORY.indicators
        ),
    )


def test_typed_totals_speak_only_before_counting_began(town: Town) -> None:
    theory = _historical("all_deliveries")
    town.record(
        town.observation("all_deliveries", "2023-2024", value=Decimal(44)),
        town.delivery(day=date(2023, 10, 1)),
        town.delivery(day=DAY),
    )
    (before,) = town.ask("all_deliveries", "2023-2024", theory=theory)
    (after,) = town.ask("all_deliveries", YEAR, theory=theory)
    (both,) = town.ask("all_deliveries", "2020-2025", theory=theory)
    assert (before.value, before.origin) == (44, Origin.OBSERVED)
    assert (after.value, after.origin) == (1, Origin.COUNTED)
    assert both.value == 44 + 1
    assert [c.kind for c in both.caveats] == [CaveatKind.DEFINITION_CHANGED]


def test_an_observation_that_does_not_fit_the_period_is_named_as_left_out(town: Town) -> None:
    town.record(town.observation("hours", "2023-2024", value=Decimal(10)))
    (figure,) = town.ask("hours", "2024")
    assert figure.value is None
    assert figure.left_out == (
        "er is een meting over schooljaar 2023-2024 in haar geheel; die verdelen we niet",
    )


def test_a_zero_denominator_is_not_determined(town: Town) -> None:
    town.record(town.observation("share", YEAR, numerator=0, denominator=0))
    (figure,) = town.ask("share")
    assert (figure.value, figure.absence) == (None, "niet bepaald: de noemer is 0")


def test_shares_are_sums_of_numerators_over_sums_of_denominators(town: Town) -> None:
    town.record(
        town.observation("share", YEAR, "a", numerator=1, denominator=2),
        town.observation("share", YEAR, "b", numerator=8, denominator=8),
    )
    (figure,) = town.ask("share")
    assert (figure.value, figure.numerator, figure.denominator) == (90, 9, 10)  # not 75


def test_the_newest_target_speaks_and_a_value_at_the_target_has_reached_it(town: Town) -> None:
    own = {
        "programme_id": town.programme,
        "indicator_id": town.indicators["all_deliveries"],
        "site_id": 0,
        "kind": AgreedKind.TARGET,
        "period": YEAR,
    }
    town.record(Agreed(**own, value=Decimal(5), agreed_on=date(2024, 9, 1)))
    town.record(Agreed(**own, value=Decimal(1), agreed_on=date(2024, 12, 1)))
    town.record(town.delivery())
    (figure,) = town.ask("all_deliveries")
    assert (figure.target, figure.status) == (1, Status.REACHED)


@pytest.mark.parametrize(
    ("year", "status"), [(YEAR, Status.BEHIND), ("2026-2027", Status.UNDERWAY)]
)
def test_only_a_closed_period_can_be_behind(town: Town, year: str, status: Status) -> None:
    target = Agreed(
        programme_id=town.programme,
        indicator_id=town.indicators["all_deliveries"],
        site_id=0,
        kind=AgreedKind.TARGET,
        period=year,
        value=Decimal(5),
        agreed_on=date(2024, 9, 1),
    )
    day = date(2026, 10, 1) if year == "2026-2027" else DAY
    town.record(target, town.delivery(day=day))
    (figure,) = town.ask("all_deliveries", year)
    assert (figure.value, figure.status) == (1, status)


def test_what_was_known_on_a_day_can_be_asked(town: Town, clock: Any) -> None:
    town.record(town.delivery())
    before = clock.tick()
    clock.tick()
    town.record(town.delivery())
    assert [f.value for f in town.ask("all_deliveries", at=before)] == [1]
    assert [f.value for f in town.ask("all_deliveries")] == [2]


def test_an_open_period_is_provisional(town: Town) -> None:
    town.record(town.delivery(day=date(2026, 10, 1)))
    (figure,) = town.ask("all_deliveries", "2026-2027")
    assert [c.text for c in figure.caveats] == ["voorlopig: de periode loopt nog"]


def test_the_rows_behind_a_figure_are_the_ones_it_counts(town: Town) -> None:
    town.record(town.delivery(), town.delivery("p"), town.delivery(day=date(2023, 10, 1)))
    question = Question((THEORY,), (parse_period(YEAR),), TODAY)
    with town.store.session_for(SYSTEM, "toets") as session:
        rows = rows_behind(session, question, "all_deliveries")
    assert [(r.table, r.label, r.site) for r in rows] == [
        ("delivery", "Gesprekken, 01/10/2024", "A")
    ]


def test_the_change_from_the_year_before_is_a_difference_and_a_share(town: Town) -> None:
    town.record(*(town.delivery(day=date(2023, 10, 1)) for _n in range(2)))
    town.record(*(town.delivery() for _n in range(3)))
    (figure,) = town.ask("all_deliveries")
    assert figure.change is not None
    assert (figure.change.difference, figure.change.growth) == (1, Decimal("0.500"))


def test_a_year_that_still_runs_is_not_set_against_a_whole_one(town: Town) -> None:
    town.record(town.delivery(day=date(2025, 10, 1)), town.delivery(day=date(2026, 10, 1)))
    (figure,) = town.ask("all_deliveries", "2026-2027")
    assert figure.change is not None
    assert figure.change.refused == "schooljaar 2026-2027 loopt nog"


PUPIL, TEACHER = Role.PUPIL, Role.TEACHER
HEADS: list[tuple[str, list[Heads], Bounds]] = [
    ("groups differ", [Heads(1, 24, PUPIL, 7, 18), Heads(1, 24, PUPIL, 8, 5)], Bounds(23, 23)),
    ("no group", [Heads(1, 24, PUPIL, None, 9), Heads(1, 24, PUPIL, None, 4)], Bounds(9, 13)),
    ("over years", [Heads(1, 23, PUPIL, 7, 18), Heads(1, 24, PUPIL, 8, 20)], Bounds(20, 38)),
    ("two sites", [Heads(1, 24, PUPIL, 7, 18), Heads(2, 24, PUPIL, 8, 20)], Bounds(38, 38)),
    ("moved on", [Heads(1, 23, PUPIL, 7, 18), Heads(2, 24, PUPIL, 8, 20)], Bounds(20, 38)),
    ("teachers", [Heads(1, 24, TEACHER, 7, 8), Heads(1, 24, TEACHER, 8, 5)], Bounds(8, 13)),
    ("two roles", [Heads(1, 24, TEACHER, 7, 8), Heads(1, 24, PUPIL, 7, 20)], Bounds(28, 28)),
]


@pytest.mark.parametrize(("name", "heads", "bounds"), HEADS, ids=[name for name, *_ in HEADS])
def test_head_counts_give_a_number_or_bounds(name: str, heads: list[Heads], bounds: Bounds) -> None:
    assert bounds_of(heads) == bounds


def test_people_known_by_code_may_be_among_the_heads() -> None:
    assert with_known(3, Bounds(18, 18)) == Bounds(18, 21)


def test_head_counts_of_a_school_show_as_bounds_with_the_reason(town: Town) -> None:
    def heads(people: int) -> list[HeadCount]:
        return [HeadCount(role=Role.PUPIL, people=people)]

    town.record(town.delivery(head_counts=heads(9)), town.delivery(head_counts=heads(4)))
    (figure,) = town.ask("pupils")
    assert (figure.lower, figure.upper, figure.shown) == (9, 13, "9 tot 13")
    assert [c.kind for c in figure.caveats] == [CaveatKind.PARTIAL]


def test_the_campuses_of_a_school_are_one_school(town: Town) -> None:
    campus = Site(code="a2", label="A2", kind=SiteKind.CAMPUS, school_id=town.site["a"])
    town.record(campus)
    make: Callable[[int], Participation] = lambda site: Participation(  # noqa: E731
        programme_id=town.programme, site_id=site, school_year=YEAR
    )
    town.record(make(town.site["a"]), make(campus.id), make(town.site["b"]))
    assert [f.value for f in town.ask("schools")] == [2]
    assert [f.value for f in town.ask("campuses")] == [3]
