"""Two practice schools and some buddies, in a database made by the migrations."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from plugin_databases import KINDS, Databases, copied, empty_postgres, empty_sqlite
from toc_buddy.lists import Afternoon, Kind, Level
from toc_buddy.models import Match, Offer, Request
from toc_buddy.rounds import Round, read_round
from toc_buddy.running import accept
from toc_buddy.sets import Words
from toc_webadmin import create_app
from toc_webadmin.passwords import hashed
from toc_webadmin.users import add_user

from toc_core.access import SYSTEM, Access, Principal
from toc_core.db.codes import new_code
from toc_core.db.door import ScopedSession
from toc_core.db.migrate import migrate
from toc_core.db.people import Enrolment, Participant, Site, SiteKind
from toc_core.db.store import Store
from toc_core.plugins import Host, load_plugins
from toc_core.settings import Settings
from toc_core.sync import plan_sync, run_sync
from toc_core.theory import Role

from .screens import PASSWORD, Admin

if TYPE_CHECKING:
    from servers import PostgresDatabase, PostgresServer

YEAR = "2026-2027"
DAY = date(2026, 9, 14)
CITY = Principal("stad", Access.COORDINATOR)
# The cheapest argon2: a test signs in often.
CHEAP = {
    "SECURITY_PASSWORD_HASH_PASSLIB_OPTIONS": {
        "argon2__rounds": 1,
        "argon2__memory_cost": 8,
        "argon2__parallelism": 1,
    },
}


@dataclass(frozen=True)
class World:
    """A store with practice schools ``a`` and ``b``; people are added by a test."""

    store: Store
    a: int
    b: int
    refs: dict[str, str] = field(default_factory=dict)

    def school(self, site: int) -> Principal:
        """Return somebody of a school."""
        return Principal(f"school {site}", Access.SCHOOL, frozenset({site}))

    def asks(self, site: int, *free: Afternoon, **values: Any) -> str:
        """Add a pupil who asks for a buddy; return the code."""
        code = new_code()
        with self.store.changing(CITY, "aanvraag") as session:
            pupil = Participant(code=code, role=Role.PUPIL)
            here = {"site_id": site, "school_year": YEAR}
            session.add(Enrolment(participant=pupil, **here))
            session.flush()
            basis: dict[str, Any] = {"asked_on": DAY, "level": Level.PRIMARY}
            basis["free"] = Words(free or (Afternoon.WEDNESDAY,))
            row = Request(participant_id=pupil.id, **here, **basis | values)
            session.add(row)
            session.flush()
            self.refs[code] = row.ref
        return code

    def offers(self, *free: Afternoon, **values: Any) -> str:
        """Add a buddy; return the code."""
        code = new_code()
        with self.store.changing(CITY, "aanbod") as session:
            basis: dict[str, Any] = {"offered_on": DAY, "kind": Kind.STUDENT, "fictitious": True}
            basis |= {"free": Words(free or (Afternoon.WEDNESDAY,)), "school_year": YEAR}
            row = Offer(participant=Participant(code=code, role=Role.BUDDY), **basis | values)
            session.add(row)
            session.flush()
            self.refs[code] = row.ref
        return code

    def round(self, session: ScopedSession, *, practice: bool = True) -> Round:
        """Return the matching of the year."""
        return read_round(session, YEAR, practice=practice)

    def match(self, pupil: str, buddy: str) -> None:
        """Match two people as the city does."""
        with self.store.changing(CITY, "match") as session:
            accept(session, self.round(session), self.refs[pupil], self.refs[buddy], DAY)

    def rows(self, model: type[Any], who: Principal = CITY) -> list[Any]:
        """Return the rows of a table, as somebody sees them."""
        with self.store.session_for(who, "kijken") as session:
            return list(session.query(model).order_by(model.id))

    def matched(self) -> set[tuple[int, int]]:
        """Return who are matched now, by pupil and place."""
        running = (m for m in self.rows(Match) if m.stopped_because is None)
        return {(match.pupil_id, match.place) for match in running}


@pytest.fixture(scope="session")
def host() -> Host:
    return load_plugins(allowed=("buddy",))


@pytest.fixture(scope="session")
def sqlite_file(tmp_path_factory: pytest.TempPathFactory, host: Host) -> Path:
    """An empty database with every table, to copy."""
    return empty_sqlite(tmp_path_factory.mktemp("buddy"), host)


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
def world(databases: Databases, host: Host) -> World:
    """The theory and two practice schools, without people."""
    with databases.app.changing(SYSTEM, "wereld maken") as session:
        run_sync(session, plan_sync(session, host))
        sites = [_site(letter) for letter in "ab"]
        session.add_all(sites)
        session.flush()
        return World(databases.app, *(site.id for site in sites))


def _site(letter: str, **values: Any) -> Site:
    label = f"Oefenschool {letter.upper()}"
    basis: dict[str, Any] = {"kind": SiteKind.SCHOOL, "fictitious": True}
    return Site(code=f"oefenschool_{letter}", label=label, **basis | values)


@pytest.fixture
def admin(databases: Databases, world: World, tmp_path: Path) -> Admin:
    """The admin over these schools, with a user for each and one for the city."""
    host = load_plugins(allowed=("buddy", "webadmin"))
    migrate(databases.owner, host)
    password = hashed(PASSWORD, CHEAP)
    add_user(world.store, "stad", Access.COORDINATOR, password_hash=password)
    for name in "ab":
        sites = [f"oefenschool_{name}"]
        add_user(world.store, name, Access.SCHOOL, sites=sites, password_hash=password)
    settings = Settings(home=tmp_path, secret_key="a key for tests, long enough to sign cookies")
    app = create_app(settings, host=host, store=world.store, config=CHEAP)
    assert [broken for broken in host.broken if broken.name == "buddy"] == []
    return Admin(app)
