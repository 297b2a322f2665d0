"""The formats of a report: the built-in ones come through the hook, as those of a plugin do.

Nothing here is loaded before a format writes: a list of formats costs nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING, BinaryIO

from toc_core.hookspecs import hookimpl
from toc_core.i18n import later

if TYPE_CHECKING:
    from collections.abc import Iterable

    from toc_core.reports import Report

Write = Callable[["Report", BinaryIO], None]


@dataclass(frozen=True)
class ReportFormat:
    """One way to write a report: ``write`` puts the whole of it into an open binary file.

    ``name`` is what a person asks for, ``suffix`` ends the name of a file (``.csv``).
    """

    name: str
    label: str
    suffix: str
    media_type: str
    write: Write

    @property
    def is_text(self) -> bool:
        """Return whether a terminal can show it."""
        kind = self.media_type.partition(";")[0]
        return kind.startswith("text/") or kind in ("application/json", "image/svg+xml")


@hookimpl
def toc_report_formats() -> Iterable[ReportFormat]:
    """Return the formats of the core; a PDF where the extra ``pdf`` is installed."""
    xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    always = (
        _built_in("terminal", later("tekst voor een scherm"), ".txt", "text/plain; charset=utf-8"),
        _built_in("csv", later("tabel, één cijfer per rij"), ".csv", "text/csv; charset=utf-8"),
        _built_in("xlsx", later("werkboek voor Excel of LibreOffice"), ".xlsx", xlsx),
        _built_in("json", later("voor een ander programma"), ".json", "application/json"),
        _built_in("html", later("webpagina"), ".html", "text/html; charset=utf-8"),
    )
    if not _has_typst():
        return always
    return (*always, _built_in("pdf", later("A4 om door te sturen"), ".pdf", "application/pdf"))


@cache
def _has_typst() -> bool:
    """Return whether the extra ``pdf`` is installed, without loading it; looked up once."""
    return find_spec("typst") is not None


def _built_in(name: str, label: str, suffix: str, media_type: str) -> ReportFormat:
    """Return a format whose module of the same name is loaded when it first writes."""

    def write(report: Report, file: BinaryIO) -> None:
        import_module(f"toc_core.formats.{name}").write(report, file)

    return ReportFormat(name, label, suffix, media_type, write)
