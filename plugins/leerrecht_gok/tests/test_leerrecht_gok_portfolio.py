"""The portfolio of the team says what its slides say, and leaves the rest open."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sources import source_text
from toc_leerrecht_gok.portfolio import PORTFOLIO

from toc_core.checks import check_portfolio, is_sound
from toc_core.plugins import load_plugins

CENTRAL = ("krachtige_scholen", "leerwinkel", "bijzondere_leerplek")


@pytest.fixture(scope="module")
def slides() -> str:
    return source_text("004_")


def quotes() -> Iterator[str]:
    yield PORTFOLIO.mission_source_text
    yield from (theme.source_text for theme in PORTFOLIO.themes)
    yield from (framework.source_text for framework in PORTFOLIO.frameworks)
    yield from (goal.source_text for goal in PORTFOLIO.goals)
    for level in PORTFOLIO.offer:
        yield from (level.source_text, level.kind_source_text)


def test_every_quote_stands_verbatim_on_the_slides(slides: str) -> None:
    assert all(quotes())
    assert [quote for quote in quotes() if quote not in slides] == []


def test_the_slides_list_the_frameworks_and_themes_in_this_order(slides: str) -> None:
    assert len(PORTFOLIO.frameworks) == 5
    listed = " ".join(framework.source_text for framework in PORTFOLIO.frameworks)
    assert f"**Richtinggevende kaders:** {listed}" in slides
    themes = ", ".join(theme.source_text for theme in PORTFOLIO.themes)
    assert f"**Thema's:** {themes}..." in slides


def test_the_offer_holds_the_programmes_that_the_slides_name_as_examples() -> None:
    host = load_plugins()
    named = [[host.programme(code).label for code in o.programmes] for o in PORTFOLIO.offer]
    assert named == [
        ["Open blikavonden", "Netwerk leerlingbegeleiders"],
        ["Herstelscholen", "School en ouders", "Krachtige Scholen"],
        ["Buddy", "Leenlaptops", "Talent krijgt zomerkans"],
    ]


def test_the_central_goal_is_over_exactly_the_three_projects_of_the_slides(slides: str) -> None:
    (goal,) = PORTFOLIO.goals
    assert goal.programmes == CENTRAL
    assert "- **Krachtige scholen** - **Leerwinkel** - **Bijzondere leerplek**" in slides
    assert goal.elements == tuple(f"{code}.positive_connection" for code in CENTRAL)


def test_what_no_source_says_is_empty() -> None:
    assert PORTFOLIO.policy_plan == ()
    assert PORTFOLIO.contributions == ()
    assert [f for f in PORTFOLIO.frameworks if f.programmes or f.elements] == []
    assert PORTFOLIO.read_in == ("campus_talent",)
    assert [shared.code for shared in PORTFOLIO.shared_indicators if not shared.derived] == []


def test_the_portfolio_is_sound_and_names_its_gaps() -> None:
    problems = check_portfolio(PORTFOLIO, load_plugins().programmes)
    assert is_sound(problems), [str(problem) for problem in problems]
    assert [problem.code for problem in problems] == [
        "framework-without-programme",
        "no-contribution",
        "no-goal",
        "no-offer-level",
        "no-policy-plan",
    ]


def test_without_the_other_plugins_the_portfolio_is_still_sound() -> None:
    host = load_plugins(allowed=("leerrecht_gok",))
    problems = host.check_portfolio(host.portfolios["leerrecht_gok"])
    assert is_sound(problems)
    away = [p.place.rpartition(" ")[2] for p in problems if p.code == "unknown-programme"]
    assert away == ["buddy", "campus_talent", "krachtige_scholen"]
