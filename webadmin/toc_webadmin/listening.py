"""Listening on a port: whether that can be done, and granian, the server that does it."""

from __future__ import annotations

import errno
import os
import socket
from collections.abc import Callable
from typing import Any

from toc_core.i18n import _

TRIES = 20


def bind_error(address: str, port: int) -> OSError | None:
    """Return what keeps a program from listening here; nothing when it can."""
    try:
        family, kind, protocol, _name, place = socket.getaddrinfo(
            address, port, type=socket.SOCK_STREAM
        )[0]
        with socket.socket(family, kind, protocol) as probe:
            if os.name == "posix":  # elsewhere this would let two programs share a port
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(place)
    except OSError as error:
        return error
    return None


def first_free(address: str, first: int) -> int | None:
    """Return the first port from here on that can be listened on; none when all are taken."""
    ports = range(first, min(first + TRIES, 65536))
    return next((port for port in ports if bind_error(address, port) is None), None)


def refusal(error: OSError, address: str, port: int, command: str) -> str:
    """Return why a command cannot listen here, and what to try."""
    if error.errno == errno.EADDRINUSE:
        return _(
            "Poort {port} is al in gebruik. Stop het andere programma of kies een andere poort: "
            "{command} --port {other}"
        ).format(port=port, command=command, other=first_free(address, port + 1) or 8000)
    if error.errno == errno.EACCES:
        return _("Poort {port} mag je niet gebruiken. Kies er een boven 1023: --port 8000").format(
            port=port
        )
    return _("Op {address} kan deze computer niet luisteren: {error}. Kijk --host na.").format(
        address=address, error=error.strerror
    )


def run_granian(
    target: str,
    *,
    address: str,
    port: int,
    threads: int,
    stop_seconds: int,
    loader: Callable[[str], Any] | None = None,
) -> int:
    """Run granian in one process with threads; return 0 after Ctrl+C or a request to stop.

    ``target`` names a factory, unless a ``loader`` makes the application of that name.
    """
    from granian import Granian
    from granian.constants import Interfaces

    server = Granian(
        target,
        address=address,
        port=port,
        interface=Interfaces.WSGI,
        workers=1,
        blocking_threads=threads,
        workers_kill_timeout=stop_seconds,
        websockets=False,
        log_enabled=False,
        factory=loader is None,
    )
    try:
        server.serve(target_loader=loader)
    except SystemExit as leave:
        return int(leave.code or 0)
    return 0
