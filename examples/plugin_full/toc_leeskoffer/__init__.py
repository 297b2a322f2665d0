"""A plugin of toc-core with everything. SPDX-License-Identifier: 0BSD

Each hook imports what it needs when it is called: so the plugin loads without Flask and without a
database.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from toc_core import Programme, hookimpl

if TYPE_CHECKING:
    from toc_core.db.base import Record
    from toc_core.db.door import ScopedSession
    from toc_core.figures.custom import CustomMeasure
    from toc_core.formats.sections import ReportSection
    from toc_core.periods import Period

CODE = "leeskoffer"


def programme_of_file() -> Programme:
    """Return the programme in theory.toml."""
    from toc_core.schemas import read_programme

    return read_programme(Path(__file__).with_name("theory.toml"))


@hookimpl
def toc_programmes() -> list[Programme]:
    """Return the one programme of this plugin."""
    return [programme_of_file()]


@hookimpl
def toc_admin_views(db: Any) -> list[Any]:
    """Return the view of the loans."""
    from toc_leeskoffer.admin import LoanView

    return [LoanView(db, programme=programme_of_file())]


@hookimpl
def toc_report_sections(
    programme: Programme, period: Period, session: ScopedSession
) -> list[ReportSection]:
    """Return the loans of a period, for our own programme."""
    from toc_leeskoffer.loans import loans_section

    return [loans_section(session, period)] if programme.code == CODE else []


@hookimpl
def toc_measures() -> list[CustomMeasure]:
    """Return how our own records are counted."""
    from toc_leeskoffer.measures import LOANS

    return [LOANS]


@hookimpl
def toc_check_record(record: Record, programme: Programme) -> Iterator[str]:
    """Refuse a mark that teachers do not give."""
    from toc_core.db.measures import Observation

    if programme.code != CODE or not isinstance(record, Observation):
        return
    value = record.value
    if record.indicator.code == "mark" and value is not None and not 1 <= value <= 10:
        yield f"Een leerkracht geeft een cijfer van 1 tot 10, niet {value:f}."
