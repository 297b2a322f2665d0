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
    from collections.abc import Iterator

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
            explanation = explained(session, question, indicator)
    for line in lines_of(explanation, MOST_ROWS if not everything else 10**9):
        click.echo(line)
    return 0


def lines_of(e: Explanation, most: int) -> Iterator[str]:
    """Yield the explanation as lines of text."""
    figure = e.figure
    yield _("{label} ({programme}), {period}: {value}").format(
        label=figure.label,
        programme=e.programme.label,
        period=figure.period.label,
        value=figure.shown if not figure.absence else f"– ({figure.absence})",
    )
    yield from _section(_("Hoe dit berekend is"), [*e.rule, e.indicator.definition, e.window])
    yield from _section(_("Let op"), [c.text for c in figure.caveats])
    yield from _section(_("Wat niet klopt of dubbel telt"), [m.text for m in figure.mismatches])
    yield from _section(_("Hier niet bij opgeteld"), list(_apart(e)))
    yield from _section(_("Niet meegeteld"), list(e.left_out))
    yield from _section(_("Per jaar"), [f"{f.period.code}: {f.shown}" for f in e.years])
    yield from _section(_("Per school"), [f"{f.site_label}: {f.shown}" for f in e.parts])
    yield from _section(_("Doel en beginsituatie"), list(_agreed(e)))
    yield from _section(_("Afspraken"), [f"{name}: {words}" for name, words in e.conventions])
    yield from _section(
        _("Wat erachter zit ({number})").format(number=len(e.rows)), list(_rows(e, most))
    )


def _section(title: str, lines: list[str]) -> Iterator[str]:
    said = [line for line in lines if line]
    if said:
        yield ""
        yield title
        yield from (f"  - {line}" for line in said)


def _apart(e: Explanation) -> Iterator[str]:
    for other in e.apart:
        yield f"{other.label}: {other.shown}"
    together = e.together()
    if together is not None:
        from toc_core.figures import display

        yield _("Samen zou dat {total} zijn, maar dat is een ander cijfer: we tellen het niet op.")\
            .format(total=display(together))  # fmt: skip


def _agreed(e: Explanation) -> Iterator[str]:
    from toc_core.db.measures import AgreedKind
    from toc_core.explaining import shown
    from toc_core.explaining.words import direction_words

    targets = [a for a in e.agreements if a.revision.kind is AgreedKind.TARGET]
    if not targets:
        yield _("Er is geen doel met een getal afgesproken. De richting: {direction}.").format(
            direction=direction_words()[e.indicator.direction]
        )
    for one in e.agreements:
        revision = one.revision
        kind = _("doel") if revision.kind is AgreedKind.TARGET else _("beginsituatie")
        line = _("{kind} {value} voor {period} ({site}), afgesproken op {day} door {who}").format(
            kind=kind,
            value=shown(revision.value, e.indicator),
            period=revision.period.code,
            site=one.site,
            day=f"{revision.agreed_on:%d/%m/%Y}",
            who=revision.author,
        )
        reason = f": {revision.reason}" if revision.reason else ""
        yield line + reason + ("" if one.speaks else _(" (vervangen)"))


def _rows(e: Explanation, most: int) -> Iterator[str]:
    for row in e.rows[:most]:
        site = f", {row.site}" if row.site else ""
        yield _("{label}{site} [{ref}], ingevoerd op {day} door {who}").format(
            label=row.label, site=site, ref=row.ref, day=f"{row.known_from:%d/%m/%Y}",
            who=row.known_by,
        )  # fmt: skip
    if len(e.rows) > most:
        yield _("en nog {number} (toon ze met --all)").format(number=len(e.rows) - most)
    if e.late:
        yield _("ingevoerd na het einde van de periode: {number}").format(number=e.late)
