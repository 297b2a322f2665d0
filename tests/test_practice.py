"""Practice records: invented ones of Oefenschool A–D, apart from everything real."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

from toc_core.access import SYSTEM
from toc_core.db.backup import backup
from toc_core.db.base import Base, PerSite, Record
from toc_core.db.codes import check_character, is_code
from toc_core.db.measures import Agreed
from toc_core.db.measuring import Question, figures
from toc_core.db.migrate import migrate
from toc_core.db.people import CITY_SITE, Participant, Site
from toc_core.db.records import Delivery, DeliveryStatus, Meeting, Story
from toc_core.db.store import Store
from toc_core.db.trajectories import Trajectory
from toc_core.errors import StoreError, UsageError
from toc_core.figures import CaveatKind, Figure
from toc_core.periods import parse_period
from toc_core.plugins import Host, load_plugins
from toc_core.practice import add_practice_data, has_practice_data, practice_years
from toc_core.practice.database import (
    Condition,
    begin,
    condition_of,
    finish,
)
from toc_core.source_data import load_source_data, sources_of
from toc_core.sync import plan_sync, run_sync, stored_programmes
from toc_core.theory import Count

TODAY = date(2026, 11, 18)
YEARS = ("2023-2024", "2024-2025", "2025-2026", "2026-2027")


@pytest.fixture(scope="module")
def host() -> Host:
    """Campus Talent and Buddy."""
    return load_plugins(allowed=("campus_talent", "buddy"))


def opened(path: Path, host: Host) -> Store:
    """Return a store with the theories and the real figures of the sources."""
    store = Store(f"sqlite:///{path}")
    migrate(store, host)
    with store.changing(SYSTEM, "theorieën") as session:
        run_sync(session, plan_sync(session, host))
        load_source_data(session, sources_of(session, host))
    return store


def practised(path: Path, host: Host) -> Store:
    """Return a store that has the practice schools too."""
    store = opened(path, host)
    with store.changing(SYSTEM, "oefenen") as session:
        add_practice_data(session, today=TODAY)
    return store


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory, host: Host) -> Iterator[Store]:
    """The practice schools beside the real figures; tests only read it."""
    made = practised(tmp_path_factory.mktemp("practice") / "toc.sqlite", host)
    yield made
    made.close()


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory, host: Host) -> Iterator[Store]:
    """The theories and the real figures only; tests keep nothing in it."""
    made = opened(tmp_path_factory.mktemp("real") / "toc.sqlite", host)
    yield made
    made.close()


def asked(store: Store, *, practice: bool) -> list[Figure]:
    """Return every figure of every year."""
    with store.session_for(SYSTEM, "vragen") as session:
        programmes = tuple(stored_programmes(session).values())
        periods = tuple(parse_period(year) for year in YEARS)
        return figures(session, Question(programmes, periods, TODAY, practice=practice))


def contents(store: Store) -> dict[str, list[tuple[Any, ...]]]:
    """Return every record of every table, without the moment it was made."""
    found: dict[str, list[tuple[Any, ...]]] = {}
    with store.session_for(SYSTEM, "kijken") as session:
        for mapper in Base.registry.mappers:
            model = mapper.class_
            if issubclass(model, Record) and model.__module__.startswith("toc_core.db"):
                names = [c.name for c in model.__table__.c if c.name != "known_from"]
                rows = session.execute(select(*(getattr(model, n) for n in names)))
                found[model.__tablename__] = [tuple(row) for row in rows]
    return found


def test_real_figures_are_the_same_with_and_without_practice_records(
    store: Store, real: Store
) -> None:
    assert asked(store, practice=False) == asked(real, practice=False)


def test_a_practice_figure_always_says_that_it_is_fictitious(store: Store) -> None:
    answered = [f for f in asked(store, practice=True) if f.rows]
    assert answered
    for figure in answered:
        assert CaveatKind.FICTITIOUS in [caveat.kind for caveat in figure.caveats]


def test_whatever_the_programmes_count_has_practice_records(store: Store, host: Host) -> None:
    counted = {
        (programme.code, indicator.code)
        for programme in host.programmes.values()
        for indicator in programme.all_indicators()
        if isinstance(indicator.measure, Count)
    }
    year = [f for f in asked(store, practice=True) if f.period.code == "2025-2026"]
    assert {(f.programme, f.indicator) for f in year if f.rows} == counted


def test_every_intervention_in_effect_was_held(store: Store) -> None:
    with store.session_for(SYSTEM, "kijken") as session:
        held = select(Delivery).where(Delivery.status == DeliveryStatus.HELD)
        found = {delivery.element.code for delivery in session.scalars(held)}
        wanted = {
            "campus_talent": 8,
            "buddy": 1,  # role models and mentors are still planned
        }
        assert len(found) == sum(wanted.values())
        assert not found & {"role_models", "mentors"}


def test_practice_records_belong_to_practice_schools_only(store: Store, host: Host) -> None:
    with store.session_for(SYSTEM, "kijken") as session:
        labels = session.scalars(select(Site.label).where(Site.fictitious).order_by(Site.label))
        assert [*labels] == [f"Oefenschool {letter}" for letter in "ABCD"]
        # The only records of real sites are the ones that the sources give.
        for model in (Delivery, Trajectory, Meeting, Story, Agreed):
            assert issubclass(model, PerSite)
            real = select(func.count()).select_from(model).join(Site, Site.id == model.site_id)
            assert session.scalar(real.where(Site.fictitious.is_(False))) == 0


def test_the_whole_city_has_no_target(store: Store) -> None:
    with store.session_for(SYSTEM, "kijken") as session:
        assert session.scalar(select(func.count(Agreed.id))) != 0
        city = select(func.count(Agreed.id)).where(Agreed.site_id == CITY_SITE)
        assert session.scalar(city) == 0
    assert all(figure.target is None for figure in asked(store, practice=True))


def test_a_practice_story_says_so_in_its_first_word(store: Store) -> None:
    with store.session_for(SYSTEM, "kijken") as session:
        stories = session.scalars(select(Story)).all()
    assert {story.text.partition(":")[0] for story in stories} == {"Oefenverhaal"}
    assert {story.consent.value for story in stories} == {"share", "team_only", "withdrawn"}


def test_what_is_of_this_week_is_still_to_be_noted(store: Store) -> None:
    with store.session_for(SYSTEM, "kijken") as session:
        later = select(Delivery.status).where(Delivery.day > TODAY)
        assert {*session.scalars(later)} == {DeliveryStatus.PLANNED}
        monday = TODAY - timedelta(days=TODAY.weekday())
        this_week = select(Delivery.status).where(Delivery.day >= monday, Delivery.day <= TODAY)
        assert {*session.scalars(this_week)} <= {DeliveryStatus.PLANNED}
        earlier = select(Delivery.status).where(Delivery.day < monday)
        assert {*session.scalars(earlier)} == {DeliveryStatus.HELD, DeliveryStatus.CANCELLED}
        assert session.scalars(select(func.max(Meeting.day))).one() <= TODAY
        assert session.scalars(select(func.max(Story.day))).one() <= TODAY
        statuses = {*session.scalars(select(Trajectory.status))}
    assert {status.value for status in statuses} == {"planned", "running", "finished"}


def test_the_same_day_gives_the_same_records(store: Store, host: Host, tmp_path: Path) -> None:
    again = practised(tmp_path / "toc.sqlite", host)
    first, second = contents(store), contents(again)
    again.close()
    for table in first:
        if table in ("site", "participation", "observation", "organisation"):
            continue  # those hold real rows too, whose references are by chance
        if table in ("site_alias", "observation_caveat"):
            continue
        assert first[table] == second[table], table
    assert first["delivery"]


@pytest.mark.parametrize(
    ("today", "last"),
    [
        (date(2024, 6, 30), "2023-2024"),
        (date(2025, 1, 31), "2024-2025"),
        (date(2026, 8, 31), "2025-2026"),
        (date(2026, 9, 1), "2026-2027"),
        (date(2032, 2, 29), "2031-2032"),
    ],
)
def test_the_last_year_is_the_current_one(today: date, last: str, real: Store) -> None:
    years = [year.code for year in practice_years(today)]
    assert years[-1] == last
    assert len(years) <= 3
    with real.session_for(SYSTEM, "oefenen", writes=True) as session:  # never committed
        assert add_practice_data(session, today=today)["site"] == 4


def test_practice_records_are_not_made_twice(store: Store) -> None:
    with store.session_for(SYSTEM, "nog eens", writes=True) as session:
        assert has_practice_data(session)
        with pytest.raises(UsageError, match="staan al"):
            add_practice_data(session, today=TODAY)


def test_people_are_known_by_a_code_that_shows_typing_errors(store: Store) -> None:
    with store.session_for(SYSTEM, "kijken") as session:
        codes = session.scalars(select(Participant.code)).all()
    assert codes
    for code in codes:
        assert len(code) == 7
        assert check_character(code[:6]) == code[6]
        assert is_code(code)


def test_the_mark_of_a_practice_database_goes_along_with_its_backup(tmp_path: Path) -> None:
    path = tmp_path / "toc.sqlite"
    begin(path)
    store = Store(f"sqlite:///{path}")
    assert store.is_practice
    copy = backup(store, tmp_path / "copy.sqlite")
    assert Store(f"sqlite:///{copy}").is_practice
    store.close()


def test_a_database_without_the_mark_is_real_and_stays(tmp_path: Path, host: Host) -> None:
    path = tmp_path / "toc.sqlite"
    opened(path, host).close()
    before = path.read_bytes()
    assert condition_of(path, 5) is Condition.REAL
    with pytest.raises(StoreError, match="geen oefendatabank"):
        begin(path)
    assert path.read_bytes() == before


def test_a_practice_database_is_whole_only_when_its_last_step_was_done(tmp_path: Path) -> None:
    path = tmp_path / "home" / "toc.sqlite"
    assert condition_of(path, 5) is Condition.MISSING
    begin(path)
    assert condition_of(path, 5) is Condition.UNFINISHED
    finish(path, 5)
    assert condition_of(path, 5) is Condition.LOADED
    assert condition_of(path, 6) is Condition.OTHER


def test_a_practice_database_in_use_is_not_removed(tmp_path: Path) -> None:
    path = tmp_path / "toc.sqlite"
    begin(path)
    user = sqlite3.connect(path)
    user.execute("PRAGMA journal_mode = WAL")
    user.execute("CREATE TABLE busy (id INTEGER)")
    with pytest.raises(StoreError, match="Stop eerst de andere demo"):
        begin(path)
    user.close()
    begin(path)


def test_a_file_that_is_no_database_is_refused_by_its_name(tmp_path: Path) -> None:
    path = tmp_path / "toc.sqlite"
    path.write_text("dit is geen databank, maar wel van iemand" * 100)
    with pytest.raises(StoreError, match=r"toc\.sqlite"):
        condition_of(path, 5)
