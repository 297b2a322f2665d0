"""One line a request, without personal values: no address, no name, no query, no typed text."""

from __future__ import annotations

import logging
import time

from flask import Flask, Response, g, request

from toc_core.db.columns import new_ref

LOG = logging.getLogger("toc_webadmin.requests")


def request_id() -> str:
    """Return the reference of this request: in the log, in the answer, on an error page."""
    if "request_id" not in g:
        g.request_id = new_ref()
        g.request_started = time.perf_counter()
    return str(g.request_id)


def install(app: Flask) -> None:
    """Write a line for every request."""

    @app.before_request
    def start() -> None:
        request_id()

    app.after_request(write_line)


def write_line(response: Response) -> Response:
    """Return the answer with its reference, and log it."""
    response.headers["X-Request-ID"] = request_id()
    milliseconds = (time.perf_counter() - g.request_started) * 1000
    place = request.endpoint or "-"
    LOG.info(
        "%s %s %d %.0fms %s",
        request.method, place, response.status_code, milliseconds, request_id(),
    )  # fmt: skip
    return response
