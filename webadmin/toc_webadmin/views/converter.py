"""From a mapped column to a field of ours; a column without a field is refused, never dropped.

Flask-Admin's own converter leaves a column out of the form without a word when it does not know
its type (Float, Uuid, Interval), and takes a ``Micro`` for a whole number.
"""

from __future__ import annotations

from typing import Any

from flask_admin.contrib.sqla.form import AdminModelConverter
from flask_admin.form import recreate_field
from flask_admin.model.form import FieldPlaceholder
from sqlalchemy import Boolean, Date, Enum, Float, Integer, Numeric, String, Text, Uuid
from sqlalchemy.orm import RelationshipDirection, RelationshipProperty
from wtforms import Field

from toc_core.db.columns import Instant, Micro
from toc_core.errors import PluginError
from toc_webadmin.views.fields import (
    DayField,
    LongTextField,
    Needed,
    NumberField,
    RowField,
    TextField,
    Unasked,
    WholeNumberField,
    WordField,
    YesNoField,
)
from toc_webadmin.views.rare_fields import ApproximateField, MomentField, UuidField

LONG_TEXT = 300  # from here on, text gets more than one line

# The first that fits: a Text is also a String.
_FIELDS: tuple[tuple[type[Any], type[Field]], ...] = (
    (Micro, NumberField),
    (Boolean, YesNoField),
    (Date, DayField),
    (Integer, WholeNumberField),
    (Float, ApproximateField),
    (Numeric, NumberField),
    (Uuid, UuidField),
    (Instant, MomentField),
    (Text, LongTextField),
    (String, TextField),
)


class TocConverter(AdminModelConverter):  # type: ignore[misc]
    """Makes the field of each column and many-to-one relation a view declares."""

    def convert(
        self,
        model: Any,
        mapper: Any,
        name: str,
        prop: Any,
        field_args: dict[str, Any] | None,
        hidden_pk: bool,
    ) -> Any:
        """Return the unbound field; ``PluginError`` when there is none for this kind of column."""
        if isinstance(prop, FieldPlaceholder):
            return recreate_field(prop.field)
        options = {
            "label": self._get_label(name, {}),
            "description": self._get_description(name, {}) or "",
            **(field_args or {}),
        }
        override = self._get_field_override(name)
        if isinstance(prop, RelationshipProperty):
            return self._row(model, prop, override or RowField, options)
        column = prop.columns[0]
        options.setdefault("validators", [_presence(column)])
        kind = override or field_for(column)
        return kind(**options, **_extra(column, override))

    def _row(
        self, model: Any, prop: Any, kind: type[RowField], options: dict[str, Any]
    ) -> RowField:
        if prop.direction is not RelationshipDirection.MANYTOONE:
            raise PluginError(
                f"{model.__name__}.{prop.key}: only a many-to-one relation can be a field; "
                "give another one its own field in form_extra_fields"
            )
        column = key_column(prop)
        options.setdefault("validators", [Unasked() if column.nullable else Needed()])
        view, target = self.view, prop.mapper.class_
        return kind(
            rows=lambda: view.rows_for(prop.key, target),
            column=column.key,
            words=view.name_of,
            **options,
        )


def key_column(prop: Any) -> Any:
    """Return the column of a many-to-one relation that holds the other row's id."""
    return next(local for local, remote in prop.local_remote_pairs if remote.key == "id")


def field_for(column: Any) -> type[Field]:
    """Return the kind of field for a column; ``PluginError`` when its type has none."""
    if isinstance(column.type, Enum) and column.type.enum_class is not None:
        return WordField
    for kind, field in _FIELDS:
        if isinstance(column.type, kind):
            return LongTextField if field is TextField and _is_long(column) else field
    raise PluginError(
        f"{column.table.name}.{column.name}: no form field for the type {column.type!r}; "
        "give it one in form_overrides, or leave it out of form_columns and name it in not_asked"
    )


def _is_long(column: Any) -> bool:
    return (getattr(column.type, "length", None) or 0) >= LONG_TEXT


def _presence(column: Any) -> Needed | Unasked:
    has_default = column.default is not None or isinstance(column.type, Boolean)
    return Unasked() if column.nullable or has_default else Needed()


def _extra(column: Any, override: Any) -> dict[str, Any]:
    kind = getattr(column.type, "enum_class", None)
    return {"kind": kind} if kind is not None and override is None else {}
