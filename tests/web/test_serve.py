"""The commands of the admin: what ``toc serve`` looks at, how it stops, and ``toc user``."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from urllib.request import urlopen

import pytest
import toc_webadmin
from sqlalchemy import select
from toc_webadmin import serving, wsgi
from toc_webadmin.invitations import invited_by
from toc_webadmin.models import User

from toc_core import cli
from toc_core.access import SYSTEM, Access
from toc_core.db.store import Store
from toc_core.errors import SettingsError, UsageError
from toc_core.plugins import load_plugins
from toc_core.settings import Settings

Run = Callable[..., int]
DATABASES = ["sqlite"]  # commands read the database from the home


@pytest.fixture
def run(home: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """``toc`` in the home of this test."""
    monkeypatch.setenv("TOC_HOME", str(home))
    return lambda *arguments: cli.run(list(arguments))


@pytest.fixture
def taken_port() -> Iterator[int]:
    """A port on which somebody else listens."""
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        yield other.getsockname()[1]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def started(home: Path, port: int) -> subprocess.Popen[str]:
    """A server in a process of its own, ready to answer."""
    code = "from toc_core.cli import main; main()"
    command = [sys.executable, "-c", code, "serve", "--port", str(port)]
    environment = {**os.environ, "TOC_HOME": str(home)}
    server = subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, text=True)
    assert server.stderr
    line = server.stderr.readline()
    assert line == f"Open http://127.0.0.1:{port} (stoppen: Ctrl+C)\n"
    return server


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_the_server_answers_and_stops_when_told(home: Path, how: signal.Signals) -> None:
    port = free_port()
    server = started(home, port)
    try:
        for _try in range(50):
            try:
                with urlopen(f"http://127.0.0.1:{port}/gezond", timeout=5) as answer:
                    assert answer.read() == b"ok\n"
                break
            except OSError:
                time.sleep(0.1)
        server.send_signal(how)
        _out, errors = server.communicate(timeout=20)
    finally:
        server.kill()
        server.wait()
    assert server.returncode == 0
    assert "Traceback" not in errors
    assert "GET health 200" in errors


def test_without_a_database_the_command_to_make_one_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("TOC_HOME", str(tmp_path / "leeg"))
    assert cli.run(["serve"]) == 1
    assert "toc migrate" in capsys.readouterr().err


def test_with_pending_migrations_it_does_not_start(
    run: Run, store: Store, capsys: pytest.CaptureFixture[str]
) -> None:
    with store.engine.begin() as connection:
        connection.exec_driver_sql("DELETE FROM alembic_version_webadmin")
    assert run("serve") == 1
    steps = len(list((Path(toc_webadmin.__file__).parent / "migrations/versions").glob("0*.py")))
    assert f"webadmin: nog {steps} te doen). Doe: toc migrate" in capsys.readouterr().err


def test_a_taken_port_is_named_with_another_one_to_try(
    run: Run, taken_port: int, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("serve", "--port", str(taken_port)) == 1
    errors = capsys.readouterr().err
    assert f"Poort {taken_port} is al in gebruik." in errors
    assert "--port" in errors


def test_an_address_of_another_computer_is_refused(
    run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("serve", "--host", "192.0.2.1") == 1
    assert "Op 192.0.2.1 kan deze computer niet luisteren" in capsys.readouterr().err


def test_other_machines_only_get_in_when_the_command_says_so(settings: Settings) -> None:
    open_to_all = replace(settings, host="0.0.0.0")
    with pytest.raises(UsageError, match=r"toc serve --host 0\.0\.0\.0"):
        serving.chosen_address(open_to_all, None)
    assert serving.chosen_address(open_to_all, "0.0.0.0") == "0.0.0.0"
    assert serving.chosen_address(settings, None) == "127.0.0.1"


def test_a_home_that_is_a_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "home").write_text("hier staat al iets")
    with pytest.raises(SettingsError, match="TOC_HOME"):
        serving.check_home(Settings(home=tmp_path / "home"))


def test_the_admin_itself_may_not_be_left_out(
    run: Run, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("TOC_PLUGINS_ALLOWED", "buddy")
    assert run("serve") == 1
    assert "Neem 'webadmin' op in de instelling plugins_allowed" in capsys.readouterr().err


def test_what_stops_the_start_inside_the_server_is_one_sentence(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("TOC_HOME", str(home))
    (home / "secret.key").write_text("kort")
    with pytest.raises(SystemExit) as leave:
        wsgi.app()
    assert leave.value.code == 1
    assert capsys.readouterr().err.startswith("De sleutel ")


def test_an_address_can_be_opened_in_a_browser() -> None:
    assert wsgi.address("127.0.0.1", 8000) == "http://127.0.0.1:8000"
    assert wsgi.address("::1", 8000) == "http://[::1]:8000"
    assert "http://127.0.0.1:8000" in wsgi.ready("127.0.0.1", 8000)
    for everywhere in ("0.0.0.0", "::"):
        assert "op elk adres van deze computer, poort 8000" in wsgi.ready(everywhere, 8000)


@pytest.mark.parametrize(
    ("address", "cookies", "told"),
    [("0.0.0.0", "ja", True), ("0.0.0.0", "nee", False), ("127.0.0.1", "ja", False)],
)
def test_for_other_machines_it_says_that_signing_in_asks_for_https(
    run: Run,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    address: str,
    cookies: str,
    told: bool,
) -> None:
    monkeypatch.setenv("TOC_SECURE_COOKIES", cookies)
    monkeypatch.setattr(serving, "run_server", lambda _settings: 0)
    assert run("serve", "--host", address, "--port", str(free_port())) == 0
    assert ("alleen over https" in capsys.readouterr().err) is told


def test_a_new_user_gets_a_password_that_is_shown_once(
    run: Run, store: Store, capsys: pytest.CaptureFixture[str]
) -> None:
    added = ("user", "add", "kim", "--role", "school", "--site", "oefenschool_a")
    assert run(*added, "--site", "oefenschool_b") == 0
    password = capsys.readouterr().out.strip()
    assert len(password) == 17
    with store.session_for(SYSTEM, "proef") as session:
        user = session.scalars(select(User).where(User.name == "kim")).one()
        assert (user.access, len(user.sites)) == (Access.SCHOOL, 2)
        assert password not in user.password
    assert run("user", "list") == 0
    assert "kim  school  2\n" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("add", "an", "--role", "coordinator"), "Gebruiker 'an' bestaat al."),
        (("add", "kim", "--role", "school"), "minstens één school: --site CODE"),
        (("add", "kim", "--role", "coordinator", "--site", "oefenschool_a"), "Alleen bij --role"),
        (("add", "kim", "--role", "school", "--site", "oefenschol_a"), "'oefenschool_a'?"),
        (("add", " ", "--role", "coordinator"), "1 tot 120 tekens"),
        (("password", "stat"), "bedoelde je 'stad'?"),
    ],
)
def test_a_mistake_about_a_user_is_explained(
    run: Run, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], sentence: str
) -> None:
    assert run("user", *arguments) == 2
    assert sentence in capsys.readouterr().err


def test_an_invitation_on_the_command_line_prints_the_link_once(
    run: Run, store: Store, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = ("user", "invite", "kim", "--role", "school", "--site", "oefenschool_a")
    assert run(*asked, "--url", "https://leerrecht.example/") == 0
    place, _slash, secret = capsys.readouterr().out.strip().rpartition("/")
    assert place == "https://leerrecht.example/uitnodiging"
    with store.session_for(SYSTEM, "proef") as session:
        found = invited_by(session, secret)
        assert found is not None
        assert found.name == "kim"
    run("user", "list")
    assert "kim  school  1  uitgenodigd" in capsys.readouterr().out
    assert run("user", "password", "kim") == 0  # the operator's password ends the link
    with store.session_for(SYSTEM, "proef") as session:
        assert invited_by(session, secret) is None


def test_a_new_password_replaces_the_old_one(run: Run, store: Store) -> None:
    def kept() -> tuple[str, str]:
        with store.session_for(SYSTEM, "proef") as session:
            user = session.scalars(select(User).where(User.name == "an")).one()
            return user.password, user.fs_uniquifier

    before = kept()
    assert run("user", "password", "an") == 0
    assert all(old != new for old, new in zip(before, kept(), strict=True))


def test_a_user_can_be_kept_out_and_let_in_again(
    run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("user", "access", "an", "--off") == 0
    run("user", "list")
    assert "an  school  1  uit" in capsys.readouterr().out
    assert run("user", "access", "an", "--on") == 0
    run("user", "list")
    assert "uit" not in capsys.readouterr().out


def test_the_commands_of_the_admin_load_no_flask() -> None:
    code = "import sys, toc_webadmin.cli, toc_webadmin.plugin; sys.exit('flask' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_the_admin_is_a_plugin_without_programmes() -> None:
    (webadmin,) = [p for p in load_plugins().plugins if p.name == "webadmin"]
    assert webadmin.programmes == ()
