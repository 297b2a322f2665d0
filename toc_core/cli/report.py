"""The command that writes the figures of programmes in any format."""

from __future__ import annotations

import io
import sys
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from toc_core.cli.store import opened_store
from toc_core.cli.theory import loaded_host, write_output
from toc_core.errors import UsageError, unknown
from toc_core.i18n import _

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from zoneinfo import ZoneInfo

    from toc_core.db.door import ScopedSession
    from toc_core.db.measuring import By
    from toc_core.formats import ReportFormat
    from toc_core.plugins import Host
    from toc_core.settings import Settings
    from toc_core.theory import Programme
    from toc_core.theory.portfolio import Portfolio


PORTFOLIO = "portfolio"  # the word for the only portfolio there is


@click.command()
@click.argument("codes", nargs=-1, required=True)
@click.option("--period", "periods", multiple=True, help="Bijvoorbeeld 2024-2025; mag vaker.")
@click.option("--by", default="total", show_default=True, help="total, level, site, cell of cube.")
@click.option("--format", "fmt", help="terminal, csv, xlsx, json, html, pdf of dat van een plugin.")
@click.option("-o", "--output", type=click.Path(dir_okay=False, allow_dash=True, path_type=Path))
@click.option("--practice", is_flag=True, help="Toon de oefengegevens in plaats van de echte.")
@click.option("--to-date", is_flag=True, help="Alles tot het einde van elke periode.")
@click.option("--overall", is_flag=True, help="Ook alle periodes samen.")
@click.option("--as-known", metavar="DATUM", help="Zoals gekend op het einde van die dag.")
def report(
    codes: tuple[str, ...],
    periods: tuple[str, ...],
    by: str,
    fmt: str | None,
    output: Path | None,
    as_known: str | None,
    **options: bool,
) -> int:
    """Geef de cijfers van programma's, of de portfolio: op het scherm of als bestand.

    Voorbeeld: toc report buddy --format xlsx -o buddy.xlsx, of toc report portfolio
    """
    from toc_core.periods import parse_period
    from toc_core.settings import read_settings

    settings = read_settings()
    host = loaded_host()
    chosen = _format(host.formats, fmt, output)
    asked: dict[str, Any] = {
        "periods": [parse_period(period) for period in periods],
        "by": _by(by),
        "as_known": end_of_day(as_known, settings.zone) if as_known else None,
        **options,
    }
    portfolio = portfolio_named(host, codes)
    if portfolio is None:
        content = _written(host, settings, chosen, codes, asked)
    else:
        from toc_core.cli.portfolio import portfolio_written

        content = portfolio_written(host, settings, chosen.name, portfolio, asked)
    write_output(content, output)
    return 0


def portfolio_named(host: Host, codes: Sequence[str]) -> Portfolio | None:
    """Return the portfolio that is asked for by its code or as ``portfolio``; none for another."""
    known = {c: p for c, p in host.portfolios.items() if c not in host.programmes}
    named = [code for code in codes if code == PORTFOLIO or code in known]
    if not named or PORTFOLIO in host.programmes:
        return None
    if len(set(codes)) > 1:
        raise UsageError(
            _("Een portfolio is een rapport op zich: laat de andere codes weg ({codes}).").format(
                codes=", ".join(code for code in codes if code != named[0])
            )
        )
    if named[0] in known:
        return known[named[0]]
    if len(known) != 1:
        raise unknown(_("Portfolio"), named[0], known)
    return next(iter(known.values()))


def _written(
    host: Host,
    settings: Settings,
    chosen: ReportFormat,
    codes: Iterable[str],
    asked: Mapping[str, Any],
) -> bytes:
    from toc_core.access import SYSTEM
    from toc_core.cli.theory import name_broken
    from toc_core.db.migrate import check_ready
    from toc_core.report_sections import with_sections
    from toc_core.reports import indicator_report

    with opened_store(settings) as store:
        check_ready(store, host)
        with store.session_for(SYSTEM, "toc report") as session:
            made = indicator_report(
                session,
                programmes_of(session, host, codes),
                made_at=store.clock(),
                zone=settings.zone,
                measures=host.measures,
                **asked,
            )
            named = len(host.broken)
            made = with_sections(made, host, session)
            name_broken(host.broken[named:])
    file = io.BytesIO()
    chosen.write(made, file)
    return file.getvalue()


def programmes_of(session: ScopedSession, host: Host, codes: Iterable[str]) -> list[Programme]:
    """Return the programmes as stored, so that one without its plugin still reports."""
    from toc_core.sync import stored_programmes

    known = {**host.programmes, **stored_programmes(session)}
    for code in codes:
        if code not in known:
            raise unknown(_("Programma"), code, known)
    return [known[code] for code in dict.fromkeys(codes)]


def _format(
    known: Mapping[str, ReportFormat], asked: str | None, output: Path | None
) -> ReportFormat:
    """Return the format asked for, else that of the file's name, else text."""
    if asked is not None and asked not in known:
        raise unknown(_("Formaat"), asked, known)
    to_file = output is not None and str(output) != "-"
    if asked is None and to_file and output is not None:
        fitting = [name for name, one in known.items() if one.suffix == output.suffix.lower()]
        asked = fitting[0] if fitting else None
    chosen = known[asked or "terminal"]
    if not to_file and not chosen.is_text and sys.stdout.isatty():
        raise UsageError(
            _(
                "Formaat '{name}' kan niet op een scherm: geef een bestand met -o naam{suffix}"
            ).format(name=chosen.name, suffix=chosen.suffix)
        )
    return chosen


def _by(text: str) -> By:
    from toc_core.db.measuring import By

    known = [by.value for by in By]
    if text not in known:
        raise unknown(_("Opsplitsing"), text, known)
    return By(text)


def end_of_day(text: str, zone: ZoneInfo) -> datetime:
    """Return the last moment of a day that is written as year-month-day."""
    try:
        day = date.fromisoformat(text)
    except ValueError as error:
        raise UsageError(
            _("'{text}' is geen datum. Schrijf jaar-maand-dag, bijvoorbeeld 2025-07-01.").format(
                text=text
            )
        ) from error
    # What was written at midnight belongs to the next day.
    return datetime.combine(day + timedelta(days=1), time(), zone) - timedelta(microseconds=1)
