"""What was agreed on one indicator, told for the period of a figure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import tzinfo

from toc_core.db.measures import TOTAL, AgreedKind
from toc_core.db.measuring.fetching import Run
from toc_core.db.people import CITY_SITE
from toc_core.explaining.agreed_words import AgreedRow, agreed_row, change_words, late_words
from toc_core.explaining.agreeing import Agreement, Standing, agreements_of
from toc_core.explaining.target import without_target
from toc_core.figures import Figure
from toc_core.i18n import _
from toc_core.periods import Period
from toc_core.theory import Indicator


@dataclass(frozen=True)
class Targets:
    """The agreements on an indicator in words.

    ``changes`` say how the targets of the period came about, ``none`` why the figure is held
    against none; ``here`` are the agreements for the period and ``elsewhere`` all others.
    """

    changes: tuple[str, ...]
    none: str
    here: tuple[AgreedRow, ...]
    elsewhere: tuple[AgreedRow, ...]


def targets_of(run: Run, number: int, indicator: Indicator, whole: Figure, zone: tzinfo) -> Targets:
    """Return what was agreed on the indicator whose stored identity is ``number``."""
    agreed = _agreed(run, number)
    targets = [r for r in agreed if r.kind is AgreedKind.TARGET and r.period == whole.period]
    rows = [
        (_of_period(one, whole.period), agreed_row(one, _site(run, one), zone)) for one in agreed
    ]
    return Targets(
        tuple(_changes(run, targets, zone)),
        without_target(indicator, whole, targets),
        tuple(row for here, row in rows if here),
        tuple(row for here, row in rows if not here),
    )


def _agreed(run: Run, number: int) -> list[Agreement]:
    """Return what was agreed on the indicator as a whole: by school, of each the newest first."""
    question, practice = run.fetched.question, run.fetched.practice_sites
    found = agreements_of(run.session, [number], question.at)
    own = [r for r in found if r.cell == TOTAL and question.practice is (r.site in practice)]
    newest_first = sorted(own, key=lambda one: (one.agreed_on, one.id), reverse=True)
    return sorted(newest_first, key=lambda one: (one.site != CITY_SITE, _site(run, one)))


def _of_period(one: Agreement, period: Period) -> bool:
    """Return whether it is a target of the period, or a baseline from before its end."""
    if one.kind is AgreedKind.BASELINE:
        return one.period.end <= period.end
    return one.period == period


def _changes(run: Run, targets: Sequence[Agreement], zone: tzinfo) -> Iterator[str]:
    """Yield how each target of the city came about, and each target of a school that changed."""
    for one in targets:
        of_city = one.site == CITY_SITE
        if one.standing is Standing.SPEAKS and (of_city or one.is_change):
            yield change_words(one, "" if of_city else _site(run, one), zone)
            if late := late_words(one, zone):
                yield late


def _site(run: Run, one: Agreement) -> str:
    site = run.fetched.sites.get(one.site)
    return _("Hele stad") if one.site == CITY_SITE or site is None else site.label
