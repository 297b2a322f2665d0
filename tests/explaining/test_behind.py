"""The records behind a figure in words: where they come from, and what was entered late."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal

from toc_core.db.measuring import RecordRow
from toc_core.explaining.behind import Noted, late_words, readable, source_words
from toc_core.periods import parse_period
from toc_core.theory import Category, Programme


def row(table: str, label: str, who: str = "an.peeters", *, late: bool = False) -> RecordRow:
    """Return a record that somebody entered on 27 November 2026."""
    entered = datetime(2026, 11, 27, 9, 0, tzinfo=UTC)
    return RecordRow(table, 1, "w652uavujs", label, "", entered, who, late)


def test_a_figure_is_taken_over_only_when_all_of_it_has_a_source() -> None:
    sourced, typed = Noted(Decimal(70), "Slides"), Noted(Decimal(3), "")
    assert source_words([sourced]) == "Overgenomen uit een bron, niet zelf geteld."
    assert source_words([sourced, typed]) == source_words([]) == ""


def test_one_late_record_is_told_with_its_day_and_author() -> None:
    late = row("observation", "70", late=True)
    assert late_words([late], parse_period("2019-2020"), UTC) == (
        "Pas na het schooljaar ingevoerd: op 27/11/2026, door an.peeters."
    )
    assert late_words([row("observation", "70")], parse_period("2019-2020"), UTC) == ""


def test_several_late_records_are_counted_per_author() -> None:
    rows = [
        row("delivery", "een", late=True),
        row("delivery", "twee", late=True),
        row("delivery", "drie", "bo.maes", late=True),
        row("delivery", "vier"),
    ]
    assert late_words(rows, parse_period("2019"), UTC) == (
        "Pas na deze periode ingevoerd: 2 gegevens op 27/11/2026, door an.peeters; 1 gegeven op "
        "27/11/2026, door bo.maes."
    )


def test_a_meeting_is_called_by_the_name_of_its_kind() -> None:
    club = Programme("club", "Club", "1", meeting_kinds=(Category("project_team", "Projectteam"),))
    found = readable([row("meeting", "overleg project_team, 01/10/2025")], club)
    assert [one.label for one in found] == ["overleg projectteam, 01/10/2025"]
