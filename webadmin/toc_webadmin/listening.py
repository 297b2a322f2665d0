"""Listening on a port: whether that can be done, and granian, the server that does it."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable
from typing import Any


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
