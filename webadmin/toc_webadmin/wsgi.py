"""The application as a server asks for it: ``toc_webadmin.wsgi:app``, a factory.

It runs in the process of the server, so what goes wrong is said here.
"""

from __future__ import annotations

import gc
import logging
import sys
from typing import TYPE_CHECKING

from toc_core.errors import TocError
from toc_core.i18n import _
from toc_core.settings import read_settings

if TYPE_CHECKING:
    from flask import Flask

EVERY_ADDRESS = frozenset({"0.0.0.0", "::"})  # noqa: S104 - to recognise, not to listen on


def app() -> Flask:
    """Return the application for the settings of the environment; say when it is ready."""
    from toc_webadmin.app import create_app

    logging.basicConfig(stream=sys.stderr, level=logging.INFO, format="%(message)s")
    try:
        settings = read_settings()
        made = create_app(settings)
    except TocError as error:
        tell(str(error))
        raise SystemExit(error.exit_code) from error
    gc.freeze()  # what is loaded stays: the collector need not look through it again and again
    tell(ready(settings.host, settings.port))
    return made


def ready(host: str, port: int) -> str:
    """Return the sentence that says where the admin answers."""
    if host in EVERY_ADDRESS:
        return _(
            "Het beheer staat open op elk adres van deze computer, poort {port} (stoppen: Ctrl+C)"
        ).format(port=port)
    return _("Open {url} (stoppen: Ctrl+C)").format(url=address(host, port))


def address(host: str, port: int) -> str:
    """Return the address to open in a browser."""
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def tell(message: str) -> None:
    """Write a sentence to stderr at once."""
    print(message, file=sys.stderr, flush=True)
