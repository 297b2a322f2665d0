"""Programmes beside each other: once what is counted once, and every difference in words."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date

import pytest
from portfolio_world import CASE, CLUB, LOADED, PEOPLE, WHOLE

from toc_core.access import SYSTEM
from toc_core.db.identities import store_identities
from toc_core.db.people import Site, SiteKind
from toc_core.db.records import Consent, Participation, Story
from toc_core.db.store import Store
from toc_core.db.theory import Cell
from toc_core.periods import parse_period, school_year_of
from toc_core.portfolio import Asked
from toc_core.portfolio.overview import Overview, chosen_only, overview, overview_table
from toc_core.theory import Role
from toc_core.theory.portfolio import Goal, Portfolio, SharedIndicator

YEAR = "2024-2025"
# The goal names what both programmes reach, by one indicator of each.
AIM = Goal("reach", "Iedereen bereiken", ("leesclub", "leeskoffer"), ("leesclub.reach",))


@pytest.fixture
def city(store: Store) -> Store:
    """Schools A and B in the club, B and C with the case; two stories of the club."""
    with store.changing(SYSTEM, "toets") as session:
        session.add(Site(id=0, code="city", label="Hele stad", kind=SiteKind.CITY))
        session.add(Cell(id=0, axis="", category="", label="Totaal"))
        ids = {p.code: store_identities(session, p).id for p in (CLUB, CASE)}
        sites = {
            letter: Site(code=letter, label=f"Oefenschool {letter.upper()}", kind=SiteKind.SCHOOL)
            for letter in "abc"
        }
        session.add_all(sites.values())
        session.flush()
        for code, letter in (
            ("leesclub", "a"),
            ("leesclub", "b"),
            *(("leeskoffer", x) for x in "bc"),
        ):
            session.add(
                Participation(programme_id=ids[code], site_id=sites[letter].id, school_year=YEAR)
            )
        for day, consent in (
            (date(2024, 10, 1), Consent.SHARE),
            (date(2024, 10, 2), Consent.TEAM_ONLY),
            (date(2024, 10, 3), Consent.WITHDRAWN),
            (date(2023, 10, 3), Consent.SHARE),
        ):
            session.add(
                Story(
                    programme_id=ids["leesclub"],
                    site_id=sites["a"].id,
                    day=day,
                    text="Ik las een boek.",
                    teller_role=Role.PUPIL,
                    school_year=school_year_of(day).code,
                    consent=consent,
                )
            )
    return store


def told(store: Store, portfolio: Portfolio = WHOLE) -> Overview:
    asked = Asked(store.clock(), UTC, (parse_period(YEAR),))
    with store.session_for(SYSTEM, "toets") as session:
        return overview(session, portfolio, LOADED, asked)


def test_each_programme_is_a_row_and_what_is_shared_is_counted_once(city: Store) -> None:
    table = overview_table(told(city))
    assert [row[:4] for row in table.rows] == [
        ("Leesclub", "2", None, 2),
        ("Leeskoffer", "2", None, 0),
        ("Alle samen, elk één keer", "3", None, None),
    ]


def test_a_goal_of_which_nobody_agreed_that_it_is_one_is_not_comparable(city: Store) -> None:
    aim = replace(AIM, elements=("leesclub.reach", "leeskoffer.reach"))
    (outcome,) = told(city, replace(WHOLE, goals=(aim,))).outcomes
    assert outcome.differences[0] == (
        "De eenheden verschillen, en dat ze hetzelfde meten, heeft niemand afgesproken."
    )
    assert any("Leeskoffer" in words for words in outcome.differences[1:])


def test_one_definition_with_one_rule_is_comparable(city: Store) -> None:
    same = replace(CASE, indicators=(CASE.indicators[0], PEOPLE))
    shared = SharedIndicator(
        "people", "Leerlingen", "Elke leerling.", "leerling",
        members=("leesclub.people", "leeskoffer.people", "leesclub.schools", "leeskoffer.schools"),
    )  # fmt: skip
    aim = replace(AIM, elements=("leesclub.reach", "leeskoffer.reach"))
    only = {
        "leesclub": replace(CLUB, indicators=(PEOPLE,)),
        "leeskoffer": replace(same, indicators=(PEOPLE,)),
    }
    asked = Asked(city.clock(), UTC, (parse_period(YEAR),))
    portfolio = replace(WHOLE, goals=(aim,), shared_indicators=(shared,))
    with city.session_for(SYSTEM, "toets") as session:
        (outcome,) = overview(session, portfolio, only, asked).outcomes
    assert len(outcome.members) == 2
    assert outcome.differences == ()


def test_a_choice_of_programmes_unites_only_those(city: Store) -> None:
    one = chosen_only(WHOLE, ["leeskoffer", "bestaat niet"])
    assert [row[:2] for row in overview_table(told(city, one)).rows] == [("Leeskoffer", "2")]
    assert chosen_only(WHOLE, []).programmes == WHOLE.programmes
