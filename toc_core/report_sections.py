"""Adds to a report the sections that plugins offer for its programmes and periods."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from toc_core.db.door import ScopedSession
from toc_core.db.lending import lent
from toc_core.entry_rules import package_in
from toc_core.formats.sections import PlacedSection, ReportSection
from toc_core.plugins import Host, Plugin
from toc_core.reports import Report

_HOOK = "toc_report_sections"


def with_sections(report: Report, host: Host, session: ScopedSession) -> Report:
    """Return the report with the sections of every plugin; one that breaks is left out and named.

    A report as known on an earlier date gets none: a plugin reads what stands there now.
    """
    if report.as_known is not None:
        return report
    asked = [plugin for plugin in host.plugins if host.offers(plugin, _HOOK)]
    return replace(report, sections=tuple(_sections(report, host, session, asked)))


def _sections(
    report: Report, host: Host, session: ScopedSession, plugins: list[Plugin]
) -> Iterator[PlacedSection]:
    for programme in report.programmes:
        for period in report.periods:
            for plugin in plugins:
                package = package_in(plugin.module)
                with lent(session, package, practice=report.practice) as own:
                    found = host.ask(
                        plugin,
                        _HOOK,
                        ReportSection,
                        programme=programme,
                        period=period,
                        session=own,
                    )
                for section in found or ():
                    yield PlacedSection(programme.code, period, plugin.name, section)
