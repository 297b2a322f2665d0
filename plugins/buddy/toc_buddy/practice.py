"""Practice records of matching: forty pupils of the practice schools who wait, and thirty buddies.

Nobody is matched yet, so that there is something to practise.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import TypeVar

from toc_buddy.lists import Afternoon, Help, Kind, Language, Level, Listed
from toc_buddy.models import Offer, Request
from toc_buddy.sets import Words
from toc_core.db.people import Participant
from toc_core.practice.making import Maker
from toc_core.practice.schools import SchoolYear
from toc_core.theory import Role

PUPILS, BUDDIES = 40, 30
_SECONDARY = "oefenschool_d"  # the other practice schools are primary schools
L = TypeVar("L", bound=Listed)


def add_practice(maker: Maker, schools: Sequence[SchoolYear]) -> None:
    """Add requests and offers of the current school year, at the practice schools alone."""
    year = maker.years[-1]
    here = [at for at in schools if at.year == year]
    pupils = [(at, pupil) for at in here for room in at.classes for pupil in room.pupils]
    for at, pupil in maker.some_of(pupils, PUPILS):
        _ask(maker, at, pupil)
    for number, buddy in enumerate(maker.people(Role.BUDDY, BUDDIES)):
        maker.flush()
        _offer(maker, year.code, buddy, is_student=number % 3 == 0)


def _ask(maker: Maker, at: SchoolYear, pupil: Participant) -> None:
    language = maker.one_of((None, None, None, *Language))
    maker.row(
        Request,
        **at.place_and_year,
        participant_id=pupil.id,
        asked_on=_some_day(maker),
        level=Level.SECONDARY if at.school.code == _SECONDARY else Level.PRIMARY,
        free=_some(maker, list(Afternoon), 1, 2),
        help=_some(maker, list(Help), 1, 2),
        language=language,
        must_speak=language is not None and maker.between(1, 4) == 1,
    )


def _offer(maker: Maker, year: str, buddy: Participant, *, is_student: bool) -> None:
    maker.row(
        Offer,
        participant_id=buddy.id,
        school_year=year,
        offered_on=_some_day(maker),
        kind=Kind.STUDENT if is_student else Kind.VOLUNTEER,
        free=_some(maker, list(Afternoon), 2, 4),
        level=maker.one_of((None, None, *Level)),
        help=_some(maker, list(Help), 1, 3),
        languages=_some(maker, list(Language), 0, 2),
        most=maker.between(1, 2),
        fictitious=True,
    )


def _some(maker: Maker, words: Sequence[L], least: int, most: int) -> Words[L]:
    return Words(maker.some_of(words, maker.between(least, most)))


def _some_day(maker: Maker) -> date:
    """Return a day since the start of the school year, not after today."""
    begun = maker.years[-1].start
    return begun + timedelta(days=maker.between(0, min(60, (maker.today - begun).days)))
