"""A small practice city for the contract: two schools, an answer per indicator, made-up rows.

Every personal text holds ``CANARY``: where it turns up, something personal leaked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import Enum
from importlib import import_module
from pkgutil import walk_packages
from typing import Any

from sqlalchemy import Column, Date, DateTime, String, inspect, select
from sqlalchemy import Enum as Words

from toc_core.db.base import Base, Past, PerSite, Record
from toc_core.db.codes import new_code
from toc_core.db.columns import Micro
from toc_core.db.door import ScopedSession
from toc_core.db.measures import Observation
from toc_core.db.people import Enrolment, Group, Participant, Site, SiteKind
from toc_core.db.theory import IndicatorRow, ProgrammeRow
from toc_core.errors import PluginError
from toc_core.i18n import _
from toc_core.plugins import Host
from toc_core.sync import plan_sync, run_sync
from toc_core.theory import Observed, Role, ValueKind

CANARY = "Kanarie Piet"
YEAR = "2024-2025"
DAY = date(2024, 10, 1)
SCHOOLS = {"oefenschool_a": "Oefenschool A", "oefenschool_b": "Oefenschool B"}
_FILLED_IN = frozenset({"id", "ref", "row_version", "known_from", "known_by"})


def seed_city(session: ScopedSession, host: Host, plugin: str) -> Site:
    """Store the theories, two practice schools and an answer per indicator; return the first."""
    run_sync(session, plan_sync(session, host))
    schools = [
        Site(code=code, label=label, kind=SiteKind.SCHOOL, fictitious=True)
        for code, label in SCHOOLS.items()
    ]
    session.add_all(schools)
    session.flush()
    own = next(one for one in host.plugins if one.name == plugin)
    for programme in own.programmes:
        for indicator in programme.all_indicators():
            if isinstance(indicator.measure, Observed):
                answer = _answer(indicator.measure.kind)
                row = _indicator_row(session, programme.code, indicator.code)
                session.add(_observation(row, schools[0], answer))
    session.flush()
    return schools[0]


def models_of(package: str) -> list[type[Any]]:
    """Return the classes of records of a package, those that are referred to first."""
    _import_all(package)
    order = {table.name: n for n, table in enumerate(Base.metadata.sorted_tables)}
    found = [
        mapper.class_
        for mapper in Base.registry.mappers
        if mapper.class_.__module__.partition(".")[0] == package
        and not issubclass(mapper.class_, Past)
    ]
    return sorted(found, key=lambda model: order[model.__table__.name])


def _import_all(package: str) -> None:
    """Import every module of a package but its migrations, so that every table is known."""
    import_module(f"{package}.models")
    folder = import_module(package).__path__
    for found in walk_packages(folder, f"{package}.", onerror=lambda _name: None):
        if ".migrations" not in found.name:
            with suppress(ModuleNotFoundError):  # of an extra, such as the admin
                import_module(found.name)


def made_up_rows(session: ScopedSession, package: str, site: Site) -> list[object]:
    """Return a row of every record of a package that the session may write."""
    making = _Making(session, site)
    return [
        making.row_of(model)
        for model in models_of(package)
        if issubclass(model, Record)
        and session.principal.access in getattr(model, "__writers__", ())
    ]


class _Making:
    """What was made so far, so that a row can refer to it."""

    def __init__(self, session: ScopedSession, site: Site) -> None:
        self.session = session
        self.site = site
        self.made: dict[str, Callable[[], Any]] = {
            "site": lambda: self.site,
            "programme": self._programme,
            "class_group": self._group,
            "participant": lambda: self._enrolment().participant,
            "enrolment": self._enrolment,
        }

    def row_of(self, model: type[Any]) -> Any:
        """Return a stored row of this class; the same one when asked again."""
        name = model.__table__.name
        row = model(**dict(self._values(model)))
        self.session.add(row)
        self.session.flush()
        self.made[name] = lambda: row
        return row

    def _values(self, model: type[Any]) -> Iterator[tuple[str, Any]]:
        for attribute in inspect(model).column_attrs:
            column = attribute.columns[0]
            if attribute.key in _FILLED_IN:
                continue
            personal = column.name in model.__personal__ and _is_prose(column)
            if attribute.key == "site_id" and issubclass(model, PerSite):
                yield attribute.key, self.site.id
            elif column.foreign_keys:
                if not column.nullable or personal:
                    yield attribute.key, self._referred(column)
            elif personal or not (column.nullable or column.default is not None):
                yield attribute.key, _value(attribute.key, column, personal)

    def _referred(self, column: Column[Any]) -> Any:
        key = min(column.foreign_keys, key=lambda one: one.target_fullname)
        table, _dot, name = key.target_fullname.partition(".")
        if table not in self.made:
            raise PluginError(
                _(
                    "van {table} kan ik geen rij verzinnen, want {column} verwijst naar {target}. "
                    "Schrijf in je test zelf: def sample_rows(self, session, site)"
                ).format(table=column.table.name, column=column.name, target=table)
            )
        return getattr(self.made[table](), name)

    def _programme(self) -> ProgrammeRow:
        return self.session.scalars(select(ProgrammeRow).order_by(ProgrammeRow.id)).first()  # type: ignore[return-value]

    def _group(self) -> Group:
        group = Group(site_id=self.site.id, school_year=YEAR, label="3 Oefening")
        self.session.add(group)
        self.session.flush()
        self.made["class_group"] = lambda: group
        return group

    def _enrolment(self) -> Enrolment:
        person = Participant(code=new_code(), role=Role.PUPIL)
        row = Enrolment(participant=person, site_id=self.site.id, school_year=YEAR)
        self.session.add(row)
        self.session.flush()
        self.made["enrolment"] = lambda: row
        return row


def _is_prose(column: Column[Any]) -> bool:
    """Return whether a column holds text of one's own, and no word of a list."""
    return isinstance(column.type, String) and not isinstance(column.type, Words)


def _value(key: str, column: Column[Any], personal: bool) -> Any:
    """Return a value that fits a column; every text about a person is the canary."""
    kinds = getattr(column.type, "enum_class", None)
    if kinds is not None and issubclass(kinds, Enum):
        return next(iter(kinds))
    if isinstance(column.type, DateTime) or column.type.__class__.__name__ == "Instant":
        return datetime(2024, 10, 1, tzinfo=UTC)
    if isinstance(column.type, Date):
        return DAY
    if isinstance(column.type, Micro):
        return Decimal(1)
    python = column.type.python_type
    if python is str:
        text = YEAR if key in ("school_year", "period") else (CANARY if personal else "tekst")
        return text[: getattr(column.type, "length", None) or len(text)]
    return python(1)


def _answer(kind: ValueKind) -> dict[str, Any]:
    if kind is ValueKind.RATIO:
        return {"numerator": 1, "denominator": 2}
    return {"text": "tekst"} if kind is ValueKind.TEXT else {"value": Decimal(1)}


def _indicator_row(session: ScopedSession, programme: str, code: str) -> IndicatorRow:
    return session.scalars(
        select(IndicatorRow)
        .join(ProgrammeRow)
        .where(ProgrammeRow.code == programme, IndicatorRow.code == code)
    ).one()


def _observation(row: IndicatorRow, site: Site, answer: dict[str, Any]) -> Observation:
    return Observation(
        programme=row.programme, indicator=row, site=site, cell_id=0, period=YEAR, **answer
    )
