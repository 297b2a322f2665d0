"""A small installation for the tests of the admin: two practice schools and three users.

``client_for(name)`` is signed in and talks to the application; ``served`` and ``browser_page``
do the same with a real server and Chromium.
"""

from __future__ import annotations

import re
import shutil
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from playwright.sync_api import Browser, BrowserContext, Page
from toc_webadmin import create_app
from toc_webadmin.demo import demo_settings, prepare
from toc_webadmin.passwords import hashed
from toc_webadmin.users import add_user
from werkzeug.serving import make_server

from toc_core.access import SYSTEM, Access
from toc_core.db.migrate import migrate
from toc_core.db.people import Site, SiteKind
from toc_core.db.store import Store
from toc_core.plugins import Host, load_plugins
from toc_core.settings import Settings
from toc_core.sync import plan_sync, run_sync

if TYPE_CHECKING:
    from servers import PostgresDatabase, PostgresServer

PASSWORD = "oefenen-met-zes-woorden"
# The cheapest argon2: a test signs in often.
CHEAP = {
    "SECURITY_PASSWORD_HASH_PASSLIB_OPTIONS": {
        "argon2__rounds": 1,
        "argon2__memory_cost": 8,
        "argon2__parallelism": 1,
    },
}
# an: the school of practice A; bo: the school of practice B; stad: the coordinator.
SCHOOLS = {"oefenschool_a": "Oefenschool A", "oefenschool_b": "Oefenschool B"}
SITE_OF = {"an": "oefenschool_a", "bo": "oefenschool_b"}


@pytest.fixture(scope="session")
def host() -> Host:
    """The plugins as they are installed."""
    return load_plugins()


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Ask every test of the admin on both databases, those in a browser on SQLite alone."""
    if "database" in metafunc.fixturenames:
        postgresql = pytest.param("postgresql", marks=pytest.mark.postgresql)
        both = getattr(metafunc.module, "DATABASES", ["sqlite", postgresql])
        in_browser = metafunc.definition.get_closest_marker("browser")
        metafunc.parametrize("database", ["sqlite"] if in_browser else both)


def _install(owner: str, url: str, host: Host) -> None:
    """Fill a database: migrated by its owner; synced, with schools and users, by the product."""
    store = Store(owner)
    migrate(store, host)
    store.close()
    store = Store(url)
    with store.changing(SYSTEM, "Theorie in gebruik genomen") as session:
        run_sync(session, plan_sync(session, host))
        session.add_all(
            Site(code=code, label=label, kind=SiteKind.SCHOOL, fictitious=True)
            for code, label in SCHOOLS.items()
        )
    password_hash = hashed(PASSWORD, CHEAP)
    add_user(store, "stad", Access.COORDINATOR, password_hash=password_hash)
    for name, site in SITE_OF.items():
        add_user(store, name, Access.SCHOOL, sites=[site], password_hash=password_hash)
    store.close()


@pytest.fixture(scope="session")
def installation(host: Host, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home that every test copies."""
    home = tmp_path_factory.mktemp("installation")
    url = Settings(home=home).database_url
    _install(url, url, host)
    return home


@pytest.fixture(scope="session")
def postgres_installation(postgres_server: PostgresServer, host: Host) -> PostgresDatabase:
    """A database of PostgreSQL that every test copies; the product owns nothing in it."""
    database = postgres_server.new_database()
    _install(database.owner, database.app, host)
    return database


@pytest.fixture
def home(installation: Path, tmp_path: Path) -> Path:
    """A home of this test alone."""
    return shutil.copytree(installation, tmp_path / "home")


@pytest.fixture
def settings(home: Path, database: str, request: pytest.FixtureRequest) -> Settings:
    """The settings of this test's home, and of its own database."""
    key = "a key for tests, long enough to sign cookies"
    if database == "sqlite":
        return Settings(home=home, secret_key=key)
    server: PostgresServer = request.getfixturevalue("postgres_server")
    copy = server.new_database(like=request.getfixturevalue("postgres_installation"))
    return Settings(home=home, secret_key=key, database=copy.app)


@pytest.fixture
def store(settings: Settings) -> Iterator[Store]:
    """The store that the application uses."""
    store = Store(settings.database_url)
    yield store
    store.close()


@pytest.fixture
def app(settings: Settings, host: Host, store: Store) -> Flask:
    """The admin, with passwords that cost little."""
    return create_app(settings, host=host, store=store, config=CHEAP)


@pytest.fixture(scope="session")
def demo_home(tmp_path_factory: pytest.TempPathFactory, host: Host) -> Path:
    """A home with a loaded practice database; tests only read it."""
    home = tmp_path_factory.mktemp("demo")
    assert prepare(demo_settings({}, home), host)
    return home


ClientFor = Callable[[str], FlaskClient]


@pytest.fixture
def client_for(app: Flask) -> ClientFor:
    """A function that returns a signed-in client: ``client_for("an")``."""

    def signed_in(name: str) -> FlaskClient:
        client = app.test_client()
        answer = sign_in(client, name)
        assert answer.status_code == 302, answer.text
        return client

    return signed_in


def sign_in(client: FlaskClient, name: str, password: str = PASSWORD, next_: str = "") -> Any:
    """Sign in as a browser would: load the page, send the form with its token."""
    token = csrf_of(client.get("/aanmelden").text)
    form = {"username": name, "password": password, "csrf_token": token}
    return client.post("/aanmelden", data=form, query_string={"next": next_} if next_ else {})


def csrf_of(page: str) -> str:
    """Return the token of the first form on a page."""
    found = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page)
    assert found, "no form with a token on this page"
    return found[1]


@pytest.fixture
def served(app: Flask) -> Iterator[str]:
    """The address of the admin on a live server."""
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    yield f"http://127.0.0.1:{server.port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def browser_page(chromium: Browser, served: str) -> Iterator[Callable[..., Page]]:
    """A function that opens a signed-in page: ``browser_page("an", "/", width=390)``."""
    contexts: list[BrowserContext] = []

    def opened(
        name: str, path: str = "/", *, width: int = 1280, scheme: str = "light", **options: Any
    ) -> Page:
        context = chromium.new_context(
            base_url=served,
            locale="nl-BE",
            viewport={"width": width, "height": 800},
            color_scheme=scheme,
            **options,
        )
        contexts.append(context)
        page = context.new_page()
        page.goto(f"/aanmelden?next={path}")
        page.fill("[name=username]", name)
        page.fill("[name=password]", PASSWORD)
        page.click("main button[type=submit]")
        page.wait_for_load_state()
        return page

    yield opened
    for context in contexts:
        context.close()
