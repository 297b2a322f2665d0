"""Turns the dataclasses of a theory into marshmallow schemas, so that there is one list of fields.

A value equal to its default is left out: a field that a later version adds does not change what
an older theory looks like, nor its hash.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import MISSING, Field, dataclass, fields, is_dataclass
from decimal import Decimal
from enum import StrEnum
from functools import cache
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

import marshmallow
from marshmallow import EXCLUDE, ValidationError, post_dump, post_load, validates_schema

from toc_core.errors import did_you_mean
from toc_core.i18n import _
from toc_core.schemas.fields import (
    COMMON_MESSAGES,
    Choice,
    Exact,
    Number,
    Row,
    Text,
    Word,
    YesNo,
    shown,
)

# Prose and verbatim quotations run over several lines; a label does not.
_PROSE = frozenset({"source_text", "goal", "goal_source_text", "rationale", "definition"})
_PROSE |= {"mission", "mission_source_text", "kind_source_text", "statement"}


class DataclassSchema(marshmallow.Schema):
    """Reads and writes one dataclass; ``schema_of`` fills in which."""

    error_messages = {"type": "is geen groep velden; zet er accolades { } om"}  # noqa: RUF012
    made: Any = None

    class Meta:
        """Unknown keys are refused below, with a suggestion, together with all else."""

        unknown = EXCLUDE

    @validates_schema(pass_original=True, skip_on_field_errors=False)
    def _refuse_unknown_keys(self, _data: Any, original: Any, **_kw: Any) -> None:
        keys = original if isinstance(original, Mapping) else ()  # else refused by its type
        if unknown := [key for key in keys if key not in self.fields]:
            raise ValidationError({"_schema": [self._unknown(key) for key in unknown]})

    def _unknown(self, key: object) -> str:
        message = _("de sleutel {key} bestaat niet{hint}; kies uit {known}")
        hint = did_you_mean(str(key), self.fields)
        return message.format(key=shown(key), hint=hint, known=", ".join(self.fields))

    @post_load
    def _make(self, data: dict[str, Any], **_kw: Any) -> Any:
        return self.made(**data)

    @post_dump(pass_original=True)
    def _leave_out_defaults(
        self, data: dict[str, Any], original: Any, **_kw: Any
    ) -> dict[str, Any]:
        defaults = _defaults(self.made)
        return {
            key: value
            for key, value in data.items()
            if key not in defaults or getattr(original, key) != defaults[key]
        }


@cache
def _defaults(made: Any) -> dict[str, Any]:
    found = {f.name: _default(f) for f in fields(made)}
    return {name: value for name, value in found.items() if value is not MISSING}


def _default(one: Field[Any]) -> Any:
    return one.default if one.default_factory is MISSING else one.default_factory()


@dataclass(frozen=True)
class _Place:
    """Where a field stands: its name, and what marshmallow must know about its presence."""

    name: str
    required: bool
    nullable: bool = False

    @property
    def options(self) -> dict[str, Any]:
        return {
            "required": self.required,
            "allow_none": self.nullable,
            "error_messages": dict(COMMON_MESSAGES),
        }


@cache
def schema_of(made: Any) -> type[DataclassSchema]:
    """Return the schema class that reads and writes a dataclass, all it holds included."""
    hints = get_type_hints(made)
    defaults = _defaults(made)
    members: dict[str, Any] = {
        f.name: _field(hints[f.name], _Place(f.name, f.name not in defaults)) for f in fields(made)
    }
    return type(f"{made.__name__}Schema", (DataclassSchema,), {**members, "made": made})


def _field(hint: Any, place: _Place) -> marshmallow.fields.Field[Any]:
    if get_origin(hint) in (UnionType, Union):
        kinds = [kind for kind in get_args(hint) if kind is not NoneType]
        if len(kinds) == 1:
            return _field(kinds[0], _Place(place.name, place.required, nullable=True))
        return Choice({k.__name__.lower(): schema_of(k) for k in kinds}, **place.options)
    if get_origin(hint) is tuple:
        inner = _field(get_args(hint)[0], _Place(place.name, required=True))
        return Row(inner, **place.options)
    if is_dataclass(hint):
        return marshmallow.fields.Nested(schema_of(hint), **place.options)  # type: ignore[arg-type]
    if issubclass(hint, StrEnum):
        return Word(hint, **place.options)
    if hint is str:
        return Text(lines=place.name in _PROSE, **place.options)
    scalars: dict[Any, type[YesNo] | type[Number] | type[Exact]] = {
        bool: YesNo,
        int: Number,
        Decimal: Exact,
    }
    return scalars[hint](**place.options)
