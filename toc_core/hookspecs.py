"""Every hook of the host, on one page.

A hook is for what crosses programmes or needs a running host; what belongs to one programme is a
field of its data, and what needs only a folder is a convention (``translations/``, ``data/``,
``migrations/`` beside the plugin).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pluggy

if TYPE_CHECKING:
    from collections.abc import Iterable

    from toc_core.checks import Problem
    from toc_core.db.base import Record
    from toc_core.db.door import ScopedSession
    from toc_core.figures.custom import CustomMeasure
    from toc_core.formats import ReportFormat
    from toc_core.formats.sections import ReportSection
    from toc_core.periods import Period
    from toc_core.theory import Programme
    from toc_core.theory.portfolio import Portfolio

hookspec = pluggy.HookspecMarker("toc")
hookimpl = pluggy.HookimplMarker("toc")


@hookspec
def toc_programmes() -> Iterable[Programme]:  # type: ignore[empty-body]
    """Return the plugin's programmes; called once by ``load_plugins()``, without a database."""


@hookspec
def toc_portfolios() -> Iterable[Portfolio]:  # type: ignore[empty-body]
    """Return portfolios of programmes; called once by ``load_plugins()``, without a database."""


@hookspec
def toc_check(programme: Programme) -> Iterable[Problem]:  # type: ignore[empty-body]
    """Return further problems of any programme; called by ``toc check`` and before sync."""


@hookspec
def toc_report_formats() -> Iterable[ReportFormat]:  # type: ignore[empty-body]
    """Return formats in which a report can be written; called once by ``load_plugins()``."""


@hookspec
def toc_admin_views(db: Any) -> Iterable[Any]:  # type: ignore[empty-body]
    """Return views of the admin, each a ``TocModelView(db)``; called once by ``create_app()``."""


@hookspec
def toc_check_record(  # type: ignore[empty-body]
    record: Record, programme: Programme, session: ScopedSession
) -> Iterable[str]:
    """Return why a record of a programme is refused; called by forms and ``toc sync --data``."""


@hookspec
def toc_report_sections(  # type: ignore[empty-body]
    programme: Programme, period: Period, session: ScopedSession
) -> Iterable[ReportSection]:
    """Return further tables for a programme and period; the session sees what the reader may."""


@hookspec
def toc_measures() -> Iterable[CustomMeasure]:  # type: ignore[empty-body]
    """Return measures of the plugin's own records; called when figures are first asked for."""
