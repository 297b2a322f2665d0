"""Lends a session to a plugin: it reads the core's tables and its own, and nobody else's.

The rows are those the principal may see, and either of real schools or of practice schools, as
the report asks: a plugin cannot mix them by forgetting to ask.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Table, event, select
from sqlalchemy.orm import ORMExecuteState, with_loader_criteria
from sqlalchemy.sql import visitors

from toc_core.db.base import Base, PerSite
from toc_core.db.door import ScopedSession
from toc_core.db.people import Site
from toc_core.errors import AccessDenied
from toc_core.i18n import _


@contextmanager
def lent(session: ScopedSession, package: str, *, practice: bool) -> Iterator[ScopedSession]:
    """Lend a session to a plugin's package for the block; what it breaks is rolled back."""
    allowed = {"toc_core", package}
    one_kind = _practice if practice else _real

    def narrow(state: ORMExecuteState) -> None:
        _refuse_others(state.statement, allowed)
        criteria = with_loader_criteria(PerSite, one_kind, include_aliases=True)
        state.statement = state.statement.options(criteria)

    event.listen(session, "do_orm_execute", narrow)
    savepoint = session.begin_nested()
    try:
        yield session
    finally:
        event.remove(session, "do_orm_execute", narrow)
        if savepoint.is_active:  # a statement that failed must not stop those that follow
            savepoint.rollback()


def _real(cls: Any) -> Any:
    return cls.site_id.in_(select(Site.id).where(Site.fictitious.is_(False)))


def _practice(cls: Any) -> Any:
    return cls.site_id.in_(select(Site.id).where(Site.fictitious.is_(True)))


def _refuse_others(statement: Any, allowed: set[str]) -> None:
    """Refuse a statement with a table of a package that is not allowed."""
    owners = {
        mapper.local_table.description: mapper.class_.__module__.partition(".")[0]
        for mapper in Base.registry.mappers
    }
    for part in visitors.iterate(statement):
        if isinstance(part, Table) and owners.get(part.name, "toc_core") not in allowed:
            raise AccessDenied(
                _("'{table}' is van plugin {owner}; een plugin leest geen tabel van een andere.")
                .format(table=part.name, owner=owners[part.name].removeprefix("toc_"))
            )  # fmt: skip
