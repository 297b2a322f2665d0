"""``toc demo``: a home of its own, never the real data, on this computer only."""

from __future__ import annotations

import http.client
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from playwright.sync_api import Browser, Page
from sqlalchemy import select
from toc_webadmin.demo import (
    COORDINATOR,
    PASSWORD,
    SCHOOL,
    database_path,
    demo_settings,
    prepare,
)
from toc_webadmin.demo_server import demo_application, free_port
from toc_webadmin.models import User

from toc_core.access import SYSTEM, Access
from toc_core.cli import run
from toc_core.db.people import Site
from toc_core.db.store import Store
from toc_core.errors import SettingsError, StoreError, UsageError
from toc_core.plugins import Host
from toc_core.practice.database import begin, finish


@pytest.fixture
def client(demo_home: Path) -> FlaskClient:
    """The demo, without a server."""
    return demo_application(demo_settings({}, demo_home)).test_client()


def test_the_demo_never_uses_the_real_database_or_key(tmp_path: Path) -> None:
    real = {"TOC_DATABASE": "postgresql://real", "TOC_SECRET_KEY": "real" * 10}
    settings = demo_settings({**real, "TOC_HOME": str(tmp_path)})
    assert settings.database == settings.secret_key == ""
    assert database_path(settings) == tmp_path / "demo" / "toc.sqlite"


