"""Slows down guessing: after some failures a name has to wait before it may try again.

Flask-Security only offers a place to hook this in. It counts in memory, because the admin runs as
one process and signing in must not write. An unknown name is treated like a known one.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Lock

FREE_TRIES = 5
WAIT_SECONDS = 60.0
FORGET_SECONDS = 900.0
MOST_NAMES = 10_000


@dataclass
class Throttle:
    """Failures per name, of which ``free_tries`` cost nothing; ``clock`` counts seconds."""

    clock: Callable[[], float] = time.monotonic
    free_tries: int = FREE_TRIES
    _failures: dict[str, list[float]] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)

    def must_wait(self, name: str) -> bool:
        """Return whether this name has to wait before its next try."""
        with self._lock:
            failures = self._recent(name)
            return len(failures) >= self.free_tries and self.clock() - failures[-1] < WAIT_SECONDS

    def failed(self, name: str) -> None:
        """Note a wrong password or an unknown name."""
        with self._lock:
            if len(self._failures) >= MOST_NAMES:
                self._failures = {n: kept for n in self._failures if (kept := self._recent(n))}
            self._failures[_key(name)] = [*self._recent(name), self.clock()][-self.free_tries :]

    def succeeded(self, name: str) -> None:
        """Forget the failures of a name."""
        with self._lock:
            self._failures.pop(_key(name), None)

    def _recent(self, name: str) -> list[float]:
        oldest = self.clock() - FORGET_SECONDS
        return [moment for moment in self._failures.get(_key(name), []) if moment > oldest]


def _key(name: str) -> str:
    return name.strip().casefold()[:120]
