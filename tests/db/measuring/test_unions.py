"""Unduplicated reach over programmes: Campus Talent's four schools and Krachtige Scholen's six."""

from __future__ import annotations

from datetime import date

import pytest

from toc_core.access import SYSTEM
from toc_core.db.identities import store_identities
from toc_core.db.measuring import Question
from toc_core.db.measuring.unions import Member, Reach, reach
from toc_core.db.people import Enrolment, Participant, Site, SiteAlias, SiteKind
from toc_core.db.records import Attendance, Delivery, DeliveryStatus, Participation
from toc_core.db.store import Store
from toc_core.db.theory import Cell
from toc_core.errors import UsageError
from toc_core.figures import CaveatKind
from toc_core.figures.heads import Bounds
from toc_core.periods import parse_period
from toc_core.theory import Behaviour, Count, Countable, Element, Indicator, Programme, Role, Stage

YEAR = "2024-2025"
TODAY = date(2026, 11, 22)
CAMPUS_TALENT = ("colomaplus", "um", "pts", "ba_botaniek")
KRACHTIGE_SCHOLEN = (
    "ba_stassart", "ba_botaniek", "pts", "colomaplus", "tsm", "ursulinen_mechelen",
)  # fmt: skip
LABELS = {"um": "UM", "ursulinen_mechelen": "Ursulinen Mechelen"}


def programme(code: str) -> Programme:
    pupils = Count(Countable.PARTICIPANTS, roles=(Role.PUPIL,))
    return Programme(
        code,
        code,
        "1",
        elements=(
            Element("talks", Stage.INTERVENTION, "Gesprekken"),
            Element("reach", Stage.OUTPUT, "Bereik"),
        ),
        indicators=(
            Indicator("schools", "reach", Count(Countable.SCHOOLS), label="Scholen"),
            Indicator("pupils", "reach", pupils, behaviour=Behaviour.DISTINCT, label="Leerlingen"),
        ),
    )


ONE, TWO = programme("campus_talent"), programme("krachtige_scholen")


class City:
    """The schools of both programmes, under the names that their sources use."""

    def __init__(self, store: Store) -> None:
        self.store = store
        with store.changing(SYSTEM, "toets") as session:
            session.add(Site(id=0, code="city", label="Hele stad", kind=SiteKind.CITY))
            session.add(Cell(id=0, axis="", category="", label="Totaal"))
            self.programmes = {p.code: store_identities(session, p).id for p in (ONE, TWO)}
            codes = dict.fromkeys([*CAMPUS_TALENT, *KRACHTIGE_SCHOLEN])
            sites = {
                code: Site(code=code, label=LABELS.get(code, code), kind=SiteKind.SCHOOL)
                for code in codes
            }
            session.add_all(sites.values())
            session.flush()
            self.site = {code: site.id for code, site in sites.items()}
            for owner, schools in ((ONE, CAMPUS_TALENT), (TWO, KRACHTIGE_SCHOLEN)):
                session.add_all(
                    Participation(
                        programme_id=self.programmes[owner.code],
                        site_id=self.site[code],
                        school_year=YEAR,
                    )
                    for code in schools
                )

    def alias(self, *, confirmed: bool) -> None:
        with self.store.changing(SYSTEM, "toets") as session:
            alias = {"alias": "Ursulinen Mechelen", "confirmed": confirmed}
            session.add(SiteAlias(site_id=self.site["um"], **alias))

    def reach(self, code: str = "schools") -> Reach:
        members: list[Member] = [(p, i) for p in (ONE, TWO) for i in p.indicators if i.code == code]
        question = Question((), (parse_period(YEAR),), TODAY)
        with self.store.session_for(SYSTEM, "toets") as session:
            (found,) = reach(session, question, members)
        return found


@pytest.fixture
def city(store: Store) -> City:
    return City(store)


def test_schools_that_carry_the_same_name_in_two_programmes_count_once(city: City) -> None:
    found = city.reach()
    assert found.union.value == 7  # 4 + 6 = 10, three of them in both
    assert (found.summed, found.overlap) == (Bounds(10, 10), Bounds(3, 3))
    assert [part.value for part in found.parts] == [4, 6]


def test_an_alias_that_nobody_confirmed_leaves_bounds_and_says_so(city: City) -> None:
    city.alias(confirmed=False)
    found = city.reach()
    assert (found.union.lower, found.union.upper, found.union.shown) == (6, 7, "6 of 7")
    assert found.overlap == Bounds(3, 4)
    (caveat,) = found.union.caveats
    assert caveat.kind is CaveatKind.UNCONFIRMED
    assert caveat.note == "of UM en Ursulinen Mechelen dezelfde school zijn"
    # Each programme alone knows only one of the two names.
    assert [part.value for part in found.parts] == [4, 6]
    assert [part.caveats for part in found.parts] == [(), ()]


def test_a_confirmed_alias_makes_them_one_school(city: City) -> None:
    city.alias(confirmed=True)
    found = city.reach()
    assert (found.union.value, found.union.caveats) == (6, ())


def test_a_pupil_in_two_programmes_is_one_pupil(city: City) -> None:
    with city.store.changing(SYSTEM, "toets") as session:
        people = [Participant(code=f"leerl{n}", role=Role.PUPIL) for n in range(3)]
        session.add_all(people)
        session.flush()
        at = {"site_id": city.site["pts"], "school_year": YEAR}
        session.add_all(Enrolment(participant_id=p.id, **at) for p in people)
        session.flush()
        for owner, present in ((ONE, people[:2]), (TWO, people[1:])):
            session.add(_delivery(session, city, owner, [p.id for p in present]))
    found = city.reach("pupils")
    assert found.union.value == 3  # 2 + 2 = 4, one of them in both
    assert (found.summed, found.overlap) == (Bounds(4, 4), Bounds(1, 1))
    assert [pair.shared for pair in found.pairs] == [Bounds(1, 1)]


def _delivery(session: object, city: City, owner: Programme, people: list[int]) -> Delivery:
    from sqlalchemy import select

    from toc_core.db.theory import ElementRow

    programme_id = city.programmes[owner.code]
    element = session.scalars(  # type: ignore[attr-defined]
        select(ElementRow.id).where(
            ElementRow.programme_id == programme_id, ElementRow.code == "talks"
        )
    ).one()
    return Delivery(
        programme_id=programme_id,
        site_id=city.site["pts"],
        element_id=element,
        day=date(2024, 10, 1),
        status=DeliveryStatus.HELD,
        attendances=[Attendance(participant_id=n, school_year=YEAR) for n in people],
    )


def test_different_things_are_not_counted_together(city: City) -> None:
    members: list[Member] = [(ONE, ONE.indicators[0]), (TWO, TWO.indicators[1])]
    question = Question((), (parse_period(YEAR),), TODAY)
    with (
        city.store.session_for(SYSTEM, "toets") as session,
        pytest.raises(UsageError, match="verschillende dingen"),
    ):
        reach(session, question, members)