def test_the_demo_lives_beside_the_real_home(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", "/data")
    assert demo_settings({}).home == Path("/data/toc-demo")


def test_the_demo_is_for_this_computer_only(tmp_path: Path) -> None:
    for host in ("0.0.0.0", "192.168.1.20", "::"):
        with pytest.raises(SettingsError, match=r"alleen op deze computer \(127\.0\.0\.1\)"):
            demo_settings({"TOC_HOST": host}, tmp_path)


def test_a_home_that_names_its_own_database_is_refused(tmp_path: Path) -> None:
    (tmp_path / "toc.toml").write_text('database = "sqlite:////elsewhere/real.sqlite"')
    with pytest.raises(SettingsError, match=r"toc demo --home MAP"):
        demo_settings({}, tmp_path)


def test_a_home_with_real_data_is_refused_and_left_as_it_is(home: Path, host: Host) -> None:
    database = home / "toc.sqlite"
    before = database.read_bytes()
    for fresh in (False, True):
        with pytest.raises(StoreError, match="geen oefendatabank"):
            prepare(demo_settings({}, home), host, fresh=fresh)
    assert database.read_bytes() == before


def test_a_second_start_finds_everything_there(demo_home: Path, host: Host) -> None:
    before = (demo_home / "toc.sqlite").stat()
    assert not prepare(demo_settings({}, demo_home), host)
    assert (demo_home / "toc.sqlite").stat().st_mtime_ns == before.st_mtime_ns


def test_what_was_cut_off_is_made_anew_and_fresh_makes_it_again(
    tmp_path: Path, host: Host, capsys: pytest.CaptureFixture[str]
) -> None:
    settings = demo_settings({}, tmp_path)
    begin(database_path(settings))
    assert prepare(settings, host)
    assert "is onvolledig; ik maak ze opnieuw" in capsys.readouterr().err
    assert not prepare(settings, host)
    assert prepare(settings, host, fresh=True)
    assert not prepare(settings, host)


def test_what_another_version_made_is_kept_beside_the_new_one(
    tmp_path: Path, host: Host, capsys: pytest.CaptureFixture[str]
) -> None:
    settings = demo_settings({}, tmp_path)
    begin(database_path(settings))
    finish(database_path(settings), 1)
    before = database_path(settings).read_bytes()
    assert prepare(settings, host)
    aside = tmp_path / "toc-vorige.sqlite"
    assert aside.read_bytes() == before
    said = capsys.readouterr().err
    assert "hoort bij een andere versie of andere plugins" in said
    assert f"De oude staat in {aside}." in said


def test_a_taken_port_is_told_before_anything_is_made(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with socket.socket() as busy:
        busy.bind(("127.0.0.1", 0))
        busy.listen()
        taken = busy.getsockname()[1]
        assert run(["demo", "--home", str(tmp_path), "--port", str(taken)]) == 2
    said = capsys.readouterr().err
    assert f"Poort {taken} is al in gebruik." in said
    other = int(said.split("--port")[1])
    assert free_port(other, asked=other) == other
    assert not (tmp_path / "toc.sqlite").exists()


def test_a_home_in_which_nothing_can_be_kept_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "bestand").write_text("geen map")
    assert run(["demo", "--no-serve", "--home", str(tmp_path / "bestand" / "demo")]) == 1
    said = capsys.readouterr().err
    assert str(tmp_path / "bestand" / "demo") in said
    assert "Kies een andere map met --home" in said


def test_the_sign_ins_are_a_coordinator_and_practice_school_a(demo_home: Path) -> None:
    store = Store(demo_settings({}, demo_home).database_url)
    with store.session_for(SYSTEM, "kijken") as session:
        users = {user.name: user for user in session.scalars(select(User))}
        assert {name: user.access for name, user in users.items()} == {
            COORDINATOR: Access.COORDINATOR,
            SCHOOL: Access.SCHOOL,
        }
        sites = session.scalars(select(Site.label).where(Site.id.in_(users[SCHOOL].site_ids)))
        assert [*sites] == ["Oefenschool A"]
        assert all(user.password.startswith("$argon2id$") for user in users.values())
    store.close()


def test_every_page_says_that_the_database_is_for_practice(client: FlaskClient) -> None:
    assert client.application.extensions["toc_store"].is_practice


def test_a_report_from_the_demo_says_so_beside_real_figures(
    demo_home: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    monkeypatch.setenv("TOC_HOME", str(demo_home))
    assert run(["report", "buddy", "--format", "csv"]) == 0
    first = capfdbinary.readouterr().out.decode().splitlines()[1]
    assert ",44," in first
    assert "Uit een oefendatabank" in first


def test_the_demo_does_not_sign_anyone_out_of_the_real_admin(client: FlaskClient) -> None:
    # Cookies do not know ports, and both may run on this computer.
    assert client.get("/aanmelden").headers["Set-Cookie"].startswith("toc-demo=")


def test_a_port_that_is_taken_gives_way_to_the_next(capsys: pytest.CaptureFixture[str]) -> None:
    with socket.socket() as busy:
        busy.bind(("127.0.0.1", 0))
        busy.listen()
        taken = busy.getsockname()[1]
        assert free_port(taken) > taken
        assert str(taken) in capsys.readouterr().err
        with pytest.raises(UsageError, match=r"toc demo --port \d+"):
            free_port(taken, asked=taken)
    assert free_port(taken) == taken


def test_no_serve_only_loads(demo_home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["demo", "--no-serve", "--home", str(demo_home)]) == 0
    assert str(demo_home) in capsys.readouterr().out


@pytest.fixture(scope="module")
def demo_address(demo_home: Path) -> Iterator[str]:
    """The address of a running ``toc demo``, as it prints it itself."""
    arguments = ["demo", "--home", str(demo_home)]
    code = f"from toc_core.cli import main; main({arguments!r})"
    running = subprocess.Popen(
        [sys.executable, "-c", code],
        stdout=subprocess.PIPE,
        text=True,
        env={k: v for k, v in os.environ.items() if not k.startswith("TOC_")},
    )
    assert running.stdout is not None
    said = [running.stdout.readline() for _line in range(4)]
    assert COORDINATOR in said[1]
    assert SCHOOL in said[2]
    assert PASSWORD in said[3]
    yield said[0].split()[-1]
    running.send_signal(signal.SIGINT)
    assert running.wait(timeout=20) == 0
    running.stdout.close()


def test_a_stranger_is_asked_to_sign_in(demo_address: str) -> None:
    place = demo_address.removeprefix("http://").rstrip("/")
    assert place.startswith("127.0.0.1:")
    connection = http.client.HTTPConnection(place, timeout=20)
    connection.request("GET", "/")
    answer = connection.getresponse()
    assert answer.status == 302
    assert "/aanmelden" in (answer.getheader("Location") or "")
    connection.close()


def test_a_running_demo_is_not_made_anew(
    demo_address: str, demo_home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert demo_address
    before = (demo_home / "toc.sqlite").stat().st_ino
    assert run(["demo", "--fresh", "--no-serve", "--home", str(demo_home)]) == 1
    assert "Stop eerst de andere demo." in capsys.readouterr().err
    assert (demo_home / "toc.sqlite").stat().st_ino == before


def signed_in(chromium: Browser, address: str, name: str) -> Page:
    """Return the first page of somebody who signed in with what the demo prints."""
    page = chromium.new_context(locale="nl-BE").new_page()
    page.goto(address)
    page.get_by_label("Naam").fill(name)
    page.get_by_label("Wachtwoord").fill(PASSWORD)
    page.get_by_role("button", name="Aanmelden").click()
    page.wait_for_load_state()
    return page


@pytest.mark.browser
@pytest.mark.parametrize("name", [COORDINATOR, SCHOOL])
def test_both_can_sign_in_and_see_that_it_is_practice(
    chromium: Browser, demo_address: str, name: str
) -> None:
    page = signed_in(chromium, demo_address, name)
    assert "/aanmelden" not in page.url
    assert "oefen" in page.inner_text("body").casefold()
    page.context.close()
