"""A match in the database: what it makes, who sees it, and what keeps a second one out."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

import pytest
from sqlalchemy import event
from sqlalchemy.exc import IntegrityError
from toc_buddy.lists import Afternoon, Kind, Language, StopReason
from toc_buddy.models import Match, Offer, Request
from toc_buddy.running import accept, stop

from toc_core.db.door import ScopedSession
from toc_core.db.history import undo
from toc_core.db.journal import Entry
from toc_core.db.people import Characteristic, Enrolment, Participant, Site, SiteKind
from toc_core.db.store import Store
from toc_core.db.theory import Cell
from toc_core.db.trajectories import Trajectory, TrajectoryMember, TrajectoryStatus
from toc_core.errors import DataProblems, UsageError

from .conftest import CITY, DAY, YEAR, World

WED, FRI = Afternoon.WEDNESDAY, Afternoon.FRIDAY


def test_a_match_is_a_trajectory_with_the_pupil_and_the_buddy(world: World) -> None:
    pupil, buddy = world.asks(world.a), world.offers(kind=Kind.VOLUNTEER)
    world.match(pupil, buddy)
    (match,), (run,) = world.rows(Match), world.rows(Trajectory)
    assert (run.site_id, run.start, run.status) == (world.a, DAY, TrajectoryStatus.RUNNING)
    assert match.trajectory_id == run.id
    members = {row.participant_id for row in world.rows(TrajectoryMember)}
    assert members == {match.pupil_id, match.buddy_id}
    assert str(match.reasons) == "allebei vrij op woensdagnamiddag"
    kinds = {cell.id: cell.category for cell in world.rows(Cell)}
    assert [kinds[row.cell_id] for row in world.rows(Characteristic)] == ["volunteer"]


def test_a_school_sees_its_own_pupils_and_the_buddies_matched_to_them_alone(world: World) -> None:
    here, there = world.asks(world.a), world.asks(world.b)
    buddies = [world.offers() for _each in range(3)]
    world.match(here, buddies[0])
    world.match(there, buddies[1])
    school = world.school(world.a)
    assert {p.code for p in world.rows(Participant, school)} == {here, buddies[0]}
    assert len(world.rows(Request, school)) == len(world.rows(Match, school)) == 1
    assert world.rows(Offer, school) == []


def test_a_buddy_of_two_schools_does_not_show_one_school_to_the_other(world: World) -> None:
    buddy = world.offers(most=2)
    pupils = [world.asks(site) for site in (world.a, world.b)]
    for pupil in pupils:
        world.match(pupil, buddy)
    (match,) = world.rows(Match, world.school(world.b))
    assert str(match.reasons) == "allebei vrij op woensdagnamiddag"
    assert {row.site_id for row in world.rows(Enrolment, world.school(world.b))} == {world.b}


def test_a_pupil_with_a_buddy_and_a_buddy_without_a_place_are_refused(world: World) -> None:
    pupil, other = world.asks(world.a), world.asks(world.a)
    buddy = world.offers()
    world.match(pupil, buddy)
    with pytest.raises(UsageError, match=f"ondertussen al een buddy: {buddy}"):
        world.match(pupil, world.offers())
    with pytest.raises(UsageError, match="heeft al 1 leerling: geen plaats meer"):
        world.match(other, buddy)
    assert len(world.matched()) == 1


@pytest.mark.parametrize("same_pupil", [True, False])
def test_two_coordinators_who_press_at_once_make_one_match(world: World, same_pupil: bool) -> None:
    pupil, buddy = world.asks(world.a), world.offers()
    other_pupil = pupil if same_pupil else world.asks(world.a)
    other_buddy = world.offers() if same_pupil else buddy
    with world.store.session_for(CITY, "kijken") as session:
        seen = world.round(session)  # before anyone pressed
    world.match(pupil, buddy)
    pressed = world.refs[other_pupil], world.refs[other_buddy]
    with (
        pytest.raises(IntegrityError),
        world.store.changing(CITY, "tweede") as session,
    ):
        accept(session, seen, *pressed, DAY)
    assert len(world.matched()) == len(world.rows(Trajectory)) == 1


def test_a_match_is_undone_whole_and_the_pupil_waits_again(world: World) -> None:
    pupil, buddy = world.asks(world.a), world.offers()
    world.match(pupil, buddy)
    with world.store.changing(CITY, "terug") as session:
        undo(session, _last_entry(session))
    for model in (Match, Trajectory, TrajectoryMember, Characteristic):
        assert world.rows(model) == []
    assert {row.site_id for row in world.rows(Enrolment)} == {world.a}
    with world.store.session_for(CITY, "kijken") as session:
        assert [one.code for one in world.round(session).waiting] == [pupil]
    with world.store.changing(CITY, "toch") as session:
        undo(session, _last_entry(session))
    assert len(world.matched()) == len(world.rows(TrajectoryMember)) - 1 == 1


def test_a_match_that_stops_frees_the_pupil_and_the_place(world: World) -> None:
    pupil, buddy = world.asks(world.a), world.offers()
    world.match(pupil, buddy)
    _stop(world, StopReason.NO_CLICK)
    (run,) = world.rows(Trajectory)
    assert (run.status, run.end) == (TrajectoryStatus.STOPPED, date(2026, 11, 2))
    world.match(pupil, buddy)
    assert [match.place for match in world.rows(Match)] == [1, 1]
    _stop(world, StopReason.YEAR_OVER)
    assert world.rows(Trajectory)[-1].status is TrajectoryStatus.FINISHED


@pytest.mark.parametrize(
    ("pressed", "start", "status"),
    [
        (date(2026, 8, 20), date(2026, 9, 1), TrajectoryStatus.PLANNED),
        (date(2026, 9, 1), date(2026, 9, 1), TrajectoryStatus.RUNNING),
        (date(2027, 10, 1), date(2027, 8, 31), TrajectoryStatus.RUNNING),
    ],
)
def test_a_match_begins_within_its_school_year(
    world: World, pressed: date, start: date, status: TrajectoryStatus
) -> None:
    pupil, buddy = world.asks(world.a), world.offers()
    with world.store.changing(CITY, "match") as session:
        accept(session, world.round(session), world.refs[pupil], world.refs[buddy], pressed)
    (run,) = world.rows(Trajectory)
    assert (run.start, run.status) == (start, status)


def test_practice_and_real_schools_never_meet_in_one_round(world: World) -> None:
    with world.store.changing(CITY, "school") as session:
        site = Site(code="de_school", label="De school", kind=SiteKind.SCHOOL)
        session.add(site)
        session.flush()
        real = site.id
    pupils = {True: world.asks(world.a), False: world.asks(real)}
    buddies = {True: world.offers(), False: world.offers(fictitious=False)}
    with world.store.session_for(CITY, "kijken") as session:
        for practice in (True, False):
            found = world.round(session, practice=practice)
            assert [one.code for one in found.waiting] == [pupils[practice]]
            assert [one.code for one in found.buddies] == [buddies[practice]]
    with pytest.raises(UsageError, match="staat niet"):
        world.match(pupils[True], buddies[False])


def test_forty_pupils_and_thirty_buddies_ask_three_statements(world: World) -> None:
    for number in range(4):
        world.asks(world.a if number % 2 else world.b)
        world.offers()
    with _counted(world.store) as few:
        _read(world)
    for _each in range(10):
        world.asks(world.a)
        world.match(world.asks(world.b), world.offers())
    with _counted(world.store) as many:
        _read(world)
    assert len(few) == len(many) == 3


REFUSED = {
    "no day": ({"free": []}, "kruis minstens één dag aan"),
    "no language": ({"must_speak": True}, "kies de taal die nodig is"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_a_request_without_what_it_needs_is_refused(world: World, case: str) -> None:
    values, said = REFUSED[case]
    with pytest.raises(DataProblems, match=said):
        world.asks(world.a, **values)
    assert world.rows(Request) == []


@pytest.mark.parametrize("most", [0, 4])
def test_a_buddy_takes_one_to_three_pupils(world: World, most: int) -> None:
    with pytest.raises(DataProblems, match="geef een aantal van 1 tot 3"):
        world.offers(most=most)


def test_a_set_of_words_is_kept_in_the_order_of_its_list(world: World) -> None:
    world.offers(FRI, WED, languages=[Language.TURKISH, Language.ARABIC])
    (offer,) = world.rows(Offer)
    assert str(offer.free) == "woensdagnamiddag, vrijdag na school"
    assert offer.languages == {Language.ARABIC, Language.TURKISH}
    assert str(offer.help) == ""


def _stop(world: World, because: StopReason) -> None:
    with world.store.changing(CITY, "stop") as session:
        running = session.query(Match).filter(Match.stopped_because.is_(None)).one()
        stop(running, because, date(2026, 11, 2))


def _last_entry(session: ScopedSession) -> Entry:
    return session.query(Entry).order_by(Entry.id.desc()).first()  # type: ignore[return-value]


def _read(world: World) -> None:
    with world.store.session_for(CITY, "kijken") as session:
        assert world.round(session).school_year == YEAR


@contextmanager
def _counted(store: Store) -> Iterator[list[str]]:
    """Collect the SELECTs inside the block."""
    asked: list[str] = []

    def note(_c: object, _cursor: object, statement: str, *_rest: object) -> None:
        if statement.lstrip().upper().startswith("SELECT"):
            asked.append(statement)

    event.listen(store.engine, "before_cursor_execute", note)
    try:
        yield asked
    finally:
        event.remove(store.engine, "before_cursor_execute", note)
