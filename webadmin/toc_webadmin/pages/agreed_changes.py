"""What transactions did to targets and baselines: of which indicator, from what to what, and why.

For the city team alone: it reads the agreements of every school.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from sqlalchemy import select

from toc_core.db.journal import ChangedRow
from toc_core.db.measures import Agreed
from toc_core.db.people import CITY_SITE, Site
from toc_core.db.theory import IndicatorRow, ProgrammeRow
from toc_core.explaining.agreed_words import kind_words, reason_words, standing_words, step_words
from toc_core.explaining.agreeing import Agreement, Standing, agreements_of
from toc_core.formats.words import period_text
from toc_core.i18n import _

if TYPE_CHECKING:
    from toc_core.db.door import ScopedSession

TABLE = Agreed.__tablename__
MOST = 5  # of a transaction that agreed more than this, only the number is told


def agreed_changes(session: ScopedSession, entries: Sequence[int]) -> Mapping[int, tuple[str, ...]]:
    """Return per journal entry a sentence for each agreement that it added and that still stands.

    An entry of which not every agreement can be told is left out.
    """
    rows: dict[int, list[int]] = {}
    added = select(ChangedRow.entry_id, ChangedRow.row_id).where(
        ChangedRow.entry_id.in_(entries),
        ChangedRow.table_name == TABLE,
        ChangedRow.action == "insert",
    )
    for entry, row in session.execute(added):
        rows.setdefault(entry, []).append(row)
    few = {entry: own for entry, own in rows.items() if len(own) <= MOST}
    told = _told(session, [row for own in few.values() for row in own]) if few else {}
    return {
        entry: tuple(told[row] for row in own)
        for entry, own in few.items()
        if all(row in told for row in own)
    }


def _told(session: ScopedSession, rows: Sequence[int]) -> dict[int, str]:
    """Return a sentence per agreement that is still there, by its id."""
    names = {
        number: (indicator, " ".join(label.split()), programme, "" if site == CITY_SITE else school)
        for number, indicator, label, programme, site, school in session.execute(
            select(
                *(Agreed.id, Agreed.indicator_id, IndicatorRow.label, ProgrammeRow.label),
                *(Agreed.site_id, Site.label),
            )
            .join(IndicatorRow, IndicatorRow.id == Agreed.indicator_id)
            .join(ProgrammeRow, ProgrammeRow.id == Agreed.programme_id)
            .join(Site, Site.id == Agreed.site_id)
            .where(Agreed.id.in_(rows))
        )
    }
    agreed = agreements_of(session, {indicator for indicator, *_names in names.values()})
    return {one.id: _sentence(one, *names[one.id][1:]) for one in agreed if one.id in names}


def _sentence(one: Agreement, indicator: str, programme: str, site: str) -> str:
    place = ", ".join(word for word in (programme, site, period_text(one.period)) if word)
    said = _("{kind} {indicator} ({place}): {step}").format(
        kind=kind_words()[one.kind].capitalize(),
        indicator=indicator,
        place=place,
        step=step_words(one),
    )
    if one.standing is Standing.NEVER:
        said += f" ({standing_words(one)})"
    return f"{said}. {reason_words(one)}"
