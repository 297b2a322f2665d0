"""One page of a list: read from the nearer end: the last costs no more than the first."""

from __future__ import annotations

from typing import Any

from sqlalchemy import asc, desc
from sqlalchemy.sql.operators import desc_op


def rows_of_page(query: Any, key: Any, count: int, page: int, size: int) -> list[Any]:
    """Return the rows of a page out of ``count``; ``key`` decides between rows that are alike."""
    ordered = query.order_by(key.desc() if _is_down(query) else key)
    first = page * size
    after = count - first - size
    if after >= first:
        return list(ordered.limit(size).offset(first))
    wanted = min(size, count - first)  # the last page is shorter
    return list(_turned(ordered).limit(wanted).offset(max(after, 0)))[::-1]


def _is_down(query: Any) -> bool:
    orders = query._order_by_clauses
    return bool(orders) and getattr(orders[-1], "modifier", None) is desc_op


def _turned(query: Any) -> Any:
    """Return the query in the very opposite order."""
    turned = [
        asc(one.element) if getattr(one, "modifier", None) is desc_op else desc(one)
        for one in query._order_by_clauses
    ]
    return query.order_by(None).order_by(*turned)
