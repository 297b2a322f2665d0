"""What the database says when it refuses, turned into what a person can do about it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import make_url
from sqlalchemy.exc import DBAPIError

from toc_core.errors import StoreError
from toc_core.i18n import _


@contextmanager
def explained(place: str) -> Iterator[None]:
    """Turn the failures of a database inside the block into ``StoreError``; ``place`` names it."""
    try:
        yield
    except DBAPIError as error:
        raise StoreError(failure(place, str(error.orig), _state(error))) from error


def shown_url(url: str) -> str:
    """Return how a database is named to a person: never with its password."""
    parsed = make_url(url)
    if parsed.get_backend_name() == "sqlite" and parsed.database:
        return parsed.database
    return parsed.render_as_string(hide_password=True)


def _state(error: DBAPIError) -> str:
    """Return the five characters by which PostgreSQL names a kind of failure."""
    return getattr(error.orig, "sqlstate", None) or ""


def failure(place: str, reason: str, state: str = "") -> str:
    """Return one sentence or two: what the database refused, and the remedy."""
    said = reason.strip().splitlines()[0] if reason.strip() else reason
    for words, states, sentence in _sentences():
        if state in states or any(word in reason for word in words):
            return sentence.format(place=place, reason=said)
    return _("De databank {place} weigert: {reason}").format(place=place, reason=said)


def _sentences() -> list[tuple[tuple[str, ...], tuple[str, ...], str]]:
    """Return words of SQLite or the driver, states of PostgreSQL, and what we say."""
    return [
        (
            ("disk is full", "disk I/O error", "No space left"),
            ("53100",),
            _(
                "De schijf is vol of antwoordt niet ({reason}). Er is niets bewaard in {place}. "
                "Maak plaats en probeer het opnieuw."
            ),
        ),
        (
            ("readonly", "unable to open database file"),
            (),
            _("Je mag niet schrijven in {place} ({reason}). Kijk de rechten van de map na."),
        ),
        (
            ("permission denied",),
            ("42501",),
            _("Je mag niet schrijven in {place} ({reason}). Doe dit als eigenaar, met --database."),
        ),
        (
            ("not a database", "malformed"),
            (),
            _(
                "{place} is geen leesbare databank ({reason}). "
                "Zet een back-up terug met: toc restore BESTAND"
            ),
        ),
        (
            ("does not exist", "Connection refused", "could not translate", "password"),
            ("3D000", "28P01", "28000"),
            _(
                "De databank {place} is niet te bereiken ({reason}). "
                "Kijk de instelling database na, en of de server draait."
            ),
        ),
        (
            ("database is locked",),
            ("55P03",),
            _("De databank {place} is bezet door een ander programma. Probeer het zo weer."),
        ),
    ]
