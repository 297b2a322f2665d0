"""Two practice schools with a pupil each, in a database made by the migrations."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from plugin_databases import KINDS, Databases, copied, empty_postgres, empty_sqlite
from toc_flexible_trajectories.codes import AskedBy, Council, Indication
from toc_flexible_trajectories.models import IndicationSeen, NotesAllowed, TrajectoryRequest
from toc_webadmin import create_app
from toc_webadmin.passwords import hashed
from toc_webadmin.users import add_user

from toc_core.access import SYSTEM, Access, Principal
from toc_core.db.door import ScopedSession
from toc_core.db.migrate import migrate
from toc_core.db.people import Enrolment, Participant, Site, SiteKind
from toc_core.db.store import Store
from toc_core.plugins import Host, load_plugins
from toc_core.settings import Settings
from toc_core.sync import plan_sync, run_sync
from toc_core.theory import Role

if TYPE_CHECKING:
    from servers import PostgresDatabase, PostgresServer

    from .screens import Admin

YEAR = "2024-2025"
ASKED, COUNCIL_DAY, WILLING_DAY, START = (date(2024, 10, day) for day in (1, 8, 9, 10))
# The cheapest argon2: a test signs in often.
CHEAP = {
    "SECURITY_PASSWORD_HASH_PASSLIB_OPTIONS": {
        "argon2__rounds": 1,
        "argon2__memory_cost": 8,
        "argon2__parallelism": 1,
    },
}
COORDINATOR = Principal("coördinator", Access.COORDINATOR)


@dataclass(frozen=True)
class School:
    """A practice school: its site, its one pupil, and who may speak for it."""

    site: int
    pupil: int

    @property
    def principal(self) -> Principal:
        return Principal(f"school {self.site}", Access.SCHOOL, frozenset({self.site}))


@dataclass(frozen=True)
class Practice:
    """Two schools in a store; the first keeps no notes until a test lets it."""

    store: Store
    a: School
    b: School

    @contextmanager
    def changing(self, school: School) -> Iterator[ScopedSession]:
        with self.store.changing(school.principal, "toets") as session:
            yield session

    def request(self, school: School, **values: Any) -> TrajectoryRequest:
        """Return a new request of a school, not decided about."""
        row: dict[str, Any] = {
            "site_id": school.site,
            "participant_id": school.pupil,
            "school_year": YEAR,
            "asked_by": AskedBy.PARENTS_AND_PUPIL,
            "asked_on": ASKED,
        }
        return TrajectoryRequest(**row | values)

    def agreed(self, school: School, **values: Any) -> TrajectoryRequest:
        """Return a new request that the klassenraad approved and the pupil is willing to follow."""
        seen = IndicationSeen(site_id=school.site, indication=Indication.ABSENCES)
        answers: dict[str, Any] = {
            "council": Council.APPROVED,
            "council_on": COUNCIL_DAY,
            "willing": True,
            "willing_on": WILLING_DAY,
            "indications": [seen],
        }
        return self.request(school, **answers | values)

    def let_notes(self, session: ScopedSession, school: School) -> None:
        """Let a school keep notes."""
        session.add(NotesAllowed(site_id=school.site, since=ASKED))
        session.flush()


@pytest.fixture(scope="session")
def host() -> Host:
    return load_plugins(allowed=("flexible_trajectories",))


@pytest.fixture(scope="session")
def sqlite_file(tmp_path_factory: pytest.TempPathFactory, host: Host) -> Path:
    """An empty database with every table, to copy."""
    return empty_sqlite(tmp_path_factory.mktemp("flexible"), host)


@pytest.fixture(scope="session")
def postgres_like(postgres_server: PostgresServer, host: Host) -> PostgresDatabase:
    """An empty database with every table, to copy."""
    return empty_postgres(postgres_server, host)


@pytest.fixture(params=KINDS)
def databases(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Databases]:
    """A database of each kind, with every table of the core and of this plugin."""
    with copied(request, tmp_path) as found:
        yield found


@pytest.fixture
def practice(databases: Databases, host: Host) -> Practice:
    """The theory and two practice schools, in the database."""
    store = databases.app
    with store.changing(SYSTEM, "wereld maken") as session:
        run_sync(session, plan_sync(session, host))
        schools = [_school(session, letter) for letter in "ab"]
    return Practice(store, *schools)


def _school(session: ScopedSession, letter: str) -> School:
    label = f"Oefenschool {letter.upper()}"
    site = Site(code=f"oefenschool_{letter}", label=label, kind=SiteKind.SCHOOL, fictitious=True)
    pupil = Participant(code=f"2345{letter}67", role=Role.PUPIL)
    session.add_all([site, pupil])
    session.flush()
    session.add(Enrolment(participant_id=pupil.id, site_id=site.id, school_year=YEAR))
    session.flush()
    return School(site.id, pupil.id)


@pytest.fixture
def admin(databases: Databases, practice: Practice, tmp_path: Path) -> Admin:
    """The admin over these schools, with a user for each and one for the city."""
    from .screens import PASSWORD, Admin

    host = load_plugins(allowed=("flexible_trajectories", "webadmin"))
    migrate(databases.owner, host)
    password = hashed(PASSWORD, CHEAP)
    add_user(practice.store, "stad", Access.COORDINATOR, password_hash=password)
    for name in "ab":
        sites = [f"oefenschool_{name}"]
        add_user(practice.store, name, Access.SCHOOL, sites=sites, password_hash=password)
    settings = Settings(home=tmp_path, secret_key="a key for tests, long enough to sign cookies")
    app = create_app(settings, host=host, store=practice.store, config=CHEAP)
    assert [b for b in host.broken if b.name == "flexible_trajectories"] == []
    return Admin(app, practice)
