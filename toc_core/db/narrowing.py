"""What a statement may look like, and how it is narrowed to what a principal may see.

SQLAlchemy adds criteria to mapped classes only. So whatever reaches a table by another road (text,
a bare table, a lightweight one) is refused for everyone, so that a mistake shows at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import ClauseElement, FromClause, Join, Select, TextClause, or_, select
from sqlalchemy.orm import with_loader_criteria
from sqlalchemy.orm.interfaces import ORMOption
from sqlalchemy.sql import util, visitors
from sqlalchemy.sql.elements import ColumnClause
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.sql.selectable import Alias, TableClause, TableSample, TextualSelect
from sqlalchemy.util import LRUCache

from toc_core.access import Principal
from toc_core.db.base import CityOnly, Enrolled, PerSite, SiteItself
from toc_core.db.people import Enrolment
from toc_core.errors import AccessDenied
from toc_core.i18n import _


def criteria(principal: Principal, let_go: Iterable[int] = ()) -> list[ORMOption]:
    """Return what narrows each scope to a school's own sites; nothing for the city team.

    ``let_go`` are people whose enrolment this transaction removed: until it ends they may be
    removed too.
    """
    if principal.sees_everything:
        return []
    sites = tuple(sorted(principal.sites))
    gone = tuple(let_go)

    def own_site(cls: Any) -> Any:
        return cls.site_id.in_(sites)

    def itself(cls: Any) -> Any:
        return cls.id.in_(sites)

    def enrolled(cls: Any) -> Any:
        here = select(Enrolment.participant_id).where(Enrolment.site_id.in_(sites))
        return or_(cls.id.in_(here), cls.id.in_(gone))

    def nothing(cls: Any) -> Any:
        return cls.id.in_(())

    return [
        with_loader_criteria(PerSite, own_site, include_aliases=True),
        with_loader_criteria(SiteItself, itself, include_aliases=True),
        with_loader_criteria(Enrolled, enrolled, include_aliases=True),
        with_loader_criteria(CityOnly, nothing, include_aliases=True),
    ]


# What was found sound, by the key under which SQLAlchemy keeps the compiled SQL: a statement with
# the same key is the same SQL, other parameters aside.
_SOUND: LRUCache[Any, bool] = LRUCache(500)


def refuse_unscoped(statement: Any) -> None:
    """Refuse a statement in which some table would not be narrowed."""
    cached = statement._generate_cache_key()
    if cached is None or cached.key not in _SOUND:
        _refuse_unscoped(statement)
        if cached is not None:
            _SOUND[cached.key] = True


def _refuse_unscoped(statement: Any) -> None:
    seen: set[int] = set()
    for part in visitors.iterate(statement):  # an enclosing SELECT comes before what it holds
        if isinstance(part, TextualSelect):
            raise _unscoped("text()")
        if isinstance(part, Select) and id(part) not in seen:
            _check(part, frozenset(), frozenset(), seen)


def _check(part: Select[Any], near: frozenset[Any], far: frozenset[Any], seen: set[int]) -> None:
    """Refuse what is not narrowed in a SELECT; ``near`` and ``far`` are narrowed around it."""
    seen.add(id(part))
    if part._prefixes or part._suffixes:
        raise _unscoped("text()")
    sources = [*_own_parts(_written(part))]
    conditions = [*_own_parts(part._where_criteria)]
    own = frozenset(_from_of(source) for source in sources) - {None}
    correlated = _correlated(part, near, far)
    pieces = [*sources, *conditions, *_own_parts(_rest(part))]
    for piece in pieces:
        _refuse_bare(piece, own | correlated)
    # SQLAlchemy narrows a class that stands in a condition only, but not inside a function.
    surface: Any = util.surface_expressions
    found = own | {_from_of(c) for where in part._where_criteria for c in surface(where)}
    for piece in conditions:
        if _from_of(piece) not in found | correlated | {None}:
            raise _unscoped(str(piece))
    for piece in pieces:
        if isinstance(piece, Select):
            _check(piece, own, far | own, seen)


def _written(part: Select[Any]) -> Iterator[Any]:
    """Yield what names the rows of a SELECT: its columns, FROM and joins."""
    yield from part._from_obj
    for joins in (part, *part._memoized_select_entities):
        yield from joins._raw_columns
        for target, condition, left, _flags in joins._setup_joins:
            yield from (target, condition, left)


def _rest(part: Select[Any]) -> Iterator[Any]:
    yield from (*part._order_by_clauses, *part._group_by_clauses, *part._having_criteria)
    yield from (*part._distinct_on, part._limit_clause, part._offset_clause)


def _own_parts(elements: Iterable[Any]) -> Iterator[Any]:
    """Yield the elements of one SELECT, without what stands in another SELECT inside it."""
    closed = (ColumnClause, FromClause, Select)  # a function is a FROM as well
    stack: list[Any] = [element for element in elements if isinstance(element, ClauseElement)]
    while stack:
        element = stack.pop()
        yield element
        if isinstance(element, Join):
            stack += (element.left, element.right, element.onclause)
        elif isinstance(element, FunctionElement) or not isinstance(element, closed):
            stack += element.get_children()


def _correlated(part: Select[Any], near: frozenset[Any], far: frozenset[Any]) -> frozenset[Any]:
    """Return what a SELECT does not read itself but takes over from the one around it."""
    if part._auto_correlate:
        return near
    if part._correlate_except is not None:
        return far - {source._deannotate() for source in part._correlate_except}
    return far & {source._deannotate() for source in part._correlate}


def _refuse_bare(part: Any, narrowed: frozenset[Any]) -> None:
    """Refuse what reaches a table without its class.

    A bare column may stand beside its class: ``session.get`` and ``has()`` write that.
    """
    if isinstance(part, TextClause):
        raise _unscoped("text()")
    if _from_of(part) is not None:
        return
    if isinstance(part, ColumnClause) and part.is_literal:
        if part.name != "*" and not part.name.isdecimal():
            raise _unscoped("literal_column()")
        return
    source = part.table if isinstance(part, ColumnClause) else part
    table = source.element if isinstance(source, (Alias, TableSample)) else source
    if isinstance(table, TableClause) and source not in narrowed:
        raise _unscoped(table.name)


def _from_of(part: Any) -> Any:
    """Return the table or alias of the class that a part belongs to, if it belongs to one."""
    entity = _entity(part)
    return None if entity is None else entity.selectable._deannotate()


def _entity(part: Any) -> Any:
    return getattr(part, "_annotations", {}).get("parententity")


def _unscoped(name: str) -> AccessDenied:
    return AccessDenied(
        _(
            "'{name}' heeft hier geen bereik: gebruik de modelklasse zelf, "
            "in de kolommen of met select_from()."
        ).format(name=name)
    )
