"""The command that explains one figure in plain Dutch."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from toc_core.cli.report import end_of_day, programmes_of
from toc_core.cli.store import opened_store
from toc_core.cli.theory import loaded_host
from toc_core.errors import UsageError
from toc_core.i18n import _

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import tzinfo

    from toc_core.explaining import Explanation

MOST_ROWS = 40


@click.command()
@click.argument("name", metavar="PROGRAMMA.INDICATOR")
@click.option("--period", required=True, help="Bijvoorbeeld 2024-2025.")
@click.option("--practice", is_flag=True, help="Over de oefengegevens in plaats van de echte.")
@click.option("--to-date", is_flag=True, help="Alles tot het einde van de periode.")
@click.option("--as-known", metavar="DATUM", help="Zoals gekend op het einde van die dag.")
@click.option("--all", "everything", is_flag=True, help="Alle gegevens erachter, ook als het er "
              "veel zijn.")  # fmt: skip
def explain(
    name: str, period: str, practice: bool, to_date: bool, as_known: str | None, everything: bool
) -> int:
    """Leg één cijfer uit: de regel, wat erachter zit, het doel, en wat niet meetelt.

    Voorbeeld: toc explain buddy.buddies --period 2019-2020
    """
    from toc_core.access import SYSTEM
    from toc_core.db.measuring import Question
    from toc_core.db.migrate import check_ready
    from toc_core.explaining import explain as explained
    from toc_core.periods import parse_period
    from toc_core.settings import read_settings

    code, point, indicator = name.partition(".")
    if not point:
        raise UsageError(
            _("Schrijf programma en indicator met een punt ertussen, zoals buddy.buddies.")
        )
    settings, host = read_settings(), loaded_host()
    asked = parse_period(period)
    moment = end_of_day(as_known, settings.zone) if as_known else None
    with opened_store(settings) as store:
        check_ready(store, host)
        with store.session_for(SYSTEM, "toc explain") as session:
            question = Question(
                tuple(programmes_of(session, host, [code])),
                (asked,),
                store.clock().astimezone(settings.zone).date(),
                practice=practice,
                at=moment,
                to_date=to_date,
                measures=host.measures,
            )
            explanation = explained(session, question, indicator, zone=settings.zone)
    for line in lines_of(explanation, 10**9 if everything else MOST_ROWS, settings.zone):
        click.echo(line)
    return 0


def lines_of(e: Explanation, most: int, zone: tzinfo) -> Iterator[str]:
    """Yield the explanation as lines of text."""
    from toc_core.explaining import answers, caveats, left_out

    figure = e.figure
    yield _("{label} ({programme}), {period}: {value}").format(
        label=figure.label,
        programme=e.programme.label,
        period=e.period_words,
        value=figure.text or figure.shown,
    )
    yield from (f"  {line}" for line in answers(e))
    yield from _section(_("Hoe dit berekend is"), [*e.rule, e.indicator.definition, e.window])
    yield from _section(_("Let op"), caveats(e))
    yield from _section(_("Wat niet klopt of dubbel telt"), [m.text for m in figure.mismatches])
    yield from _section(_("Hier niet bij opgeteld"), [f"{f.label}: {f.shown}" for f in e.apart])
    yield from _section(_("Niet meegeteld"), left_out(e))
    yield from _section(_("Per jaar"), [f"{f.period.code}: {f.shown}" for f in e.years])
    yield from _section(_("Per school"), [f"{f.site_label}: {f.shown}" for f in e.parts])
    yield from _section(_("Doel en beginsituatie"), [*e.targets.changes, *_agreed(e, most)])
    yield from _section(_("Afspraken"), [f"{name}: {words}" for name, words in e.conventions])
    title = _("Wat erachter zit ({number})").format(number=len(e.rows))
    yield from _section(title, _rows(e, most, zone))


def _section(title: str, lines: Iterable[str]) -> Iterator[str]:
    said = [line for line in lines if line]
    if said:
        yield ""
        yield title
        yield from (f"  - {line}" for line in said)


def _agreed(e: Explanation, most: int) -> Iterator[str]:
    """Yield the agreements for the period, and all others where everything was asked."""
    rows = [*e.targets.here, *(e.targets.elsewhere if most > MOST_ROWS else ())]
    for row in rows:
        words = _("{kind} {value} voor {period} ({site}), afgesproken op {agreed_on}, ingevoerd op "
                  "{entered_on} door {who}").format(**vars(row))  # fmt: skip
        reason = f": {row.reason}" if row.reason else ""
        yield words + reason + (f" ({row.standing})" if row.standing else "")
    if len(rows) < len(e.targets.here) + len(e.targets.elsewhere):
        yield _("voor andere periodes: {number} (toon ze met --all)").format(
            number=len(e.targets.elsewhere)
        )


def _rows(e: Explanation, most: int, zone: tzinfo) -> Iterator[str]:
    from toc_core.explaining.behind import entered_words

    for row in e.rows[:most]:
        site = f", {row.site}" if row.site else ""
        yield _("{label}{site}, ingevoerd {entered}").format(
            label=row.label, site=site, entered=entered_words(row, zone)
        )
    if len(e.rows) > most:
        yield _("en nog {number} (toon ze met --all)").format(number=len(e.rows) - most)
    if e.late:
        yield e.late
