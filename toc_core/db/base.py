"""What every table shares: a declared scope, a reference, a row version and a history twin.

A table that declares no scope, no personal fields or no retention is refused when its class is
made, so a plugin author in a hurry cannot forget it. A class that inherits ``Record`` gets a twin
``<table>_past`` with the same columns and ``known_until``; ``toc_core.db.history`` fills it.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy import BigInteger, Column, MetaData, String, Table
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from sqlalchemy.types import NullType, TypeEngine

from toc_core.access import Access
from toc_core.db.columns import BigId, Instant, new_ref
from toc_core.errors import PluginError

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}
TEN_YEARS = "ten school years"  # the retention of most records
EVERYONE = frozenset(Access)
CITY = frozenset({Access.SYSTEM, Access.COORDINATOR})


class PerSite:
    """Scope: rows of one site; a school sees and writes only its own."""

    __scope__ = "site"
    __writers__: ClassVar[frozenset[Access]] = EVERYONE
    site_id: Mapped[int] = mapped_column()


class SiteItself:
    """Scope: the sites themselves; a school sees its own."""

    __scope__ = "site itself"
    __writers__: ClassVar[frozenset[Access]] = CITY
    id: Mapped[int] = mapped_column(BigId, primary_key=True)


class Enrolled:
    """Scope: people known by code; a school sees those enrolled at its sites."""

    __scope__ = "enrolled"
    __writers__: ClassVar[frozenset[Access]] = EVERYONE
    id: Mapped[int] = mapped_column(BigId, primary_key=True)


class CityOnly:
    """Scope: for the city team only."""

    __scope__ = "city"
    __writers__: ClassVar[frozenset[Access]] = CITY
    id: Mapped[int] = mapped_column(BigId, primary_key=True)


class Shared:
    """Scope: read by everyone who is signed in, written by the city team."""

    __scope__ = "shared"
    __writers__: ClassVar[frozenset[Access]] = CITY


SCOPES = (PerSite, SiteItself, Enrolled, CityOnly, Shared)


class Base(DeclarativeBase):
    """Root of every mapped class of the core, the admin and the plugins.

    ``__personal__`` names the columns that can say something about a person; ``__retention__``
    is why and how long rows are kept, in one phrase.
    """

    metadata = MetaData(naming_convention=NAMES)
    type_annotation_map: ClassVar[Any] = {int: BigInteger()}
    __personal__: ClassVar[tuple[str, ...]]
    __retention__: ClassVar[str]

    def __init_subclass__(cls, **arguments: Any) -> None:
        _check_declarations(cls)
        super().__init_subclass__(**arguments)
        _check_table(cls)
        if issubclass(cls, Record) and not issubclass(cls, Past):
            # A number that was used never comes back: history and journal know rows by it.
            live: Any = cls.__table__
            live.dialect_options["sqlite"]["autoincrement"] = True
            cls.__past__ = _twin_of(cls)


class Past:
    """Marker of a history twin."""


class Record:
    """Columns of a row that people edit.

    ``ref`` is what URLs show, ``row_version`` stops two editors from overwriting each other,
    ``known_from`` and ``known_by`` say since when and through whom we know it.
    """

    __past__: ClassVar[type[Any]]

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    ref: Mapped[str] = mapped_column(String(10), unique=True, default=new_ref)
    row_version: Mapped[int] = mapped_column(default=1)
    known_from: Mapped[datetime] = mapped_column(Instant)
    known_by: Mapped[str] = mapped_column(String(120))
    __mapper_args__ = {"version_id_col": row_version}  # noqa: RUF012 - as SQLAlchemy reads it


def _check_declarations(cls: type) -> None:
    missing: list[str] = []
    if sum(issubclass(cls, scope) for scope in SCOPES) != 1:
        missing.append("one scope (PerSite, SiteItself, Enrolled, CityOnly or Shared)")
    missing += [name for name in ("__personal__", "__retention__") if not hasattr(cls, name)]
    if missing:
        raise PluginError(f"table {cls.__module__}.{cls.__name__}: declare {', '.join(missing)}")


def _check_table(cls: type[Base]) -> None:
    """Refuse a plugin's table without its prefix, and personal fields that do not exist."""
    table = cls.__table__
    package = cls.__module__.partition(".")[0]
    prefix = package.removeprefix("toc_")
    assert isinstance(table, Table)
    if package != "toc_core":
        _check_fence(table, package, prefix)
    unknown = [name for name in cls.__personal__ if name not in table.c]
    if unknown:
        raise PluginError(f"table {table.name}: __personal__ names unknown columns {unknown}")


def _check_fence(table: Table, package: str, prefix: str) -> None:
    """Refuse a plugin's table without its prefix, or one that leans on another plugin's."""
    if not table.name.startswith(f"{prefix}_"):
        raise PluginError(f"table {table.name} of {package}: its name must start with '{prefix}_'")
    core = {
        m.local_table for m in Base.registry.mappers if m.class_.__module__.startswith("toc_core.")
    }
    allowed = {t.name for t in core if isinstance(t, Table)}
    for key in table.foreign_keys:
        target = key.target_fullname.partition(".")[0]
        if target not in allowed and not target.startswith(f"{prefix}_"):
            raise PluginError(
                f"table {table.name} of {package}: {key.parent.name} refers to {target}; "
                "only tables of toc_core and of the plugin itself may be referred to"
            )


def _type_of(column: Column[Any]) -> TypeEngine[Any]:
    """Return the column's type; a foreign key whose target is not loaded yet is an id."""
    return BigId if isinstance(column.type, NullType) else column.type


def _twin_of(cls: type[Any]) -> type[Any]:
    """Return the mapped class of the history twin: same columns, ``past_id``, ``known_until``."""
    table: Table = cls.__table__
    columns: Iterable[Column[Any]] = (
        Column(c.name, _type_of(c), nullable=c.nullable, index=c.name == "id")
        for c in table.columns
    )
    past = Table(
        f"{table.name}_past",
        Base.metadata,
        Column("past_id", BigId, primary_key=True),
        *columns,
        Column("known_until", Instant, nullable=False),
    )
    scope = next(scope for scope in SCOPES if issubclass(cls, scope))
    return type(
        f"{cls.__name__}Past",
        (Past, scope, Base),
        {
            "__table__": past,
            "__module__": cls.__module__,
            "__personal__": cls.__personal__,
            "__retention__": cls.__retention__,
            "__writers__": frozenset(),
        },
    )
