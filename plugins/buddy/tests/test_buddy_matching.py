"""Which buddies fit a pupil, held against a slow and simple judge."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from toc_buddy.lists import Afternoon, Help, Kind, Language, Level, Listed
from toc_buddy.matching import (
    WEIGHTS,
    Buddy,
    Pupil,
    Reason,
    Reasons,
    Suggestion,
    Why,
    is_possible,
    longest_first,
    reason_of,
    suggest,
    weigh,
)
from toc_buddy.sets import Words

DAY = date(2026, 9, 1)
WED, FRI = Afternoon.WEDNESDAY, Afternoon.FRIDAY


def pupil(**values: Any) -> Pupil:
    basis: dict[str, Any] = {"ref": "p", "code": "P", "site_id": 1, "school": "Oefenschool A"}
    basis |= {"asked_on": DAY, "level": Level.PRIMARY, "free": frozenset({WED})}
    return Pupil(**basis | values)


def buddy(code: str = "B", **values: Any) -> Buddy:
    basis: dict[str, Any] = {"ref": code, "code": code, "kind": Kind.STUDENT}
    basis |= {"offered_on": DAY, "free": frozenset({WED})}
    return Buddy(**basis | values)


def words(reasons: Reasons) -> list[str]:
    return [reason.words for reason in reasons]


def test_what_speaks_for_a_buddy_and_what_against_is_said_in_words() -> None:
    asks = pupil(language=Language.ARABIC, help=frozenset({Help.HOMEWORK}))
    found = weigh(asks, buddy(languages=frozenset({Language.ARABIC}), most=2, at=(2,)))
    assert words(found.reasons) == ["allebei vrij op woensdagnamiddag", "spreekt Arabisch"]
    assert words(found.against) == ["heeft al 1 leerling", "helpt liever met iets anders"]
    assert found.is_possible
    assert found.score == WEIGHTS[Why.AFTERNOON] + WEIGHTS[Why.LANGUAGE] + WEIGHTS[Why.BUSY]


IMPOSSIBLE = {
    "nooit samen vrij": (pupil(), buddy(free=frozenset({FRI}))),
    "heeft al 1 leerling: geen plaats meer": (pupil(), buddy(at=(1,))),
    "heeft al 2 leerlingen: geen plaats meer": (pupil(), buddy(most=2, at=(1, 2))),
    "spreekt geen Turks, en dat is nodig": (
        pupil(language=Language.TURKISH, must_speak=True),
        buddy(languages=frozenset({Language.ARABIC})),
    ),
}


@pytest.mark.parametrize("why", IMPOSSIBLE)
def test_what_makes_a_buddy_impossible_is_said_before_anyone_chooses(why: str) -> None:
    found = weigh(*IMPOSSIBLE[why])
    assert words(found.blocks) == [why]
    assert not found.is_possible


def test_all_that_makes_a_buddy_impossible_is_told_at_once() -> None:
    asks = pupil(language=Language.TURKISH, must_speak=True, free=frozenset({FRI}))
    said = "heeft al 1 leerling: geen plaats meer; nooit samen vrij; spreekt geen Turks, en dat is "
    assert str(weigh(asks, buddy(at=(1,))).blocks) == f"{said}nodig"


def test_a_language_that_is_only_wished_keeps_nobody_out() -> None:
    found = weigh(pupil(language=Language.TURKISH), buddy())
    assert found.is_possible
    assert words(found.against) == ["spreekt geen Turks"]


def test_the_same_school_speaks_for_a_buddy_and_another_school_is_not_told() -> None:
    here, elsewhere = (weigh(pupil(), buddy(most=2, at=(site,))) for site in (1, 2))
    assert "is al buddy op deze school" in words(here.reasons)
    assert words(elsewhere.reasons) == ["allebei vrij op woensdagnamiddag"]


def test_of_the_same_score_who_waits_longest_goes_first_and_then_the_code_decides() -> None:
    later = DAY + timedelta(days=1)
    three = [buddy("C"), buddy("A", offered_on=later), buddy("B")]
    assert [one.buddy.code for one in suggest(pupil(), three)] == ["B", "C", "A"]
    waiting = [pupil(code="C"), pupil(code="A", asked_on=later), pupil(code="B")]
    assert [one.code for one in longest_first(waiting)] == ["B", "C", "A"]


def test_a_reason_is_read_back_as_it_was_kept_and_one_of_later_is_passed_over() -> None:
    asks = pupil(language=Language.ARABIC, help=frozenset(Help))
    kept = weigh(asks, buddy(languages=frozenset(Language), help=frozenset(Help))).reasons
    assert [reason_of(reason.code) for reason in kept] == list(kept)
    assert reason_of("shoe_size:44") is None


def test_every_word_of_every_list_and_reason_has_dutch_words() -> None:
    listed = [word for kind in Listed.__subclasses__() for word in kind]
    same = {Kind.STUDENT}  # a Dutch word too
    assert {word for word in listed if word.label == word.value} == same
    about = dict.fromkeys(Why, "1") | {Why.AFTERNOON: WED, Why.HELP: Help.READING}
    about |= dict.fromkeys((Why.LEVEL, Why.OTHER_LEVEL), Level.PRIMARY)
    about |= dict.fromkeys((Why.LANGUAGE, Why.OTHER_LANGUAGE, Why.MUST_SPEAK), Language.FRENCH)
    assert all(Reason(why, about[why]).words for why in Why)
    assert str(Words([FRI, WED])) == "woensdagnamiddag, vrijdag na school"


def some(kind: type[Listed]) -> st.SearchStrategy[frozenset[Any]]:
    return st.frozensets(st.sampled_from(list(kind)))


PUPILS = st.builds(
    pupil,
    level=st.sampled_from(Level),
    free=some(Afternoon),
    help=some(Help),
    language=st.none() | st.sampled_from(Language),
    must_speak=st.booleans(),
    site_id=st.integers(1, 3),
)
BUDDIES = st.lists(
    st.builds(
        buddy,
        code=st.text("ABCDEFGH", min_size=1, max_size=3),
        offered_on=st.dates(DAY, DAY + timedelta(days=3)),
        free=some(Afternoon),
        level=st.none() | st.sampled_from(Level),
        help=some(Help),
        languages=some(Language),
        most=st.integers(1, 3),
        at=st.lists(st.integers(1, 3), max_size=3).map(tuple),
    ),
    max_size=8,
    unique_by=lambda one: one.code,
)


def judged_possible(asks: Pupil, offers: Buddy) -> bool:
    """Say it once more, one by one and without a set."""
    for day in Afternoon:
        if day in asks.free and day in offers.free:
            break
    else:
        return False
    if asks.must_speak and asks.language is not None:
        spoken = [language for language in offers.languages if language == asks.language]
        if not spoken:
            return False
    return offers.most - len(offers.at) > 0


def judged_score(asks: Pupil, offers: Buddy) -> int:
    score = 0
    for day in Afternoon:
        score += 1 if day in asks.free and day in offers.free else 0
    for subject in Help:
        score += 3 if subject in asks.help and subject in offers.help else 0
    score += 5 if asks.language in offers.languages else 0
    if offers.level is not None:
        score += 3 if offers.level == asks.level else -3
    score += 2 if asks.site_id in offers.at else 0
    return score - (2 * len(offers.at) if len(offers.at) < offers.most else 0)


@given(PUPILS, BUDDIES)
def test_the_suggestions_are_those_of_a_slow_judge(asks: Pupil, offers: list[Buddy]) -> None:
    found = suggest(asks, offers)
    expected = sorted(
        offers,
        key=lambda b: (not judged_possible(asks, b), -judged_score(asks, b), b.offered_on, b.code),
    )
    assert [one.buddy for one in found] == expected
    for one in found:
        assert one.is_possible == judged_possible(asks, one.buddy) == is_possible(asks, one.buddy)
        assert one.score == judged_score(asks, one.buddy)


@given(PUPILS, BUDDIES, st.randoms())
def test_the_order_does_not_depend_on_how_the_buddies_come(
    asks: Pupil, offers: list[Buddy], chance: Random
) -> None:
    shuffled = offers.copy()
    chance.shuffle(shuffled)
    found = suggest(asks, offers)
    assert suggest(asks, shuffled) == found
    for better, worse in pairwise(found):
        assert _at_least(better, worse)


def _at_least(better: Suggestion, worse: Suggestion) -> bool:
    if better.is_possible is not worse.is_possible:
        return better.is_possible
    return better.score >= worse.score
