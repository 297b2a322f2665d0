"""Makes a mismatch small enough to read: drops facts as long as it stays."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy.exc import IntegrityError

from proofs.figures.facts import Version

MOST_TRIES = 400


def shrunk(versions: list[Version], still_wrong: Callable[[list[Version]], bool]) -> list[Version]:
    """Return the facts without those that the mismatch does not need."""
    tries, size = 0, max(1, len(versions) // 2)
    while tries < MOST_TRIES:
        start, dropped = 0, False
        while start < len(versions) and tries < MOST_TRIES:
            fewer = versions[:start] + versions[start + size :]
            tries += 1
            if _holds(fewer, still_wrong):
                versions, dropped = fewer, True
            else:
                start += size
        if size == 1 and not dropped:
            break
        size = max(1, size // 2)
    return versions


def _holds(versions: list[Version], still_wrong: Callable[[list[Version]], bool]) -> bool:
    """Return whether the mismatch stays; facts that hang in the air are no city."""
    try:
        return still_wrong(versions)
    except (IntegrityError, KeyError):
        return False
