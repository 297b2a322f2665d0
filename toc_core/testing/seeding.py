"""A small practice city for the contract: two schools, an answer per indicator, made-up rows.

Every personal text holds ``CANARY``: where it turns up, something personal leaked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import Enum
from importlib import import_module
from typing import Any

from sqlalchemy import Column, Date, DateTime, inspect, select

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
from toc_core.theory import Count, Indicator, Role, ValueKind

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
            if not isinstance(indicator.measure, Count):
                session.add(_answer(session, programme.code, indicator, schools[0]))
    session.flush()
    return schools[0]


def models_of(package: str) -> list[type[Any]]:
    """Return the classes of records of a package, those that are referred to first."""
    import_module(f"{package}.models")
    order = {table.name: n for n, table in enumerate(Base.metadata.sorted_tables)}
    found = [
        mapper.class_
        for mapper in Base.registry.mappers
        if mapper.class_.__module__.partition(".")[0] == package
        and not issubclass(mapper.class_, Past)
    ]
    return sorted(found, key=lambda model: order[model.__table__.name])


def made_up_rows(session: ScopedSession, package: str, site: Site) -> list[object]:
    """Return a row of every record of a package, its columns filled with what fits."""
    making = _Making(session, site)
    return [making.row_of(model) for model in models_of(package) if issubclass(model, Record)]


class _Making:
    """What was made so far, so that a row can refer to it."""

    def __init__(self, session: ScopedSession, site: Site) -> None:
        self.session = session
        self.site = site
        self.made: dict[str, Callable[[], Any]] = {
            "site": lambda: self.site,
            "programme": self._programme,
            "class_group": self._group,
            "participant": self._participant,
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
            personal = column.name in model.__personal__
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

    def _participant(self) -> Participant:
        person = Participant(code=new_code(), role=Role.PUPIL)
        self.session.add(Enrolment(participant=person, site_id=self.site.id, school_year=YEAR))
        self.session.flush()
        self.made["participant"] = lambda: person
        return person


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


def _answer(session: ScopedSession, programme: str, indicator: Indicator, site: Site) -> Any:
    row = session.scalars(
        select(IndicatorRow)
        .join(ProgrammeRow)
        .where(ProgrammeRow.code == programme, IndicatorRow.code == indicator.code)
    ).one()
    answer: dict[str, Any] = {"value": Decimal(1)}
    if not isinstance(indicator.measure, Count):
        if indicator.measure.kind is ValueKind.RATIO:
            answer = {"numerator": 1, "denominator": 2}
        elif indicator.measure.kind is ValueKind.TEXT:
            answer = {"text": "tekst"}
    return Observation(
        programme=row.programme, indicator=row, site=site, cell_id=0, period=YEAR, **answer
    )
