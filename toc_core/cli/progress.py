"""Tells on stderr what is being done and how long it took; with colour only on a terminal."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

import click

from toc_core.i18n import _


@contextmanager
def step(label: str) -> Iterator[None]:
    """Name a step while the block runs, and its duration when it is done."""
    begin = time.monotonic()
    if sys.stderr.isatty():
        from rich.console import Console

        with Console(stderr=True).status(label):
            yield
    else:
        yield
    seconds = f"{time.monotonic() - begin:.1f}".replace(".", ",")
    click.echo(_("{label}: klaar in {seconds} s").format(label=label, seconds=seconds), err=True)
