"""Help pages in Dutch, also those of commands that other packages bring.

click looks its own words up in gettext, by the language of the machine; ours is that of the
interface. So every command gets a context whose formatter says those words itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

import click

from toc_core.i18n import _


def _words() -> dict[str, str]:
    """Return what click says on a help page, and what we say."""
    return {
        "Options": _("Opties"),
        "Commands": _("Opdrachten"),
        "Positional arguments": _("Argumenten"),
        "Show this message and exit.": _("Toon deze uitleg."),
        "Show the version and exit.": _("Toon de versie."),
        "[OPTIONS]": _("[OPTIES]"),
        "COMMAND [ARGS]...": _("OPDRACHT [ARGUMENTEN]..."),
        "[required]": _("[verplicht]"),
        "; required]": _("; verplicht]"),
        "[default:": _("[standaard:"),
        "INTEGER RANGE": _("GETAL"),
        "INTEGER": _("GETAL"),
        "TEXT": _("TEKST"),
        "FILE": _("BESTAND"),
        "DIRECTORY": _("MAP"),
    }


class DutchFormatter(click.HelpFormatter):
    """Writes a help page with Dutch headings and Dutch words for what click says itself."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """Write how a command is called."""
        super().write_usage(prog, _said(args), prefix or _("Gebruik: "))

    @contextmanager
    def section(self, name: str) -> Iterator[None]:
        """Open a part of the page under a heading."""
        with super().section(_said(name)):
            yield

    def write_dl(
        self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2
    ) -> None:
        """Write options or commands, each with what it is for."""
        super().write_dl([(_said(one), _said(other)) for one, other in rows], col_max, col_spacing)


class DutchContext(click.Context):
    """A context whose help pages are Dutch."""

    formatter_class = DutchFormatter


def speak_dutch(command: click.Command) -> click.Command:
    """Let a command, and every command below it, write its help page in Dutch."""
    for one in _family(command):
        one.context_class = DutchContext
    return command


def _family(command: click.Command) -> Iterator[click.Command]:
    yield command
    if isinstance(command, click.Group):
        for child in command.commands.values():
            yield from _family(child)


def _said(text: str) -> str:
    words = _words()
    # A whole word only: what is longer is not what click said.
    known = "|".join(rf"(?<!\w){re.escape(word)}(?!\w)" for word in words)
    return re.sub(known, lambda found: words[found[0]], text)
