"""Serves the demo on this computer, on the wanted port or the next free one."""

from __future__ import annotations

import http.client
import threading
import time
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

import click

from toc_core.errors import TocError, UsageError
from toc_core.i18n import _
from toc_core.settings import Settings
from toc_webadmin.listening import bind_error, first_free, refusal, run_granian

if TYPE_CHECKING:
    from flask import Flask

HOST = "127.0.0.1"
_THREADS = 4
_STOP_SECONDS = 2


def free_port(first: int, *, asked: int | None = None) -> int:
    """Return the port asked for, or else the first free one; ``UsageError`` when there is none."""
    if asked is not None:
        error = bind_error(HOST, asked)
        if error is not None:
            raise UsageError(refusal(error, HOST, asked, "toc demo")) from error
        return asked
    port = first_free(HOST, first)
    if port is None:
        raise UsageError(
            _("De poorten vanaf {first} zijn allemaal in gebruik. Kies er een met --port.").format(
                first=first
            )
        )
    if port != first:
        message = _("Poort {first} is al in gebruik; de demo neemt {port}.")
        click.echo(message.format(first=first, port=port), err=True)
    return port


def serve(settings: Settings, port: int, *, on_ready: Callable[[], None]) -> int:
    """Serve until Ctrl+C and return the exit code; ``on_ready`` is called when pages answer."""
    # The settings go along as they are: the environment may name a real database.
    loader = partial(_application_of_worker, settings, partial(_when_open, port, on_ready))
    return run_granian(
        "toc_webadmin.demo_server",
        address=HOST,
        port=port,
        threads=_THREADS,
        stop_seconds=_STOP_SECONDS,
        loader=loader,
    )


def demo_application(settings: Settings) -> Flask:
    """Return the application of the demo: every page says that its data is for practice."""
    from toc_webadmin.app import create_app

    # Cookies do not know ports: beside a real installation on this computer, use another name.
    config = {"SESSION_COOKIE_NAME": "toc-demo"}
    return create_app(settings, config=config)


def _application_of_worker(settings: Settings, announce: Callable[[], None], _target: str) -> Flask:
    """Return the application, in the process of the server: what goes wrong is said here."""
    try:
        app = demo_application(settings)
    except TocError as error:
        click.echo(str(error), err=True)
        raise SystemExit(error.exit_code) from error
    threading.Thread(target=announce, daemon=True).start()
    return app


def _when_open(port: int, on_ready: Callable[[], None]) -> None:
    """Call back once the port answers: granian opens it after the application is made."""
    while not _answers(port):  # trying to bind it could be just in granian's way
        time.sleep(0.02)
    on_ready()


def _answers(port: int) -> bool:
    caller = http.client.HTTPConnection(HOST, port, timeout=_STOP_SECONDS)
    try:
        # A whole question: granian would wait for the rest of half a one when it stops.
        caller.request("GET", "/gezond", headers={"Connection": "close"})
        caller.getresponse().read()
    except OSError:
        return False
    finally:
        caller.close()
    return True
