"""What can go wrong, as exceptions that a person can act on.

Every message names the thing, the place and the remedy. A message is shown as it is: it is
written in the language of the interface (Dutch msgids, see ``toc_core.i18n``).
"""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

from toc_core.i18n import _


class TocError(Exception):
    """Root of all errors of this product; ``exit_code`` is what the command line ends with."""

    exit_code = 1


class UsageError(TocError):
    """The question itself is wrong: an unknown name, period, format or option."""

    exit_code = 2


class DataProblems(TocError):
    """An input was refused; ``problems`` holds every reason, not only the first."""

    exit_code = 3

    def __init__(self, problems: Iterable[str]) -> None:
        self.problems: tuple[str, ...] = tuple(problems)
        super().__init__("\n".join(self.problems))


class SettingsError(TocError):
    """The settings cannot be used as they are written."""


class PluginError(TocError):
    """A plugin cannot be loaded or broke a rule of the host."""


class AccessDenied(TocError):
    """The principal may not read or write this row."""


class StoreError(TocError):
    """The database is missing, too new, not migrated or not writable."""


def unknown(thing: str, name: str, known: Iterable[str]) -> UsageError:
    """Return the error for a name nobody knows: the nearest known one, and all of them."""
    names = list(known)
    return UsageError(
        _("{thing} '{name}' is niet gekend{hint}. Gekend: {known}.").format(
            thing=thing,
            name=name,
            hint=did_you_mean(name, names),
            known=", ".join(names) or _("geen enkel"),
        )
    )


def did_you_mean(wrong: str, known: Iterable[str]) -> str:
    """Return `` (bedoelde je 'x'?)`` for the nearest known word, or an empty string."""
    names = list(known)
    by_folded = {name.casefold(): name for name in names}
    close = get_close_matches(wrong.casefold(), by_folded, n=1, cutoff=0.6)
    return _(" (bedoelde je '{word}'?)").format(word=by_folded[close[0]]) if close else ""
