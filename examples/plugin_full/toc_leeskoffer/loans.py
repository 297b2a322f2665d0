"""The loans of a period, as a section of the report. SPDX-License-Identifier: 0BSD

The session is that of the reader: a school gets its own loans and no others.
"""

from __future__ import annotations

from sqlalchemy import func, select

from toc_core.db.door import ScopedSession
from toc_core.db.people import Site
from toc_core.formats.sections import ReportSection
from toc_core.periods import Period
from toc_leeskoffer.models import Loan

# Drawn by Vega-Lite from the rows of the table; in the order of the table, never ranked.
BOOKS_PER_SCHOOL = {
    "mark": "bar",
    "height": {"step": 28},
    "encoding": {
        "y": {"field": "School", "type": "nominal", "sort": None, "title": None},
        "x": {"field": "Boeken", "type": "quantitative"},
    },
}


def loans_section(session: ScopedSession, period: Period) -> ReportSection:
    """Return how many cases and books each school had; never who took them."""
    rows = session.execute(
        select(Site.label, func.count(Loan.id), func.sum(Loan.books))
        .select_from(Loan)
        .join(Site, Site.id == Loan.site_id)
        .where(Loan.lent_on >= period.start, Loan.lent_on <= period.end)
        .group_by(Site.label)
        .order_by(Site.label)
    )
    return ReportSection(
        "Uitgeleende koffers",
        ("School", "Koffers", "Boeken"),
        tuple((label, int(cases), int(books)) for label, cases, books in rows),
        note="Geteld op de dag van uitlenen.",
        chart=BOOKS_PER_SCHOOL,
    )
