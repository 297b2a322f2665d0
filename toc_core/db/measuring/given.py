"""Rows that a question hands to the database: one parameter, whatever there is to measure.

The rows travel as JSON, so that a statement reads the same for every question: it is compiled
once, and no limit on the number of parameters is ever met.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import CTE, Text, bindparam, column, literal_column, select
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.types import TypeEngine

Columns = Sequence[tuple[str, type[TypeEngine[Any]]]]


class _Rows(FunctionElement[Any]):
    """Each element of a JSON array as a row with one column, ``value``."""

    name = "given_rows"
    inherit_cache = True


class _Field(FunctionElement[Any]):
    """The field of a JSON array at a place."""

    name = "given_field"
    inherit_cache = True


@compiles(_Rows, "sqlite")
def _rows_in_sqlite(element: _Rows, compiler: Any, **options: Any) -> str:
    return f"json_each({compiler.process(element.clauses, **options)})"


@compiles(_Rows, "postgresql")
def _rows_in_postgresql(element: _Rows, compiler: Any, **options: Any) -> str:
    return f"json_array_elements(CAST({compiler.process(element.clauses, **options)} AS JSON))"


@compiles(_Field, "sqlite")
def _field_in_sqlite(element: _Field, compiler: Any, **options: Any) -> str:
    value, place = (compiler.process(part, **options) for part in element.clauses)
    return f"json_extract({value}, '$[{place}]')"


@compiles(_Field, "postgresql")
def _field_in_postgresql(element: _Field, compiler: Any, **options: Any) -> str:
    value, place = (compiler.process(part, **options) for part in element.clauses)
    kind = compiler.dialect.type_compiler_instance.process(element.type)
    return f"CAST({value} ->> {place} AS {kind})"


def _field(value: Any, place: int, kind: type[TypeEngine[Any]]) -> Any:
    field = _Field(value, literal_column(str(place)))
    field.type = kind()
    return field


def given_rows(rows: Iterable[Sequence[object]]) -> str:
    """Return rows as the parameter of a given table; dates are written as they are compared."""
    return json.dumps([*rows], default=str, separators=(",", ":"))


def given_table(name: str, columns: Columns) -> CTE:
    """Return a table of the statement whose rows come with the parameter of that name.

    It is kept apart (``MATERIALIZED``): the database reads the JSON once and not for each record.
    """
    each = _Rows(bindparam(name, type_=Text)).table_valued(column("value"))
    fields = [_field(each.c.value, n, kind).label(label) for n, (label, kind) in enumerate(columns)]
    return select(*fields).cte(name).prefix_with("MATERIALIZED")
