"""Measures of our own records: the cases lent, and the books in them. SPDX-License-Identifier: 0BSD

One SELECT says which rows count; the engine adds schools, periods, practice records and history.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import and_

from toc_core.db.history import known
from toc_core.db.measuring.families import Tables, inside, matching
from toc_core.db.measuring.valued import as_value
from toc_core.figures.custom import CustomMeasure
from toc_leeskoffer.models import Loan


def loans(tables: Tables, options: Mapping[str, str]) -> Any:
    """Match each loan on the day it was lent; its value is the number of books."""
    loan = known(Loan, tables.at)
    asked = tables.asked.c
    fits = and_(asked.programme_id == loan.programme_id, inside(tables, loan.lent_on))
    return (
        matching(tables, loan, loan.id)
        .add_columns(as_value(loan.books), loan.lent_on.label("day"), asked.threshold)
        .join(tables.asked, fits)
    )


LOANS = CustomMeasure("leeskoffer.loans", Loan, loans)
