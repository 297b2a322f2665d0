"""What makes a page light: files that a browser keeps for good, and text that travels small.

A file of ours has its version in its address, so it is fetched again only when it changed. Pages
are compressed for our own pages alone: see docs/decisions/0016.
"""

from __future__ import annotations

import gzip
import hashlib
from pathlib import Path
from typing import Any

from flask import Flask, Response, request

from toc_webadmin.headers import CACHED

FOR_GOOD = "public, max-age=31536000, immutable"
TEXTS = frozenset({"text/html", "text/css", "text/javascript", "image/svg+xml"})
SMALLEST = 1000  # bytes; below, the headers of the compressed form eat the gain
OURS = frozenset({"same-origin", "none"})  # none: typed, or from a bookmark


def install(app: Flask) -> None:
    """Give every file of ours an address with its version, and send text compressed."""
    versions = _versions(Path(app.static_folder or ""))

    @app.url_defaults
    def with_version(endpoint: str, values: dict[str, Any]) -> None:
        if endpoint == "static" and values.get("filename") in versions:
            values["v"] = versions[values["filename"]]

    @app.after_request
    def light(response: Response) -> Response:
        if request.endpoint == "static" and response.status_code < 400:
            file = (request.view_args or {})["filename"]
            if request.args.get("v") == versions.get(file):
                response.headers["Cache-Control"] = FOR_GOOD
        return compressed(response)


def _versions(folder: Path) -> dict[str, str]:
    files = [path for path in folder.rglob("*") if path.is_file()]
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()[:10]
        for path in files
    }


def compressed(response: Response) -> Response:
    """Return the answer compressed, when the browser takes that and no other site asked for it."""
    if response.mimetype not in TEXTS or "Content-Encoding" in response.headers:
        return response
    response.vary.update(("Accept-Encoding", "Sec-Fetch-Site"))
    if not _may_be_compressed(response):
        return response
    response.direct_passthrough = False
    response.set_data(gzip.compress(response.get_data(), mtime=0))
    response.headers["Content-Encoding"] = "gzip"
    etag, _weak = response.get_etag()
    if etag is not None:  # the same words, other bytes
        response.set_etag(etag, weak=True)
    return response


def _may_be_compressed(response: Response) -> bool:
    public = request.endpoint in CACHED
    asked_by_us = request.headers.get("Sec-Fetch-Site") in OURS
    return (
        (public or (asked_by_us and response.is_sequence))
        and request.accept_encodings["gzip"] > 0
        and response.status_code not in (204, 206, 304)
        and (response.content_length or 0) >= SMALLEST
    )
